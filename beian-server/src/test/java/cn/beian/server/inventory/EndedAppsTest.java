package cn.beian.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.inventory.InventorySteps.Unit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Apps whose filing ended have a list of their own; regions have the names of the register. */
class EndedAppsTest extends ServerTest {
  private static final String PROVINCE = "530000";

  @Autowired private ApplicationContext server;
  private InventorySteps steps;
  private WebSession supervisor;
  private Unit bureau = new Unit(UUID.randomUUID(), "", "");
  private String ended = "";
  private String going = "";

  @BeforeEach
  void twoApps() throws Exception {
    steps = new InventorySteps(jdbc);
    supervisor =
        WebSession.of(
            server, url(""), steps.person(steps.unit(PROVINCE).id(), "SUPERVISOR", PROVINCE));
    bureau = steps.unit("530300");
    ended = "停办" + Unique.word();
    going = "在办" + Unique.word();
    String row = "%s,网页,,," + bureau.name() + ",,2024-05-06,,\n";
    var preview =
        supervisor.postFile(
            "/inventory/import",
            Map.of(),
            "apps.csv",
            InventorySteps.table(row.formatted(ended) + row.formatted(going)));
    supervisor.post(preview.uri().getPath(), Map.of());
  }

  private void state(String state) {
    jdbc.sql("update app set state = :state where name = :name")
        .param("state", state)
        .param("name", ended)
        .update();
  }

  @Test
  void endedApps_areFilteredFoundAndExported_andCountedNowhere() throws Exception {
    String figures = bureau.name() + ",%d,0,0,%<d,0,0";
    assertThat(supervisor.page("/inventory.csv")).contains(figures.formatted(2));
    for (String state : new String[] {"DEREGISTERED", "REVOKED"}) {
      state(state);
      String word = state.equals("REVOKED") ? "备案已撤销" : "已注销";
      assertThat(supervisor.page("/inventory.csv")).contains(figures.formatted(1));
      String unit = "unit=" + bureau.id();
      assertThat(supervisor.page("/inventory/apps?" + unit)).contains(going).doesNotContain(ended);
      assertThat(supervisor.page("/inventory/apps?standing=ENDED&" + unit))
          .contains(ended, ">" + word + "<", "已注销或备案已撤销")
          .doesNotContain(going);
      assertThat(supervisor.page("/inventory/apps?q=" + ended)).contains(">" + ended + "<", word);
      assertThat(supervisor.page("/inventory/apps.csv?standing=ENDED&" + unit))
          .contains(ended, "," + word)
          .doesNotContain(going);
      assertThat(supervisor.page("/inventory/apps.csv?" + unit)).doesNotContain(ended);
    }
  }

  @Test
  void lowerRegion_isCalledAsTheRegisterSays_elseByItsCode() throws Exception {
    assertThat(supervisor.page("/inventory")).contains("530300").doesNotContain("曲江");
    name(steps.unit("530300"), "曲江市大数据局");
    name(steps.unit("530300"), "曲江市白石镇人民政府");
    jdbc.sql("update organization set level = 'TOWNSHIP' where name = '曲江市白石镇人民政府'").update();
    assertThat(supervisor.page("/inventory")).doesNotContain("曲江");
    name(steps.unit("530300"), "曲江市互联网信息办公室");
    assertThat(supervisor.page("/inventory")).contains("曲江市互联网信息办公室");
    name(steps.unit("530300"), "曲江市人民政府");
    assertThat(supervisor.page("/inventory"))
        .contains(">曲江市<")
        .doesNotContain("曲江市人民政府", "曲江市互联网信息办公室", "白石镇");
    assertThat(supervisor.page("/inventory/apps?unit=" + bureau.id())).contains(">曲江市<");
    assertThat(supervisor.page("/inventory.csv")).contains("530300,曲江市,");
  }

  private void name(Unit unit, String name) {
    jdbc.sql("update organization set name = :name where id = :id")
        .param("name", name)
        .param("id", unit.id())
        .update();
  }
}
