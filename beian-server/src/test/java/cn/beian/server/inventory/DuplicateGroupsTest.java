package cn.beian.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.inventory.InventorySteps.Unit;
import cn.beian.server.records.Acceptance;
import cn.beian.server.records.Filed;
import cn.beian.server.records.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Three and more entries that may be of one app stand on one card. */
class DuplicateGroupsTest extends ServerTest {
  private static final String PROVINCE = "520000";
  private static final String PAGE = "/inventory/duplicates";

  @Autowired private ApplicationContext server;
  private WebSession supervisor;
  private final List<UUID> entries = new ArrayList<>();
  private final List<Unit> units = new ArrayList<>();

  @BeforeEach
  void fourEntriesOfFourUnits() throws Exception {
    InventorySteps steps = new InventorySteps(jdbc);
    Unit office = steps.unit(PROVINCE);
    supervisor = WebSession.of(server, url(""), steps.person(office.id(), "SUPERVISOR", PROVINCE));
    StringBuilder rows = new StringBuilder();
    String name = InventorySteps.packageName();
    for (int i = 0; i < 4; i++) {
      units.add(steps.unit("520" + (i + 1) + "00"));
      rows.append("同一个").append(i).append(",APP,安卓,").append(name).append(',');
      rows.append(units.get(i).name()).append(",,,,\n");
    }
    var preview =
        supervisor.postFile(
            "/inventory/import", Map.of(), "apps.csv", InventorySteps.table(rows.toString()));
    supervisor.post(preview.uri().getPath(), Map.of());
    for (Unit unit : units) {
      entries.add(
          jdbc.sql("select id from app where owner_id = :unit")
              .param("unit", unit.id())
              .query(UUID.class)
              .single());
    }
  }

  /** The card on which an entry stands; empty where it stands on none. */
  private String card(int entry) throws Exception {
    String link = "href=\"/apps/" + entries.get(entry) + '"';
    for (String card : supervisor.page(PAGE).split("<section", -1)) {
      if (card.contains(link) && card.contains("<table")) {
        return card;
      }
    }
    return "";
  }

  private String ids(int... places) {
    List<String> ids = new ArrayList<>();
    for (int place : places) {
      ids.add(entries.get(place).toString());
    }
    return String.join(",", ids);
  }

  private String merge(int into, int... some) throws Exception {
    return supervisor
        .post(PAGE, Map.of("same", ids(some), "into", ids(into), "confirmed", "true"))
        .body();
  }

  private String apart(int... some) throws Exception {
    return supervisor
        .post(PAGE + "/distinct", Map.of("group", ids(0, 1, 2, 3), "same", ids(some)))
        .body();
  }

  private List<UUID> left() {
    return jdbc.sql("select id from app where id in (:ids) and merged_into is null")
        .param("ids", entries)
        .query(UUID.class)
        .list();
  }

  @Test
  void nobodyMergesWhatIsOfHisOwnUnit_withWhatIsOfAnother() throws Exception {
    String own = new InventorySteps(jdbc).person(units.get(0).id(), "SUPERVISOR", PROVINCE);
    Map<String, String> form = Map.of("same", ids(1), "into", ids(0), "confirmed", "true");
    assertThat(WebSession.of(server, url(""), own).post(PAGE, form).body()).contains("涉及您所在的单位");
    assertThat(left()).hasSize(4);
  }

  @Test
  void allOfAGroup_standOnOneCard_andThoseTickedGoIntoTheOneThatIsKept() throws Exception {
    for (int i = 0; i < 4; i++) {
      assertThat(card(0)).contains("同一个" + i, units.get(i).name());
    }
    assertThat(card(0)).contains("勾选的与没勾选的不是同一个", "把勾选的并入留下的");
    assertThat(supervisor.post(PAGE, Map.of("same", ids(1), "into", ids(0))).body())
        .contains("请先勾选已核实");
    assertThat(supervisor.post(PAGE, Map.of("into", ids(0), "confirmed", "true")).body())
        .contains("请先勾选与留下的相同的应用");
    assertThat(supervisor.post(PAGE, Map.of("same", ids(0), "confirmed", "true")).body())
        .contains("请先选择留下哪一个");
    assertThat(merge(0, 0)).contains("请先勾选与留下的相同的应用").doesNotContain("请刷新页面");
    assertThat(merge(0, 0, 2, 3))
        .contains("“同一个2”", "“同一个3”", "并入“同一个0”", "查看这个应用", ">可能重复的应用</h1>");
    assertThat(supervisor.page(PAGE)).as("said once").doesNotContain("并入“同一个0”");
    assertThat(supervisor.page("/apps/" + entries.get(0))).contains("与“同一个2”合并", "与“同一个3”合并");
    assertThat(left()).containsExactlyInAnyOrder(entries.get(0), entries.get(1));
    assertThat(card(1)).as("the rest stays").contains("同一个0", "合并成一个");
  }

