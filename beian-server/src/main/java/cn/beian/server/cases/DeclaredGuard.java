package cn.beian.server.cases;

import cn.beian.filing.procedures.DeclaredAct;
import cn.beian.filing.procedures.DeclaredAct.Kind;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;

/**
 * Who reads the cases of a declared procedure: a draft is for its unit alone; once it was sent, the
 * second unit and those with a list of cases read it, too. A case that an office opened is read at
 * once. Where states are declared for it, those without a list open a case in these alone.
 */
final class DeclaredGuard<S extends Enum<S>, K extends Case<S>> extends CaseGuard<K> {
  private final Identity identity;
  private final DeclaredProcedure<S, ?> procedure;
  private final DeclaredEffects<K> effects;

  DeclaredGuard(
      Identity identity,
      DeclaredProcedure<S, ?> procedure,
      CaseQueries<K> cases,
      DeclaredEffects<K> effects) {
    super(identity, procedure, cases);
    this.identity = identity;
    this.procedure = procedure;
    this.effects = effects;
  }

  @Override
  protected Optional<UUID> other(K one) {
    return effects.other(one);
  }

  @Override
  public Person reader(K one) {
    boolean sent =
        procedure.declaration().first().kind() == Kind.OPEN
            || procedure.steps(one.id()).stream().map(CaseStep::name).anyMatch(this::sends);
    if (sent && actsForOther(one)) {
      return identity.current();
    }
    Person reader = super.reader(one);
    if (!sent && !actsForSponsor(one)) {
      throw new AccessDeniedException("draft of another unit");
    }
    Set<S> opened = procedure.declaration().opened();
    if (!opened.isEmpty() && !opened.contains(one.state()) && !listed(one, reader)) {
      throw new AccessDeniedException("no filing rests on it");
    }
    return reader;
  }

  private boolean sends(String step) {
    for (DeclaredAct<S, ?> act : procedure.declaration().acts(Kind.SEND)) {
      if (act.step(step).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a reader has a list on which the case is. */
  boolean listed(K one, Person reader) {
    return actsForSponsor(one)
        || actsForOther(one)
        || AccessRules.readsCases(reader, procedure.listPage());
  }
}
