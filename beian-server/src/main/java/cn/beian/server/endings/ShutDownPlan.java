package cn.beian.server.endings;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a sponsor plans for the end of an app, as it was entered.
 *
 * @param lastDay of service; absent where none was entered
 * @param announcement that users read
 * @param dataDisposal what becomes of the data
 * @param target number of another app, an address, or why there is none
 * @param informing how users are told; not public
 */
public record ShutDownPlan(
    Optional<LocalDate> lastDay,
    String announcement,
    String dataDisposal,
    Optional<Migration> migration,
    String target,
    String informing) {

  /** Where users go. */
  public enum Migration {
    /** To another filed app. */
    FILED_APP,
    /** To an address. */
    ADDRESS,
    /** Nowhere; why is said. */
    NONE
  }

  ShutDownPlan stripped() {
    return new ShutDownPlan(
        lastDay,
        announcement.strip(),
        dataDisposal.strip(),
        migration,
        target.strip(),
        informing.strip());
  }
}