  @Test
  void unitWhoseEntryIsGone_learnsOfIt_andTheOneThatKeepsItDoesNot() throws Exception {
    InventorySteps steps = new InventorySteps(jdbc);
    List<WebSession> handlers = new ArrayList<>();
    for (Unit unit : units) {
      handlers.add(WebSession.of(server, url(""), steps.person(unit.id(), "HANDLER", PROVINCE)));
    }
    merge(0, 0, 2);
    assertThat(handlers.get(2).page("/inbox")).contains("同一个0", "已并入另一条相同的应用");
    assertThat(handlers.get(0).page("/inbox")).doesNotContain("已并入");
    assertThat(handlers.get(1).page("/inbox")).doesNotContain("已并入");
  }

  @Test
  void thoseTicked_areNotTheOthers_butMayBeOfOneAppAmongThemselves() throws Exception {
    assertThat(apart()).contains("请先勾选；");
    assertThat(apart(0, 1, 2, 3)).contains("不能全部勾选");
    apart(3);
    assertThat(card(3)).isEmpty();
    assertThat(card(0)).contains("同一个1", "同一个2").doesNotContain("同一个3");
    apart(0, 1);
    assertThat(card(0)).contains("同一个1").doesNotContain("同一个2");
    assertThat(card(2)).as("nobody is left beside it").isEmpty();
    assertThat(apart(0, 1)).contains("不再相同，请刷新页面");
    assertThat(merge(0, 1, 2)).contains("有已核实不是同一个的");
    assertThat(left()).hasSize(4);
    supervisor.post(PAGE + "/relisted", Map.of("one", ids(2), "other", ids(1)));
    assertThat(card(2)).as("as it looks like one of them").contains("同一个0", "同一个1");
  }

  @Test
  void whatOneOfThoseTickedForbids_isSaidOfIt_andNoneIsMerged() throws Exception {
    Acceptance filed = Filed.acceptance(Filed.android());
    server
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(status -> server.getBean(Records.class).accept(filed));
    jdbc.sql("update filing_record set app_id = :app where app_id = :filed")
        .param("app", entries.get(2))
        .param("filed", filed.appId())
        .update();
    jdbc.sql("update app set state = 'FILED' where id = :app")
        .param("app", entries.get(2))
        .update();
    assertThat(card(0))
        .containsPattern("value=\"" + entries.get(2) + "\"[^>]*checked")
        .contains("有备案编号，不能并入别的");
    assertThat(merge(0, 1, 2)).contains("已有备案编号的应用要留下", "“同一个2”");
    WebSession handler =
        WebSession.of(
            server,
            url(""),
            new InventorySteps(jdbc).person(units.get(1).id(), "HANDLER", PROVINCE));
    handler.post("/apps/" + entries.get(1) + "/filing", Map.of("kind", "EXISTING"));
    assertThat(merge(2, 0, 1, 3)).contains("有另一单位的申请", "“同一个1”");
    assertThat(left()).hasSize(4);
    assertThat(merge(2, 0, 3)).contains("已把“同一个0”、“同一个3”并入“同一个2”");
    assertThat(left()).hasSize(2);
  }

  @Test
  void entryOfAnotherRegion_isNeitherMergedNorSetApart() throws Exception {
    InventorySteps steps = new InventorySteps(jdbc);
    WebSession stranger =
        WebSession.of(
            server, url(""), steps.person(steps.unit("520100").id(), "SUPERVISOR", "520100"));
    assertThat(
            stranger
                .post(PAGE, Map.of("same", ids(0, 1), "into", ids(0), "confirmed", "true"))
                .statusCode())
        .isEqualTo(403);
    assertThat(
            stranger
                .post(PAGE + "/distinct", Map.of("group", ids(0, 1), "same", ids(1)))
                .statusCode())
        .isEqualTo(403);
    assertThat(left()).hasSize(4);
  }
}
