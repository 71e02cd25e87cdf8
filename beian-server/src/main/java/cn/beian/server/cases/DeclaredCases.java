package cn.beian.server.cases;

import cn.beian.filing.procedures.ProcedureDeclaration;
import java.util.Map;
import java.util.UUID;

/** The cases of a declared procedure, as its pages use them; each call is a transaction. */
public interface DeclaredCases {
  /** What the procedure is. */
  ProcedureDeclaration<?, ?> declaration();

  /**
   * Begins a case.
   *
   * @param form what was entered, by name of field
   * @throws cn.beian.server.platform.RejectedInput naming everything that cannot be taken
   */
  UUID begin(Map<String, String> form);

  /**
   * Does something in a case.
   *
   * @param version that the page showed
   * @param address last part of the address of the act
   * @param form what was entered, by name of field
   * @throws cn.beian.server.platform.RejectedInput naming everything that cannot be taken
   */
  void act(UUID id, int version, String address, Map<String, String> form);
}
