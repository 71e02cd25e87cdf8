package cn.beian.server.filings.casefile;

import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.deadlines.Extension;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.ReturnedFinding;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Something the sponsor is told about its application. That there is one follows from the history;
 * its letter is kept as it was issued.
 *
 * @param place of its event in the history, from 1; part of its address
 * @param from names of the units that tell it; empty where it follows by itself
 * @param state that the application came into
 * @param text reason or demand, in the words of who decided; may be empty
 * @param gaps of a supplement list, all told together
 * @param findings that an application is sent back for
 * @param limit that runs from then on; of an abandonment the one that has passed
 * @param expected new last day, of an extension; of a number, its day
 * @param ground of an extension
 */
public record Notice(
    int place,
    Kind kind,
    Instant at,
    List<String> from,
    ApplicationState state,
    String text,
    List<Gap> gaps,
    List<ReturnedFinding> findings,
    Optional<Deadline> limit,
    Optional<LocalDate> expected,
    Optional<Extension.Ground> ground) {
  public Notice {
    from = List.copyOf(from);
    gaps = List.copyOf(gaps);
    findings = List.copyOf(findings);
  }

  /** What is told. */
  public enum Kind {
    /** It was received, and until when it is reviewed. */
    RECEIVED,
    /** It is complete and goes to the national review. */
    COMPLETE,
    SUPPLEMENT,
    RECTIFICATION,
    EXTENSION,
    ACCEPTED,
    REFUSED,
    /** Given up by passing of the limit. */
    ABANDONED,
    /** A published list gave the filed app its number, which is the text. */
    NUMBER
  }

  /** What is told of a step; empty where nothing is. */
  static Optional<Kind> kind(CaseStep<ApplicationState> step) {
    return step.name().equals(FilingProcedure.NUMBER_LISTED)
        ? Optional.of(Kind.NUMBER)
        : ApplicationKind.everyGraph().cause(step.name()).flatMap(Notice::kindOf);
  }

  private static Optional<Kind> kindOf(ApplicationCause cause) {
    return switch (cause) {
      case SUBMIT, SUBMIT_TO_NATION, RESUBMIT -> Optional.of(Kind.RECEIVED);
      case COMPLETE -> Optional.of(Kind.COMPLETE);
      case ASK_SUPPLEMENT -> Optional.of(Kind.SUPPLEMENT);
      case RETURN -> Optional.of(Kind.RECTIFICATION);
      case EXTEND -> Optional.of(Kind.EXTENSION);
      case ACCEPT -> Optional.of(Kind.ACCEPTED);
      case REFUSE -> Optional.of(Kind.REFUSED);
      case ABANDON, DEADLINE_PASSED -> Optional.of(Kind.ABANDONED);
      case WITHDRAW -> Optional.empty();
    };
  }

  /** The ground of an extension, as the log has it; one of before grounds were noted has none. */
  static Optional<Extension.Ground> ground(CaseStep<ApplicationState> step) {
    return step.note().isEmpty()
        ? Optional.empty()
        : Optional.of(Extension.Ground.valueOf(step.note()));
  }

  /** Whether the sponsor has something to do. */
  public boolean asks() {
    return kind == Kind.SUPPLEMENT || kind == Kind.RECTIFICATION;
  }
}
