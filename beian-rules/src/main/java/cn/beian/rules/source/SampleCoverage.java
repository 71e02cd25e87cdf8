package cn.beian.rules.source;

import java.util.List;

/**
 * Which parts of its conditions the samples of a rule hold in place. A part that can be deleted
 * without any sample noticing is unguarded; what stands within an unguarded part is not looked at.
 *
 * @param ruleId of the rule
 * @param parts how many can be deleted
 * @param unguarded those of which no sample notices that they are gone, in order of the file
 */
public record SampleCoverage(String ruleId, int parts, List<Part> unguarded) {
  public SampleCoverage {
    unguarded = List.copyOf(unguarded);
  }

  /**
   * One part of a rule.
   *
   * @param where {@code file:line}
   * @param section of the rule, e.g. {@code detect.indicator}
   * @param text as written, at most 100 characters
   */
  public record Part(String where, String section, String text) {}
}
