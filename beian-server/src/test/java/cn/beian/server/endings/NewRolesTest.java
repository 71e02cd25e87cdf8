package cn.beian.server.endings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.fixtures.Unique;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Roles that two persons gave: who is notified, and when they may decide. */
class NewRolesTest extends EndingScene {
  private String invitedApprover() throws Exception {
    String administrator = person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR");
    String login = "y" + Unique.word();
    String asked =
        session(administrator)
            .post(
                "/admin/organizations/" + steps.stage.unit + "/people/new",
                Map.of("login", login, "name", "新局长", "roles", "APPROVER", "region", "330100"))
            .body();
    Matcher request = Pattern.compile("/requests/[0-9a-f-]{36}").matcher(asked);
    assertThat(request.find()).isTrue();
    assertThat(
            session(person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR"))
                .post(request.group() + "/confirmation", Map.of())
                .statusCode())
        .as("the unit has an approver, who confirms")
        .isEqualTo(403);
    assertThat(approver.post(request.group() + "/confirmation", Map.of()).body())
        .contains("/account/invitation/");
    return login;
  }

  @Test
  void unitAndRegion_areNotified_othersAreNot() throws Exception {
    invitedApprover();
    for (WebSession told : new WebSession[] {handler, approver, office}) {
      assertThat(told.page("/inbox")).contains("申请为 新局长 授予角色：审批人");
    }
    WebSession elsewhere =
        session(
            new Stage(server, "PREFECTURE", "LOCAL")
                .official(Role.COMPLETENESS_REVIEWER, "520000"));
    assertThat(elsewhere.page("/inbox")).doesNotContain("新局长");
    assertThat(session(steps.reviewer).page("/inbox")).as("the nation").doesNotContain("新局长");
    jdbc.sql("update user_account set name = '另一人' where name = '新局长'").update();
    assertThat(approver.page("/inbox"))
        .as("a notice stays as it was worded")
        .contains("申请为 新局长 授予角色：审批人");
  }

  @Test
  void newApprover_announcesNothing_beforeAWorkingDayIsOver() throws Exception {
    String login = invitedApprover();
    WebSession fresh = session(login);
    String path = planned();
    assertThat(fresh.page("/")).contains("可以签署、会审、确认和作出决定");
    assertThat(post(fresh, path + "/announcement", Map.of())).contains("满一个工作日前不能签署");
    assertThat(column("state")).isEqualTo("PLANNED");
    jdbc.sql(
            "update role_holding set given_at = given_at - interval '12 days' where account_id ="
                + " (select id from user_account where login = ?)")
        .param(login)
        .update();
    assertThat(post(fresh, path + "/announcement", Map.of())).contains("已公告关停");
  }

  @Test
  void newSeatAndNewReviewer_decideNothing_beforeAWorkingDayIsOver() throws Exception {
    String path = reported();
    since(steps.firstSeat, "now()");
    assertThat(post(office, path + "/noting", Map.of())).contains("满一个工作日前不能签署");
    assertThat(record()).startsWith("SHUTTING_DOWN");
    since(steps.firstSeat, "now() - interval '12 days'");
    post(office, path + "/noting", Map.of());
    assertThat(record()).startsWith("DEREGISTERED");
  }

  /** A link gave him his password, whoever holds it. */
  private void since(String login, String when) {
    jdbc.sql("update user_account set password_link_at = " + when + " where login = ?")
        .param(login)
        .update();
  }
}
