package cn.beian.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.inventory.InventorySteps.Unit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The page of an app without a number says that it is overdue, and what is to be done. */
class UnfiledAppTest extends ServerTest {
  private static final String PROVINCE = "640000";

  @Autowired private ApplicationContext server;
  private InventorySteps steps;
  private Unit office = new Unit(UUID.randomUUID(), "", "");
  private WebSession supervisor;
  private WebSession handler;
  private String existing = "";
  private String late = "";
  private String nobodys = "";

  @BeforeEach
  void threeApps() throws Exception {
    steps = new InventorySteps(jdbc);
    office = steps.unit(PROVINCE);
    Unit bureau = steps.unit("640100");
    supervisor = WebSession.of(server, url(""), steps.person(office.id(), "SUPERVISOR", PROVINCE));
    handler = WebSession.of(server, url(""), steps.person(bureau.id(), "HANDLER", "640100"));
    String name = InventorySteps.packageName();
    String row = "应用,APP,安卓,%s,%s,,%s,,\n";
    var preview =
        supervisor.postFile(
            "/inventory/import",
            Map.of("unknownUnits", "true"),
            "apps.csv",
            InventorySteps.table(
                row.formatted(name + "a", bureau.name(), "2024-05-06")
                    + row.formatted(name + "b", bureau.name(), "2026-03-01")
                    + row.formatted(name + "c", "", "2024-05-06")));
    supervisor.post(preview.uri().getPath(), Map.of("unknownUnits", "true"));
    existing = page(name + "a");
    late = page(name + "b");
    nobodys = page(name + "c");
  }

  private String page(String identity) {
    return "/apps/"
        + jdbc.sql("select app_id from app_identity where identity = :identity")
            .param("identity", identity)
            .query(UUID.class)
            .single();
  }

  @Test
  void overdueApp_saysItsDay_whatToDo_andHowFarItsUnitIs() throws Exception {
    assertThat(handler.page(existing))
        .contains("逾期未备案", "前（含当日）备案，这个应用已经逾期；", "本单位还没有开始申请，请尽快开始备案")
        .as("one way to begin, beside what is wrong")
        .containsOnlyOnce("action=\"" + existing + "/filing\"")
        .containsSubsequence("id=\"unfiled\"", "/filing\"", "id=\"known\"");
    assertThat(supervisor.page(existing))
        .contains("这个应用已经逾期；", "单位还没有开始申请", "/letter")
        .doesNotContain("本单位还没有开始申请");
    assertThat(supervisor.page(nobodys)).contains("这个应用已经逾期；", "主办单位不明，等单位认领");
    handler.post(existing + "/filing", Map.of("kind", "EXISTING"));
    assertThat(handler.page(existing)).contains("本单位已开始申请，还没有提交");
    assertThat(handler.page("/applications")).contains(existing, ">逾期未备案</span>");
    assertThat(supervisor.page(existing)).contains("单位已开始申请，还没有提交");
    state("COMPLETENESS_REVIEW");
    assertThat(handler.page(existing)).contains("正在审核，现在不用办理");
    state("SUPPLEMENT_DUE");
    assertThat(handler.page(existing)).contains("申请已退回本单位，请尽快补正或整改");
    state("REFUSED");
    assertThat(handler.page(existing)).contains("此前的申请没有办成");
  }

  @Test
  void appWhoseApplicationWasGivenUp_isAppliedForAnew_onItsOwnPage() throws Exception {
    String begin = existing + "/filing";
    assertThat(handler.page(existing)).contains(begin);
    String draft = handler.post(begin, Map.of("kind", "EXISTING")).uri().getPath();
    assertThat(handler.page(existing)).contains(draft, "待您办理").doesNotContain(begin);
    String version =
        jdbc.sql("select version from application where id = ?::uuid")
            .param(draft.substring(draft.lastIndexOf('/') + 1))
            .query(String.class)
            .single();
    handler.post(draft + "/withdrawal", Map.of("version", version, "reason", "先停用"));
    assertThat(handler.page(existing)).contains("请重新申请备案", begin, ">重新申请</button>");
    assertThat(supervisor.page(existing)).doesNotContain(begin);
    assertThat(handler.post(begin, Map.of("kind", "EXISTING")).uri().getPath())
        .isNotEqualTo(draft)
        .startsWith("/applications/");
    assertThat(handler.page(existing)).doesNotContain(begin);
  }

  private void state(String state) {
    jdbc.sql("update application set state = :state where app_id = :app")
        .param("state", state)
        .param("app", UUID.fromString(existing.substring("/apps/".length())))
        .update();
  }

  @Test
  void appOnlineSinceTheMeasures_isNotCalledOverdue_butUnlawful() throws Exception {
    assertThat(handler.page(late))
        .contains("施行后未备案上线", "施行后未经备案就上线；", "本单位还没有开始申请")
        .doesNotContain("已经逾期");
    handler.post(
        late + "/offline", Map.of("offlineOn", "2026-04-01", "disposed", "已归档", "evidence", "已下架"));
    assertThat(handler.page(late)).contains("已下线，未备案过").doesNotContain("未经备案就上线");
  }

  @Test
  void rowOfAnInventory_namesTheOfficeThatImportedIt_notItsCode() throws Exception {
    assertThat(handler.page(existing))
        .containsPattern(office.name() + " [^<]*导入的清单，第 2 行")
        .doesNotContain("640000 的清单");
    jdbc.sql("update organization set division = '650000' where id = :id")
        .param("id", office.id())
        .update();
    assertThat(handler.page(existing)).containsPattern("宁夏回族自治区 640000 [^<]*导入的清单");
  }
}
