package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.drafting.Submission;
import cn.beian.server.filings.overdue.OverdueFiling;
import cn.beian.server.filings.overdue.OverdueFilings;
import cn.beian.server.filings.review.FilingAlternatives;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.inventory.AppCoverage;
import cn.beian.server.inventory.AppCoverage.Late;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Existing apps that should have a number by now. */
class OverdueTest extends ServerTest {
  private static final Pattern NEXT = Pattern.compile("rel=\"next\"\\s+href=\"([^\"]+)\"");

  private static final Pattern COUNTED =
      Pattern.compile("data-of=\"逾期未备案\"[^>]*>\\s*<a [^>]*>(\\d+)</a>");

  @Autowired private ApplicationContext server;
  @Autowired private OverdueFilings overdue;
  private FilingSteps steps;
  private UUID packageId;

  @BeforeEach
  void stage() throws Exception {
    steps = new FilingSteps(server);
    packageId = steps.stage.plant(steps.stage.facts(), steps.handler);
  }

  private List<UUID> overdueOfUnit(String official) {
    steps.stage.as(official);
    List<OverdueFiling> found = new ArrayList<>();
    OverdueFilings.Page page = overdue.page(Optional.empty());
    found.addAll(page.rows());
    while (page.more()) {
      page = overdue.page(Optional.of(page.last().application().id()));
      found.addAll(page.rows());
    }
    return found.stream()
        .filter(one -> one.sponsor().equals(steps.stage.name))
        .map(one -> one.application().id())
        .toList();
  }

  @Test
  void existingAppPastItsDay_isSeenByItsRegionAlone() {
    UUID id = steps.draft(packageId);
    assertThat(overdueOfUnit(steps.firstSeat)).containsExactly(id);
    assertThat(overdueOfUnit(steps.reviewer)).containsExactly(id);
    assertThat(overdueOfUnit(steps.stage.official(Role.COMPLETENESS_REVIEWER, "350000"))).isEmpty();
  }

  /**
   * From a row one gets to its app and its case, as far as the reader may, and reads who is next.
   */
  @Test
  void row_leadsToAppAndCase_asFarAsTheReaderMay() throws Exception {
    UUID id = steps.ready();
    String app = "href=\"/apps/" + steps.file(id).application().appId() + '"';
    WebSession seat = WebSession.of(server, url(""), steps.firstSeat);
    String listed = rowOf(seat);
    assertThat(listed).contains("等单位填完并提交").doesNotContain(app, "/cases/");
    assertThat(listedOfUnit(seat)).contains(steps.stage.name).doesNotContain(app);
    steps.submit(id);
    assertThat(rowOf(seat)).contains(app, "/cases/" + id, "提出会审意见");
    String supervisor = steps.stage.official(Role.SUPERVISOR, "330000");
    WebSession supervising = WebSession.of(server, url(""), supervisor);
    String row = rowOf(supervising);
    assertThat(row).contains(app, "等审核单位办理").doesNotContain("/cases/");
    assertThat(supervising.page("/apps/" + steps.file(id).application().appId()))
        .contains(steps.stage.name)
        .doesNotContain("/cases/" + id);
  }

  /** The inventory's overdue apps of this unit alone: other tests leave many in the region. */
  private String listedOfUnit(WebSession reader) throws Exception {
    return reader.page("/inventory/apps?standing=OVERDUE&unit=" + steps.stage.unit);
  }

  /** On whichever page: other tests leave apps that are overdue, too. */
  private String rowOf(WebSession reader) throws Exception {
    return rowOf(reader, "/overdue", "li");
  }

  private String rowOf(WebSession reader, String path, String row) throws Exception {
    String page = reader.page(path);
    int unit = page.indexOf(">" + steps.stage.name + "<");
    for (Matcher next = NEXT.matcher(page); unit < 0 && next.find(); next = NEXT.matcher(page)) {
      page = reader.page(next.group(1).replace("&amp;", "&"));
      unit = page.indexOf(">" + steps.stage.name + "<");
    }
    assertThat(unit).as(page).isPositive();
    return page.substring(page.lastIndexOf("<" + row, unit), page.indexOf("</" + row + ">", unit));
  }

  @Test
  void appThatIsNotOnlineYet_isNotOverdue() {
    steps.stage.as(steps.handler);
    server.getBean(Drafts.class).create(ApplicationKind.INITIAL, List.of(packageId));
    assertThat(overdueOfUnit(steps.firstSeat)).isEmpty();
  }

