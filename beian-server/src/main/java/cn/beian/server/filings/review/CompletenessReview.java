package cn.beian.server.filings.review;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.filing.review.JointDecision;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.filing.review.SupplementList;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.Act;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.cases.StalePageException;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.filings.store.CaseStore.SeatVote;
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
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The joint decision of the two seats of the provincial review. */
@Service
@Transactional
public class CompletenessReview {
  private final CaseStore cases;
  private final FilingGuard guard;
  private final FilingProcedure procedure;
  private final Clock clock;

  CompletenessReview(CaseStore cases, FilingGuard guard, FilingProcedure procedure, Clock clock) {
    this.cases = cases;
    this.guard = guard;
    this.procedure = procedure;
    this.clock = clock;
  }

  /** A gap as it is ticked on the page. */
  public record Ticked(Question question, String demand) {}

  /**
   * Votes for the seat of the current person. When both seats say the same, the application moves;
   * a changed list of gaps takes the other seat's vote back.
   *
   * @param version that the page showed
   * @param ticked the whole list as this seat sees it; with another opinion nothing may be ticked
   *     that is not on the list already
   * @param reason asked for a refusal
   * @return whether the vote decided the case
   * @throws StalePageException if the application has moved on; nothing is done
   * @throws CommandRefusedException if the list or the vote is not lawful; nothing is done
   */
  public boolean vote(UUID id, int version, Opinion opinion, List<Ticked> ticked, String reason) {
    Application application = guard.locked(id, version);
    Person person =
        guard.official(application, Role.COMPLETENESS_REVIEWER, Role.GOVERNMENT_SERVICE_REVIEWER);
    if (application.state() != ApplicationState.COMPLETENESS_REVIEW) {
      throw FilingProblem.refusal("state", application.state().name());
    }
    List<Ticked> gaps = opinion == Opinion.ASK_SUPPLEMENT ? onceEach(ticked) : List.of();
    String why = opinion == Opinion.REFUSE ? reason.strip() : "";
    check(opinion, gaps, why);
    if (opinion != Opinion.ASK_SUPPLEMENT) {
      requireNothingAdded(application, ticked);
    }
    Instant now = clock.instant();
    int round = application.round();
    if (opinion == Opinion.ASK_SUPPLEMENT) {
      storeList(application, gaps, person, now);
    }
    JointDecision decision =
        joint(application, cases.votes(id, round), gaps)
            .with(
                vote(seat(person), person.id(), opinion, gaps, why, now),
                guard.preparers(application));
    cases.put(id, new SeatVote(round, seat(person), person.id(), opinion, why, now));
    Optional<ApplicationCause> cause = decision.cause();
    if (cause.isEmpty()) {
      procedure.note(application, "vote", seat(person).name() + " " + opinion.name(), person);
      return false;
    }
    if (opinion == Opinion.ASK_SUPPLEMENT) {
      cases.tellGaps(id, round, now);
    } else {
      cases.clearGaps(id, round);
    }
    procedure.advance(application, Act.by(person, cause.get(), why));
    return true;
  }

  /**
   * Whether a vote of the current person in this round was taken back because the other seat
   * changed the list.
   */
  @Transactional(readOnly = true)
  public boolean lapsed(CaseFile file) {
    List<CaseStep<ApplicationState>> steps = file.events();
    int begun = steps.size();
    while (begun > 0 && steps.get(begun - 1).from() == steps.get(begun - 1).to()) {
      begun--;
    }
    Set<UUID> voted =
        steps.subList(begun, steps.size()).stream()
            .filter(one -> one.name().equals("vote"))
            .flatMap(one -> one.actorId().stream())
            .collect(Collectors.toSet());
    if (voted.isEmpty()
        || !guard.holdsOneOf(
            Set.of(Role.COMPLETENESS_REVIEWER, Role.GOVERNMENT_SERVICE_REVIEWER))) {
      return false;
    }
    Person person = guard.holder(Role.COMPLETENESS_REVIEWER, Role.GOVERNMENT_SERVICE_REVIEWER);
    return voted.contains(person.id())
        && file.votes().stream().noneMatch(one -> one.seat() == seat(person));
  }

  /** A tick that goes with another vote would be lost. */
  private void requireNothingAdded(Application application, List<Ticked> ticked) {
    Set<Question> listed =
        draftList(application).stream().map(Ticked::question).collect(Collectors.toSet());
    long added = ticked.stream().filter(one -> !listed.contains(one.question())).count();
    if (added > 0) {
      throw new CommandRefusedException(
          List.of(FilingProblem.of("gapsTicked", "gaps", List.of(String.valueOf(added)))));
    }
  }

  /** A question that a page names twice is ticked once. */
  private static List<Ticked> onceEach(List<Ticked> ticked) {
    Map<Question, Ticked> once = new LinkedHashMap<>();
    ticked.forEach(gap -> once.putIfAbsent(gap.question(), gap));
    return List.copyOf(once.values());
  }

