package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.Endpoint;
import cn.beian.server.ServerTest;
import cn.beian.server.endings.EndingReports;
import cn.beian.server.endings.EndingReports.OfflineReport;
import cn.beian.server.endings.Endings;
import cn.beian.server.endings.ShutDownPlan;
import cn.beian.server.endings.ShutDownPlan.Migration;
import cn.beian.server.fixtures.ApprovalSteps;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.LevelExceptionSteps;
import cn.beian.server.fixtures.PasswordHashes;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.inquiries.Inquiries;
import cn.beian.server.intake.Uploads;
import cn.beian.server.revocations.RevocationSteps;
import cn.beian.server.rulebooks.RulebookSteps;
import cn.beian.server.supervision.SupervisionSteps;
import jakarta.servlet.ServletException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every page and endpoint x every role x own and other region or unit, and a stranger, with real
 * sessions through the real security chain. What is expected is the access table and, for what
 * belongs to a case or a unit, the rule of regions and units, written here once more.
 */
@Tag("once")
class AccessOverHttpTest extends ServerTest {
  private static final byte[] PDF = "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
  private static final Set<Role> SPONSOR = EnumSet.of(Role.HANDLER, Role.APPROVER);

  @Autowired private ApplicationContext server;
  @Autowired private List<RequestMappingHandlerMapping> mappings;

  private MockMvc http = MockMvcBuilders.standaloneSetup().build();

  /** Somebody in front of a browser; a null role and session is a stranger. */
  private record Actor(String name, Optional<Role> role, boolean own, MockHttpSession session) {
    Optional<Set<Role>> roles() {
      return role.map(Set::of);
    }
  }

  /** What there is to be reached: a unit with a draft, and cases in both reviews. */
  private record Scene(
      FilingSteps steps,
      UUID packageId,
      UUID sentPackage,
      UUID draft,
      UUID province,
      UUID nation,
      UUID supervised,
      UUID inquiry,
      UUID revocation,
      UUID ending,
      UUID approval,
      UUID exception,
      UUID person,
      UUID colleague) {}

  @BeforeEach
  void chain() {
    http =
        MockMvcBuilders.webAppContextSetup((WebApplicationContext) server)
            .apply(springSecurity())
            .build();
  }

  private Scene scene() throws Exception {
    FilingSteps steps = new FilingSteps(server);
    UUID packageId = steps.stage.plant(steps.stage.facts(), steps.handler);
    UUID draft = steps.ready();
    UUID province = steps.ready();
    steps.submit(province);
    UUID nation = steps.ready();
    steps.submit(nation);
    steps.vote(nation, steps.firstSeat);
    steps.vote(nation, steps.secondSeat);
    steps.judgeAll(nation);
    UUID person = steps.stage.id(steps.stage.official(Role.SUPERVISOR, "330000"));
    UUID colleague = steps.stage.id(steps.stage.own(Role.HANDLER));
    UUID sentPackage = steps.file(nation).packages().get(0).submitted().packageId();
    UUID supervised = supervised(steps);
    UUID inquiry = inquiry(steps, supervised);
    UUID ending = ending(steps, supervised);
    UUID revocation = RevocationSteps.proposed(server, steps, numberOf(supervised));
    return new Scene(
        steps,
        packageId,
        sentPackage,
        draft,
        province,
        nation,
        supervised,
        inquiry,
        revocation,
        ending,
        ApprovalSteps.decided(server, steps, "立项" + Unique.word(), "APPROVE"),
        LevelExceptionSteps.confirmed(server, steps, "例外" + Unique.word()),
        person,
        colleague);
  }

  /** A case of supervision about an app of the scene. */
  private UUID supervised(FilingSteps steps) throws Exception {
    int version =
        RulebookSteps.strictVersion(
            server,
            steps.stage::as,
            steps.stage.official(Role.RULEBOOK_ADMINISTRATOR, "100000"),
            steps.signer);
    UUID draft = steps.draft(steps.stage.plant(steps.stage.facts("日活跃率排名"), steps.handler));
    UUID filed = steps.inNationalReview(draft);
    steps.accepted(filed);
    return SupervisionSteps.open(server, version, filed).orElseThrow();
  }

  private String numberOf(UUID supervised) {
    return jdbc.sql("select number from supervision_case where id = ?")
        .param(supervised)
        .query(String.class)
        .single();
  }

