package cn.beian.server.cases;

import cn.beian.filing.Role;
import cn.beian.filing.procedures.DeclaredAct;
import cn.beian.filing.procedures.ProcedureDeclaration;
import cn.beian.server.cases.DeclaredDraft.Change;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Cases of a declared procedure, as each reader may see them. */
final class DeclaredFiles<S extends Enum<S>, C extends Enum<C>, K extends Case<S>> {
  private final DeclaredProcedure<S, C> procedure;
  private final ProcedureDeclaration<S, C> declaration;
  private final DeclaredGuard<S, K> guard;
  private final DeclaredEffects<K> effects;
  private final Identity identity;

  DeclaredFiles(
      DeclaredProcedure<S, C> procedure,
      DeclaredGuard<S, K> guard,
      DeclaredEffects<K> effects,
      Identity identity) {
    this.procedure = procedure;
    this.declaration = procedure.declaration();
    this.guard = guard;
    this.effects = effects;
    this.identity = identity;
  }

  /** A case that the person of this request may read. */
  DeclaredFile<S, K> file(UUID id) {
    K one = guard.readable(id);
    Person reader = identity.current();
    List<CaseStep<S>> steps = procedure.steps(id);
    boolean own = guard.actsForSponsor(one);
    return new DeclaredFile<>(
        one,
        steps,
        procedure.letters(steps),
        guard.listed(one, reader),
        own,
        offered(one, reader),
        own && declaration.prepares(one.state()) ? prepared(one, reader) : DeclaredDraft.NONE,
        new DeclaredHistory(procedure, identity, reader).of(steps, own));
  }

  /** A case as its letters describe it, independent of the reader. */
  DeclaredFile<S, K> forLetters(UUID id) {
    List<CaseStep<S>> steps = procedure.steps(id);
    return new DeclaredFile<>(
        guard.told(id),
        steps,
        procedure.letters(steps),
        false,
        false,
        List.of(),
        DeclaredDraft.NONE,
        List.of());
  }

  private DeclaredDraft prepared(K one, Person reader) {
    PreparedDrafts<S> drafts = procedure.drafts();
    Set<UUID> writers = drafts.writers(one.id(), one.state());
    boolean wrote = writers.contains(reader.id());
    String givenBack = drafts.givenBack(one.id(), one.state()).map(CaseStep::detail).orElse("");
    Map<String, String> draft = effects.draft(one);
    return new DeclaredDraft(
        draft,
        wrote,
        wrote
            ? identity.people(one.organizationId(), Role.APPROVER).stream()
                .filter(person -> !writers.contains(person.id()))
                .map(Person::name)
                .toList()
            : List.of(),
        givenBack,
        Change.of(declaration.draft(), effects.givenBack(one), draft),
        declaration.missing(draft));
  }

  /** What a person may do in a case now, in the order of the declaration. */
  private List<DeclaredAct<S, C>> offered(K one, Person person) {
    return declaration.in(one.state()).stream()
        .filter(
            act -> act.roles().stream().anyMatch(role -> person.has(role) && acts(act, role, one)))
        .filter(act -> ready(act, one, person))
        .map(act -> act.with(act.form().stream().filter(it -> effects.asks(it, one)).toList()))
        .toList();
  }

  private boolean acts(DeclaredAct<S, C> act, Role role, K one) {
    return switch (act.kind()) {
      case OFFICE -> guard.mayDecide(one, role);
      case OTHER -> guard.actsForOther(one);
      case WRITE, SEND, GIVE_BACK, OWN -> guard.actsForSponsor(one);
      case BEGIN, OPEN -> false;
    };
  }

  private boolean ready(DeclaredAct<S, C> act, K one, Person person) {
    PreparedDrafts<S> drafts = procedure.drafts();
    return switch (act.kind()) {
      case SEND ->
          drafts.written(one.id(), one.state())
              && declaration.missing(effects.draft(one)).isEmpty()
              && !drafts.writers(one.id(), one.state()).contains(person.id());
      case GIVE_BACK ->
          !effects.draft(one).isEmpty() && drafts.givenBack(one.id(), one.state()).isEmpty();
      case BEGIN, OPEN, WRITE, OWN, OTHER, OFFICE -> true;
    };
  }
}
