package cn.beian.server.apps;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.filing.numbers.CreditCode;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.database.DatabaseOwner;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Organizations;
import cn.beian.server.identity.Organizations.NewOrganization;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.RecordCheck;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The units that use an app, from the list of its filing to the pages of those units. */
class UsingUnitsTest extends ServerTest {
  private static final Question LIST = Question.once("app.userUnits");

  @Autowired private ApplicationContext server;
  @Autowired private ApplicationStore store;
  @Autowired private Organizations organizations;
  @Autowired private Identity identity;
  @Autowired private DataSource dataSource;
  @Autowired private PublicLedger ledger;
  private FilingSteps steps;
  private Unit bureau;
  private Unit school;
  private String twice = "";

  /** A unit of the register. */
  private record Unit(UUID id, String name, String code) {}

  @BeforeEach
  void units() {
    steps = new FilingSteps(server);
    bureau = unit("水务局（河长办）");
    school = unit("第一小学");
    twice = "同名站" + mark();
    unit(twice, "330100");
    unit(twice, "330100");
  }

  private static String mark() {
    return Unique.word();
  }

  private Unit unit(String name) {
    return unit(name + mark(), "330100");
  }

  private Unit unit(String name, String division) {
    String body =
        "113300"
            + "00MB"
            + String.format(Locale.ROOT, "%07d", ThreadLocalRandom.current().nextInt(10_000_000));
    String code = body + CreditCode.checkCharacter(body);
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into organization (id, name, credit_code, level, kind, division, route, created_at)
              values (:id, :name, :code, 'PREFECTURE', 'ORGAN', :division, 'LOCAL', now())
            """)
        .param("id", id)
        .param("name", name)
        .param("code", code)
        .param("division", division)
        .update();
    return new Unit(id, name, code);
  }

  private WebSession session(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  private WebSession of(Unit unit) throws Exception {
    String login = "u" + UUID.randomUUID().toString().replace("-", "");
    jdbc.sql(
            """
            insert into user_account (id, login, password_hash, name, post, telephone, email,
              organization_id, roles, region, created_at)
            values (:id, :login, 'x', '某人', '科员', '0571-1', 'a@b.cn', :unit, '{HANDLER}', '330100',
              now())
            """)
        .param("id", UUID.randomUUID())
        .param("login", login)
        .param("unit", unit.id())
        .update();
    return session(login);
  }

  private UUID filed(String list) throws Exception {
    UUID id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    steps.save(id, Map.of(LIST, list));
    steps.accepted(steps.inNationalReview(id));
    return store.find(id).orElseThrow().appId();
  }

  private List<String> units(UUID app) {
    return jdbc.sql(
            "select name from app_using_unit where app_id = ? and organization_id is not null"
                + " order by id")
        .param(app)
        .query(String.class)
        .list();
  }

  private List<String> texts(UUID app) {
    return jdbc.sql(
            "select name from app_using_unit where app_id = ? and organization_id is null order by id")
        .param(app)
        .query(String.class)
        .list();
  }

  private String version(UUID app) {
    return jdbc.sql("select users_version from app where id = ?")
        .param(app)
        .query(String.class)
        .single();
  }

  private long line(UUID app, String name) {
    return jdbc.sql("select id from app_using_unit where app_id = ? and name = ?")
        .param(app)
        .param(name)
        .query(Long.class)
        .single();
  }

  private HttpResponse<String> add(WebSession who, UUID app, String version, Unit unit)
      throws Exception {
    return who.post(
        "/apps/" + app + "/users", Map.of("version", version, "unit", unit.id().toString()));
  }

  private HttpResponse<String> remove(WebSession who, UUID app, String version, long line)
      throws Exception {
    return who.post("/apps/" + app + "/users/" + line + "/removal", Map.of("version", version));
  }

  @Test
  void acceptedList_namesUnitsOfTheRegister_byNameAndCode_andKeepsTheOthersAsText()
      throws Exception {
    String typed =
        String.join(
            "\r\n",
            bureau.name().replace('（', '(').replace('）', ')') + " ",
            "　" + school.code().toLowerCase(Locale.ROOT),
            twice,
            "全体市民、" + steps.stage.name,
            school.name() + "（" + bureau.code() + "）");
    UUID app = filed(typed);
    assertThat(
            jdbc.sql("select organization_id from app_using_unit where app_id = ? order by id")
                .param(app)
                .query(UUID.class)
                .list())
        .containsExactly(bureau.id(), school.id(), null, null, steps.stage.unit, null);
    assertThat(texts(app))
        .containsExactly(twice, "全体市民", school.name() + "（" + bureau.code() + "）");
    String page = session(steps.handler).page("/apps/" + app);
    assertThat(page)
        .contains("使用单位", bureau.name(), school.name(), "仅文字", "备案材料中写明")
        .contains("/apps/" + app + "/users")
        .doesNotContain("??");
    assertThat(session(steps.reviewer).page("/apps/" + app))
        .contains(bureau.name(), "全体市民")
        .doesNotContain("/apps/" + app + "/users");
  }

  @Test
  void usingUnit_readsOnItsOwnAppsWhichItUses_withNumberAndDuties() throws Exception {
    UUID app = filed(bureau.name() + "\n" + steps.stage.name);
    String number = steps.file(application(app)).application().number().orElseThrow();
    WebSession user = of(bureau);
    assertThat(user.page("/applications"))
        .contains("本单位使用的其他单位应用", steps.stage.name, number, "不得按使用情况考核、排名");
    assertThat(user.page("/used-apps")).contains(number, "已备案");
    assertThat(user.get("/apps/" + app).statusCode()).isEqualTo(403);
    assertThat(of(school).page("/applications")).doesNotContain("本单位使用的其他单位应用");
    assertThat(of(school).page("/used-apps")).contains("没有其他单位的应用");
    assertThat(session(steps.handler).page("/used-apps"))
        .as("its own app is none of others")
        .doesNotContain(number);
    jdbc.sql("update filing_record set restricted = true where number = ?").param(number).update();
    assertThat(user.page("/used-apps"))
        .contains(number, "限制公开的应用")
        .doesNotContain(steps.stage.name);
  }

  @Test
  void appOfAnotherUnit_isProposedAsOneOfTheSameKind_andNoneIsNeverProposed() throws Exception {
    FilingSteps county = new FilingSteps(server);
    Question sameKind = Question.once("sameKind.apps");
    UUID before = county.draft(county.stage.plant(county.stage.facts(), county.handler));
    assertThat(county.file(before).answers()).doesNotContainKey(sameKind);
    assertThat(county.file(before).missing()).anyMatch(gap -> gap.question().equals(sameKind));
    UUID app = filed(county.stage.name);
    String number = steps.file(application(app)).application().number().orElseThrow();
    UUID after =
        county.draft(
            county.stage.plant(
                new AppFacts(county.stage.packageName + ".two").facts(), county.handler));
    assertThat(county.file(after).value("sameKind.apps")).isEqualTo("清溪水情 " + number);
    jdbc.sql("update app set state = 'DEREGISTERED' where id = ?").param(app).update();
    UUID last =
        county.draft(
            county.stage.plant(
                new AppFacts(county.stage.packageName + ".three").facts(), county.handler));
    assertThat(county.file(last).answers()).doesNotContainKey(sameKind);
  }

  private UUID application(UUID app) {
    return jdbc.sql("select application_id from filing_record where app_id = ?")
        .param(app)
        .query(UUID.class)
        .single();
  }

  @Test
  void handler_addsAndRemoves_undoesByTheOpposite_andItIsAudited() throws Exception {
    UUID app = filed(twice);
    WebSession handler = session(steps.handler);
    assertThat(handler.page("/apps/" + app + "/users?q=" + bureau.code()))
        .contains(bureau.name(), bureau.code(), "添加" + bureau.name());
    assertThat(handler.page("/apps/" + app + "/users?q=" + bureau.name().substring(2)))
        .as("part of a name within the province")
        .contains(bureau.code());
    assertThat(add(handler, app, version(app), bureau).body())
        .contains(bureau.name(), "某人添加".substring(2));
    assertThat(units(app)).containsExactly(bureau.name());
    assertThat(add(handler, app, "0", bureau).statusCode()).as("there already").isEqualTo(200);
    assertThat(remove(handler, app, version(app), line(app, bureau.name())).statusCode())
        .isEqualTo(200);
    assertThat(units(app)).isEmpty();
    add(handler, app, version(app), bureau);
    assertThat(units(app)).containsExactly(bureau.name());

    handler.post(
        "/apps/" + app + "/users",
        Map.of(
            "version",
            version(app),
            "unit",
            school.id().toString(),
            "instead",
            String.valueOf(line(app, twice))));
    assertThat(texts(app)).isEmpty();
    assertThat(units(app)).containsExactly(bureau.name(), school.name());
    handler.post("/apps/" + app + "/users", Map.of("version", version(app), "text", "各村民小组"));
    assertThat(texts(app)).containsExactly("各村民小组");
    assertThat(
            jdbc.sql("select action from audit_entry where subject = ? order by id")
                .param("app:" + app)
                .query(String.class)
                .list())
        .containsSubsequence(
            "app.users.add", "app.users.remove", "app.users.add", "app.users.add", "app.users.add");
  }

  @Test
  void olderPage_isRefusedWithASentence_andNothingIsLost() throws Exception {
    UUID app = filed(bureau.name());
    WebSession handler = session(steps.handler);
    String seen = version(app);
    add(handler, app, seen, school);
    HttpResponse<String> late = remove(handler, app, seen, line(app, bureau.name()));
    assertThat(late.statusCode()).isEqualTo(422);
    assertThat(late.body()).contains("名单刚刚被改过", bureau.name(), school.name());
    assertThat(units(app)).containsExactly(bureau.name(), school.name());
    assertThat(remove(handler, app, seen, 0).statusCode()).as("gone already").isEqualTo(200);
  }

  @Test
  void strangers_officials_andDrafts_changeNothing() throws Exception {
    UUID app = filed(bureau.name());
    long line = line(app, bureau.name());
    WebSession stranger = of(school);
    assertThat(stranger.get("/apps/" + app + "/users").statusCode()).isEqualTo(403);
    assertThat(add(stranger, app, version(app), school).statusCode()).isEqualTo(403);
    assertThat(remove(stranger, app, version(app), line).statusCode()).isEqualTo(403);
    WebSession official = session(steps.stage.official(Role.SUPERVISOR, "330000"));
    assertThat(official.page("/apps/" + app)).contains(bureau.name());
    assertThat(add(official, app, version(app), school).statusCode()).isEqualTo(403);
    assertThat(session(steps.approver).get("/apps/" + app + "/users").statusCode()).isEqualTo(403);
    assertThat(units(app)).containsExactly(bureau.name());

    FilingSteps other = new FilingSteps(server);
    UUID draft = other.draft(other.stage.plant(other.stage.facts(), other.handler));
    UUID drafted = store.find(draft).orElseThrow().appId();
    WebSession drafting = session(other.handler);
    assertThat(drafting.page("/apps/" + drafted + "/users")).contains("还只是草稿");
    HttpResponse<String> refused = add(drafting, drafted, "0", school);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("请在备案表里填写");
    assertThat(add(drafting, app, version(app), school).statusCode()).isEqualTo(403);
    assertThat(remove(drafting, drafted, "0", line).statusCode()).isEqualTo(422);
    assertThat(units(app)).containsExactly(bureau.name());
  }

  @Test
  void hostileInput_endsInASentence() throws Exception {
    UUID app = filed(bureau.name());
    WebSession handler = session(steps.handler);
    String page = "/apps/" + app + "/users";
    for (String unit :
        List.of(UUID.randomUUID().toString(), "x", "' or 1=1 --", "9".repeat(4000))) {
      HttpResponse<String> answer =
          handler.post(page, Map.of("version", version(app), "unit", unit));
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body()).contains("登记在册的单位里没有这一家");
    }
    for (String text : List.of("", " ", "长".repeat(10_000), "a\u0007b", "两\n行")) {
      HttpResponse<String> answer =
          handler.post(page, Map.of("version", version(app), "text", text));
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body()).contains("不超过 200 个字");
    }
    HttpResponse<String> odd = handler.post(page, Map.of("version", "一", "text", "各街道"));
    assertThat(odd.body()).contains("名单刚刚被改过", "各街道");
    assertThat(handler.page(page + "?q=" + "a".repeat(3000))).contains("没有找到这样的单位");
    assertThat(handler.page(page + "?q=%25%25&instead=-1")).contains("没有找到这样的单位");
    assertThat(handler.get(page + "/x/removal").statusCode()).isIn(400, 403, 404, 405);
    assertThat(units(app)).containsExactly(bureau.name());
    assertThat(texts(app)).isEmpty();
  }

  @Test
  void tenThousandNames_andNamesOfTenThousandCharacters_areKeptInPart_andSaidSo() throws Exception {
    String long10k = "很".repeat(10_000);
    String typed =
        bureau.name()
            + "\n"
            + long10k
            + "\n"
            + IntStream.range(0, 10_000)
                .mapToObj(n -> "第" + n + "站")
                .collect(Collectors.joining("\n"));
    UUID id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    HttpResponse<String> saved =
        session(steps.handler)
            .post(
                "/applications/" + id + "/topics/USERS",
                Map.of("topic", "USERS", "a:app.userUnits", typed, "t", "app.userUnits"));
    assertThat(saved.statusCode()).isEqualTo(200);
    steps.accepted(steps.inNationalReview(id));
    UUID app = store.find(id).orElseThrow().appId();
    assertThat(units(app)).containsExactly(bureau.name());
    assertThat(texts(app)).hasSize(199).allMatch(name -> name.length() <= 200);
    assertThat(session(steps.handler).page("/apps/" + app)).contains("另有 9,802 个名称");
    assertThat(steps.file(id).value("app.userUnits")).contains("第9999站", long10k);
  }

  @Test
  void change_bringsWhatItListsAnew_dropsWhatItListsNoLonger_leavesWhatThePageSaid()
      throws Exception {
    UUID app = filed(bureau.name() + "\n" + twice + "\n" + steps.stage.name);
    WebSession handler = session(steps.handler);
    remove(handler, app, version(app), line(app, bureau.name()));
    HttpResponse<String> begun =
        handler.post("/apps/" + app + "/changes", Map.of("kind", "CHANGE"));
    String to = begun.uri().getPath();
    UUID change = UUID.fromString(to.substring(to.lastIndexOf('/') + 1));
    steps.as(steps.handler);
    assertThat(steps.file(change).value("app.userUnits"))
        .as("what was removed on the page is not asked again")
        .doesNotContain(bureau.name())
        .contains(twice, steps.stage.name);
    steps.save(
        change,
        Map.of(
            LIST,
            String.join("\n", bureau.name(), steps.stage.name, school.name()),
            Question.once("change.what"),
            "使用单位变更",
            Question.once("change.reason"),
            "机构调整"));
    steps.submit(steps.ready(change));
    steps.complete(change);
    assertThat(units(app)).containsExactly(steps.stage.name, school.name());
    assertThat(texts(app)).isEmpty();
  }

  @Test
  void renamedUnit_showsItsNewName_andIsStillTheSame() throws Exception {
    UUID app = filed(bureau.name());
    Organization before = identity.organization(bureau.id());
    steps.as(steps.handler);
    organizations.correct(
        bureau.id(),
        new NewOrganization(
            "更名后的局" + mark(),
            before.creditCode(),
            before.level(),
            before.kind(),
            before.division(),
            before.parentId(),
            before.route()));
    assertThat(session(steps.handler).page("/apps/" + app)).contains("更名后的局").doesNotContain("仅文字");
    assertThat(of(bureau).page("/used-apps")).contains(steps.stage.name);
  }

  @Test
  void suggestions_areFewOptions_withCodesWhereTheNameIsNotEnough() throws Exception {
    WebSession handler = session(steps.handler);
    for (int n = 0; n < 15; n++) {
      unit("杭北街道办" + mark(), "330100");
    }
    String options = handler.page("/unit-names?q=杭北街道");
    Matcher each = Pattern.compile("<option ").matcher(options);
    assertThat(each.results().count()).isEqualTo(10);
    assertThat(options).doesNotContain("<html");
    assertThat(handler.page("/unit-names?q=" + twice)).contains(twice + " 1133");
    assertThat(handler.page("/unit-names?q=x")).doesNotContain("<option");
    assertThat(handler.page("/unit-names?q=" + "%E5%8D%95".repeat(600))).doesNotContain("<option");
    assertThat(session(steps.reviewer).get("/unit-names?q=局").statusCode()).isEqualTo(403);
  }

  @Test
  void checkOfEverything_tellsALineWhoseAppOrUnitIsGone() throws Exception {
    UUID app = filed(bureau.name());
    String number = steps.file(application(app)).application().number().orElseThrow();
    assertThat(faults(number)).isEmpty();
    JdbcClient owner = JdbcClient.create(DatabaseOwner.dataSource(server));
    owner
        .sql("alter table app_using_unit drop constraint app_using_unit_organization_id_fkey")
        .update();
    try {
      jdbc.sql("update app_using_unit set organization_id = ? where app_id = ?")
          .param(UUID.randomUUID())
          .param(app)
          .update();
      assertThat(faults(number)).containsExactly(RecordCheck.Kind.USING_UNIT_LOST);
    } finally {
      jdbc.sql("delete from app_using_unit where app_id = ?").param(app).update();
      owner
          .sql(
              "alter table app_using_unit add constraint app_using_unit_organization_id_fkey"
                  + " foreign key (organization_id) references organization (id)")
          .update();
    }
    assertThat(faults(number)).isEmpty();
  }

  private List<RecordCheck.Kind> faults(String number) {
    return RecordCheck.run(dataSource, ledger, read -> {}).faults().stream()
        .filter(fault -> fault.number().equals(number))
        .map(RecordCheck.RecordFault::kind)
        .toList();
  }
}