  /** A request for information about the app of a case of supervision. */
  private UUID inquiry(FilingSteps steps, UUID supervised) {
    String number = numberOf(supervised);
    steps.stage.as(steps.stage.official(Role.SUPERVISOR, "330000"));
    LocalDate by = OfficialTime.dayOf(server.getBean(Clock.class).instant()).plusDays(9);
    return server
        .getBean(Inquiries.class)
        .begin(Map.of("number", number, "question", "请说明情况", "by", by.toString()));
  }

  /** A report about the app of a case of supervision, after it went offline. */
  private UUID ending(FilingSteps steps, UUID supervised) {
    String number =
        jdbc.sql("select number from supervision_case where id = ?")
            .param(supervised)
            .query(String.class)
            .single();
    LocalDate today = OfficialTime.dayOf(server.getBean(Clock.class).instant());
    Endings endings = server.getBean(Endings.class);
    steps.stage.as(steps.handler);
    UUID id =
        endings.plan(
            number,
            new ShutDownPlan(
                Optional.of(today), "停止服务", "删除", Optional.of(Migration.NONE), "业务取消", "弹窗"));
    steps.stage.as(steps.approver);
    endings.announce(id, version("ending_case", id));
    EndingReports reports = server.getBean(EndingReports.class);
    steps.stage.as(steps.handler);
    OfflineReport report = new OfflineReport(Optional.of(today), "用户已迁移", "已删除", "已下架");
    reports.wentOffline(id, version("ending_case", id), report);
    steps.stage.as(steps.approver);
    reports.report(id, version("ending_case", id));
    return id;
  }

  private List<Actor> actors(Scene scene) throws Exception {
    Stage other = new Stage(server, "PREFECTURE", "LOCAL");
    String hash = PasswordHashes.of(KNOWN_PASSWORD);
    List<Actor> actors = new ArrayList<>();
    for (Role role : Role.values()) {
      for (boolean own : new boolean[] {true, false}) {
        String login =
            SPONSOR.contains(role) || role == Role.UNIT_ADMINISTRATOR
                ? (own ? scene.steps.stage : other).own(role)
                : scene.steps.stage.official(role, own ? "330000" : "350000");
        actors.add(
            new Actor(
                role + (own ? ", own" : ", other"), Optional.of(role), own, logIn(login, hash)));
      }
    }
    actors.add(new Actor("stranger", Optional.empty(), false, new MockHttpSession()));
    return actors;
  }

  private MockHttpSession logIn(String login, String hash) throws Exception {
    TestSecurityContextHolder.clearContext(); // the session alone says who it is
    jdbc.sql("update user_account set password_hash = ? where login = ?")
        .params(hash, login)
        .update();
    MockHttpSession session =
        (MockHttpSession)
            http.perform(
                    post("/login")
                        .with(csrf())
                        .param("username", login)
                        .param("password", KNOWN_PASSWORD))
                .andReturn()
                .getRequest()
                .getSession();
    assertThat(session).isNotNull();
    return Objects.requireNonNull(session);
  }

  private List<Endpoint> endpoints() {
    List<Endpoint> endpoints = Endpoint.registered(mappings);
    endpoints.removeIf(one -> one.pattern().equals("/error")); // reached by the container alone
    endpoints.add(new Endpoint("POST", "/logout"));
    endpoints.sort(
        Comparator.comparing((Endpoint one) -> one.pattern().equals("/logout"))
            .thenComparing(Endpoint::pattern)
            .thenComparing(Endpoint::method));
    return endpoints;
  }

