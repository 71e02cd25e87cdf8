package cn.beian.filing.form;

import cn.beian.filing.numbers.CreditCode;
import cn.beian.filing.numbers.DivisionCode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which questions of an application are answered, and which are not.
 *
 * @param expected number of required questions, and of others whose answer has to be corrected
 * @param gaps the questions without a valid answer: the required ones in the order of the form,
 *     then others
 */
public record Completeness(int expected, List<Gap> gaps) {
  public Completeness {
    gaps = List.copyOf(gaps);
  }

  /** A date field accepts “26” as a year. */
  private static final int EARLIEST_YEAR = 2000;

  private static final int MOST_YEARS = 100;

  /** Fields where "none" needs no reason. */
  private static final Set<String> NONE_SAYS_ALL = Set.of("sameKind.apps");

  /**
   * A question without a valid answer.
   *
   * @param why what is wrong
   */
  public record Gap(Question question, FormField field, Why why) {}

  /** Why an answer is not valid. */
  public enum Why {
    /** The question is not answered. */
    NOT_ANSWERED,
    /** The sponsor has yet to confirm the proposal. */
    NOT_CONFIRMED,
    /** Not a value of the field's type. */
    NOT_VALID,
    /** A date in the future for an event in the past. */
    IN_FUTURE,
    /** Today or a date in the past for an event in the future. */
    NOT_IN_FUTURE,
    /** An implausible year: before 2000, or more than 100 years ahead. */
    UNLIKELY_YEAR,
    /** The text is longer than the field allows. */
    TOO_LONG,
    /** The answer is "none" without a reason. */
    NO_REASON;

    /** Whether there is an answer that must be corrected. */
    public boolean wrong() {
      return this != NOT_ANSWERED && this != NOT_CONFIRMED;
    }
  }

  /**
   * Compares the answers with the questions of the case; answers to other questions are ignored.
   *
   * @param today official date of the check
   */
  public static Completeness of(FormCase form, Map<Question, Answer> answers, LocalDate today) {
    List<Question> questions = form.questions();
    List<Gap> gaps = new ArrayList<>();
    for (Question question : questions) {
      FormField field = FieldDictionary.find(question.fieldId()).orElseThrow();
      why(field, Optional.ofNullable(answers.get(question)), today)
          .ifPresent(why -> gaps.add(new Gap(question, field, why)));
    }
    int required = gaps.size();
    for (FormField field : FieldDictionary.fields()) {
      Question question = Question.once(field.id());
      if (form.offers(field) && answers.containsKey(question)) {
        why(field, Optional.ofNullable(answers.get(question)), today)
            .filter(Why::wrong)
            .ifPresent(why -> gaps.add(new Gap(question, field, why)));
      }
    }
    return new Completeness(questions.size() + gaps.size() - required, gaps);
  }

  private static Optional<Why> why(FormField field, Optional<Answer> given, LocalDate today) {
    if (given.isEmpty()) {
      return Optional.of(Why.NOT_ANSWERED);
    }
    Answer answer = given.get();
    if (!valid(field, answer)) {
      return Optional.of(Why.NOT_VALID);
    }
    if (field.type() == FieldType.DATE && answer.origin() != Origin.ATTACHMENT) {
      Optional<Why> day = day(field, LocalDate.parse(answer.value()), today);
      if (day.isPresent()) {
        return day;
      }
    }
    if (tooLong(field, answer)) {
      return Optional.of(Why.TOO_LONG);
    }
    if ((field.absent() || approves(field))
        && answer.origin() == Origin.SPONSOR
        && !NONE_SAYS_ALL.contains(field.id())
        && Absence.unexplained(answer.value())) {
      return Optional.of(Why.NO_REASON);
    }
    return field.confirmed() && !answer.confirmed()
        ? Optional.of(Why.NOT_CONFIRMED)
        : Optional.empty();
  }

  private static Optional<Why> day(FormField field, LocalDate day, LocalDate today) {
    if (day.getYear() >= EARLIEST_YEAR && !field.days().holds(day, today)) {
      return Optional.of(field.days() == DayRange.UNTIL_TODAY ? Why.IN_FUTURE : Why.NOT_IN_FUTURE);
    }
    boolean unlikely =
        day.getYear() < EARLIEST_YEAR || day.getYear() > today.getYear() + MOST_YEARS;
    return unlikely ? Optional.of(Why.UNLIKELY_YEAR) : Optional.empty();
  }

  /**
   * Whether the field is about an approval or its substitute, for which "none" is not an answer.
   */
  private static boolean approves(FormField field) {
    return field.topic() == Topic.APPROVAL || field.topic() == Topic.LEVEL_EXCEPTION;
  }

  private static boolean tooLong(FormField field, Answer answer) {
    String value = answer.value();
    return (field.type() == FieldType.TEXT || field.type() == FieldType.LONG_TEXT)
        && answer.origin() != Origin.ATTACHMENT
        && value.codePointCount(0, value.length()) > field.longest();
  }

  /** The questions of an application without a valid answer. */
  public static List<Gap> missing(FormCase form, Map<Question, Answer> answers, LocalDate today) {
    return of(form, answers, today).gaps();
  }

  /** Number of questions with a valid answer. */
  public int answered() {
    return expected - gaps.size();
  }

  /** Whether nothing is missing. */
  public boolean complete() {
    return gaps.isEmpty();
  }

  /**
   * Whether a value is valid for the field's type. The content of an attachment is left to a person
   * to read, if the field accepts attachments.
   */
  public static boolean valid(FormField field, Answer answer) {
    String value = answer.value();
    if (answer.origin() == Origin.ATTACHMENT) {
      return field.takesDocument();
    }
    if (answer.origin() == Origin.SPONSOR && Contradiction.of(field.id(), value)) {
      return false;
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
