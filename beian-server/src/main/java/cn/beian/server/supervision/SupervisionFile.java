package cn.beian.server.supervision;

import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.states.SupervisionState;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Everything about one case.
 *
 * @param steps in order
 * @param noticeLimit in which the sponsor was asked to answer, with its sum
 */
public record SupervisionFile(
    SupervisionCase supervised,
    List<SupervisedFinding> findings,
    List<CaseStep> steps,
    Optional<Deadline> noticeLimit) {
  public SupervisionFile {
    findings = List.copyOf(findings);
    steps = List.copyOf(steps);
  }

  /** The limit in working days that runs now; absent where none runs, or where a day was told. */
  public Optional<Deadline> limit() {
    return supervised.state() == SupervisionState.OPEN ? noticeLimit : Optional.empty();
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
    return CaseStep.asking(steps).about(one.place());
  }

  /** What the sponsor is asked about in this round: everything, or what the latest order names. */
  public List<SupervisedFinding> asked() {
    return about(CaseStep.asking(steps));
  }

  /** Whether the answer of a round was sent; one that was not is a draft of the sponsor’s own. */
  public boolean sent(int round) {
    return CaseStep.sentRounds(steps).contains(round);
  }

  /** What a step is about. */
  public List<SupervisedFinding> about(CaseStep step) {
    return findings.stream().filter(one -> step.about(one.place())).toList();
  }

  /** Whether rectification may be ordered now: after an answer, or once the day has passed. */
  public boolean orderable(LocalDate today) {
    return !unsettled().isEmpty()
        && (supervised.state() == SupervisionState.ANSWERED
            || (supervised.withSponsor() && late(today)));
  }

  /** A step by its place, from 1. */
  public Optional<CaseStep> step(int place) {
    return place < 1 || place > steps.size() ? Optional.empty() : Optional.of(steps.get(place - 1));
  }
}
