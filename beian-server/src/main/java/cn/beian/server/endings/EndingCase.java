package cn.beian.server.endings;

import cn.beian.filing.policies.Route;
import cn.beian.filing.states.EndingState;
import cn.beian.server.cases.Case;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * The ending of a filed app as it is stored.
 *
 * @param number of the record
 * @param sponsor its name
 * @param route which office checks the report
 * @param dueOn last day of what runs; absent where nothing does
 * @param plan with its last day and migration
 * @param offlineOn as reported; absent before
 * @param earlyReason why that is not after the last day of service; empty where it is
 * @param disposed what became of the data, as reported
 * @param evidence how it can be seen that it is offline
 */
public record EndingCase(
    UUID id,
    int version,
    EndingState state,
    String number,
    UUID organizationId,
    String sponsor,
    String division,
    Route route,
    String appName,
    Instant openedAt,
    Optional<LocalDate> dueOn,
    boolean dueVerified,
    ShutDownPlan plan,
    Optional<LocalDate> offlineOn,
    String earlyReason,
    String disposed,
    String evidence)
    implements Case<EndingState> {

  /** Whether the last day of what runs is over. */
  public boolean late(LocalDate today) {
    return dueOn.filter(today::isAfter).isPresent();
  }

  /** Whether only its sponsor knows of it. */
  public boolean unannounced() {
    return state == EndingState.PLANNED || state == EndingState.DROPPED;
  }

  /** Whether its sponsor has reported that it is offline, and nobody has noted it yet. */
  public boolean reported() {
    return reported(state);
  }

  /** Whether its report was noted, also where that was set aside. */
  public boolean noted() {
    return switch (state) {
      case NOTED, SETTING_ASIDE, SET_ASIDE -> true;
      case PLANNED, ANNOUNCED, OFFLINE, REPORTED, SENT_BACK, REPORTED_AGAIN, TAKEN_BACK, DROPPED ->
          false;
    };
  }

  static boolean reported(EndingState state) {
    return switch (state) {
      case REPORTED, SENT_BACK, REPORTED_AGAIN -> true;
      case PLANNED, ANNOUNCED, OFFLINE, NOTED, SETTING_ASIDE, SET_ASIDE, TAKEN_BACK, DROPPED ->
          false;
    };
  }

  /** The last day of service, as planned or announced. */
  public LocalDate lastDay() {
    return plan.lastDay().orElseThrow();
  }
}