  @Test
  void appThatWentOnlineUnderTheMeasures_isUnlawfulAndNotOverdue() throws Exception {
    UUID id = steps.ready();
    assertThat(overdueOfUnit(steps.firstSeat)).containsExactly(id);
    for (String day : List.of("2026-01-28", "2026-09-01")) {
      onlineSince(id, day);
      assertThat(overdueOfUnit(steps.firstSeat)).as(day).isEmpty();
    }
    for (String day : List.of("2026-01-24", "2026-01-27")) {
      onlineSince(id, day);
      assertThat(overdueOfUnit(steps.firstSeat)).as(day).containsExactly(id);
    }
    onlineSince(id, "去年九月");
    assertThat(overdueOfUnit(steps.firstSeat)).containsExactly(id);
  }

  private void onlineSince(UUID id, String day) {
    assertThat(
            jdbc.sql(
                    "update answer set value = ? where application_id = ? and field = 'app.onlineSince'")
                .params(day, id)
                .update())
        .isOne();
  }

  @Test
  void appliedForAnew_isListedOnce_andNoMoreOnceItHasANumber() throws Exception {
    UUID given = steps.draft(packageId);
    server.getBean(Submission.class).withdraw(given, steps.version(given), "材料不全");
    UUID anew = steps.draft(packageId);
    assertThat(overdueOfUnit(steps.firstSeat)).containsExactly(anew);
    assertThat(saysOverdue(given)).as("applied for anew").isFalse();
    assertThat(saysOverdue(anew)).isTrue();
    steps.inNationalReview(anew);
    steps.judgeAll(anew);
    steps.accept(anew);
    assertThat(overdueOfUnit(steps.firstSeat)).isEmpty();
    assertThat(saysOverdue(anew)).isFalse();
  }

  @Test
  void draftBegunByMistakeAndWithdrawn_isNoAppThatIsOverdue() throws Exception {
    steps.stage.as(steps.handler);
    UUID id =
        server
            .getBean(Drafts.class)
            .createWithoutPackage(ApplicationKind.EXISTING, AppForm.MINI_PROGRAM);
    assertThat(overdueOfUnit(steps.firstSeat)).containsExactly(id);
    WebSession seat = WebSession.of(server, url(""), steps.firstSeat);
    assertThat(listedOfUnit(seat)).contains("尚未填写");
    steps.as(steps.handler);
    server.getBean(Submission.class).withdraw(id, steps.version(id), "");
    assertThat(overdueOfUnit(steps.firstSeat)).isEmpty();
    assertThat(saysOverdue(id)).isFalse();
    assertThat(listedOfUnit(seat)).doesNotContain("尚未填写");
  }

  /** A supervisor writes to the unit whose turn it is, and not for what waits for an office. */
  @Test
  void supervisorFindsTheLetterAtTheRow_andTheFileSaysWhoseTurnItIs() throws Exception {
    UUID id = steps.ready();
    String letter = "/inventory/units/" + steps.file(id).application().organizationId() + "/letter";
    String supervisor = steps.stage.official(Role.SUPERVISOR, "330000");
    WebSession supervising = WebSession.of(server, url(""), supervisor);
    assertThat(rowOf(supervising)).contains(letter);
    assertThat(supervising.get(letter).uri().getPath()).isEqualTo(letter);
    WebSession seat = WebSession.of(server, url(""), steps.firstSeat);
    assertThat(rowOf(seat)).doesNotContain(letter);
    assertThat(seat.page("/overdue.csv")).contains(",轮到谁,办理期限").contains("等单位填完并提交");
    steps.submit(id);
    assertThat(rowOf(supervising)).doesNotContain(letter);
    assertThat(supervising.get(letter).uri().getPath())
        .as("nothing that the unit could do")
        .isEqualTo("/inventory/apps");
    assertThat(seat.page("/overdue.csv"))
        .contains("," + steps.file(id).application().dueOn().orElseThrow());
  }

