package cn.beian.server.upperlevel;

import cn.beian.filing.Role;
import cn.beian.filing.states.LevelExceptionCause;
import cn.beian.filing.states.LevelExceptionState;
import cn.beian.server.cases.CaseGuard;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import org.springframework.security.access.AccessDeniedException;

/** Who may do what to an exception: the unit that asks, and, once asked, the one above it. */
class LevelExceptionGuard extends CaseGuard<LevelException> {
  private final Identity identity;
  private final LevelExceptionProcedure procedure;

  LevelExceptionGuard(
      Identity identity, LevelExceptionProcedure procedure, LevelExceptionStore store) {
    super(identity, procedure, store.queries());
    this.identity = identity;
    this.procedure = procedure;
  }

  @Override
  public Person reader(LevelException one) {
    boolean sent =
        procedure.steps(one.id()).stream().anyMatch(step -> step.is(LevelExceptionCause.ASK));
    if (isUpper(one) && sent) {
      return identity.current();
    }
    Person reader = super.reader(one);
    if (!sent && !actsForSponsor(one)) {
      throw new AccessDeniedException("draft of another unit");
    }
    if (one.state() != LevelExceptionState.CONFIRMED && !listed(one, reader)) {
      throw new AccessDeniedException("no filing rests on it");
    }
    return reader;
  }

  /** Whether a reader has a list of exceptions; a reviewer of filings has none. */
  boolean listed(LevelException one, Person reader) {
    return actsForSponsor(one)
        || isUpper(one)
        || AccessRules.readsCases(reader, procedure.listPage());
  }

  /** Whether the person of this request acts for the unit that is asked. */
  boolean isUpper(LevelException one) {
    Person person = identity.current();
    return person.organizationId().equals(one.upperId())
        && (person.has(Role.HANDLER) || person.has(Role.APPROVER));
  }
}
