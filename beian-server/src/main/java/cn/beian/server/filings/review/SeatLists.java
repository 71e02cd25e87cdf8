package cn.beian.server.filings.review;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.cases.FreeText;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.SeatMark;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.filings.store.CaseStore.SeatVote;
import cn.beian.server.filings.store.SeatStore;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The list that each seat of the provincial review writes for itself (ADR 0041). It is kept as it
 * is written, is nobody else's until both seats have voted, and is closed while its seat's vote
 * stands.
 */
@Service
@Transactional
public class SeatLists {
  private final CaseStore cases;
  private final SeatStore seats;
  private final FilingGuard guard;
  private final Clock clock;

  SeatLists(CaseStore cases, SeatStore seats, FilingGuard guard, Clock clock) {
    this.cases = cases;
    this.seats = seats;
    this.guard = guard;
    this.clock = clock;
  }

  /** What the person of this request has before him; empty where he sits on no seat of a review. */
  @Transactional(readOnly = true)
  public Optional<SeatDesk> desk(CaseFile file) {
    Application application = file.application();
    if (application.state() != ApplicationState.COMPLETENESS_REVIEW
        || !guard.holdsOneOf(
            Set.of(Role.COMPLETENESS_REVIEWER, Role.GOVERNMENT_SERVICE_REVIEWER))) {
      return Optional.empty();
    }
    Role seat = seat(guard.holder(Role.COMPLETENESS_REVIEWER, Role.GOVERNMENT_SERVICE_REVIEWER));
    if (!guard.mayDecide(application, seat)) {
      return Optional.empty(); // of his own unit, or of another region
    }
    UUID id = application.id();
    int round = application.round();
    boolean voted = file.voted().stream().anyMatch(one -> one.seat() == seat);
    return Optional.of(
        new SeatDesk(
            seat,
            seats.marks(id, round, seat),
            voted ? vote(id, round, seat) : Optional.empty(),
            file.votes().isEmpty() ? List.of() : seats.marks(id, round, other(seat)),
            LaterList.of(cases, file)));
  }

  /**
   * Lets the current person write the list of his seat, or stops the request.
   *
   * @throws CommandRefusedException if he may not now
   */
  public void requireWriter(UUID id) {
    writer(guard.locked(id));
  }

  /**
   * Puts an answer on the list of the current person's seat, or writes its demand anew.
   *
   * @param demand may still be empty; a vote that asks for it needs words
   * @throws CommandRefusedException if the list may not take it; nothing is done
   */
  public void lacking(UUID id, Question question, String demand) {
    Application application = guard.locked(id);
    Person person = writer(application);
    List<Problem> problems = LaterList.of(cases, application).problems(List.of(question));
    if (!problems.isEmpty()) {
      throw new CommandRefusedException(problems);
    }
    if (!FreeText.fits(demand, FreeText.LONG)) {
      throw new CommandRefusedException(
          List.of(
              FilingProblem.of(
                  "long", QuestionKey.of(question), List.of(String.valueOf(FreeText.LONG)))));
    }
    put(application, person, new SeatMark(question, false, demand.strip(), person.id()));
  }

  /**
   * Says that what was asked before has been mended.
   *
   * @throws CommandRefusedException if it was not asked; nothing is done
   */
  public void madeGood(UUID id, Question question) {
    Application application = guard.locked(id);
    Person person = writer(application);
    if (LaterList.of(cases, application).asked(question).isEmpty()) {
      throw FilingProblem.refusal("notAsked");
    }
    put(application, person, new SeatMark(question, true, "", person.id()));
  }

  /** Takes back what the seat said of an answer. */
  public void clear(UUID id, Question question) {
    Application application = guard.locked(id);
    Person person = writer(application);
    seats.clear(id, application.round(), seat(person), question);
  }

  private void put(Application application, Person person, SeatMark mark) {
    seats.put(application.id(), application.round(), seat(person), mark, clock.instant());
  }

  private Optional<SeatVote> vote(UUID id, int round, Role seat) {
    return cases.votes(id, round).stream().filter(vote -> vote.seat() == seat).findFirst();
  }

  /** Who may write the list of his seat now. */
  private Person writer(Application application) {
    Person person = seatHolder(guard, application);
    boolean voted =
        cases.votes(application.id(), application.round()).stream()
            .anyMatch(vote -> vote.seat() == seat(person));
    if (voted) {
      throw FilingProblem.refusal("voted");
    }
    return person;
  }

  /** The person of this request, who sits on a seat of a review that is open. */
  static Person seatHolder(FilingGuard guard, Application application) {
    Person person =
        guard.official(application, Role.COMPLETENESS_REVIEWER, Role.GOVERNMENT_SERVICE_REVIEWER);
    if (application.state() != ApplicationState.COMPLETENESS_REVIEW) {
      throw FilingProblem.refusal("state", application.state().name());
    }
    return person;
  }

  static Role seat(Person person) {
    return person.has(Role.COMPLETENESS_REVIEWER)
        ? Role.COMPLETENESS_REVIEWER
        : Role.GOVERNMENT_SERVICE_REVIEWER;
  }

  static Role other(Role seat) {
    return seat == Role.COMPLETENESS_REVIEWER
        ? Role.GOVERNMENT_SERVICE_REVIEWER
        : Role.COMPLETENESS_REVIEWER;
  }
}
