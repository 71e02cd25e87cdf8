package cn.beian.server.supervision;

import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.states.SupervisionCause;
import cn.beian.filing.states.SupervisionState;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.Letter;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Everything about one case.
 *
 * @param steps in order; what became of drafts is there for the sponsor alone
 * @param letters to the sponsor, in order; the first asks for an answer to everything
 */
public record SupervisionFile(
    SupervisionCase supervised,
    List<SupervisedFinding> findings,
    List<CaseStep<SupervisionState>> steps,
    List<Letter<SupervisionState>> letters) {
  public SupervisionFile {
    findings = List.copyOf(findings);
    steps = List.copyOf(steps);
    letters = List.copyOf(letters);
  }

  /** The limit in working days that runs now; absent where none runs, or where a day was told. */
  public Optional<Deadline> limit() {
    return supervised.state() == SupervisionState.OPEN ? letters.get(0).limit() : Optional.empty();
  }

  /**
   * Last day of the limit that runs, by the parameters and calendars of now; that of the case is
   * kept for lists, and follows a holiday notice by a job. Absent where none runs.
   */
  public Optional<LocalDate> due() {
    return limit().map(Deadline::dueDate).or(supervised::dueOn);
  }

  /** Whether the limit that runs is over. */
  public boolean late(LocalDate today) {
    return due().filter(today::isAfter).isPresent();
  }

  /** Whether the case ended because its filing was revoked. */
  public boolean endedByRevocation() {
    return steps.stream().anyMatch(step -> step.is(SupervisionCause.REVOKED));
  }

  /** The builds that were tested, in the order of the findings. */
  public List<String> builds() {
    return findings.stream().map(SupervisedFinding::build).distinct().toList();
  }

  /** What nobody has settled yet. */
  public List<SupervisedFinding> unsettled() {
    return findings.stream().filter(one -> one.settlement().isEmpty()).toList();
  }

  /** Whether the sponsor is asked about a finding in this round. */
  public boolean asks(SupervisedFinding one) {
    return SupervisionLog.about(SupervisionLog.asking(steps), one.place());
  }

  /** What the sponsor is asked about in this round: everything, or what the latest order names. */
  public List<SupervisedFinding> asked() {
    return about(SupervisionLog.asking(steps));
  }

  /** Whether the answer of a round was sent; one that was not is a draft of the sponsor’s own. */
  public boolean sent(int round) {
    return SupervisionLog.sentRounds(steps).contains(round);
  }

  /** What the approver wrote when he gave the draft back, until it is changed; else empty. */
  public Optional<String> remark() {
    return SupervisionLog.remark(steps);
  }

  /** What a step is about. */
  public List<SupervisedFinding> about(CaseStep<SupervisionState> step) {
    return findings.stream().filter(one -> SupervisionLog.about(step, one.place())).toList();
  }

  /** Whether rectification may be ordered now: after an answer, or once the day has passed. */
  public boolean orderable(LocalDate today) {
    return !unsettled().isEmpty()
        && (supervised.state() == SupervisionState.ANSWERED
            || (supervised.withSponsor() && late(today)));
  }
}
