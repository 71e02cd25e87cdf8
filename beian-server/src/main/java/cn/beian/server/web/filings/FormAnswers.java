package cn.beian.server.web.filings;

import cn.beian.filing.form.Question;
import cn.beian.server.filings.QuestionKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers as a form sends them: {@code a:<question key>} = value. */
final class FormAnswers {
  static final String PREFIX = "a:";

  private FormAnswers() {}

  static Map<Question, String> of(HttpServletRequest request) {
    Map<Question, String> answers = new LinkedHashMap<>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (name.startsWith(PREFIX) && values.length > 0) {
                answers.put(
                    QuestionKey.question(name.substring(PREFIX.length())),
                    values[values.length - 1]);
              }
            });
    return answers;
  }
}
