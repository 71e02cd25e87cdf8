package cn.beian.report;

import cn.beian.rules.LocalText;
import cn.beian.rules.Polarity;
import cn.beian.rules.Rule;
import cn.beian.rules.RuleGroup;
import cn.beian.rules.book.CompiledRule;
import cn.beian.rules.book.CompiledRule.EffectPolicy;
import cn.beian.rules.book.Rulebook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What people are told of a rule, in one language; each surface lays it out as it needs.
 *
 * @param counts which way it is violated
 * @param because what it looks for, where its parts say so
 * @param follows what follows from a violation, a sentence each
 * @param requirements those that the basis names, once each
 * @param formats kinds of apps it is for
 */
public record RuleText(
    String id,
    String title,
    String demand,
    String remedy,
    String counts,
    List<String> because,
    List<String> follows,
    List<Basis> basis,
    List<Requirement> requirements,
    String formats,
    String severity,
    String effort) {
  public RuleText {
    because = List.copyOf(because);
    follows = List.copyOf(follows);
    basis = List.copyOf(basis);
    requirements = List.copyOf(requirements);
  }

  /**
   * Where the law says so.
   *
   * @param requirement our R-number, empty where there is none
   */
  public record Basis(
      String source, String requirement, LocalDate effectiveFrom, LocalDate checkedOn) {}

  /** A requirement in one sentence. */
  public record Requirement(String id, String text) {}

  /** Of a rule of a rulebook. */
  public static RuleText of(Rulebook rulebook, Rule rule, Locale locale) {
    Messages messages = Messages.in(locale);
    return new RuleText(
        rule.id(),
        rule.title().in(locale),
        rule.demand().in(locale),
        rule.remedy().in(locale),
        messages.text("polarity." + (byGrades(rule) ? "form" : lower(rule.polarity()))),
        rulebook.because(rule.id()).stream().map(text -> text.in(locale)).toList(),
        follows(rulebook, rule, messages),
        rule.basis().stream()
            .map(
                one ->
                    new Basis(
                        one.text(locale), one.requirement(), one.effectiveFrom(), one.checkedOn()))
            .toList(),
        rule.basis().stream()
            .map(one -> one.requirement())
            .distinct()
            .map(id -> new Requirement(id, messages.nameOf("requirement.", id)))
            .filter(one -> !one.text().equals(one.id()))
            .toList(),
        rule.formats().isEmpty()
            ? messages.text("format.all")
            : rule.formats().stream()
                .map(format -> messages.text("format." + format))
                .collect(Collectors.joining(messages.text("format.join"))),
        messages.text("severity." + lower(rule.severity())),
        messages.text("effort." + lower(rule.effort())));
  }

  /** Whether evidence of it is graded from a word to the function at work. */
  private static boolean byGrades(Rule rule) {
    return rule.group() == RuleGroup.FORM && rule.polarity() == Polarity.PROHIBITED_PRESENT;
  }

  private static List<String> follows(Rulebook rulebook, Rule rule, Messages messages) {
    CompiledRule compiled =
        rulebook.compiled().rules().stream()
            .filter(one -> one.rule().id().equals(rule.id()))
            .findFirst()
            .orElseThrow();
    EffectPolicy effect = compiled.effect();
    List<String> follows = new ArrayList<>();
    List<String> where = where(effect, rule, messages);
    String usual = "follows." + lower(effect.usual());
    if (!effect.mayBlock() || where.isEmpty()) {
      follows.add(messages.text(effect.mayBlock() ? "follows.block" : usual));
    } else {
      String all = String.join(messages.text("follows.join"), where);
      follows.add(messages.text("follows.blocks", all));
      Optional<LocalText> others = LocalText.joined(compiled.otherCases().stream());
      follows.add(
          others
              .map(cases -> messages.text(usual + ".cases", cases.in(messages.locale())))
              .orElseGet(() -> messages.text(usual + ".others")));
    }
    if (rule.exemptible()) {
      follows.add(messages.text("follows.exempt"));
    }
    return follows;
  }

  /** What has to hold, all of it, for a violation to block. */
  private static List<String> where(EffectPolicy effect, Rule rule, Messages messages) {
    List<String> where = new ArrayList<>();
    if (effect.governmentApp()) {
      where.add(messages.text("follows.government"));
    }
    if (!effect.users().isEmpty()) {
      where.add(messages.text("follows.users", users(effect, messages)));
    }
    if (effect.when().isPresent()) {
      boolean form = rule.group() == RuleGroup.FORM;
      where.add(
          LocalText.joined(effect.cases().stream())
              .map(cases -> cases.in(messages.locale()))
              .orElseGet(() -> messages.text(form ? "follows.sign.form" : "follows.sign.other")));
    }
    return where;
  }

  private static String users(EffectPolicy effect, Messages messages) {
    return effect.users().stream()
        .sorted()
        .map(user -> messages.text("audience." + lower(user)))
        .collect(Collectors.joining(messages.text("follows.or")));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
