package cn.beian.server.cases;

import cn.beian.filing.procedures.DeclaredField;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a procedure adds to its declaration: its cases as they are stored, and what has to be asked
 * elsewhere.
 *
 * @param <K> the cases
 */
public interface DeclaredEffects<K> {
  /** Adds a case about what an official entered; its id. Not called where a draft begins a case. */
  default UUID insert(Person official, EnteredForm entered) {
    throw new IllegalStateException("begins with a draft");
  }

  /**
   * The open cases about the same as one that an office opens, none of which is closed meanwhile;
   * none where a draft begins a case.
   */
  default List<K> openAbout(Person official, EnteredForm entered) {
    return List.of();
  }

  /** The second unit of a case; empty where there is one alone. */
  default Optional<UUID> other(K one) {
    return Optional.empty();
  }

  /** The draft that a case holds, as {@link EnteredForm#values}; empty where it holds none. */
  Map<String, String> draft(K one);

  /** The draft that an approver gave back last; empty where he did not, or it is not known. */
  default Map<String, String> givenBack(K one) {
    return Map.of();
  }

  /** The columns that a draft fills; empty where it is a text that the log keeps. */
  default Optional<Changes> columns(EnteredForm draft) {
    return Optional.empty();
  }

  /** What the log says of a draft that is sent; nothing where the case says it. */
  default String sent(K one) {
    return "";
  }

  /**
   * What a step changes in the columns of the case, in addition to its state. What it changes
   * elsewhere is done here, too, in the same transaction.
   */
  default Changes changes(K one, EnteredForm entered) {
    return Changes.NONE;
  }

  /** Whether a field of an act is asked for, as the case stands. */
  default boolean asks(DeclaredField field, K one) {
    return true;
  }

  /**
   * What else is wrong with a field that fits its declaration.
   *
   * @param one empty where the act begins a case
   */
  List<Problem> problems(DeclaredField field, Optional<K> one, EnteredForm entered);
}
