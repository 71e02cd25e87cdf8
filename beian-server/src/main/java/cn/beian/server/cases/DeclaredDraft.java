package cn.beian.server.cases;

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
 */
public record DeclaredDraft(
    Map<String, String> values,
    boolean wrote,
    List<String> senders,
    String givenBack,
    List<Change> changes) {
  /** Nothing, for those who do not read it. */
  static final DeclaredDraft NONE = new DeclaredDraft(Map.of(), false, List.of(), "", List.of());

  /** A field whose value changed. */
  public record Change(String field, String before, String now) {}

  public DeclaredDraft {
    values = Map.copyOf(values);
    senders = List.copyOf(senders);
    changes = List.copyOf(changes);
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