  private JointDecision joint(Application application, List<SeatVote> votes, List<Ticked> gaps) {
    JointDecision decision = JointDecision.OPEN;
    for (SeatVote vote : votes) {
      List<Ticked> list = gaps.isEmpty() ? draftList(application) : gaps;
      decision =
          decision.with(
              vote(vote.seat(), vote.person(), vote.opinion(), list, vote.reason(), vote.at()),
              Set.of());
    }
    return decision;
  }

  private List<Ticked> draftList(Application application) {
    return cases.gaps(application.id()).stream()
        .filter(gap -> gap.round() == application.round())
        .map(gap -> new Ticked(gap.question(), gap.demand()))
        .toList();
  }

  private static JointDecision.Vote vote(
      Role seat, UUID person, Opinion opinion, List<Ticked> gaps, String reason, Instant at) {
    List<String> demands =
        opinion == Opinion.ASK_SUPPLEMENT ? gaps.stream().map(Ticked::demand).toList() : List.of();
    return new JointDecision.Vote(seat, person.toString(), opinion, demands, reason, at);
  }

  private static Role seat(Person person) {
    return person.has(Role.COMPLETENESS_REVIEWER)
        ? Role.COMPLETENESS_REVIEWER
        : Role.GOVERNMENT_SERVICE_REVIEWER;
  }

  private void check(Opinion opinion, List<Ticked> gaps, String reason) {
    List<Problem> problems = new ArrayList<>();
    if (opinion == Opinion.ASK_SUPPLEMENT && gaps.isEmpty()) {
      problems.add(FilingProblem.of("noGaps", "gaps", List.of()));
    }
    if (opinion == Opinion.REFUSE) {
      problems.addAll(procedure.required("reason", reason, "noReason"));
    }
    for (Ticked gap : gaps) {
      problems.addAll(procedure.required(QuestionKey.of(gap.question()), gap.demand(), "noDemand"));
    }
    if (!problems.isEmpty()) {
      throw new CommandRefusedException(problems);
    }
  }

  private void storeList(Application application, List<Ticked> ticked, Person person, Instant now) {
    if (Set.copyOf(draftList(application)).equals(Set.copyOf(ticked))) {
      return;
    }
    UUID id = application.id();
    List<Gap> list = list(application, ticked, person);
    cases.clearVotes(id, application.round());
    cases.clearGaps(id, application.round());
    list.forEach(gap -> cases.put(id, gap, now));
  }

  /** The list with the ground of each gap; a later list holds only what an answer left or made. */
  private List<Gap> list(Application application, List<Ticked> ticked, Person person) {
    List<Gap> told =
        cases.gaps(application.id()).stream().filter(gap -> gap.toldAt().isPresent()).toList();
    int last = told.stream().mapToInt(Gap::round).max().orElse(0);
    List<Gap> before = told.stream().filter(gap -> gap.round() == last).toList();
    List<SupplementList.Item> proposed =
        ticked.stream().map(one -> item(one.question(), one.demand(), before)).toList();
    if (!before.isEmpty()) {
      sift(application, before, proposed);
    }
    return proposed.stream()
        .map(
            item ->
                new Gap(
                    application.round(),
                    item.question(),
                    item.demand(),
                    item.follows().map(QuestionKey::question),
                    person.id(),
                    Optional.empty(),
                    ""))
        .toList();
  }

  private void sift(Application application, List<Gap> before, List<SupplementList.Item> proposed) {
    Instant toldAt = before.get(0).toldAt().orElseThrow();
    Set<Question> changed =
        cases.answers(application.id()).stream()
            .filter(stored -> stored.answeredAt().isAfter(toldAt))
            .map(StoredAnswer::question)
            .collect(Collectors.toSet());
    SupplementList list =
        new SupplementList(
            before.get(0).round(),
            before.stream().map(gap -> item(gap.question(), gap.demand(), List.of())).toList());
    List<SupplementList.Reply> replies =
        list.items().stream().map(item -> new SupplementList.Reply(item.id(), changed)).toList();
    List<Problem> problems =
        list.sift(replies, proposed).refused().stream()
            .map(
                refused ->
                    FilingProblem.of(
                        "gap." + refused.why().name(),
                        refused.item().id(),
                        List.of(refused.item().question().fieldId())))
            .toList();
    if (!problems.isEmpty()) {
      throw new CommandRefusedException(problems);
    }
  }

  private static SupplementList.Item item(Question question, String demand, List<Gap> before) {
    Optional<Gap> same = before.stream().filter(gap -> gap.question().equals(question)).findFirst();
    Optional<Gap> follows = same.or(() -> before.stream().findFirst());
    return new SupplementList.Item(
        QuestionKey.of(question),
        question,
        demand,
        follows.map(gap -> QuestionKey.of(gap.question())));
  }
}
