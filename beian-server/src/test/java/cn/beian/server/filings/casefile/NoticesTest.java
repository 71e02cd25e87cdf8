package cn.beian.server.filings.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.deadlines.Extension;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.form.Question;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.cases.DeadlineEnforcement;
import cn.beian.server.filings.Judgement;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.review.CompletenessReview;
import cn.beian.server.filings.review.CompletenessReview.Ticked;
import cn.beian.server.filings.review.NationalReview;
import cn.beian.server.fixtures.FilingSteps;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What sponsors are told, and what they and the offices can end. */
class NoticesTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private CompletenessReview completeness;
  @Autowired private NationalReview national;
  @Autowired private DeadlineEnforcement limits;
  private FilingSteps steps;

  @BeforeEach
  void people() {
    steps = new FilingSteps(server);
  }

  private void askSupplement(UUID id) {
    List<Ticked> gaps =
        List.of(
            new Ticked(Question.once("security.testReport"), "请补充立项依据文号"),
            new Ticked(Question.once("undertaking.stampedCopy"), "请附立项批复"));
    for (String seat : List.of(steps.firstSeat, steps.secondSeat)) {
      steps.stage.as(seat);
      completeness.vote(id, steps.version(id), Opinion.ASK_SUPPLEMENT, gaps, "");
    }
    steps.stage.as(steps.handler);
  }

  private Notice last(UUID id) {
    List<Notice> notices = steps.file(id).notices();
    return notices.get(notices.size() - 1);
  }

  @Test
  void text_tooLongOrWithAControlCharacter_isRefusedAndNothingIsCut() throws Exception {
    UUID id = steps.ready();
    steps.submit(id);
    steps.stage.as(steps.firstSeat);
    for (String reason : List.of("由".repeat(4001), "理由\u0000", "理由\u0007")) {
      assertThatThrownBy(
              () -> completeness.vote(id, steps.version(id), Opinion.REFUSE, List.of(), reason))
          .hasMessageContaining("filings.problem.long");
    }
    askSupplement(id);
    Question asked = Question.once("security.testReport");
    Drafts drafts = server.getBean(Drafts.class);
    assertThatThrownBy(() -> drafts.keep(id, Map.of(asked, "不".repeat(1001))))
        .hasMessageContaining("filings.problem.keptLong");
    drafts.keep(id, Map.of(asked, "不".repeat(1000)));
    assertThat(
            jdbc.sql("select max(length(kept)) from gap where application_id = ?")
                .param(id)
                .query(Integer.class)
                .single())
        .isEqualTo(1000);
  }

  @Test
  void supplement_isOneLetterWithEveryGap_dueDateAndBothUnits() throws Exception {
    UUID id = steps.ready();
    steps.submit(id);
    askSupplement(id);
    Notice told = last(id);
    assertThat(told.kind()).isEqualTo(Notice.Kind.SUPPLEMENT);
    assertThat(told.gaps()).hasSize(2);
    assertThat(told.from()).containsExactly("办公室");
    assertThat(told.limit()).isPresent();

    WebSession sponsor = WebSession.of(server, url(""), steps.handler);
    String letter = sponsor.page("/applications/" + id + "/notices/" + told.place());
    assertThat(letter)
        .contains("一次性告知书", "请补充立项依据文号", "请附立项批复", "补正期限以正式文件为准", steps.stage.name)
        .as("its day, and that nobody has verified it")
        .contains("补正时间暂按" + chinese(told.limit().orElseThrow().dueDate()));
    assertThat(sponsor.page("/")).contains("一次性告知书", "前（含当日）答复");
    assertThat(sponsor.page("/applications/" + id)).contains("请附立项批复", "一次性告知书");
    String official =
        WebSession.of(server, url(""), steps.firstSeat)
            .page("/cases/" + id + "/notices/" + told.place());
    assertThat(official).contains("请附立项批复");

    String paper = "/applications/" + id + "/notices/" + told.place() + "/pdf";
    try (PDDocument pdf = Loader.loadPDF(sponsor.bytes(paper))) {
      assertThat(new PDFTextStripper().getText(pdf))
          .contains("一次性告知书", "编号 ", "请补充立项依据文号", "办公室", "（盖章处）", steps.stage.name)
          .doesNotContain("??");
      assertThat(pdf.getDocumentInformation().getTitle()).startsWith("一次性告知书 ");
    }
    FilingSteps stranger = new FilingSteps(server);
    assertThat(WebSession.of(server, url(""), stranger.handler).get(paper).statusCode())
        .isEqualTo(403);
  }

  private static String chinese(LocalDate day) {
    return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
  }

  /** Its list of findings stands in the PDF as on the page. */
  @Test
  void letterOfRectification_withFindings_isAPdf() throws Exception {
    UUID id =
        steps.inNationalReview(
            steps.draft(
                steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler)));
    steps.stage.as(steps.reviewer);
    national.judge(
        id,
        steps.version(id),
        steps.file(id).findings().get(0).testId(),
        "FORM-101",
        Judgement.Outcome.CONFIRMED,
        "须去掉<签到>");
    national.sendBack(id, steps.version(id), "请去掉签到");
    steps.stage.as(steps.handler);
    assertThat(last(id).findings()).isNotEmpty();
    byte[] paper =
        WebSession.of(server, url(""), steps.handler)
            .bytes("/applications/" + id + "/notices/" + last(id).place() + "/pdf");
    try (PDDocument pdf = Loader.loadPDF(paper)) {
      assertThat(new PDFTextStripper().getText(pdf)).contains("须去掉<签到>", "请去掉签到");
    }
  }

  @Test
  void jointDecisions_nameBothUnits_andARefusalTheReasonOfEachSeat() throws Exception {
    jdbc.sql(
            """
            update organization set name = '云州省政务服务管理局'
              where id = (select organization_id from user_account where login = ?)
            """)
        .param(steps.secondSeat)
        .update();
    UUID complete = steps.ready();
    steps.submit(complete);
    steps.complete(complete);
    assertThat(last(complete).kind()).isEqualTo(Notice.Kind.COMPLETE);
    assertThat(last(complete).from()).containsExactly("办公室", "云州省政务服务管理局");

    FilingSteps other = new FilingSteps(server);
    jdbc.sql(
            """
            update organization set name = '云州省政务服务管理局'
              where id = (select organization_id from user_account where login = ?)
            """)
        .param(other.secondSeat)
        .update();
    UUID refused = other.ready();
    other.submit(refused);
    other.stage.as(other.firstSeat);
    completeness.vote(refused, other.version(refused), Opinion.REFUSE, List.of(), "未过立项审核");
    assertThat(WebSession.of(server, url(""), other.secondSeat).page("/cases/" + refused))
        .contains("办公室已出具意见")
        .doesNotContain("未过立项审核");
    other.stage.as(other.secondSeat);
    completeness.vote(refused, other.version(refused), Opinion.REFUSE, List.of(), "可并入省级应用");
    other.stage.as(other.handler);
    Notice told = other.file(refused).notices().get(1);
    assertThat(told.kind()).isEqualTo(Notice.Kind.REFUSED);
    assertThat(told.from()).containsExactly("办公室", "云州省政务服务管理局");
    assertThat(
            WebSession.of(server, url(""), other.handler)
                .page("/applications/" + refused + "/notices/" + told.place()))
        .contains("未过立项审核", "可并入省级应用", "可以重新申请")
        .doesNotContain("??");
  }

  @Test
  void unverifiedLimitOfTheReview_passed_isStillExtended_andAGroundIsAskedFor() throws Exception {
    UUID id =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    OffsetDateTime longAgo = OffsetDateTime.of(2026, 3, 2, 1, 0, 0, 0, ZoneOffset.UTC);
    jdbc.sql("update application_event set at = ? where application_id = ?")
        .params(longAgo, id)
        .update();
    steps.stage.as(steps.reviewer);
    assertThatThrownBy(() -> extend(id, LocalDate.of(2026, 10, 9), Extension.Ground.COMPLEX, "须补测"))
        .as("a day that has passed")
        .hasMessageContaining("extendLater");
    WebSession reviewer = WebSession.of(server, url(""), steps.reviewer);
    assertThat(reviewer.page("/cases/" + id + "/decision?act=return"))
        .contains("整改期间审核时限停止计算", "未核实");
    assertThat(reviewer.page("/cases/" + id)).doesNotContain("value=\"COMPLEX\" checked");
    Map<String, String> form =
        Map.of("version", "" + steps.version(id), "expected", "2027-06-30", "reason", "须补测");
    assertThat(reviewer.post("/cases/" + id + "/extension", form).body()).contains("请选择延长事由");
    extend(id, LocalDate.of(2027, 6, 30), Extension.Ground.COMPLEX, "须补测");
    assertThat(last(id).expected()).contains(LocalDate.of(2027, 6, 30));
  }

  @Test
  void extensions_eachIsToldWithGroundReasonAndExpectedDate() throws Exception {
    UUID id =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    steps.stage.as(steps.reviewer);
    LocalDate later = steps.file(id).limit().orElseThrow().dueDate().plusDays(14);
    extend(id, later, Extension.Ground.COMPLEX, "涉及多个平台，须补测");
    Notice told = last(id);
    assertThat(told.kind()).isEqualTo(Notice.Kind.EXTENSION);
    assertThat(told.expected()).contains(later);
    assertThat(told.limit().orElseThrow().dueDate()).isEqualTo(later);
    LocalDate again = later.plusDays(7);
    extend(id, again, Extension.Ground.MATERIAL_TO_BE_SUPPLEMENTED, "等待补充检测材料");
    assertThat(last(id).expected()).contains(again);
    assertThat(steps.file(id).limit().orElseThrow().extensions()).hasSize(2);
    assertThatThrownBy(() -> extend(id, again, Extension.Ground.COMPLEX, "不晚于原期限"))
        .isInstanceOf(CommandRefusedException.class);
    WebSession sponsor = WebSession.of(server, url(""), steps.handler);
    assertThat(sponsor.page("/applications/" + id))
        .contains("延长期限告知书", "涉及多个平台，须补测", "等待补充检测材料", "预计于");
    assertThat(sponsor.page("/applications/" + id + "/notices/" + last(id).place()))
        .contains("材料需要补充、更正", "等待补充检测材料")
        .as("the calculation is on the page of the case alone")
        .doesNotContain("情况复杂");
  }

  private void extend(UUID id, LocalDate expected, Extension.Ground ground, String reason) {
    national.extend(id, steps.version(id), expected, ground, reason);
  }

  @Test
  void withdrawal_fromDraftAndFromReview_isConfirmedInWords() throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    for (UUID id : List.of(steps.draft(), submitted())) {
      String path = "/applications/" + id;
      assertThat(handler.page(path)).contains(path + "/withdrawal");
      assertThat(handler.page(path + "/withdrawal")).contains("不能恢复", "确认撤回");
      Map<String, String> form = Map.of("version", "" + steps.version(id), "reason", "改用上级应用");
      assertThat(handler.post(path + "/withdrawal", form).body())
          .contains("已撤回")
          .doesNotContain("official-form.docx");
      assertThat(steps.file(id).application().state().name()).isEqualTo("WITHDRAWN");
      steps.stage.as(steps.handler);
    }
  }

  private UUID submitted() throws Exception {
    UUID id = steps.ready();
    steps.submit(id);
    steps.stage.as(steps.handler);
    return id;
  }

  /** The day is stored beside the log: the case is looked at once it is over, and not before. */
  @Test
  void verifiedLimit_passed_endsTheCaseByItself_whenItsDayIsOver() throws Exception {
    UUID id = submitted();
    askSupplement(id);
    OffsetDateTime longAgo = OffsetDateTime.of(2026, 3, 2, 1, 0, 0, 0, ZoneOffset.UTC);
    jdbc.sql("update application_event set at = ? where application_id = ?")
        .params(longAgo, id)
        .update();
    LocalDate today = OfficialTime.dayOf(server.getBean(Clock.class).instant());
    String source = "test " + id;
    jdbc.sql(
            "insert into policy_value (key, value, source, verified, since, entered_by, entered_at)"
                + " values ('supplement.workdays', '15', ?, true, '2026-01-25', 'test', ?)")
        .params(source, longAgo)
        .update();
    try {
      assertThat(endsWhenDueOn(id, today)).isEqualTo("SUPPLEMENT_DUE");
      assertThat(endsWhenDueOn(id, today.minusDays(1))).isEqualTo("ABANDONED");
    } finally {
      jdbc.sql("delete from policy_value where source = ?").param(source).update();
    }
    assertThat(last(id).kind()).isEqualTo(Notice.Kind.ABANDONED);
    assertThat(steps.file(id).events())
        .last()
        .satisfies(
            event -> {
              assertThat(event.actorId()).isEmpty();
              assertThat(event.detail()).isEqualTo("2026-03-23");
            });
  }

  /** The state after what has run out was ended. */
  private String endsWhenDueOn(UUID id, LocalDate day) {
    jdbc.sql("update application set due_on = ? where id = ?").params(day, id).update();
    limits.enforce();
    return steps.file(id).application().state().name();
  }

  @Test
  void unverifiedLimit_passed_offersAbandonmentToTheReviewerAlone() throws Exception {
    UUID id = submitted();
    askSupplement(id);
    WebSession reviewer = WebSession.of(server, url(""), steps.firstSeat);
    String path = "/cases/" + id;
    assertThat(reviewer.page(path)).doesNotContain("act=abandonment");
    OffsetDateTime longAgo = OffsetDateTime.of(2026, 3, 2, 1, 0, 0, 0, ZoneOffset.UTC);
    jdbc.sql("update application_event set at = ? where application_id = ?")
        .params(longAgo, id)
        .update();
    limits.recompute();
    assertThat(steps.file(id).application().dueOn()).contains(LocalDate.of(2026, 3, 16));
    limits.enforce();
    assertThat(steps.file(id).application().state().name()).isEqualTo("SUPPLEMENT_DUE");
    assertThat(reviewer.page(path)).contains("act=abandonment", "由您决定");
    assertThat(WebSession.of(server, url(""), steps.secondSeat).page(path))
        .doesNotContain("act=abandonment");
    assertThat(reviewer.page(path + "/decision?act=abandonment")).contains("视为放弃并告知", "理由");
    String due = steps.file(id).limit().orElseThrow().dueDate().toString();
    Map<String, String> without = Map.of("version", "" + steps.version(id));
    assertThat(reviewer.post(path + "/abandonment", without).body()).contains("请写明理由");
    reviewer.post(
        path + "/abandonment", Map.of("version", "" + steps.version(id), "reason", "两次联系均无答复"));
    assertThat(steps.file(id).application().state().name()).isEqualTo("ABANDONED");
    assertThat(last(id).kind()).isEqualTo(Notice.Kind.ABANDONED);
    assertThat(last(id).limit().orElseThrow().dueDate()).hasToString(due);
    assertThat(
            WebSession.of(server, url(""), steps.handler)
                .page("/applications/" + id + "/notices/" + last(id).place()))
        .contains("两次联系均无答复", "期限内未收到补正或整改材料")
        .doesNotContain("??");
    assertThat(reviewer.get(path + "/decision?act=anything").statusCode()).isEqualTo(404);
  }
}
