package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.form.Question;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.review.NationalReview;
import cn.beian.server.fixtures.FilingSteps;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What a sponsor reads of an application that is sent back, and sends again. */
class SentBackTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private NationalReview national;
  private FilingSteps steps;

  @BeforeEach
  void people() {
    steps = new FilingSteps(server);
  }

  private UUID inReview() throws Exception {
    return steps.inNationalReview(
        steps.draft(
            steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler)));
  }

  private CaseFinding confirmed(UUID id) {
    steps.as(steps.reviewer);
    CaseFinding one = steps.file(id).grave().get(0);
    national.judge(
        id,
        steps.version(id),
        one.testId(),
        one.rule().id(),
        Judgement.Outcome.CONFIRMED,
        "首页每天弹出签到");
    return one;
  }

  @Test
  void letterListsWhatWasConfirmed_withTheReason_andThePageBeforeNamesWhatWasNotJudged()
      throws Exception {
    UUID id = inReview();
    CaseFinding one = confirmed(id);
    String title = one.rule().title().zh();
    List<CaseFinding> left = steps.file(id).grave().stream().filter(CaseFinding::unjudged).toList();
    WebSession reviewer = WebSession.of(server, url(""), steps.reviewer);
    String asked = reviewer.page("/cases/" + id + "/decision?act=return");
    assertThat(asked).contains(title, "首页每天弹出签到");
    for (CaseFinding other : left) {
      assertThat(asked).contains("没有判断", other.rule().title().zh());
    }

    steps.as(steps.reviewer);
    national.sendBack(id, steps.version(id), "请逐项整改");
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    String page = handler.page("/applications/" + id);
    assertThat(page).contains(title, "首页每天弹出签到", "请逐项整改");
    int place = steps.file(id).asked().orElseThrow().place();
    assertThat(handler.page("/applications/" + id + "/notices/" + place))
        .contains(title, "认定属实", "首页每天弹出签到");
  }

  @Test
  void whatIsSentBackAndUnchanged_isSaid_andSentAgainOnlyWithASentence() throws Exception {
    UUID id = inReview();
    CaseFinding one = confirmed(id);
    national.sendBack(id, steps.version(id), "请逐项整改");
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    String path = "/applications/" + id;
    assertThat(handler.page(path + "/check"))
        .contains("还没有换软件包", one.rule().title().zh(), "通知列出的问题还在")
        .doesNotContain("内容齐全");
    assertThatThrownBy(() -> steps.submit(id)).isInstanceOf(CommandRefusedException.class);

    steps.as(steps.handler);
    steps.save(id, Map.of(Question.once("operation.builder"), "省水利信息中心"));
    assertThat(handler.page(path + "/check"))
        .as("another answer leaves the finding as it was")
        .contains("通知列出的问题还在")
        .doesNotContain("还没有换软件包");
    handler.post(
        path + "/rectification-note",
        Map.of("version", "" + steps.version(id), "reason", "签到只用于防汛值班，已补充文件"));
    steps.submit(id);
    assertThat(steps.file(id).application().state()).isEqualTo(ApplicationState.NATIONAL_REVIEW);
    assertThat(WebSession.of(server, url(""), steps.reviewer).page("/cases/" + id))
        .contains("签到只用于防汛值班，已补充文件");
  }

  @Test
  void explanationThatIsWrong_stopsTheSubmission() throws Exception {
    UUID id =
        steps.draft(
            steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler));
    steps.fill(id);
    Question until =
        steps.file(id).form().questions().stream()
            .filter(one -> one.fieldId().equals("explanation.until"))
            .findFirst()
            .orElseThrow();
    steps.as(steps.handler);
    steps.save(id, Map.of(until, "2020-01-01"));
    String page =
        WebSession.of(server, url(""), steps.handler).page("/applications/" + id + "/check");
    assertThat(page).contains("请更正", "使用至何时").doesNotContain("内容齐全");
    assertThatThrownBy(() -> steps.submit(id)).isInstanceOf(CommandRefusedException.class);
    steps.as(steps.handler);
    steps.save(id, Map.of(until, ""));
    steps.submit(id);
  }
}