  /** It is not filed yet, and no letter says that its unit has let the time pass. */
  @Test
  void unitWithinItsPeriodToSupplement_getsNoLetter_untilThePeriodIsOver() throws Exception {
    UUID id = steps.ready();
    steps.submit(id);
    String units = "/inventory?region=" + steps.file(id).application().division();
    String letter = "/inventory/units/" + steps.file(id).application().organizationId() + "/letter";
    WebSession supervising =
        WebSession.of(server, url(""), steps.stage.official(Role.SUPERVISOR, "330000"));
    for (String state : List.of("SUPPLEMENT_DUE", "RECTIFICATION_DUE")) {
      returned(id, state, LocalDate.of(2099, 12, 10));
      assertThat(rowOf(supervising))
          .contains("2099年12月10日（星期四）前（含当日）", "备案申请正在补正或整改，不用发函")
          .doesNotContain(letter);
      assertThat(rowOf(supervising, units, "tr"))
          .contains("都在审核中或在补正、整改期限内，不用发函")
          .doesNotContain(letter);
      assertThat(supervising.page("/inventory/apps?unit=" + steps.stage.unit))
          .contains("审核中</span>")
          .doesNotContain(letter, "逾期未备案</span>");
      assertThat(supervising.get(letter).uri().getPath()).isEqualTo("/inventory/apps");
      assertThat(supervising.post(letter, Map.of()).uri().getPath()).isEqualTo("/inventory/apps");
    }
    steps.as(steps.handler);
    server
        .getBean(Drafts.class)
        .createWithoutPackage(ApplicationKind.EXISTING, AppForm.MINI_PROGRAM);
    assertThat(supervising.page(letter)).contains("没有写进函里的", "期限至2099年12月10日（星期四），不用发函");
    returned(id, "SUPPLEMENT_DUE", LocalDate.of(2026, 7, 1));
    assertThat(supervising.page(letter)).doesNotContain("没有写进函里的");
    assertThat(rowOf(supervising)).contains(letter);
    // No limit stays that no act has set: what a parameter would move is counted over all.
    steps.as(steps.handler);
    server.getBean(Submission.class).withdraw(id, steps.version(id), "测试");
  }

  private void returned(UUID id, String state, LocalDate due) {
    assertThat(
            jdbc.sql("update application set state = ?, due_on = ? where id = ?")
                .params(state, due, id)
                .update())
        .isOne();
  }

  /** One name means one count; the list names those in review and says how many they are. */
  @Test
  void overdueList_andInventory_countTheSame_andSayWhatTheyCount() throws Exception {
    UUID id = steps.ready();
    WebSession supervising =
        WebSession.of(server, url(""), steps.stage.official(Role.SUPERVISOR, "330000"));
    Late before = late();
    assertThat(supervising.page("/overdue"))
        .contains(
            "（含审核中的）",
            "审核中（含补正、整改）" + before.inReview() + " 个；",
            "已开始申请、不在审核中的 " + before.begun() + " 个；",
            "尚未开始申请的 " + before.notBegun() + " 个。",
            "共 " + before.overdue() + " 个")
        .doesNotContain(">逾期未备案<");
    assertThat(counted(supervising)).isEqualTo(before.overdue());
    steps.submit(id);
    assertThat(late())
        .isEqualTo(new Late(before.inReview() + 1, before.begun() - 1, before.notBegun()));
    assertThat(counted(supervising)).isEqualTo(before.overdue() - 1);
    assertThat(supervising.page("/inventory"))
        .contains("只计入“审核中”", "审核中的不计入逾期和未备案上线")
        .doesNotContain("都包括审核中的");
  }

  private Late late() {
    steps.stage.as(steps.firstSeat);
    return server.getBean(AppCoverage.class).late("330000");
  }

  /** How many apps the inventory counts as overdue in all regions below. */
  private static int counted(WebSession reader) throws Exception {
    int sum = 0;
    String page = reader.page("/inventory?region=330000");
    int end = page.indexOf("</table>");
    for (Matcher cell = COUNTED.matcher(page.substring(0, end)); cell.find(); ) {
      sum += Integer.parseInt(cell.group(1));
    }
    return sum;
  }

  @Test
  void appThatNeedsNoFiling_isOverdueNeitherInTheListNorOnItsPage() {
    steps.stage.as(steps.handler);
    UUID id =
        server
            .getBean(Drafts.class)
            .createWithoutPackage(ApplicationKind.EXISTING, AppForm.PUBLIC_ACCOUNT);
    assertThat(saysOverdue(id)).isTrue();
    steps.stage.as(steps.handler);
    server.getBean(FilingAlternatives.class).recordExemption(id, steps.version(id));
    assertThat(overdueOfUnit(steps.firstSeat)).isEmpty();
    assertThat(saysOverdue(id)).isFalse();
  }

  private boolean saysOverdue(UUID id) {
    steps.stage.as(steps.handler);
    Cases cases = server.getBean(Cases.class);
    return cases.online(cases.file(id)).overdue();
  }
}
