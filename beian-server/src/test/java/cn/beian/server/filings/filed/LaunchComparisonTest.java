package cn.beian.server.filings.filed;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.PackageHeader;
import cn.beian.rules.Context;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.comparison.Aspect;
import cn.beian.rules.comparison.VersionComparison;
import cn.beian.rules.comparison.VersionReview;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The launch build is the reviewed one with sponsor and number shown, and nothing else. */
class LaunchComparisonTest {
  private static final String HOME = "pages/home/home";
  private static final String NUMBER = "ZW-X-330000-2026-000123-4";

  private static FactSet facts(Consumer<FactSet.Collector> more) {
    FactSet.Collector facts = new FactSet.Collector();
    add(facts, FactKind.SCREEN, Map.of(Field.NAME, HOME, Field.LABEL, "首页", Field.ROLE, "launch"));
    add(facts, FactKind.UI_TEXT, Map.of(Field.TEXT, "办事指南", Field.ROLE, "text"));
    add(facts, FactKind.UI_TEXT, Map.of(Field.TEXT, "联系我们", Field.ROLE, "text"));
    more.accept(facts);
    return facts.toFactSet(
        new PackageHeader("wechat-source", "native", "00", "00", 1, "test", "00", "standard"));
  }

  private static void add(FactSet.Collector facts, FactKind kind, Map<Field, Object> values) {
    facts.add(kind, Origin.APP, HOME, Locator.line(HOME, facts.size() + 1), values);
  }

  private static void display(FactSet.Collector facts) {
    add(
        facts,
        FactKind.UI_TEXT,
        Map.of(Field.TEXT, "主办单位：清溪县水务局　备案编号：" + NUMBER, Field.ROLE, "text"));
  }

  private static LaunchComparison compare(Consumer<FactSet.Collector> more) {
    return compare(nothing -> {}, more);
  }

  private static LaunchComparison compare(
      Consumer<FactSet.Collector> reviewed, Consumer<FactSet.Collector> more) {
    FactSet launch = facts(more);
    VersionComparison both =
        VersionReview.compare(
            facts(reviewed), launch, Context.EMPTY, Rulebook.bundled(), LocalDate.of(2026, 11, 25));
    return LaunchComparison.of(both, launch, "清溪县水务局", NUMBER);
  }

  @Test
  void shown_sponsor_and_number_alone_are_no_difference() {
    LaunchComparison comparison = compare(LaunchComparisonTest::display);
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.sponsorSeen()).isTrue();
    assertThat(comparison.numberSeen()).isTrue();
  }

  @Test
  void missing_number_is_told() {
    LaunchComparison comparison = compare(nothing -> {});
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.sponsorSeen()).isFalse();
    assertThat(comparison.numberSeen()).isFalse();
  }

  @Test
  void check_in_on_a_reviewed_page_is_a_difference() {
    LaunchComparison comparison =
        compare(
            facts -> {
              display(facts);
              add(
                  facts,
                  FactKind.CONTROL,
                  Map.of(
                      Field.TEXT, "打卡", Field.HANDLER, "go", Field.CALLS, List.of("wx.request")));
            });
    assertThat(comparison.differences())
        .anySatisfy(
            one -> {
              assertThat(one.aspect()).isEqualTo(Aspect.FUNCTIONS);
              assertThat(one.added()).contains("FORM-101");
            });
  }

  private static Consumer<FactSet.Collector> calls(String... names) {
    return facts -> {
      display(facts);
      for (String name : names) {
        add(facts, FactKind.API_CALL, Map.of(Field.NAME, name));
      }
    };
  }

  @Test
  void calls_of_own_modules_and_packed_libraries_that_a_minifier_renamed_are_no_difference() {
    assertThat(
            compare(
                    calls("wx.request", "service.getNews", "system.config.load", "okhttp3.a.b"),
                    calls("wx.request", "my.b", "okhttp3.c.d"))
                .differences())
        .isEmpty();
  }

  @Test
  void call_of_the_platform_that_came_or_went_is_a_difference() {
    assertThat(compare(calls("wx.request"), calls("wx.request", "wx.login")).differences())
        .containsExactly(
            new VersionComparison.Difference(Aspect.CALLED_APIS, List.of("wx.login"), List.of()));
  }

  @Test
  void page_in_the_place_of_another_of_the_same_title_is_a_difference() {
    assertThat(
            compare(page("pages/a", "办事指南二", "常见问题"), page("pages/b", "河道名称", "巡查记录"))
                .differences())
        .extracting(VersionComparison.Difference::aspect)
        .contains(Aspect.PAGES);
  }

  private static Consumer<FactSet.Collector> page(String name, String... texts) {
    return facts -> {
      display(facts);
      facts.add(
          FactKind.SCREEN,
          Origin.APP,
          name,
          Locator.line(name, 1),
          Map.of(Field.NAME, name, Field.LABEL, "办理"));
      for (String text : texts) {
        facts.add(
            FactKind.UI_TEXT,
            Origin.APP,
            name,
            Locator.line(name, facts.size()),
            Map.of(Field.TEXT, text, Field.ROLE, "text"));
      }
    };
  }

  @Test
  void new_input_permission_or_domain_is_a_difference() {
    LaunchComparison comparison =
        compare(
            facts -> {
              display(facts);
              add(facts, FactKind.FORM_FIELD, Map.of(Field.LABEL, "身份证号", Field.TYPE, "text"));
              add(facts, FactKind.PERMISSION, Map.of(Field.NAME, "scope.userLocation"));
              add(facts, FactKind.DOMAIN, Map.of(Field.NAME, "other.example.cn"));
            });
    assertThat(comparison.differences())
        .extracting(VersionComparison.Difference::aspect)
        .contains(Aspect.DATA_ITEMS, Aspect.PERMISSIONS, Aspect.DOMAINS);
  }
}
