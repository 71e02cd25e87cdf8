package cn.beian.server.filings.review;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.filing.review.JointDecision;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.cases.Act;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.cases.StalePageException;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.LevelJudgement;
import cn.beian.server.filings.SeatMark;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.filings.store.CaseStore.SeatVote;
import cn.beian.server.filings.store.SeatStore;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The joint decision of the two seats of the provincial review. Each seat votes on its own
 * list; neither sees the other's before both have voted, and nothing that one seat does touches the
 * vote of the other (ADR 0041).
 */
@Service
@Transactional
public class CompletenessReview {
  private final CaseStore cases;
  private final SeatStore seats;
  private final FilingGuard guard;
  private final FilingProcedure procedure;
  private final CaseFiles files;
  private final AcceptedChanges changes;
  private final Clock clock;

  CompletenessReview(
      CaseStore cases,
      SeatStore seats,
      FilingGuard guard,
      FilingProcedure procedure,
      CaseFiles files,
      AcceptedChanges changes,
      Clock clock) {
    this.files = files;
    this.changes = changes;
    this.cases = cases;
    this.seats = seats;
    this.guard = guard;
    this.procedure = procedure;
    this.clock = clock;
  }

  /** A gap as it stands on the page. */
  public record Ticked(Question question, String demand) {}

  /**
   * Votes for the seat of the current person. When both seats say the same, the application moves;
   * lists of both become one letter.
   *
   * @param version that the page showed
   * @param ticked the whole list of this seat, as the page showed it; with another opinion there
   *     must be none
   * @param reason asked for a refusal
   * @return whether the vote decided the case
   * @throws StalePageException if the application has moved on; nothing is done
   * @throws CommandRefusedException if the list or the vote is not lawful; nothing is done
   */
  public boolean vote(UUID id, int version, Opinion opinion, List<Ticked> ticked, String reason) {
    Application application = guard.locked(id, version);
    Person person = SeatLists.seatHolder(guard, application);
    Role seat = SeatLists.seat(person);
    procedure.requireSettled(person, Set.of(seat));
    List<Ticked> list = onceEach(ticked);
    String why = opinion == Opinion.REFUSE ? reason.strip() : "";
    check(application, seat, opinion, list, why);
    Instant now = clock.instant();
    int round = application.round();
    list.forEach(
        gap ->
            seats.put(
                id,
                round,
                seat,
                new SeatMark(gap.question(), false, gap.demand().strip(), person.id()),
                now));
    SeatVote vote = new SeatVote(round, seat, person.id(), opinion, why, now);
    JointDecision decision =
        joint(application, cases.votes(id, round), seat)
            .with(of(application, vote), guard.preparers(application));
    cases.put(id, vote);
    Optional<ApplicationCause> cause = decision.cause();
    if (cause.isEmpty()) {
      procedure.note(application, "vote", seat.name(), person);
      return false;
    }
    if (opinion == Opinion.ASK_SUPPLEMENT) {
      letter(application).forEach(gap -> cases.tell(id, gap, now));
    }
    if (cause.get() == ApplicationCause.COMPLETE && application.kind() == ApplicationKind.CHANGE) {
      endChange(files.load(application), person);
    } else {
      procedure.advance(application, Act.by(person, cause.get(), why));
    }
    return true;
  }

  /**
   * A change of information that is complete is accepted here, or goes on to the national review
   * where it brings a package about which the seats cannot decide.
   */
  private void endChange(CaseFile file, Person person) {
    if (file.beyondSeats().isEmpty()) {
      changes.accept(file, person, "");
    } else {
      procedure.advance(file.application(), Act.by(person, ApplicationCause.COMPLETE, ""));
    }
  }

  /**
   * Takes the vote of the current person's seat back, so that its list can be written again.
   *
   * @throws StalePageException if the application has moved on; nothing is done
   * @throws CommandRefusedException if the seat has not voted; nothing is done
   */
  public void withdraw(UUID id, int version) {
    Application application = guard.locked(id, version);
    Person person = SeatLists.seatHolder(guard, application);
    if (!cases.clearVote(id, application.round(), SeatLists.seat(person))) {
      throw FilingProblem.refusal("noVote");
    }
    procedure.note(application, "voteWithdrawn", SeatLists.seat(person).name(), person);
  }

