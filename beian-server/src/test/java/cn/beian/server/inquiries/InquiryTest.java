package cn.beian.server.inquiries;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.numbers.NumberKind;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A request for information from its question to its end; the filing stays as it is. */
class InquiryTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private WebSession supervisor;
  private String number = "";

  @BeforeEach
  void filedApp() throws Exception {
    steps = new FilingSteps(server);
    UUID draft = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    number = steps.accepted(steps.inNationalReview(draft)).toString();
    supervisor = session(steps.stage.official(Role.SUPERVISOR, "330000"));
  }

  private WebSession session(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  private String asked() throws Exception {
    String by = jdbc.sql("select (now() + interval '9 days')::date").query(String.class).single();
    supervisor.post("/inquiries", Map.of("number", number, "question", "为何每日提醒？", "by", by));
    return "/inquiries/" + column("id");
  }

  private String column(String name) {
    String sql = "select " + name + "::text from inquiry_case where number = ?";
    return jdbc.sql(sql).param(number).query(String.class).single();
  }

  private String post(WebSession who, String path, String field, String text) throws Exception {
    Map<String, String> form = new HashMap<>(Map.of("version", column("version")));
    form.put(field, text);
    return who.post(path, form).body();
  }

  @Test
  void request_isAskedAnsweredLateAndClosed_andEachSideReadsEachStep() throws Exception {
    String path = asked();
    WebSession approver = session(steps.approver);
    assertThat(post(approver, path + "/answer", "x", "")).contains("请先写明情况");
    WebSession handler = session(steps.handler);
    assertThat(handler.page("/")).contains(path, "待主办单位说明");
    assertThat(post(handler, path + "/draft", "text", "只提醒值班人员")).contains("只提醒值班人员");
    assertThat(supervisor.page(path)).contains("情况询问书").doesNotContain("只提醒值班人员");
    assertThat(handler.post(path + "/draft", Map.of("version", "1", "text", "另写的")).body())
        .contains("别人刚刚改过", "只提醒值班人员", "另写的");
    jdbc.sql("update inquiry_case set due_on = '2020-01-01'").update();
    assertThat(handler.page("/inquiries")).contains("期限已过");
    assertThat(supervisor.page(path)).contains("不会自动产生后果", "办结");
    assertThat(post(approver, path + "/answer", "x", "")).contains("已说明，待办结");
    assertThat(supervisor.page("/")).contains(path);
    assertThat(supervisor.page(path + "/notices/3")).contains("只提醒值班人员", "监督检查部门");
    assertThat(post(supervisor, path + "/closing", "remark", " ")).contains("请写明处理意见");
    assertThat(post(supervisor, path + "/closing", "remark", "说明清楚")).contains("已办结");
    assertThat(handler.page(path)).contains("说明清楚").doesNotContain("<textarea", "??");
    assertThat(handler.page("/inquiries?closed=true")).contains(path);
    assertThat(handler.page("/inquiries")).contains("没有未办结的情况询问");
    String acts =
        "select string_agg(substr(action, 9) || detail, ' ' order by id) from audit_entry where ";
    String of = "subject = 'inquiry:" + column("id") + "'";
    assertThat(jdbc.sql(acts + of).query(String.class).single())
        .isEqualTo("ASKNEW -> ASKED prepare ANSWERASKED -> ANSWERED CLOSEANSWERED -> CLOSED");
  }

  @Test
  void form_thatIsRefused_keepsWhatWasTyped_andNobodyElsewhereReadsIt() throws Exception {
    Map<String, String> form = Map.of("number", "ZW-0", "question", "问题原文", "by", "2020-01-01");
    assertThat(supervisor.post("/inquiries", form).body())
        .contains("ZW-0", "问题原文", "2020-01-01", "这不是备案编号", "答复期限：今天之后");
    assertThat(supervisor.post("/inquiries", Map.of("number", " ")).body()).contains("请填写备案编号");
    String unknown =
        FilingNumber.mint(NumberKind.APP, DivisionCode.read("330000").orThrow(), 2026, 999_999)
            .toString();
    assertThat(supervisor.post("/inquiries", Map.of("number", unknown)).body())
        .contains(unknown, "您的地区没有这个编号");
    WebSession elsewhere = session(steps.stage.official(Role.SUPERVISOR, "650000"));
    assertThat(elsewhere.get(asked()).statusCode()).isEqualTo(403);
    assertThat(elsewhere.page("/inquiries")).doesNotContain(number);
  }
}
