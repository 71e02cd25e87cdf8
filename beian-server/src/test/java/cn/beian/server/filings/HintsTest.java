package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.filings.filed.LaunchBuilds;
import cn.beian.server.filings.review.NationalReview;
import cn.beian.server.filings.review.NationalReview.HumanTestReport;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A hint asks for something until it is there, and again once it is no longer. */
class HintsTest extends ServerTest {
  private static final byte[] PDF = "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

  @Autowired private ApplicationContext server;
  @Autowired private DraftPackages packages;
  @Autowired private Clock clock;
  private FilingSteps steps;

  @BeforeEach
  void people() {
    steps = new FilingSteps(server);
  }

  private WebSession as(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  @Test
  void reportOfAManualTest_isAskedForUntilItIsThere() throws Exception {
    UUID id = steps.inNationalReview(steps.draft());
    String hint = "没有软件包的，由人检测，并附检测报告";
    assertThat(as(steps.reviewer).page("/cases/" + id)).contains(hint).doesNotContain("再记录一次人工检测");
    steps.as(steps.reviewer);
    Person reviewer = server.getBean(Identity.class).current();
    server
        .getBean(NationalReview.class)
        .recordHumanTest(
            id,
            steps.version(id),
            new HumanTestReport(
                id,
                ManualTest.APPLICATION,
                true,
                "省软件评测中心",
                OfficialTime.dayOf(clock.instant()),
                "逐页操作，未见打卡"),
            steps.pdf(reviewer.organizationId(), reviewer.id()));
    assertThat(as(steps.reviewer).page("/cases/" + id))
        .contains("再记录一次人工检测", "省软件评测中心")
        .doesNotContain(hint);

    String number = steps.accept(id).toString();
    assertThat(as(steps.handler).page("/applications"))
        .as("a site has no launch build to upload")
        .contains(number, "标明备案编号")
        .doesNotContain("还没有上传");
  }

  @Test
  void launchBuild_isAskedForUntilOneShowsTheNumber_whateverComesAfterIt() throws Exception {
    UUID id =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    steps.judgeAll(id);
    String number = steps.accept(id).toString();
    String hint = "上线包应与审核包一致";
    String page = "/applications/" + id;
    WebSession handler = as(steps.handler);
    assertThat(handler.page(page)).contains(hint);
    assertThat(handler.page("/applications")).contains("上线版本：还没有上传");
    launch(id);
    assertThat(handler.page(page)).as("it does not show the number").contains(hint);
    launch(id, "主办单位：" + steps.stage.name, "备案编号：" + number);
    assertThat(handler.page(page)).contains("备案完成").doesNotContain(hint);
    launch(id, "每月通报");
    assertThat(handler.page(page)).contains("备案完成").doesNotContain(hint);
    assertThat(handler.page("/applications")).doesNotContain("还没有上传");
  }

  private void launch(UUID id, String... texts) throws Exception {
    steps.as(steps.handler);
    UUID build = steps.stage.plant(steps.stage.facts(texts), steps.handler);
    server.getBean(LaunchBuilds.class).handIn(id, steps.version(id), build);
  }

  @Test
  void stampedUndertaking_isAskedForUntilItIsThere_ofTheSponsorAndOfTheSeats() throws Exception {
    UUID id = steps.ready();
    jdbc.sql("delete from answer where application_id = ? and field = 'undertaking.stampedCopy'")
        .param(id)
        .update();
    String later = "承诺书盖章件尚未上传；可以先提交";
    assertThat(as(steps.handler).page("/applications/" + id + "/check")).contains(later);
    steps.submit(id);
    String awaited = "主办单位尚未补交承诺书盖章件";
    assertThat(as(steps.firstSeat).page("/cases/" + id)).contains(awaited);
    assertThat(as(steps.handler).page("/applications/" + id)).contains("上传盖章件");
    as(steps.handler)
        .postFile("/applications/" + id + "/stamped-undertaking", Map.of(), "盖章承诺书.pdf", PDF);
    assertThat(as(steps.handler).page("/applications/" + id)).doesNotContain("上传盖章件");
    assertThat(as(steps.handler).page("/applications/" + id + "/check")).doesNotContain(later);
    assertThat(as(steps.firstSeat).page("/cases/" + id)).doesNotContain(awaited);
  }

  @Test
  void stampedUndertakingThatLapsed_isNamedUntilAnotherOneCame_andNotAfterThat() throws Exception {
    UUID first = steps.stage.plant(steps.stage.facts(), steps.handler);
    UUID id = steps.ready(steps.draft(first));
    String lapsed = "写的是另一个软件包";
    String page = "/applications/" + id;
    WebSession handler = as(steps.handler);
    assertThat(handler.page(page)).doesNotContain(lapsed);
    steps.as(steps.handler);
    UUID second = steps.stage.plant(steps.stage.facts("每月通报"), steps.handler);
    packages.replace(id, first, second);
    assertThat(handler.page(page)).contains(lapsed);
    steps.fill(id); // with a copy
    assertThat(handler.page(page)).doesNotContain(lapsed);

    UUID copy =
        UUID.fromString(
            Objects.requireNonNull(steps.file(id).plain().get(CaseFile.STAMPED_COPY)).value());
    String document = copy + "~" + CaseFile.STAMPED_COPY.fieldId();
    handler.post(page + "/documents/place", Map.of("document", document, "to:" + document, ""));
    assertThat(steps.file(id).stampedCopyAwaited()).isTrue();
    assertThat(handler.page(page))
        .as("the one taken away was of this package")
        .doesNotContain(lapsed);
    steps.fill(id);
    assertThat(steps.file(id).stampedCopyAwaited()).isFalse();

    steps.as(steps.handler);
    packages.replace(id, second, steps.stage.plant(steps.stage.facts("本周排名"), steps.handler));
    assertThat(handler.page(page)).as("and it lapses again").contains(lapsed);
  }
}
