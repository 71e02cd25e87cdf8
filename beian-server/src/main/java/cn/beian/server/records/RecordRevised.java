package cn.beian.server.records;

import java.time.Duration;
import java.util.Set;

/**
 * A record got a revision. Published within its transaction: a listener schedules there what has to
 * follow.
 *
 * @param event {@code FILED}, a {@link ChangeRevision}, {@code LAUNCH_BUILD}, {@code RECTIFIED},
 *     {@code ORDER_LIFTED}, {@code SHUTDOWN_TAKEN_BACK}, {@code DEREGISTRATION_SET_ASIDE}, {@code
 *     CORRECTED}, {@code OFFICIAL_NUMBER}, or the state that it moved to
 * @param certificateIn after how long its certificate is made
 */
public record RecordRevised(String number, int revision, String event, Duration certificateIn) {
  /** Events whose entries name all packages as they were reviewed. */
  static final Set<String> WITH_ALL_PACKAGES =
      Set.of("FILED", "CHANGED", "CHANGED_TESTED", "CHANGED_MAJOR");

  /** Events whose entries tell a test. */
  static final Set<String> WITH_TEST = Set.of("FILED", "CHANGED_TESTED", "CHANGED_MAJOR");

  /** Whether an application was accepted: all packages of the record were named. */
  public boolean namesAllPackages() {
    return WITH_ALL_PACKAGES.contains(event);
  }
}
