package cn.beian.server.web.work;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.fixtures.FilingSteps;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What the page of an app says, and to whom. */
class AppPagesTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private ApplicationStore store;
  private FilingSteps steps;

  @BeforeEach
  void stage() {
    steps = new FilingSteps(server);
  }

  private WebSession session(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  private String page(UUID application) {
    return "/apps/" + store.find(application).orElseThrow().appId();
  }

  @Test
  void draft_isItsSponsorsOwn_andSaysWhatIsToBeDone() throws Exception {
    UUID id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    assertThat(session(steps.handler).page(page(id)))
        .contains("未备案", "待您办理", "/applications/" + id)
        .doesNotContain("放进应用", "等待经办人");
    assertThat(session(steps.handler).page("/applications")).contains(page(id));
    String official = steps.stage.official(Role.SUPERVISOR, "330000");
    assertThat(session(official).get(page(id)).statusCode()).isEqualTo(403);
    String foreigner = new FilingSteps(server).handler;
    assertThat(session(foreigner).get(page(id)).statusCode()).isEqualTo(403);
    assertThat(session(steps.handler).get("/apps/" + UUID.randomUUID()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void appWhoseApplicationWasGivenUp_isAppliedForAnewWithItsPackage_byItsHandlerAlone()
      throws Exception {
    UUID id = steps.ready();
    var before = store.find(id).orElseThrow();
    WebSession handler = session(steps.handler);
    assertThat(handler.page(page(id))).doesNotContain("用原来的软件包重新申请");
    handler.post(
        "/applications/" + id + "/withdrawal",
        Map.of("version", Integer.toString(before.version()), "reason", "以后再办"));
    String ended = handler.page(page(id));
    assertThat(ended)
        .contains("用原来的软件包重新申请")
        .containsPattern("name=\"package\"\\s+value=\"[0-9a-f-]{36}\"");
    assertThat(session(steps.approver).page(page(id))).doesNotContain("用原来的软件包重新申请");
  }

  @Test
  void filedApp_showsNumber_versions_history_andItsCases_alsoToOfficialsOfTheRegion()
      throws Exception {
    UUID id = steps.inNationalReview(steps.ready());
    String number = steps.accepted(id).toString();
    String own = session(steps.handler).page(page(id));
    assertThat(own)
        .contains(
            "已备案，当前有效",
            number,
            "备案编号：</span><span class=\"whole\">" + number,
            "主办单位：" + steps.stage.name,
            steps.stage.packageName,
            "审核时的版本",
            "第 1 次登记",
            "/applications/" + id);
    String official = steps.stage.official(Role.SUPERVISOR, "330000");
    assertThat(session(official).page(page(id))).contains(number).doesNotContain("/cases/" + id);
    assertThat(session(steps.reviewer).page(page(id))).contains(number, "/cases/" + id);
    String elsewhere = steps.stage.official(Role.SUPERVISOR, "440000");
    assertThat(session(elsewhere).get(page(id)).statusCode()).isEqualTo(403);
  }
}
