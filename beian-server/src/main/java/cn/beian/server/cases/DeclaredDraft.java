package cn.beian.server.cases;

import cn.beian.filing.procedures.DeclaredField;
import java.util.List;
import java.util.Map;

/**
 * What the handlers of a unit have prepared in a case, as somebody of the unit reads it.
 *
 * @param values by name of field; empty where nothing is prepared, and for other readers
 * @param wrote whether the reader wrote some of it, so that somebody else has to send it
 * @param senders names of the approvers who wrote none of it; empty unless {@code wrote}
 * @param givenBack with what remark an approver gave it back to the handler; empty where he did
 *     not, or it was written on since
 * @param changes what is different from what was given back last; empty before it is written on
 * @param missing fields that are still to be filled in before it is sent, in the order of the form
 */
public record DeclaredDraft(
    Map<String, String> values,
    boolean wrote,
    List<String> senders,
    String givenBack,
    List<Change> changes,
    List<String> missing) {
  /** Nothing, for those who do not read it. */
  static final DeclaredDraft NONE =
      new DeclaredDraft(Map.of(), false, List.of(), "", List.of(), List.of());

  /** A field whose value changed. */
  public record Change(DeclaredField field, String before, String now) {
    /** What differs, in the order of a form; nothing of a field that was not kept. */
    public static List<Change> of(
        List<DeclaredField> form, Map<String, String> before, Map<String, String> now) {
      return form.stream()
          .filter(field -> before.containsKey(field.name()))
          .map(
              field ->
                  new Change(
                      field,
                      before.getOrDefault(field.name(), ""),
                      now.getOrDefault(field.name(), "")))
          .filter(change -> !change.before().equals(change.now()))
          .toList();
    }
  }

  public DeclaredDraft {
    values = Map.copyOf(values);
    senders = List.copyOf(senders);
    changes = List.copyOf(changes);
    missing = List.copyOf(missing);
  }

  /** The value of a field; empty where nothing is prepared. */
  public String value(String field) {
    return values.getOrDefault(field, "");
  }

  /** Whether nothing is prepared, or it is not for the reader. */
  public boolean isEmpty() {
    return values.isEmpty();
  }
}
