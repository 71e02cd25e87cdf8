package cn.beian.server.web;

import cn.beian.filing.states.RecordState;
import cn.beian.server.inventory.MissingFilings.Turn;
import cn.beian.server.inventory.MissingFilings.Unfiled;
import cn.beian.server.inventory.MissingFilings.Why;
import java.util.Optional;

/**
 * Where an app stands, in the words and the shape that all pages of its unit use.
 *
 * @param text key of the words
 * @param mark class of the mark
 */
public record AppStanding(String text, String mark) {
  /** Of an app that went offline and never had a number. */
  public static final AppStanding OFFLINE = new AppStanding("inventory.figure.OFFLINE", "unk");

  /**
   * Of an app of which this is known.
   *
   * @param offline whether it went offline and never had a number
   * @param missing why it should have a number by now; empty where it need not
   */
  public static AppStanding of(RecordState state, boolean offline, Optional<Unfiled> missing) {
    return offline ? OFFLINE : missing.map(AppStanding::of).orElse(of(state));
  }

  /** The same of an app that may be reported offline, and not be noted yet. */
  public AppStanding reported(boolean is) {
    return is && text.equals("portal.state.SHUTTING_DOWN")
        ? new AppStanding(text + ".reported", mark)
        : this;
  }

  /** Of an app that should have a number by now. */
  public static AppStanding of(Unfiled app) {
    if (app.turn() == Turn.AT_OFFICE || app.turn() == Turn.WITH_UNIT) {
      return new AppStanding("inventory.figure.IN_REVIEW", "unk");
    }
    return new AppStanding(
        "inventory.figure." + app.why(), app.why() == Why.OVERDUE ? "warn" : "stop");
  }

  /** Of an app, or of a record. */
  public static AppStanding of(RecordState state) {
    return new AppStanding(
        "portal.state." + state.name(),
        switch (state) {
          case UNFILED -> "unk";
          case FILED -> "ok";
          case OVERDUE, RECTIFYING, SHUTTING_DOWN -> "warn";
          case REVOKED, DEREGISTERED -> "stop";
        });
  }
}
