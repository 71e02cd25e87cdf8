package cn.beian.server.web.filings;

import cn.beian.filing.form.Question;
import cn.beian.server.filings.QuestionKey;
import cn.beian.server.filings.Typed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers as a form sends them: {@code a:<question key>} = value, and {@code b:<question key>} =
 * what stood there when the page was shown.
 */
final class FormAnswers {
  private static final String VALUE = "a:";
  private static final String SHOWN = "b:";

  private FormAnswers() {}

  /**
   * The answers of a form.
   *
   * @param confirms whether sending it confirms what was left as it is
   */
  static Map<Question, Typed> of(HttpServletRequest request, boolean confirms) {
    Map<Question, Typed> answers = new LinkedHashMap<>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (name.startsWith(VALUE) && values.length > 0) {
                String key = name.substring(VALUE.length());
                answers.put(
                    QuestionKey.question(key),
                    new Typed(
                        values[values.length - 1],
                        Optional.ofNullable(request.getParameter(SHOWN + key)),
                        confirms));
              }
            });
    return answers;
  }
}
