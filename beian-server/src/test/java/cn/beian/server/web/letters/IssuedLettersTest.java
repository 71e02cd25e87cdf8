package cn.beian.server.web.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.server.WebSession;
import cn.beian.server.calendar.PolicyRequests;
import cn.beian.server.fixtures.HolidaySteps;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.platform.Sha256Hex;
import cn.beian.server.supervision.SponsorAnswer;
import cn.beian.server.supervision.SupervisedApp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A letter stays as it was issued, whatever happens in its case, to its unit and in the law. */
class IssuedLettersTest extends SupervisedApp {
  private static final Pattern LETTER =
      Pattern.compile("<article class=\"letter.*?</article>", Pattern.DOTALL);
  private static final Pattern LIST = Pattern.compile("/official-lists/([0-9a-f-]{36})/results");

  private final String tag = Unique.word();
  private final LocalDate today = OfficialTime.dayOf(Instant.now());

  @Autowired private ApplicationContext context;
  @Autowired private PolicyRequests policies;

  @AfterEach
  void lawAsItWas() {
    jdbc.sql("delete from holiday_day where year = 2027").update();
    jdbc.sql("delete from holiday_notice where year = 2027").update();
    jdbc.sql("delete from former_holiday_notice where year = 2027").update();
    jdbc.sql("delete from policy_value where source = ?").param(tag).update();
    jdbc.sql("delete from holiday_notice_request where year = 2027").update();
  }

  private WebSession session(String login) throws Exception {
    return WebSession.of(context, url(""), login);
  }

  private String only(String sql) {
    return jdbc.sql(sql).param(number).query(String.class).single();
  }

  private String post(WebSession who, String path, String table, Map<String, String> fields)
      throws Exception {
    Map<String, String> form =
        new HashMap<>(
            Map.of("version", only("select version::text from " + table + " where number = ?")));
    form.putAll(fields);
    return who.post(path, form).body();
  }

  /** Digests of letters, pages and PDFs in both languages, by their addresses. */
  private Map<String, String> digests(List<String> cases) throws Exception {
    Map<String, String> digests = new TreeMap<>();
    WebSession reader = session(steps.handler);
    for (String language : List.of("zh", "en")) {
      reader.page("/?lang=" + language);
      for (String one : cases) {
        Matcher address = Pattern.compile(one + "/notices/\\d+").matcher(reader.page(one));
        while (address.find()) {
          String page = reader.page(address.group());
          Matcher letter = LETTER.matcher(page);
          assertThat(letter.find()).as(page).isTrue();
          digests.put(language + ' ' + address.group(), Sha256Hex.of(letter.group()));
          digests.put(
              language + ' ' + address.group() + "/pdf",
              Sha256Hex.of(reader.bytes(address.group() + "/pdf")));
        }
      }
    }
    return digests;
  }

  @Test
  void lettersOfAYear_pageAndPdf_inBothLanguages_outliveEveryLaterAct() throws Exception {
    WebSession handler = session(steps.handler);
    WebSession approver = session(steps.approver);
    WebSession watching = session(supervisor);
    String supervision = "/supervision/" + opened();
    String by = today.plusDays(9).toString();
    watching.post("/inquiries", Map.of("number", number, "question", "为何每日提醒？", "by", by));
    String inquiry = "/inquiries/" + only("select id::text from inquiry_case where number = ?");
    List<String> cases = List.of("/applications/" + application, supervision, inquiry);
    Map<String, String> issued = digests(cases);
    assertThat(issued).as("of a filing, of supervision and of a request").hasSizeGreaterThan(16);

    listed();
    assertThat(digests(cases)).as("official number from a list").containsAllEntriesOf(issued);
    numberHasALetterOfItsOwn(handler);

    jdbc.sql("update organization set name = name || '（更名）'").update();
    jdbc.sql("update user_account set name = '另一人', telephone = '1' where login = ?")
        .param(steps.handler)
        .update();
    assertThat(digests(cases)).as("units and people renamed").containsAllEntriesOf(issued);

    String asks = steps.stage.official(Role.SYSTEM_ADMINISTRATOR, "100000");
    String confirms = steps.stage.official(Role.SIGNER, "100000");
    for (ParameterKey key :
        List.of(
            ParameterKey.REVIEW_NATIONAL_WORKDAYS,
            ParameterKey.SUPPLEMENT_WORKDAYS,
            ParameterKey.SUPERVISION_ANSWER_WORKDAYS)) {
      steps.as(asks);
      UUID asked = policies.ask(new PolicyParameter(key, "7", tag, true, today.minusDays(30)));
      steps.as(confirms);
      policies.confirm(asked);
    }
    HolidaySteps.enter(
        context, steps.stage, 2027, "测试〔2026〕9 号", "2027-01-01 至 2027-01-03 元旦\n2027-01-09 上班\n");
    assertThat(digests(cases)).as("other limits, another calendar").containsAllEntriesOf(issued);

    answer(UUID.fromString(supervision.substring(13)), SponsorAnswer.Kind.EXPLAIN, "值守需要");
    post(handler, inquiry + "/draft", "inquiry_case", Map.of("text", "只提醒值班人员，每日一次。"));
    post(approver, inquiry + "/answer", "inquiry_case", Map.of());
    steps.stage.as(supervisor);
    post(watching, inquiry + "/closing", "inquiry_case", Map.of("remark", "说明清楚"));
    assertThat(digests(cases)).as("what came next").containsAllEntriesOf(issued);
    issued = digests(cases);

    ended(handler, approver);
    assertThat(digests(cases)).as("after the end of the app").containsAllEntriesOf(issued);
  }

