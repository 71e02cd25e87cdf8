package cn.beian.rules.engine;

import cn.beian.facts.PackageHeader;
import cn.beian.rules.Context;
import cn.beian.rules.CoverageSummary;
import cn.beian.rules.Effect;
import cn.beian.rules.Exemption;
import cn.beian.rules.Finding;
import cn.beian.rules.Grade;
import cn.beian.rules.LocalText;
import cn.beian.rules.Outcome;
import cn.beian.rules.Polarity;
import cn.beian.rules.Reason;
import cn.beian.rules.RuleGroup;
import cn.beian.rules.book.CompiledRule;
import cn.beian.rules.book.CompiledRule.EffectPolicy;
import cn.beian.rules.book.RuleCondition;
import cn.beian.rules.book.RuleCondition.Variable;
import cn.beian.rules.engine.Evaluator.Held;
import cn.beian.rules.engine.Evaluator.Scope;
import cn.beian.rules.engine.FactPredicates.Match;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One rule on one package. */
final class RuleRun {
  private static final List<Grade> STRONGEST_FIRST =
      List.of(Grade.PROOF, Grade.INDICATOR, Grade.HINT);

  /** What is unread where no part of the package is meant, but what the rule has to know. */
  private static final String FACTS = "facts";

  private final CompiledRule rule;
  private final PackageHeader header;
  private final Context context;
  private final Collection<CoverageSummary> coverage;
  private final LocalDate asOf;
  private final Evaluator evaluator;
  private final Scope scope;
  private final EvidenceList evidence;

  RuleRun(
      CompiledRule rule,
      Evaluator evaluator,
      PackageHeader header,
      Context context,
      Collection<CoverageSummary> coverage,
      LocalDate asOf) {
    this.rule = rule;
    this.evaluator = evaluator;
    this.header = header;
    this.context = context;
    this.coverage = coverage;
    this.asOf = asOf;
    this.scope = rule.screensOnly() ? Scope.ON_SCREENS : Scope.ALL;
    this.evidence = new EvidenceList(evaluator.index());
  }

  Finding finding() {
    Set<String> formats = rule.rule().formats();
    String platform = RuleEngine.platform(header.format());
    if (!formats.isEmpty() && !formats.contains(platform)) {
      return elsewhere(platform, String.join(", ", formats));
    }
    if (!rule.inForce(asOf)) {
      return notApplicable("na.notInForce", "asOf", asOf.toString());
    }
    for (Variable variable : rule.requires()) {
      if (!evaluator.present(variable)) {
        rule.shown().ifPresent(shown -> evidence.gather(held(shown).by(), "why.shown"));
        return notApplicable("na.context." + variable.name().toLowerCase(Locale.ROOT), "", "");
      }
    }
    if (rule.applies().isPresent() && !held(rule.applies().get()).holds()) {
      return unread().isEmpty() ? notApplicable("na.notConcerned", "", "") : undetermined(unread());
    }
    return rule.rule().polarity() == Polarity.PROHIBITED_PRESENT ? prohibited() : required();
  }

  /** Of a format that the rule is not for; what nobody reads there is undecided, not needless. */
  private Finding elsewhere(String platform, String formats) {
    String why = rule.elsewhere().getOrDefault(platform, "");
    if (why.equals(CompiledRule.UNREAD)) {
      Reason reason = Reason.of("na.format.unread", "formats", platform);
      return of(Outcome.UNDETERMINED, might(), reason, List.of(Reason.of("change.human")));
    }
    if (why.isEmpty()) {
      return notApplicable("na.format", "formats", formats);
    }
    return Character.isUpperCase(why.charAt(0))
        ? notApplicable("na.format.rule", "rule", why)
        : notApplicable("na.format." + why, "formats", formats);
  }

  /** Evaluates over all facts, whether or not their screen is known. */
  private Held held(RuleCondition condition) {
    return evaluator.held(condition, Scope.ALL);
  }

  private Finding prohibited() {
    Optional<Grade> detected = detect();
    if (detected.isEmpty()) {
      Optional<Variable> unsaid = unsaid();
      if (unsaid.isPresent()) {
        return unsaid(unsaid.get());
      }
      String unread = unread();
      if (unread.isEmpty()) {
        return of(Outcome.PASS, Effect.ADVISE, Reason.of("absent.covered"), List.of());
      }
      rule.shown().ifPresent(shown -> evidence.gather(held(shown).by(), ""));
      return undetermined(unread);
    }
    Grade grade = detected.get();
    Effect effect = effect(grade);
    List<Reason> change = new ArrayList<>();
    EffectPolicy policy = rule.effect();
    if (grade == Grade.HINT) {
      change.add(own().orElse(Reason.of(rule.screensOnly() ? "change.structure" : "change.use")));
    } else if (effect == Effect.BLOCK) {
      change.add(own().orElse(Reason.of("change.remove")));
      if (formalism()) {
        change.add(Reason.of("change.sign.gone"));
        if (rule.rule().exemptible()) {
          change.add(Reason.of("change.exemption"));
        }
      }
    } else if (policy.mayBlock()) {
      own().ifPresent(change::add);
      change.addAll(wouldBlock());
    }
    if (change.isEmpty()) {
      change.add(own().orElse(Reason.of("change.remove")));
    }
    return violation(
        grade,
        effect,
        Reason.of("detected." + (evidence.isShown() ? name(grade) : "setting")),
        change);
  }

