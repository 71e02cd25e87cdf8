package cn.beian.filing.procedures;

import cn.beian.filing.Role;
import cn.beian.filing.procedures.DeclaredAct.Kind;
import cn.beian.filing.procedures.DeclaredAct.Step;
import cn.beian.filing.states.StateGraph;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A procedure as it is declared; immutable. A handler begins a case with a draft, or an office
 * opens one; what a handler prepares, an approver of the same unit sends; else each state is left
 * by acts.
 *
 * @param <S> the states
 * @param <C> the causes
 */
public final class ProcedureDeclaration<S extends Enum<S>, C extends Enum<C>> {
  private final String name;
  private final String place;
  private final String openPer;
  private final Set<Role> listReaders;
  private final Set<Role> caseReaders;
  private final Set<S> opened;
  private final List<DeclaredAct<S, C>> acts;
  private final StateGraph<S, C> graph;

  private ProcedureDeclaration(Builder<S, C> declared) {
    this.name = declared.name;
    this.place = declared.place;
    this.openPer = declared.openPer;
    this.listReaders = Set.copyOf(declared.listReaders);
    this.caseReaders = Set.copyOf(declared.caseReaders);
    this.opened = Set.copyOf(declared.opened);
    this.acts = List.copyOf(declared.acts);
    this.graph = declared.graph();
  }

  /**
   * A declaration in the making.
   *
   * @param name of the procedure, in the worklist and the audit trail
   * @param place of its pages, templates and texts: {@code exceptions}
   * @param initial where every case begins
   * @param law requirements that its steps rest on, separated by blanks
   */
  public static <S extends Enum<S>, C extends Enum<C>> Builder<S, C> of(
      String name, String place, S initial, String law) {
    return new Builder<>(name, place, initial, law);
  }

  /** Its name in the worklist and the audit trail. */
  public String name() {
    return name;
  }

  /** The folder of its pages, templates and texts. */
  public String place() {
    return place;
  }

  /**
   * The field of the draft of which a unit has one open case at a time: the name of the app. Empty
   * where it may have several.
   */
  public String openPer() {
    return openPer;
  }

  /** Who may read its list. */
  public Set<Role> listReaders() {
    return listReaders;
  }

  /** Who may open a case; which one, the case decides. */
  public Set<Role> caseReaders() {
    return caseReaders;
  }

  /** States in which a case is opened by those who have no list of them. */
  public Set<S> opened() {
    return opened;
  }

  /** Every act, in the order of the declaration. */
  public List<DeclaredAct<S, C>> acts() {
    return acts;
  }

  /** The act of an address; empty if there is no such act. */
  public Optional<DeclaredAct<S, C>> act(String address) {
    return acts.stream().filter(act -> act.address().equals(address)).findFirst();
  }

  /** The acts of one kind. */
  public List<DeclaredAct<S, C>> acts(Kind kind) {
    return acts.stream().filter(act -> act.kind() == kind).toList();
  }

  /** The acts that can be done in a state. */
  public List<DeclaredAct<S, C>> in(S state) {
    return acts.stream().filter(act -> act.states().contains(state)).toList();
  }

  /** Whether a draft is prepared in a state. */
  public boolean prepares(S state) {
    return in(state).stream().anyMatch(act -> act.kind() == Kind.WRITE);
  }

  /** The fields of the draft, in the order of its form; none where nothing is prepared. */
  public List<DeclaredField> draft() {
    return acts(Kind.WRITE).stream().flatMap(act -> act.form().stream()).toList();
  }

  /** Fields of a draft still to be filled in before it is sent, in the order of its form. */
  public List<String> missing(Map<String, String> draft) {
    return draft().stream()
        .filter(DeclaredField::mayWait)
        .map(DeclaredField::name)
        .filter(field -> draft.getOrDefault(field, "").isEmpty())
        .toList();
  }

  /** The act that begins a case. */
  public DeclaredAct<S, C> first() {
    return act("").orElseThrow();
  }

  /** The edges that follow from it. */
  public StateGraph<S, C> graph() {
    return graph;
  }

  /** The steps of a cause. */
  public List<Step<S, C>> steps(String cause) {
    return acts.stream().flatMap(act -> act.step(cause).stream()).toList();
  }

  /** The step that leads to a state after which another round begins; empty if no round begins. */
  public Optional<Step<S, C>> returnsTo(S state) {
    return acts.stream()
        .flatMap(act -> act.steps().stream())
        .filter(step -> step.newRound() && step.to() == state)
        .findFirst();
  }

  /** Declares a procedure, in the order of its main path. */
  public static final class Builder<S extends Enum<S>, C extends Enum<C>> {
    private final String name;
    private final String place;
    private final S initial;
    private final String law;
    private String openPer = "";
    private final Set<Role> listReaders = EnumSet.noneOf(Role.class);
    private final Set<Role> caseReaders = EnumSet.noneOf(Role.class);
    private final Set<S> opened = new HashSet<>();
    private final List<DeclaredAct<S, C>> acts = new ArrayList<>();

