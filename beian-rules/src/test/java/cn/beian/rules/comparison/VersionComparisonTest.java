package cn.beian.rules.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.PackageHeader;
import cn.beian.rules.Context;
import cn.beian.rules.book.Rulebook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the pairing of pages and functions makes of names that came, went and changed. */
class VersionComparisonTest {
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

  private VersionComparison compare() {
    for (FactSet.Collector facts : List.of(before, after)) {
      for (String part : List.of("text", "pages", "code")) {
        facts.add(
            FactKind.COVERAGE,
            Locator.PACKAGE,
            Map.of(Field.NAME, part, Field.READABLE, 4L, Field.TOTAL, 4L));
      }
    }
    PackageHeader header = new PackageHeader("apk", "native", "00", "00", 1, "test", "00", "s");
    return VersionReview.compare(
        before.toFactSet(header),
        after.toFactSet(header),
        Context.EMPTY,
        Rulebook.bundled(),
        LocalDate.of(2026, 11, 25));
  }

  private List<String> codes() {
    return compare().changes().stream().map(change -> change.reason().code()).toList();
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
