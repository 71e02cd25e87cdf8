package cn.beian.server.filings.answers;

import cn.beian.filing.form.Absence;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Condition;
import cn.beian.filing.form.FormCase;
import cn.beian.filing.form.Question;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.policies.IndependentDevelopment;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.filings.Application;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which questions an application holds: a pure function of what is known about it. */
public final class QuestionSet {
  private QuestionSet() {}

  /**
   * The questions.
   *
   * @param packages those that are asked about
   * @param stamped whether the undertaking is asked for with a stamp: {@code yes} or {@code no}
   * @param less whether a change of information brings what is proposed as a major change
   * @param explanations what is asked of each rule that is to be explained, by id
   */
  public static FormCase of(
      Application application,
      OrganizationLevel level,
      PolicyParameter reading,
      PolicyParameter stamped,
      boolean withPackage,
      List<UUID> packages,
      boolean less,
      Map<String, Set<String>> explanations,
      Map<Question, Answer> answers) {
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    conditions.add(withPackage ? Condition.WITH_PACKAGE : Condition.WITHOUT_PACKAGE);
    if (application.kind() == ApplicationKind.EXISTING) {
      conditions.add(Condition.EXISTING_APP);
    }
    if (stamped.value().equals("yes")) {
      conditions.add(Condition.STAMPED_UNDERTAKING);
    }
    if (less) {
      conditions.add(Condition.LESS_THAN_PROPOSED);
    }
    String personal = value(answers, "data.personal");
    if (!personal.isEmpty() && !Absence.stated(personal)) {
      conditions.add(Condition.PERSONAL_DATA);
    }
    if (!Absence.stated(value(answers, "approval.basis"))) {
      conditions.add(Condition.PROJECT_APPROVED);
    }
    conditions.addAll(protection(answers));
    level(application, IndependentDevelopment.of(level, reading), answers)
        .ifPresent(conditions::add);
    return new FormCase(
        application.kind(),
        conditions,
        packages.stream().map(UUID::toString).toList(),
        functions(answers),
        explanations);
  }

  /** The functions by item; where none is known, the one that is to be named. */
  private static List<String> functions(Map<Question, Answer> answers) {
    List<String> items =
        answers.keySet().stream()
            .filter(question -> question.fieldId().equals("function.description"))
            .map(Question::item)
            .sorted(Comparator.comparingInt(String::length).thenComparing(item -> item))
            .toList();
    return items.isEmpty() ? List.of("s1") : items;
  }

  /** What of graded protection and cryptography is due. */
  private static Set<Condition> protection(Map<Question, Answer> answers) {
    Set<Condition> due = EnumSet.noneOf(Condition.class);
    String grade = value(answers, "security.mlpsLevel");
    if (grade.equals("NONE")) {
      due.add(Condition.MLPS_NOT_GRADED);
    } else if (!grade.isEmpty() && !grade.equals("1")) {
      due.add(Condition.MLPS_CERTIFICATE);
    }
    boolean infrastructure = value(answers, "security.cii").equals("yes");
    if (infrastructure || grade.equals("3") || grade.equals("4")) {
      due.add(Condition.CRYPTOGRAPHY_ASSESSMENT);
    }
    return due;
  }

  private static String value(Map<Question, Answer> answers, String field) {
    Answer answer = answers.get(Question.once(field));
    return answer == null ? "" : answer.value();
  }

  /** Whether the app is online, as its kind or its sponsor says. */
  private static boolean online(Application application, Map<Question, Answer> answers) {
    return application.kind() != ApplicationKind.INITIAL
        || !value(answers, "app.onlineSince").isEmpty();
  }

  /** What a unit of this level has to say of its right to an app of its own. */
  private static Optional<Condition> level(
      Application application, IndependentDevelopment may, Map<Question, Answer> answers) {
    boolean excepted =
        AnswerSheet.EXCEPTION.stream().map(Question::once).anyMatch(answers::containsKey);
    return switch (may) {
      case FREE -> Optional.empty();
      case WITH_REASON ->
          Optional.of(excepted ? Condition.LEVEL_EXCEPTION : Condition.COUNTY_REASON);
      case REFUSED ->
          Optional.of(
              excepted || !online(application, answers)
                  ? Condition.LEVEL_EXCEPTION
                  : Condition.ENDS_BY_DATE);
    };
  }
}
