package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.ServerTest;
import cn.beian.server.approvals.ProjectPlan;
import cn.beian.server.fixtures.HolidaySteps;
import cn.beian.server.retests.RetestSteps;
import cn.beian.server.rulebooks.RulebookZip;
import cn.beian.server.testing.RiverApp;
import cn.beian.testkit.harmony.HapSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Every page in both languages at both widths: axe, security policy, language, no sideways scroll.
 */
@Tag("once")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryPageBrowserTest extends ServerTest {
  /** Parts of pages, what only leads on to one, and what is no page of ours to show. */
  private static final Set<String> NO_PAGES =
      Set.of(
          "/cases",
          "/supervision",
          "/inquiries",
          "/revocations",
          "/endings",
          "/inventory/units/{id}/letters/{place}/pdf",
          "/approvals",
          "/exceptions",
          "/applications/{id}/notices/{place}/pdf",
          "/cases/{id}/notices/{place}/pdf",
          "/supervision/{id}/notices/{place}/pdf",
          "/inquiries/{id}/notices/{place}/pdf",
          "/revocations/{id}/notices/{place}/pdf",
          "/endings/{id}/notices/{place}/pdf",
          "/approvals/{id}/notices/{place}/pdf",
          "/exceptions/{id}/notices/{place}/pdf",
          "/packages/{id}/progress",
          "/uploads/{id}",
          "/unit-names",
          "/applications/{id}/launch-builds",
          "/applications/{id}/packages",
          "/rulebooks/drafts/{version}/preview",
          "/rulebooks/key",
          "/error");

  private static final List<String> PUBLIC =
      List.of(
          "/",
          "/login",
          "/login?error",
          "/login?wait",
          "/login?ready",
          "/search",
          "/search?q=nothing",
          "/register",
          "/register?month=2026-13",
          "/register?region=33&kind=OTHER&state=REVOKED&sponsor=nobody",
          "/open-data",
          "/batches",
          "/lookup",
          "/lookup?sha256=00",
          "/rules",
          "/rules?q=nothing-at-all",
          "/rules?q=101&group=FORM",
          "/rules/FORM-101",
          "/terms",
          "/about",
          "/verify",
          "/pre-check",
          "/account/recovery",
          "/no-such-page");

  private static final Set<String> LOOKED_AT = new TreeSet<>();

  @Autowired private ApplicationContext server;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @TempDir private Path folder;
  private Browser browser;
  private Cast cast;
  private Sponsor sponsor;
  private TestApp app;

  @BeforeEach
  void open() {
    cast = Cast.local(server);
    browser = Browser.open(url(""));
    sponsor = new Sponsor(browser, cast.handler, cast.approver);
    app = new TestApp(folder, "清溪巡河", cast.unitName);
  }

  @AfterEach
  void close() {
    LOOKED_AT.addAll(browser.checked());
    browser.close();
  }

  private UUID appOf(String application) {
    return jdbc.sql("select app_id from application where id = ?")
        .param(UUID.fromString(application.replaceAll(".*/", "")))
        .query(UUID.class)
        .single();
  }

  @Test
  @Order(1)
  void sponsorsPages() throws Exception {
    browser.as(cast.handler).go("/applications").checkInBothLanguages("filing-list-empty");
    browser.go("/").checkInBothLanguages("filing-start");
    sponsor.drop(app.build("review.apk", "每日签到领积分"));
    browser.checkInBothLanguages("filing-tested");
    String application = sponsor.beginExisting();
    browser.checkInBothLanguages("filing-tasks");
    browser.go(application + "/check").checkInBothLanguages("filing-check-missing");
    browser.go(application);
    for (String topic : sponsor.topics()) {
      browser
          .go(topic)
          .checkInBothLanguages(
              "filing-topic-" + topic.replaceAll(".*/", "").toLowerCase(Locale.ROOT));
    }
    browser.go(application + "/undertaking").checkInBothLanguages("filing-undertaking");
    browser.go(application + "/withdrawal").checkInBothLanguages("filing-withdrawal");
    browser.go("/applications").checkInBothLanguages("filing-list");
    Path second = Files.write(folder.resolve("second.hap"), HapSamples.hap());
    browser.go(application).unfold("filings.package.add").attach("added", second);
    browser.press("filings.package.add").refreshUntil("filings.platforms.title");
    browser.go(application + "/platforms").checkInBothLanguages("filing-platforms");
    UUID one =
        jdbc.sql("select package_id from application_package where application_id = ? limit 1")
            .param(UUID.fromString(application.replaceAll(".*/", "")))
            .query(UUID.class)
            .single();
    browser.go(application + "/packages/" + one + "/removal").checkInBothLanguages("removal");
  }

  @Test
  @Order(2)
  void reviewersPages() throws Exception {
    String application = cast.filled(app.build("review.apk", "每日签到领积分"));
    browser.as(cast.handler).go(application + "/check").checkInBothLanguages("filing-check");
    sponsor.handToApprover(application);
    browser.as(cast.approver).go(application + "/check").checkInBothLanguages("filing-sign");
    sponsor.sign(application);
    sponsor.look(application).checkInBothLanguages("filing-sent");
    browser.press("filings.notice.RECEIVED").checkInBothLanguages("letter");
    browser.go("/").checkInBothLanguages("filing-start-news");
    Province province = new Province(browser, cast.firstSeat, cast.secondSeat);
    province.first(application).checkInBothLanguages("province-case");
    browser.press("filings.notice.RECEIVED").checkInBothLanguages("letter-of-case");
    browser.go(Province.caseOf(application) + "/letter").checkInBothLanguages("province-letter");
    browser.go("/").checkInBothLanguages("province-start");
    browser.go("/work").checkInBothLanguages("province-work");
    browser.go("/work?view=waiting&q=none").checkInBothLanguages("work-nothing");
    browser.go("/inbox").checkInBothLanguages("inbox");
    browser.go("/overdue").checkInBothLanguages("province-overdue");
    province.complete(application);
    Nation nation = new Nation(browser, cast.reviewer, cast.signer);
    nation.reviews(application).checkInBothLanguages("nation-case");
    browser.go(Province.caseOf(application) + "/platforms").checkInBothLanguages("case-platforms");
    browser.go(Province.caseOf(application));
    browser.go("/work?view=done").checkInBothLanguages("nation-work");
    for (String act : List.of("return", "refusal", "acceptance")) {
      nation.signs(application + "/decision?act=" + act).checkInBothLanguages("decision-" + act);
    }
    nation.accept(application);
    browser.checkInBothLanguages("nation-accepted");
    String number = sponsor.number(application);
    browser.checkInBothLanguages("filing-number");
    browser.go("/applications").checkInBothLanguages("filing-list-filed");
    browser.go("/apps/" + appOf(application)).checkInBothLanguages("app");
    browser.go("/apps/" + appOf(application) + "/users?q=330000").checkInBothLanguages("app-users");
    browser.go("/apps/" + appOf(application) + "/change").checkInBothLanguages("app-change");
    browser.go("/apps/" + appOf(application) + "/official-number");
    browser.checkInBothLanguages("official-number");
    sponsor.launch(application, app.build("other.apk", "每月通报排名"), "filings.launch.DIFFERENT");
    browser.checkInBothLanguages("launch-build-different");
    Path broken = Files.writeString(folder.resolve("broken.apk"), "PK\u0003\u0004 cut off");
    sponsor.launch(application, broken, "filings.launch.UNREADABLE");
    browser.checkInBothLanguages("launch-build-unreadable");
    browser.asStranger().go("/records/" + number).checkInBothLanguages("portal-record");
    sponsor.drop(app.build("next.apk", "每日签到领积分", "本周打卡排行榜", "未打卡人员将被通报"));
    browser.says("testing.comparison").checkInBothLanguages("filing-compared");
    Cast county = Cast.local(server);
    String lower = county.filled(app.build("lower.apk"));
    jdbc.sql("update organization set level = 'COUNTY' where name = :name")
        .param("name", county.unitName)
        .update();
    browser
        .as(county.handler)
        .go(lower + "/upper-level-app?number=" + number)
        .checkInBothLanguages("filing-upper-level-app");
    browser.go(lower + "/upper-level-app?number=%E5%B7%A1%E6%B2%B3");
    browser.checkInBothLanguages("filing-upper-level-apps");
    jdbc.sql(
            """
            insert into app_using_unit (app_id, organization_id, name, source, since)
              select :app::uuid, id, name, 'PAGE', now() from organization where name = :unit
            """)
        .param("app", appOf(application))
        .param("unit", county.unitName)
        .update();
    browser.go("/used-apps").checkInBothLanguages("used-apps");
    browser.go("/applications").checkInBothLanguages("filing-list-used");
    pagesOfLists();
  }

  /** The reason of a county's unit is judged on the page on which the seats vote. */
  @Test
  @Order(2)
  void casesOfACounty() throws Exception {
    Cast county = Cast.county(server);
    String sent = county.sent(app.build("county.apk", "每日签到领积分"));
    browser.as(county.firstSeat).go(Province.caseOf(sent)).says("filings.level.open");
    browser.checkInBothLanguages("province-case-county");
    county.complete(sent);
    browser.as(county.reviewer).go(Province.caseOf(sent)).says("filings.level.open");
    browser.checkInBothLanguages("nation-case-county");
  }

  private void pagesOfLists() throws IOException {
    browser.as(cast.firstSeat).go("/official-lists").checkInBothLanguages("official-lists");
    String list =
        """
        应用名称,主办单位,备案编号
        清溪巡河,%1$s,官备〔2026〕1 号
        清溪巡河,别的局,官备〔2026〕2 号
        无此应用,某局,3
        """
            .formatted(cast.unitName);
    browser.type("batch", "第 3 批").type("day", "03012026").type("source", "国信办公告〔2026〕3 号");
    browser.attach("file", Files.writeString(folder.resolve("list.csv"), list));
    browser.press("import.check").checkInBothLanguages("official-list-checked");
    browser.press("official.list.act").checkInBothLanguages("official-list-done");
    browser.go("/batches").checkInBothLanguages("batches");
    browser.pressText("第 3 批").checkInBothLanguages("batch");
    browser.go("/official-lists").checkInBothLanguages("official-lists-own");
    browser.pressText("第 3 批").checkInBothLanguages("official-own-batch");
  }

  @Test
  @Order(2)
  void pagesOfFacts() throws Exception {
    String facts = "/packages/" + cast.plant(RiverApp.facts()) + "/facts";
    browser.as(cast.handler).go(facts).checkInBothLanguages("facts");
    for (String section :
        List.of("screens", "inputs", "permissions", "sdks", "components", "domains", "search")) {
      browser.go(facts + "/" + section).checkInBothLanguages("facts-" + section);
    }
    pagesOfComponents();
    browser.go(facts + "/screens?screen=pages/today/today").checkInBothLanguages("facts-screen");
    browser.go(facts + "/search").type("q", "打卡").press("facts.find.do");
    browser.says("facts.found", 2, "打卡").checkInBothLanguages("facts-found");
    browser.go(facts + "/search?q=nowhere").says("facts.found.none");
    browser.checkInBothLanguages("facts-found-none");
  }

  private void pagesOfComponents() throws Exception {
    String many = "/packages/" + cast.plant(RiverApp.components(120)) + "/facts/components";
    browser.go(many).says("intake.components", 124).checkInBothLanguages("components");
    browser.go(many + "?page=3").checkInBothLanguages("components-last");
    browser.go(many).type("q", "lib-11").press("facts.find.do");
    browser.says("intake.components.found", 11).checkInBothLanguages("components-found");
    browser.go(many + "?q=nowhere").checkInBothLanguages("components-none-found");
    browser.go("/packages/" + cast.plant(RiverApp.bare()) + "/facts/components");
    browser.says("intake.components.none").checkInBothLanguages("components-none");
  }

  @Test
  @Order(2)
  void pagesOfAProtectedRelease() throws Exception {
    UUID release = cast.plant(RiverApp.build(true));
    browser.as(cast.handler).go("/packages/" + release).says("testing.testBuild.hand");
    browser.checkInBothLanguages("test-build-asked");
    cast.putBeside(release, cast.plant(RiverApp.facts("1.0", "wx0000000000000000")));
    browser.go("/packages/" + release).says("testing.testBuild.OTHER_APP");
    cast.putBeside(release, cast.plant(RiverApp.facts("1.0", "wx1234567890abcdef")));
    browser.go("/packages/" + release).checkInBothLanguages("test-build-different");
    cast.putBeside(release, cast.plant(RiverApp.build(false)));
    browser.go("/packages/" + release).says("testing.testBuild.limit");
    browser.go("/packages/" + release + "/facts").says("testing.testBuild.limit");
  }

  @Test
  @Order(3)
  void administratorsPages() throws IOException {
    Login root = cast.official("安然", Role.SYSTEM_ADMINISTRATOR);
    Administrator administrator = new Administrator(browser, root);
    browser.as(root).go("/").checkInBothLanguages("admin-start");
    for (String path :
        List.of(
            "",
            "/audit",
            "/calendar",
            "/calendar/new",
            "/mail",
            "/policies",
            "/policies/supplement.workdays",
            "/unread-packages",
            "/webhook")) {
      browser.go("/admin" + path).checkInBothLanguages("admin" + path.replaceAll("[/.]", "-"));
    }
    browser.go("/admin/calendar/new").type("year", "2026").type("citation", "试预览，不记录");
    browser.type("days", HolidaySteps.withDecree(2026, "2026-01-04 上班"));
    browser.press("admin.calendar.preview").check("calendar-preview");
    browser.press("admin.calendar.record").checkInBothLanguages("calendar-waiting");
    browser.press("admin.calendar.request.title", "2026").checkInBothLanguages("calendar-own");
    String proposed = browser.path().replaceAll("[?#].*", "");
    browser.as(cast.official("安复核", Role.SYSTEM_ADMINISTRATOR)).go(proposed);
    browser.checkInBothLanguages("calendar-request").press("requests.decline");
    browser.check("calendar-no-reason").type("reason", "试，不记录").press("requests.decline");
    browser.checkInBothLanguages("calendar-past").go(proposed).check("calendar-declined").as(root);
    browser.go("/admin/policies/supplement.workdays").type("value", "20").type("source", "试");
    browser.press("policy.preview").check("policy-preview");
    browser.go("/admin/organizations").checkInBothLanguages("organizations");
    browser.go("/admin/organizations/import").checkInBothLanguages("organization-import");
    browser.attach("file", Files.writeString(folder.resolve("units.csv"), "单位名称\n某某局\n"));
    browser.press("import.check").checkInBothLanguages("organization-import-checked");
    browser.go("/admin/organizations/new").checkInBothLanguages("organization-new");
    administrator.unit(cast.unitName).checkInBothLanguages("organization");
    String unit = browser.path().replaceAll("[?#].*", "");
    browser.press("admin.organization.correct").checkInBothLanguages("organization-correct");
    browser.go("/admin/placements").checkInBothLanguages("placements-none");
    cast.raiseUnit(root);
    browser.go("/admin/placements").checkInBothLanguages("placements");
    browser.go(unit).checkInBothLanguages("organization-moved");
    browser.press("admin.person.invite").checkInBothLanguages("person-new");
    browser.go(unit).pressText("周明").checkInBothLanguages("person");
    for (Language language : Language.values()) {
      browser.in(language);
      Login invited = new Login("new" + language.code + System.nanoTime(), Cast.PASSWORD);
      Administrator.LinkAndCode given =
          administrator.inviteByTwo(
              new Administrator(browser, cast.approver),
              cast.unitName,
              invited,
              "李巡",
              "HANDLER",
              "330100");
      browser.check("link").asStranger().go(given.link()).check("password");
      browser.type("password", "short").press("account.password.do").check("password-problems");
    }
    browser.in(Language.CHINESE).as(cast.approver).go("/account").checkInBothLanguages("account");
    for (String path : List.of("mail", "password", "second-factor")) {
      browser.go("/account/" + path).checkInBothLanguages("account-" + path);
    }
    browser.as(root).go(unit).pressText("周明").press("admin.recovery.do").check("request-asked");
    browser.go("/requests").checkInBothLanguages("requests");
    browser.as(cast.approver).go("/").checkInBothLanguages("request-at-home").go("/requests");
    browser.pressText(browser.language().text("requests.kind.RECOVERY", "周明"));
    browser.checkInBothLanguages("request").press("requests.confirm").check("link-and-code");
    browser.as(cast.official("于守正", Role.UNIT_ADMINISTRATOR)).go("/");
    browser.checkInBothLanguages("unit-start");
    for (String path : List.of("", "/people/new", "/people/import")) {
      browser.go("/unit" + path).checkInBothLanguages("unit" + path.replace('/', '-'));
    }
    browser.attach("file", Files.writeString(folder.resolve("people.csv"), "姓名\n某人\n"));
    browser.press("import.check").checkInBothLanguages("people-import-checked");
    browser.as(cast.handler).go("/").checkInBothLanguages("account-notices");
    browser.as(cast.official("丁复核", Role.AUDITOR)).go("/").checkInBothLanguages("auditor-start");
    browser.go("/admin/audit?object=nothing").checkInBothLanguages("audit-none");
    browser.go("/requests").checkInBothLanguages("requests-auditor");
    browser.go("/admin/policies/supplement.workdays").checkInBothLanguages("policy-auditor");
    jdbc.sql(
            "insert into account_totp (account_id, secret, set_up_at, last_step)"
                + " select id, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', now(), 0"
                + " from user_account where login = ?")
        .param(cast.secondSeat.name())
        .update();
    browser.logIn(cast.secondSeat).says("login.code.lede").checkInBothLanguages("login-code");
    jdbc.sql("delete from account_totp").update();
  }

  @Test
  @Order(4)
  void rulebookPages() throws Exception {
    browser.as(cast.official("吴立言", Role.RULEBOOK_ADMINISTRATOR)).go("/rulebooks");
    byte[] zip =
        RulebookZip.with(
            "FORM-101.yaml",
            Map.of("usual: explain", "usual: block", "effect: explain", "effect: block"));
    browser.attach("file", Files.write(folder.resolve("rulebook.zip"), zip));
    browser.type("note", "打卡签到一律阻断").press("rulebooks.import.do");
    String draft = browser.path();
    browser.press("rulebooks.preview.begin").await(By.cssSelector("#preview .st"));
    browser.go(draft).checkInBothLanguages("rulebook-draft");
    browser.go("/rulebooks").checkInBothLanguages("rulebooks");
    browser.as(cast.signer).go(draft).checkInBothLanguages("rulebook-sign");
    browser.press("rulebooks.sign.do").checkInBothLanguages("rulebook-version");
    int number = Integer.parseInt(browser.path().replaceAll("\\D", ""));
    RetestSteps.leave(server, RetestSteps.inForce(server, number), 60);
    browser.as(cast.reviewer).go("/retests").checkInBothLanguages("retests");
  }

  @Test
  @Order(4)
  void supervisionPages() throws Exception {
    browser
        .as(cast.handler)
        .go("/work?procedure=supervision")
        .checkInBothLanguages("supervision-none");
    String supervised =
        cast.supervised(
            cast.accepted(
                cast.complete(cast.sent(app.build("review.apk", "日活跃率排名", "累计学习时长：120 分钟")))));
    browser.go("/").checkInBothLanguages("supervision-start");
    browser.go("/work?procedure=supervision").checkInBothLanguages("supervision-list");
    browser.go(supervised).checkInBothLanguages("supervision-to-answer");
    browser.press("supervision.filing").says("supervision.title").check("supervision-of-filing");
    browser.go(supervised);
    browser.press("supervision.letter.NOTIFY").checkInBothLanguages("supervision-letter");
    browser.as(cast.approver).go(supervised + "/answer");
    browser.checkInBothLanguages("supervision-answer-missing");
    answer(supervised, "防汛值守需要，只看河段，不排人");
    browser.as(cast.approver).go(supervised + "/answer");
    browser.checkInBothLanguages("supervision-answer").press("supervision.send");

    browser.as(cast.supervisor).go("/").checkInBothLanguages("supervision-start-official");
    browser.go(supervised).checkInBothLanguages("supervision-to-settle");
    browser.go(supervised + "/same/1").checkInBothLanguages("supervision-same");
    browser.press("supervision.same.next").check("supervision-same-problems");
    browser.driver().findElement(By.name("case")).click();
    browser.type("reason", "只统计到河段").press("supervision.same.next");
    browser.check("supervision-same-check").go(supervised);
    browser.press("supervision.order").checkInBothLanguages("supervision-order");
    browser.type("demand", "去掉活跃率排名").press("supervision.order.do");
    browser.says("supervision.problem.by").check("supervision-order-problems");
    LocalDate by = OfficialTime.dayOf(server.getBean(Clock.class).instant()).plusDays(20);
    browser
        .type("by", DateTimeFormatter.ofPattern("MMdduuuu", Locale.ROOT).format(by))
        .press("supervision.order.do");
    browser.checkInBothLanguages("supervision-ordered");
    browser.driver().findElement(By.id("reason-1")).sendKeys("只写理由");
    browser.press("supervision.settle").check("supervision-problems");
    for (int place = 1; place <= 2; place++) {
      browser
          .driver()
          .findElement(By.cssSelector("#outcome-" + place + " [value=EXPLAINED]"))
          .click();
      browser.type("reason-" + place, "说明清楚，只统计到河段");
    }
    browser.press("supervision.settle").press("supervision.close");
    browser.checkInBothLanguages("supervision-closing").press("supervision.close.do");
    browser.checkInBothLanguages("supervision-closed");
    browser.press("supervision.letter.CLOSE").checkInBothLanguages("supervision-letter-closed");
    revocationPages(orderedAgain(by));
  }

  /** Another filed app that is ordered to be rectified. */
  private String orderedAgain(LocalDate by) throws Exception {
    String supervised =
        cast.supervised(
            cast.accepted(
                cast.complete(cast.sent(app.build("review.apk", "日活跃率排名", "累计学习时长：90 分钟")))));
    answer(supervised, "防汛值守需要，只看河段，不排人");
    browser.as(cast.approver).go(supervised + "/answer").press("supervision.send");
    browser.as(cast.supervisor).go(supervised).press("supervision.order");
    browser.type("demand", "去掉活跃率排名");
    browser
        .type("by", DateTimeFormatter.ofPattern("MMdduuuu", Locale.ROOT).format(by))
        .press("supervision.order.do");
    return supervised;
  }

  /** From an order that ran out to the decision, with which the case of the order ends. */
  private void revocationPages(String supervised) {
    UUID id = UUID.fromString(supervised.replaceAll(".*/", ""));
    jdbc.sql("update supervision_case set rectify_by = '2020-01-01' where id = ?")
        .param(id)
        .update();
    String number =
        jdbc.sql("select number from supervision_case where id = ?")
            .param(id)
            .query(String.class)
            .single();
    browser.go("/records/" + number).press("revocations.about");
    browser.checkInBothLanguages("revocation-new").press("revocations.propose");
    browser.check("revocation-problems").type("grounds", "排名功能逾期没有去掉");
    LocalDate by = OfficialTime.dayOf(server.getBean(Clock.class).instant()).plusDays(9);
    browser.type("by", DateTimeFormatter.ofPattern("MMdduuuu", Locale.ROOT).format(by));
    browser.press("revocations.propose").checkInBothLanguages("revocation-proposed");
    String revocation = browser.path().replaceAll("\\?.*", "");
    browser.as(cast.handler).go(revocation).checkInBothLanguages("revocation-to-answer");
    browser.type("statement", "新版本已经送审，请求延期。").press("revocations.act.draft");
    browser.as(cast.approver).go(revocation).checkInBothLanguages("revocation-to-send");
    browser.press("revocations.act.hearing");
    browser.as(cast.signer).go(revocation).checkInBothLanguages("revocation-to-decide");
    browser.press("revocations.act.decision").check("revocation-decision-problems");
    browser.type("reason", "限期内没有去掉排名").tick("final").press("revocations.act.decision");
    browser.checkInBothLanguages("revocation-decided").go(revocation + "/notices/4");
    browser.checkInBothLanguages("revocation-letter");
    browser.asStranger().go("/records/" + number).checkInBothLanguages("record-revoked");
    browser.as(cast.supervisor).go("/holds").checkInBothLanguages("holds");
    browser.as(cast.supervisor).go(supervised).checkInBothLanguages("supervision-ended");
  }

  @Test
  @Order(4)
  void inquiryPages() throws Exception {
    browser.as(cast.handler).go("/work?procedure=inquiry").checkInBothLanguages("inquiries-none");
    String number =
        cast.number(cast.accepted(cast.complete(cast.sent(app.build("review.apk", "每日签到领积分")))));
    browser.as(cast.supervisor).go("/work").press("inquiries.new");
    browser.checkInBothLanguages("inquiry-new").press("inquiries.ask").check("inquiry-problems");
    LocalDate by = OfficialTime.dayOf(server.getBean(Clock.class).instant()).plusDays(20);
    browser.type("number", number).type("question", "为何每日提醒签到？");
    browser.type("by", DateTimeFormatter.ofPattern("MMdduuuu", Locale.ROOT).format(by));
    browser.press("inquiries.ask").checkInBothLanguages("inquiries");
    browser.as(cast.handler).go("/").checkInBothLanguages("inquiry-start");
    browser.pressText(app.label()).checkInBothLanguages("inquiry-to-answer");
    String inquiry = browser.path().replaceAll("\\?.*", "");
    browser.type("text", "只提醒值班人员，不要求签到。").press("inquiries.act.draft");
    browser.as(cast.approver).go(inquiry).checkInBothLanguages("inquiry-to-send");
    browser.press("inquiries.act.answer").go(inquiry + "/notices/3");
    browser.checkInBothLanguages("inquiry-letter");
    browser.as(cast.supervisor).go(inquiry).checkInBothLanguages("inquiry-to-close");
    browser
        .type("remark", "说明清楚")
        .press("inquiries.act.closing")
        .checkInBothLanguages("inquiry-closed");
    endingPages(number);
  }

  /** From the page of the app to the tombstone. */
  private void endingPages(String number) throws Exception {
    browser.as(cast.handler).go(cast.appOf(number)).press("endings.new");
    browser.checkInBothLanguages("ending-new").type("announcement", "业务并入省级平台");
    browser.press("endings.plan.save").check("ending-problems");
    LocalDate today = OfficialTime.dayOf(server.getBean(Clock.class).instant());
    String typedDay = DateTimeFormatter.ofPattern("MMdduuuu", Locale.ROOT).format(today);
    browser.type("lastDay", typedDay).type("dataDisposal", "档案移交省平台，其余删除");
    browser.driver().findElement(By.cssSelector("[name=migration][value=ADDRESS]")).click();
    browser.type("target", "https://www.example.gov.cn/").type("informing", "应用内弹窗");
    browser.press("endings.plan.save").checkInBothLanguages("ending-planned");
    String ending = browser.path().replaceAll("\\?.*", "");
    browser.as(cast.approver).go(ending).checkInBothLanguages("ending-to-announce");
    browser.press("endings.announce").checkInBothLanguages("ending-announced");
    browser.go("/records/" + number).checkInBothLanguages("record-shutting-down");
    browser.as(cast.handler).go(ending).checkInBothLanguages("ending-to-report");
    browser.type("earlyReason", "用户已全部迁移");
    browser.type("offlineOn", typedDay).type("disposed", "已移交并删除").type("evidence", "市场已下架");
    browser.press("endings.report.save").checkInBothLanguages("ending-written");
    browser.as(cast.approver).go(ending).press("endings.report.send");
    browser.as(cast.firstSeat).go(ending).checkInBothLanguages("ending-to-note");
    browser.tick("sure").press("endings.note").checkInBothLanguages("ending-noted");
    browser.press("endings.letter.NOTE").checkInBothLanguages("ending-letter");
    browser.go("/records/" + number).checkInBothLanguages("record-tombstone");
  }

  /** A project from its first sentence to its approval. */
  @Test
  @Order(4)
  void approvalPages() throws Exception {
    browser.as(cast.handler).go("/work").press("approvals.new");
    browser
        .checkInBothLanguages("approval-new")
        .press("approvals.act.plan")
        .check("approval-problems");
    browser.type("name", "清溪巡查").choose("audience", "GRASSROOTS_STAFF");
    browser.type("purpose", "巡查河道").type("cost", "48.5").type("yearlyCost", "6");
    ProjectPlan.QUESTIONS.forEach(question -> browser.type(question, "已经核对，没有问题。"));
    browser.press("approvals.act.plan").checkInBothLanguages("approval-written");
    String approval = browser.path().replaceAll("\\?.*", "");
    browser.as(cast.approver).go(approval);
    browser
        .driver()
        .findElement(By.cssSelector("details:has(form[action$='/remark']) > summary"))
        .click();
    browser.type("remark", "费用请附测算").press("filings.remark.give");
    browser.as(cast.handler).go(approval).checkInBothLanguages("approval-given-back");
    browser.press("approvals.act.plan");
    browser.as(cast.approver).go(approval).checkInBothLanguages("approval-to-send");
    browser.press("approvals.act.submission");
    browser.as(cast.projectReviewer).go("/").checkInBothLanguages("approval-start");
    browser.go(approval).checkInBothLanguages("approval-to-decide");
    browser.choose("result", "APPROVE").type("opinion", "符合规划，同意建设。");
    LocalDate day = OfficialTime.dayOf(server.getBean(Clock.class).instant());
    browser.type("documentNumber", "云发改〔2026〕1 号");
    browser.type("decidedOn", DateTimeFormatter.ofPattern("MMdduuuu", Locale.ROOT).format(day));
    browser.press("approvals.act.decision").checkInBothLanguages("approval-given");
    browser.as(cast.handler).go(approval).press("approvals.letter");
    browser.checkInBothLanguages("approval-letter");
    String draft = cast.begun(app.build("approved.apk"));
    cast.refer(draft, approval);
    browser.go(approval).checkInBothLanguages("approval-used");
    browser.as(cast.projectReviewer).go(approval).checkInBothLanguages("approval-used-official");
    String sent = cast.send(draft);
    browser.as(cast.firstSeat).go(sent.replace("/applications/", "/cases/"));
    browser.checkInBothLanguages("case-on-approval");
  }

  /** An exception that a unit asks of the one above it. */
  @Test
  @Order(4)
  void exceptionPages() throws Exception {
    server
        .getBean(JdbcClient.class)
        .sql(
            """
            update organization set parent_id =
                (select id from organization where name = :upper)
             where id = (select organization_id from user_account where login = :handler)
            """)
        .param("upper", cast.upperName)
        .param("handler", cast.handler.name())
        .update();
    browser.as(cast.handler).go("/exceptions/new").checkInBothLanguages("exception-new");
    browser.press("exceptions.act.draft").check("exception-problems");
    browser.type("app", "清溪防汛").type("upper", cast.upperName).type("reason", "省里没有同类应用。");
    browser.press("exceptions.act.draft").checkInBothLanguages("exception-written");
    String exception = browser.path().replaceAll("\\?.*", "");
    browser.as(cast.approver).go(exception).checkInBothLanguages("exception-to-send");
    browser.press("exceptions.act.submission");
    browser.as(cast.upperApprover).go("/").checkInBothLanguages("exception-start");
    browser.go(exception).checkInBothLanguages("exception-to-answer");
    browser.choose("result", "RETURN").type("opinion", "请写明用的人有多少。");
    browser.press("exceptions.act.answer").checkInBothLanguages("exception-sent-back");
    browser.as(cast.handler).go(exception).checkInBothLanguages("exception-to-complete");
    browser.type("reason", "省里没有同类应用，约三百人使用。").press("exceptions.act.draft");
    browser.as(cast.approver).go(exception).press("exceptions.act.submission");
    browser.as(cast.upperApprover).go(exception).checkInBothLanguages("exception-asked-again");
    browser.choose("result", "CONFIRM").type("opinion", "同意。").type("documentNumber", "3 号");
    browser.press("exceptions.act.answer").checkInBothLanguages("exception-confirmed");
    browser.as(cast.handler).go(exception).press("exceptions.letter");
    browser.checkInBothLanguages("exception-letter");
  }

  @Test
  @Order(4)
  void inventoryPages() throws Exception {
    browser.as(cast.supervisor).go("/official-disputes").checkInBothLanguages("official-disputes");
    browser.go("/inventory/import");
    browser.attach(
        "file", Files.writeString(folder.resolve("named.csv"), "系统,类型,归口\n某系统,小程序,某局\n"));
    browser.press("import.check").checkInBothLanguages("inventory-columns");
    browser.go("/inventory/import").checkInBothLanguages("inventory-import");
    browser.attach(
        "file",
        Files.writeString(
            folder.resolve("apps.csv"),
            "应用名称,形态,平台,软件包名称或 AppID,主办单位名称,上线日期\n智慧农牧,小程序,微信,wx0,"
                + cast.unitName
                + ",2024-05-06\n无主应用,APP,,cn.gov.nobody,,\n群,群聊,,,,\n"
                + "巡查,小程序,微信,%1$s,%2$s,\n巡查,小程序,支付宝,%1$sb,%2$s,\n巡查,小程序,快手,%1$sc,%2$s,\n"
                    .formatted("wx9", cast.unitName)));
    browser.press("import.check").checkInBothLanguages("inventory-checked");
    browser.driver().findElement(By.cssSelector("#mend > summary")).click();
    browser.check("inventory-mend");
    browser.press("import.act").checkInBothLanguages("inventory-taken");
    browser.go("/inventory").checkInBothLanguages("inventory");
    browser.press("inventory.letter").checkInBothLanguages("inventory-letter");
    browser.press("inventory.letter.issue").checkInBothLanguages("inventory-letter-issued");
    browser.go("/inventory/apps?q=cn.gov.nobody").checkInBothLanguages("inventory-apps");
    browser.pressText("无主应用").checkInBothLanguages("inventory-app");
    browser.go("/inventory/apps?q=wx0").pressText("智慧农牧");
    String page = browser.path();
    browser.as(cast.handler).go(page).press("inventory.offline");
    browser.checkInBothLanguages("app-offline");
    browser.as(cast.handler).go("/known-apps?q=无主").checkInBothLanguages("known-apps");
    browser.driver().findElement(By.cssSelector("main details summary")).click();
    browser.driver().findElement(By.name("reason")).sendKeys("已移交");
    browser.press("inventory.known.notOurs.do").checkInBothLanguages("known-apps-sent-back");
    browser.as(cast.supervisor).go("/inventory/claims").checkInBothLanguages("inventory-claims");
    browser.driver().findElement(By.cssSelector("[name=claim]")).click();
    browser.driver().findElement(By.cssSelector("[name=confirmed]")).click();
    browser.press("inventory.claims.do");
    browser.driver().findElement(By.cssSelector("main details summary")).click();
    browser.checkInBothLanguages("inventory-claims-decided");
    browser.go("/inventory/comparison").checkInBothLanguages("inventory-comparison");
    browser.attach("file", folder.resolve("apps.csv")).press("inventory.comparison.do");
    browser.checkInBothLanguages("inventory-compared");
    browser.go("/inventory/duplicates").checkInBothLanguages("inventory-duplicates");
  }

  private void answer(String supervised, String text) {
    browser.as(cast.handler).go(supervised);
    for (int place = 1; place <= 2; place++) {
      browser.driver().findElement(By.cssSelector("#kind-" + place + " [value=EXPLAIN]")).click();
      browser.type("text-" + place, text).type("basis-" + place, "《防汛条例》第九条");
    }
    browser.press("supervision.save");
  }

  @Test
  @Order(5)
  void strangersPages() throws Exception {
    browser.asStranger();
    for (String path : PUBLIC) {
      browser.go(path).checkInBothLanguages("public" + path.replaceAll("[/?=]", "-"));
    }
    for (String kind : List.of("set-up", "invitation", "recovery")) {
      browser
          .go("/account/" + kind + "/" + "0".repeat(64))
          .checkInBothLanguages("unusable-" + kind);
    }
    for (Language language : Language.values()) {
      browser.in(language).go("/account/recovery").type("login", "nobody");
      browser.press("account.recovery.do").check("recovery-asked");
      browser.go("/verify").type("proof", "no proof").press("portal.verify.button");
      browser.check("verify-fails");
      browser.go("/pre-check").attach("file", app.build("pre.apk", "每日签到领积分"));
      browser.press("intake.preCheck.show").check("pre-check-outcome");
      browser.follow(browser.driver().findElement(By.cssSelector(".segments li:last-child a")));
      browser.check("pre-check-turned");
      browser.follow(browser.driver().findElement(By.id("components")));
      browser.check("pre-check-components");
    }
  }

  @Test
  @Order(6)
  void everyAddressThatShowsAPage_wasLookedAtInBothLanguages() {
    List<PathPattern> pages =
        mappings.getHandlerMethods().entrySet().stream()
            .filter(entry -> entry.getValue().getBeanType().getPackageName().startsWith("cn.beian"))
            .filter(entry -> entry.getValue().getReturnType().getParameterType() == String.class)
            .map(Map.Entry::getKey)
            .filter(info -> info.getMethodsCondition().getMethods().contains(RequestMethod.GET))
            .flatMap(
                info ->
                    Objects.requireNonNull(info.getPathPatternsCondition()).getPatterns().stream())
            .filter(pattern -> !NO_PAGES.contains(pattern.getPatternString()))
            .toList();
    assertThat(pages).hasSizeGreaterThan(25);
    assertThat(pages)
        .allSatisfy(
            page ->
                Stream.of(Language.values())
                    .forEach(
                        language ->
                            assertThat(LOOKED_AT)
                                .as(page + " in " + language)
                                .anyMatch(looked -> fits(page, language, looked))));
  }

  private static boolean fits(PathPattern page, Language language, String lookedAt) {
    String[] parts = lookedAt.split(" ", 2);
    return parts[0].equals(language.code)
        && page.matches(PathContainer.parsePath(parts[1].replaceAll("\\?.*", "")));
  }
}
