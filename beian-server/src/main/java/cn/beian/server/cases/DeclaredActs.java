package cn.beian.server.cases;

import cn.beian.filing.Role;
import cn.beian.filing.procedures.DeclaredAct;
import cn.beian.filing.procedures.DeclaredAct.Kind;
import cn.beian.filing.procedures.DeclaredAct.Step;
import cn.beian.filing.procedures.DeclaredField;
import cn.beian.filing.procedures.ProcedureDeclaration;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.OrganizationSearch;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Does what a procedure declares: checks the person, the page, the state and the form, in this
 * order, and takes the edge. Joins the caller's transaction.
 */
public final class DeclaredActs<S extends Enum<S>, C extends Enum<C>, K extends Case<S>> {
  private final DeclaredProcedure<S, C> procedure;
  private final ProcedureDeclaration<S, C> declaration;
  private final DeclaredGuard<S, K> guard;
  private final CaseQueries<K> cases;
  private final DeclaredEffects<K> effects;
  private final DeclaredForms<K> forms;
  private final Identity identity;

  /** The acts of a procedure. */
  public DeclaredActs(
      DeclaredProcedure<S, C> procedure,
      CaseQueries<K> cases,
      DeclaredEffects<K> effects,
      OrganizationSearch units,
      Identity identity) {
    this.procedure = procedure;
    this.declaration = procedure.declaration();
    this.guard = new DeclaredGuard<>(identity, procedure, cases, effects);
    this.cases = cases;
    this.effects = effects;
    this.forms = new DeclaredForms<>(procedure, effects, units, identity);
    this.identity = identity;
  }

  /**
   * Begins a case with a draft; once, when the same is sent again.
   *
   * @throws RejectedInput naming everything that cannot be taken
   */
  public UUID begin(Map<String, String> form) {
    DeclaredAct<S, C> act = declaration.acts(Kind.BEGIN).get(0);
    Person handler = guard.holder(roles(act));
    EnteredForm draft = forms.read(act, Optional.empty(), form);
    Optional<K> open = openOf(handler.organizationId(), draft);
    if (open.isPresent()) {
      if (effects.draft(open.get()).equals(draft.values())) {
        return open.get().id();
      }
      throw twice();
    }
    UUID id = effects.insert(handler, draft);
    procedure.keep(guard.locked(id), DeclaredProcedure.PREPARE, title(draft), handler);
    return id;
  }

  /**
   * Does something in a case.
   *
   * @param version that the page showed
   * @param address of the act
   * @throws StalePageException if the case has moved on; nothing is done
   * @throws RejectedInput naming everything that cannot be taken; nothing is done
   */
  public void act(UUID id, int version, String address, Map<String, String> form) {
    DeclaredAct<S, C> act = declaration.act(address).orElseThrow();
    K one = guard.locked(id, version);
    Person person = person(act, one);
    if (!act.states().contains(one.state())) {
      throw procedure.refusal("state");
    }
    switch (act.kind()) {
      case WRITE -> write(act, one, person, form);
      case SEND -> {
        procedure.drafts().requireSendable(one, person);
        take(act, act.steps().get(0), one, person, effects.sent(one), new EnteredForm(Map.of()));
      }
      case GIVE_BACK -> procedure.drafts().giveBack(one, person, form.getOrDefault("remark", ""));
      case OWN, OTHER -> {
        EnteredForm entered = forms.read(act, Optional.of(one), form);
        take(act, chosen(act, entered), one, person, reason(act, entered), entered);
      }
      case BEGIN -> throw new IllegalArgumentException("begins a case: " + address);
    }
  }

  private Person person(DeclaredAct<S, C> act, K one) {
    if (act.kind() != Kind.OTHER) {
      return guard.sponsor(one, roles(act));
    }
    Person person = guard.holder(roles(act));
    if (!guard.actsForOther(one)) {
      throw procedure.refusal("notOther");
    }
    return person;
  }

