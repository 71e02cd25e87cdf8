package cn.beian.server.upperlevel;

import cn.beian.filing.Role;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.procedures.LevelExceptionDeclaration;
import cn.beian.filing.states.LevelExceptionCause;
import cn.beian.filing.states.LevelExceptionState;
import cn.beian.server.cases.Act;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.Changes;
import cn.beian.server.cases.FreeText;
import cn.beian.server.cases.PreparedDrafts;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.OrganizationSearch;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.StorableText;
import cn.beian.server.platform.UuidV7;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Exceptions of the upper level: a unit asks one above it, which confirms, does not, or sends it
 * back. An act that cannot be done is a {@link RejectedInput}, and nothing is done.
 */
@Service
@Transactional
public class LevelExceptions {
  private static final int NAME = 200;
  private static final Set<LevelExceptionCause> ANSWERS =
      EnumSet.of(
          LevelExceptionCause.CONFIRM, LevelExceptionCause.REFUSE, LevelExceptionCause.RETURN);

  private final LevelExceptionStore store;
  private final LevelExceptionProcedure procedure;
  private final LevelExceptionGuard guard;
  private final Competence competence;
  private final OrganizationSearch units;
  private final Identity identity;
  private final Clock clock;

  LevelExceptions(
      LevelExceptionStore store,
      LevelExceptionProcedure procedure,
      Competence competence,
      OrganizationSearch units,
      Identity identity,
      Clock clock) {
    this.store = store;
    this.procedure = procedure;
    this.guard = new LevelExceptionGuard(identity, procedure, store);
    this.competence = competence;
    this.units = units;
    this.identity = identity;
    this.clock = clock;
  }

  /** An exception that the current person may read. */
  @Transactional(readOnly = true)
  public LevelExceptionFile file(UUID id) {
    LevelException one = guard.readable(id);
    Person reader = identity.current();
    List<CaseStep<LevelExceptionState>> steps = procedure.steps(id);
    boolean own = guard.actsForSponsor(one);
    PreparedDrafts<LevelExceptionState> drafts = procedure.drafts();
    boolean wrote = own && drafts.writers(id, one.state()).contains(reader.id());
    return new LevelExceptionFile(
        one,
        procedure.letters(steps),
        Asked.in(steps),
        guard.listed(one, reader),
        own,
        own && one.withUnit() && reader.has(Role.HANDLER),
        own
            && one.withUnit()
            && drafts.written(id, one.state())
            && reader.has(Role.APPROVER)
            && !wrote,
        wrote,
        one.state() == LevelExceptionState.ASKED && guard.isUpper(one) && reader.has(Role.APPROVER),
        own ? drafts.givenBack(id, one.state()).map(CaseStep::detail).orElse("") : "",
        steps.stream()
            .filter(step -> step.from() != step.to())
            .reduce((first, last) -> last)
            .map(CaseStep::at));
  }

  /** An exception as its letters tell of it, whoever acts. */
  @Transactional(readOnly = true)
  public LevelExceptionFile told(UUID id) {
    List<CaseStep<LevelExceptionState>> steps = procedure.steps(id);
    return new LevelExceptionFile(
        guard.told(id),
        procedure.letters(steps),
        Asked.in(steps),
        false,
        false,
        false,
        false,
        false,
        false,
        "",
        Optional.empty());
  }

  /** The unit above that of the current person that may confirm; empty where there is none. */
  @Transactional(readOnly = true)
  public Optional<Organization> above() {
    return competence.above(own());
  }

  /** Whether the reader's unit is below the county level, where no unit develops on its own. */
  @Transactional(readOnly = true)
  public boolean belowCounty() {
    return own().level().compareTo(OrganizationLevel.COUNTY) > 0;
  }

  private Organization own() {
    return identity.organization(identity.current().organizationId());
  }

  /** What a unit writes, once it can be taken. */
  private record Written(String app, Organization upper, String reason) {
    boolean in(LevelException one) {
      return one.appName().equals(app)
          && one.upperId().equals(upper.id())
          && one.reason().equals(reason);
    }
  }

  /**
   * Writes one; once, when the same is sent again.
   *
   * @param above name or credit code of the unit that is to confirm
   */
  public UUID begin(String app, String above, String reason) {
    Person handler = guard.holder(Role.HANDLER);
    Organization unit = own();
    Written written = read(app, above.isBlank() ? List.of() : named(above), reason, unit);
    Optional<LevelException> same = openNamed(unit.id(), written.app());
    if (same.isPresent()) {
      if (written.in(same.get())) {
        return same.get().id();
      }
      throw new RejectedInput(List.of(procedure.problem("app", "twice")));
    }
    UUID id = UuidV7.next(clock);
    store.insert(id, unit, written.upper(), written.app(), written.reason(), clock.instant());
    procedure.keep(guard.locked(id), LevelExceptionProcedure.PREPARE, written.app(), handler);
    return id;
  }

