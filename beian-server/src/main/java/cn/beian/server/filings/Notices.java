package cn.beian.server.filings;

import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.filings.CaseStore.SeatVote;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a sponsor is told, read from the history of its application. */
@Component
class Notices {
  private final CaseStore cases;
  private final Identity identity;
  private final Progress progress;

  Notices(CaseStore cases, Identity identity, Progress progress) {
    this.cases = cases;
    this.identity = identity;
    this.progress = progress;
  }

  /** The notices of an application, in the order in which they were told. */
  List<Notice> of(UUID applicationId, List<CaseEvent> events, List<Gap> gaps) {
    List<Notice> notices = new ArrayList<>();
    int round = 0;
    for (int i = 0; i < events.size(); i++) {
      CaseEvent event = events.get(i);
      boolean entered = event.to() == ApplicationState.COMPLETENESS_REVIEW;
      round += entered && event.from() != event.to() ? 1 : 0;
      Optional<Notice.Kind> kind = kind(event);
      if (kind.isPresent()) {
        int told = round;
        boolean supplement = kind.get() == Notice.Kind.SUPPLEMENT;
        notices.add(
            new Notice(
                i + 1,
                kind.get(),
                event.at(),
                supplement ? seats(applicationId, told) : unit(event),
                event.to(),
                kind.get() == Notice.Kind.ACCEPTED ? "" : event.detail(),
                supplement ? gaps.stream().filter(gap -> gap.round() == told).toList() : List.of(),
                progress.limitAfter(events.subList(0, i + 1)),
                event.expectedOn(),
                event.ground()));
      }
    }
    return List.copyOf(notices);
  }

  private static Optional<Notice.Kind> kind(CaseEvent event) {
    return Arrays.stream(ApplicationCause.values())
        .filter(cause -> cause.name().equals(event.name()))
        .findFirst()
        .flatMap(Notices::kind);
  }

  private static Optional<Notice.Kind> kind(ApplicationCause cause) {
    return switch (cause) {
      case SUBMIT, SUBMIT_TO_NATION, RESUBMIT -> Optional.of(Notice.Kind.RECEIVED);
      case COMPLETE -> Optional.of(Notice.Kind.COMPLETE);
      case ASK_SUPPLEMENT -> Optional.of(Notice.Kind.SUPPLEMENT);
      case RETURN -> Optional.of(Notice.Kind.RECTIFICATION);
      case EXTEND -> Optional.of(Notice.Kind.EXTENSION);
      case ACCEPT -> Optional.of(Notice.Kind.ACCEPTED);
      case REFUSE -> Optional.of(Notice.Kind.REFUSED);
      case ABANDON, DEADLINE_PASSED -> Optional.of(Notice.Kind.ABANDONED);
      case WITHDRAW -> Optional.empty();
    };
  }

  /** The units of both seats of a joint decision. */
  private List<String> seats(UUID applicationId, int round) {
    return cases.votes(applicationId, round).stream()
        .map(SeatVote::person)
        .flatMap(person -> unit(person).stream())
        .distinct()
        .toList();
  }

  private List<String> unit(CaseEvent event) {
    boolean sent = event.name().startsWith("SUBMIT") || event.name().equals("RESUBMIT");
    return sent ? List.of() : event.actorId().flatMap(this::unit).map(List::of).orElseGet(List::of);
  }

  private Optional<String> unit(UUID person) {
    return identity
        .person(person)
        .map(Person::organizationId)
        .map(id -> identity.organization(id).name());
  }
}
