package cn.beian.server.filings.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.form.Question;
import cn.beian.filing.form.Topic;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.review.CompletenessReview;
import cn.beian.server.filings.review.CompletenessReview.Ticked;
import cn.beian.server.fixtures.FilingSteps;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The page that is read before an application is handed over or signed. */
@Tag("once")
class CheckPageTest extends ServerTest {
  private static final Question BUILDER = Question.once("operation.builder");
  private static final Question OTHER = Question.once("other.attachment");
  private static final Pattern OPEN_TOPIC = Pattern.compile("<details class=\"fold\"\\s+open");

  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private UUID id = UUID.randomUUID();

  @BeforeEach
  void filled() throws Exception {
    steps = new FilingSteps(server);
    id =
        steps.draft(
            steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler));
    steps.fill(id);
  }

  private String check(String login) throws Exception {
    return WebSession.of(server, url(""), login).page("/applications/" + id + "/check");
  }

  @Test
  void whatWillBlock_thenTheUnusual_thenTheRestFolded_andTheActAtTheEnd() throws Exception {
    steps.as(steps.handler);
    steps.save(id, Map.of(BUILDER, "无，自行建设"));
    String page = check(steps.handler);
    assertThat(List.of("outlook", "unusual", "explained", "rest", "sign"))
        .extracting(one -> page.indexOf("id=\"" + one + "\""))
        .isSorted()
        .doesNotContain(-1);
    String unusual = page.substring(page.indexOf("id=\"unusual\""), page.indexOf("id=\"rest\""));
    assertThat(unusual).contains("无，自行建设").doesNotContain(steps.stage.name);
    assertThat(page.substring(page.indexOf("id=\"rest\""))).contains(steps.stage.name);
    assertThat(page).contains("<details class=\"fold\">").doesNotContainPattern(OPEN_TOPIC);
    assertThat(page).contains("href=\"#sign\">去交审批人签署");
    server.getBean(Drafts.class).handToApprover(id, steps.version(id));
    assertThat(check(steps.approver)).contains("href=\"#sign\">去看承诺、签署");
  }

  /**
   * Who signs looks, unless he wants it otherwise; where he has filled in he is told what to do.
   */
  @Test
  void approver_looks_andLearnsBeforeHePresses_thatWhatHeFilledInKeepsHimFromSigning()
      throws Exception {
    steps.as(steps.handler);
    server.getBean(Drafts.class).handToApprover(id, steps.version(id));
    WebSession approver = WebSession.of(server, url(""), steps.approver);
    String topic = "/applications/" + id + "/topics/" + Topic.OPERATION;
    assertThat(approver.page(topic)).contains("填写过的人不能签署").doesNotContain("<form id=\"answers\"");
    assertThat(approver.page(topic + "?edit=true")).contains("<form id=\"answers\"");
    assertThat(WebSession.of(server, url(""), steps.handler).page(topic))
        .contains("<form id=\"answers\"")
        .doesNotContain("您是审批人");
    assertThat(check(steps.approver)).contains("签署承诺并提交</button>");
    steps.as(steps.approver);
    steps.save(id, Map.of(BUILDER, "省水利信息中心"));
    String page = check(steps.approver);
    assertThat(page)
        .contains("您填写过这份申请的内容，不能由您签署", "由本单位另一位审批人签署", "以下内容由您填写")
        .doesNotContain("签署承诺并提交</button>");
    steps.as(steps.handler);
    steps.save(id, Map.of(BUILDER, "省水利信息中心（承建）"));
    server.getBean(Drafts.class).handToApprover(id, steps.version(id));
    assertThat(check(steps.approver)).contains("签署承诺并提交</button>");
  }

  @Test
  void reasonOfACounty_isToldAsWhatIsJudged_andNothingIsCalledClear() throws Exception {
    jdbc.sql("update organization set level = 'COUNTY', division = '330122' where id = :id")
        .param("id", steps.stage.unit)
        .update();
    steps.as(steps.handler);
    UUID county = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    steps.fill(county);
    steps.save(county, Map.of(Question.once("exception.countyReason"), "本县河道多，上级应用不含"));
    assertThat(
            WebSession.of(server, url(""), steps.handler)
                .page("/applications/" + county + "/check"))
        .contains("须由审核部门认定", "本县河道多，上级应用不含")
        .doesNotContain("没有会阻断的问题");
  }

  @Test
  void supplement_showsWhatWasCompleted_oldBesideNew_andWhatWasAskedIsNotOptional()
      throws Exception {
    String before = steps.file(id).value(BUILDER.fieldId());
    steps.send(id);
    for (String seat : List.of(steps.firstSeat, steps.secondSeat)) {
      steps.stage.as(seat);
      server
          .getBean(CompletenessReview.class)
          .vote(
              id,
              steps.version(id),
              Opinion.ASK_SUPPLEMENT,
              List.of(new Ticked(BUILDER, "请写承建单位全称"), new Ticked(OTHER, "请附验收会议纪要")),
              "");
    }
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    assertThat(handler.page("/applications/" + id + "/topics/OTHER"))
        .contains("请附验收会议纪要")
        .doesNotContain("可不填");
    steps.as(steps.handler);
    steps.save(id, Map.of(BUILDER, "省水利信息中心"));
    for (String login : List.of(steps.handler, steps.approver)) {
      String page = check(login);
      String completed =
          page.substring(page.indexOf("id=\"completed\""), page.indexOf("id=\"rest\""));
      assertThat(completed)
          .contains("请写承建单位全称", "提交</small>", before, "省水利信息中心", "请附验收会议纪要")
          .doesNotContain("??");
      assertThat(completed.indexOf(before)).isLessThan(completed.indexOf("省水利信息中心"));
    }
  }

  @Test
  void sent_everythingIsOpen_andNothingIsAsked() throws Exception {
    steps.send(id);
    assertThat(check(steps.approver))
        .containsPattern(OPEN_TOPIC)
        .doesNotContain("<details class=\"fold\">", "id=\"sign\"", "id=\"unusual\"");
  }
}
