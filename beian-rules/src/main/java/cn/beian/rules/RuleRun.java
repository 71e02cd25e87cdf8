package cn.beian.rules;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.facts.PackageHeader;
import cn.beian.rules.CompiledRule.EffectPolicy;
import cn.beian.rules.Condition.Variable;
import cn.beian.rules.Evaluator.Held;
import cn.beian.rules.Evaluator.Match;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One rule on one package. */
final class RuleRun {
  private static final int MAX_TEXT = 200;
  private static final Set<FactKind> ON_PAGES =
      Set.of(FactKind.UI_TEXT, FactKind.CONTROL, FactKind.SCREEN, FactKind.FORM_FIELD);
  private static final List<Grade> STRONGEST_FIRST =
      List.of(Grade.PROOF, Grade.INDICATOR, Grade.HINT);

  private final CompiledRule rule;
  private final FactIndex index;
  private final PackageHeader header;
  private final Context context;
  private final Collection<Coverage> coverage;
  private final LocalDate asOf;
  private final Evaluator everywhere;
  private final Evaluator onScreens;
  private final Set<Fact> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Evidence> evidence = new ArrayList<>();

  RuleRun(
      CompiledRule rule,
      FactIndex index,
      PackageHeader header,
      Context context,
      Collection<Coverage> coverage,
      LocalDate asOf) {
    this.rule = rule;
    this.index = index;
    this.header = header;
    this.context = context;
    this.coverage = coverage;
    this.asOf = asOf;
    this.everywhere = new Evaluator(index, context, false);
    this.onScreens = rule.screensOnly() ? new Evaluator(index, context, true) : everywhere;
  }

  Finding finding() {
    Set<String> formats = rule.rule().formats();
    if (!formats.isEmpty() && !formats.contains(family(header.format()))) {
      return notApplicable("na.format", "formats", String.join(", ", formats));
    }
    if (!rule.inForce(asOf)) {
      return notApplicable("na.notInForce", "asOf", asOf.toString());
    }
    for (Variable variable : rule.requires()) {
      if (!everywhere.present(variable)) {
        rule.shown().ifPresent(shown -> gather(everywhere.held(shown).by(), "why.shown"));
        return notApplicable("na.context." + variable.name().toLowerCase(Locale.ROOT), "", "");
      }
    }
    if (rule.applies().isPresent() && !everywhere.held(rule.applies().get()).holds()) {
      return unread().isEmpty() ? notApplicable("na.notConcerned", "", "") : undetermined(unread());
    }
    return rule.rule().polarity() == Polarity.PROHIBITED_PRESENT ? prohibited() : required();
  }

  /** What rules call a format: a mini-program is one whatever it was written with. */
  private static String family(String format) {
    return switch (format) {
      case "apk", "aab", "dex", "axml", "arsc" -> "android";
      case "hap", "app", "hsp" -> "harmony";
      case "ipa" -> "ios";
      default ->
          format.startsWith("quick") || format.startsWith("rpk") ? "quick-app" : "mini-program";
    };
  }

  private Finding prohibited() {
    Optional<Grade> detected = detect();
    if (detected.isEmpty()) {
      String unread = unread();
      return unread.isEmpty()
          ? of(Outcome.PASS, Effect.ADVISE, Reason.of("absent.covered"), List.of())
          : undetermined(unread);
    }
    Grade grade = detected.get();
    Effect effect = effect(grade);
    List<Reason> change = new ArrayList<>();
    EffectPolicy policy = rule.effect();
    if (grade == Grade.HINT) {
      change.add(Reason.of(rule.screensOnly() ? "change.structure" : "change.use"));
    } else if (effect == Effect.BLOCK) {
      change.add(Reason.of("change.remove"));
      if (formalism()) {
        change.add(Reason.of("change.sign.gone"));
        change.add(Reason.of("change.exemption"));
      }
    } else if (policy.mayBlock()) {
      change.addAll(wouldBlock());
    }
    if (change.isEmpty()) {
      change.add(Reason.of("change.remove"));
    }
    return violation(
        grade, effect, Reason.of("detected." + (shown() ? name(grade) : "setting")), change);
  }

  /** Whether what blocks is compulsion, regularity or assessment (R-04 … R-07). */
  private boolean formalism() {
    return rule.rule().group() == RuleGroup.FORM;
  }

  /** Whether any of the evidence is something that a person sees on a page. */
  private boolean shown() {
    return evidence.stream()
        .anyMatch(piece -> !piece.screen().isEmpty() || ON_PAGES.contains(piece.kind()));
  }

  private Finding required() {
    Optional<Grade> there = detect();
    if (there.isPresent()
        && !index.launchKnown()
        && rule.detect().values().stream().anyMatch(Condition::asksReach)) {
      return undetermined("launch");
    }
    if (there.isPresent()) {
      return of(Outcome.PASS, Effect.ADVISE, Reason.of("required.present"), List.of());
    }
    rule.shown().ifPresent(shown -> gather(everywhere.held(shown).by(), "why.shown"));
    String unread = unread();
    if (!unread.isEmpty()) {
      return undetermined(unread);
    }
    Effect effect = effect(Grade.INDICATOR);
    List<Reason> change = new ArrayList<>(List.of(Reason.of("change.show")));
    if (effect != Effect.BLOCK && rule.effect().mayBlock()) {
      change.addAll(wouldBlock());
    }
    String code = evidence.isEmpty() ? "required.missing" : "required.differs";
    return violation(Grade.INDICATOR, effect, Reason.of(code), change);
  }