    private Builder(String name, String place, S initial, String law) {
      this.name = name;
      this.place = place;
      this.initial = initial;
      this.law = law;
    }

    /** Who reads its list, and the cases on it. */
    public void readBy(Role... roles) {
      listReaders.addAll(List.of(roles));
      caseReaders.addAll(List.of(roles));
    }

    /** Who opens single cases in these states, without having a list of them. */
    public void openedOnce(Set<S> states, Role... roles) {
      opened.addAll(states);
      caseReaders.addAll(List.of(roles));
    }

    /** A unit has one open case at a time of a value of this field, the name of the app. */
    public void oneOpenPer(String field) {
      openPer = field;
    }

    /** An office opens a case about a filed app. */
    public void opened(Role office, List<DeclaredField> form, Step<S, C> step) {
      add(new Doing("", Kind.OPEN, Set.of(office)), List.of(initial), form, List.of(step));
    }

    /** A handler begins a case with a draft, and writes on it in these states. */
    @SafeVarargs
    @SuppressWarnings("varargs") // read only
    public final void prepared(String address, List<DeclaredField> draft, S... states) {
      add(new Doing("", Kind.BEGIN, Set.of(Role.HANDLER)), List.of(), draft, List.of());
      written(address, draft, states);
    }

    /** A handler writes a draft in these states. */
    @SafeVarargs
    @SuppressWarnings("varargs") // read only
    public final void written(String address, List<DeclaredField> draft, S... states) {
      Doing write = new Doing(address, Kind.WRITE, Set.of(Role.HANDLER));
      add(write, List.of(states), draft, List.of());
    }

    /** An approver sends the draft, or gives it back to the handler. */
    public void sent(String address, List<DeclaredField> form, Step<S, C> step) {
      List<S> prepared =
          acts.stream()
              .filter(act -> act.kind() == Kind.WRITE)
              .flatMap(act -> act.states().stream())
              .toList();
      add(new Doing(address, Kind.SEND, Set.of(Role.APPROVER)), prepared, form, List.of(step));
      add(
          new Doing("remark", Kind.GIVE_BACK, Set.of(Role.APPROVER)),
          prepared,
          List.of(DeclaredField.text("remark")),
          List.of());
    }

    /** An office of the region does something; after the last day where the unit prepares. */
    @SafeVarargs
    @SuppressWarnings("varargs") // read only
    public final void office(
        String address, Role office, List<DeclaredField> form, Step<S, C> step, S... states) {
      Doing decides = new Doing(address, Kind.OFFICE, Set.of(office));
      add(decides, List.of(states), form, List.of(step));
    }

    /** An office of the region decides, by one of several steps. */
    @SafeVarargs
    @SuppressWarnings("varargs") // read only
    public final void decided(
        String address, Role office, S from, List<DeclaredField> form, Step<S, C>... steps) {
      Doing decides = new Doing(address, Kind.OFFICE, Set.of(office));
      add(decides, List.of(from), form, List.of(steps));
    }

    /** The approver of the second unit does something, by one of several steps. */
    @SafeVarargs
    @SuppressWarnings("varargs") // read only
    public final void other(String address, S from, List<DeclaredField> form, Step<S, C>... steps) {
      add(
          new Doing(address, Kind.OTHER, Set.of(Role.APPROVER)),
          List.of(from),
          form,
          List.of(steps));
    }

    /** The unit ends a case with a reason, at any time in these states. */
    @SafeVarargs
    @SuppressWarnings("varargs") // read only
    public final void withdrawn(String address, String reason, C cause, S to, S... states) {
      acts.add(
          new DeclaredAct<>(
              address,
              Kind.OWN,
              EnumSet.of(Role.HANDLER, Role.APPROVER),
              List.of(states),
              List.of(DeclaredField.text(reason)),
              List.of(Step.to(cause, to)),
              true));
    }

    /** The declaration. */
    public ProcedureDeclaration<S, C> build() {
      return new ProcedureDeclaration<>(this);
    }

    /** An act and the roles that may do it. */
    private record Doing(String address, Kind kind, Set<Role> roles) {}

    private void add(
        Doing doing, List<S> states, List<DeclaredField> form, List<Step<S, C>> steps) {
      acts.add(
          new DeclaredAct<>(
              doing.address(), doing.kind(), doing.roles(), states, form, steps, false));
    }

    private StateGraph<S, C> graph() {
      StateGraph.Builder<S, C> edges = StateGraph.startingIn(initial);
      for (DeclaredAct<S, C> act : acts) {
        Role[] roles = act.roles().toArray(Role[]::new);
        for (S from : act.states()) {
          for (Step<S, C> step : act.steps()) {
            String rests = step.law().isEmpty() ? law : law + " " + step.law();
            edges.edge(from, step.cause(), step.to(), rests, step.limit(), roles);
          }
        }
      }
      return edges.build();
    }
  }
}
