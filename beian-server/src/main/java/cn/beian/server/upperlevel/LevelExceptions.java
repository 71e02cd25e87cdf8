package cn.beian.server.upperlevel;

import cn.beian.filing.Role;
import cn.beian.filing.states.LevelExceptionCause;
import cn.beian.filing.states.LevelExceptionGraph;
import cn.beian.filing.states.LevelExceptionState;
import cn.beian.server.cases.Act;
import cn.beian.server.cases.Changes;
import cn.beian.server.cases.FreeText;
import cn.beian.server.cases.Letter;
import cn.beian.server.identity.AccessRules;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Exceptions of the upper level: a unit asks one above it, which confirms or does not. An act that
 * cannot be done is a {@link RejectedInput}, and nothing is done.
 */
@Service
@Transactional
public class LevelExceptions {
  private static final int NAME = 200;

  private final LevelExceptionStore store;
  private final LevelExceptionProcedure procedure;
  private final LevelExceptionGuard guard;
  private final OrganizationSearch units;
  private final Identity identity;
  private final Clock clock;

  LevelExceptions(
      LevelExceptionStore store,
      LevelExceptionProcedure procedure,
      OrganizationSearch units,
      Identity identity,
      Clock clock) {
    this.store = store;
    this.procedure = procedure;
    this.guard = new LevelExceptionGuard(identity, procedure, store);
    this.units = units;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * An exception as somebody reads it.
   *
   * @param listed whether he has a list of exceptions; a reviewer of filings has none
   * @param own whether he acts for the unit that asks
   * @param sends whether he may send it
   * @param wrote whether he wrote it, so that somebody else has to send it
   * @param answers whether he may answer for the unit that is asked
   */
  public record LevelExceptionFile(
      LevelException exception,
      List<Letter<LevelExceptionState>> letters,
      boolean listed,
      boolean own,
      boolean sends,
      boolean wrote,
      boolean answers) {
    public LevelExceptionFile {
      letters = List.copyOf(letters);
    }
  }

  /** An exception that the current person may read. */
  @Transactional(readOnly = true)
  public LevelExceptionFile file(UUID id) {
    LevelException one = guard.readable(id);
    Person reader = identity.current();
    boolean own = guard.actsForSponsor(one);
    boolean wrote = own && guard.preparers(one).contains(reader.id().toString());
    return new LevelExceptionFile(
        one,
        procedure.letters(procedure.steps(id)),
        guard.listed(one, reader),
        own,
        own && one.state() == LevelExceptionState.DRAFT && reader.has(Role.APPROVER) && !wrote,
        wrote,
        one.state() == LevelExceptionState.ASKED
            && guard.isUpper(one)
            && reader.has(Role.APPROVER));
  }

  /** The unit above that of the current person; empty where the register names none. */
  @Transactional(readOnly = true)
  public Optional<Organization> above() {
    return Optional.ofNullable(own().parentId()).map(identity::organization);
  }

  private Organization own() {
    return identity.organization(identity.current().organizationId());
  }

  /**
   * Writes one; once, when the same is sent again.
   *
   * @param above name or credit code of the unit that is to confirm
   */
  public UUID begin(String app, String above, String reason) {
    Person handler = guard.holder(Role.HANDLER);
    Organization unit = own();
    String name = app.strip();
    List<Problem> problems = new ArrayList<>();
    if (name.isEmpty()) {
      problems.add(procedure.problem("app", "app"));
    } else if (name.codePointCount(0, name.length()) > NAME
        || name.chars().anyMatch(Character::isISOControl)
        || !StorableText.storable(name)) {
      problems.add(procedure.problem("app", "long", NAME));
    }
    List<Organization> found = above.isBlank() ? List.of() : units.named(above.strip());
    if (found.size() > 1) {
      problems.add(procedure.problem("upper", "upper.several"));
    } else if (found.isEmpty() || !isAbove(found.get(0), unit)) {
      problems.add(procedure.problem("upper", found.isEmpty() ? "upper" : "upper.notAbove"));
    }
    problems.addAll(procedure.required("reason", reason, "reason"));
    RejectedInput.throwIfAny(problems);
    Optional<LevelException> same =
        store.queries().openNamed(LevelExceptionGraph.GRAPH, unit.id(), name);
    if (same.isPresent()) {
      LevelException there = same.get();
      if (there.reason().equals(reason.strip()) && there.upperId().equals(found.get(0).id())) {
        return there.id();
      }
      throw new RejectedInput(List.of(procedure.problem("app", "twice")));
    }
    UUID id = UuidV7.next(clock);
    store.insert(id, unit, found.get(0), name, reason.strip(), clock.instant());
    procedure.keep(guard.locked(id), LevelExceptionProcedure.PREPARE, name, handler);
    return id;
  }

  private static boolean isAbove(Organization upper, Organization unit) {
    return upper.level().compareTo(unit.level()) < 0
        && AccessRules.covers(upper.division(), unit.division());
  }

  /** Asks the upper unit, by somebody who wrote none of it. */
  public void ask(UUID id, int version) {
    LevelException one = guard.locked(id, version);
    Person approver = guard.sponsor(one, Role.APPROVER);
    if (one.state() != LevelExceptionState.DRAFT) {
      throw procedure.refusal("state");
    }
    if (guard.preparers(one).contains(approver.id().toString())) {
      throw procedure.refusal("signOwn");
    }
    procedure.advance(one, Act.by(approver, LevelExceptionCause.ASK, one.reason()));
  }

  /** Gives it up before it is answered. */
  public void withdraw(UUID id, int version, String reason) {
    LevelException one = guard.locked(id, version);
    Person person = guard.sponsor(one, Role.HANDLER, Role.APPROVER);
    RejectedInput.throwIfAny(procedure.required("why", reason, "why"));
    procedure.advance(one, Act.by(person, LevelExceptionCause.WITHDRAW, reason.strip()));
  }

  /**
   * Confirms it, or says why not.
   *
   * @param result CONFIRM or REFUSE
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
    boolean confirms = result.equals(LevelExceptionCause.CONFIRM.name());
    List<Problem> problems = new ArrayList<>();
    if (!confirms && !result.equals(LevelExceptionCause.REFUSE.name())) {
      problems.add(procedure.problem("result", "result"));
    }
    problems.addAll(procedure.required("opinion", opinion, "opinion"));
    if (confirms && documentNumber.isBlank()) {
      problems.add(procedure.problem("documentNumber", "documentNumber"));
    } else if (!FreeText.fits(documentNumber, FreeText.SHORT)) {
      problems.add(procedure.problem("documentNumber", "long", FreeText.SHORT));
    }
    RejectedInput.throwIfAny(problems);
    procedure.advance(
        one,
        confirms
            ? Act.by(approver, LevelExceptionCause.CONFIRM, opinion.strip())
                .with(Changes.of("document_number", documentNumber.strip()))
            : Act.by(approver, LevelExceptionCause.REFUSE, opinion.strip()));
  }
}
