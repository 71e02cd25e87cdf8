package cn.beian.server.web.cases;

import java.util.List;
import java.util.Map;

/**
 * What somebody typed into a form of a case that has moved on, beside what stands there now.
 *
 * @param now empty where nothing stands, or the form is not of this page any more
 */
public record UnsavedText(TypedField field, String typed, String now) {

  /** What was typed otherwise than it stands, in the order of the form. */
  static List<UnsavedText> of(CaseForm form, Map<String, TypedField> fields) {
    Map<?, ?> held = form.model().getAttribute("input") instanceof Map<?, ?> one ? one : Map.of();
    return fields.entrySet().stream()
        .map(
            one ->
                new UnsavedText(
                    one.getValue(),
                    lines(form.text(one.getKey())),
                    lines(held.get(one.getKey()) instanceof String text ? text : "")))
        .filter(one -> !one.typed().isEmpty() && !one.typed().equals(one.now()))
        .toList();
  }

  /** A form sends each new line as two characters. */
  private static String lines(String text) {
    return text.replace("\r\n", "\n").strip();
  }
}
