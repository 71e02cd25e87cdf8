package cn.beian.server.endings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.RecordCheck;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A filed app, its unit and its office, and what they do to end it over HTTP. */
abstract class EndingScene extends ServerTest {
  final LocalDate today = OfficialTime.dayOf(Instant.now());

  @Autowired ApplicationContext server;
  FilingSteps steps;
  WebSession handler;
  WebSession approver;
  WebSession office;
  String number = "";

  @BeforeEach
  void filedApp() throws Exception {
    steps = new FilingSteps(server);
    UUID draft = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    number = steps.accepted(steps.inNationalReview(draft)).toString();
    handler = session(steps.handler);
    approver = session(steps.approver);
    office = session(steps.firstSeat);
  }

  WebSession session(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  String publicPage(String path) throws Exception {
    return new Visitor(url("")).get(path).body();
  }

  Map<String, String> plan() {
    Map<String, String> form = new HashMap<>();
    form.put("number", number);
    form.put("lastDay", today.plusDays(5).toString());
    form.put("announcement", "业务并入省级平台，届时停止服务");
    form.put("dataDisposal", "档案移交省平台，其余删除");
    form.put("migration", "ADDRESS");
    form.put("target", "https://www.example.gov.cn/");
    form.put("informing", "应用内弹窗");
    return form;
  }

  String planned() throws Exception {
    handler.post("/endings", plan());
    return "/endings/" + column("id");
  }

  String announced() throws Exception {
    String path = planned();
    assertThat(post(approver, path + "/announcement", Map.of())).contains("已公告关停");
    return path;
  }

  String reported() throws Exception {
    String path = announced();
    post(handler, path + "/offline", report(today));
    post(approver, path + "/report", Map.of());
    assertThat(column("state")).isEqualTo("REPORTED");
    return path;
  }

  Map<String, String> report(LocalDate on) {
    return Map.of(
        "offlineOn", on.toString(),
        "earlyReason", "用户已全部迁移",
        "disposed", "已全部移交",
        "evidence", "应用市场已下架");
  }

  String column(String name) {
    return jdbc.sql(
            "select "
                + name
                + "::text from ending_case where number = ? order by opened_at desc limit 1")
        .param(number)
        .query(String.class)
        .single();
  }

  String record() {
    return jdbc.sql(
            "select r.state || ' ' || a.state from filing_record r join app a on a.id = r.app_id"
                + " where r.number = ?")
        .param(number)
        .query(String.class)
        .single();
  }

  List<String> events() {
    return jdbc.sql("select event from filing_revision where number = ? order by revision")
        .param(number)
        .query(String.class)
        .list();
  }

  String post(WebSession who, String path, Map<String, String> fields) throws Exception {
    Map<String, String> form = new HashMap<>(Map.of("version", column("version")));
    form.putAll(fields);
    return who.post(path, form).body();
  }

  List<RecordCheck.RecordFault> faults() {
    return RecordCheck.run(
            server.getBean(DataSource.class), server.getBean(PublicLedger.class), n -> {})
        .faults();
  }

  void recordsAreSound() {
    assertThat(faults())
        .filteredOn(one -> one.number().isEmpty() || one.number().equals(number))
        .isEmpty();
  }

  String appPage() {
    return "/apps/"
        + jdbc.sql("select app_id from filing_record where number = ?")
            .param(number)
            .query(UUID.class)
            .single();
  }
}
