package cn.beian.server.filings.filed;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.RecordState;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.changes.AppChanges;
import cn.beian.server.filings.filed.ShownNumbers.Duty;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The number is seen in the app after acceptance, in every version that is filed. */
class ShownNumbersTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private Records records;
  @Autowired private ShownNumbers shown;
  @Autowired private LaunchBuilds builds;
  @Autowired private ReadPackages readPackages;
  @Autowired private NumberedTests numbered;
  private FilingSteps steps;
  private UUID application = UUID.randomUUID();
  private String number = "";

  @BeforeEach
  void filed() throws Exception {
    steps = new FilingSteps(server);
    application =
        steps.inNationalReview(steps.draft(steps.stage.plant(app().facts(), steps.handler)));
    number = steps.accepted(application).toString();
  }

  private AppFacts app() {
    return steps.stage.app();
  }

  private PublicRecord record() {
    return records.find(number).orElseThrow();
  }

  private Optional<Duty> duty() {
    return shown.duty(record());
  }

  private String page(String login, String path) throws Exception {
    return WebSession.of(server, url(""), login).page(path);
  }

  private void acceptedLongAgo() {
    jdbc.sql("update filing_record set number_asked_on = :day where number = :number")
        .param("day", LocalDate.of(2026, 3, 2))
        .param("number", number)
        .update();
  }

  private boolean handlersTurn() {
    return jdbc.sql("select count(*) from work_turn where case_id = :id and role = 'HANDLER'")
            .param("id", record().applicationId())
            .query(Integer.class)
            .single()
        > 0;
  }

  private void showsNumber(String version, String code) throws Exception {
    UUID launch =
        steps.stage.plant(
            app()
                .version(version, code)
                .text(steps.stage.name)
                .text("备案编号 " + record().numberToShow())
                .facts(),
            steps.handler);
    steps.as(steps.handler);
    UUID id = record().applicationId();
    builds.handIn(id, steps.version(id), launch);
    builds.catchUp(id);
  }

  @Test
  void numberThatIsNotSeen_isADuty_andLateOnTheListOfItsRegion() throws Exception {
    assertThat(duty()).hasValueSatisfying(one -> assertThat(one.late()).isFalse());
    assertThat(handlersTurn()).isTrue();
    String page = "/apps/" + record().appId();
    assertThat(page(steps.handler, page))
        .contains("在应用里标明编号", "请在 ", "上传标明编号的版本")
        .doesNotContain("已逾期");
    String name = record().appName();
    assertThat(page(steps.firstSeat, "/overdue")).doesNotContain(number);
    acceptedLongAgo();
    assertThat(duty()).hasValueSatisfying(one -> assertThat(one.late()).isTrue());
    String until = "请在 2026年3月30日";
    assertThat(page(steps.handler, page)).contains(until);
    for (String same : new String[] {"/", "/work", "/applications/" + record().applicationId()}) {
      assertThat(page(steps.handler, same))
          .as(same)
          .contains(until, "（含当日）提交标明编号的版本。", "时限未核实")
          .doesNotContain("规定没有写");
    }
    assertThat(page(steps.firstSeat, "/overdue")).contains("编号没有标明", number, name);
    assertThat(
            new String(
                WebSession.of(server, url(""), steps.firstSeat).bytes("/overdue.csv"),
                StandardCharsets.UTF_8))
        .contains(number, "编号没有在应用里标明");
    String elsewhere = steps.stage.official(Role.COMPLETENESS_REVIEWER, "650000");
    assertThat(page(elsewhere, "/overdue")).doesNotContain(number);

    showsNumber("3.2.1", "321");
    assertThat(page(steps.approver, "/inbox")).contains("上线版本已核对，与审核的一致");
    assertThat(duty()).isEmpty();
    assertThat(handlersTurn()).isFalse();
    assertThat(page(steps.firstSeat, "/overdue")).doesNotContain(number);
    assertThat(page(steps.handler, page)).doesNotContain("上传标明编号的版本");
  }

  @Test
  void anotherNumber_hasToBeShownAnew() throws Exception {
    showsNumber("3.2.1", "321");
    acceptedLongAgo();
    assertThat(handlersTurn()).isFalse();
    records.noteOfficialNumber(number, "官方-" + application, LocalDate.of(2026, 3, 2));
    shown.turn(number); // as its job does, which may have been faster
    assertThat(duty()).as("from today on").hasValueSatisfying(d -> assertThat(d.late()).isFalse());
    assertThat(handlersTurn()).isTrue();
    assertThat(page(steps.handler, "/apps/" + record().appId()))
        .contains("应用里还没有见到这个编号", "标明的是此前的编号");
    assertThat(page(steps.handler, "/records/" + number)).contains("上线包，标明的是此前的编号");
    showsNumber("3.2.1", "321");
    assertThat(duty()).isEmpty();
  }

  @Test
  void newVersion_hasToShowItAnew_unlessTheReviewedOneDoes() throws Exception {
    showsNumber("3.2.1", "321");
    change(app().version("4.0.0", "400").screen("Daily", "每日填报"));
    assertThat(duty()).as("the new version shows none").isPresent();
    change(app().version("5.0.0", "500").text("备案编号 " + number).screen("Daily", "每日填报"));
    assertThat(duty()).isEmpty();
    assertThat(handlersTurn()).isFalse();
    assertThat(page(steps.handler, "/apps/" + record().appId())).contains("5.0.0");
  }

  private void change(AppFacts next) throws Exception {
    UUID added = steps.stage.plant(next.facts(), steps.handler);
    readPackages.goOn(added);
    steps.as(steps.handler);
    UUID id =
        server
            .getBean(AppChanges.class)
            .begin(record().appId(), ApplicationKind.MAJOR_CHANGE, Optional.of(added), "");
    steps.save(id, Map.of(Question.once("change.plannedOn"), "2027-06-01"));
    steps.submit(steps.ready(id));
    steps.complete(id);
    steps.accepted(id);
    numbered.test(number); // as its job does, which may have been faster
  }

  @Test
  void recordThatEnded_owesNothing() {
    acceptedLongAgo();
    steps.as(steps.signer);
    records.changeState(number, RecordState.REVOKED);
    assertThat(duty()).isEmpty();
  }
}
