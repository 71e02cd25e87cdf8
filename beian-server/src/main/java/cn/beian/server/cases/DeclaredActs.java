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
  private final DeclaredFiles<S, C, K> files;
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
    this.files = new DeclaredFiles<>(procedure, guard, effects, identity);
    this.identity = identity;
  }

  /** The cases as people read them. */
  DeclaredFiles<S, C, K> files() {
    return files;
  }

  /** What is done. */
  ProcedureDeclaration<S, C> declaration() {
    return declaration;
  }

  /**
   * Begins a case; once, when the same is sent again.
   *
   * @throws RejectedInput naming everything that cannot be taken
   */
  UUID begin(Map<String, String> form) {
    DeclaredAct<S, C> act = declaration.first();
    Person person = guard.holder(roles(act));
    EnteredForm entered = forms.read(act, Optional.empty(), form);
    return act.kind() == Kind.OPEN ? open(act, person, entered) : draft(person, entered);
  }

  private UUID draft(Person handler, EnteredForm draft) {
    Optional<K> open = openOf(handler.organizationId(), draft);
    if (open.isPresent()) {
      if (effects.draft(open.get()).equals(draft.values())) {
        return open.get().id();
      }
      throw twice();
    }
    UUID id =
        procedure.open(
            identity.confirmedOrganization(handler.organizationId()),
            effects.columns(draft).orElseThrow());
    procedure.keep(guard.locked(id), DeclaredProcedure.PREPARE, title(draft), handler);
    return id;
  }

  /** The same question of the same day is the same case. */
  private UUID open(DeclaredAct<S, C> act, Person official, EnteredForm entered) {
    Act<C> step = step(act, act.steps().get(0), official, reason(act, entered), entered);
    List<K> open = effects.openAbout(official, entered);
    Optional<UUID> same =
        open.stream().map(Case::id).filter(id -> procedure.beganWith(id, step)).findFirst();
    if (same.isPresent()) {
      return same.get();
    }
    if (!declaration.openPer().isEmpty() && !open.isEmpty()) {
      throw twice();
    }
    K opened = guard.locked(effects.insert(official, entered));
    guard.official(opened, roles(act));
    procedure.advance(opened, step);
    return opened.id();
  }

  /**
   * Does something in a case.
   *
   * @param version that the page showed
   * @param address of the act
   * @throws StalePageException if the case has moved on; nothing is done
   * @throws RejectedInput naming everything that cannot be taken; nothing is done
   */
  void act(UUID id, int version, String address, Map<String, String> form) {
    DeclaredAct<S, C> act = declaration.act(address).orElseThrow();
    K one = guard.locked(id, version);
    Person person = person(act, one);
    if (!act.states().contains(one.state())) {
      throw procedure.refusal("state");
    }
    switch (act.kind()) {
      case WRITE -> write(act, one, person, form);
      case SEND -> {
        requireComplete(one);
        procedure.drafts().requireSendable(one, person);
        take(act, one, person, forms.read(act, Optional.of(one), form), effects.sent(one));
      }
      case GIVE_BACK -> {
        if (effects.draft(one).isEmpty()) {
          throw procedure.refusal("unwritten");
        }
        procedure.drafts().giveBack(one, person, form.getOrDefault("remark", ""));
      }
      case OWN, OTHER, OFFICE -> {
        EnteredForm entered = forms.read(act, Optional.of(one), form);
        take(act, one, person, entered, reason(act, entered));
      }
      case BEGIN, OPEN -> throw new IllegalArgumentException("begins a case: " + address);
    }
  }

  /** A case that the person of this request may read, locked until the transaction ends. */
  K locked(UUID id) {
    return guard.locked(id);
  }

  private Person person(DeclaredAct<S, C> act, K one) {
    return switch (act.kind()) {
      case OFFICE -> guard.official(one, roles(act));
      case OTHER -> {
        Person person = guard.holder(roles(act));
        if (!guard.actsForOther(one)) {
          throw procedure.refusal("notOther");
        }
        yield person;
      }
      case BEGIN, OPEN, WRITE, SEND, GIVE_BACK, OWN -> guard.sponsor(one, roles(act));
    };
  }

  /** Saving an unchanged draft writes nothing, unless it was given back. */
  private void write(DeclaredAct<S, C> act, K one, Person handler, Map<String, String> form) {
    EnteredForm draft = forms.read(act, Optional.of(one), form);
    if (openOf(one.organizationId(), draft).filter(it -> !it.id().equals(one.id())).isPresent()) {
      throw twice();
    }
    if (!effects.draft(one).equals(draft.values())
        || !procedure.drafts().written(one.id(), one.state())) {
      effects
          .columns(draft)
          .ifPresentOrElse(
              filled ->
                  procedure.note(one, DeclaredProcedure.PREPARE, title(draft), handler, filled),
              () ->
                  procedure.keep(
                      one,
                      DeclaredProcedure.PREPARE,
                      draft.value(act.form().get(0).name()),
                      handler));
    }
  }

  private void requireComplete(K one) {
    RejectedInput.throwIfAny(
        declaration.missing(effects.draft(one)).stream()
            .map(field -> procedure.problem(field, field))
            .toList());
  }

  private void take(DeclaredAct<S, C> act, K one, Person by, EnteredForm entered, String text) {
    Act<C> step = step(act, chosen(act, entered), by, text, entered);
    procedure.advance(one, step.with(effects.changes(one, entered)));
  }

  private Act<C> step(
      DeclaredAct<S, C> act, Step<S, C> step, Person by, String text, EnteredForm entered) {
    Act<C> taken = Act.by(by, step.cause(), text);
    return act.form().stream()
        .filter(field -> field.kind() == DeclaredField.Kind.DAY)
        .flatMap(field -> entered.day(field.name()).stream())
        .findFirst()
        .map(day -> taken.naming(day, ""))
        .orElse(taken);
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
    return declaration.openPer().isEmpty() || declaration.first().kind() == Kind.OPEN
        ? Optional.empty()
        : cases.openNamed(declaration.graph(), unit, title(draft));
  }

  private RejectedInput twice() {
    return new RejectedInput(List.of(procedure.problem(declaration.openPer(), "twice")));
  }

  private static Role[] roles(DeclaredAct<?, ?> act) {
    return act.roles().toArray(Role[]::new);
  }
}
