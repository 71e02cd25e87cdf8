package cn.beian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.procedures.ApprovalDeclaration;
import cn.beian.filing.procedures.InquiryDeclaration;
import cn.beian.filing.procedures.LevelExceptionDeclaration;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DeclaredRowsTest {
  @Test
  void exceptions_haveTheseRows() {
    String readers = "[APPROVER, AUDITOR, HANDLER]";
    String all =
        "[APPROVER, AUDITOR, COMPLETENESS_REVIEWER, GOVERNMENT_SERVICE_REVIEWER, HANDLER,"
            + " NATIONAL_REVIEWER, SIGNER]";
    assertThat(AccessRules.declared(LevelExceptionDeclaration.PROCEDURE))
        .extracting(DeclaredRowsTest::said)
        .containsExactlyInAnyOrder(
            "GET /exceptions/new [HANDLER] FORM",
            "POST /exceptions [HANDLER] ANSWERS",
            "POST /exceptions/{id}/draft [HANDLER] ANSWERS",
            "POST /exceptions/{id}/submission [APPROVER] FORM",
            "POST /exceptions/{id}/remark [APPROVER] ANSWERS",
            "POST /exceptions/{id}/withdrawal [APPROVER, HANDLER] ANSWERS",
            "POST /exceptions/{id}/answer [APPROVER] ANSWERS",
            "GET /exceptions " + readers + " FORM",
            "GET /exceptions/{id} " + all + " FORM",
            "GET /exceptions/{id}/notices/{place} " + all + " FORM",
            "GET /exceptions/{id}/notices/{place}/pdf " + all + " FORM");
    assertThat(AccessRules.TABLE)
        .containsAll(AccessRules.declared(LevelExceptionDeclaration.PROCEDURE));
  }

  @Test
  void inquiries_haveTheseRows() {
    String readers = "[APPROVER, AUDITOR, HANDLER, SUPERVISOR]";
    assertThat(AccessRules.declared(InquiryDeclaration.PROCEDURE))
        .extracting(DeclaredRowsTest::said)
        .containsExactlyInAnyOrder(
            "GET /inquiries/new [SUPERVISOR] FORM",
            "POST /inquiries [SUPERVISOR] ANSWERS",
            "POST /inquiries/{id}/draft [HANDLER] ANSWERS",
            "POST /inquiries/{id}/answer [APPROVER] FORM",
            "POST /inquiries/{id}/remark [APPROVER] ANSWERS",
            "POST /inquiries/{id}/closing [SUPERVISOR] ANSWERS",
            "GET /inquiries " + readers + " FORM",
            "GET /inquiries/{id} " + readers + " FORM",
            "GET /inquiries/{id}/notices/{place} " + readers + " FORM",
            "GET /inquiries/{id}/notices/{place}/pdf " + readers + " FORM");
    assertThat(AccessRules.TABLE).containsAll(AccessRules.declared(InquiryDeclaration.PROCEDURE));
  }

  @Test
  void approvals_haveTheseRows() {
    String readers = "[APPROVER, AUDITOR, HANDLER, PROJECT_REVIEWER]";
    String all =
        "[APPROVER, AUDITOR, COMPLETENESS_REVIEWER, GOVERNMENT_SERVICE_REVIEWER, HANDLER,"
            + " NATIONAL_REVIEWER, PROJECT_REVIEWER, SIGNER]";
    assertThat(AccessRules.declared(ApprovalDeclaration.PROCEDURE))
        .extracting(DeclaredRowsTest::said)
        .containsExactlyInAnyOrder(
            "GET /approvals/new [HANDLER] FORM",
            "POST /approvals [HANDLER] ANSWERS",
            "POST /approvals/{id}/plan [HANDLER] ANSWERS",
            "POST /approvals/{id}/submission [APPROVER] FORM",
            "POST /approvals/{id}/remark [APPROVER] ANSWERS",
            "POST /approvals/{id}/withdrawal [APPROVER, HANDLER] ANSWERS",
            "POST /approvals/{id}/decision [PROJECT_REVIEWER] ANSWERS",
            "GET /approvals " + readers + " FORM",
            "GET /approvals/{id} " + all + " FORM",
            "GET /approvals/{id}/notices/{place} " + all + " FORM",
            "GET /approvals/{id}/notices/{place}/pdf " + all + " FORM");
    assertThat(AccessRules.TABLE).containsAll(AccessRules.declared(ApprovalDeclaration.PROCEDURE));
  }

  private static String said(AccessRules.Row row) {
    TreeSet<String> roles = new TreeSet<>();
    row.roles().forEach(role -> roles.add(role.name()));
    return String.join(
        " ", row.method(), row.pattern().getPatternString(), roles.toString(), row.body().name());
  }
}