  @Test
  void everyEndpoint_everyRole_ownAndOther() throws Exception {
    Scene scene = scene();
    List<Actor> actors = actors(scene);
    Map<String, String> wrong = new TreeMap<>();
    String before = footprint();
    int cells = 0;
    for (Endpoint endpoint : endpoints()) {
      for (Actor actor : actors) {
        boolean expected = expected(endpoint, actor);
        cells++;
        if (endpoint.pattern().equals("/logout") && actor.role.isEmpty()) {
          continue; // does nothing to somebody who is not logged in
        }
        MockHttpServletResponse answer;
        try {
          answer = call(endpoint, actor, scene, expected);
        } catch (ServletException e) {
          RequestContextHolder.resetRequestAttributes(); // or all that follows counts as this GET
          wrong.put(endpoint + " " + actor.name, "failed with " + e.getMessage());
          continue;
        }
        if (admitted(endpoint, answer) != expected) {
          wrong.put(
              endpoint + " " + actor.name,
              (expected ? "should pass, got " : "should not pass, got ")
                  + answer.getStatus()
                  + " "
                  + answer.getHeader("Location"));
        }
        if (answer.getStatus() >= 500) {
          wrong.put(endpoint + " " + actor.name, "failed with " + answer.getStatus());
        }
      }
    }
    System.out.println("access matrix: " + cells + " cells");
    assertThat(wrong).isEmpty();
    assertThat(cells).isGreaterThan(1000);
    assertThat(footprint()).as("nothing was decided on the way").isEqualTo(before);
  }

  /** All that decisions leave behind. */
  private String footprint() {
    return jdbc.sql(
            "select (select count(*) from filing_record) || ' ' || (select count(*) from seat_vote)"
                + " || ' ' || (select count(*) from judgement) || ' ' || (select string_agg(id ||"
                + " state, ' ' order by id) from application     where state <> 'DRAFT') || (select"
                + " string_agg(id || state || version, ' ' order by id) from supervision_case) ||"
                + " (select string_agg(id || state || version, ' ' order by id) from inquiry_case) ||"
                + " (select string_agg(id || state || version, ' ' order by id) from ending_case) ||"
                + " (select string_agg(id || state || version, ' ' order by id) from revocation_case) ||"
                + " (select string_agg(id || state || version, ' ' order by id) from approval_case) ||"
                + " (select string_agg(id || state || version, ' ' order by id) from level_exception)")
        .query(String.class)
        .single();
  }

  private static boolean expected(Endpoint endpoint, Actor actor) {
    String path = endpoint.pattern().replaceAll("\\{\\*?[^}]+}", "x");
    boolean byTable =
        AccessRules.rowFor(endpoint.method(), path)
            .orElseThrow(() -> new AssertionError("no row for " + endpoint))
            .admits(actor.roles());
    return byTable && (actor.own || !belongs(endpoint.pattern()));
  }

  /** Whether what is asked for is somebody's: a package, an application, a case. */
  private static boolean belongs(String pattern) {
    return pattern.startsWith("/packages/")
        || pattern.startsWith("/uploads/")
        || pattern.startsWith("/applications/")
        || pattern.startsWith("/apps/")
        || pattern.startsWith("/supervision/")
        || pattern.startsWith("/inquiries/{id}")
        || pattern.startsWith("/endings/{id}")
        || pattern.startsWith("/revocations/{id}")
        || pattern.startsWith("/approvals/{id}")
        || pattern.startsWith("/exceptions/{id}")
        || pattern.startsWith("/unit/people/{id}")
        || pattern.startsWith("/cases/");
  }

  /**
   * Neither refused, nor hidden, nor sent to log in. A command that is expected to pass is sent
   * with an old version, so that it changes nothing; one that is not, with the right one.
   */
  private static boolean admitted(Endpoint endpoint, MockHttpServletResponse answer) {
    String to = Objects.requireNonNullElse(answer.getHeader("Location"), "");
    boolean hidden = answer.getStatus() == 404 && belongs(endpoint.pattern());
    return answer.getStatus() != 403 && !hidden && !to.endsWith("/login");
  }

  private UUID appOf(UUID application) {
    return jdbc.sql("select app_id from application where id = ?")
        .param(application)
        .query(UUID.class)
        .single();
  }

  private static boolean ofSeats(String pattern) {
    return Stream.of("/votes", "/marks", "/letter").anyMatch(pattern::contains);
  }

