package cn.beian.server.filings.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The approver gives a draft back with a remark, which stays in the unit. */
class RemarkTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private UUID id = UUID.randomUUID();

  @BeforeEach
  void draft() throws Exception {
    steps = new FilingSteps(server);
    id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    steps.fill(id);
  }

  private int giveBack(String login, String remark) throws Exception {
    return WebSession.of(server, url(""), login)
        .post(
            "/applications/" + id + "/remark",
            Map.of("version", Integer.toString(steps.version(id)), "reason", remark))
        .statusCode();
  }

  private void handToApprover() {
    steps.as(steps.handler);
    server.getBean(Drafts.class).handToApprover(id, steps.version(id));
  }

  @Test
  void remark_standsOnTheHandlersPage_untilItIsHandedOverAgain_andOfficialsReadNothing()
      throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    WebSession approver = WebSession.of(server, url(""), steps.approver);
    assertThat(approver.page("/applications/" + id + "/check"))
        .doesNotContain("退回经办人")
        .as("it is not with him");
    giveBack(steps.approver, "早了");
    assertThat(handler.page("/applications/" + id)).doesNotContain("早了");

    handToApprover();
    assertThat(handler.page("/applications/" + id + "/check"))
        .contains("已交审批人，等待签署")
        .doesNotContain("可以交审批人签署");
    assertThat(approver.page("/applications/" + id)).contains("经办人已填写").doesNotContain("您已填写");
    assertThat(approver.page("/applications/" + id + "/check")).contains("退回经办人修改");
    giveBack(steps.handler, "自己退");
    giveBack(steps.approver, " ");
    assertThat(steps.file(id).application().ready()).isTrue();
    giveBack(steps.approver, "请写明承建单位<全称>");
    assertThat(steps.file(id).application().ready()).isFalse();
    assertThat(handler.page("/applications/" + id)).contains("审批人退回修改", "请写明承建单位&lt;全称&gt;");
    assertThat(handler.page("/work")).contains("/applications/" + id);
    handToApprover();
    assertThat(handler.page("/applications/" + id)).doesNotContain("请写明承建单位");
    giveBack(steps.approver, "只给本单位看的话");
    handToApprover();
    steps.submit(id);
    for (String login : new String[] {steps.firstSeat, steps.secondSeat}) {
      assertThat(WebSession.of(server, url(""), login).page("/cases/" + id))
          .doesNotContain("只给本单位看的话");
    }
  }
}
