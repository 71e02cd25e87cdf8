package cn.beian.server.upperlevel;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.LevelExceptionSteps;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.fixtures.Unique;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** An exception between two units, over HTTP: asked by one, answered by the one above it. */
class LevelExceptionTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private Stage upper;
  private WebSession handler;
  private WebSession approver;
  private WebSession above;
  private String app = "";

  @BeforeEach
  void people() throws Exception {
    steps = new FilingSteps(server);
    upper = new Stage(server, "PROVINCIAL", "LOCAL");
    jdbc.sql("update organization set division = '330000' where id = ?").param(upper.unit).update();
    below(steps.stage.unit, upper.unit);
    handler = session(steps.handler);
    approver = session(steps.approver);
    above = session(upper.own(Role.APPROVER));
    app = "防汛" + Unique.word();
  }

  private void below(UUID unit, UUID parent) {
    jdbc.sql("update organization set parent_id = ? where id = ?").params(parent, unit).update();
  }

  private void level(UUID unit, String level) {
    jdbc.sql("update organization set level = ? where id = ?").params(level, unit).update();
  }

  private WebSession session(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  private String begun() throws Exception {
    handler.post("/exceptions", Map.of("app", app, "upper", upper.name, "reason", "防汛需要"));
    return "/exceptions/" + column("id");
  }

  private String column(String of) {
    return jdbc.sql("select " + of + "::text from level_exception where app_name = ?")
        .param(app)
        .query(String.class)
        .single();
  }

  private String act(WebSession who, String path, Map<String, String> fields) throws Exception {
    Map<String, String> form = new HashMap<>(fields);
    form.put("version", column("version"));
    return who.post(path, form).body();
  }

  @Test
  void exception_isAskedByOneUnit_andConfirmedByTheOther() throws Exception {
    String path = begun();
    assertThat(above.get(path).statusCode()).as("a draft").isEqualTo(403);
    assertThat(approver.page("/work")).contains(path, "核对并请上级单位确认");
    assertThat(act(approver, path + "/submission", Map.of())).contains("待上级单位确认");
    assertThat(approver.page(path)).contains("现在等待" + upper.name + "的审批人", "view=waiting");
    assertThat(above.page(path)).contains("确认时必填").doesNotContain("view=waiting");
    assertThat(above.page("/work")).contains(path, "确认或不同意例外", steps.stage.name);
    assertThat(above.page("/inbox")).contains(app);
    assertThat(approver.page("/work")).as("not their turn").doesNotContain(path);
    assertThat(approver.page("/work?view=waiting")).contains(path);
    assertThat(act(approver, path + "/answer", Map.of("result", "CONFIRM"))).contains("只有被请求确认");
    assertThat(act(above, path + "/answer", Map.of("result", "CONFIRM")))
        .contains("请写明理由", "请填写文号");
    assertThat(
            act(
                above,
                path + "/answer",
                Map.of("result", "CONFIRM", "opinion", "省里没有", "documentNumber", "云政办函 3 号")))
        .contains("上级单位已确认", "云政办函 3 号");
    assertThat(handler.page("/inbox")).contains(app);
    assertThat(handler.page(path)).contains("省里没有").doesNotContain("??");
    assertThat(handler.page(path + "/notices/3")).contains("确认作为例外", upper.name);
    assertThat(above.page("/work?view=done")).contains(path);
  }

  @Test
  void unitOfTheSameRegion_thatIsNotAboveInTheRegister_isNotAsked() throws Exception {
    Stage bureau = new Stage(server, "COUNTY", "LOCAL");
    level(steps.stage.unit, "TOWNSHIP");
    Map<String, String> form = Map.of("app", app, "upper", bureau.name, "reason", "防汛需要");
    assertThat(handler.post("/exceptions", form).body()).contains("该单位无权为本单位确认");
    level(bureau.unit, "TOWNSHIP");
    level(steps.stage.unit, "VILLAGE");
    below(steps.stage.unit, bureau.unit);
    assertThat(handler.post("/exceptions", form).body())
        .as("a township may not develop itself, nor let a village do it")
        .contains("该单位无权为本单位确认");
    below(bureau.unit, upper.unit);
    assertThat(handler.page("/exceptions/new")).as("passes it over").contains(upper.name);
    assertThat(begun()).isNotEmpty();
  }

  @Test
  void confirmation_ofAUnitThatIsNoLongerAbove_isRefused() throws Exception {
    String path = begun();
    act(approver, path + "/submission", Map.of());
    jdbc.sql("update organization set parent_id = null where id = ?")
        .param(steps.stage.unit)
        .update();
    assertThat(
            act(
                above,
                path + "/answer",
                Map.of("result", "CONFIRM", "opinion", "省里没有", "documentNumber", "云政办函 3 号")))
        .contains("该单位无权为本单位确认");
    assertThat(column("state")).isEqualTo("ASKED");
  }

  @Test
  void unitNamedByTwoPersons_mayConfirm_andTheReviewerSeesWhich() throws Exception {
    Stage bureau = new Stage(server, "COUNTY", "LOCAL");
    level(steps.stage.unit, "TOWNSHIP");
    WebSession first = session(steps.stage.official(Role.SYSTEM_ADMINISTRATOR, "330000"));
    WebSession second = session(steps.stage.official(Role.SYSTEM_ADMINISTRATOR, "330000"));
    String unit = "/admin/organizations/" + steps.stage.unit;
    Map<String, String> form = Map.of("app", app, "upper", bureau.name, "reason", "防汛需要");
    assertThat(first.post(unit + "/competent", Map.of("competent", bureau.name)).body())
        .contains("待另一名管理员确认");
    String naming =
        jdbc.sql("select id::text from competent_unit where upper_id = ?")
            .param(bureau.unit)
            .query(String.class)
            .single();
    assertThat(handler.post("/exceptions", form).body()).as("one person").contains("无权为本单位确认");
    assertThat(first.post(unit + "/competent/" + naming + "/confirmation", Map.of()).body())
        .contains("须由另一名管理员确认");
    assertThat(handler.post("/exceptions", form).body()).contains("无权为本单位确认");
    assertThat(second.post(unit + "/competent/" + naming + "/confirmation", Map.of()).body())
        .contains("确认");
    handler.post("/exceptions", form);
    String path = "/exceptions/" + column("id");
    act(approver, path + "/submission", Map.of());
    assertThat(
            act(
                session(bureau.own(Role.APPROVER)),
                path + "/answer",
                Map.of("result", "CONFIRM", "opinion", "县里没有", "documentNumber", "清水函 3 号")))
        .contains("经两名管理员确认有权确认");
    assertThat(column("competence")).isEqualTo("NAMED");
    assertThat(second.post(unit + "/competent/" + naming + "/end", Map.of()).statusCode())
        .isEqualTo(200);
    assertThat(
            jdbc.sql("select state from competent_unit where upper_id = ?")
                .param(bureau.unit)
                .query(String.class)
                .single())
        .isEqualTo("ENDED");
  }

  @Test
  void draft_isEditedByItsHandler_andAStalePageChangesNothing() throws Exception {
    String path = begun();
    String page = column("version");
    assertThat(above.page("/work?view=waiting")).as("nobody asked them").doesNotContain(path);
    assertThat(act(handler, path + "/draft", draft("想法变了"))).contains("想法变了");
    act(handler, path + "/draft", draft("防汛需要"));
    Map<String, String> old = new HashMap<>(draft("旧页面的内容"));
    old.put("version", page);
    assertThat(handler.post(path + "/draft", old).body())
        .as("what was typed stays")
        .contains("这一页打开后内容又有改动", "旧页面的内容");
    assertThat(column("reason")).isEqualTo("防汛需要");
    assertThat(approver.post(path + "/draft", old).statusCode()).isEqualTo(403);
    String version = column("version");
    act(handler, path + "/draft", draft("防汛需要"));
    assertThat(column("version")).as("the same again").isEqualTo(version);
    Map<String, String> wrong = Map.of("app", " ", "upper", "没有这个单位", "reason", "");
    assertThat(act(handler, path + "/draft", wrong))
        .contains("请填写应用名称", "系统中没有这个单位", "请写明为什么要自行开发");
  }

  @Test
  void approver_givesItBack_andTheHandlerWhoSavesTooLateKeepsHisText() throws Exception {
    String path = begun();
    assertThat(act(approver, path + "/remark", Map.of("remark", "理由太短")))
        .contains("理由太短")
        .doesNotContain(path + "/submission");
    assertThat(handler.page("/work")).contains(path, "按审批人的意见修改例外申请");
    assertThat(act(approver, path + "/submission", Map.of())).contains("请等他修改");
    act(handler, path + "/draft", draft("防汛需要"));
    String seen = column("version");
    assertThat(act(approver, path + "/submission", Map.of())).contains("待上级单位确认");
    assertThat(above.page(path)).doesNotContain("理由太短");
    Map<String, String> late = new HashMap<>(draft("汛期有四个月"));
    late.put("version", seen);
    assertThat(handler.post(path + "/draft", late).body())
        .containsSubsequence("您刚才填写的内容没有保存", "防汛需要", "汛期有四个月")
        .doesNotContain("??");
  }

  private Map<String, String> draft(String reason) {
    return Map.of("app", app, "upper", upper.name, "reason", reason);
  }

  @Test
  void upperUnit_sendsItBack_andIsAskedAgainWithWhatWasCompleted() throws Exception {
    String path = begun();
    act(approver, path + "/submission", Map.of());
    assertThat(act(handler, path + "/draft", draft("改了"))).contains("已经进行到下一步");
    assertThat(act(above, path + "/answer", Map.of("result", "RETURN"))).contains("请写明理由");
    String reason = "请写明汛期有多长\n" + "和别的".repeat(100);
    assertThat(act(above, path + "/answer", Map.of("result", "RETURN", "opinion", reason)))
        .contains("上级单位退回补充");
    assertThat(handler.page(path)).contains("请写明汛期有多长", "以前报送过的内容（1 次）").doesNotContain("??");
    assertThat(handler.page("/work")).contains(path, "按退回的理由补充", "退回的理由：请写明汛期有多长");
    assertThat(handler.page("/inbox")).contains(app, "按退回的理由补充", "退回的理由：请写明汛期有多长");
    assertThat(approver.page("/work")).as("not yet").doesNotContain(path);
    assertThat(act(approver, path + "/submission", Map.of())).contains("退回后还没有修改");
    Stage beside = new Stage(server, "PROVINCIAL", "LOCAL");
    jdbc.sql("update organization set division = '330000' where id = ?")
        .param(beside.unit)
        .update();
    Map<String, String> other = Map.of("app", app, "upper", beside.name, "reason", "换一个");
    assertThat(act(handler, path + "/draft", other)).contains("已提交“" + upper.name + "”确认");
    act(handler, path + "/draft", draft("汛期四个月，省里没有"));
    assertThat(above.page(path))
        .as("what is being written is the unit's own")
        .contains("已退回申请单位补充", "防汛需要")
        .doesNotContain("汛期四个月");
    assertThat(above.page("/work?view=waiting")).contains(path);
    jdbc.sql("update user_account set roles = roles || '{APPROVER}' where login = ?")
        .param(steps.handler)
        .update();
    WebSession writer = session(steps.handler);
    assertThat(act(writer, path + "/submission", Map.of())).contains("请由另一位审批人报送");
    assertThat(act(approver, path + "/submission", Map.of())).contains("待上级单位确认");
    assertThat(above.page(path))
        .contains(
            "汛期四个月",
            "防汛需要",
            java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).getYear() + "年")
        .containsSubsequence("退回以后的变化", "为什么要自行开发", "上次提交", "防汛需要", "这次答复", "汛期四个月");
    assertThat(approver.page("/work?view=waiting")).contains(path).doesNotContain("退回的理由");
    assertThat(column("round")).isEqualTo("2");
    act(
        above,
        path + "/answer",
        Map.of("result", "CONFIRM", "opinion", "同意", "documentNumber", "3 号"));
    assertThat(handler.page(path + "/notices/3")).contains("请补充下列内容后再次报送").doesNotContain("3 号");
  }

  @Test
  void stranger_readsNothing_andRefusalSaysWhy() throws Exception {
    String path = begun();
    act(approver, path + "/submission", Map.of());
    WebSession stranger = session(new Stage(server, "PROVINCIAL", "LOCAL").own(Role.APPROVER));
    assertThat(stranger.get(path).statusCode()).isEqualTo(403);
    assertThat(stranger.post(path + "/answer", Map.of("version", "3", "result", "CONFIRM")))
        .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(403));
    assertThat(stranger.page("/work?view=waiting")).doesNotContain(path);
    assertThat(act(above, path + "/answer", Map.of("result", "REFUSE", "opinion", "用省里的应用")))
        .contains("上级单位未同意");
    assertThat(handler.page(path)).contains("用省里的应用");
    assertThat(act(handler, path + "/withdrawal", Map.of("why", "不建了"))).contains("已经进行到下一步");
  }

  @Test
  void whatHoldsBelowTheCounty_isToldThereAlone() throws Exception {
    jdbc.sql("update organization set level = 'COUNTY' where id = ?")
        .param(steps.stage.unit)
        .update();
    assertThat(handler.page("/exceptions/new")).contains("确有需要的").doesNotContain("县以下单位");
    assertThat(handler.post("/exceptions", Map.of()).body()).doesNotContain("县以下单位", "??");
    jdbc.sql("update organization set level = 'TOWNSHIP' where id = ?")
        .param(steps.stage.unit)
        .update();
    assertThat(handler.page("/exceptions/new")).contains("县以下单位不得自行开发应用；确有需要的");
  }

  @Test
  void unit_thatIsNotAbove_isRefused() throws Exception {
    Stage beside = new Stage(server, "PREFECTURE", "LOCAL");
    Map<String, String> form = new HashMap<>(Map.of("app", app, "reason", "防汛需要"));
    form.put("upper", beside.name);
    assertThat(handler.post("/exceptions", form).body()).contains("该单位无权为本单位确认");
    form.put("upper", "没有这个单位");
    assertThat(handler.post("/exceptions", form).body()).contains("系统中没有这个单位");
    form.putAll(Map.of("app", "", "reason", " "));
    assertThat(handler.post("/exceptions", form).body()).contains("请填写应用名称", "请写明为什么要自行开发");
    assertThat(jdbc.sql("select app_name from level_exception").query(String.class).list())
        .doesNotContain(app);
  }

  @Test
  void draftOfAFiling_refersToAConfirmationOnly() throws Exception {
    jdbc.sql("update organization set level = 'TOWNSHIP' where id = ?")
        .param(steps.stage.unit)
        .update();
    UUID open = LevelExceptionSteps.asked(server, steps, upper, "待确认");
    UUID confirmed = LevelExceptionSteps.confirmed(server, steps, "已确认");
    UUID other = LevelExceptionSteps.confirmed(server, new FilingSteps(server), "别的单位");
    UUID draft = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    for (UUID wrong : List.of(open, other, UUID.randomUUID())) {
      assertThat(choose(draft, wrong)).contains("找不到上级单位已确认的这件例外");
    }
    assertThat(handler.page("/applications/" + draft + "/topics/LEVEL_EXCEPTION"))
        .contains("这件例外确认的是“已确认”", "我确认是同一个应用");
    assertThat(
            handler
                .post(
                    "/applications/" + draft + "/exception",
                    Map.of("exception", confirmed.toString()))
                .body())
        .as("of an app of another name")
        .contains("与本申请的应用名称不同");
    assertThat(handler.page("/applications/" + draft + "/topics/LEVEL_EXCEPTION"))
        .doesNotContain("本申请使用");
    assertThat(choose(draft, confirmed))
        .contains("上级单位已在系统内确认", LevelExceptionSteps.DOCUMENT, "请上级单位确认例外")
        .doesNotContain("u:exception.document", "id=\"materials\"");
    jdbc.sql("update organization set level = 'PREFECTURE' where id = ?")
        .param(steps.stage.unit)
        .update();
    assertThat(handler.page("/applications/" + draft + "/topics/LEVEL_EXCEPTION"))
        .as("a city needs none")
        .doesNotContain("请上级单位确认例外");
    assertThat(handler.page("/work")).doesNotContain("请上级单位确认例外");
    jdbc.sql("update organization set level = 'TOWNSHIP' where id = ?")
        .param(steps.stage.unit)
        .update();
    assertThat(handler.page("/applications/" + draft + "/check")).doesNotContain("不得自行开发政务应用程序");
    UUID second = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    jdbc.sql("update application set app_id = ? where id = ?")
        .params(steps.stage.bareApp(), second)
        .update();
    assertThat(choose(second, confirmed)).contains("已经用于本单位的另一个应用");
  }

  private String choose(UUID draft, UUID exception) throws Exception {
    return handler
        .post(
            "/applications/" + draft + "/exception",
            Map.of("exception", exception.toString(), "otherName", "true"))
        .body();
  }
}
