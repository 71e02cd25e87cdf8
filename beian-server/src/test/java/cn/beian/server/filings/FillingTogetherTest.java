package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Forms that are saved while others stand beside them, and people who fill in at one time. */
@Tag("once")
class FillingTogetherTest extends ServerTest {
  private static final String BASIS = "approval.basis";

  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private UUID id;
  private String topic;

  @BeforeEach
  void draft() throws Exception {
    steps = new FilingSteps(server);
    id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    topic = "/applications/" + id + "/topics/";
  }

  private static Map<String, String> typed(String field, String shown, String value) {
    return Map.of("a:" + field, value, "b:" + field, shown);
  }

  @Test
  void formsBeside_surviveSaveAsTyped() throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    String page = handler.page(topic + "FUNCTIONS");
    assertThat(page).contains("name=\"description\"").doesNotContain("name=\"version\"");
    assertThat(handler.part(topic + "APPROVAL", typed(BASIS, "", "云水〔2025〕18 号"))).contains("已保存");
    assertThat(
            handler
                .post("/applications/" + id + "/functions", Map.of("description", "水位查询"))
                .statusCode())
        .isEqualTo(200);
    byte[] pdf = "%PDF-1.7\n%%EOF\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    var attached =
        handler.postFile(
            "/applications/" + id + "/attachments",
            Map.of("question", "approval.document", "a:approval.result", "同意建设"),
            "pifu.pdf",
            pdf);
    assertThat(attached.statusCode()).isEqualTo(200);
    assertThat(attached.body()).contains("pifu.pdf").contains("同意建设");
    assertThat(steps.file(id).value("approval.result")).as("typed beside it").isEqualTo("同意建设");
    assertThat(handler.part(topic + "APPROVAL", typed(BASIS, "云水〔2025〕18 号", "云水〔2025〕19 号")))
        .contains("已保存");
    assertThat(steps.file(id).value(BASIS)).isEqualTo("云水〔2025〕19 号");
  }

  @Test
  void twoPeople_onDifferentAnswers_bothSaved_onTheSame_secondIsTold() throws Exception {
    WebSession one = WebSession.of(server, url(""), steps.handler);
    WebSession other = WebSession.of(server, url(""), steps.stage.own(Role.HANDLER));
    one.part(topic + "APPROVAL", typed(BASIS, "", "甲说"));
    assertThat(other.part(topic + "APPROVAL", typed("approval.result", "", "同意"))).contains("已保存");
    assertThat(other.part(topic + "APPROVAL", typed(BASIS, "", "乙说")))
        .contains("刚由另一人改为", "甲说", "打开最新页面");
    var sent = other.post(topic + "APPROVAL", typed(BASIS, "", "乙说"));
    assertThat(sent.statusCode()).isEqualTo(422);
    assertThat(sent.body()).contains("乙说", "甲说");
    assertThat(steps.file(id).value(BASIS)).isEqualTo("甲说");
    assertThat(other.part(topic + "APPROVAL", typed(BASIS, "甲说", "乙说"))).contains("已保存");
    assertThat(steps.file(id).value(BASIS)).isEqualTo("乙说");
  }

  @Test
  void twoWindowsOfOnePerson_secondIsTold_bothValuesAreThere_andHeChooses() throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    handler.part(topic + "APPROVAL", typed(BASIS, "", "一窗"));
    assertThat(handler.part(topic + "APPROVAL", typed("approval.result", "", "同意")))
        .contains("已保存");
    assertThat(handler.part(topic + "APPROVAL", typed(BASIS, "", "二窗")))
        .contains("您已在另一个窗口改为“一窗”", "data-mine=\"" + BASIS + "\"", "用“一窗”")
        .doesNotContain("另一人");
    var sent = handler.post(topic + "APPROVAL", typed(BASIS, "", "二窗"));
    assertThat(sent.statusCode()).isEqualTo(422);
    assertThat(sent.body()).contains("一窗", "二窗");
    assertThat(steps.file(id).value(BASIS)).isEqualTo("一窗");
    handler.part(topic + "APPROVAL", typed(BASIS, "一窗", "二窗"));
    assertThat(steps.file(id).value(BASIS)).as("chosen").isEqualTo("二窗");
  }

  @Test
  void emptiedAnswer_thatWasChangedElsewhere_isAskedAbout() throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    handler.part(topic + "APPROVAL", typed(BASIS, "", "一窗"));
    handler.part(topic + "APPROVAL", typed(BASIS, "一窗", "二窗"));
    handler.part(topic + "APPROVAL", typed("approval.result", "", "同意")); // not the last he sent
    var sent = handler.post(topic + "APPROVAL", typed(BASIS, "一窗", ""));
    assertThat(sent.statusCode()).isEqualTo(422);
    assertThat(sent.body()).contains("二窗", "您已在另一个窗口改为");
    assertThat(steps.file(id).value(BASIS)).isEqualTo("二窗");
  }

  @Test
  void whatIsNeverAskedOfThisApplication_isNotKept() throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    for (String field :
        List.of(
            "change.what",
            "function.description@f999",
            "app.version@" + UUID.randomUUID(),
            "app.version@x".repeat(40),
            "approval.result@x@y",
            "explanation.purpose@NOPE")) {
      assertThat(handler.post(topic + "DATA", typed(field, "", "夹带")).statusCode())
          .as(field)
          .isEqualTo(422);
    }
    assertThat(handler.page("/applications/" + id + "/check")).doesNotContain("夹带");
  }

  @Test
  void whereToGoNext_thatIsNoTopic_isNowhere() throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    assertThat(handler.post(topic + "EXPLANATIONS", Map.of("next", "X")).statusCode())
        .isEqualTo(200);
    UUID shown = steps.file(id).packages().get(0).submitted().packageId();
    assertThat(handler.get("/packages/" + shown + "?users=&users=").statusCode()).isEqualTo(200);
    assertThat(handler.get("/packages/" + shown + "/report?form=HTML&users=&users=").statusCode())
        .isEqualTo(200);
  }

  @Test
  void answerInConflict_keepsNoOtherFromBeingSaved_andGoesAlongToTheLatestPage() throws Exception {
    WebSession one = WebSession.of(server, url(""), steps.handler);
    WebSession other = WebSession.of(server, url(""), steps.stage.own(Role.HANDLER));
    one.part(topic + "APPROVAL", typed(BASIS, "", "甲说"));
    Map<String, String> form = new HashMap<>(typed(BASIS, "", "乙说"));
    form.putAll(typed("approval.result", "", "同意"));
    assertThat(other.part(topic + "APPROVAL", form))
        .contains("已保存", "刚由另一人改为“甲说”", "用这里填的“乙说”", "data-theirs=\"" + BASIS + "\"", "打开最新页面");
    assertThat(steps.file(id).value("approval.result")).isEqualTo("同意");
    assertThat(steps.file(id).value(BASIS)).isEqualTo("甲说");

    form.put("b:approval.result", "同意");
    form.put("stay", "true");
    var latest = other.post(topic + "APPROVAL", form);
    assertThat(latest.statusCode()).isEqualTo(422);
    assertThat(latest.body())
        .contains("用这里填的“乙说”", "value=\"" + BASIS + " 甲说\"", ">乙说</textarea>")
        .doesNotContain("??");
    form.remove("stay");
    form.put("mine", BASIS + " 甲说");
    assertThat(other.post(topic + "APPROVAL", form).statusCode()).isEqualTo(200);
    assertThat(steps.file(id).value(BASIS)).as("chosen by a button alone").isEqualTo("乙说");

    one.part(topic + "APPROVAL", typed(BASIS, "乙说", "丙说"));
    Map<String, String> theirs = new HashMap<>(typed(BASIS, "乙说", "丁说"));
    theirs.put("theirs", BASIS);
    assertThat(other.post(topic + "APPROVAL", theirs).statusCode()).isEqualTo(200);
    assertThat(steps.file(id).value(BASIS)).isEqualTo("丙说");
  }

  @Test
  void whatThePageItselfHasSent_isNoOtherWindow_alsoWhereNoAnswerCame() throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    handler.part(topic + "APPROVAL", typed(BASIS, "", "甲"));
    Map<String, String> form = new HashMap<>(typed(BASIS, "", "甲乙"));
    form.put("s:" + BASIS, "甲");
    assertThat(handler.part(topic + "APPROVAL", form)).contains("已保存");
    assertThat(steps.file(id).value(BASIS)).isEqualTo("甲乙");
  }

  @Test
  void choiceThatWasChangedElsewhere_isNamedInWords() throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    handler.part(topic + "USERS", typed("app.audience", "", "PUBLIC"));
    assertThat(handler.part(topic + "USERS", typed("app.audience", "", "ORGAN_STAFF")))
        .contains("社会公众", "data-stands=\"PUBLIC\"")
        .doesNotContain("“PUBLIC”");
  }

  @Test
  void correctionBackToWhatThePageShowed_isMeant_whereThePageSaysSo() throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    handler.part(topic + "APPROVAL", typed(BASIS, "", "甲"));
    assertThat(handler.part(topic + "APPROVAL", typed(BASIS, "甲", "乙")))
        .as("the answer brings what is stored now")
        .contains("data-shown=\"" + BASIS + "\"", "value=\"乙\"");
    handler.part(topic + "APPROVAL", typed(BASIS, "甲", "甲"));
    assertThat(steps.file(id).value(BASIS)).as("left as another window showed it").isEqualTo("乙");
    Map<String, String> back = new HashMap<>(typed(BASIS, "甲", "甲"));
    back.put("t", BASIS);
    back.put("s:" + BASIS, "乙");
    handler.part(topic + "APPROVAL", back);
    assertThat(steps.file(id).value(BASIS)).isEqualTo("甲");
  }

  @Test
  void attachmentThatIsNone_isToldAtItsField_andWhatWasTypedIsKept() throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    var refused =
        handler.postFile(
            "/applications/" + id + "/attachments",
            Map.of("question", "operation.team", "a:operation.builder", "云州软件"),
            "team.txt",
            "no document".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("文件没有收下", "team.txt", "id=\"answers\"", "云州软件");
  }

  @Test
  void formThatWasOvertaken_undoesNothing() throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    for (String[] sent : new String[][] {{"1", "一"}, {"3", "三"}, {"2", "二"}}) {
      Map<String, String> form = new HashMap<>(typed(BASIS, "", sent[1]));
      form.putAll(Map.of("page", "p", "step", sent[0], "t", BASIS, "s:" + BASIS, "一"));
      handler.part(topic + "APPROVAL", form);
    }
    assertThat(steps.file(id).value(BASIS)).isEqualTo("三");
  }

  @Test
  void proposal_isConfirmedBySending_notBySaveAsTypedOfAnother() throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    String domains = "river.yunzhou.gov.cn";
    Map<String, String> form =
        Map.of(
            "a:operation.domains",
            domains,
            "b:operation.domains",
            domains,
            "a:operation.builder",
            "云州水务",
            "b:operation.builder",
            "");
    handler.part(topic + "OPERATION", form);
    assertThat(confirmed("operation.domains")).isFalse();
    assertThat(confirmed("operation.builder")).isTrue();
    handler.post(topic + "OPERATION", form);
    assertThat(confirmed("operation.domains")).isTrue();
  }

  private boolean confirmed(String field) {
    return Objects.requireNonNull(steps.file(id).plain().get(Question.once(field))).confirmed();
  }
}
