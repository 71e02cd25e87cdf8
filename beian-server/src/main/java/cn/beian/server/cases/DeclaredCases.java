package cn.beian.server.cases;

import cn.beian.filing.procedures.ProcedureDeclaration;
import java.util.Map;
import java.util.UUID;
import org.springframework.transaction.annotation.Transactional;

/** The cases of a declared procedure, as its pages use them; each call is a transaction. */
@Transactional
public abstract class DeclaredCases<S extends Enum<S>, C extends Enum<C>, K extends Case<S>> {
  private final ProcedureDeclaration<S, C> declaration;
  private final DeclaredActs<S, C, K> acts;

  /** Cases that are moved by acts. */
  protected DeclaredCases(DeclaredActs<S, C, K> acts) {
    this.declaration = acts.declaration();
    this.acts = acts;
  }

  /** What the procedure is. */
  public ProcedureDeclaration<S, C> declaration() {
    return declaration;
  }

  /**
   * Begins a case; once, when the same is sent again.
   *
   * @param form what was entered, by name of field
   * @throws cn.beian.server.platform.RejectedInput naming everything that cannot be taken
   */
  public UUID begin(Map<String, String> form) {
    return acts.begin(form);
  }

  /**
   * Does something in a case.
   *
   * @param version that the page showed
   * @param address last part of the address of the act
   * @param form what was entered, by name of field
   * @throws StalePageException if the case has moved on; nothing is done
   * @throws cn.beian.server.platform.RejectedInput naming everything that cannot be taken
   */
  public void act(UUID id, int version, String address, Map<String, String> form) {
    acts.act(id, version, address, form);
  }

  /** A case that the person of this request may read, locked until the transaction ends. */
  protected K locked(UUID id) {
    return acts.locked(id);
  }

  /** A case that the person of this request may read. */
  @Transactional(readOnly = true)
  public DeclaredFile<S, K> file(UUID id) {
    return acts.files().file(id);
  }

  /** A case as its letters describe it, independent of the reader. */
  @Transactional(readOnly = true)
  public DeclaredFile<S, K> forLetters(UUID id) {
    return acts.files().forLetters(id);
  }
}
