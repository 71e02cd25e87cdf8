package cn.beian.server.endings;

import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.states.EndingCause;
import cn.beian.filing.states.EndingState;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.Letter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An ending.
 *
 * @param steps all of its log
 * @param limit that runs, with its calculation
 * @param own whether the reader is of the unit
 * @param wrote whether he wrote some of what is sent next, so that somebody else has to send it
 * @param senders names of the approvers who wrote none of it; empty where nothing is to be sent
 * @param completed whether a report that was sent back was changed since
 * @param checks whether the reader checks the report now
 * @param whole whether the reader may read what the unit writes before it is sent
 * @param appId of the app
 * @param changing whether a change that is not decided stands against the announcement
 * @param givenBack with what remark an approver gave it back to the handler; empty where he did
 *     not, or it was written on since
 * @param reportChanges what the report says otherwise since it was sent back, as far as the reader
 *     may read it
 */
public record EndingFile(
    EndingCase ending,
    List<CaseStep<EndingState>> steps,
    List<Letter<EndingState>> letters,
    Optional<Deadline> limit,
    boolean own,
    boolean wrote,
    List<String> senders,
    boolean completed,
    boolean checks,
    boolean whole,
    UUID appId,
    boolean changing,
    String givenBack,
    List<ReportChange> reportChanges) {
  public EndingFile {
    steps = List.copyOf(steps);
    letters = List.copyOf(letters);
    senders = List.copyOf(senders);
    reportChanges = List.copyOf(reportChanges);
  }

  /** The list of what the report lacked; empty where it was never sent back. */
  public Optional<Letter<EndingState>> sentBack() {
    return letters.stream().filter(one -> one.step().is(EndingCause.SEND_BACK)).findFirst();
  }

  /** Why the app went offline early, as a report said; empty where it did not. */
  public String earlyReason(Letter<EndingState> report) {
    return steps.subList(0, report.place() - 1).stream()
        .filter(one -> one.is(EndingCause.WENT_OFFLINE))
        .reduce((before, last) -> last)
        .map(CaseStep::detail)
        .orElse("");
  }

  /** Steps by which the day that runs was computed again, with the day that it became. */
  public List<CaseStep<EndingState>> moved() {
    return steps.stream()
        .filter(one -> one.name().equals(EndingProcedure.RECOMPUTED) && one.day().isPresent())
        .toList();
  }

  /** Whether a letter is to the office. */
  public boolean toOffice(Letter<EndingState> letter) {
    return letter.step().is(EndingCause.TAKE_BACK) || letter.step().is(EndingCause.REPORT);
  }
}
