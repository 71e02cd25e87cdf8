package cn.beian.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.Role;
import cn.beian.filing.states.RecordState;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.apps.Apps;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.inventory.InventorySteps.Unit;
import cn.beian.server.records.Acceptance;
import cn.beian.server.records.Filed;
import cn.beian.server.records.Records;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Inventories over HTTP: taken, claimed, filed, counted. */
class InventoryTest extends ServerTest {
  private static final String PROVINCE = "620000";

  @Autowired private ApplicationContext server;
  private InventorySteps steps;
  private Unit office = new Unit(UUID.randomUUID(), "", "");
  private Unit bureau = office;
  private Unit other = office;
  private String supervisor = "";

  @BeforeEach
  void people() {
    steps = new InventorySteps(jdbc);
    office = steps.unit(PROVINCE);
    bureau = steps.unit("620100");
    other = steps.unit("620102");
    supervisor = steps.person(office.id(), "SUPERVISOR", PROVINCE);
  }

  private WebSession as(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  /** Sends a table and confirms it; the page of what became of it. */
  private String taken(WebSession session, byte[] table, Map<String, String> choices)
      throws Exception {
    HttpResponse<String> preview =
        session.postFile("/inventory/import", choices, "apps.csv", table);
    assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
    HttpResponse<String> done =
        session.post(preview.uri().getPath(), choices.isEmpty() ? Map.of() : choices);
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    return done.body();
  }

  private List<UUID> apps(String identity) {
    return jdbc.sql("select app_id from app_identity where identity = :identity order by app_id")
        .param("identity", identity)
        .query(UUID.class)
        .list();
  }

  private int entries() {
    return jdbc.sql("select count(*) from inventory_entry where region = :region")
        .param("region", PROVINCE)
        .query(Integer.class)
        .single();
  }

  @Test
  void goodRows_areTakenOnce_andBadOnesComeBackWithTheReason() throws Exception {
    String name = InventorySteps.packageName();
    String table =
        "掌上农牧,APP,安卓,"
            + name
            + ","
            + bureau.name()
            + ","
            + bureau.code()
            + ",2024-05-06,华为应用市场,摸底\n"
            + "掌上 农牧,APP,,,"
            + bureau.name()
            + ",,2024/5/6,,\n"
            + "牧民通,小程序,微信,wx1,没有这个单位,,,,\n"
            + "=1+1,APP,,,,,,,\n"
            + "早的,APP,,,,,1970-01-01,,\n"
            + "晚的,APP,,,,,2099-01-01,,\n"
            + "群,微信群,,,,,,,\n"
            + "外省的,APP,,,"
            + new InventorySteps(jdbc).unit("650100").name()
            + ",,,,\n"
            + "<script>alert(1)</script>,网页,,,"
            + bureau.name()
            + ",,46150,,\n";
    WebSession session = as(supervisor);
    int before = entries();
    HttpResponse<String> preview =
        session.postFile("/inventory/import", Map.of(), "apps.csv", InventorySteps.table(table));
    assertThat(preview.body())
        .contains("现在还没有写入", "名册里没有这个单位", "上线日期早于 2000 年", "上线日期在今天之后")
        .contains("单位不在您的地区", "&lt;script&gt;")
        .doesNotContain("<script>alert");
    assertThat(entries()).isEqualTo(before);
    String page = preview.uri().getPath();
    HttpResponse<String> done = session.post(page, Map.of());
    assertThat(done.body()).contains("已写入");
    assertThat(entries() - before).as("two names of one app are two rows of one app").isEqualTo(3);
    assertThat(apps(name)).hasSize(1);
    String back = session.page(page + "/refused.csv");
    assertThat(back).contains("不收的原因", "牧民通,小程序,微信,wx1,没有这个单位", "群,微信群");
    assertThat(back.lines().count()).isEqualTo(7);
    String again = taken(session, InventorySteps.table(table), Map.of());
    assertThat(entries() - before).isEqualTo(3);
    assertThat(apps(name)).hasSize(1);
    assertThat(again).contains("清单中已有");
    assertThat(
            session
                .postFile(
                    "/inventory/import",
                    Map.of(),
                    "apps.csv",
                    InventorySteps.table("群,微信群,,,,,,,\n"))
                .body())
        .contains("没有可写入的行")
        .doesNotContain("确认并写入");
    // the rows that came back, in another character set, with the choice to take unknown units
    byte[] saved = back.substring(1).getBytes(Charset.forName("GBK")); // without byte order mark
    taken(session, saved, Map.of("unknownUnits", "true"));
    assertThat(entries() - before).isEqualTo(4);
    assertThat(apps("wx1")).isNotEmpty();
    assertThat(session.page("/inventory")).contains(bureau.name());
    assertThat(session.page("/inventory/apps?standing=OVERDUE&q=" + name)).contains("掌上农牧");
    assertThat(session.page("/inventory/apps?standing=UNLAWFUL"))
        .contains("&lt;script&gt;")
        .doesNotContain("掌上农牧");
    assertThat(session.page("/inventory/apps?standing=NOT_BEGUN&q=" + name)).contains("掌上农牧");
    assertThat(session.page("/overdue"))
        .contains("尚未开始申请", "/apps/" + apps(name).get(0), "等单位确认是自己的应用");
    assertThat(session.page("/overdue.csv")).contains(",2024-05-06,尚未开始申请");
    assertThat(session.page("/inventory.csv")).contains(bureau.name() + ",2,0,0,1,1,0");
    assertThat(new String(session.bytes("/inventory/apps.xlsx"), StandardCharsets.ISO_8859_1))
        .startsWith("PK");
  }

  @Test
  void appOfTheUnit_isClaimed_andFiledWithWhatIsKnown() throws Exception {
    String name = InventorySteps.packageName();
    taken(
        as(supervisor),
        InventorySteps.table(
            "掌上农牧,APP,安卓," + name + "," + bureau.name() + ",,2024-05-06,华为应用市场,内部备注\n"),
        Map.of());
    UUID app = apps(name).get(0);
    String handler = steps.person(bureau.id(), "HANDLER", PROVINCE);
    WebSession session = as(handler);
    assertThat(session.page("/applications")).contains("1 个应用写明是本单位的");
    assertThat(session.page("/known-apps")).contains("掌上农牧", name);
    assertThat(session.page("/apps/" + app)).contains("华为应用市场").doesNotContain("内部备注");
    session.post("/apps/" + app + "/claim", Map.of());
    session.post("/apps/" + app + "/claim", Map.of());
    assertThat(jdbc.sql("select count(*) from app_claim where app_id = :app").param("app", app))
        .satisfies(one -> assertThat(one.query(Integer.class).single()).isEqualTo(1));
    HttpResponse<String> draft = session.post("/apps/" + app + "/filing", Map.of());
    assertThat(draft.statusCode()).as(draft.body()).isEqualTo(200);
    HttpResponse<String> same = session.post("/apps/" + app + "/filing", Map.of());
    assertThat(same.uri()).isEqualTo(draft.uri());
    UUID application = UUID.fromString(draft.uri().getPath().replaceAll(".*/", ""));
    assertThat(
            jdbc.sql("select kind || ' ' || app_id || app_name from application where id = :id")
                .param("id", application)
                .query(String.class)
                .single())
        .isEqualTo("EXISTING " + app + "掌上农牧");
    assertThat(draft.body())
        .contains("还没有软件包，请在这里放入", "应用清单里的软件包名称或 AppID：", name, "放入软件包")
        .doesNotContain("正在读取名称", "再放入一个软件包");
    assertThat(
            jdbc.sql("select field || '=' || value from answer where application_id = :id")
                .param("id", application)
                .query(String.class)
                .list())
        .contains("app.name=掌上农牧", "app.onlineSince=2024-05-06", "app.stores=华为应用市场");
    assertThat(session.post("/apps/" + app + "/disclaimer", Map.of("reason", "不是")).body())
        .contains("已有单位就这个应用提出申请");
  }

  /** While a unit begins a filing of an app, another hand of it waits, and is then refused. */
  @Test
  void app_isNotSentBack_whileItsFilingIsBegun() throws Exception {
    String name = InventorySteps.packageName();
    WebSession official = as(supervisor);
    String rows =
        "甲,APP,安卓,%1$sa,%2$s,,,,\n乙,APP,安卓,%1$sb,%2$s,,,,\n".formatted(name, bureau.name());
    taken(official, InventorySteps.table(rows), Map.of());
    UUID wanted = apps(name + "a").get(0);
    WebSession handler = as(steps.person(bureau.id(), "HANDLER", PROVINCE));
    handler.post("/apps/" + apps(name + "b").get(0) + "/filing", Map.of());
    CompletableFuture<String> sentBack = new CompletableFuture<>();
    server
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            open -> {
              server.getBean(Apps.class).lock(wanted); // as who begins a filing does
              sentBack.completeAsync(
                  () -> answer(handler, "/apps/" + wanted + "/disclaimer", Map.of("reason", "不是")));
              await().until(this::somebodyWaits);
              jdbc.sql("update application set app_id = :app where organization_id = :unit")
                  .param("app", wanted)
                  .param("unit", bureau.id())
                  .update();
            });
    assertThat(sentBack.join()).contains("已有单位就这个应用提出申请");
    assertThat(owner(wanted)).isEqualTo(bureau.id());
  }

