package cn.beian.server.filings.casefile;

import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.Letter;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.ReturnedFinding;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.filings.store.CaseStore.SeatVote;
import cn.beian.server.filings.store.ReviewStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a sponsor is told, read from the history of its application. */
@Component
class Notices {
  private final CaseStore cases;
  private final ReviewStore reviews;
  private final FilingProcedure procedure;

  Notices(CaseStore cases, ReviewStore reviews, FilingProcedure procedure) {
    this.cases = cases;
    this.reviews = reviews;
    this.procedure = procedure;
  }

  /** The notices of an application, in the order in which they were told. */
  List<Notice> of(UUID applicationId, List<CaseStep<ApplicationState>> events, List<Gap> gaps) {
    List<Notice> notices = new ArrayList<>();
    List<ReturnedFinding> returned =
        events.stream().anyMatch(step -> step.is(ApplicationCause.RETURN))
            ? reviews.returned(applicationId)
            : List.of();
    for (Letter<ApplicationState> letter : procedure.letters(events)) {
      CaseStep<ApplicationState> step = letter.step();
      Notice.Kind kind = Notice.kind(step).orElseThrow();
      int round = round(events.subList(0, letter.place()));
      boolean supplement = kind == Notice.Kind.SUPPLEMENT;
      List<SeatVote> votes =
          step.from() == ApplicationState.COMPLETENESS_REVIEW
              ? cases.votes(applicationId, round)
              : List.of();
      notices.add(
          new Notice(
              letter.place(),
              kind,
              step.at(),
              switch (kind) {
                case SUPPLEMENT, COMPLETE -> seats(votes);
                case ACCEPTED, REFUSED -> votes.isEmpty() ? letter.from() : seats(votes);
                case RECEIVED -> List.of();
                default -> letter.from();
              },
              step.to(),
              switch (kind) {
                case ACCEPTED -> "";
                case REFUSED -> votes.isEmpty() ? step.detail() : reasons(votes);
                default -> step.detail();
              },
              supplement ? gaps.stream().filter(gap -> gap.round() == round).toList() : List.of(),
              kind == Notice.Kind.RECTIFICATION
                  ? ofReturn(returned, events.subList(0, letter.place()))
                  : List.of(),
              kind == Notice.Kind.ABANDONED
                  ? procedure.limit(events.subList(0, letter.place() - 1))
                  : letter.limit(),
              step.day(),
              Notice.ground(step)));
    }
    return List.copyOf(notices);
  }

  private static List<ReturnedFinding> ofReturn(
      List<ReturnedFinding> all, List<CaseStep<ApplicationState>> events) {
    long round = events.stream().filter(step -> step.is(ApplicationCause.RETURN)).count();
    return all.stream().filter(one -> one.round() == round).toList();
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
  private List<String> seats(List<SeatVote> votes) {
    return votes.stream()
        .map(SeatVote::person)
        .flatMap(person -> procedure.unit(Optional.of(person)).stream())
        .distinct()
        .toList();
  }

  /** What each seat gave as its reason for the same decision. */
  private static String reasons(List<SeatVote> votes) {
    return votes.stream()
        .map(SeatVote::reason)
        .filter(reason -> !reason.isBlank())
        .distinct()
        .collect(Collectors.joining("\n"));
  }
}
