package cn.beian.server.endings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.Role;
import cn.beian.filing.numbers.CreditCode;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.policies.OrganizationKind;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.policies.Route;
import cn.beian.server.calendar.HolidayRequests;
import cn.beian.server.calendar.NoticeText;
import cn.beian.server.calendar.PolicyRequests;
import cn.beian.server.filings.Judgement;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.review.NationalReview;
import cn.beian.server.filings.review.Restrictions;
import cn.beian.server.fixtures.ApprovalSteps;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.HolidaySteps;
import cn.beian.server.fixtures.LevelExceptionSteps;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.identity.AccountActs;
import cn.beian.server.identity.Accounts;
import cn.beian.server.identity.CompetentUnits;
import cn.beian.server.identity.NewPerson;
import cn.beian.server.identity.Organizations;
import cn.beian.server.records.Certificates;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Filings, cases, units and requests that the owner of the database changes past the server. */
abstract class OwnersScene extends EndingScene {
  static final String SOURCE = "甲乙丙〔2026〕1号";
  private static final Set<Role> APPROVES = Set.of(Role.HANDLER, Role.APPROVER);
  private static final ParameterKey PROPOSED = ParameterKey.NUMBER_SHOWN_WORKDAYS;

  private final String unitName = "水务站" + Unique.word();
  private final String creditCode = creditCode();
  private String administrator = "";

  @Autowired private Accounts accounts;
  @Autowired private AccountActs acts;
  @Autowired private RegisterStandings standings;
  @Autowired private Certificates certificates;
  @Autowired private TransactionTemplate transactions;
  private UUID application = new UUID(0, 0);
  String filed = "";
  private UUID account = new UUID(0, 0);
  private UUID restricted = new UUID(0, 0);
  private UUID open = new UUID(0, 0);
  private UUID exception = new UUID(0, 0);
  private UUID approval = new UUID(0, 0);
  private UUID raised = new UUID(0, 0);
  private UUID asked = new UUID(0, 0);

  /** A filing with a list of demands, an ended app, and an account with a password. */
  @BeforeEach
  void cases() throws Exception {
    String ending = reported();
    assertThat(post(office, ending + "/noting", Map.of())).isNotEmpty();
    assertThat(column("state")).isEqualTo("NOTED");
    application =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    jdbc.sql(
            """
            insert into gap (application_id, round, field, demand, ticked_by, ticked_at, told_at)
            select id, 1, 'operation.team', '请补充运维团队人数', handler_id, now(), now()
              from application where id = ?
            """)
        .param(application)
        .update();
    filed = steps.accepted(application).toString();
    await().until(() -> certificates.find(filed, "zh").isPresent());
    administrator = steps.stage.official(Role.SYSTEM_ADMINISTRATOR, "100000");
    administrator();
    UUID unit =
        jdbc.sql("select organization_id from application where id = ?")
            .param(application)
            .query(UUID.class)
            .single();
    AccountActs.Act.Asked asked =
        (AccountActs.Act.Asked)
            acts.invite(
                new NewPerson(
                    "p" + UUID.randomUUID().toString().replace("-", ""),
                    "经办人",
                    "科员",
                    "0571-1",
                    "a@b.cn",
                    unit,
                    Set.of(Role.HANDLER),
                    "330100"));
    transactions.executeWithoutResult( // the test put it there past the server
        status -> {
          standings.record(StandingKind.ORGANIZATION, unit.toString());
          standings.record(StandingKind.UNIT, unit.toString());
        });
    steps.stage.as(steps.approver);
    AccountActs.Act.Linked invited = (AccountActs.Act.Linked) acts.confirm(asked.request().id());
    account = invited.person().id();
    accounts.choosePassword(invited.token(), asked.code(), KNOWN_PASSWORD);
    restrictedRecord();
    openCase();
    whatWaits();
  }

