package cn.beian.rules.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.PackageHeader;
import cn.beian.rules.Context;
import cn.beian.rules.CoverageSummary;
import cn.beian.rules.book.Rulebook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the pairing of pages and functions makes of names that came, went and changed. */
class VersionComparisonTest {
  private static final Map<String, Long> NOTHING = Map.of("text", 0L, "pages", 0L, "code", 0L);

  private final FactSet.Collector before = new FactSet.Collector();
  private final FactSet.Collector after = new FactSet.Collector();

  private static void fact(
      FactSet.Collector facts, String screen, FactKind kind, Map<Field, Object> values) {
    facts.add(kind, Origin.APP, screen, Locator.line(screen, facts.size() + 1), values);
  }

  private static void page(FactSet.Collector facts, String name, String... texts) {
    fact(facts, name, FactKind.SCREEN, Map.of(Field.NAME, name));
    for (String text : texts) {
      fact(facts, name, FactKind.UI_TEXT, Map.of(Field.TEXT, text, Field.ROLE, "text"));
    }
  }

  private static void checkIn(FactSet.Collector facts, String screen) {
    fact(
        facts,
        screen,
        FactKind.CONTROL,
        Map.of(Field.TEXT, "打卡", Field.HANDLER, "go", Field.CALLS, List.of("wx.request")));
  }

  private static void read(FactSet.Collector facts, Map<String, Long> unlike) {
    Map<String, Long> parts =
        new HashMap<>(Map.of("text", 4L, "pages", 4L, "code", 4L, "resources", 4L));
    parts.putAll(unlike);
    parts.forEach(
        (part, readable) ->
            facts.add(
                FactKind.COVERAGE,
                Locator.PACKAGE,
                Map.of(Field.NAME, part, Field.READABLE, readable, Field.TOTAL, 4L)));
  }

  private VersionComparison compare() {
    return compare(Map.of(), Map.of());
  }

  /** Of the parts named so many units of four were read, of the others all. */
  private VersionComparison compare(Map<String, Long> readBefore, Map<String, Long> readAfter) {
    read(before, readBefore);
    read(after, readAfter);
    PackageHeader header = new PackageHeader("apk", "native", "00", "00", 1, "test", "00", "s");
    return VersionReview.compare(
        before.toFactSet(header),
        after.toFactSet(header),
        Context.EMPTY,
        Rulebook.bundled(),
        LocalDate.of(2026, 11, 25));
  }

  private List<String> codes() {
    return codes(compare());
  }

  private static List<String> codes(VersionComparison comparison) {
    return comparison.changes().stream().map(change -> change.reason().code()).toList();
  }

  @Test
  void comparison_written_and_read_again_is_the_same() throws IOException {
    page(before, "a.a", "办事指南", "常见问题", "联系电话");
    page(after, "a.a", "办事指南", "常见问题", "联系方式");
    fact(after, "a.a", FactKind.PERMISSION, Map.of(Field.NAME, "scope.userLocation"));
    fact(after, "a.a", FactKind.DOMAIN, Map.of(Field.NAME, "new.example.cn"));
    VersionComparison compared = compare();
    assertThat(compared.changes()).anyMatch(change -> !change.subject().zh().isEmpty());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VersionComparisonJson.write(compared, out);
    assertThat(VersionComparisonJson.read(new ByteArrayInputStream(out.toByteArray())))
        .isEqualTo(compared);
  }

