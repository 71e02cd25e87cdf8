package cn.beian.server.official;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.WebSession;
import cn.beian.server.audit.AuditCheck.Fault;
import cn.beian.server.audit.RegisterCheck;
import cn.beian.server.database.DatabaseOwner;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.records.Filed;
import cn.beian.server.records.Records;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Batches of the official system, for the office that imported them, over HTTP. */
class OwnBatchesTest extends ServerTest {
  private static final Pattern LIST = Pattern.compile("/official-lists/([0-9a-f-]{36})/results");

  @Autowired private ApplicationContext server;
  @Autowired private Records records;
  @Autowired private TransactionTemplate transactions;
  private WebSession official;
  private Visitor stranger;
  private String name = "";

  @BeforeEach
  void people() throws Exception {
    official = session();
    stranger = new Visitor(url(""));
    name = "第 9 批" + Unique.word();
  }

  private WebSession session() throws Exception {
    Stage stage = new Stage(server, "PREFECTURE", "LOCAL");
    return WebSession.of(server, url(""), stage.official(Role.COMPLETENESS_REVIEWER, "330000"));
  }

  /** Imports a list of one row, and gives the id of its batch. */
  private String imported(String app) throws Exception {
    String list = "应用名称,主办单位,备案编号\n" + app + ",云州市水务局,官-" + Unique.word() + "\n";
    Matcher id =
        LIST.matcher(
            official
                .postFile(
                    "/official-lists",
                    Map.of("batch", name, "day", "2026-03-01", "source", "公告 9 号"),
                    "list.csv",
                    list.getBytes(StandardCharsets.UTF_8))
                .body());
    assertThat(id.find()).isTrue();
    official.post("/official-lists/" + id.group(1), Map.of());
    return id(name);
  }

  private String id(String of) {
    return jdbc.sql("select id::text from official_batch where name = ?")
        .param(of)
        .query(String.class)
        .single();
  }

  private int status(String path) throws Exception {
    return stranger.get(path).statusCode();
  }

  private Map<String, String> heading(String batch, String day, String seen) {
    return Map.of("batch", batch, "day", day, "source", "公告 9 号", "seen", seen);
  }

  private String seen(String batch) {
    return batch + " · 2026-03-01 · 公告 9 号";
  }

  @Test
  void batchWithoutARecord_isNotPublic_untilItHasOne() throws Exception {
    String app = "巡河" + Unique.word();
    String page = "/batches/" + imported(app);
    for (String hidden : new String[] {page, page + "/records.csv", page + "/records.xlsx"}) {
      assertThat(status(hidden)).as(hidden).isEqualTo(404);
    }
    assertThat(stranger.get("/batches").body()).doesNotContain(name);
    assertThat(stranger.get("/api/v1/batches.atom").body()).doesNotContain(name);
    assertThat(official.page("/official-lists")).contains(name, "本系统还没有记录，未公开");
    Objects.requireNonNull(
        transactions.execute(status -> records.accept(Filed.acceptance(Filed.android(), app))));
    assertThat("/batches/" + imported(app)).as("the same batch").isEqualTo(page);
    assertThat(status(page)).isEqualTo(200);
    assertThat(stranger.get("/batches").body()).contains(name);
    assertThat(stranger.get("/api/v1/batches.atom").body()).contains(name);
  }

  @Test
  void batchChangedPastTheServer_isFound() throws Exception {
    String batch = imported("巡河" + Unique.word());
    assertThat(faults("")).doesNotContain("batch:" + batch);
    String ofBatch = " where id = '" + batch + "'";
    for (String change :
        List.of(
            "update official_batch set name = name || '（新）'" + ofBatch,
            "update official_batch set day = day - 1" + ofBatch,
            "update official_batch set source = '公告 10 号'" + ofBatch,
            "update official_batch set office_id = null" + ofBatch,
            "update official_batch_file set sha256 = repeat('0', 64) where batch_id = '"
                + batch
                + "'",
            "delete from official_batch" + ofBatch)) {
      assertThat(faults(change)).as(change).contains("batch:" + batch);
    }
    official.post(
        "/official-lists/batches/" + batch, heading(name + "之二", "2026-03-01", seen(name)));
    assertThat(id(name + "之二")).isEqualTo(batch);
    assertThat(faults("")).as("the office itself has renamed it").doesNotContain("batch:" + batch);
  }