  /** Saving an unchanged draft writes nothing, unless it was given back. */
  private void write(DeclaredAct<S, C> act, K one, Person handler, Map<String, String> form) {
    EnteredForm draft = forms.read(act, Optional.of(one), form);
    if (openOf(one.organizationId(), draft).filter(it -> !it.id().equals(one.id())).isPresent()) {
      throw twice();
    }
    if (!effects.draft(one).equals(draft.values())
        || !procedure.drafts().written(one.id(), one.state())) {
      procedure.note(
          one, DeclaredProcedure.PREPARE, title(draft), handler, effects.changes(act, one, draft));
    }
  }

  private void take(
      DeclaredAct<S, C> act, Step<S, C> step, K one, Person by, String text, EnteredForm entered) {
    procedure.advance(one, Act.by(by, step.cause(), text).with(effects.changes(act, one, entered)));
  }

  private static <S extends Enum<S>, C extends Enum<C>> Step<S, C> chosen(
      DeclaredAct<S, C> act, EnteredForm entered) {
    return act.form().stream()
        .filter(field -> field.kind() == DeclaredField.Kind.CHOICE)
        .findFirst()
        .flatMap(field -> act.step(entered.value(field.name())))
        .orElseGet(() -> act.steps().get(0));
  }

  /** What the parties read of a step: its text. */
  private static String reason(DeclaredAct<?, ?> act, EnteredForm entered) {
    return act.form().stream()
        .filter(field -> field.kind() == DeclaredField.Kind.TEXT)
        .findFirst()
        .map(field -> entered.value(field.name()))
        .orElse("");
  }

  private String title(EnteredForm draft) {
    return draft.value(declaration.openPer());
  }

  private Optional<K> openOf(UUID unit, EnteredForm draft) {
    return cases.openNamed(declaration.graph(), unit, title(draft));
  }

  private RejectedInput twice() {
    return new RejectedInput(List.of(procedure.problem(declaration.openPer(), "twice")));
  }

  private static Role[] roles(DeclaredAct<?, ?> act) {
    return act.roles().toArray(Role[]::new);
  }

  /** A case that the person of this request may read. */
  public DeclaredFile<S, K> file(UUID id) {
    K one = guard.readable(id);
    Person reader = identity.current();
    List<CaseStep<S>> steps = procedure.steps(id);
    PreparedDrafts<S> drafts = procedure.drafts();
    boolean own = guard.actsForSponsor(one);
    return new DeclaredFile<>(
        one,
        steps,
        procedure.letters(steps),
        guard.listed(one, reader),
        own,
        own && drafts.writers(id, one.state()).contains(reader.id()),
        offered(one),
        own ? drafts.givenBack(id, one.state()).map(CaseStep::detail).orElse("") : "");
  }

  /** A case as its letters describe it, independent of the reader. */
  public DeclaredFile<S, K> forLetters(UUID id) {
    List<CaseStep<S>> steps = procedure.steps(id);
    return new DeclaredFile<>(
        guard.told(id), steps, procedure.letters(steps), false, false, false, List.of(), "");
  }

  /** What the person of this request may do in a case now, in the order of the declaration. */
  private List<DeclaredAct<S, C>> offered(K one) {
    Person person = identity.current();
    return declaration.in(one.state()).stream()
        .filter(act -> act.roles().stream().anyMatch(person::has))
        .filter(
            act -> act.kind() == Kind.OTHER ? guard.actsForOther(one) : guard.actsForSponsor(one))
        .filter(act -> ready(act, one, person))
        .toList();
  }

  private boolean ready(DeclaredAct<S, C> act, K one, Person person) {
    PreparedDrafts<S> drafts = procedure.drafts();
    return switch (act.kind()) {
      case SEND ->
          drafts.written(one.id(), one.state())
              && !drafts.writers(one.id(), one.state()).contains(person.id());
      case GIVE_BACK -> drafts.givenBack(one.id(), one.state()).isEmpty();
      case BEGIN, WRITE, OWN, OTHER -> true;
    };
  }
}