  /** What is begun while a merge waits for its app goes along. */
  @Test
  void filingThatIsBegunWhileItsAppIsMerged_isOfTheAppThatIsLeft() throws Exception {
    String name = InventorySteps.packageName();
    WebSession official = as(supervisor);
    String rows = "甲,APP,安卓,%1$s,%2$s,,,,\n乙,APP,安卓,%1$s,%3$s,,,,\n丙,APP,安卓,%1$sc,%2$s,,,,\n";
    taken(
        official,
        InventorySteps.table(rows.formatted(name, bureau.name(), other.name())),
        Map.of());
    UUID gone = ofUnit(bureau.id(), name);
    UUID kept = ofUnit(other.id(), name);
    jdbc.sql("update app set owner_id = :unit where id = :app")
        .param("unit", bureau.id())
        .param("app", kept)
        .update();
    WebSession handler = as(steps.person(bureau.id(), "HANDLER", PROVINCE));
    handler.post("/apps/" + apps(name + "c").get(0) + "/filing", Map.of());
    Map<String, String> merge =
        Map.of("same", gone.toString(), "into", kept.toString(), "confirmed", "true");
    CompletableFuture<String> merged = new CompletableFuture<>();
    server
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            open -> {
              server.getBean(Apps.class).lock(gone); // as who begins a filing does
              merged.completeAsync(() -> answer(official, "/inventory/duplicates", merge));
              await().until(this::somebodyWaits);
              jdbc.sql("update application set app_id = :app where organization_id = :unit")
                  .param("app", gone)
                  .param("unit", bureau.id())
                  .update();
            });
    assertThat(merged.join()).contains("合并");
    assertThat(
            jdbc.sql("select distinct app_id from application where organization_id = :unit")
                .param("unit", bureau.id())
                .query(UUID.class)
                .list())
        .containsExactly(kept);
  }

  private UUID ofUnit(UUID unit, String identity) {
    return jdbc.sql(
            """
            select a.id from app a join app_identity i on i.app_id = a.id
              where a.owner_id = :unit and i.identity = :identity
            """)
        .param("unit", unit)
        .param("identity", identity)
        .query(UUID.class)
        .single();
  }

  private static String answer(WebSession who, String path, Map<String, String> form) {
    try {
      return who.post(path, form).body();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean somebodyWaits() {
    return jdbc.sql("select count(*) from pg_locks where not granted and locktype <> 'advisory'")
            .query(Integer.class)
            .single()
        > 0;
  }

  @Test
  void unknownApp_claimedByTwo_isDecidedByTheSupervisor() throws Exception {
    String name = InventorySteps.packageName();
    WebSession official = as(supervisor);
    taken(official, InventorySteps.table("无主的" + name + ",APP,安卓," + name + ",,,,,\n"), Map.of());
    UUID app = apps(name).get(0);
    assertThat(official.page("/apps/" + app)).contains("单位不明");
    WebSession first = as(steps.person(bureau.id(), "HANDLER", PROVINCE));
    WebSession second = as(steps.person(other.id(), "HANDLER", PROVINCE));
    assertThat(first.get("/apps/" + app).statusCode()).isEqualTo(403);
    assertThat(first.page("/known-apps?q=" + name)).contains("无主的");
    first.post("/apps/" + app + "/claim", Map.of());
    assertThat(owner(app)).isEqualTo(bureau.id());
    assertThat(second.page("/known-apps?q=" + name))
        .contains("另有单位认领了这个应用")
        .doesNotContain(bureau.name());
    second.post("/apps/" + app + "/claim", Map.of());
    assertThat(owner(app)).as("the first has it until it is decided").isEqualTo(bureau.id());
    String page = official.page("/inventory/claims");
    assertThat(page).contains(bureau.name(), other.name(), "撤销该单位的认领");
    assertThat(page.split("href=\"/apps/" + app + '"', -1)).as("one card").hasSize(2);
    assertThat(official.page("/inventory")).contains("认领和退回（1）");
    UUID claim = claim(app, other.id());
    Map<String, String> sure = Map.of("claim", claim.toString(), "confirmed", "true");
    assertThat(first.post("/inventory/claims/decision", sure).statusCode()).isEqualTo(403);
    assertThat(official.post("/inventory/claims/decision", Map.of()).body())
        .contains("请先选择认定属于哪个单位");
    assertThat(
            official.post("/inventory/claims/decision", Map.of("claim", claim.toString())).body())
        .contains("请先勾选已核实", "应用归" + other.name() + "，由它办理备案");
    assertThat(owner(app)).isEqualTo(bureau.id());
    official.post("/inventory/claims/decision", sure);
    assertThat(owner(app)).isEqualTo(other.id());
    assertThat(official.post("/inventory/claims/decision", sure).body()).contains("已经办结");
    // sent back, with the reason
    HttpResponse<String> blank = second.post("/apps/" + app + "/disclaimer", Map.of());
    assertThat(blank.statusCode()).isEqualTo(422);
    second.post("/apps/" + app + "/disclaimer", Map.of("reason", "已移交"));
    assertThat(owner(app)).isNull();
    assertThat(official.page("/inventory/claims")).contains("已移交");
    second.post("/inventory/claims/" + claim(app, other.id()) + "/undo", Map.of());
    assertThat(owner(app)).isEqualTo(other.id());
  }

  @Test
  void claim_isTakenBackOnTheSameDayByTheUnit_laterByTheSupervisorAlone() throws Exception {
    String name = InventorySteps.packageName();
    WebSession official = as(supervisor);
    taken(official, InventorySteps.table("无主," + "APP,安卓," + name + ",,,,,\n"), Map.of());
    UUID app = apps(name).get(0);
    WebSession handler = as(steps.person(bureau.id(), "HANDLER", PROVINCE));
    handler.post("/apps/" + app + "/claim", Map.of());
    handler.post("/inventory/claims/" + claim(app, bureau.id()) + "/undo", Map.of());
    assertThat(owner(app)).isNull();
    handler.post("/apps/" + app + "/claim", Map.of());
    UUID claim = claim(app, bureau.id());
    jdbc.sql("update app_claim set made_at = now() - interval '3 days' where id = :id")
        .param("id", claim)
        .update();
    String undo = "/inventory/claims/" + claim + "/undo";
    assertThat(handler.post(undo, Map.of()).statusCode()).isEqualTo(403);
    assertThat(owner(app)).isEqualTo(bureau.id());
    official.post(undo, Map.of("official", "true"));
    assertThat(owner(app)).isNull();
  }

  @Test
  void entriesOfOneApp_areMergedOnceConfirmed_andLeaveATrace() throws Exception {
    String name = InventorySteps.packageName();
    WebSession official = as(supervisor);
    taken(
        official,
        InventorySteps.table(
            "同一个,APP,安卓,"
                + name
                + ","
                + bureau.name()
                + ",,2024-05-06,,\n同一个应用,APP,安卓,"
                + name
                + ","
                + other.name()
                + ",,,,\n"),
        Map.of());
    UUID kept = ofUnit(bureau.id());
    UUID gone = ofUnit(other.id());
    assertThat(official.page("/inventory/duplicates")).contains("同一个应用", bureau.name());
    Map<String, String> pair = Map.of("same", gone.toString(), "into", kept.toString());
    assertThat(official.post("/inventory/duplicates", pair).body()).contains("请先勾选已核实");
    Map<String, String> sure =
        Map.of("same", gone.toString(), "into", kept.toString(), "confirmed", "true");
    assertThat(
            as(steps.person(steps.unit("650100").id(), "SUPERVISOR", "650000"))
                .post("/inventory/duplicates", sure)
                .statusCode())
        .isEqualTo(403);
    jdbc.sql(
            """
            insert into app_using_unit (app_id, organization_id, name, source, since)
            values (:gone, :bureau, 'a', 'PAGE', now()), (:gone, :other, 'b', 'PAGE', now()),
              (:gone, null, '各村', 'PAGE', now()), (:kept, :bureau, 'a', 'PAGE', now()),
              (:kept, null, ' 各村', 'PAGE', now())
            """)
        .param("gone", gone)
        .param("kept", kept)
        .param("bureau", bureau.id())
        .param("other", other.id())
        .update();
    DuplicateStore store = server.getBean(DuplicateStore.class);
    assertThat(store.held(gone)).as("all that hangs on it is moved").isFalse();
    Acceptance filed = Filed.acceptance(Filed.android());
    server
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(status -> server.getBean(Records.class).accept(filed));
    assertThat(store.held(filed.appId())).as("a record is not").isTrue();
    assertThat(official.post("/inventory/duplicates", sure).body()).contains("已把“同一个应用”并入“同一个”");
    assertThat(official.page("/apps/" + kept)).contains("与“同一个应用”合并");
    assertThat(apps(name)).containsExactly(kept);
    assertThat(
            jdbc.sql(
                    "select app_id || ' ' || name from app_using_unit where app_id in (:gone, :kept)"
                        + " order by id")
                .param("gone", gone)
                .param("kept", kept)
                .query(String.class)
                .list())
        .as("units that use it are moved, each once")
        .containsExactlyInAnyOrder(kept + " b", kept + " a", kept + "  各村");
    assertThat(official.post("/inventory/duplicates", sure).body()).contains("已经合并");
    assertThat(official.get("/apps/" + gone).uri().getPath()).isEqualTo("/apps/" + kept);
  }

  /** Two entries for one app: of the bureau, and of the other unit. */
  private void twoEntries(WebSession official) throws Exception {
    String row = "同一个,APP,安卓," + InventorySteps.packageName() + ",%s,,,,\n";
    taken(
        official,
        InventorySteps.table(row.formatted(bureau.name()) + row.formatted(other.name())),
        Map.of());
  }

  private String merged(WebSession official, UUID from, UUID into) throws Exception {
    return official
        .post(
            "/inventory/duplicates",
            Map.of("same", from.toString(), "into", into.toString(), "confirmed", "true"))
        .body();
  }

  @Test
  void pairIsShownSideBySide_andLeavesTheListWhenItIsNotOne_untilItIsListedAgain()
      throws Exception {
    WebSession official = as(supervisor);
    twoEntries(official);
    UUID one = ofUnit(bureau.id());
    UUID two = ofUnit(other.id());
    numbered(two);
    assertThat(official.page("/inventory/duplicates"))
        .contains("留下这个", "不能留下：另一个有备案编号", "第 2 行", "第 3 行", "申请 0 件", "合并成一个")
        .containsPattern("value=\"" + two + "\"[^>]*checked")
        .containsPattern("value=\"" + one + "\"[^>]*disabled");
    Map<String, String> pair = Map.of("one", two.toString(), "other", one.toString());
    Map<String, String> apart = Map.of("group", one + "," + two, "same", two.toString());
    assertThat(
            as(steps.person(steps.unit("650100").id(), "SUPERVISOR", "650000"))
                .post("/inventory/duplicates/distinct", apart)
                .statusCode())
        .isEqualTo(403);
    String after = official.post("/inventory/duplicates/distinct", apart).body();
    assertThat(after).contains("已核实不是同一个的", "重新列出").doesNotContain(bureau.name());
    String again = official.post("/inventory/duplicates/relisted", pair).body();
    assertThat(again).contains(bureau.name()).doesNotContain(">重新列出<");
    String merged =
        official
            .post(
                "/inventory/duplicates",
                Map.of("same", one + "," + two, "into", two.toString(), "confirmed", "true"))
            .body();
    assertThat(merged).contains("已把“同一个”并入“同一个”");
  }

  @Test
  void entryOnWhichSomethingElseHangs_isNotMergedAway_untilItIsDone_butMayStay() throws Exception {
    WebSession official = as(supervisor);
    twoEntries(official);
    UUID held = ofUnit(other.id());
    UUID free = ofUnit(bureau.id());
    as(steps.person(other.id(), "HANDLER", "620102"))
        .post(
            "/apps/" + held + "/offline",
            Map.of("offlineOn", "2026-01-02", "disposed", "已归档", "evidence", "已下架"));
    assertThat(official.page("/apps/" + held)).contains("已下线，未备案过");
    assertThat(merged(official, held, free)).contains("要并入的条目还有别的办理事项", "同一个");
    assertThat(official.get("/apps/" + held).uri().getPath()).isEqualTo("/apps/" + held);
    official.post("/apps/" + held + "/online", Map.of("confirmed", "true"));
    assertThat(merged(official, held, free)).contains("合并").doesNotContain("还有别的办理事项");
    assertThat(official.get("/apps/" + held).uri().getPath()).isEqualTo("/apps/" + free);
  }

  @Test
  void entryWithANumber_staysWhenTwoAreMerged_andTwoNumbersAreNotMerged() throws Exception {
    WebSession official = as(supervisor);
    twoEntries(official);
    UUID one = ofUnit(bureau.id());
    UUID two = ofUnit(other.id());
    numbered(one);
    assertThat(merged(official, one, two)).contains("已有备案编号的应用要留下");
    numbered(two);
    assertThat(merged(official, one, two)).contains("和留下的都已有备案编号");
    assertThat(
            jdbc.sql("select count(*) from app_merge where from_app_id in (:apps)")
                .param("apps", List.of(one, two))
                .query(Integer.class)
                .single())
        .isZero();
  }

  /** Gives an app the record of another one. */
  private void numbered(UUID app) {
    Acceptance filed = Filed.acceptance(Filed.android());
    server
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(status -> server.getBean(Records.class).accept(filed));
    jdbc.sql("update filing_record set app_id = :app where app_id = :filed")
        .param("app", app)
        .param("filed", filed.appId())
        .update();
    jdbc.sql("update app set state = 'FILED' where id = :app").param("app", app).update();
  }

  @Test
  void listOfAStore_isComparedWithWhatIsFiled_andNothingIsWritten() throws Exception {
    FilingSteps filing = new FilingSteps(server);
    filing.accepted(filing.inNationalReview(filing.ready()));
    String official = filing.stage.official(Role.SUPERVISOR, "330000");
    WebSession session = as(official);
    int before = entries();
    String filed = filing.stage.packageName;
    HttpResponse<String> compared =
        session.postFile(
            "/inventory/comparison",
            Map.of(),
            "apps.csv",
            InventorySteps.table("某应用,APP,安卓," + filed + ",,,,,\n野应用,APP,安卓,cn.wild,,,,,\n"));
    String page = compared.uri().getPath();
    assertThat(compared.body()).contains("野应用").doesNotContain(filed);
    assertThat(session.page(page + "?side=FILED")).contains(filed).doesNotContain("野应用");
    assertThat(session.page(page + "/list.csv")).contains("在线，已备案", "在线，未备案,野应用");
    String named =
        jdbc.sql(
                """
                select a.name || ',APP,安卓,cn.other,' || o.name || ',,,,' from app a
                  join organization o on o.id = a.owner_id
                  join app_identity i on i.app_id = a.id where i.identity = :identity
                """)
            .param("identity", filed)
            .query(String.class)
            .single();
    compared =
        session.postFile(
            "/inventory/comparison",
            Map.of(),
            "apps.csv",
            InventorySteps.table(named + "\n" + named.replace("cn.other", filed) + "\n"));
    assertThat(compared.body()).contains("这个单位有同名应用已备案（ZW-A-330100");
    compared =
        session.postFile(
            "/inventory/comparison",
            Map.of(),
            "apps.csv",
            InventorySteps.table("野应用,APP,安卓,cn.wild,,,,,\n"));
    assertThat(session.page(compared.uri().getPath() + "?side=NOT_ONLINE")).contains(filed);
    assertThat(session.page(compared.uri().getPath() + "/list.csv")).contains(filed);
    String number =
        jdbc.sql(
                """
                select r.number from filing_record r join app_identity i on i.app_id = r.app_id
                where i.identity = :identity
                """)
            .param("identity", filed)
            .query(String.class)
            .single();
    server.getBean(Records.class).changeState(number, RecordState.DEREGISTERED);
    compared =
        session.postFile(
            "/inventory/comparison",
            Map.of(),
            "apps.csv",
            InventorySteps.table("某应用,APP,安卓," + filed + ",,,,,\n"));
    assertThat(compared.body()).contains("备案已注销，却还能下载");
    assertThat(entries()).isEqualTo(before);
  }

  private UUID ofUnit(UUID unit) {
    return jdbc.sql("select id from app where owner_id = :unit and merged_into is null")
        .param("unit", unit)
        .query(UUID.class)
        .single();
  }

  /** Rows of a table, every 33rd of them bad. */
  @Test
  void workbook_isTaken_andItsUnitGetsALetterInOneClick() throws Exception {
    String name = InventorySteps.packageName();
    List<String> row = List.of("表格应用", "APP", "安卓", name, bureau.name(), "", "2024-05-06", "", "");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook file = new Workbook(bytes, "test", null)) {
      Worksheet sheet = file.newWorksheet("应用");
      List<String> header = List.of(InventorySteps.HEADER.strip().split(",", -1));
      for (int column = 0; column < header.size(); column++) {
        sheet.value(0, column, header.get(column));
        sheet.value(1, column, row.get(column));
      }
    }
    WebSession official = as(supervisor);
    String letter = "/inventory/units/" + bureau.id() + "/letter";
    HttpResponse<String> nothing = official.get(letter);
    assertThat(nothing.uri().getPath()).isEqualTo("/inventory/apps");
    assertThat(nothing.body()).contains("这个单位没有要写进函里的应用");
    HttpResponse<String> preview =
        official.postFile("/inventory/import", Map.of(), "apps.xlsx", bytes.toByteArray());
    assertThat(preview.body()).contains("表格应用", "确认并写入");
    official.post(preview.uri().getPath(), Map.of());
    assertThat(apps(name)).hasSize(1);

    assertThat(official.page("/inventory?region=620100")).contains(letter);
    assertThat(official.page("/inventory/apps?unit=" + bureau.id())).contains(letter);
    assertThat(official.page(letter))
        .contains(
            bureau.name() + "：",
            "未备案应用告知函",
            "表格应用（",
            "上线日期：2024年5月6日",
            "现已逾期（该日期为暂定",
            office.name(),
            "盖章处");
    HttpResponse<String> issued = official.post(letter, Map.of());
    assertThat(issued.uri().getPath()).endsWith("/letters/1");
    assertThat(issued.body()).contains("编号 ", "-1</p>", "表格应用（", office.name());
    assertThat(official.post(letter, Map.of()).uri())
        .as("pressed again, it is the same letter")
        .isEqualTo(issued.uri());
    byte[] pdf = official.bytes(issued.uri().getPath() + "/pdf");
    assertThat(new String(pdf, StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
    UUID app = apps(name).get(0);
    jdbc.sql("update app set name = '改了名的应用' where id = ?").param(app).update();
    assertThat(official.page(letter)).contains("改了名的应用（", "已签发的告知函", "-1</a>");
    assertThat(official.page(issued.uri().getPath())).contains("表格应用（").doesNotContain("改了名的应用");
    assertThat(official.bytes(issued.uri().getPath() + "/pdf")).isEqualTo(pdf);
    assertThat(official.post(letter, Map.of()).uri().getPath())
        .as("what changes later is another letter")
        .endsWith("/letters/2");
    assertThat(
            as(steps.person(steps.unit("650100").id(), "SUPERVISOR", "650000"))
                .get(letter)
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void appNamedAsAFiledOneOfItsUnit_isMarked_andNotWrittenToTheUnit() throws Exception {
    Unit unit = steps.unit("620900");
    WebSession official = as(steps.person(unit.id(), "SUPERVISOR", "620900"));
    String row = "同名应用,小程序,微信,%s,%s,,2024-05-06,,\n";
    String filed = InventorySteps.packageName();
    String alike = InventorySteps.packageName();
    taken(
        official,
        InventorySteps.table(row.formatted(filed, unit.name()) + row.formatted(alike, unit.name())),
        Map.of());
    String letter = "/inventory/units/" + unit.id() + "/letter";
    assertThat(official.page(letter)).contains("同名应用");
    numbered(apps(filed).get(0));
    assertThat(official.page("/inventory/apps?unit=" + unit.id())).contains("可能与已备案应用重复");
    assertThat(official.get(letter).body()).contains("这个单位没有要写进函里的应用");
    taken(
        official,
        InventorySteps.table("另一个应用,APP,,,%s,,2024-05-06,,\n".formatted(unit.name())),
        Map.of());
    assertThat(official.page(letter)).contains("没有写进函里的", "同名应用", "另一个应用");
    WebSession handler = as(steps.person(unit.id(), "HANDLER", PROVINCE));
    assertThat(official.page("/overdue")).contains("可能与已备案应用重复", "等单位确认是自己的应用");
    handler.post("/apps/" + apps(alike).get(0) + "/claim", Map.of());
    assertThat(official.page("/overdue")).contains("等单位开始申请");
    String group = apps(filed).get(0) + "," + apps(alike).get(0);
    official.post(
        "/inventory/duplicates/distinct",
        Map.of("group", group, "same", apps(alike).get(0).toString()));
    assertThat(official.page("/overdue")).doesNotContain("可能与已备案应用重复，请核对");
    assertThat(official.page("/inventory/apps?unit=" + unit.id())).doesNotContain("可能与已备案应用重复，请核对");
    assertThat(official.page(letter)).contains("同名应用（").doesNotContain("没有写进函里的");
  }

  /** Each click says what it did; what was typed is shown, and what the list says. */
  @Test
  void claimAndReturn_areConfirmed_withTheReason_andTheUnitThatTheListNames() throws Exception {
    String name = InventorySteps.packageName();
    WebSession official = as(supervisor);
    taken(
        official,
        InventorySteps.table("无主," + "APP,安卓," + name + ",火星市城管局,,,,\n"),
        Map.of("unknownUnits", "true"));
    UUID app = apps(name).get(0);
    WebSession handler = as(steps.person(bureau.id(), "HANDLER", PROVINCE));
    assertThat(handler.page("/known-apps?q=" + name)).contains("清单写的单位：火星市城管局", ">查找</button>");
    assertThat(handler.post("/apps/" + app + "/claim", Map.of()).body())
        .contains("已认领，可以开始备案", "取消认领");
    assertThat(handler.page("/known-apps")).doesNotContain("已认领，可以开始备案");
    assertThat(handler.post("/apps/" + app + "/disclaimer", Map.of("reason", "已移交")).body())
        .contains("已退回", "退回原因：已移交", "取消退回");
    HttpResponse<String> undone =
        handler.post("/inventory/claims/" + claim(app, bureau.id()) + "/undo", Map.of());
    assertThat(undone.body()).contains("已取消");
  }

  private String many(int rows, String name) {
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      table
          .append("农牧应用")
          .append(i)
          .append(i % 33 == 0 ? ",公众号,,," : ",小程序,微信,")
          .append(i % 33 == 0 ? "" : name + i + ",")
          .append(i % 2 == 0 ? bureau.name() : other.name())
          .append(",,2024-05-06,,\n");
    }
    return table.toString();
  }

  @Test
  void tenThousandRows_andTwoImportsAtOnce_makeNothingTwice() throws Exception {
    String name = InventorySteps.packageName();
    byte[] table = InventorySteps.table(many(10_000, name));
    WebSession session = as(supervisor);
    WebSession second = as(steps.person(office.id(), "SUPERVISOR", PROVINCE));
    HttpResponse<String> preview =
        session.postFile("/inventory/import", Map.of(), "apps.csv", table);
    HttpResponse<String> same = second.postFile("/inventory/import", Map.of(), "apps.csv", table);
    Thread atOnce = new Thread(() -> confirm(second, same.uri().getPath()));
    atOnce.start();
    confirm(session, preview.uri().getPath());
    atOnce.join();
    assertThat(
            jdbc.sql("select count(*) from app where owner_id in (:units)")
                .param("units", List.of(bureau.id(), other.id()))
                .query(Integer.class)
                .single())
        .isEqualTo(10_000 - 304);
    assertThat(session.page("/inventory/apps?standing=OVERDUE")).contains("农牧应用");
    assertThat(
            session
                .postFile(
                    "/inventory/import",
                    Map.of(),
                    "apps.csv",
                    InventorySteps.table("应用,APP\n".repeat(50_000)))
                .body())
        .contains("20,000");
  }

  /** Confirms an import; where the server is busy with the other one, again, as its page asks. */
  private static void confirm(WebSession session, String page) {
    try {
      int status = session.post(page, Map.of()).statusCode();
      for (int i = 0; i < 5 && status == 503; i++) {
        status = session.post(page, Map.of()).statusCode();
      }
      assertThat(status).isEqualTo(200);
    } catch (java.io.IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private UUID claim(UUID app, UUID unit) {
    return jdbc.sql(
            """
            select id from app_claim where app_id = :app and organization_id = :unit
              and ended_at is null
            """)
        .param("app", app)
        .param("unit", unit)
        .query(UUID.class)
        .single();
  }

  private UUID owner(UUID app) {
    return jdbc.sql("select owner_id from app where id = :app")
        .param("app", app)
        .query((row, n) -> row.getObject("owner_id", UUID.class))
        .list()
        .get(0);
  }
}