  /** Subjects that the check of the trail reports after a change that is rolled back. */
  private List<String> faults(String change) {
    DataSource owner = DatabaseOwner.dataSource(server);
    return Objects.requireNonNull(
        new TransactionTemplate(new JdbcTransactionManager(owner))
            .execute(
                status -> {
                  status.setRollbackOnly();
                  if (!change.isEmpty()) {
                    assertThat(new JdbcTemplate(owner).update(change)).as(change).isPositive();
                  }
                  return RegisterCheck.run(owner).stream().map(Fault::text).toList();
                }));
  }

  /** The count is kept as records come, are restricted and opened; nothing twice. */
  @Test
  void batchOfWhichEveryRecordIsRestricted_isNotPublic() throws Exception {
    String app = "林长" + Unique.word();
    String number =
        Objects.requireNonNull(
            transactions.execute(
                status -> {
                  String filed = records.accept(Filed.acceptance(Filed.android(), app)).toString();
                  records.restrict(filed, true);
                  return filed;
                }));
    String page = "/batches/" + imported(app);
    assertThat(status(page)).as("restricted before it came").isEqualTo(404);
    records.restrict(number, false);
    records.restrict(number, false);
    assertThat(status(page)).isEqualTo(200);
    assertThat(stranger.get("/api/v1/batches.atom").body()).contains(name);
    assertThat(imported(app)).as("a second time").isNotEmpty();
    records.restrict(number, true);
    records.restrict(number, true);
    assertThat(status(page)).isEqualTo(404);
    assertThat(stranger.get("/api/v1/batches.atom").body()).doesNotContain(name);
  }

  @Test
  void emptyBatch_isWithdrawnByItsOffice_andOneWithARecordIsNot() throws Exception {
    String own = "/official-lists/batches/" + imported("无此" + Unique.word());
    WebSession other = session();
    assertThat(other.get(own).statusCode()).isEqualTo(404);
    assertThat(other.post(own + "/withdrawal", Map.of()).statusCode()).isEqualTo(404);
    assertThat(other.page("/official-lists")).doesNotContain(name);
    assertThat(official.page(own)).contains("确认撤回").doesNotContain("??");
    assertThat(official.post(own + "/withdrawal", Map.of()).body()).doesNotContain(name);
    assertThat(official.get(own).statusCode()).isEqualTo(404);
    String app = "护林" + Unique.word();
    transactions.execute(status -> records.accept(Filed.acceptance(Filed.android(), app)));
    String full = "/official-lists/batches/" + imported(app);
    assertThat(official.page(full)).doesNotContain("确认撤回");
    assertThat(official.post(full + "/withdrawal", Map.of()).body()).contains("不能撤回");
    assertThat(official.get(full).statusCode()).isEqualTo(200);
  }

  @Test
  void batch_isCalledOtherwise_onceAndByWhoSawIt() throws Exception {
    String app = "渔政" + Unique.word();
    transactions.execute(status -> records.accept(Filed.acceptance(Filed.android(), app)));
    String id = imported(app);
    String own = "/official-lists/batches/" + id;
    assertThat(official.post(own, heading("", "2099-01-01", seen(name))).body())
        .contains("请填写批次名称", "日期不能晚于今天");
    String right = "第 10 批" + Unique.word();
    assertThat(official.post(own, heading(right, "2026-03-02", seen(name))).body())
        .contains(right)
        .doesNotContain(name);
    assertThat(stranger.get("/batches/" + id).body()).contains(right, "2026年3月2日");
    assertThat(official.post(own, heading("旧页面", "2026-03-01", seen(name))).body())
        .as("what was typed stays")
        .contains("您打开页面之后有人更正过", "旧页面");
    String second = imported(app);
    assertThat(
            official
                .post("/official-lists/batches/" + second, heading(right, "2026-03-02", seen(name)))
                .body())
        .contains("已经有一批");
  }
}
