package cn.beian.server.filings.casefile;

import cn.beian.filing.review.AcceptanceGate;
import cn.beian.rules.Exemption;
import java.util.Optional;

/**
 * What becomes of a finding by the answers so far, as its sponsor is told, the worst first. It is
 * what the gate of acceptance says, and what would cure it.
 */
public enum Prospect {
  /** It blocks, and no words cure it. */
  NEW_PACKAGE(""),
  /** A reviewer did not accept what was said. */
  TURNED_DOWN("explanation.purpose"),
  /** It blocks, and an exception may be asked for. */
  EXCEPTION_POSSIBLE("explanation.scenario"),
  /** It has to be explained. */
  UNEXPLAINED("explanation.purpose"),
  /** An exception is asked for without saying on what basis. */
  NO_BASIS("explanation.legalBasis"),
  /** An exception is asked for without saying until when. */
  NO_LAST_DAY("explanation.until"),
  /** It is explained, or an exception is asked for: a reviewer judges. */
  TO_BE_JUDGED(""),
  /** It stops nothing: a reviewer has accepted or dismissed it. */
  SETTLED("");

  private final String cure;

  Prospect(String cure) {
    this.cure = cure;
  }

  /** What becomes of a violation. */
  static Prospect of(CaseFinding one) {
    Optional<AcceptanceGate.Why> why =
        one.stop().map(AcceptanceGate.Stop::why).filter(stop -> one.grave());
    if (why.isEmpty()) {
      return SETTLED;
    }
    if (!one.curable()) {
      return NEW_PACKAGE;
    }
    return switch (why.get()) {
      case TURNED_DOWN -> TURNED_DOWN;
      case NOT_EXPLAINED -> UNEXPLAINED;
      case BLOCKING_OPEN -> EXCEPTION_POSSIBLE;
      case NOT_JUDGED, UNDETERMINED -> one.exemptionClaimed() ? claimed(one) : TO_BE_JUDGED;
    };
  }

  /** A claim is judged as soon as it is whole, as {@link Exemption} is. */
  private static Prospect claimed(CaseFinding one) {
    if (one.said("explanation.legalBasis").isBlank()) {
      return NO_BASIS;
    }
    return one.said("explanation.until").isBlank() ? NO_LAST_DAY : TO_BE_JUDGED;
  }

  /** Whether it would keep the application from being accepted. */
  public boolean blocks() {
    return compareTo(TO_BE_JUDGED) < 0;
  }

  /** The field to fill in; empty where none helps. */
  public String cure() {
    return cure;
  }
}
