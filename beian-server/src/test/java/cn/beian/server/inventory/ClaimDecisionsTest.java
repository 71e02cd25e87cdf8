package cn.beian.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.inventory.InventorySteps.Unit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Whose an app is, as a supervisor decides, and takes back while nothing rests on it. */
class ClaimDecisionsTest extends ServerTest {
  private static final String PROVINCE = "630000";

  @Autowired private ApplicationContext server;
  private InventorySteps steps;
  private Unit one = new Unit(UUID.randomUUID(), "", "");
  private Unit two = one;
  private String person = "";
  private WebSession supervisor;
  private WebSession first;
  private WebSession second;
  private UUID app = UUID.randomUUID();

  @BeforeEach
  void appThatTwoUnitsClaim() throws Exception {
    steps = new InventorySteps(jdbc);
    one = steps.unit("630100");
    two = steps.unit("630200");
    person = steps.person(steps.unit(PROVINCE).id(), "SUPERVISOR", PROVINCE);
    supervisor = WebSession.of(server, url(""), person);
    first = WebSession.of(server, url(""), steps.person(one.id(), "HANDLER", PROVINCE));
    second = WebSession.of(server, url(""), steps.person(two.id(), "HANDLER", PROVINCE));
    String name = InventorySteps.packageName();
    Map<String, String> unknown = Map.of("unknownUnits", "true");
    String row = "无主应用,APP,安卓," + name + ",,,2024-05-06,,\n";
    var preview =
        supervisor.postFile("/inventory/import", unknown, "apps.csv", InventorySteps.table(row));
    supervisor.post(preview.uri().getPath(), unknown);
    app =
        jdbc.sql("select app_id from app_identity where identity = :name")
            .param("name", name)
            .query(UUID.class)
            .single();
    first.post("/apps/" + app + "/claim", Map.of());
    assertThat(second.post("/apps/" + app + "/claim", Map.of()).body())
        .contains("另有单位也认领了这个应用，由监督检查员认定")
        .doesNotContain("可以开始备案");
  }

  private String decide(Unit unit) throws Exception {
    return decide(unit, supervisor);
  }

  private String decide(Unit unit, WebSession official) throws Exception {
    UUID claim =
        jdbc.sql(
                """
                select id from app_claim where app_id = :app and organization_id = :unit
                  and ended_at is null
                """)
            .param("app", app)
            .param("unit", unit.id())
            .query(UUID.class)
            .single();
    return official
        .post("/inventory/claims/decision", Map.of("claim", claim.toString(), "confirmed", "true"))
        .body();
  }

  private String undo() {
    return "/inventory/decisions/"
        + jdbc.sql(
                """
                select id from claim_decision where app_id = :app order by made_at desc limit 1
                """)
            .param("app", app)
            .query(UUID.class)
            .single()
        + "/undo";
  }

  private UUID owner() {
    return jdbc.sql("select owner_id from app where id = :app")
        .param("app", app)
        .query(UUID.class)
        .single();
  }

  private List<String> open() {
    return jdbc.sql(
            """
            select o.name from app_claim c join organization o on o.id = c.organization_id
            where c.app_id = :app and c.ended_at is null order by c.made_at
            """)
        .param("app", app)
        .query(String.class)
        .list();
  }

  @Test
  void decision_isTakenBack_bothUnitsLearnOfBoth_andHistoryIsKept() throws Exception {
    assertThat(decide(two)).contains("认定属于" + two.name(), "撤回这次认定", "应用回到认定前的归属");
    assertThat(owner()).isEqualTo(two.id());
    assertThat(open()).isEmpty();
    assertThat(second.page("/known-apps"))
        .contains("监督检查员认定属于本单位", "/apps/" + app + "/filing")
        .doesNotContain("/apps/" + app + "/claim", "/apps/" + app + "/disclaimer");
    assertThat(first.page("/inbox")).contains("无主应用", "已认定这个应用不属于本单位");
    assertThat(second.page("/inbox")).contains("无主应用", "已认定这个应用属于本单位，请办理备案");
    assertThat(server.getBean(DuplicateStore.class).held(app)).as("it may be merged").isFalse();

    String back = undo();
    assertThat(
            WebSession.of(
                    server,
                    url(""),
                    steps.person(steps.unit("650100").id(), "SUPERVISOR", "650000"))
                .post(back, Map.of())
                .statusCode())
        .isEqualTo(403);
    assertThat(second.post(back, Map.of()).statusCode()).isEqualTo(403);
    assertThat(supervisor.post(back, Map.of()).body())
        .contains("某人撤回了这次认定", "认定属于" + one.name())
        .doesNotContain("应用回到认定前的归属");
    assertThat(
            jdbc.sql("select kind from notification where app_id = ? and read_at is null")
                .param(app)
                .query(String.class)
                .list())
        .as("what was decided before is no news any more")
        .containsOnly("CLAIM_ANEW");
    assertThat(owner()).as("the first had it").isEqualTo(one.id());
    assertThat(open()).containsExactly(one.name(), two.name());
    assertThat(first.page("/inbox")).contains("这个应用归属的认定已撤回");
    assertThat(second.page("/inbox")).contains("这个应用归属的认定已撤回");
    assertThat(supervisor.post(back, Map.of()).body()).contains("这次认定已经撤回");
    assertThat(
            jdbc.sql("select action from audit_entry where subject = :app order by id")
                .param("app", "app:" + app)
                .query(String.class)
                .list())
        .endsWith("inventory.decide", "inventory.decision-back");

    assertThat(decide(one)).contains("认定属于" + one.name(), "某人撤回了这次认定");
    assertThat(owner()).isEqualTo(one.id());
  }

  @Test
  void decisionOnWhichAnApplicationRests_isNotTakenBack_andSaysWhy() throws Exception {
    decide(two);
    second.post("/apps/" + app + "/filing", Map.of("kind", "EXISTING"));
    assertThat(supervisor.page("/inventory/claims"))
        .contains("认定后已就这个应用开始或提交申请")
        .doesNotContain(undo());
    assertThat(supervisor.post(undo(), Map.of()).body()).contains("不能再撤回认定");
    assertThat(owner()).isEqualTo(two.id());
    assertThat(open()).isEmpty();
  }

  @Test
  void decisionAfterWhichAUnitSaidSomethingElse_isNotTakenBack() throws Exception {
    decide(two);
    second.post("/apps/" + app + "/disclaimer", Map.of("reason", "已移交"));
    assertThat(supervisor.post(undo(), Map.of()).body()).contains("认定后归属又有变化");
    assertThat(supervisor.page("/inventory/claims")).contains("已移交", "认可，归属待查");
  }

  @Test
  void nobodyDecidesWhatHisOwnUnitClaims_andNobodyFilesMeanwhile() throws Exception {
    String region =
        jdbc.sql("select region from app where id = :app")
            .param("app", app)
            .query(String.class)
            .single();
    WebSession own = WebSession.of(server, url(""), steps.person(two.id(), "SUPERVISOR", region));
    assertThat(decide(two, own)).contains("涉及您所在的单位");
    assertThat(owner()).isEqualTo(one.id());
    assertThat(first.post("/apps/" + app + "/filing", Map.of("kind", "EXISTING")).body())
        .contains("等监督检查员认定后再开始备案");
    decide(two);
    assertThat(own.post(undo(), Map.of()).body()).contains("涉及您所在的单位");
    assertThat(owner()).isEqualTo(two.id());
    assertThat(second.post("/apps/" + app + "/filing", Map.of("kind", "EXISTING")).uri().getPath())
        .startsWith("/applications/");
  }
}