  /** The strongest grade that holds; gathers its evidence and that of the weaker ones. */
  private Optional<Grade> detect() {
    Optional<Grade> strongest = Optional.empty();
    for (Grade grade : STRONGEST_FIRST) {
      Condition condition = rule.detect().get(grade);
      if (condition == null) {
        continue;
      }
      Held held = (grade == Grade.HINT ? everywhere : onScreens).held(condition);
      if (held.holds()) {
        gather(held.by(), "");
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
    Held sign = onScreens.held(policy.when().get());
    if (!sign.holds()) {
      return policy.usual();
    }
    if (formalism()) {
      tell(sign.by());
    } else {
      gather(sign.by(), "");
    }
    return Effect.BLOCK;
  }

  /** Puts what makes it block right after the strongest piece, so that it is always kept. */
  private void tell(List<Match> matches) {
    List<Evidence> function = List.copyOf(evidence);
    Set<String> terms = function.stream().map(Evidence::term).collect(Collectors.toSet());
    List<Match> signs = matches.stream().filter(match -> !terms.contains(match.term())).toList();
    List<Match> told = signs.isEmpty() ? matches : signs;
    evidence.clear();
    told.forEach(match -> seen.remove(match.fact()));
    gather(told, "why.sign");
    Set<String> places = evidence.stream().map(RuleRun::place).collect(Collectors.toSet());
    List<Evidence> rest = function.stream().filter(e -> !places.contains(place(e))).toList();
    int strongest = Math.min(1, rest.size());
    evidence.addAll(0, rest.subList(0, strongest));
    evidence.addAll(rest.subList(strongest, rest.size()));
  }

  private static String place(Evidence piece) {
    return piece.at() + "\n" + piece.text();
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
    if (formalism() && policy.when().isPresent() && !onScreens.held(policy.when().get()).holds()) {
      change.add(Reason.of("change.sign"));
    }
    return change;
  }

  /** What would have to be read before absence means anything; empty where all was. */
  private String unread() {
    Set<String> unread = new TreeSet<>(rule.coverage());
    coverage.stream().filter(Coverage::complete).map(Coverage::name).forEach(unread::remove);
    if (rule.decidable().isPresent() && !everywhere.held(rule.decidable().get()).holds()) {
      unread.add("facts");
    }
    return String.join(", ", unread);
  }

  private Finding undetermined(String unread) {
    EffectPolicy policy = rule.effect();
    Effect might = policy.mayBlock() && concerned(policy) ? Effect.BLOCK : policy.usual();
    return of(
        Outcome.UNDETERMINED,
        might,
        Reason.of("unread", "parts", unread),
        List.of(Reason.of("change.coverage", "parts", unread), Reason.of("change.human")));
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
    return finding(Outcome.VIOLATION, Optional.of(grade), effect, reason, change, exemption);
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
        evidence.stream().limit(Finding.MAX_EVIDENCE).toList(),
        evidence.size(),
        change,
        exemption);
  }

  private void gather(List<Match> matches, String why) {
    for (Match match : matches) {
      Fact fact = match.fact();
      if (seen.add(fact)) {
        String code = why.isEmpty() ? "why." + fact.kind().jsonName() : why;
        Reason reason = Reason.of(code, "term", match.term());
        evidence.add(
            new Evidence(
                fact.at(),
                Evaluator.screen(fact),
                text(index.sdkOf(fact), fact, match.term()),
                match.term(),
                fact.kind(),
                reason));
      }
    }
  }

  /** As the other, of the app's own. */
  static String text(Fact fact, String term) {
    return text("", fact, term);
  }

  /**
   * What a person would see of the fact, with the term in it, at most {@link #MAX_TEXT}; before it
   * stands the SDK whose code it was found in, if one is given.
   */
  private static String text(String sdk, Fact fact, String term) {
    String text =
        switch (fact.kind()) {
          case UI_TEXT, CONST_STRING, URL -> fact.text(Field.TEXT);
          case CONTROL -> fact.text(Field.TEXT) + arrow(fact.text(Field.HANDLER));
          case IDENTITY, NETWORK_CONFIG -> fact.text(Field.NAME) + " = " + fact.text(Field.VALUE);
          case SCREEN, FORM_FIELD ->
              fact.text(fact.text(Field.LABEL).isEmpty() ? Field.NAME : Field.LABEL);
          case SDK -> fact.text(Field.NAME) + bracketed(fact.text(Field.VENDOR));
          case CERTIFICATE -> fact.text(Field.SUBJECT) + ' ' + fact.text(Field.ALGORITHM);
          default ->
              fact.values().values().stream().map(String::valueOf).collect(Collectors.joining(" "));
        };
    return cut(
        sdk.isEmpty() || text.contains(sdk) ? text.strip() : sdk + ": " + text.strip(), term);
  }

  /** At most {@link #MAX_TEXT} characters of it, those around the term. */
  static String cut(String text, String term) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int at = Math.max(0, text.indexOf(term) - MAX_TEXT / 2);
    int end = Math.min(text.length(), at + MAX_TEXT - 2);
    if (Character.isLowSurrogate(text.charAt(at))) {
      at++;
    }
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return (at > 0 ? "…" : "") + text.substring(at, end) + (end < text.length() ? "…" : "");
  }

  private static String bracketed(String vendor) {
    return vendor.isEmpty() ? "" : " (" + vendor + ")";
  }

  private static String arrow(String handler) {
    return handler.isEmpty() ? "" : " → " + handler;
  }

  private static String name(Grade grade) {
    return grade.name().toLowerCase(Locale.ROOT);
  }
}
