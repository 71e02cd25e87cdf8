package cn.beian.server.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.Unique;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The pages of a unit's administrator, with requests that no page offers. */
class UnitPagesTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private final UUID unit = UUID.randomUUID();

  private UUID id(String login) {
    return jdbc.sql("select id from user_account where login = ?")
        .param(login)
        .query(UUID.class)
        .single();
  }

  @Test
  void people_areInvitedWithdrawnAndBroughtBack_throughThePages() throws Exception {
    WebSession admin = WebSession.of(server, url(""), person(unit, "UNIT_ADMINISTRATOR"));
    WebSession approver = WebSession.of(server, url(""), person(unit, "APPROVER"));
    String login = "p" + Unique.word();
    assertThat(admin.page("/")).contains("/unit");
    Map<String, String> form = Map.of("login", login, "name", "林一", "roles", "HANDLER");
    assertThat(admin.post("/unit/people/new", form).body())
        .contains("取回码", "/requests/")
        .doesNotContain("/account/invitation/");
    assertThat(admin.page("/unit")).contains(login, "待第二人确认", "GB");
    UUID made = id(login);
    assertThat(approver.page("/")).contains("邀请 林一 并授予角色");
    assertThat(approver.page("/inbox")).contains("申请为 林一 授予角色：经办人");
    assertThat(confirm(approver, made)).contains("/account/invitation/", "取回码");
    assertThat(admin.page("/unit")).contains(login, "邀请待使用");
    assertThat(admin.page("/unit/people/" + made)).contains("撤回邀请", "申请新链接");
    assertThat(admin.post("/unit/people/" + made + "/withdrawal", Map.of()).body())
        .contains("恢复在岗");
    assertThat(admin.post("/unit/people/" + made + "/return", Map.of()).body()).contains("邀请链接已失效");
    assertThat(admin.post("/unit/people/" + made + "/recovery", Map.of()).body())
        .contains("取回码")
        .doesNotContain("/account/invitation/");
    assertThat(confirm(approver, made)).contains("/account/invitation/");
    assertThat(admin.post("/unit/people/" + made + "/roles", Map.of("roles", "APPROVER")).body())
        .contains("等第二人确认");
    assertThat(confirm(approver, made)).contains("审批人");
    assertThat(admin.post("/unit/people/" + made + "/roles", Map.of()).statusCode()).isEqualTo(422);
  }

  /** Confirms what waits about an account; the page that follows. */
  private String confirm(WebSession second, UUID account) throws Exception {
    UUID request =
        jdbc.sql("select id from account_request where account_id = ? and state = 'OPEN'")
            .param(account)
            .query(UUID.class)
            .single();
    return second.post("/requests/" + request + "/confirmation", Map.of()).body();
  }

  @Test
  void craftedRequests_areRefused_andChangeNothing() throws Exception {
    String me = person(unit, "UNIT_ADMINISTRATOR");
    WebSession admin = WebSession.of(server, url(""), me);
    String stranger = person(UUID.randomUUID(), "HANDLER");
    String official = person(unit, "NATIONAL_REVIEWER");
    String before = accounts();
    for (String login : new String[] {stranger, official, me}) {
      for (String act : new String[] {"roles", "recovery", "leave", "return", "withdrawal"}) {
        HttpResponse<String> answer =
            admin.post("/unit/people/" + id(login) + "/" + act, Map.of("roles", "HANDLER"));
        assertThat(answer.statusCode()).as(login + " " + act).isEqualTo(403);
      }
    }
    assertThat(admin.get("/unit/people/" + id(stranger)).statusCode()).isEqualTo(403);
    for (String role : new String[] {"SYSTEM_ADMINISTRATOR", "SIGNER", "UNIT_ADMINISTRATOR"}) {
      Map<String, String> form = Map.of("login", "crafted-one", "name", "某", "roles", role);
      assertThat(admin.post("/unit/people/new", form).statusCode()).as(role).isEqualTo(403);
    }
    for (String page : new String[] {"/admin", "/admin/organizations", "/work", "/admin/audit"}) {
      assertThat(admin.get(page).statusCode()).as(page).isEqualTo(403);
    }
    assertThat(
            admin
                .post("/admin/organizations/" + unit + "/quota", Map.of("gigabytes", "1000"))
                .statusCode())
        .isEqualTo(403);
    assertThat(accounts()).isEqualTo(before);
  }

  @Test
  void table_isPreviewed_thenCodesAreShownOnce() throws Exception {
    WebSession admin = WebSession.of(server, url(""), person(unit, "UNIT_ADMINISTRATOR"));
    String colleague = person(unit, "HANDLER");
    String namesake = person(unit, "HANDLER");
    String stranger = person(UUID.randomUUID(), "HANDLER");
    String login = "t" + Unique.word();
    String table =
        "登录名,姓名,角色\n"
            + login
            + ",林一,经办人、审批人\n"
            + colleague
            + ",经办人,审批人\n"
            + namesake
            + ",孙三,经办人\n"
            + stranger
            + ",别人,经办人\nboss-x,官,签发人\n"
            + "lin-example,示例,经办人\n";
    byte[] file = table.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(
            new String(
                admin.bytes("/unit/people/import/template.csv"),
                java.nio.charset.StandardCharsets.UTF_8))
        .contains("登录名", "lin-example");
    assertThat(admin.bytes("/unit/people/import/template.xlsx")).startsWith('P', 'K');
    HttpResponse<String> preview =
        admin.postFile("/unit/people/import", Map.of(), "people.csv", file);
    assertThat(preview.body())
        .contains("现在还没有写入", "新增", "经办人 → 审批人", "姓名不同", "登录名已有人使用", "角色只能填经办人、审批人", "示例行");
    assertThat(people(login)).isZero();
    String address = preview.uri().getPath();
    assertThat(
            new String(
                admin.bytes(address + "/results.csv"), java.nio.charset.StandardCharsets.UTF_8))
        .contains(login);
    String done = admin.post(address, Map.of()).body();
    assertThat(done)
        .contains("已提交 2 项", "取回码只显示这一次")
        .containsPattern("[A-Z0-9]{4}-[A-Z0-9]{4}")
        .doesNotContain("/account/invitation/");
    assertThat(people(login)).isEqualTo(1);
    assertThat(admin.page(address)).doesNotContain("取回码只显示这一次").contains("已写入");
    assertThat(admin.post(address, Map.of()).body()).contains("已经写入").doesNotContain("取回码只显示这一次");
    Map<String, String> codes = Map.of("name", "=1+1", "login", login, "code", "ABCD-2345");
    assertThat(admin.post("/unit/people/import/codes", codes).body()).contains("'=1+1");
    WebSession other = WebSession.of(server, url(""), person(unit, "UNIT_ADMINISTRATOR"));
    assertThat(other.get(address).statusCode()).isEqualTo(404);
    assertThat(other.post(address, Map.of()).statusCode()).isEqualTo(404);
  }

  private int people(String login) {
    return jdbc.sql("select count(*) from user_account where login = ?")
        .param(login)
        .query(Integer.class)
        .single();
  }

  private String accounts() {
    return jdbc.sql(
            "select count(*) || md5(string_agg(id || array_to_string(roles, ',') || active::text,"
                + " '' order by id)) from user_account")
        .query(String.class)
        .single();
  }
}
