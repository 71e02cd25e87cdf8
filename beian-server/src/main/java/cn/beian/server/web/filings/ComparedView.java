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
        comparison, file.application().number().orElse(""), file.application().appId());
  }

  /** Whether more than is proposed may be due, as not all could be read. */
  public boolean isOpen() {
    return comparison.proposal() != Proposal.MAJOR_CHANGE && !comparison.isComplete();
  }

  /** What is proposed; {@code OPEN} where nothing was found and not all could be read. */
  public String proposal() {
    return isOpen() && comparison.proposal() == Proposal.NOTHING_DUE
        ? "OPEN"
        : comparison.proposal().name();
  }

  /** Its colour. */
  public String mark() {
    return switch (comparison.proposal()) {
      case NOTHING_DUE -> isOpen() ? "unk" : "ok";
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