  @Test
  void two_pages_that_exchanged_their_names_are_the_same_pages() {
    page(before, "a.a", "办事指南", "常见问题", "联系电话", "开放时间");
    page(before, "a.b", "河道名称", "巡查记录", "水位情况", "上报说明");
    page(after, "a.b", "办事指南", "常见问题", "联系电话", "开放时间");
    page(after, "a.a", "河道名称", "巡查记录", "水位情况", "上报说明");
    VersionComparison comparison = compare();
    assertThat(comparison.changes()).isEmpty();
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.proposal()).isEqualTo(Proposal.NOTHING_DUE);
    assertThat(comparison.isComplete()).isTrue();
  }

  @Test
  void page_isCalledByWhatStandsOnIt_notByItsButtons() {
    page(before, "p/all", "办事指南", "常见问题");
    page(after, "p/all", "办事指南", "常见问题");
    fact(after, "p/pay", FactKind.SCREEN, Map.of(Field.NAME, "p/pay"));
    fact(
        after,
        "p/pay",
        FactKind.UI_TEXT,
        Map.of(Field.TEXT, "/res/image/ic_back.png", Field.ROLE, "text"));
    fact(after, "p/pay", FactKind.CONTROL, Map.of(Field.TEXT, "取消"));
    fact(after, "p/pay", FactKind.UI_TEXT, Map.of(Field.TEXT, "Close", Field.ROLE, "text"));
    fact(after, "p/pay", FactKind.UI_TEXT, Map.of(Field.TEXT, "确定", Field.ROLE, "button"));
    fact(after, "p/pay", FactKind.FORM_FIELD, Map.of(Field.PLACEHOLDER, "密码"));
    VersionComparison comparison = compare();
    assertThat(comparison.difference(Aspect.PAGES).orElseThrow().added()).containsExactly("p/pay");
    assertThat(comparison.difference(Aspect.TEXTS).orElseThrow().added())
        .containsExactly("Close", "确定");
  }

  @Test
  void whatToCompareInstead_isSaidByWhyNotAllWasRead() {
    page(after, "p/pay", "水费", "电费", "燃气费");
    before.add(
        FactKind.COVERAGE,
        Locator.PACKAGE,
        Map.of(
            Field.NAME,
            "pages",
            Field.READABLE,
            0L,
            Field.TOTAL,
            2L,
            Field.REASON,
            "pages whose template is missing"));
    assertThat(said(compare())).contains("请取得原版本的源码").doesNotContain("未加固", "{");
  }

  @Test
  void whatToCompareInsteadOfAProtectedBuild_isOneWithoutProtection() {
    page(after, "p/pay", "水费", "电费", "燃气费");
    before.add(
        FactKind.COVERAGE,
        Locator.PACKAGE,
        Map.of(
            Field.NAME,
            "code",
            Field.READABLE,
            0L,
            Field.TOTAL,
            2L,
            Field.REASON,
            "packed; an unpacked test build of the same version is needed"));
    assertThat(said(compare(Map.of("pages", 3L), Map.of())))
        .contains("请取得原版本的未加固")
        .doesNotContain("{");
  }

  private static String said(VersionComparison comparison) {
    return comparison.changes().stream()
        .map(change -> change.text(Locale.CHINESE))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void page_that_was_split_shows_nothing_new() {
    page(before, "p/all", "办事指南", "常见问题", "联系电话", "开放时间");
    page(after, "p/one", "办事指南", "常见问题");
    page(after, "p/two", "联系电话", "开放时间");
    assertThat(codes()).isEmpty();
  }

  @Test
  void numbers_and_spellings_of_a_text_are_the_same_text() {
    page(before, "p/a", "版本 1.2", "已有 3 人办理", "共 5 条", "ＡＰＰ　说明");
    page(after, "p/a", "版本 1.3", "已有 48 人办理", "共 7 条", "App 说明");
    assertThat(compare().differences()).isEmpty();
  }

  @Test
  void pages_that_show_nothing_are_counted_not_named() {
    page(before, "a.a");
    page(before, "a.b");
    page(after, "x.x");
    page(after, "x.y");
    assertThat(codes()).isEmpty();
    page(after, "x.z");
    assertThat(codes()).containsExactly("version.pages.blank");
  }

  @Test
  void function_that_only_names_in_code_give_away_is_not_new() {
    page(before, "cn.gov.A", "今日打卡情况", "部门", "日期", "人数");
    page(after, "cn.gov.A", "今日打卡情况", "部门", "日期", "人数");
    fact(
        after,
        "cn.gov.A",
        FactKind.IDENTIFIER,
        Map.of(Field.NAME, "checkIn", Field.ROLE, "method"));
    assertThat(codes()).isEmpty();
  }

  @Test
  void new_page_that_asks_what_was_asked_before_is_no_major_change() {
    page(before, "p/a", "登记", "办理", "指南", "电话");
    fact(before, "p/a", FactKind.FORM_FIELD, Map.of(Field.LABEL, "姓名"));
    page(after, "p/a", "登记", "办理", "指南", "电话");
    fact(after, "p/a", FactKind.FORM_FIELD, Map.of(Field.LABEL, "姓名"));
    page(after, "p/b", "修改资料", "保存修改");
    fact(after, "p/b", FactKind.FORM_FIELD, Map.of(Field.LABEL, "真实姓名"));
    VersionComparison comparison = compare();
    assertThat(comparison.proposal()).isEqualTo(Proposal.INFORMATION_CHANGE);
    assertThat(comparison.changes().get(0).reason().code()).isEqualTo("version.page.form");
  }

  @Test
  void beside_pages_that_were_not_read_none_is_new_and_none_gone() {
    page(before, "p/old", "密码", "忘记密码", "登录");
    page(after, "p/a", "办事指南", "常见问题", "联系电话");
    page(after, "p/b", "河道名称", "巡查记录", "水位情况");
    page(after, "p/c", "实名登记", "保存登记", "登记说明");
    fact(after, "p/c", FactKind.FORM_FIELD, Map.of(Field.LABEL, "姓名"));
    page(after, "p/d", "今日打卡", "打卡记录", "打卡排名");
    checkIn(after, "p/d");
    VersionComparison comparison = compare(NOTHING, Map.of());
    assertThat(comparison.isUndetermined()).isTrue();
    assertThat(comparison.proposal()).isEqualTo(Proposal.NOTHING_DUE);
    assertThat(codes(comparison)).containsExactly("version.pages.unknown");
    Change unknown = comparison.changes().get(0);
    assertThat(unknown.text(Locale.CHINESE)).contains("原版本没有全部读到", "打卡签到功能", "办事指南", "请取得原版本的源码");
    assertThat(unknown.text(Locale.ENGLISH))
        .contains(
            "cannot be told", "Check-in function", "the source, or a build that can all be read");
    assertThat(unknown.evidence()).isNotEmpty();
    assertThat(comparison.difference(Aspect.FUNCTIONS)).isPresent();
  }

  @Test
  void function_is_not_new_beside_texts_that_were_not_read_but_for_what_is_on_a_new_page() {
    page(before, "p/a", "办事指南", "常见问题", "联系电话");
    page(after, "p/a", "办事指南", "常见问题", "联系电话");
    checkIn(after, "p/a");
    assertThat(codes(compare(Map.of("text", 3L), Map.of())))
        .containsExactly("version.pages.unknown");
    page(after, "p/b", "每日打卡", "打卡排名", "打卡说明");
    checkIn(after, "p/b");
    assertThat(codes(compare(Map.of("text", 3L), Map.of()))).contains("version.function.gained");
  }

  @Test
  void all_texts_of_one_screen_that_code_makes_are_known() {
    page(before, "App", "办事指南", "常见问题", "联系电话");
    page(after, "App", "办事指南", "常见问题", "联系电话");
    checkIn(after, "App");
    for (FactSet.Collector facts : List.of(before, after)) {
      facts.add(
          FactKind.COVERAGE,
          Locator.PACKAGE,
          Map.of(
              Field.NAME,
              "pages",
              Field.READABLE,
              0L,
              Field.TOTAL,
              1L,
              Field.REASON,
              "screens that code makes"));
    }
    assertThat(compare(Map.of(), Map.of()).proposal()).isEqualTo(Proposal.MAJOR_CHANGE);
  }

  @Test
  void nothing_is_gone_and_nothing_unchanged_beside_a_later_version_that_was_not_read() {
    page(before, "p/a", "今日打卡", "打卡记录", "打卡排名");
    checkIn(before, "p/a");
    VersionComparison comparison = compare(Map.of(), NOTHING);
    assertThat(comparison.isUndetermined()).isTrue();
    assertThat(codes(comparison)).containsExactly("version.pages.unseen");
    assertThat(comparison.changes().get(0).text(Locale.CHINESE)).contains("打卡签到功能", "新版本没有全部读到");
    assertThat(comparison.difference(Aspect.FUNCTIONS)).isPresent();
  }

  @Test
  void pages_of_one_title_are_counted_one_by_one() {
    page(before, "p/old", "办理", "常见问题", "联系电话");
    page(after, "p/a", "办理", "河道名称", "巡查记录");
    page(after, "p/b", "办理", "政策解读", "政策文件");
    page(after, "p/c", "办理", "新闻动态", "图片新闻");
    VersionComparison comparison = compare();
    Change many = comparison.changes().get(0);
    assertThat(many.reason().code()).isEqualTo("version.pages.many");
    assertThat(many.reason().params()).containsEntry("count", "3");
    assertThat(comparison.difference(Aspect.PAGES).orElseThrow().added())
        .containsExactly("办理 (p/a)", "办理 (p/b)", "办理 (p/c)");
    assertThat(comparison.difference(Aspect.PAGES).orElseThrow().missing())
        .containsExactly("办理 (p/old)");
  }

  @Test
  void what_is_asked_or_reached_is_not_new_beside_what_was_not_read() {
    page(before, "p/a", "办事指南", "常见问题", "联系电话");
    page(after, "p/a", "办事指南", "常见问题", "联系电话");
    fact(after, "p/a", FactKind.FORM_FIELD, Map.of(Field.LABEL, "身份证号"));
    fact(after, "p/a", FactKind.API_CALL, Map.of(Field.NAME, "wx.getLocation"));
    fact(after, "p/a", FactKind.DOMAIN, Map.of(Field.NAME, "new.example.cn"));
    fact(
        after,
        "p/a",
        FactKind.SDK,
        Map.of(Field.NAME, "推送", Field.VENDOR, "某公司", Field.PURPOSE, "push"));
    VersionComparison comparison = compare(NOTHING, Map.of());
    assertThat(codes(comparison)).containsExactly("version.pages.unknown", "version.reach.unknown");
    assertThat(comparison.changes().get(1).text(Locale.CHINESE))
        .contains("位置", "推送", "new.example.cn");
  }

  @Test
  void permission_of_settings_that_were_not_read_is_not_new_and_its_use_is_open() {
    fact(after, "", FactKind.PERMISSION, Map.of(Field.NAME, "scope.userLocation"));
    VersionComparison broken = compare(Map.of("resources", 3L), Map.of());
    assertThat(codes(broken)).containsExactly("version.reach.unknown");
    assertThat(broken.isUndetermined()).isTrue();
  }

  @Test
  void no_use_is_told_of_code_that_was_not_read() {
    fact(after, "", FactKind.PERMISSION, Map.of(Field.NAME, "scope.userLocation"));
    assertThat(codes(compare(Map.of(), Map.of("code", 0L))))
        .containsExactly("version.access.asked");
  }

  @Test
  void pages_that_were_not_read_count_among_all_pages() {
    page(before, "p/a", "办事指南", "常见问题", "联系电话");
    page(after, "p/a", "办事指南", "常见问题", "联系电话");
    page(after, "p/b", "河道名称", "巡查记录", "水位情况");
    page(after, "p/c", "政策解读", "政策文件", "政策问答");
    page(after, "p/d", "新闻动态", "图片新闻", "视频新闻");
    after.add(
        FactKind.COVERAGE,
        Locator.PACKAGE,
        Map.of(Field.NAME, "pages", Field.READABLE, 0L, Field.TOTAL, 20L));
    VersionComparison comparison = compare();
    assertThat(codes(comparison)).containsExactly("version.pages.gained");
    assertThat(comparison.isUndetermined()).isTrue();
  }

  @Test
  void page_is_not_gone_where_the_later_version_was_not_read() {
    page(before, "p/a", "办事指南", "常见问题", "联系电话");
    page(before, "p/b", "河道名称", "巡查记录", "水位情况");
    page(after, "p/a", "办事指南", "常见问题", "联系电话");
    VersionComparison comparison = compare(Map.of(), Map.of("pages", 3L));
    assertThat(codes(comparison)).containsExactly("version.pages.unseen");
    assertThat(comparison.isComplete()).isFalse();
  }

  /** An entry of the package, or an archive in it, that was not read. */
  private static void unreadEntry(FactSet.Collector facts, String reason) {
    facts.add(
        FactKind.COVERAGE,
        Locator.PACKAGE,
        Map.of(Field.NAME, "entries", Field.READABLE, 0L, Field.TOTAL, 1L, Field.REASON, reason));
  }

  private static void checkInPages(FactSet.Collector facts) {
    page(facts, "p/b", "今日打卡", "打卡记录", "打卡排名");
    page(facts, "p/c", "河道名称", "巡查记录", "水位情况");
    page(facts, "p/d", "新闻动态", "图片新闻", "视频新闻");
    checkIn(facts, "p/b");
    fact(facts, "p/b", FactKind.FORM_FIELD, Map.of(Field.LABEL, "身份证号"));
    fact(facts, "p/b", FactKind.API_CALL, Map.of(Field.NAME, "wx.getLocation"));
  }

  @Test
  void nothing_is_gone_where_an_archive_of_the_later_version_was_not_opened() {
    page(before, "p/a", "办事指南", "常见问题", "联系电话");
    page(after, "p/a", "办事指南", "常见问题", "联系电话");
    checkInPages(before);
    unreadEntry(after, "archives inside of the form 7z are not opened");
    VersionComparison comparison = compare();
    assertThat(codes(comparison)).containsExactly("version.pages.unseen");
    assertThat(comparison.isUndetermined()).isTrue();
    assertThat(comparison.before().unread()).isEmpty();
    assertThat(comparison.after().unread())
        .containsExactly(
            new CoverageSummary(
                "entries", 0, 1, List.of("archives inside of the form 7z are not opened")));
  }

  @Test
  void nothing_is_new_where_an_archive_of_the_earlier_version_was_not_opened() {
    page(before, "p/a", "办事指南", "常见问题", "联系电话");
    page(after, "p/a", "办事指南", "常见问题", "联系电话");
    checkInPages(after);
    unreadEntry(before, "an archive inside is damaged");
    VersionComparison comparison = compare();
    assertThat(codes(comparison)).containsExactly("version.pages.unknown", "version.reach.unknown");
    assertThat(comparison.isUndetermined()).isTrue();
  }

  @Test
  void new_pages_are_no_third_of_all_beside_an_archive_of_any_number_of_pages() {
    page(before, "p/a", "办事指南", "常见问题", "联系电话");
    page(after, "p/a", "办事指南", "常见问题", "联系电话");
    page(after, "p/b", "河道名称", "巡查记录", "水位情况");
    page(after, "p/c", "政策解读", "政策文件", "政策问答");
    page(after, "p/d", "新闻动态", "图片新闻", "视频新闻");
    unreadEntry(after, "archives inside of the form 7z are not opened");
    VersionComparison comparison = compare();
    assertThat(codes(comparison)).containsExactly("version.pages.gained");
    assertThat(comparison.isUndetermined()).isTrue();
  }

  @Test
  void damaged_entry_leaves_open_only_the_part_that_its_reader_names() {
    page(before, "p/a", "办事指南", "常见问题", "联系电话");
    unreadEntry(before, "damaged");
    unreadEntry(after, "damaged");
    VersionComparison comparison = compare();
    assertThat(codes(comparison)).containsExactly("version.pages.gone");
    assertThat(comparison.isComplete()).isTrue();
  }

  @Test
  void a_part_of_which_nothing_is_said_leaves_it_open() {
    PackageHeader header = new PackageHeader("apk", "native", "00", "00", 1, "test", "00", "s");
    FactSet nothing = new FactSet.Collector().toFactSet(header);
    VersionComparison comparison =
        VersionReview.compare(
            nothing, nothing, Context.EMPTY, Rulebook.bundled(), LocalDate.of(2026, 11, 25));
    assertThat(comparison.isComplete()).isFalse();
    assertThat(comparison.after().unread()).hasSize(3);
  }
}
