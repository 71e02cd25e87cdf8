package cn.beian.server.cases;

import cn.beian.filing.procedures.DeclaredAct;
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
  /** Adds a case of the handler's unit with a draft; its id. */
  UUID insert(Person handler, EnteredForm draft);

  /** The second unit of a case; empty where there is one alone. */
  Optional<UUID> other(K one);

  /** The draft that a case holds, as {@link EnteredForm#values}. */
  Map<String, String> draft(K one);

  /** What the log says of a draft that is sent. */
  String sent(K one);

  /** What an act changes in the columns of the case, in addition to its state. */
  Changes changes(DeclaredAct<?, ?> act, K one, EnteredForm entered);

  /**
   * What else is wrong with a field that fits its declaration.
   *
   * @param one empty where the act begins a case
   */
  List<Problem> problems(DeclaredField field, Optional<K> one, EnteredForm entered);
}
