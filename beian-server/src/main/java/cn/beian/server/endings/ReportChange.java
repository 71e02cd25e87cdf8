package cn.beian.server.endings;

import cn.beian.filing.states.EndingCause;
import cn.beian.filing.states.EndingState;
import cn.beian.server.cases.CaseStep;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a report says otherwise since it was sent back.
 *
 * @param field of the form
 * @param before as it was sent; empty where nothing stood there
 * @param now likewise
 */
public record ReportChange(String field, String before, String now) {

  /** What differs, in the order of the form; nothing where it never was sent back. */
  static List<ReportChange> of(List<CaseStep<EndingState>> steps, EndingCase now) {
    int back = 0;
    while (back < steps.size() && !steps.get(back).is(EndingCause.SEND_BACK)) {
      back++;
    }
    return back == steps.size()
        ? List.of()
        : steps.subList(0, back).stream()
            .filter(step -> step.is(EndingCause.REPORT))
            .reduce((first, last) -> last)
            .map(sent -> changes(sent, now))
            .orElse(List.of());
  }

  private static List<ReportChange> changes(CaseStep<EndingState> sent, EndingCase now) {
    return Stream.of(
            new ReportChange(
                "offlineOn",
                sent.day().map(LocalDate::toString).orElse(""),
                now.offlineOn().map(LocalDate::toString).orElse("")),
            new ReportChange("disposed", sent.detail(), now.disposed()),
            new ReportChange("evidence", sent.note(), now.evidence()))
        .filter(one -> !one.before().equals(one.now()))
        .toList();
  }
}
