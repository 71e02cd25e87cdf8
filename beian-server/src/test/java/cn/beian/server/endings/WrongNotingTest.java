package cn.beian.server.endings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.WebSession;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A noting that was wrong is set aside by a signer and another person, and the page keeps both. */
class WrongNotingTest extends EndingScene {
  private static final Map<String, String> WHY = Map.of("reason", "应用仍在运行，报告不实");

  private String noted() throws Exception {
    String path = reported();
    post(office, path + "/noting", Map.of());
    assertThat(record()).isEqualTo("DEREGISTERED DEREGISTERED");
    return path;
  }

  private static Map<String, String> decision(String decision) {
    return Map.of("reason", "核实属实", "decision", decision);
  }

  @Test
  void noting_proposedByOne_isSetAsideByTheSigner_andThePageKeepsBoth() throws Exception {
    String path = noted();
    WebSession supervisor = session(steps.stage.official(Role.SUPERVISOR, "330000"));
    WebSession signer = session(steps.signer);
    assertThat(signer.post(path + "/setting-aside", WHY).statusCode()).isEqualTo(403);
    assertThat(supervisor.page(path)).contains("提请撤销办结");
    post(supervisor, path + "/setting-aside", WHY);
    assertThat(column("state")).isEqualTo("SETTING_ASIDE");
    assertThat(record()).as("until it is decided").isEqualTo("DEREGISTERED DEREGISTERED");
    assertThat(
            supervisor.post(path + "/setting-aside/decision", decision("set-aside")).statusCode())
        .isEqualTo(403);
    assertThat(signer.page("/work")).contains("决定是否撤销办结");
    assertThat(signer.page(path)).contains("应用仍在运行，报告不实", "撤销办结，恢复备案");
    post(signer, path + "/setting-aside/decision", decision("set-aside"));
    assertThat(column("state")).isEqualTo("SET_ASIDE");
    assertThat(record()).isEqualTo("FILED FILED");
    assertThat(events()).endsWith("DEREGISTERED", "DEREGISTRATION_SET_ASIDE");
    assertThat(publicPage("/records/" + number)).contains(">注销<", "撤销注销办结，备案恢复");
    assertThat(handler.page(path)).contains("核对完整，记录并注销", "提请撤销办结", "核实属实");
    assertThat(handler.page("/inbox")).contains("办结已撤销，备案恢复");
    recordsAreSound();
    assertThat(planned()).as("it can be ended anew").isNotEqualTo(path);
  }

  @Test
  void turnedDown_itStaysNoted_andOfBothOnePersonIsNot() throws Exception {
    String path = noted();
    post(office, path + "/setting-aside", WHY);
    jdbc.sql(
            "update user_account set roles = '{SIGNER,SUPERVISOR}', region = '100000' where login = ?")
        .param(steps.firstSeat)
        .update();
    post(session(steps.firstSeat), path + "/setting-aside/decision", decision("set-aside"));
    assertThat(record()).as("by the one who proposed it").isEqualTo("DEREGISTERED DEREGISTERED");
    post(session(steps.signer), path + "/setting-aside/decision", decision("keep"));
    assertThat(column("state")).isEqualTo("NOTED");
    assertThat(record()).isEqualTo("DEREGISTERED DEREGISTERED");
    recordsAreSound();
  }

  @Test
  void afterTheDaysOfTheParameter_nobodyProposesIt() throws Exception {
    String path = noted();
    jdbc.sql(
            "update ending_event set at = at - interval '40 days' where name = 'NOTE' and case_id ="
                + " (select id from ending_case where number = ?)")
        .param(number)
        .update();
    assertThat(office.page(path)).doesNotContain("/setting-aside");
    assertThat(post(office, path + "/setting-aside", WHY)).contains("撤销办结的期限已过");
    assertThat(column("state")).isEqualTo("NOTED");
  }
}
