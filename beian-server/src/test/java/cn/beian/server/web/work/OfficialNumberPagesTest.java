package cn.beian.server.web.work;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.casefile.TestContext;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.FilingLookup;
import cn.beian.server.records.FilingLookup.Question;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.RecordCheck;
import cn.beian.server.records.Records;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The handler of a unit enters the number of the official system. */
class OfficialNumberPagesTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private ApplicationStore store;
  @Autowired private Records records;
  @Autowired private PublicLedger ledger;
  @Autowired private TestContext context;
  @Autowired private DataSource dataSource;
  @Autowired private Clock clock;
  private FilingSteps steps;
  private UUID application = UUID.randomUUID();
  private String number = "";
  private String app = "";
  private String official = "";
  private WebSession handler;

  @BeforeEach
  void filed() throws Exception {
    steps = new FilingSteps(server);
    application = steps.inNationalReview(steps.ready());
    number = steps.accepted(application).toString();
    app = "/apps/" + store.find(application).orElseThrow().appId();
    official = "政务备〔2026〕1" + Unique.word() + "号";
    handler = session(steps.handler);
  }

  private WebSession session(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  private PublicRecord record() {
    return records.find(number).orElseThrow();
  }

  private String today() {
    return OfficialTime.dayOf(clock.instant()).toString();
  }

  private HttpResponse<String> send(String seen, String typed, String day) throws Exception {
    return handler.post(
        app + "/official-number", Map.of("seen", seen, "number", typed, "day", day));
  }

  @Test
  void entered_itIsShownFirst_found_publicAndAskedOfTheApp() throws Exception {
    assertThat(handler.page(app)).contains(app + "/official-number", "登记官方备案编号");
    HttpResponse<String> answer = send("", " ２０２６－" + official + "  ", today());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String folded = "2026-" + official;
    assertThat(answer.body()).contains(folded, "本系统编号", number).contains("应用里还没有见到这个编号");
    PublicRecord record = record();
    assertThat(record.officialNumber()).isEqualTo(folded);
    assertThat(record.officialNumberOn()).contains(LocalDate.parse(today()));
    PublicRecord.Revision newest = record.revisions().get(record.revisions().size() - 1);
    assertThat(newest.event()).isEqualTo("OFFICIAL_NUMBER");
    assertThat(new String(ledger.entry(newest.entryIndex()).orElseThrow(), StandardCharsets.UTF_8))
        .contains(
            "\"officialNumber\":\"" + folded + '"', "\"officialNumberOn\":\"" + today() + '"');
    assertThat(records.find(" ２０２６-" + official)).contains(record);
    WebSession anybody = session(steps.reviewer);
    assertThat(anybody.page("/records/" + number)).contains(folded, "官方备案编号");
    assertThat(anybody.page("/search?q=2026-" + encoded(official))).contains(folded);
    FilingLookup.Answer answered =
        server.getBean(FilingLookup.class).ask(new Question(folded, "", "", "", ""));
    assertThat(answered.record()).contains(record);
    steps.as(steps.handler);
    assertThat(context.of(steps.file(application)).declared().numberToShow()).isEqualTo(folded);
    assertThat(context.beforeNumber(steps.file(application)).declared().numberToShow()).isEmpty();
    ledger.publish();
    assertThat(RecordCheck.run(dataSource, ledger, n -> {}).faults())
        .noneMatch(fault -> fault.number().equals(number));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void severalAtOnce_whoSawTheSame_oneWins() throws Exception {
    int before = record().revisions().size();
    List<Callable<Integer>> posts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      WebSession one = session(steps.handler);
      one.page(app + "/official-number");
      Map<String, String> form = Map.of("seen", "", "number", official + i, "day", today());
      posts.add(() -> one.post(app + "/official-number", form).statusCode());
    }
    ExecutorService pool = Executors.newFixedThreadPool(posts.size());
    try {
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> answer : pool.invokeAll(posts)) {
        answers.add(answer.get());
      }
      assertThat(answers).containsExactlyInAnyOrder(200, 422, 422, 422);
    } finally {
      pool.shutdownNow();
    }
    assertThat(record().revisions()).hasSize(before + 1);
  }

  @Test
  void corrections_areFurtherRevisions_alsoBackToTheFirst_andTheSameIsNone() throws Exception {
    String other = official + "改";
    send("", official, today());
    send(official, other, today());
    send(other, official, today());
    assertThat(record().officialNumber()).isEqualTo(official);
    assertThat(record().revisions()).hasSize(4);
    send(official, official, today());
    assertThat(record().revisions()).hasSize(4);
    send(official, official, LocalDate.parse(today()).minusDays(1).toString());
    assertThat(record().revisions()).hasSize(5);
    assertThat(handler.page(app)).contains("更正官方备案编号");
    String mark = official.substring(official.indexOf('〕') + 1, official.length() - 1);
    WebSession anybody = session(steps.reviewer);
    assertThat(anybody.page("/search?q=" + encoded(other)))
        .as("one that was replaced is not called unfiled")
        .contains("是这个应用此前的官方备案编号", "href=\"/records/" + number);
    assertThat(anybody.page("/search?q=" + encoded("政务备 [2026] " + mark + "号")))
        .contains("href=\"/records/" + number)
        .doesNotContain("此前");
    assertThat(anybody.page("/records/" + number)).containsSubsequence("经过", other, official);
  }

  @Test
  void whatCannotBeOne_isASentence_keepsWhatWasTyped_andChangesNothing() throws Exception {
    assertRefused(send("", "", today()), "请填写备案编号");
    assertRefused(send("", "　 ", today()), "请填写备案编号");
    assertRefused(send("", "A\u202E12345", today()), "看不见的字符");
    assertRefused(send("", "备".repeat(65), today()), "不能超过 64 个字符");
    assertRefused(send("", number, today()), "本系统的编号");
    assertRefused(send("", official, "1970-01-01"), "不能早于 2026-01-25");
    assertRefused(send("", official, "2099-01-01"), "不能晚于今天");
    assertRefused(send("", official, "2026-02-30"), "请填写日期");
    HttpResponse<String> stale = send("旧的", official, today());
    assertRefused(stale, "有人登记过了");
    assertThat(stale.body()).as("what was typed").contains(official);
    assertThat(record().revisions()).hasSize(1);
    assertRefused(send("", "*备*", today()), "已与官方系统核对，编号确实如此");
    assertThat(record().revisions()).as("nothing is public before it was compared").hasSize(1);
    HttpResponse<String> odd =
        handler.post(
            app + "/official-number",
            Map.of("seen", "", "number", "*备*", "day", today(), "sure", "true"));
    assertThat(odd.statusCode()).isEqualTo(200);
    assertThat(odd.body()).as("taken, with a warning").contains("看起来不寻常");
  }

  private static void assertRefused(HttpResponse<String> answer, String sentence) {
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains(sentence);
  }

  @Test
  void numberOfAnotherRecord_isRefused_withoutNamingIt() throws Exception {
    send("", official, today());
    FilingSteps others = new FilingSteps(server);
    UUID second = others.inNationalReview(others.ready());
    String its = others.accepted(second).toString();
    String page = "/apps/" + store.find(second).orElseThrow().appId() + "/official-number";
    for (String written :
        List.of(
            official.toUpperCase(Locale.ROOT),
            official.replace("〕", "〕 "),
            official.replace('〔', '[').replace('〕', ']'),
            official.replace("〕", "〕0"))) {
      HttpResponse<String> answer =
          session(others.handler)
              .post(page, Map.of("seen", "", "number", written, "day", today(), "sure", "true"));
      assertRefused(answer, "已登记在另一条备案上");
      assertThat(answer.body()).doesNotContain(number, steps.stage.name);
    }
    assertThat(records.find(its).orElseThrow().officialNumber()).isEmpty();
    assertThat(records.find(official).orElseThrow().number()).isEqualTo(number);
  }

  @Test
  void formOfTheFiling_holdsItsAnswersAndTheNumber_alsoForReviewers_notForOthers()
      throws Exception {
    send("", official, today());
    String form = "/" + application + "/official-form.docx";
    for (byte[] document :
        List.of(
            handler.bytes("/applications" + form),
            session(steps.reviewer).bytes("/cases" + form))) {
      assertThat(body(document))
          .contains("非官方表样", official, number, steps.stage.name, "真实、完整、准确、有效")
          .doesNotContain("{{");
    }
    String name = store.find(application).orElseThrow().appName();
    assertThat(handler.get("/applications" + form).headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(
            value ->
                assertThat(value)
                    .contains(URLEncoder.encode("备案表-" + name + ".docx", StandardCharsets.UTF_8)));
    assertThat(session(new FilingSteps(server).handler).get("/applications" + form).statusCode())
        .isEqualTo(403);
  }

  private static String body(byte[] document) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(document))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("word/document.xml")) {
          return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    throw new IOException("no body");
  }

  @Test
  void onlyHandlersOfTheUnit_enterIt_andOnlyOfWhatIsFiled() throws Exception {
    assertThat(session(steps.approver).get(app + "/official-number").statusCode()).isEqualTo(403);
    assertThat(session(new FilingSteps(server).handler).get(app + "/official-number").statusCode())
        .isEqualTo(403);
    String official = steps.stage.official(Role.SUPERVISOR, "330000");
    assertThat(session(official).get(app + "/official-number").statusCode()).isEqualTo(403);
    UUID draft = steps.draft();
    String unfiled = "/apps/" + store.find(draft).orElseThrow().appId() + "/official-number";
    assertThat(handler.page(unfiled)).contains("还没有备案编号");
    assertRefused(handler.post(unfiled, Map.of("number", "ABC-123456", "day", today())), "还没有备案编号");
  }
}
