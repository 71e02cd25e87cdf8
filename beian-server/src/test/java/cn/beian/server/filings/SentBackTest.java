package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.form.Question;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.review.ChangedFinding.ChangedScreen;
import cn.beian.server.filings.review.ChangedFinding.How;
import cn.beian.server.filings.review.NationalReview;
import cn.beian.server.filings.review.ReviewChanges;
import cn.beian.server.filings.review.SinceReturn;
import cn.beian.server.fixtures.AppFacts;
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
  @Autowired private ReviewChanges changes;
  @Autowired private DraftPackages packages;
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
    assertThat(page).contains("请更正", "用到哪一天").doesNotContain("内容齐全");
    assertThatThrownBy(() -> steps.submit(id)).isInstanceOf(CommandRefusedException.class);
    steps.as(steps.handler);
    steps.save(id, Map.of(until, ""));
    steps.submit(id);
  }

  @Test
  void sentAgain_theReviewerReadsWhatHasChanged_oldBesideNew() throws Exception {
    UUID old = steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler);
    UUID id = steps.inNationalReview(steps.draft(old));
    CaseFinding one = judged(id, Judgement.Outcome.CONFIRMED, "首页每天弹出签到");
    WebSession reviewer = WebSession.of(server, url(""), steps.reviewer);
    assertThat(reviewer.page("/cases/" + id)).doesNotContain("id=\"since\"");
    national.sendBack(id, steps.version(id), "请逐项整改");
    String builder = steps.file(id).value("operation.builder");

    steps.as(steps.handler);
    UUID mended = steps.stage.plant(steps.stage.facts("水位查询"), steps.handler);
    server.getBean(DraftPackages.class).replace(id, old, mended);
    steps.fill(id);
    steps.save(id, Map.of(Question.once("operation.builder"), "省水利信息中心"));
    server.getBean(Drafts.class).handToApprover(id, steps.version(id));
    steps.submit(id);

    assertThat(reviewer.page("/cases/" + id))
        .contains("退回以后的变化", "换了软件包", "不再检出", "退回时：", "首页每天弹出签到")
        .contains(one.rule().title().zh(), builder, "省水利信息中心");
    assertThat(WebSession.of(server, url(""), steps.handler).page("/applications/" + id))
        .doesNotContain("退回以后的变化");
  }

  @Test
  void sentAgainWithAnotherExplanation_itStandsBesideTheOldOne() throws Exception {
    UUID id = inReview();
    CaseFinding one = judged(id, Judgement.Outcome.CONFIRMED, "首页每天弹出签到");
    national.sendBack(id, steps.version(id), "请逐项整改");
    steps.as(steps.handler);
    steps.save(id, Map.of(new Question("explanation.purpose", one.rule().id()), "只用于防汛值班签到"));
    server.getBean(Drafts.class).handToApprover(id, steps.version(id));
    steps.submit(id);
    String page = WebSession.of(server, url(""), steps.reviewer).page("/cases/" + id);
    String since = page.substring(page.indexOf("id=\"since\""));
    assertThat(since.substring(0, since.indexOf("</section>")))
        .contains("软件包没有换", "仍检出，与退回时相同", "按规定办理", "只用于防汛值班签到");
  }

  @Test
  void replacedPackage_isComparedFactByFact_notAsGoneAndNew() throws Exception {
    AppFacts app = steps.stage.app().compulsoryCheckIn();
    UUID old = steps.stage.plant(app.version("3", "3").facts(), steps.handler);
    UUID id = steps.inNationalReview(steps.draft(old));
    confirmed(id);
    national.sendBack(id, steps.version(id), "请逐项整改");
    steps.as(steps.handler);
    UUID by = steps.stage.plant(steps.stage.app().version("4", "4").facts(), steps.handler);
    packages.replace(id, old, by);
    server.getBean(Drafts.class).noteRectification(id, steps.version(id), "已换包，逐条整改");
    steps.ready(id);
    steps.submit(id);
    steps.as(steps.reviewer);
    SinceReturn since = changes.sinceReturn(steps.file(id)).orElseThrow();
    assertThat(since.answers())
        .extracting(item -> item.entry().question().item())
        .doesNotContain(old.toString());
    assertThat(since.answers())
        .filteredOn(item -> item.entry().question().item().equals(by.toString()))
        .as("the version alone is another; id and icon are as before")
        .allSatisfy(
            item -> {
              assertThat(item.entry().field().id()).isEqualTo("app.version");
              assertThat(item.before().orElseThrow().answer().value()).contains("3");
              assertThat(item.entry().value()).contains("4");
            })
        .hasSize(1);
  }

  @Test
  void ruleFoundOnSeveralScreens_saysWhichScreenDiffers() throws Exception {
    UUID old = steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler);
    UUID id = steps.inNationalReview(steps.draft(old));
    CaseFinding one = judged(id, Judgement.Outcome.CONFIRMED, "首页每天弹出签到");
    national.sendBack(id, steps.version(id), "请逐项整改");
    steps.as(steps.handler);
    AppFacts more = steps.stage.app().compulsoryCheckIn().screen("Round", "巡河").checkIn("Round");
    packages.replace(id, old, steps.stage.plant(more.facts(), steps.handler));
    server.getBean(Drafts.class).noteRectification(id, steps.version(id), "已换包，逐条整改");
    steps.ready(id);
    steps.submit(id);
    steps.as(steps.reviewer);
    assertThat(changes.sinceReturn(steps.file(id)).orElseThrow().findings())
        .filteredOn(found -> found.rule().id().equals(one.rule().id()))
        .singleElement()
        .satisfies(
            found -> assertThat(found.screens()).containsExactly(new ChangedScreen("巡河", How.NEW)));
    String page = WebSession.of(server, url(""), steps.reviewer).page("/cases/" + id);
    assertThat(page.substring(page.indexOf("id=\"since\""))).contains("巡河", "：这个页面新检出");
  }

  @Test
  void whileItIsReviewed_theSponsorReadsTheTestOfItsSubmission_andNothingOfTheReview()
      throws Exception {
    UUID id = inReview();
    String path = "/applications/" + id;
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    String before = handler.page(path);
    CaseFinding one = judged(id, Judgement.Outcome.CONFIRMED, "首页每天弹出签到");
    assertThat(before).contains("提交时的检测结果", one.rule().title().zh(), "为什么这样判断");
    List<CaseFinding> found =
        steps.file(id).open().stream().filter(other -> !other.rule().equals(one.rule())).toList();
    for (CaseFinding other : found) {
      national.judge(
          id,
          steps.version(id),
          other.testId(),
          other.rule().id(),
          Judgement.Outcome.DISMISSED,
          "不是规则所指的功能");
    }
    judged(id, Judgement.Outcome.ACCEPTED, "防汛期间可以");
    assertThat(WebSession.of(server, url(""), steps.reviewer).page("/cases/" + id))
        .contains("签署以后检测结果的变化", "例外已认可");
    UUID packageId = steps.file(id).packages().get(0).submitted().packageId();
    for (String page : List.of(path, path + "/check", path + "/topics/EXPLANATIONS")) {
      assertThat(handler.page(page))
          .as(page)
          .doesNotContain("首页每天弹出签到", "不是规则所指的功能", "防汛期间可以")
          .doesNotContain("例外已认可", "已认可", "已排除", "认定属实", "签署以后检测结果的变化");
    }
    assertThat(handler.page("/packages/" + packageId))
        .doesNotContain("例外已认可", "2027-09-30", "2027年9月30日");
    assertThat(withoutMoments(handler.page(path))).isEqualTo(withoutMoments(before));
    WebSession approver = WebSession.of(server, url(""), steps.approver);
    assertThat(approver.page(path)).contains("提交时的检测结果").doesNotContain("例外已认可");
  }

  /** Judges the check-in, which a claimed exemption may lift. */
  private CaseFinding judged(UUID id, Judgement.Outcome outcome, String reason) {
    steps.as(steps.reviewer);
    CaseFinding one =
        steps.file(id).findings().stream()
            .filter(found -> found.rule().id().equals("FORM-101"))
            .findFirst()
            .orElseThrow();
    national.judge(id, steps.version(id), one.testId(), one.rule().id(), outcome, reason);
    return one;
  }

  /** A page without what changes with each showing: tokens, versions and moments. */
  private static String withoutMoments(String page) {
    return page.replaceAll("name=\"(_csrf|version)\" value=\"[^\"]*\"", "")
        .replaceAll("value=\"[^\"]*\" name=\"(_csrf|version)\"", "")
        .replaceAll("nonce-?[^ \"]*", "");
  }
}
