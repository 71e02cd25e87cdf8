package cn.beian.server.web.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a rejected form of a case typed, against what is held by now. A field that was left as the
 * page showed it takes what is held; of one that both changed, both are shown.
 *
 * @param input for the fields
 * @param theirs what somebody else saved meanwhile, by field that was typed over
 * @param texts that were typed, for a page that has no fields any more
 */
public record ConflictingInput(
    Map<String, String> input, Map<String, String> theirs, List<String> texts) {
  /** Prefix of the field that keeps what the page showed. */
  private static final String SHOWN = "was-";

  /** What was typed, against what is held now. */
  public static ConflictingInput of(Map<String, String> typed, Map<String, String> held) {
    Map<String, String> input = new LinkedHashMap<>(held);
    Map<String, String> theirs = new LinkedHashMap<>();
    List<String> texts = new ArrayList<>();
    held.forEach(
        (field, now) -> {
          String mine = typed.getOrDefault(field, now);
          String shown = typed.getOrDefault(SHOWN + field, now);
          if (same(mine, shown) && typed.containsKey(SHOWN + field)) {
            return;
          }
          input.put(field, mine);
          if (!same(now, shown) && !same(now, mine)) {
            theirs.put(field, now);
          }
          if (typed.containsKey(field)
              && !mine.isBlank()
              && (field.startsWith("text-") || field.startsWith("reason-"))) {
            texts.add(mine);
          }
        });
    return new ConflictingInput(input, theirs, texts);
  }

  /** A form sends each new line as two characters. */
  private static boolean same(String one, String other) {
    return one.replace("\r\n", "\n").strip().equals(other.replace("\r\n", "\n").strip());
  }
}
