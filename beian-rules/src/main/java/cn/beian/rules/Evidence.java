package cn.beian.rules;

import cn.beian.facts.FactKind;
import cn.beian.facts.Locator;

/**
 * One thing that a finding rests on, as a person would see it.
 *
 * @param at where
 * @param screen page, activity or ability; empty where unknown
 * @param text what stands there, at most 200 characters
 * @param term the lexicon term that matched, empty where none did
 * @param kind of the fact
 * @param why what it contributes
 */
public record Evidence(
    Locator at, String screen, String text, String term, FactKind kind, Reason why) {
  /** Why it stands there: a case that would block nothing by itself, in a finding that blocks. */
  public static final String ADVISED = "why.because.advised";

  /** Whether it is only advised, while other evidence of its finding blocks. */
  public boolean isAdvised() {
    return why.code().equals(ADVISED);
  }
}
