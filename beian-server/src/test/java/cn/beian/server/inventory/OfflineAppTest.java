package cn.beian.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.inventory.InventorySteps.Unit;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** An app of an inventory ends without ever having had a number, over HTTP. */
class OfflineAppTest extends ServerTest {
  private static final String PROVINCE = "540000";

  private final LocalDate today = OfficialTime.dayOf(Instant.now());

  @Autowired private ApplicationContext server;
  @Autowired private TransactionTemplate transactions;
  private WebSession supervisor;
  private WebSession handler;
  private String app = "";
  private String name = "";

  @BeforeEach
  void existingApp() throws Exception {
    InventorySteps steps = new InventorySteps(jdbc);
    Unit office = steps.unit(PROVINCE);
    Unit bureau = steps.unit("540100");
    supervisor = WebSession.of(server, url(""), steps.person(office.id(), "SUPERVISOR", PROVINCE));
    handler = WebSession.of(server, url(""), steps.person(bureau.id(), "HANDLER", "540100"));
    name = "牧民通" + Unique.word();
    String table = name + ",APP,,," + bureau.name() + "," + bureau.code() + ",2024-05-06,,\n";
    var preview =
        supervisor.postFile("/inventory/import", Map.of(), "apps.csv", InventorySteps.table(table));
    supervisor.post(preview.uri().getPath(), Map.of());
    app =
        "/apps/"
            + jdbc.sql("select id from app where name = ?").param(name).query(UUID.class).single();
  }

  private Map<String, String> said(String on) {
    Map<String, String> form = new HashMap<>();
    form.put("offlineOn", on);
    form.put("disposed", "名册已归档，其余删除");
    form.put("evidence", "应用市场已下架");
    return form;
  }

  @Test
  void dayBeforeTheAppWasOnline_byItsOwnAnswers_isRefused() throws Exception {
    jdbc.sql("update app set online_since = null where name = ?").param(name).update();
    String draft = handler.post(app + "/filing", Map.of("kind", "EXISTING")).uri().getPath();
    jdbc.sql(
            """
            insert into answer (application_id, field, item, value, origin, evidence, confirmed,
              answered_by, answered_at)
            select id, 'app.onlineSince', '', '2024-06-01', 'SPONSOR', '', true, handler_id, now()
            from application where id = ?::uuid
            """)
        .param(draft.substring(draft.lastIndexOf('/') + 1))
        .update();
    String version =
        jdbc.sql("select version from application where id = ?::uuid")
            .param(draft.substring(draft.lastIndexOf('/') + 1))
            .query(String.class)
            .single();
    handler.post(draft + "/withdrawal", Map.of("version", version, "reason", "先停用"));
    assertThat(handler.post(app + "/offline", said("2024-05-31")).body()).contains("不能早于上线日期");
    assertThat(handler.post(app + "/offline", said("2024-06-01")).body()).contains("已下线，未备案过");
  }

  private String listed(String standing) throws Exception {
    return supervisor.page("/inventory/apps?standing=" + standing + "&q=" + name);
  }

  /** Both wait for whoever holds the app, the filing last. */
  @Test
  void filingBegun_whileTheAppIsSaidToBeOffline_isNone() throws Exception {
    CompletableFuture<HttpResponse<String>> offline = new CompletableFuture<>();
    CompletableFuture<HttpResponse<String>> filing = new CompletableFuture<>();
    transactions.executeWithoutResult(
        held -> {
          jdbc.sql("select id from app where name = ? for update")
              .param(name)
              .query(UUID.class)
              .single();
          begin(offline, app + "/offline", said(today.toString()));
          await().until(() -> waiting() == 1);
          begin(filing, app + "/filing", Map.of("kind", "EXISTING"));
          await().until(() -> waiting() == 2);
        });
    assertThat(offline.join().body()).contains("已下线，未备案过");
    assertThat(filing.join().body()).contains("要备案，请先在应用页面更正");
  }

