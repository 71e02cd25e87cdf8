package cn.beian.filing.procedures;

import java.util.List;

/** Every procedure that is declared. */
public final class DeclaredProcedures {
  /** All of them. */
  public static final List<ProcedureDeclaration<?, ?>> ALL =
      List.of(
          LevelExceptionDeclaration.PROCEDURE,
          InquiryDeclaration.PROCEDURE,
          RevocationDeclaration.PROCEDURE,
          ApprovalDeclaration.PROCEDURE);

  private DeclaredProcedures() {}
}
