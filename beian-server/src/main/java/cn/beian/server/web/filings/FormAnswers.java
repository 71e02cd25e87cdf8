package cn.beian.server.web.filings;

import cn.beian.filing.Messages;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.StandardValue;
import cn.beian.server.filings.PermissionData;
import cn.beian.server.filings.QuestionKey;
import cn.beian.server.filings.Typed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Answers as a form sends them: {@code a:<question key>} = value, and {@code b:<question key>} =
 * what stood there when the page was shown.
 */
final class FormAnswers {
  private static final String VALUE = "a:";
  private static final String SHOWN = "b:";
  private static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.ENGLISH);

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
                Question question = QuestionKey.question(key);
                answers.put(
                    question,
                    new Typed(
                        stored(question, values[values.length - 1]),
                        Optional.ofNullable(request.getParameter(SHOWN + key))
                            .map(shown -> stored(question, shown)),
                        confirms));
              }
            });
    return answers;
  }

  /** A value as it is stored: words for a standard value, in either language, are its name. */
  private static String stored(Question question, String written) {
    return StandardValue.ofField(question.fieldId()).stream()
        .filter(
            one ->
                LANGUAGES.stream()
                    .anyMatch(in -> Messages.in(in).text(one).equals(written.strip())))
        .map(StandardValue::name)
        .findFirst()
        .orElseGet(() -> PermissionData.stored(question.fieldId(), written));
  }
}