  /** What the rule itself says would change the verdict. */
  private Optional<Reason> own() {
    return rule.change().map(text -> Reason.of("change.rule", text));
  }

  /** Whether what blocks is compulsion, regularity or assessment (R-04 … R-07). */
  private boolean formalism() {
    return rule.rule().group() == RuleGroup.FORM;
  }

  private Finding required() {
    Optional<Grade> there = detect().filter(grade -> grade != Grade.HINT);
    if (there.isPresent()
        && !evaluator.index().launchKnown()
        && rule.detect().values().stream().anyMatch(RuleCondition::asksReach)) {
      return undetermined("launch");
    }
    if (there.isPresent()) {
      return of(Outcome.PASS, Effect.ADVISE, Reason.of("required.present"), List.of());
    }
    List<Match> similar = rule.shown().map(shown -> held(shown).by()).orElse(List.of());
    evidence.gather(similar, "why.shown");
    String unread = unread();
    if (!unread.isEmpty()) {
      return undetermined(unread);
    }
    Effect effect = effect(Grade.INDICATOR);
    boolean unreached = isUnreached(similar);
    List<Reason> change =
        new ArrayList<>(List.of(unreached ? Reason.of("change.reach") : named("change.show")));
    if (effect != Effect.BLOCK && rule.effect().mayBlock()) {
      change.addAll(wouldBlock());
    }
    String differs = unreached ? "required.unreached" : "required.differs";
    String code = evidence.size() == 0 ? "required.missing" : differs;
    return violation(Grade.INDICATOR, effect, named(code), change);
  }

  /** The reason with the declared text that has to be shown, where it is known. */
  private Reason named(String code) {
    String name =
        rule.detect().values().stream()
            .flatMap(condition -> condition.wanted().stream())
            .map(this::declared)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    return name.isEmpty() ? Reason.of(code) : Reason.of(code + ".named", "name", name);
  }

  /** What was declared, as it was written; empty where it is no text to show. */
  private String declared(Variable variable) {
    return switch (variable) {
      case SPONSOR -> context.declared().sponsorName();
      case NUMBER -> context.declared().numberToShow();
      default -> "";
    };
  }

  /** Whether all of this stands on pages to which nothing leads from the first, which is asked. */
  private boolean isUnreached(List<Match> similar) {
    return !similar.isEmpty()
        && rule.detect().values().stream().anyMatch(RuleCondition::asksReach)
        && similar.stream()
            .map(match -> FactIndex.screenOf(match.fact()))
            .noneMatch(screen -> screen.isEmpty() || evaluator.index().reachable(screen));
  }

  /** The strongest grade that holds; gathers its evidence and that of the weaker ones. */
  private Optional<Grade> detect() {
    Optional<Grade> strongest = Optional.empty();
    for (Grade grade : STRONGEST_FIRST) {
      RuleCondition condition = rule.detect().get(grade);
      if (condition == null) {
        continue;
      }
      Held held = evaluator.held(condition, grade == Grade.HINT ? Scope.ALL : scope);
      if (held.holds()) {
        evidence.gather(held.by(), "");
        strongest = strongest.isPresent() ? strongest : Optional.of(grade);
      }
    }
    return strongest;
  }

  private Effect effect(Grade grade) {
    EffectPolicy policy = rule.effect();
    if (grade == Grade.HINT) {
      return Effect.ADVISE;
    }
    if (!policy.mayBlock() || !concerned(policy)) {
      return policy.usual();
    }
    if (policy.when().isEmpty()) {
      return Effect.BLOCK;
    }
    Held sign = evaluator.held(policy.when().get(), scope);
    if (!sign.holds()) {
      return policy.usual();
    }
    if (formalism()) {
      evidence.tell(sign.by());
    } else {
      evidence.gather(sign.by(), "");
      evidence.advise(rule.otherCases());
    }
    return Effect.BLOCK;
  }

