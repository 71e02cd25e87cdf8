package cn.beian.filing.form;

import cn.beian.filing.numbers.CreditCode;
import cn.beian.filing.numbers.DivisionCode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an application has and lacks.
 *
 * @param expected number of required questions
 * @param gaps those without a good answer, in the order of the form
 */
public record Completeness(int expected, List<Gap> gaps) {
  public Completeness {
    gaps = List.copyOf(gaps);
  }

  /**
   * A question without a good answer.
   *
   * @param why what is wrong
   */
  public record Gap(Question question, FormField field, Why why) {}

  /** What is wrong with an answer. */
  public enum Why {
    /** There is none. */
    NOT_ANSWERED,
    /** The sponsor has yet to confirm the proposal. */
    NOT_CONFIRMED,
    /** Not a value of the field's type. */
    NOT_VALID
  }

  /** Compares the answers with what the case requires; answers to other questions are ignored. */
  public static Completeness of(FormCase form, Map<Question, Answer> answers) {
    List<Question> questions = form.questions();
    List<Gap> gaps = new ArrayList<>();
    for (Question question : questions) {
      FormField field = FieldDictionary.find(question.fieldId()).orElseThrow();
      Answer answer = answers.get(question);
      if (answer == null) {
        gaps.add(new Gap(question, field, Why.NOT_ANSWERED));
      } else if (!valid(field, answer)) {
        gaps.add(new Gap(question, field, Why.NOT_VALID));
      } else if (field.confirmed() && !answer.confirmed()) {
        gaps.add(new Gap(question, field, Why.NOT_CONFIRMED));
      }
    }
    return new Completeness(questions.size(), gaps);
  }

  /** The gaps of an application. */
  public static List<Gap> missing(FormCase form, Map<Question, Answer> answers) {
    return of(form, answers).gaps();
  }

  /** Number of questions with a good answer. */
  public int answered() {
    return expected - gaps.size();
  }

  /** Whether nothing is missing. */
  public boolean complete() {
    return gaps.isEmpty();
  }

  /**
   * Whether a value is one of the field's type; what stands in an attachment is for a person to
   * read.
   */
  public static boolean valid(FormField field, Answer answer) {
    String value = answer.value();
    if (answer.origin() == Origin.ATTACHMENT) {
      return true;
    }
    return switch (field.type()) {
      case TEXT, LONG_TEXT, LIST, DOCUMENT, SIGNATURE -> true;
      case YES_NO -> value.equals("yes") || value.equals("no");
      case CHOICE -> field.choices().contains(value);
      case CREDIT_CODE -> CreditCode.read(value).valid();
      case DIVISION_CODE -> DivisionCode.read(value).valid();
      case DATE -> isDate(value);
    };
  }

  private static boolean isDate(String value) {
    try {
      LocalDate.parse(value);
      return true;
    } catch (DateTimeException notADate) {
      return false;
    }
  }
}