  /** Writes on it, before it is asked or after it was sent back; then the unit asked stays. */
  public void write(UUID id, int version, String app, String above, String reason) {
    LevelException one = withUnit(guard.locked(id, version));
    Person handler = guard.sponsor(one, Role.HANDLER);
    List<Organization> upper =
        above.strip().equals(one.upper())
            ? List.of(identity.organization(one.upperId()))
            : above.isBlank() ? List.of() : named(above);
    if (one.state() == LevelExceptionState.RETURNED
        && upper.stream().anyMatch(other -> !other.id().equals(one.upperId()))) {
      throw new RejectedInput(List.of(procedure.problem("upper", "upper.asked", one.upper())));
    }
    Written written = read(app, upper, reason, own());
    if (openNamed(one.organizationId(), written.app())
        .filter(other -> !other.id().equals(id))
        .isPresent()) {
      throw new RejectedInput(List.of(procedure.problem("app", "twice")));
    }
    if (!written.in(one) || !procedure.drafts().written(id, one.state())) {
      procedure.note(
          one,
          LevelExceptionProcedure.PREPARE,
          written.app(),
          handler,
          LevelExceptionStore.columns(written.app(), written.upper(), written.reason()));
    }
  }

  private List<Organization> named(String above) {
    return units.named(above.strip());
  }

  private Optional<LevelException> openNamed(UUID unit, String app) {
    return store.queries().openNamed(LevelExceptionDeclaration.PROCEDURE.graph(), unit, app);
  }

  private Written read(String app, List<Organization> upper, String reason, Organization unit) {
    String name = app.strip();
    List<Problem> problems = new ArrayList<>();
    if (name.isEmpty()) {
      problems.add(procedure.problem("app", "app"));
    } else if (name.codePointCount(0, name.length()) > NAME
        || name.chars().anyMatch(Character::isISOControl)
        || !StorableText.storable(name)) {
      problems.add(procedure.problem("app", "long", NAME));
    }
    if (upper.size() > 1) {
      problems.add(procedure.problem("upper", "upper.several"));
    } else if (upper.isEmpty()) {
      problems.add(procedure.problem("upper", "upper"));
    } else if (competence.of(upper.get(0), unit).isEmpty()) {
      problems.add(procedure.problem("upper", "upper.notCompetent"));
    }
    problems.addAll(procedure.required("reason", reason, "reason"));
    RejectedInput.throwIfAny(problems);
    return new Written(name, upper.get(0), reason.strip());
  }

  /** Asks the upper unit, by somebody who wrote none of it. */
  public void ask(UUID id, int version) {
    LevelException one = withUnit(guard.locked(id, version));
    Person approver = guard.sponsor(one, Role.APPROVER);
    procedure.drafts().requireSendable(one, approver);
    procedure.advance(one, Act.by(approver, LevelExceptionCause.ASK, one.reason()));
  }

  /** Gives it back to the handler, who is to write on it before it is sent. */
  public void giveBack(UUID id, int version, String remark) {
    LevelException one = withUnit(guard.locked(id, version));
    procedure.drafts().giveBack(one, guard.sponsor(one, Role.APPROVER), remark);
  }

  /** Gives it up before it is answered. */
  public void withdraw(UUID id, int version, String reason) {
    LevelException one = guard.locked(id, version);
    Person person = guard.sponsor(one, Role.HANDLER, Role.APPROVER);
    RejectedInput.throwIfAny(procedure.required("why", reason, "why"));
    procedure.advance(one, Act.by(person, LevelExceptionCause.WITHDRAW, reason.strip()));
  }

  /**
   * Confirms it, says why not, or sends it back to be completed.
   *
   * @param result CONFIRM, REFUSE or RETURN
   */
  public void answer(UUID id, int version, String result, String opinion, String documentNumber) {
    LevelException one = guard.locked(id, version);
    Person approver = guard.holder(Role.APPROVER);
    if (!guard.isUpper(one)) {
      throw procedure.refusal("notUpper");
    }
    if (one.state() != LevelExceptionState.ASKED) {
      throw procedure.refusal("state");
    }
    Optional<Competence.Basis> basis =
        competence.of(
            identity.organization(one.upperId()), identity.organization(one.organizationId()));
    Optional<LevelExceptionCause> cause =
        ANSWERS.stream().filter(known -> known.name().equals(result)).findFirst();
    boolean confirms = cause.equals(Optional.of(LevelExceptionCause.CONFIRM));
    List<Problem> problems = new ArrayList<>();
    if (confirms && basis.isEmpty()) {
      problems.add(procedure.problem("result", "upper.notCompetent"));
    }
    if (cause.isEmpty()) {
      problems.add(procedure.problem("result", "result"));
    }
    problems.addAll(procedure.required("opinion", opinion, "opinion"));
    if (confirms && documentNumber.isBlank()) {
      problems.add(procedure.problem("documentNumber", "documentNumber"));
    } else if (!FreeText.fits(documentNumber, FreeText.SHORT)) {
      problems.add(procedure.problem("documentNumber", "long", FreeText.SHORT));
    }
    RejectedInput.throwIfAny(problems);
    Act<LevelExceptionCause> act = Act.by(approver, cause.orElseThrow(), opinion.strip());
    procedure.advance(
        one,
        confirms
            ? act.with(
                Changes.of("document_number", documentNumber.strip())
                    .and("competence", basis.orElseThrow().name()))
            : act);
  }

  private LevelException withUnit(LevelException one) {
    if (!one.withUnit()) {
      throw procedure.refusal("state");
    }
    return one;
  }
}
