package cn.beian.server.supervision;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.PasswordHashes;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import cn.beian.server.rulebooks.RulebookSteps;
import cn.beian.server.supervision.FindingResolution.Outcome;
import cn.beian.server.supervision.SponsorAnswer.Kind;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A filed app that stricter rules judge more severely, and what people do in its case. */
public abstract class SupervisedApp extends ServerTest {
  @Autowired ApplicationContext server;
  @Autowired SupervisionCases cases;
  @Autowired SponsorAnswers answers;
  @Autowired SupervisorDecisions decisions;
  @Autowired Records records;
  public FilingSteps steps;
  public String supervisor = "";
  public int version;
  public UUID application = new UUID(0, 0);
  public String number = "";

  @BeforeEach
  public void filedAppAndStricterRules() throws Exception {
    steps = new FilingSteps(server);
    supervisor = steps.stage.official(Role.SUPERVISOR, "330000");
    version =
        RulebookSteps.strictVersion(
            server,
            steps.stage::as,
            steps.stage.official(Role.RULEBOOK_ADMINISTRATOR, "100000"),
            steps.signer);
    application = filed("日活跃率排名", "累计学习时长：120 分钟");
  }

  public UUID filed(String... texts) throws Exception {
    UUID id =
        steps.inNationalReview(
            steps.draft(steps.stage.plant(steps.stage.facts(texts), steps.handler)));
    FilingNumber filed = steps.accepted(id);
    if (number.isEmpty()) {
      number = filed.toString();
    }
    return id;
  }

  public UUID opened() {
    return SupervisionSteps.open(server, version, application).orElseThrow();
  }

  public SupervisionFile file(UUID id) {
    return cases.file(id);
  }

  public int at(UUID id) {
    return jdbc.sql("select version from supervision_case where id = ?")
        .param(id)
        .query(Integer.class)
        .single();
  }

  public void answer(UUID id, Kind kind, String text) {
    steps.stage.as(steps.handler);
    answers.save(
        id,
        at(id),
        file(id).findings().stream()
            .map(
                one ->
                    new SponsorAnswers.Entered(
                        one.place(),
                        Optional.of(kind),
                        text,
                        kind == Kind.EXPLAIN ? "防汛条例第九条" : "",
                        kind == Kind.MEND ? Optional.of(today().plusDays(60)) : Optional.empty()))
            .toList());
    steps.stage.as(steps.approver);
    answers.send(id, at(id));
  }

  /** Each finding is explained, by whoever acts. */
  public void explain(UUID id, String... texts) {
    answers.save(
        id,
        at(id),
        file(id).findings().stream()
            .map(
                one ->
                    new SponsorAnswers.Entered(
                        one.place(),
                        Optional.of(Kind.EXPLAIN),
                        texts[one.place() - 1],
                        "依据",
                        Optional.empty()))
            .toList());
  }

  public void settle(UUID id, Outcome outcome) {
    steps.stage.as(supervisor);
    decisions.settle(
        id,
        at(id),
        file(id).findings().stream()
            .map(
                one ->
                    new SupervisorDecisions.Entered(one.place(), Optional.of(outcome), "核对过材料和界面"))
            .toList());
  }

  public static List<String> problems(ThrowingCallable act) {
    return catchThrowableOfType(RejectedInput.class, act).problems().stream()
        .map(Problem::key)
        .toList();
  }

  /** The official day of the server's clock. */
  public LocalDate today() {
    return OfficialTime.dayOf(server.getBean(Clock.class).instant());
  }

  public int gone(UUID id) {
    return jdbc.sql(
            "select count(*) from supervision_finding where case_id = ? and gone_in is not null")
        .param(id)
        .query(Integer.class)
        .single();
  }

  public PublicRecord record() {
    return records.find(number).orElseThrow();
  }

  public Visitor visitor(String login, String language) throws Exception {
    jdbc.sql("update user_account set password_hash = ? where login = ?")
        .params(PasswordHashes.of(KNOWN_PASSWORD), login)
        .update();
    return new Visitor(url("")).logIn(login, KNOWN_PASSWORD, language);
  }
}