  /** Whether the declared app is of the kind that a violation can block. */
  private boolean concerned(EffectPolicy policy) {
    Context.Declared declared = context.declared();
    return (!policy.governmentApp() || declared.governmentApp())
        && (policy.users().isEmpty() || !Collections.disjoint(policy.users(), declared.users()));
  }

  private List<Reason> wouldBlock() {
    EffectPolicy policy = rule.effect();
    List<Reason> change = new ArrayList<>();
    if (policy.governmentApp() && !context.declared().governmentApp()) {
      change.add(Reason.of("change.governmentApp"));
    }
    if (!policy.users().isEmpty()
        && Collections.disjoint(policy.users(), context.declared().users())) {
      change.add(Reason.of("change.users"));
    }
    if (policy.when().isPresent() && !evaluator.held(policy.when().get(), scope).holds()) {
      if (formalism()) {
        change.add(Reason.of("change.sign"));
      } else {
        LocalText.joined(policy.when().get().because())
            .ifPresent(cases -> change.add(Reason.of("change.cases", cases)));
      }
    }
    return change;
  }

  /** What would have to be read before absence means anything; empty where all was. */
  private String unread() {
    Set<String> unread = new TreeSet<>(rule.coverage());
    coverage.stream()
        .filter(CoverageSummary::complete)
        .map(CoverageSummary::name)
        .forEach(unread::remove);
    if (!rule.coverage().isEmpty()) {
      coverage.stream()
          .filter(CoverageSummary::hides)
          .map(CoverageSummary::name)
          .forEach(unread::add);
    }
    if (rule.decidable().isPresent() && !held(rule.decidable().get()).holds()) {
      unread.add(FACTS);
    }
    return String.join(", ", unread);
  }

  /** The value of the context without which it cannot be decided, where nobody said it. */
  private Optional<Variable> unsaid() {
    return rule.decidable()
        .filter(RuleCondition.Holds.class::isInstance)
        .filter(condition -> !held(condition).holds())
        .map(condition -> ((RuleCondition.Holds) condition).variable());
  }

  private Finding unsaid(Variable variable) {
    String code = "na.context." + variable.name().toLowerCase(Locale.ROOT);
    return of(Outcome.UNDETERMINED, might(), Reason.of(code), List.of(Reason.of("change." + code)));
  }

  /** The effect of the violation that it might be. */
  private Effect might() {
    EffectPolicy policy = rule.effect();
    return policy.mayBlock() && concerned(policy) ? Effect.BLOCK : policy.usual();
  }

  private Finding undetermined(String unread) {
    return of(
        Outcome.UNDETERMINED,
        might(),
        Reason.of("unread", "parts", unread),
        List.of(
            own()
                .filter(same -> unread.equals(FACTS))
                .orElse(Reason.of("change.coverage", "parts", unread)),
            Reason.of("change.human")));
  }

  private Finding notApplicable(String code, String param, String value) {
    Reason reason = param.isEmpty() ? Reason.of(code) : Reason.of(code, param, value);
    List<Reason> change =
        code.startsWith("na.context") ? List.of(Reason.of("change." + code)) : List.of();
    return of(Outcome.NOT_APPLICABLE, Effect.ADVISE, reason, change);
  }

  private Finding violation(Grade grade, Effect effect, Reason reason, List<Reason> change) {
    Optional<Exemption> exemption =
        context.exemptions().stream().filter(e -> e.covers(rule.rule(), asOf)).findFirst();
    List<Reason> changes = new ArrayList<>(change);
    if (!rule.rule().exemptible()) {
      context.exemptions().stream()
          .filter(given -> given.target().equals(rule.rule().id()))
          .forEach(given -> changes.add(0, withoutGround(given)));
    }
    return finding(Outcome.VIOLATION, Optional.of(grade), effect, reason, changes, exemption);
  }

  /** That an exemption was given on a rule that knows none, and does nothing. */
  static Reason withoutGround(Exemption given) {
    return new Reason(
        "exemption.withoutGround",
        Map.of("basis", given.basis(), "until", given.until().toString()));
  }

  private Finding of(Outcome outcome, Effect effect, Reason reason, List<Reason> change) {
    return finding(outcome, Optional.empty(), effect, reason, change, Optional.empty());
  }

  private Finding finding(
      Outcome outcome,
      Optional<Grade> grade,
      Effect effect,
      Reason reason,
      List<Reason> change,
      Optional<Exemption> exemption) {
    return new Finding(
        rule.rule().id(),
        rule.rule().group(),
        outcome,
        grade,
        effect,
        reason,
        evidence.kept(),
        evidence.size(),
        change,
        exemption);
  }

  private static String name(Grade grade) {
    return grade.name().toLowerCase(Locale.ROOT);
  }
}