  /** A question that a page names twice is asked once. */
  private static List<Ticked> onceEach(List<Ticked> ticked) {
    Map<Question, Ticked> once = new LinkedHashMap<>();
    ticked.forEach(gap -> once.putIfAbsent(gap.question(), gap));
    return List.copyOf(once.values());
  }

  private JointDecision joint(Application application, List<SeatVote> votes, Role without) {
    JointDecision decision = JointDecision.OPEN;
    for (SeatVote vote : votes) {
      if (vote.seat() != without) {
        decision = decision.with(of(application, vote), Set.of());
      }
    }
    return decision;
  }

  private JointDecision.Vote of(Application application, SeatVote vote) {
    List<String> demands =
        vote.opinion() == Opinion.ASK_SUPPLEMENT
            ? list(application, vote.seat()).map(SeatMark::demand).toList()
            : List.of();
    return new JointDecision.Vote(
        vote.seat(), vote.person().toString(), vote.opinion(), demands, vote.reason(), vote.at());
  }

  private Stream<SeatMark> list(Application application, Role seat) {
    return seats.marks(application.id(), application.round(), seat).stream()
        .filter(SeatMark::lacking);
  }

  private void check(
      Application application, Role seat, Opinion opinion, List<Ticked> list, String reason) {
    List<Problem> problems = new ArrayList<>();
    Set<Question> shown = list.stream().map(Ticked::question).collect(Collectors.toSet());
    Set<Question> kept =
        list(application, seat).map(SeatMark::question).collect(Collectors.toSet());
    if (opinion != Opinion.ASK_SUPPLEMENT) {
      kept.addAll(shown);
      if (!kept.isEmpty()) {
        problems.add(FilingProblem.of("gapsTicked", "gaps", List.of(String.valueOf(kept.size()))));
      }
    } else if (list.isEmpty()) {
      problems.add(FilingProblem.of("noGaps", "gaps", List.of()));
    } else if (!shown.containsAll(kept)) {
      problems.add(FilingProblem.of("listGrew", "gaps", List.of()));
    }
    if (opinion == Opinion.REFUSE) {
      problems.addAll(procedure.required("reason", reason, "noReason"));
    }
    for (Ticked gap : list) {
      problems.addAll(procedure.required(QuestionKey.of(gap.question()), gap.demand(), "noDemand"));
    }
    if (opinion == Opinion.COMPLETE && files.load(application).stampedCopyAwaited()) {
      problems.add(FilingProblem.of("stampedAwaited", "", List.of()));
    }
    problems.addAll(LaterList.of(cases, application).problems(shown));
    if (!problems.isEmpty()) {
      throw new CommandRefusedException(problems);
    }
  }

  /**
   * The lists of both seats as one, with a reason that was judged not to hold: what both ask of an
   * answer is one line with both sentences.
   */
  private List<Gap> letter(Application application) {
    LaterList later = LaterList.of(cases, application);
    Map<Question, List<SeatMark>> asked = new LinkedHashMap<>();
    Stream.of(Role.COMPLETENESS_REVIEWER, Role.GOVERNMENT_SERVICE_REVIEWER)
        .flatMap(seat -> list(application, seat))
        .forEach(mark -> asked.computeIfAbsent(mark.question(), q -> new ArrayList<>()).add(mark));
    Stream<Gap> listed =
        asked.entrySet().stream()
            .map(
                one ->
                    new Gap(
                        application.round(),
                        one.getKey(),
                        one.getValue().stream()
                            .map(SeatMark::demand)
                            .distinct()
                            .collect(Collectors.joining("\n")),
                        later.follows(one.getKey()),
                        one.getValue().get(0).by(),
                        Optional.empty(),
                        ""));
    return Stream.concat(listed, rejectedReason(application, asked.keySet(), later).stream())
        .toList();
  }

  /**
   * The reason for an app of a county's own that was judged not to hold, which no seat asks for.
   */
  private Optional<Gap> rejectedReason(
      Application application, Set<Question> asked, LaterList later) {
    return files
        .load(application)
        .levelJudgement()
        .filter(judged -> !judged.accepted() && !asked.contains(LevelJudgement.ASKED))
        .map(
            judged ->
                new Gap(
                    application.round(),
                    LevelJudgement.ASKED,
                    judged.reason(),
                    later.follows(LevelJudgement.ASKED),
                    judged.judgedBy(),
                    Optional.empty(),
                    ""));
  }
}