  private MockHttpServletResponse call(Endpoint endpoint, Actor actor, Scene scene, boolean stale)
      throws Exception {
    UUID caseId = ofSeats(endpoint.pattern()) ? scene.province : scene.nation;
    boolean ofDraft =
        endpoint.pattern().startsWith("/applications") && !endpoint.pattern().contains("/notices");
    UUID id = ofDraft ? scene.draft : caseId;
    String path =
        endpoint
            .pattern()
            .replace("/uploads/{id}", "/uploads/" + upload(scene))
            .replace("/packages/{id}/facts", "/packages/" + scene.sentPackage + "/facts")
            .replace("/packages/{id}", "/packages/" + scene.packageId)
            .replace("/applications/{id}", "/applications/" + id)
            .replace("/cases/{id}", "/cases/" + id)
            .replace("/apps/{id}", "/apps/" + appOf(caseId))
            .replace("/supervision/{id}/notices/{place}", "/supervision/{id}/notices/1")
            .replace("/supervision/{id}/same/{place}", "/supervision/{id}/same/1")
            .replace("/supervision/{id}", "/supervision/" + scene.supervised)
            .replace("/inquiries/{id}/notices/{place}", "/inquiries/{id}/notices/1")
            .replace("/exceptions/{id}/notices/{place}", "/exceptions/{id}/notices/3")
            .replace("/exceptions/{id}", "/exceptions/" + scene.exception)
            .replace("/approvals/{id}/notices/{place}", "/approvals/{id}/notices/3")
            .replace("/approvals/{id}", "/approvals/" + scene.approval)
            .replace("/inquiries/{id}", "/inquiries/" + scene.inquiry)
            .replace("/revocations/{id}/notices/{place}", "/revocations/{id}/notices/1")
            .replace("/revocations/{id}", "/revocations/" + scene.revocation)
            .replace("/endings/{id}/notices/{place}", "/endings/{id}/notices/2")
            .replace("/endings/{id}", "/endings/" + scene.ending)
            .replace("/organizations/{id}", "/organizations/" + scene.steps.stage.unit)
            .replace("/unit/people/{id}", "/unit/people/" + scene.colleague)
            .replace("/people/{id}", "/people/" + scene.person)
            .replace("{attachment}", attachment(id))
            .replace("{page}", "1")
            .replace("{topic}", "APP")
            .replace("{package}", scene.packageId.toString())
            .replace("{place}", receipt(id))
            .replace("{language}", "zh")
            .replaceAll("\\{\\*?[^}]+}", "0");
    String test =
        jdbc.sql("select test_id from application_package where application_id = ? limit 1")
            .param(id)
            .query(String.class)
            .single();
    AbstractMockHttpServletRequestBuilder<?> asked =
        endpoint.method().equals("POST")
            ? multipart(path).file(new MockMultipartFile("file", stale ? new byte[0] : PDF))
            : request(HttpMethod.valueOf(endpoint.method()), path);
    if (endpoint.method().equals("PATCH")) {
      asked.contentType("application/offset+octet-stream").header("Upload-Offset", 0);
    }
    if (endpoint.pattern().endsWith("/report")) {
      asked.param("form", "HTML");
    }
    if (endpoint.pattern().endsWith("/kind")) {
      asked.param("kind", "EXISTING");
    }
    if (endpoint.pattern().contains("/documents")) {
      asked
          .param("document", scene.packageId.toString())
          .param("upload", scene.packageId.toString())
          .param("to", "operation.builder");
    }
    asked
        .session(actor.session)
        .with(csrf())
        .param("version", Integer.toString(stale ? 0 : version(endpoint, scene, id)))
        .param("opinion", "COMPLETE")
        .param("kind", "CHANGE")
        .param("outcome", "DISMISSED")
        .param("rule", "PRIV-304")
        .param("reason", "理由")
        .param("expected", "2030-01-01")
        .param("act", "acceptance")
        .param("proposal", "ACCEPTANCE")
        .param("ground", "COMPLEX")
        .param("description", "功能")
        .param("item", "s1")
        .param("question", "operation.builder")
        .param("colleague", scene.person.toString())
        .param("subject", scene.packageId.toString())
        .param("passed", "true")
        .param("accepted", "true")
        .param("restricted", "true")
        .param("confirmed", "true")
        .param("tester", "检测机构")
        .param("testedOn", "2026-11-20")
        .param("test", test == null ? scene.packageId.toString() : test);
    return http.perform(asked).andReturn().getResponse();
  }

