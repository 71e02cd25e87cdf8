package cn.beian.server.approvals;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.ApprovalCause;
import cn.beian.filing.states.ApprovalGraph;
import cn.beian.filing.states.ApprovalState;
import cn.beian.server.cases.Act;
import cn.beian.server.cases.CaseGuard;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.Changes;
import cn.beian.server.cases.FreeText;
import cn.beian.server.cases.PreparedDrafts;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.records.NamedRecord;
import cn.beian.server.records.SimilarNameStore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Project approvals: a unit writes and sends, the approving body decides. An act that cannot be
 * done is a {@link RejectedInput}, and nothing is done.
 */
@Service
@Transactional
public class Approvals {
  private static final Set<ApprovalCause> DECISIONS =
      EnumSet.of(
          ApprovalCause.APPROVE,
          ApprovalCause.APPROVE_WITH_CONDITIONS,
          ApprovalCause.NOT_APPROVE,
          ApprovalCause.RETURN);

  private final ApprovalStore store;
  private final ApprovalProcedure procedure;
  private final CaseGuard<ProjectApproval> guard;
  private final PlanForm plans;
  private final Caps caps;
  private final SimilarNameStore names;
  private final Identity identity;
  private final Clock clock;

  Approvals(
      ApprovalStore store,
      ApprovalProcedure procedure,
      PlanForm plans,
      Caps caps,
      SimilarNameStore names,
      Identity identity,
      Clock clock) {
    this.store = store;
    this.procedure = procedure;
    this.guard = new CaseGuard<>(identity, procedure, store.queries());
    this.plans = plans;
    this.caps = caps;
    this.names = names;
    this.identity = identity;
    this.clock = clock;
  }

  /** What a decision says. */
  public record Decision(
      String result,
      String opinion,
      String remedy,
      String documentNumber,
      Optional<LocalDate> decidedOn) {}

  /** An approval that the current person may read. */
  @Transactional(readOnly = true)
  public ApprovalFile file(UUID id) {
    ProjectApproval one = guard.readable(id);
    Person reader = guard.reader(one);
    boolean own = guard.actsForSponsor(one);
    if (!own && !sent(one)) {
      throw new AccessDeniedException("draft of another unit");
    }
    boolean listed = own || AccessRules.readsCases(reader, procedure.listPage());
    if (!listed && !one.state().given()) {
      throw new AccessDeniedException("no filing rests on it");
    }
    boolean withUnit = one.withUnit();
    PreparedDrafts<ApprovalState> drafts = procedure.drafts();
    boolean wrote = own && drafts.writers(id, one.state()).contains(reader.id());
    boolean complete = one.plan().missing().isEmpty() && drafts.written(id, one.state());
    boolean plan = own || !withUnit;
    Organization unit = identity.confirmedOrganization(one.organizationId());
    List<CaseStep<ApprovalState>> steps = procedure.steps(id);
    Optional<CaseStep<ApprovalState>> givenBack = drafts.givenBack(id, one.state());
    Map<String, String> before = plan ? store.before(id) : Map.of();
    return new ApprovalFile(
        one,
        procedure.letters(steps),
        listed,
        own,
        plan,
        own && withUnit && reader.has(Role.HANDLER),
        own && withUnit && complete && reader.has(Role.APPROVER) && !wrote,
        wrote,
        one.state() == ApprovalState.UNDER_REVIEW && guard.mayDecide(one, Role.PROJECT_REVIEWER),
        plan ? store.filedOf(one.organizationId()) : List.of(),
        plan ? others(one) : List.of(),
        plan ? caps.beyond(unit, one.plan()) : Optional.empty(),
        !before.isEmpty(),
        PlanChange.of(before, one.said()),
        givenBack.filter(step -> own).map(CaseStep::detail).orElse(""));
  }

  /** An approval as its letters tell of it, whoever acts. */
  @Transactional(readOnly = true)
  public ApprovalFile told(UUID id) {
    return new ApprovalFile(
        guard.told(id),
        procedure.letters(procedure.steps(id)),
        false,
        false,
        true,
        false,
        false,
        false,
        false,
        List.of(),
        List.of(),
        Optional.empty(),
        false,
        List.of(),
        "");
  }

  private List<NamedRecord> others(ProjectApproval one) {
    return names.to(one.plan().name()).stream()
        .filter(filed -> !filed.sponsor().equals(one.sponsor()))
        .toList();
  }

  private boolean sent(ProjectApproval one) {
    return procedure.steps(one.id()).stream().anyMatch(step -> step.is(ApprovalCause.SUBMIT));
  }

  /** Begins one; once, when the same is sent again. */
  public UUID begin(Map<String, String> typed) {
    Person handler = guard.holder(Role.HANDLER);
    Organization unit = identity.confirmedOrganization(handler.organizationId());
    ProjectPlan plan = plans.read(typed, unit, procedure);
    Optional<ProjectApproval> same =
        store.queries().openNamed(ApprovalGraph.GRAPH, unit.id(), plan.name());
    if (same.isPresent()) {
      if (same.get().plan().equals(plan) && same.get().state() == ApprovalState.DRAFT) {
        return same.get().id();
      }
      throw new RejectedInput(List.of(procedure.problem("name", "twice")));
    }
    UUID id = UuidV7.next(clock);
    store.insert(id, unit, plan, clock.instant());
    procedure.keep(guard.locked(id), ApprovalProcedure.PREPARE, plan.name(), handler);
    return id;
  }

