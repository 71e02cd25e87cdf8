package cn.beian.server.filings.casefile;

import cn.beian.rules.Rule;
import java.util.Comparator;
import java.util.List;

/**
 * A rule that a function of the app touches.
 *
 * @param letter that ties picture, code and rule: A, B, C, …
 * @param findings of this rule, one of each package, the gravest first; at least one
 */
public record CardRule(String letter, List<CaseFinding> findings) {
  public CardRule {
    findings = List.copyOf(findings);
  }

  /** The gravest. */
  public CaseFinding finding() {
    return findings.get(0);
  }

  public Rule rule() {
    return finding().rule();
  }

  public String id() {
    return rule().id();
  }

  /** Whether words can cure it in every package. */
  public boolean curable() {
    return findings.stream().allMatch(CaseFinding::curable);
  }

  /** Whether the sponsor says anything of it. */
  public boolean explained() {
    return !finding().explanation().isEmpty();
  }

  /** Those of its findings that make it what becomes of it. */
  public List<CaseFinding> worst() {
    return findings.stream().filter(one -> Prospect.of(one) == prospect()).toList();
  }

  /** What becomes of it by the answers so far. */
  public Prospect prospect() {
    return findings.stream().map(Prospect::of).min(Comparator.naturalOrder()).orElseThrow();
  }
}
