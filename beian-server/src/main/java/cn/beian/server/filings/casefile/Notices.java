package cn.beian.server.filings.casefile;

import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.Letter;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.filings.store.CaseStore.SeatVote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a sponsor is told, read from the history of its application. */
@Component
class Notices {
  private final CaseStore cases;
  private final FilingProcedure procedure;

  Notices(CaseStore cases, FilingProcedure procedure) {
    this.cases = cases;
    this.procedure = procedure;
  }

  /** The notices of an application, in the order in which they were told. */
  List<Notice> of(UUID applicationId, List<CaseStep<ApplicationState>> events, List<Gap> gaps) {
    List<Notice> notices = new ArrayList<>();
    for (Letter<ApplicationState> letter : procedure.letters(events)) {
      CaseStep<ApplicationState> step = letter.step();
      Notice.Kind kind = Notice.kind(step).orElseThrow();
      int round = round(events.subList(0, letter.place()));
      boolean supplement = kind == Notice.Kind.SUPPLEMENT;
      notices.add(
          new Notice(
              letter.place(),
              kind,
              step.at(),
              switch (kind) {
                case SUPPLEMENT -> seats(applicationId, round);
                case RECEIVED -> List.of();
                default -> letter.from();
              },
              step.to(),
              kind == Notice.Kind.ACCEPTED ? "" : step.detail(),
              supplement ? gaps.stream().filter(gap -> gap.round() == round).toList() : List.of(),
              letter.limit(),
              step.day(),
              Notice.ground(step)));
    }
    return List.copyOf(notices);
  }

  /** How often the completeness review has begun. */
  private static int round(List<CaseStep<ApplicationState>> events) {
    return (int)
        events.stream()
            .filter(step -> step.to() == ApplicationState.COMPLETENESS_REVIEW)
            .filter(step -> step.from() != step.to())
            .count();
  }

  /** The units of both seats of a joint decision. */
  private List<String> seats(UUID applicationId, int round) {
    return cases.votes(applicationId, round).stream()
        .map(SeatVote::person)
        .flatMap(person -> procedure.unit(Optional.of(person)).stream())
        .distinct()
        .toList();
  }
}
