package cn.beian.report;

import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.LocalText;
import cn.beian.rules.book.Rulebook;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a finding says of what was found, not of all that its rule could find. */
public final class FindingText {
  private FindingText() {}

  /**
   * How to mend what was found; of a finding that blocks, what is only advised beside stands apart.
   * Empty where the rulebook does not know the rule.
   */
  public static String remedy(Finding finding, Rulebook rulebook, Locale locale) {
    return remedy(finding, rulebook, Messages.in(locale));
  }

  /** The same, of a package for that platform: what only others have to do is left out. */
  static String remedy(Finding finding, Rulebook rulebook, String platform, Messages messages) {
    return PlatformSentences.of(remedy(finding, rulebook, messages), platform);
  }

  static String remedy(Finding finding, Rulebook rulebook, Messages messages) {
    List<Evidence> advised = finding.evidence().stream().filter(Evidence::isAdvised).toList();
    List<Evidence> others = finding.evidence().stream().filter(one -> !one.isAdvised()).toList();
    List<LocalText> due = rulebook.remedies(finding.ruleId(), others);
    List<LocalText> beside =
        advised.isEmpty()
            ? List.of()
            : rulebook.remedies(finding.ruleId(), advised).stream()
                .filter(remedy -> !due.contains(remedy))
                .toList();
    return beside.isEmpty()
        ? joined(due, messages)
        : messages.text("remedy.beside", joined(due, messages), joined(beside, messages));
  }

  private static String joined(List<LocalText> sentences, Messages messages) {
    return sentences.stream()
        .map(one -> one.in(messages.locale()))
        .collect(Collectors.joining(messages.text("sentence.join")));
  }

  /** What its rule calls that which was found, each once; empty where the rule names no cases. */
  public static List<String> reasons(Finding finding, Locale locale) {
    return finding.evidence().stream()
        .map(Evidence::why)
        .filter(why -> why.localText().isPresent())
        .map(why -> why.text(locale))
        .distinct()
        .toList();
  }
}