  /** Names and what people typed apart, an English letter is English. */
  @Test
  void lettersInEnglish_areEnglish_butForNamesAndWhatPeopleTyped() throws Exception {
    WebSession handler = session(steps.handler);
    String supervision = "/supervision/" + opened();
    String by = today.plusDays(9).toString();
    session(supervisor).post("/inquiries", Map.of("number", number, "question", "typed", "by", by));
    String inquiry = only("select id::text from inquiry_case where number = ?");
    answer(UUID.fromString(supervision.substring(13)), SponsorAnswer.Kind.EXPLAIN, "typed");
    listed();
    handler.page("/applications/" + application);
    await()
        .untilAsserted(
            () -> assertThat(handler.page("/applications/" + application)).contains("备案编号告知书"));
    ended(handler, session(steps.approver));
    String ending = only("select id::text from ending_case where number = ?");
    List<String> names =
        jdbc.sql(
                """
                select name from organization union select app_name from filing_record
                union select official_number from filing_record
                """)
            .query(String.class)
            .list();
    List<String> letters =
        jdbc.sql("select html from issued_letter where language = 'en' and case_id in (?, ?, ?, ?)")
            .params(
                application,
                UUID.fromString(supervision.substring(13)),
                UUID.fromString(inquiry),
                UUID.fromString(ending))
            .query(String.class)
            .list();
    assertThat(letters).hasSizeGreaterThan(5);
    for (String letter : letters) {
      String text =
          letter
              .replaceAll("Screen “[^<]*", "") // texts of the app
              .replaceAll("<[^>]*>", " ")
              .replaceAll("《[^》]*》(（[^）]*）)?", "") // laws are quoted by their titles
              .replaceAll("业务并入省级平台|移交后删除", "");
      for (String name : names.stream().filter(one -> !one.isEmpty()).toList()) {
        text = text.replace(name, " ");
      }
      assertThat(text).doesNotContainPattern("[\\p{IsHan}。，；：、（）]");
    }
  }

  private void listed() throws Exception {
    WebSession office = session(steps.stage.official(Role.COMPLETENESS_REVIEWER, "330000"));
    String app = only("select app_name from filing_record where number = ?");
    String list = "应用名称,主办单位,备案编号\n%s,%s,国备〔2026〕第%s号\n".formatted(app, steps.stage.name, tag);
    String preview =
        office
            .postFile(
                "/official-lists",
                Map.of("batch", "批" + tag, "day", "2026-11-30", "source", "公告"),
                "list.csv",
                list.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .body();
    Matcher id = LIST.matcher(preview);
    assertThat(id.find()).as(preview).isTrue();
    office.post("/official-lists/" + id.group(1), Map.of("choice.2", number));
    assertThat(only("select official_number from filing_record where number = ?")).contains(tag);
  }

  private void numberHasALetterOfItsOwn(WebSession handler) throws Exception {
    String listed = "/applications/" + application;
    handler.page("/?lang=zh");
    await().untilAsserted(() -> assertThat(handler.page(listed)).contains("备案编号告知书"));
    assertThat(letter(handler, listed, "准予备案通知书")).contains(number).doesNotContain(tag);
    assertThat(letter(handler, listed, "备案编号告知书")).contains("国备〔2026〕第" + tag + "号", number);
  }

  private static String letter(WebSession reader, String path, String title) throws Exception {
    Matcher address =
        Pattern.compile("(" + path + "/notices/\\d+)\">" + title).matcher(reader.page(path));
    assertThat(address.find()).isTrue();
    Matcher letter = LETTER.matcher(reader.page(Objects.requireNonNull(address.group(1))));
    assertThat(letter.find()).isTrue();
    return letter.group();
  }

  private void ended(WebSession handler, WebSession approver) throws Exception {
    handler.post(
        "/endings",
        Map.of(
            "number", number,
            "lastDay", today.plusDays(5).toString(),
            "announcement", "业务并入省级平台",
            "dataDisposal", "移交后删除",
            "migration", "ADDRESS",
            "target", "https://www.example.gov.cn/",
            "informing", "弹窗"));
    String path = "/endings/" + only("select id::text from ending_case where number = ?");
    post(approver, path + "/announcement", "ending_case", Map.of());
    assertThat(only("select state from ending_case where number = ?")).isEqualTo("ANNOUNCED");
  }

  /** Not even who writes to the database by hand gets past it unnoticed. */
  @Test
  void letter_isKeptInItsTransaction_withItsDigest_andCannotBeChangedOrRemoved() {
    List<Map<String, Object>> rows =
        jdbc.sql("select * from issued_letter where case_id = ? order by place")
            .param(application)
            .query()
            .listOfRows();
    assertThat(rows).isNotEmpty();
    for (Map<String, Object> row : rows) {
      String html = Objects.requireNonNull(row.get("html")).toString();
      assertThat(row.get("sha256")).isEqualTo(Sha256Hex.of(html));
      assertThat(row.get("reconstructed_on")).isNull();
      assertThat(html).startsWith("<article").endsWith("</article>").doesNotContain("??");
    }
    assertThatThrownBy(
            () ->
                jdbc.sql("update issued_letter set title = 'x' where case_id = ?")
                    .param(application)
                    .update())
        .hasMessageContaining("stays as it was issued");
    assertThatThrownBy(
            () ->
                jdbc.sql("delete from issued_letter where case_id = ?").param(application).update())
        .hasMessageContaining("stays as it was issued");
  }
}
