package cn.beian.server.filings.review;

import cn.beian.rules.Rule;
import cn.beian.server.filings.ReturnedFinding;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.review.ReviewedTopic.Item;
import java.util.List;
import java.util.Optional;

/**
 * What became of a finding between two tests.
 *
 * @param now as it stands; absent where it is gone
 * @param told how it stood in the letter that sent the application back, if it did
 * @param screens where it is found otherwise; empty of what is found on no screen
 * @param said what the sponsor says of it otherwise than before
 */
public record ChangedFinding(
    Rule rule,
    How how,
    Optional<CaseFinding> now,
    Optional<ReturnedFinding> told,
    List<ChangedScreen> screens,
    List<Item> said) {
  public ChangedFinding {
    screens = List.copyOf(screens);
    said = List.copyOf(said);
  }

  /**
   * A screen on which a rule finds otherwise than before.
   *
   * @param name as people know it; empty for the app as a whole
   * @param how {@code NEW}, {@code GONE} or {@code OTHERWISE}
   */
  public record ChangedScreen(String name, How how) {}

  /** What became of it, the weightiest first. */
  public enum How {
    /** It was not found before. */
    NEW,
    /** It is found in another place, or weighs otherwise. */
    OTHERWISE,
    /** It is found as before. */
    SAME,
    /** It is found, and an exemption was accepted for it since. */
    EXEMPTED,
    /** It is not found any more. */
    GONE
  }
}
