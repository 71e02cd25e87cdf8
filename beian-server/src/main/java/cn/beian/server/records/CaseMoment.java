package cn.beian.server.records;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** When a case leads to an entry, and what of the case the entry commits to (ADR 0069). */
enum CaseMoment {
  /** An application was accepted: all of it up to that step. */
  ACCEPTED,
  /** A shut-down was announced: the plan, which does not change afterwards. */
  ANNOUNCED,
  /** The end of an app was noted: plan, report and steps. */
  NOTED,
  /** A filing was revoked: the case with its steps. */
  REVOKED;

  /** Of an event of a record; empty where no case is committed to. */
  static Optional<CaseMoment> of(String event) {
    return Arrays.stream(values()).filter(one -> one.events().contains(event)).findFirst();
  }

  /** Names of its events. */
  List<String> events() {
    return switch (this) {
      case ACCEPTED -> List.of("FILED", "CHANGED", "CHANGED_TESTED", "CHANGED_MAJOR");
      case ANNOUNCED -> List.of("SHUTTING_DOWN");
      case NOTED -> List.of("DEREGISTERED");
      case REVOKED -> List.of("REVOKED");
    };
  }
}
