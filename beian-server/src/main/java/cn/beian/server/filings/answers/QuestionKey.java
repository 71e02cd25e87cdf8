package cn.beian.server.filings.answers;

import cn.beian.filing.form.Question;

/** A question in one word, as forms and addresses carry it: {@code field} or {@code field@item}. */
public final class QuestionKey {
  private QuestionKey() {}

  public static String of(Question question) {
    return question.item().isEmpty()
        ? question.fieldId()
        : question.fieldId() + "@" + question.item();
  }

  /** The question of a key; any text gives one, known or not. */
  public static Question question(String key) {
    int at = key.indexOf('@');
    return at < 0 ? Question.once(key) : new Question(key.substring(0, at), key.substring(at + 1));
  }
}
