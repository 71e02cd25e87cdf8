package cn.beian.server.official;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.platform.Sha256Hex;
import cn.beian.server.records.Filed;
import cn.beian.server.records.OfficialNumberSource;
import cn.beian.server.records.Records;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A published list is one of the office that imported it, and of no other. */
class ListAuthorTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private Records records;
  @Autowired private TransactionTemplate transactions;
  private final String tag = Unique.word();
  private final String heading = "全国第 1 批" + tag;
  private WebSession nation;
  private WebSession province;

  @BeforeEach
  void offices() throws Exception {
    Stage stage = new Stage(server, "PREFECTURE", "LOCAL");
    nation = session(named("甲", stage.official(Role.NATIONAL_REVIEWER, "100000")));
    province = session(named("乙", stage.official(Role.COMPLETENESS_REVIEWER, "330000")));
  }

  /** A person whose office has a name of its own. */
  private String named(String office, String login) {
    jdbc.sql(
            """
            update organization set name = :name
              where id = (select organization_id from user_account where login = :login)
            """)
        .param("name", office + "办" + tag)
        .param("login", login)
        .update();
    return login;
  }

  private WebSession session(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  private String filed(String name) {
    return Objects.requireNonNull(
            transactions.execute(status -> records.accept(Filed.acceptance(Filed.android(), name))))
        .toString();
  }

  private byte[] list(String app, String number) {
    return "应用名称,主办单位,备案编号\n%s,云州市水务局,%s\n".formatted(app, number).getBytes(StandardCharsets.UTF_8);
  }

  private void imported(WebSession office, byte[] file) throws Exception {
    HttpResponse<String> preview =
        office.postFile(
            "/official-lists",
            Map.of("batch", heading, "day", "2026-03-01", "source", "公告 " + tag),
            "list.csv",
            file);
    assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
    office.post(preview.uri().getPath(), Map.of());
  }

  private List<String> batches() {
    return jdbc.sql(
            """
            select b.id::text from official_batch b join organization o on o.id = b.office_id
              where b.name = :name order by b.made_at
            """)
        .param("name", heading)
        .query(String.class)
        .list();
  }

  private String page(String batch) throws Exception {
    return new Visitor(url("")).get("/batches/" + batch).body();
  }

  @Test
  void province_addsNothingToTheNationsList_andEachListNamesItsOfficeAndItsFile() throws Exception {
    filed("巡河" + tag);
    String made = filed("编造" + tag);
    byte[] first = list("巡河" + tag, "国-" + tag + "-1");
    byte[] second = list("编造" + tag, "国-" + tag + "-2");
    imported(nation, first);
    imported(province, second);
    List<String> batches = batches();
    assertThat(batches).hasSize(2);
    String nations = page(batches.get(0));
    assertThat(nations).contains("巡河" + tag, Sha256Hex.of(first)).doesNotContain("编造" + tag);
    String provinces = page(batches.get(1));
    assertThat(provinces).contains("编造" + tag, Sha256Hex.of(second));
    assertThat(List.of(office(nations), office(provinces))).doesNotHaveDuplicates();
    assertThat(new Visitor(url("")).get("/records/" + made).body()).contains(office(provinces));
    assertThat(records.find(made).orElseThrow().officialNumberSource())
        .contains(OfficialNumberSource.LIST_OF_PROVINCE);
  }

  private static String office(String page) {
    Matcher office = Pattern.compile("由(\\S+?)导入").matcher(page);
    assertThat(office.find()).as(page).isTrue();
    return Objects.requireNonNull(office.group(1));
  }

  @Test
  void officeOfAnotherList_isAsked_andSaysSoOnceItAgrees() throws Exception {
    filed("巡河" + tag);
    String added = filed("护林" + tag);
    imported(nation, list("巡河" + tag, "国-" + tag + "-1"));
    imported(province, list("护林" + tag, "国-" + tag + "-2"));
    List<String> batches = batches();
    String own = "/official-lists/batches/" + batches.get(1);
    assertThat(province.page(own)).contains("请求并入");
    Map<String, String> other = Map.of("other", batches.get(0));
    province.post(own + "/request", other);
    assertThat(province.post(own + "/request", other).statusCode()).as("once").isEqualTo(422);
    assertThat(page(batches.get(0))).as("nobody agreed").doesNotContain("护林" + tag);
    Matcher request =
        Pattern.compile("/official-lists/requests/[0-9a-f-]{36}")
            .matcher(nation.page("/official-lists"));
    String address = "";
    while (request.find()) {
      address = request.group();
    }
    assertThat(province.post(address, Map.of("takes", "true")).statusCode()).isEqualTo(404);
    nation.post(address, Map.of("takes", "true"));
    assertThat(page(batches.get(0))).contains("巡河" + tag, "护林" + tag, "2 个");
    assertThat(records.find(added).orElseThrow().officialNumberSource())
        .contains(OfficialNumberSource.LIST_OF_NATION);
    assertThat(nation.post(address, Map.of("takes", "true")).statusCode()).isEqualTo(404);
  }
}
