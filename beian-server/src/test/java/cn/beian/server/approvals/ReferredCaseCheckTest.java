package cn.beian.server.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.ServerTest;
import cn.beian.server.filings.drafting.ApprovalOfDraft;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.drafting.ExceptionOfDraft;
import cn.beian.server.fixtures.ApprovalSteps;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.LevelExceptionSteps;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.RecordCheck;
import cn.beian.server.records.RecordCheck.Kind;
import cn.beian.server.records.RecordCheck.RecordFault;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What the check finds of approvals and exceptions; each fault is planted and rolled back. */
class ReferredCaseCheckTest extends ServerTest {
  private static final String COPY =
      """
      insert into application (id, app_id, kind, form, state, route, app_name, organization_id,
        division, handler_id, created_at, updated_at, approval_id, exception_id)
      select gen_random_uuid(), %s, kind, form, 'ACCEPTED', route, app_name, organization_id,
        division, handler_id, created_at, updated_at, approval_id, exception_id
      from application where id = ?
      """;

  @Autowired private ApplicationContext server;
  @Autowired private DataSource dataSource;
  @Autowired private PublicLedger ledger;
  @Autowired private TransactionTemplate transactions;
  private FilingSteps steps;
  private UUID approval = new UUID(0, 0);
  private UUID exception = new UUID(0, 0);
  private UUID filing = new UUID(0, 0);

  @BeforeEach
  void filingThatRestsOnBoth() throws Exception {
    steps = new FilingSteps(server);
    approval = ApprovalSteps.decided(server, steps, "河道" + Unique.word(), "APPROVE");
    exception = LevelExceptionSteps.confirmed(server, steps, "防汛" + Unique.word());
    UUID app = steps.stage.plant(steps.stage.facts(), steps.handler);
    steps.as(steps.handler);
    filing = server.getBean(Drafts.class).create(ApplicationKind.INITIAL, List.of(app));
    server.getBean(ApprovalOfDraft.class).choose(filing, Optional.of(approval));
    server.getBean(ExceptionOfDraft.class).choose(filing, Optional.of(exception), true);
    steps.send(filing);
  }

  private String approvalPage() {
    return "/approvals/" + approval;
  }

  private String exceptionPage() {
    return "/exceptions/" + exception;
  }

