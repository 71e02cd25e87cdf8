package cn.beian.server.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.Visitor;
import cn.beian.server.supervision.FindingResolution.Outcome;
import cn.beian.server.supervision.SponsorAnswer.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Forms of a case that cannot be taken, or say only a part. */
@Tag("once")
class SupervisionFormsTest extends SupervisedApp {
  @Test
  void form_thatCannotBeTaken_keepsWhatWasTyped() throws Exception {
    UUID id = opened();
    Visitor handler = visitor(steps.handler, "zh");
    String page = handler.get("/supervision/" + id).body();
    assertThat(page).contains("name=\"text-1\"");
    String answer =
        handler
            .post(
                "/supervision/" + id + "/answers",
                Map.of("version", "0", "kind-1", "MEND", "text-1", "下周改", "by-1", "2027-02-30"))
            .body();
    assertThat(answer).contains("FORM-104：计划改正日期要写成年-月-日", "下周改");
    answer =
        handler
            .post(
                "/supervision/" + id + "/answers",
                Map.of("version", "0", "kind-1", "MEND", "text-1", "下周改"))
            .body();
    assertThat(answer).contains("没有执行", "下周改");
    assertThat(
            jdbc.sql("select count(*) from supervision_answer where case_id = ?")
                .param(id)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void stalePage_takesWhatOthersSaved_andShowsBothWhereBothWrote() throws Exception {
    UUID id = opened();
    steps.stage.as(steps.handler);
    explain(id, "一", "二");
    Map<String, String> form = new HashMap<>(Map.of("version", "" + at(id)));
    form.putAll(Map.of("was-text-1", "一", "text-1", "一", "was-text-2", "二", "text-2", "我的二"));
    explain(id, "同事的一", "同事的二");
    Visitor handler = visitor(steps.handler, "zh");
    handler.get("/supervision/" + id);
    String path = "/supervision/" + id + "/answers";
    assertThat(handler.post(path, form).body())
        .contains("没有执行", ">同事的一</textarea>", ">我的二</textarea>", "别人已保存的：")
        .contains(">同事的二</span>")
        .doesNotContain(">同事的一</span>");
    steps.stage.as(steps.approver);
    answers.send(id, at(id));
    assertThat(handler.post(path, form).body())
        .contains("您写的（没有保存）", "我的二")
        .doesNotContain("<textarea", "??");
  }

  @Test
  void answer_sentTooSoon_isNotShownAsIfItCouldBeSent() throws Exception {
    UUID id = opened();
    Visitor approver = visitor(steps.approver, "zh");
    approver.get("/supervision/" + id + "/answer");
    assertThat(
            approver.post("/supervision/" + id + "/answer", Map.of("version", "" + at(id))).body())
        .contains("还不能送出", "FORM-104：还没有选答复")
        .doesNotContain("送出后不能再改", "href=\"#kind-1\"");
  }

  @Test
  void form_thatSaysNothingOfAField_leavesItAsItIs() throws Exception {
    UUID id = opened();
    steps.stage.as(steps.handler);
    explain(id, "第一项", "第二项");
    Visitor handler = visitor(steps.handler, "zh");
    handler.get("/supervision/" + id);
    handler.post(
        "/supervision/" + id + "/answers", Map.of("version", "" + at(id), "text-2", "改写的"));
    steps.stage.as(steps.handler);
    assertThat(file(id).findings())
        .extracting(one -> one.lastAnswer().orElseThrow().text())
        .containsExactly("第一项", "改写的");
    assertThat(file(id).findings().get(1).lastAnswer().orElseThrow().kind()).contains(Kind.EXPLAIN);
    assertThat(
            handler
                .post(
                    "/supervision/" + id + "/answers",
                    Map.of("version", "" + at(id), "kind-2", "EXPLAINED"))
                .body())
        .contains("FORM-109：没有这个选项");
    settle(id, Outcome.DISMISSED);
    Visitor official = visitor(supervisor, "zh");
    official.get("/supervision/" + id);
    official.post("/supervision/" + id + "/settlements", Map.of("version", "" + at(id)));
    assertThat(file(id).unsettled()).isEmpty();
  }

  @Test
  void form_thatCannotBeStored_isAProblemOfItsFields() throws Exception {
    UUID id = opened();
    Visitor handler = visitor(steps.handler, "zh");
    handler.get("/supervision/" + id);
    for (String day : List.of("+999999999-01-01", "-999999999-01-01")) {
      assertThat(answered(handler, id, Map.of("by-1", day))).contains("计划改正日期要写成年-月-日");
    }
    assertThat(answered(handler, id, Map.of("by-1", today().plusDays(367).toString())))
        .contains("FORM-104：计划改正日期要从今天起，最迟 " + today().plusDays(366));
    assertThat(
            answered(handler, id, Map.of("text-1", "长".repeat(4001), "basis-1", "长".repeat(501))))
        .contains("FORM-104：最多 4,000 字", "FORM-104：最多 500 字");
    steps.stage.as(supervisor);
    assertThat(problems(() -> decisions.order(id, at(id), Optional.of(today()), "a\0b")))
        .contains("supervision.problem.long");
  }

  private String answered(Visitor handler, UUID id, Map<String, String> typed) throws Exception {
    Map<String, String> form = new HashMap<>(typed);
    form.put("version", "" + at(id));
    return handler.post("/supervision/" + id + "/answers", form).body();
  }

  @Test
  void promise_withoutADayThatCanBeKept_isNotSaved_andTheLastDayIsNamed() throws Exception {
    UUID id = opened();
    Visitor handler = visitor(steps.handler, "zh");
    handler.get("/supervision/" + id);
    steps.stage.as(steps.handler);
    for (String day : List.of("", today().minusDays(1).toString())) {
      assertThat(answered(handler, id, Map.of("kind-1", "MEND", "text-1", "下版去掉", "by-1", day)))
          .contains("FORM-104：计划改正日期要从今天起，最迟 " + today().plusDays(366), "下版去掉");
      assertThat(file(id).findings().get(0).answers()).isEmpty();
    }
    steps.stage.as(steps.handler);
    explain(id, "一", "二");
    steps.stage.as(steps.approver);
    answers.send(id, at(id));
    steps.stage.as(supervisor);
    decisions.order(id, at(id), Optional.of(today().plusDays(20)), "去掉时长统计");
    handler.get("/supervision/" + id);
    String late = today().plusDays(21).toString();
    assertThat(answered(handler, id, Map.of("kind-1", "MEND", "text-1", "下版去掉", "by-1", late)))
        .contains("最迟 " + today().plusDays(20));
  }

  @Test
  void draftOfAnAnswer_isGivenBackWithARemark_whichStaysInTheUnit() throws Exception {
    UUID id = opened();
    Visitor approver = visitor(steps.approver, "zh");
    Visitor handler = visitor(steps.handler, "zh");
    String path = "/supervision/" + id;
    assertThat(approver.get(path + "/answer").body()).doesNotContain("退回经办人修改");
    steps.stage.as(steps.handler);
    explain(id, "一", "二");
    assertThat(approver.get(path + "/answer").body()).contains("退回经办人修改");
    assertThat(remark(approver, id, " ")).contains("请写明请经办人改什么");
    remark(approver, id, "第二项请写文号<全称>");
    assertThat(handler.get(path).body()).contains("审批人退回修改", "第二项请写文号&lt;全称&gt;");
    assertThat(approver.get("/work").body()).doesNotContain(path);
    assertThat(visitor(supervisor, "zh").get(path).body()).doesNotContain("退回经办人", "写文号");
    answered(handler, id, Map.of("text-2", "水利部〔2025〕8 号"));
    assertThat(handler.get(path).body()).doesNotContain("第二项请写文号");
    assertThat(approver.get("/work").body()).as("not handed over").doesNotContain(path);
    answered(handler, id, Map.of("ready", "true"));
    assertThat(approver.get("/work").body()).contains(path);
    answered(handler, id, Map.of("text-1", "改了一处"));
    assertThat(approver.get("/work").body()).as("changed since").doesNotContain(path);
    answered(handler, id, Map.of("ready", "true"));
    assertThat(approver.get("/work").body()).contains(path);
    steps.stage.as(steps.approver);
    answers.send(id, at(id));
    assertThat(visitor(supervisor, "zh").get(path).body())
        .contains("水利部〔2025〕8 号")
        .doesNotContain("退回经办人", "写文号", "按意见修改");
  }

  private String remark(Visitor approver, UUID id, String text) throws Exception {
    return approver
        .post("/supervision/" + id + "/remark", Map.of("version", "" + at(id), "reason", text))
        .body();
  }
}
