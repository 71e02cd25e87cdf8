package cn.beian.server.supervision;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.SupervisionCause;
import cn.beian.filing.states.SupervisionState;
import cn.beian.server.cases.Act;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.Changes;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.supervision.FindingStore.StoredFinding;
import cn.beian.server.supervision.SponsorAnswer.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sponsor's side: the handler prepares the answer, the approver sends it. */
@Service
@Transactional
public class SponsorAnswers {
  private final FindingStore findings;
  private final SupervisionProcedure procedure;
  private final SupervisionGuard guard;
  private final Identity identity;
  private final Clock clock;

  SponsorAnswers(
      FindingStore findings,
      SupervisionProcedure procedure,
      SupervisionGuard guard,
      Identity identity,
      Clock clock) {
    this.findings = findings;
    this.procedure = procedure;
    this.guard = guard;
    this.identity = identity;
    this.clock = clock;
  }

  /** What was typed about a finding; all of it may be missing while it is prepared. */
  public record Entered(
      int place, Optional<Kind> kind, String text, String basis, Optional<LocalDate> mendBy) {}

  /**
   * Keeps answers, to be gone on with and changed until they are sent. One that says what is held
   * already stays his who wrote it.
   *
   * @param version that the page showed
   * @throws RejectedInput when something cannot be kept, or when the case has moved on or is not
   *     with the sponsor; nothing is kept
   */
  public void save(UUID id, int version, List<Entered> entered) {
    SupervisionCase supervised = guard.forSponsor(id, version, Role.HANDLER);
    requireTurn(supervised);
    Person handler = identity.current();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Map<Integer, String> rules =
        asked(id).stream().collect(Collectors.toMap(StoredFinding::place, StoredFinding::ruleId));
    Map<Integer, SponsorAnswer> given = given(supervised);
    List<SponsorAnswer> changed =
        entered.stream()
            .filter(one -> rules.containsKey(one.place()))
            .map(one -> answer(one, supervised.round(), handler, now))
            .filter(one -> changes(one, Optional.ofNullable(given.get(one.place()))))
            .toList();
    LocalDate today = OfficialTime.dayOf(now);
    LocalDate last = AnswerProblems.lastDay(supervised, today);
    RejectedInput.throwIfAny(
        changed.stream()
            .map(
                one ->
                    AnswerProblems.ofDraft(one, rules.getOrDefault(one.place(), ""), today, last))
            .flatMap(List::stream)
            .toList());
    if (changed.isEmpty()) {
      return;
    }
    changed.forEach(one -> findings.put(id, one));
    findings.prepared(id, supervised.round(), handler.id());
    List<CaseStep<SupervisionState>> steps = procedure.steps(id);
    if (SupervisionLog.remark(steps).isPresent() || SupervisionLog.ready(steps)) {
      procedure.log(supervised, SupervisionLog.REVISED, "", handler);
    }
    procedure.change(supervised, Changes.NONE);
    procedure.record(
        id,
        "prepare",
        changed.stream().map(one -> "" + one.place()).collect(Collectors.joining(", ")));
  }

  private static SponsorAnswer answer(Entered one, int round, Person handler, Instant now) {
    return new SponsorAnswer(
        one.place(),
        round,
        one.kind(),
        one.text().strip(),
        one.basis().strip(),
        one.mendBy(),
        handler.id(),
        now);
  }

  private static boolean changes(SponsorAnswer answer, Optional<SponsorAnswer> given) {
    return given.map(stored -> !answer.saysTheSame(stored)).orElse(!answer.blank());
  }

  /** What keeps the answer from being sent, in the order of the findings; empty if it may be. */
  @Transactional(readOnly = true)
  public List<Problem> missing(UUID id) {
    SupervisionCase supervised = guard.readable(id);
    Map<Integer, SponsorAnswer> given = given(supervised);
    LocalDate today = OfficialTime.dayOf(clock.instant());
    List<Problem> problems = new ArrayList<>();
    for (StoredFinding one : asked(id)) {
      Optional<SponsorAnswer> answer = Optional.ofNullable(given.get(one.place()));
      AnswerProblems.missing(one.place(), one.ruleId(), answer, today).ifPresent(problems::add);
    }
    return problems;
  }

  /**
   * Hands the draft to the approver, who sends it or gives it back; a change takes it back.
   *
   * @throws RejectedInput naming everything that is missing; it is not handed over
   */
  public void hand(UUID id) {
    SupervisionCase supervised = guard.forSponsor(id, guard.readable(id).version(), Role.HANDLER);
    requireTurn(supervised);
    RejectedInput.throwIfAny(missing(id));
    if (!SupervisionLog.ready(procedure.steps(id))) {
      procedure.keep(supervised, SupervisionLog.READY, "", identity.current());
    }
  }

  /** What the sponsor is asked about in this round. */
  private List<StoredFinding> asked(UUID id) {
    CaseStep<SupervisionState> asking = SupervisionLog.asking(procedure.steps(id));
    return findings.findings(id).stream()
        .filter(one -> SupervisionLog.about(asking, one.place()))
        .toList();
  }

  private Map<Integer, SponsorAnswer> given(SupervisionCase supervised) {
    return findings.answers(supervised.id()).stream()
        .filter(answer -> answer.round() == supervised.round())
        .collect(Collectors.toMap(SponsorAnswer::place, Function.identity()));
  }

  /**
   * Sends the answer to every finding that was asked about; it cannot be changed afterwards.
   *
   * @throws RejectedInput naming everything that is missing, when the case has moved on, or when
   *     the approver wrote some of it himself; nothing is sent
   */
  public void send(UUID id, int version) {
    SupervisionCase supervised = guard.forSponsor(id, version, Role.APPROVER);
    requireTurn(supervised);
    RejectedInput.throwIfAny(missing(id));
    Person approver = identity.current();
    procedure.drafts().requireAnother(supervised, approver);
    procedure.advance(supervised, Act.by(approver, SupervisionCause.ANSWER, ""));
  }

  /**
   * Gives the draft of an answer back to who prepares it.
   *
   * @param remark what is to be changed; the unit's own, and never shown to officials
   * @throws RejectedInput when nothing was prepared, the remark is blank or cannot be taken, or the
   *     case has moved on; nothing is done
   */
  public void giveBack(UUID id, int version, String remark) {
    SupervisionCase supervised = guard.forSponsor(id, version, Role.APPROVER);
    requireTurn(supervised);
    if (findings.preparers(id, supervised.round()).isEmpty()) {
      throw procedure.refusal("notPrepared");
    }
    RejectedInput.throwIfAny(procedure.required("reason", remark, "noRemark"));
    procedure.keep(supervised, SupervisionLog.GIVEN_BACK, remark.strip(), identity.current());
  }

  /** The last day that a promise to mend something may name now. */
  @Transactional(readOnly = true)
  public LocalDate lastDay(UUID id) {
    return AnswerProblems.lastDay(guard.readable(id), OfficialTime.dayOf(clock.instant()));
  }

  private void requireTurn(SupervisionCase supervised) {
    if (!supervised.withSponsor()) {
      throw procedure.refusal("state");
    }
  }
}