  private void restrictedRecord() {
    restricted =
        jdbc.sql("select application_id from filing_record where number = ?")
            .param(number)
            .query(UUID.class)
            .single();
    Restrictions restrictions = server.getBean(Restrictions.class);
    steps.stage.as(steps.reviewer);
    restrictions.propose(restricted, steps.version(restricted), true, "涉及应急值守");
    steps.stage.as(steps.signer);
    restrictions.decide(restricted, steps.version(restricted), true);
  }

  /** With votes, judgements and an exemption; the same unit waits for an exception. */
  private void openCase() throws Exception {
    FilingSteps other = new FilingSteps(server);
    open =
        other.inNationalReview(
            other.draft(
                other.stage.plant(other.stage.app().compulsoryCheckIn().facts(), other.handler)));
    other.judgeAll(open);
    CaseFinding blocked =
        other.file(open).findings().stream()
            .filter(one -> one.finding().ruleId().equals("FORM-101"))
            .findFirst()
            .orElseThrow();
    server
        .getBean(NationalReview.class)
        .judge(
            open,
            other.version(open),
            blocked.testId(),
            "FORM-101",
            Judgement.Outcome.ACCEPTED,
            "已核对");
    Stage upper = new Stage(server, "PROVINCIAL", "LOCAL");
    exception = LevelExceptionSteps.asked(server, other, upper, "防汛" + Unique.word());
    approval = ApprovalSteps.decided(server, other, "河道" + Unique.word(), "APPROVE");
    administrator();
    raised = server.getBean(Organizations.class).create(unit(OrganizationLevel.PREFECTURE)).id();
    server.getBean(Organizations.class).correct(raised, unit(OrganizationLevel.COUNTY));
    server.getBean(CompetentUnits.class).name(raised, upper.name);
  }

  /** Requests of one administrator that another has not confirmed. */
  private void whatWaits() {
    administrator();
    asked = ((AccountActs.Act.Asked) acts.assign(account, APPROVES, "330100")).request().id();
    server
        .getBean(PolicyRequests.class)
        .ask(new PolicyParameter(PROPOSED, "21", SOURCE, false, LocalDate.of(2027, 1, 1)));
    server
        .getBean(HolidayRequests.class)
        .ask(NoticeText.read("2034", SOURCE, HolidaySteps.withDecree(2034, "2034-10-04 国庆节")));
  }

  private void administrator() {
    steps.stage.as(administrator);
  }

  private Organizations.NewOrganization unit(OrganizationLevel level) {
    return new Organizations.NewOrganization(
        unitName, creditCode, level, OrganizationKind.ORGAN, "330100", null, Route.LOCAL);
  }

  /** Pages of others say what waits. */
  @AfterEach
  void withdraw() {
    administrator();
    acts.withdraw(asked);
    server.getBean(Organizations.class).correct(raised, unit(OrganizationLevel.PREFECTURE));
    PolicyRequests policies = server.getBean(PolicyRequests.class);
    policies.withdraw(waiting("policy_request"));
    server.getBean(HolidayRequests.class).withdraw(waiting("holiday_notice_request"));
  }

  private UUID waiting(String table) {
    return jdbc.sql(
            "select id from TABLE where state = 'OPEN' and SOURCE = ?"
                .replace("TABLE", table)
                .replace("SOURCE", table.startsWith("policy") ? "source" : "citation"))
        .param(SOURCE)
        .query(UUID.class)
        .single();
  }

  private static String creditCode() {
    long some = ThreadLocalRandom.current().nextLong(1_000_000_000L);
    String first = "11330100" + Long.toString(1_000_000_000L + some).substring(1);
    return first + CreditCode.checkCharacter(first);
  }

  /** A change, of what it stands for here. */
  String inCase(String change) {
    return change
        .replace(":application", "'" + application + "'")
        .replace(":open", "'" + open + "'")
        .replace(":approval", "'" + approval + "'")
        .replace(":exception", "'" + exception + "'")
        .replace(":raised", "'" + raised + "'")
        .replace(":restricted", "'" + restricted + "'")
        .replace(":asked", "'" + asked + "'")
        .replace(":source", SOURCE)
        .replace(":account", "'" + account + "'")
        .replace(":number", "'" + filed + "'")
        .replace(":ended", "'" + number + "'");
  }
}
