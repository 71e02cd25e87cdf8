package cn.beian.server.web.filings;

import cn.beian.filing.Messages;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.StandardValue;
import cn.beian.server.filings.answers.EnteredAnswer;
import cn.beian.server.filings.answers.PermissionData;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Answers as a form sends them: {@code a:<question key>} = value, {@code b:<question key>} = what
 * the store has of it as far as the page knows, and where script runs {@code t} = key of each that
 * was changed on the page and is not known to be stored, and {@code s:<question key>} = each value
 * of it that the page has sent before without learning that it is stored. What is switched on or
 * off is sent as {@code o:<question key>}, and as {@code a:} where it is on. What is said of
 * several at once is sent as {@code all:<question keys>}, and is meant of those of which nothing
 * else is said.
 */
final class FormAnswers {
  /** Begins the name of a field that answers several questions. */
  static final String ALL = "all:";

  private static final String VALUE = "a:";
  private static final String SHOWN = "b:";
  private static final String SENT = "s:";
  private static final String TOGGLE = "o:";
  private static final String CHANGED = "t";
  private static final String KEPT = "k:";
  private static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.ENGLISH);

  private FormAnswers() {}

  /**
   * The answers of a form.
   *
   * @param confirms whether sending it confirms what was left as it is
   */
  static Map<Question, EnteredAnswer> of(HttpServletRequest request, boolean confirms) {
    String[] told = request.getParameterValues(CHANGED);
    List<String> changed = told == null ? List.of() : List.of(told);
    Map<Question, EnteredAnswer> answers = new LinkedHashMap<>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (name.startsWith(VALUE) && values.length > 0) {
                String key = name.substring(VALUE.length());
                Question question = QuestionKey.question(key);
                answers.put(
                    question,
                    new EnteredAnswer(
                        stored(question, value(request, key, values[values.length - 1])),
                        Optional.ofNullable(request.getParameter(SHOWN + key))
                            .map(shown -> stored(question, shown)),
                        confirms,
                        changed.contains(key),
                        sent(request, question, key)));
              } else if (name.startsWith(TOGGLE)) {
                String key = name.substring(TOGGLE.length());
                if (request.getParameter(VALUE + key) == null
                    && (confirms || changed.contains(key))) {
                  answers.put(
                      QuestionKey.question(key),
                      new EnteredAnswer(
                          "no",
                          Optional.ofNullable(request.getParameter(SHOWN + key)),
                          confirms,
                          changed.contains(key),
                          sent(request, QuestionKey.question(key), key)));
                }
              }
            });
    return answers;
  }

  /** What is said of a question itself, else of all of its kind at once. */
  private static String value(HttpServletRequest request, String key, String own) {
    return own.isBlank()
        ? request.getParameterMap().entrySet().stream()
            .filter(one -> one.getKey().startsWith(ALL))
            .filter(
                one -> List.of(one.getKey().substring(ALL.length()).split(" ", -1)).contains(key))
            .map(one -> one.getValue()[0])
            .findFirst()
            .orElse(own)
        : own;
  }

  private static List<String> sent(HttpServletRequest request, Question question, String key) {
    String[] values = request.getParameterValues(SENT + key);
    return values == null
        ? List.of()
        : Arrays.stream(values).map(one -> stored(question, one)).toList();
  }

  /** Why answers stay that a supplement list asks about: {@code k:<question key>} = reason. */
  static Map<Question, String> kept(HttpServletRequest request) {
    Map<Question, String> reasons = new LinkedHashMap<>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (name.startsWith(KEPT)) {
                reasons.put(
                    QuestionKey.question(name.substring(KEPT.length())), values[values.length - 1]);
              }
            });
    return reasons;
  }

  /**
   * Keys of the answers that the store now has as they were sent, and of which the page that sent
   * them does not know it yet.
   */
  static Set<String> newlyStored(Map<Question, EnteredAnswer> sent, CaseFile file) {
    Set<String> keys = new TreeSet<>();
    sent.forEach(
        (question, typed) -> {
          Answer answer = file.plain().get(question);
          String stands = answer == null ? "" : answer.value();
          if (stands.equals(typed.stored()) && !typed.knows(stands)) {
            keys.add(QuestionKey.of(question));
          }
        });
    return keys;
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
