package cn.beian.server.web.filings;

import cn.beian.rules.comparison.Proposal;
import cn.beian.rules.comparison.VersionComparison;
import cn.beian.server.filings.casefile.CaseFile;
import java.util.UUID;

/**
 * A version beside the filed one, as the templates show it.
 *
 * @param number of the filing
 * @param appId app that it is of
 */
public record ComparedView(VersionComparison comparison, String number, UUID appId) {
  /** Of the version that a change brings. */
  static ComparedView of(CaseFile file, VersionComparison comparison) {
    return new ComparedView(
        comparison, file.application().filing().orElse(""), file.application().appId());
  }

  /** What is proposed; {@code OPEN} where the packages do not tell, as not all could be read. */
  public String proposal() {
    return isOpen() ? "OPEN" : comparison.proposal().name();
  }

  /** Whether the packages do not tell what is due. */
  public boolean isOpen() {
    return comparison.isUndetermined();
  }

  /** Whether a change of information is due in any case. */
  public boolean isLeast() {
    return isOpen() && comparison.proposal() == Proposal.INFORMATION_CHANGE;
  }

  /** Which version could not all be read: {@code BEFORE}, {@code AFTER} or {@code BOTH}. */
  public String unread() {
    if (comparison.after().unread().isEmpty()) {
      return "BEFORE";
    }
    return comparison.before().unread().isEmpty() ? "AFTER" : "BOTH";
  }

  /** Its colour. */
  public String mark() {
    if (isOpen()) {
      return "unk";
    }
    return switch (comparison.proposal()) {
      case NOTHING_DUE -> "ok";
      case INFORMATION_CHANGE -> "warn";
      case MAJOR_CHANGE -> "stop";
    };
  }

  /** What the filed version calls itself, else the beginning of its digest. */
  public String version() {
    String name = comparison.before().versionName();
    return name.isEmpty() ? comparison.before().header().sha256().substring(0, 8) : name;
  }
}
