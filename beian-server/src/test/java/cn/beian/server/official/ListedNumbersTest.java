package cn.beian.server.official;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.states.RecordState;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.records.Filed;
import cn.beian.server.records.Records;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A number of a published list that fits no record here is told as what it is. */
class ListedNumbersTest extends ServerTest {
  private static final Pattern LIST = Pattern.compile("/official-lists/([0-9a-f-]{36})/results");

  @Autowired private ApplicationContext server;
  @Autowired private Records records;
  @Autowired private TransactionTemplate transactions;
  private WebSession official;
  private Visitor stranger;
  private String tag = "";
  private String header = "应用名称,主办单位,备案编号\n";

  @BeforeEach
  void people() throws Exception {
    Stage stage = new Stage(server, "PREFECTURE", "LOCAL");
    official = WebSession.of(server, url(""), stage.official(Role.COMPLETENESS_REVIEWER, "330000"));
    stranger = new Visitor(url(""));
    tag = Unique.word();
  }

  /** The number of a record of a new app of that name. */
  private String filed(String name) {
    return Objects.requireNonNull(
            transactions.execute(status -> records.accept(Filed.acceptance(Filed.android(), name))))
        .toString();
  }

  private String take(String rows) throws Exception {
    Matcher id =
        LIST.matcher(
            official
                .postFile(
                    "/official-lists",
                    Map.of("batch", "第 7 批" + tag, "day", "2026-03-01", "source", "公告 7 号"),
                    "list.csv",
                    (header + rows.formatted(tag)).getBytes(StandardCharsets.UTF_8))
                .body());
    assertThat(id.find()).isTrue();
    return official.post("/official-lists/" + id.group(1), Map.of()).body();
  }

  private List<String> answers(String number) throws Exception {
    String asked = URLEncoder.encode(number, StandardCharsets.UTF_8);
    return List.of(
        stranger.get("/lookup?number=" + asked).body(),
        stranger.get("/search?q=" + asked).body(),
        stranger.get("/records/" + asked).body(),
        api("/api/v1/lookup?number=" + asked),
        api("/api/v1/records/" + asked));
  }

  private String lookup(String number) throws Exception {
    return api("/api/v1/lookup?number=" + URLEncoder.encode(number, StandardCharsets.UTF_8));
  }

