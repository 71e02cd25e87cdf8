package cn.beian.rules.engine;

import cn.beian.facts.FactSet;
import cn.beian.rules.Context;
import cn.beian.rules.Effect;
import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import cn.beian.rules.RuleGroup;
import cn.beian.rules.book.Rulebook;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Functions that have to be explained, as the rules find them. */
public final class ExplainedFunctions {
  private ExplainedFunctions() {}

  /** By the id of the rule, in the order of the rulebook. */
  public static Map<String, Finding> of(
      FactSet facts, Context declared, Rulebook rulebook, LocalDate asOf) {
    Context context = forDetection(declared);
    return RuleEngine.findings(RuleGroup.FORM, facts, context, rulebook, asOf).stream()
        .filter(
            finding -> finding.outcome() == Outcome.VIOLATION && finding.effect() != Effect.ADVISE)
        .collect(
            Collectors.toMap(
                Finding::ruleId, Function.identity(), (one, same) -> one, LinkedHashMap::new));
  }

  /**
   * What is there is asked, not whether it is excused: no exemptions, users as strict as can be.
   */
  private static Context forDetection(Context context) {
    Context.Declared said = context.declared();
    Context.Declared declared =
        new Context.Declared(
            true,
            said.appName(),
            said.sponsorName(),
            said.filingNumber(),
            said.officialNumber(),
            said.packageIds(),
            said.platform(),
            EnumSet.allOf(Context.Audience.class),
            said.functions(),
            said.criticalInfrastructure());
    return new Context(declared, Optional.empty(), List.of());
  }
}
