package cn.beian.server.filings;

import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Condition;
import cn.beian.filing.form.FormCase;
import cn.beian.filing.form.Question;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.rules.Effect;
import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import cn.beian.rules.RuleGroup;
import cn.beian.rules.TestResult;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which questions an application holds: a pure function of what is known about it. */
final class QuestionSet {
  private QuestionSet() {}

  static FormCase of(
      Application application,
      OrganizationLevel level,
      PolicyParameter lowestLevel,
      List<SubmittedPackage> packages,
      List<TestResult> tests,
      Map<Question, Answer> answers) {
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    conditions.add(packages.isEmpty() ? Condition.WITHOUT_PACKAGE : Condition.WITH_PACKAGE);
    if (answers.containsKey(Question.once("data.personal"))) {
      conditions.add(Condition.PERSONAL_DATA);
    }
    if (!level.atLeast(lowest(lowestLevel))) {
      boolean excepted =
          application.kind() == ApplicationKind.INITIAL
              || answers.keySet().stream().anyMatch(q -> q.fieldId().startsWith("exception."));
      conditions.add(excepted ? Condition.LEVEL_EXCEPTION : Condition.ENDS_BY_DATE);
    }
    return new FormCase(
        application.kind(),
        conditions,
        packages.stream().map(p -> p.packageId().toString()).toList(),
        functions(answers),
        tests.stream()
            .flatMap(test -> test.findings().stream())
            .filter(QuestionSet::explained)
            .map(Finding::ruleId)
            .distinct()
            .toList());
  }

  /** Whether the sponsor is asked to explain a finding. */
  static boolean explained(Finding finding) {
    boolean formalism = finding.group() == RuleGroup.FORM && finding.effect() == Effect.BLOCK;
    return finding.outcome() == Outcome.VIOLATION
        && (finding.effect() == Effect.EXPLAIN || formalism);
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

  private static OrganizationLevel lowest(PolicyParameter parameter) {
    if (parameter.key() != ParameterKey.INDEPENDENT_DEVELOPMENT_LOWEST_LEVEL) {
      throw new IllegalArgumentException(parameter.key().id());
    }
    return OrganizationLevel.valueOf(parameter.value().toUpperCase(Locale.ROOT));
  }
}