  private String api(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url(path))).build(), BodyHandlers.ofString())
        .body();
  }

  @Test
  void numberOfAListThatFitsNoRecord_isToldWithListDayAndApp_escaped() throws Exception {
    filed("巡河" + tag);
    take("巡河%1$s,云州市水务局,官-%1$s-1\n<b>外省%1$s</b>,别的局,官-%1$s-2\n");
    assertThat(answers("官-" + tag + "-2"))
        .allSatisfy(
            one ->
                assertThat(one)
                    .contains("第 7 批" + tag, "外省" + tag)
                    .containsAnyOf("2026 年 3 月 1 日", "2026年3月1日", "2026-03-01"));
    assertThat(answers("官-" + tag + "-2").subList(0, 3))
        .allSatisfy(
            one ->
                assertThat(one)
                    .contains("别的局", "公告 7 号", "&lt;b&gt;外省", "本名录没有登记这个编号的备案记录")
                    .doesNotContain("<b>外省", "没有发给任何应用", "编号写法不对"));
    assertThat(lookup("官 -" + tag + "-02"))
        .as("however it is written")
        .contains("\"status\":\"LISTED\"", "\"listed\":{\"officialNumber\":\"官-" + tag + "-2\"")
        .contains("\"record\":null")
        .doesNotContain("FILED");
    assertThat(answers("官-" + tag + "-1"))
        .allSatisfy(one -> assertThat(one).doesNotContain("第 7 批" + tag + "》"));
    assertThat(answers("官-" + tag + "-3"))
        .allSatisfy(one -> assertThat(one).doesNotContain("第 7 批"));
  }

  @Test
  void numberOfAListForARecordThatHasEnded_leadsToIt_alsoWithoutBrackets() throws Exception {
    filed("在用" + tag);
    String ended = filed("停用" + tag);
    transactions.executeWithoutResult(
        status -> records.changeState(ended, RecordState.SHUTTING_DOWN));
    transactions.executeWithoutResult(
        status -> records.changeState(ended, RecordState.DEREGISTERED));
    String office = "官" + tag.replaceAll("[0-9]", "数");
    take("在用%%1$s,云州市水务局,%1$s〔2026〕第01号\n停用%%1$s,云州市水务局,%1$s〔2026〕第0003号\n".formatted(office));
    for (String typed : List.of("%s〔2026〕第0003号", "%s2026第0003号", "%s 2026 第3号")) {
      String asked = URLEncoder.encode(typed.formatted(office), StandardCharsets.UTF_8);
      assertThat(stranger.get("/search?q=" + asked).body())
          .as(typed)
          .contains("它的备案已经结束", "已注销", "/records/" + ended, "第 7 批" + tag)
          .doesNotContain("没有查到备案", "本名录没有登记", "??");
    }
    assertThat(lookup(office + "〔2026〕第0003号"))
        .as("a store that asks by the number of a list learns that it has ended")
        .contains("\"status\":\"DEREGISTERED\"", ended, "\"list\":\"第 7 批" + tag)
        .doesNotContain("LISTED");
    String inForce = URLEncoder.encode((office + "2026第1号"), StandardCharsets.UTF_8);
    assertThat(stranger.get("/search?q=" + inForce).body()).contains("在用" + tag);
  }

  @Test
  void numberOfAListThatIsNotPublic_isToldToNobody() throws Exception {
    assertThat(take("无此%1$s,某局,官-%1$s-4\n"))
        .contains("没有写入任何一行", "没有对应的记录")
        .doesNotContain(">已写入<");
    assertThat(answers("官-" + tag + "-4"))
        .allSatisfy(one -> assertThat(one).doesNotContain("第 7 批", "无此"));
  }

  @Test
  void nameThatIsNotPublicHere_isNotToldByAList() throws Exception {
    String hidden = filed("内部" + tag);
    filed("巡河" + tag);
    jdbc.sql("update filing_record set restricted = true where number = :number")
        .param("number", hidden)
        .update();
    take("巡河%1$s,云州市水务局,官-%1$s-5\n内部%1$s,别处的局,官-%1$s-6\n");
    assertThat(answers("官-" + tag + "-6"))
        .allSatisfy(one -> assertThat(one).doesNotContain("内部" + tag));
  }

  @Test
  void recordThatIsGivenTheNumberLater_isTheAnswer() throws Exception {
    filed("巡河" + tag);
    take("巡河%1$s,云州市水务局,官-%1$s-7\n护林%1$s,云州市水务局,官-%1$s-8\n");
    records.noteOfficialNumber(filed("护林" + tag), "官-" + tag + "-8", Filed.DAY);
    assertThat(lookup("官-" + tag + "-8")).contains("FILED_OTHER_BUILD", "\"listed\":null");
  }

  private String byPackage(String platform, String name) throws Exception {
    return api("/api/v1/lookup?platform=" + platform + "&packageId=" + name);
  }

  @Test
  void packageThatTheListNames_isListed_andNoOther() throws Exception {
    filed("巡河" + tag);
    header = "应用名称,主办单位,备案编号,包名\n";
    take("巡河%1$s,云州市水务局,官-%1$s-1,\n外省%1$s,别的局,官-%1$s-2,cn.gov.listed%1$s\n");
    assertThat(byPackage("android", "cn.gov.listed" + tag))
        .contains("\"status\":\"LISTED\"", "官-" + tag + "-2")
        .doesNotContain("FILED");
    assertThat(stranger.get("/lookup?packageId=cn.gov.listed" + tag).body())
        .contains("第 7 批" + tag, "别的局")
        .doesNotContain("备案名录里没有");
    assertThat(byPackage("android", "cn.gov.listed" + tag + ".other")).contains("UNKNOWN");
  }

  @Test
  void packageOfAnAppWithAConfirmedClaim_isListed_whereTheListNamesAppAndUnit() throws Exception {
    filed("巡河" + tag);
    take("巡河%1$s,云州市水务局,官-%1$s-1\n护林%1$s,林业局%1$s,官-%1$s-2\n");
    String name = "cn.gov.claimed" + tag;
    UUID unit = UUID.randomUUID();
    unit(unit, "林业局" + tag);
    UUID claim = claimed(unit, "护林" + tag, name);
    assertThat(byPackage("android", name)).as("claimed, and not confirmed").contains("UNKNOWN");
    jdbc.sql("update app_claim set ending = 'CONFIRMED', ended_at = now() where id = ?")
        .param(claim)
        .update();
    assertThat(byPackage("android", name))
        .contains("\"status\":\"LISTED\"", "官-" + tag + "-2")
        .doesNotContain("FILED");
    assertThat(byPackage("ios", name)).as("another platform").contains("UNKNOWN");
    jdbc.sql("update app_claim set ending = 'REJECTED' where id = ?").param(claim).update();
    assertThat(byPackage("android", name)).contains("UNKNOWN");
  }

  private void unit(UUID id, String name) {
    jdbc.sql(
            """
            insert into organization (id, name, credit_code, level, kind, division, route, created_at)
              values (?, ?, '', 'PREFECTURE', 'ORGAN', '330100', 'LOCAL', now())
            """)
        .params(id, name)
        .update();
  }

  /** A claim of a unit on an app of an inventory; its id. */
  private UUID claimed(UUID unit, String appName, String packageName) {
    UUID app = UUID.randomUUID();
    jdbc.sql(
            """
            insert into app (id, owner_id, name, form, state, created_at)
              values (?, ?, ?, 'APP', 'UNFILED', now())
            """)
        .params(app, unit, appName)
        .update();
    jdbc.sql("insert into app_identity (app_id, platform, identity) values (?, 'android', ?)")
        .params(app, packageName)
        .update();
    UUID claim = UUID.randomUUID();
    jdbc.sql(
            """
            insert into app_claim (id, app_id, organization_id, person_id, said, reason, made_at)
              select ?, ?, ?, id, 'OURS', '', now() from user_account limit 1
            """)
        .params(claim, app, unit)
        .update();
    return claim;
  }
}
