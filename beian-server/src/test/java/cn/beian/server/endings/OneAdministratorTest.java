package cn.beian.server.endings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.Visitor;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.Unique;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * One administrator alone tries to end somebody else's app for ever: he invites everybody whom an
 * ending takes, opens their links himself and plays them all.
 */
class OneAdministratorTest extends EndingScene {
  private static final Pattern LINK = Pattern.compile("/account/invitation/[0-9a-f]{64}");

  private String administrator() {
    person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR"); // there is a second, who does nothing
    return person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR");
  }

  @Test
  void threeInvitations_ofOneAdministrator_endNoApp() throws Exception {
    WebSession alone = session(administrator());
    List<WebSession> played = new ArrayList<>();
    for (Map.Entry<String, UUID> role :
        List.of(
            Map.entry("HANDLER", steps.stage.unit),
            Map.entry("APPROVER", steps.stage.unit),
            Map.entry("COMPLETENESS_REVIEWER", unitOf(steps.firstSeat)))) {
      String login = "x" + Unique.word();
      String answer =
          alone
              .post(
                  "/admin/organizations/" + role.getValue() + "/people/new",
                  Map.of("login", login, "name", "某人", "roles", role.getKey(), "region", "330000"))
              .body();
      Matcher link = LINK.matcher(answer);
      if (link.find()) {
        new Visitor(url("")).post(link.group(), Map.of("password", WebSession.PASSWORD));
        played.add(session(login));
      }
    }
    if (played.size() == 3) {
      end(played.get(0), played.get(1), played.get(2));
    }
    assertThat(record()).as("state of record and app").isEqualTo("FILED FILED");
    assertThat(played).as("accounts that he can open by himself").isEmpty();
  }

  /** Neither does who is there already get a role by one person, nor a first link anew. */
  @Test
  void rolesOfWhoIsThere_andLinksAnew_takeTwoAsWell() throws Exception {
    WebSession alone = session(administrator());
    for (String role :
        List.of(
            "COMPLETENESS_REVIEWER",
            "GOVERNMENT_SERVICE_REVIEWER",
            "NATIONAL_REVIEWER",
            "SUPERVISOR",
            "PROJECT_REVIEWER",
            "RULEBOOK_ADMINISTRATOR",
            "UNIT_ADMINISTRATOR",
            "APPROVER")) {
      String login = person(UUID.randomUUID(), "HANDLER");
      alone.post(
          "/admin/people/" + id(login) + "/roles", Map.of("roles", role, "region", "330100"));
      assertThat(roles(login)).as(role).isEqualTo("HANDLER");
    }
    String unused = person(UUID.randomUUID(), "HANDLER");
    jdbc.sql("update user_account set password_hash = null where login = ?").param(unused).update();
    assertThat(alone.post("/admin/people/" + id(unused) + "/recovery", Map.of()).body())
        .doesNotContainPattern(LINK);
  }

  private void end(WebSession fakeHandler, WebSession fakeApprover, WebSession fakeOffice)
      throws Exception {
    fakeHandler.post("/endings", plan());
    String path = "/endings/" + column("id");
    post(fakeApprover, path + "/announcement", Map.of());
    post(fakeHandler, path + "/offline", report(today));
    post(fakeApprover, path + "/report", Map.of());
    post(fakeOffice, path + "/noting", new HashMap<>());
  }

  private UUID unitOf(String login) {
    return jdbc.sql("select organization_id from user_account where login = ?")
        .param(login)
        .query(UUID.class)
        .single();
  }

  private UUID id(String login) {
    return jdbc.sql("select id from user_account where login = ?")
        .param(login)
        .query(UUID.class)
        .single();
  }

  private String roles(String login) {
    return jdbc.sql("select array_to_string(roles, ',') from user_account where login = ?")
        .param(login)
        .query(String.class)
        .single();
  }
}