  /** Faults of approvals, exceptions and what rests on them, after a change that changes a row. */
  private List<RecordFault> after(String change, UUID id) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              status.setRollbackOnly();
              assertThat(jdbc.sql(change).param(id).update()).as(change).isPositive();
              return faults();
            }));
  }

  private List<RecordFault> faults() {
    return RecordCheck.run(dataSource, ledger, read -> {}).faults().stream()
        .filter(fault -> fault.number().startsWith("/"))
        .toList();
  }

  private void expect(Kind kind, String page, String change, UUID id) {
    assertThat(after(change, id)).as(change).contains(new RecordFault(kind, -1, page, -1));
  }

  @Test
  void whatWasDoneAsItShouldBe_isSound_alsoOnceAllIsDecidedAndChanged() throws Exception {
    assertThat(faults()).isEmpty();
    steps.accepted(steps.complete(filing));
    ApprovalSteps.decided(server, steps, "不建" + Unique.word(), "NOT_APPROVE");
    ApprovalSteps.decided(server, steps, "再补" + Unique.word(), "RETURN");
    ApprovalSteps.decided(server, steps, "有条件" + Unique.word(), "APPROVE_WITH_CONDITIONS");
    assertThat(faults()).isEmpty();
    assertThat(after(COPY.formatted("app_id"), filing)).as("another filing of its app").isEmpty();
  }

  @Test
  void caseThatTwoAppsUse_isNamed() {
    String other = COPY.formatted("'" + steps.stage.bareApp() + "'::uuid");
    expect(Kind.CASE_USED_TWICE, approvalPage(), other, filing);
    expect(Kind.CASE_USED_TWICE, exceptionPage(), other, filing);
    assertThat(after(other.replace("'ACCEPTED'", "'ABANDONED'"), filing))
        .as("what came to nothing leaves it free")
        .isEmpty();
  }

  @Test
  void caseThatWasNotGiven_orToAnotherUnit_isNamed() {
    String unit = "'" + new FilingSteps(server).stage.unit + "'";
    for (String change : List.of("state = 'NOT_APPROVED'", "organization_id = " + unit)) {
      expect(
          Kind.CASE_NOT_GIVEN,
          approvalPage(),
          "update approval_case set " + change + " where id = ?",
          approval);
    }
    for (String change : List.of("state = 'REFUSED'", "organization_id = " + unit)) {
      expect(
          Kind.CASE_NOT_GIVEN,
          exceptionPage(),
          "update level_exception set " + change + " where id = ?",
          exception);
    }
  }

  @Test
  void answersThatTheCaseDoesNotSay_areNamed() {
    String page = "/cases/" + filing;
    for (String field :
        List.of(
            "approval.documentNumber",
            "approval.basis",
            "approval.result",
            "exception.documentNumber",
            "exception.reason")) {
      expect(
          Kind.ANSWERS_OF_ANOTHER_CASE,
          page,
          "update answer set value = '别的' where application_id = ? and field = '" + field + "'",
          filing);
    }
    expect(
        Kind.ANSWERS_OF_ANOTHER_CASE,
        page,
        "update approval_case set fits = '别的' where id = ?",
        approval);
    expect(
        Kind.ANSWERS_OF_ANOTHER_CASE,
        page,
        "update level_exception set document_number = '别的' where id = ?",
        exception);
  }

  @Test
  void resultWithoutDecision_isNamed() {
    for (String change : List.of("document_number = ''", "decided_on = null")) {
      expect(
          Kind.CASE_WITHOUT_DECISION,
          approvalPage(),
          "update approval_case set " + change + " where id = ?",
          approval);
    }
    expect(
        Kind.CASE_WITHOUT_DECISION,
        approvalPage(),
        "update approval_case set state = 'NOT_APPROVED', remedy = '' where id = ?",
        approval);
    expect(
        Kind.CASE_WITHOUT_DECISION,
        exceptionPage(),
        "update level_exception set document_number = '' where id = ?",
        exception);
  }

  @Test
  void stateToWhichNoStepsLead_isNamed() {
    expect(
        Kind.CASE_OFF_ITS_WAY,
        approvalPage(),
        "update approval_case set state = 'APPROVED_WITH_CONDITIONS' where id = ?",
        approval);
    for (String table : List.of("approval_event", "level_exception_event")) {
      UUID id = table.startsWith("app") ? approval : exception;
      String page = table.startsWith("app") ? approvalPage() : exceptionPage();
      expect(Kind.CASE_OFF_ITS_WAY, page, "delete from " + table + " where case_id = ?", id);
      expect(
          Kind.CASE_OFF_ITS_WAY,
          page,
          "delete from " + table + " where case_id = ? and name in ('SUBMIT', 'ASK')",
          id);
      expect(
          Kind.CASE_OFF_ITS_WAY,
          page,
          "update "
              + table
              + " set name = 'WITHDRAW' where case_id = ? and name in ('APPROVE', 'CONFIRM')",
          id);
    }
  }

  @Test
  void lettersOfOneNumber_areNamed() {
    String twin =
        """
        insert into level_exception (id, state, app_name, organization_id, division, upper_id,
          reason, opened_at, updated_at)
        select overlay(?::text placing '1' from 1)::uuid, 'DRAFT', app_name, organization_id,
          division, payer_id, purpose, opened_at, updated_at from approval_case
        where app_name like '河道%' order by opened_at desc limit 1
        """;
    expect(Kind.LETTER_NUMBER_TWICE, approvalPage(), twin, approval);
  }
}