  private void begin(
      CompletableFuture<HttpResponse<String>> answer, String path, Map<String, String> form) {
    answer.completeAsync(
        () -> {
          try {
            return handler.post(path, form);
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        });
  }

  private int waiting() {
    return jdbc.sql(
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                + " and query like '%app%'")
        .query(Integer.class)
        .single();
  }

  @Test
  void app_isSaidToBeOffline_countsNoMoreAsToBeFiled_andIsListedForItself() throws Exception {
    assertThat(handler.page("/known-apps")).contains(name);
    assertThat(listed("")).contains(app);
    assertThat(handler.page(app)).contains(app + "/offline");
    assertThat(handler.page(app + "/offline")).contains("这里写的不公开");
    assertThat(handler.post(app + "/offline", said(today.toString())).body())
        .contains("已下线，未备案过", "名册已归档", app + "/online")
        .doesNotContain(app + "/filing", "??");
    assertThat(listed("")).doesNotContain(app);
    assertThat(listed("OVERDUE")).doesNotContain(app);
    assertThat(listed("OFFLINE")).contains(app, "已下线，未备案过");
    assertThat(supervisor.page("/inventory/apps.csv?standing=OFFLINE")).contains(name, "未备案过");
    assertThat(handler.page("/known-apps")).doesNotContain(name);
    assertThat(supervisor.page(app)).contains("应用市场已下架", app + "/online");
    assertThat(handler.post(app + "/filing", Map.of("kind", "EXISTING")).body())
        .contains("要备案，请先在应用页面更正");
    assertThat(handler.post(app + "/offline", said(today.toString())).body())
        .contains("已经写明这个应用下线了");

    assertThat(supervisor.page(app)).contains("表单会带出这次写的内容", "我确认这个应用还没有下线");
    assertThat(supervisor.post(app + "/online", Map.of()).body()).contains("没有更正：请先勾选确认");
    assertThat(handler.page(app)).contains("名册已归档");
    assertThat(supervisor.post(app + "/online", Map.of("confirmed", "true")).body())
        .contains("已更正：应用还没有下线");
    assertThat(listed("")).contains(app);
    assertThat(handler.page(app)).contains(app + "/offline").doesNotContain("名册已归档");
    assertThat(supervisor.post(app + "/online", Map.of()).statusCode()).isEqualTo(200);
    assertThat(handler.page(app + "/offline"))
        .as("what was typed before the correction")
        .contains("名册已归档", "应用市场已下架", "value=\"" + today + "\"", "更正以前写过的内容");
    handler.post(app + "/offline", said(today.minusDays(1).toString()));
    handler.post(app + "/online", Map.of("confirmed", "true"));
    assertThat(handler.page(app + "/offline"))
        .as("the latest of it")
        .contains("value=\"" + today.minusDays(1) + "\"");
  }

  @Test
  void whatCannotBe_isRefusedWithASentence_andKeepsWhatWasTyped() throws Exception {
    for (String day : List.of("2099-01-01", "", "昨天", today.plusDays(1).toString())) {
      assertThat(handler.post(app + "/offline", said(day)).body())
          .as(day)
          .contains("请填写下线日期：不能晚于今天", "名册已归档");
    }
    assertThat(handler.post(app + "/offline", said("1970-01-01")).body()).contains("不能早于上线日期");
    assertThat(handler.post(app + "/offline", Map.of("offlineOn", today.toString())).body())
        .contains("请写明数据处理结果", "请写明怎么证明已经下线");
    assertThat(listed("OFFLINE")).doesNotContain(app);
    WebSession stranger =
        WebSession.of(
            server,
            url(""),
            new InventorySteps(jdbc)
                .person(new InventorySteps(jdbc).unit("540200").id(), "HANDLER", "540200"));
    assertThat(stranger.post(app + "/offline", said(today.toString())).statusCode()).isEqualTo(403);
    assertThat(stranger.post(app + "/online", Map.of()).statusCode()).isEqualTo(403);
  }

  @Test
  void appWhoseFilingIsUnderWay_isNotSaidToBeOffline_andOnlyTodayItIsTakenBack() throws Exception {
    handler.post(app + "/filing", Map.of("kind", "EXISTING"));
    assertThat(handler.page(app)).doesNotContain(app + "/offline");
    assertThat(handler.post(app + "/offline", said(today.toString())).body()).contains("备案申请还没有办结");
    jdbc.sql("update application set state = 'WITHDRAWN' where app_id = ?::uuid")
        .param(app.substring("/apps/".length()))
        .update();
    handler.post(app + "/offline", said(today.toString()));
    assertThat(handler.page("/")).as("not how its application ended").contains("已下线，未备案过");
    jdbc.sql("update app_offline set made_at = made_at - interval '2 days' where app_id = ?::uuid")
        .param(app.substring("/apps/".length()))
        .update();
    assertThat(handler.page(app)).doesNotContain(app + "/online");
    assertThat(handler.post(app + "/online", Map.of()).statusCode()).isEqualTo(403);
    assertThat(supervisor.page(app)).contains(app + "/online");
  }
}