  private int version(Endpoint endpoint, Scene scene, UUID application) {
    if (endpoint.pattern().startsWith("/supervision")) {
      return version("supervision_case", scene.supervised);
    }
    if (endpoint.pattern().startsWith("/endings")) {
      return version("ending_case", scene.ending);
    }
    if (endpoint.pattern().startsWith("/revocations")) {
      return version("revocation_case", scene.revocation);
    }
    if (endpoint.pattern().startsWith("/exceptions")) {
      return version("level_exception", scene.exception);
    }
    if (endpoint.pattern().startsWith("/approvals")) {
      return version("approval_case", scene.approval);
    }
    return endpoint.pattern().startsWith("/inquiries")
        ? version("inquiry_case", scene.inquiry)
        : scene.steps.version(application);
  }

  private int version(String table, UUID id) {
    return jdbc.sql("select version from " + table + " where id = ?")
        .param(id)
        .query(Integer.class)
        .single();
  }

  private String attachment(UUID application) {
    return jdbc.sql(
            "select value from answer where application_id = ? and origin = 'ATTACHMENT' limit 1")
        .param(application)
        .query(String.class)
        .single();
  }

  /** Place of the first notice, that of receipt; a draft has none. */
  private String receipt(UUID application) {
    return jdbc.sql(
            "select count(*)::text from application_event where application_id = ? and id <="
                + " (select min(id) from application_event where application_id = ? and name ="
                + " 'SUBMIT')")
        .params(application, application)
        .query(String.class)
        .single();
  }

  private UUID upload(Scene scene) throws Exception {
    return server
        .getBean(Uploads.class)
        .begin(10, "a.apk", "", scene.steps.stage.unit, UUID.randomUUID())
        .id();
  }

  @Test
  void case_ofAnotherRegion_isInNoQueue_andDraftIsNoOfficials() throws Exception {
    Scene scene = scene();
    for (Actor actor : actors(scene)) {
      if (actor.role.isEmpty() || !mayQueue(actor.role.get())) {
        continue;
      }
      String queue = queue(actor, "mine") + queue(actor, "waiting");
      if (!actor.own) {
        assertThat(queue).as(actor.name).doesNotContain(scene.province.toString());
        assertThat(queue).as(actor.name).doesNotContain(scene.nation.toString());
      }
      if (actor.own && actor.role.get() == Role.AUDITOR) {
        assertThat(queue).contains(scene.province.toString()).contains(scene.nation.toString());
      }
      int draft =
          http.perform(request(HttpMethod.GET, "/cases/" + scene.draft).session(actor.session))
              .andReturn()
              .getResponse()
              .getStatus();
      assertThat(draft).as(actor.name + " on a draft").isEqualTo(403);
    }
  }

  /** All pages of a list: other tests leave cases that may be due before these. */
  private String queue(Actor actor, String view) throws Exception {
    StringBuilder pages = new StringBuilder();
    String page;
    int number = 0;
    do {
      number++;
      String address = "/work?view=" + view + "&page=" + number;
      page =
          http.perform(request(HttpMethod.GET, address).session(actor.session))
              .andReturn()
              .getResponse()
              .getContentAsString();
      pages.append(page);
    } while (page.contains("rel=\"next\""));
    return pages.toString();
  }

  private static boolean mayQueue(Role role) {
    return AccessRules.rowFor("GET", "/cases").orElseThrow().admits(Optional.of(Set.of(role)));
  }

  @Test
  void whoPrepared_evenWithEveryRole_decidesNothing() throws Exception {
    Scene scene = scene();
    String hash = PasswordHashes.of(KNOWN_PASSWORD);
    for (String preparer : List.of(scene.steps.handler, scene.steps.approver)) {
      jdbc.sql(
              "update user_account set region = '100000', roles = string_to_array(?, ',') where"
                  + " login = ?")
          .params(
              "COMPLETENESS_REVIEWER,GOVERNMENT_SERVICE_REVIEWER,NATIONAL_REVIEWER,SIGNER",
              preparer)
          .update();
      Actor actor = new Actor(preparer, Optional.empty(), true, logIn(preparer, hash));
      String before = footprint();
      for (Endpoint endpoint : endpoints()) {
        if (endpoint.method().equals("POST") && endpoint.pattern().startsWith("/cases/")) {
          MockHttpServletResponse answer = call(endpoint, actor, scene, false);
          assertThat(answer.getStatus()).as(endpoint + " by " + preparer).isEqualTo(422);
        }
      }
      assertThat(footprint()).isEqualTo(before);
    }
  }
}