  /** Writes on it. */
  public void write(UUID id, int version, Map<String, String> typed) {
    ProjectApproval one = withUnit(guard.locked(id, version));
    Person handler = guard.sponsor(one, Role.HANDLER);
    Organization unit = identity.confirmedOrganization(one.organizationId());
    ProjectPlan plan = plans.read(typed, unit, procedure);
    if (store
        .queries()
        .openNamed(ApprovalGraph.GRAPH, unit.id(), plan.name())
        .filter(other -> !other.id().equals(id))
        .isPresent()) {
      throw new RejectedInput(List.of(procedure.problem("name", "twice")));
    }
    if (!plan.equals(one.plan()) || !procedure.drafts().written(id, one.state())) {
      procedure.note(
          one, ApprovalProcedure.PREPARE, plan.name(), handler, ApprovalStore.columns(plan));
    }
  }

  /** Sends it to the approving body, by somebody who wrote none of it. */
  public void submit(UUID id, int version) {
    ProjectApproval one = withUnit(guard.locked(id, version));
    Person approver = guard.sponsor(one, Role.APPROVER);
    List<Problem> problems = new ArrayList<>();
    one.plan()
        .missing()
        .forEach(field -> problems.add(procedure.problem(field, "missing." + field)));
    RejectedInput.throwIfAny(problems);
    procedure.drafts().requireSendable(one, approver);
    procedure.advance(one, Act.by(approver, ApprovalCause.SUBMIT, ""));
  }

  /** Gives it back to the handler, who is to write on it before it is sent. */
  public void giveBack(UUID id, int version, String remark) {
    ProjectApproval one = withUnit(guard.locked(id, version));
    procedure.drafts().giveBack(one, guard.sponsor(one, Role.APPROVER), remark);
  }

  /** Gives it up before it is decided. */
  public void withdraw(UUID id, int version, String reason) {
    ProjectApproval one = guard.locked(id, version);
    Person person = guard.sponsor(one, Role.HANDLER, Role.APPROVER);
    RejectedInput.throwIfAny(procedure.required("reason", reason, "reason"));
    procedure.advance(one, Act.by(person, ApprovalCause.WITHDRAW, reason.strip()));
  }

  /** Decides on it, or returns it to be completed. */
  public void decide(UUID id, int version, Decision decision) {
    ProjectApproval one = guard.locked(id, version);
    Person reviewer = guard.official(one, Role.PROJECT_REVIEWER);
    if (one.state() != ApprovalState.UNDER_REVIEW) {
      throw procedure.refusal("state");
    }
    Optional<ApprovalCause> cause =
        DECISIONS.stream().filter(known -> known.name().equals(decision.result())).findFirst();
    List<Problem> problems = new ArrayList<>();
    if (cause.isEmpty()) {
      problems.add(procedure.problem("result", "result"));
    }
    problems.addAll(procedure.required("opinion", decision.opinion(), "opinion"));
    if (cause.filter(known -> known == ApprovalCause.NOT_APPROVE).isPresent()) {
      problems.addAll(procedure.required("remedy", decision.remedy(), "remedy"));
    }
    boolean concludes = cause.filter(known -> known != ApprovalCause.RETURN).isPresent();
    if (concludes) {
      problems.addAll(document(one, decision));
    }
    RejectedInput.throwIfAny(problems);
    if (!concludes) {
      store.keepBefore(id, one.said());
    }
    Act<ApprovalCause> act = Act.by(reviewer, cause.orElseThrow(), decision.opinion().strip());
    procedure.advance(one, concludes ? act.with(columns(cause.orElseThrow(), decision)) : act);
  }

  private List<Problem> document(ProjectApproval one, Decision decision) {
    List<Problem> problems = new ArrayList<>();
    String number = decision.documentNumber().strip();
    if (number.isEmpty()) {
      problems.add(procedure.problem("documentNumber", "documentNumber"));
    } else if (!FreeText.fits(number, FreeText.SHORT)) {
      problems.add(procedure.problem("documentNumber", "long", FreeText.SHORT));
    }
    LocalDate today = OfficialTime.dayOf(clock.instant());
    LocalDate first =
        procedure.steps(one.id()).stream()
            .filter(step -> step.is(ApprovalCause.SUBMIT))
            .map(CaseStep::at)
            .map(OfficialTime::dayOf)
            .findFirst()
            .orElse(today);
    if (decision.decidedOn().isEmpty()) {
      problems.add(procedure.problem("decidedOn", "decidedOn"));
    } else if (decision.decidedOn().get().isAfter(today)) {
      problems.add(procedure.problem("decidedOn", "decidedOn.future"));
    } else if (decision.decidedOn().get().isBefore(first)) {
      problems.add(procedure.problem("decidedOn", "decidedOn.early", first));
    }
    return problems;
  }

  private static Changes columns(ApprovalCause cause, Decision decision) {
    return Changes.of("document_number", decision.documentNumber().strip())
        .and("decided_on", decision.decidedOn().orElseThrow())
        .and("remedy", cause == ApprovalCause.NOT_APPROVE ? decision.remedy().strip() : "");
  }

  private ProjectApproval withUnit(ProjectApproval one) {
    if (!one.withUnit()) {
      throw procedure.refusal("state");
    }
    return one;
  }
}
