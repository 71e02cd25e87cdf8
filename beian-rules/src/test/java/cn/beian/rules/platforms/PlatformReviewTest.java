package cn.beian.rules.platforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.PackageHeader;
import cn.beian.rules.Context;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.platforms.PlatformComparison.Presence;
import cn.beian.rules.platforms.PlatformComparison.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One service for three platforms, each of which calls things its own way. */
class PlatformReviewTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
  private final FactSet.Collector android = new FactSet.Collector();
  private final FactSet.Collector ios = new FactSet.Collector();
  private final FactSet.Collector harmony = new FactSet.Collector();

  private static void fact(
      FactSet.Collector facts, Origin origin, FactKind kind, Map<Field, Object> values) {
    facts.add(kind, origin, "", Locator.line("somewhere", facts.size() + 1), values);
  }

  private static void permission(FactSet.Collector facts, String name) {
    fact(facts, Origin.APP, FactKind.PERMISSION, Map.of(Field.NAME, name, Field.TYPE, "uses"));
  }

  private static void identity(FactSet.Collector facts, String name, String value) {
    fact(facts, Origin.APP, FactKind.IDENTITY, Map.of(Field.NAME, name, Field.VALUE, value));
  }

  private static FactSet read(FactSet.Collector facts, String format, long code) {
    for (String part : List.of("text", "pages", "code")) {
      facts.add(
          FactKind.COVERAGE,
          Locator.PACKAGE,
          Map.of(
              Field.NAME, part, Field.READABLE, part.equals("code") ? code : 4L, Field.TOTAL, 4L));
    }
    return facts.toFactSet(new PackageHeader(format, "native", "00", "00", 1, "test", "00", "s"));
  }

  private PlatformComparison compare(long codeOfIos) {
    return PlatformReview.compare(
        List.of(read(android, "apk", 4), read(ios, "ipa", codeOfIos), read(harmony, "hap", 4)),
        Context.EMPTY,
        Rulebook.bundled(),
        DAY);
  }

  private static List<Presence> row(PlatformComparison comparison, PlatformAspect of, String key) {
    return comparison.rows().stream()
        .filter(row -> row.aspect() == of && row.key().equals(key))
        .map(Row::presences)
        .findFirst()
        .orElse(List.of());
  }

  @Test
  void permissions_ofOneThing_areOne_whateverAPlatformCallsThem() {
    permission(android, "android.permission.ACCESS_FINE_LOCATION");
    permission(ios, "NSLocationWhenInUseUsageDescription");
    permission(harmony, "ohos.permission.LOCATION");
    permission(android, "android.permission.READ_CONTACTS");
    PlatformComparison comparison = compare(4);
    assertThat(row(comparison, PlatformAspect.ACCESS, "location"))
        .containsExactly(Presence.PRESENT, Presence.PRESENT, Presence.PRESENT);
    assertThat(row(comparison, PlatformAspect.ACCESS, "contacts"))
        .containsExactly(Presence.PRESENT, Presence.ABSENT, Presence.ABSENT);
    assertThat(comparison.differences()).extracting(Row::key).containsExactly("contacts");
    assertThat(comparison.builds())
        .extracting(PlatformComparison.Build::platform)
        .containsExactly("android", "ios", "harmony");
  }

  @Test
  void whatWasNotRead_isNotSaidToBeAbsent() {
    permission(android, "android.permission.READ_CONTACTS");
    fact(android, Origin.APP, FactKind.DOMAIN, Map.of(Field.NAME, "api.example.gov.cn"));
    fact(harmony, Origin.APP, FactKind.DOMAIN, Map.of(Field.NAME, "api.example.gov.cn"));
    PlatformComparison comparison = compare(0);
    assertThat(row(comparison, PlatformAspect.ACCESS, "contacts"))
        .containsExactly(Presence.PRESENT, Presence.UNREAD, Presence.ABSENT);
    assertThat(row(comparison, PlatformAspect.DOMAINS, "api.example.gov.cn"))
        .containsExactly(Presence.PRESENT, Presence.UNREAD, Presence.PRESENT);
    assertThat(comparison.differences()).extracting(Row::key).containsExactly("contacts");
    assertThat(comparison.rows()).filteredOn(Row::open).hasSize(2);
  }

  @Test
  void nothingIsSaidToBeAbsent_besideAnArchiveThatWasNotOpened() {
    identity(android, "version_name", "2.1.0");
    permission(android, "android.permission.READ_CONTACTS");
    fact(
        android,
        Origin.APP,
        FactKind.FORM_FIELD,
        Map.of(Field.TYPE, "text", Field.PLACEHOLDER, "请输入身份证号"));
    unreadEntry(ios, "archives inside of the form 7z are not opened");
    unreadEntry(harmony, "damaged");
    PlatformComparison comparison = compare(4);
    List<Presence> open = List.of(Presence.PRESENT, Presence.UNREAD, Presence.ABSENT);
    assertThat(row(comparison, PlatformAspect.ACCESS, "contacts")).isEqualTo(open);
    assertThat(row(comparison, PlatformAspect.DATA_ITEMS, "公民身份号码")).isEqualTo(open);
    assertThat(row(comparison, PlatformAspect.VERSION, "2.1.0"))
        .containsExactly(Presence.PRESENT, Presence.ABSENT, Presence.ABSENT);
    assertThat(comparison.isComplete()).isFalse();
    assertThat(comparison.builds())
        .extracting(build -> build.unread().size())
        .containsExactly(0, 1, 0);
  }

  @Test
  void signatureThatDoesNotHold_isToldOfItsBuild_andKeepsNothingFromBeingCompared() {
    ios.add(
        FactKind.COVERAGE,
        Locator.PACKAGE,
        Map.of(
            Field.NAME,
            "signature",
            Field.READABLE,
            0L,
            Field.TOTAL,
            1L,
            Field.REASON,
            "the certificate was not issued by Apple"));
    permission(android, "android.permission.READ_CONTACTS");
    PlatformComparison comparison = compare(4);
    assertThat(comparison.builds())
        .extracting(build -> build.unread().stream().map(part -> part.name()).toList())
        .containsExactly(List.of(), List.of("signature"), List.of());
    assertThat(comparison.isComplete()).isTrue();
    assertThat(row(comparison, PlatformAspect.ACCESS, "contacts"))
        .containsExactly(Presence.PRESENT, Presence.ABSENT, Presence.ABSENT);
  }

  private static void unreadEntry(FactSet.Collector facts, String reason) {
    facts.add(
        FactKind.COVERAGE,
        Locator.PACKAGE,
        Map.of(Field.NAME, "entries", Field.READABLE, 0L, Field.TOTAL, 1L, Field.REASON, reason));
  }

  @Test
  void dataItems_versions_andNames_standSideBySide() {
    identity(android, "version_name", "2.1.0");
    identity(ios, "version_name", "2.1.0");
    identity(harmony, "version_name", "2.0.9");
    identity(android, "label", "清溪水情");
    identity(ios, "label", "清溪水情");
    identity(harmony, "label", "清溪水情（鸿蒙版）");
    for (FactSet.Collector one : List.of(android, ios)) {
      fact(
          one,
          Origin.APP,
          FactKind.FORM_FIELD,
          Map.of(Field.TYPE, "text", Field.PLACEHOLDER, "请输入身份证号"));
    }
    PlatformComparison comparison = compare(4);
    assertThat(row(comparison, PlatformAspect.DATA_ITEMS, "公民身份号码"))
        .containsExactly(Presence.PRESENT, Presence.PRESENT, Presence.ABSENT);
    assertThat(row(comparison, PlatformAspect.VERSION, "2.0.9"))
        .containsExactly(Presence.ABSENT, Presence.ABSENT, Presence.PRESENT);
    assertThat(comparison.rows()).filteredOn(row -> row.aspect() == PlatformAspect.NAME).hasSize(2);
  }

  @Test
  void callOfALibraryThatNothingLeadsTo_isNoAccess() {
    fact(
        android,
        Origin.SDK,
        FactKind.API_CALL,
        Map.of(Field.NAME, "android.hardware.camera2.CameraManager.open", Field.REACHABLE, false));
    assertThat(row(compare(4), PlatformAspect.ACCESS, "camera")).isEmpty();
    fact(
        android,
        Origin.SDK,
        FactKind.API_CALL,
        Map.of(Field.NAME, "android.hardware.camera2.CameraManager.open"));
    assertThat(row(compare(4), PlatformAspect.ACCESS, "camera")).contains(Presence.PRESENT);
  }

  @Test
  void oneBuild_hasNothingBesideIt() {
    FactSet only = read(android, "apk", 4);
    assertThatThrownBy(
            () -> PlatformReview.compare(List.of(only), Context.EMPTY, Rulebook.bundled(), DAY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void buildsWithoutACommonNameOrIdentifier_mayBeOfSeveralApps() {
    identity(android, "label", "清溪巡河");
    identity(ios, "label", "清溪巡河");
    identity(harmony, "label", "清溪停车");
    identity(android, "package", "cn.gov.qingxi.river");
    identity(ios, "package", "cn.gov.qingxi.river.ios");
    identity(harmony, "package", "cn.gov.qingxi.parking");
    assertThat(compare(4).mayBeOfSeveralApps()).isTrue();
    identity(harmony, "label", "清溪巡河");
    assertThat(compare(4).mayBeOfSeveralApps()).isFalse();
  }

  @Test
  void buildWithoutAName_isNotTakenForAnotherApp() {
    identity(android, "label", "清溪巡河");
    identity(ios, "label", "清溪巡河");
    assertThat(compare(4).mayBeOfSeveralApps()).isFalse();
  }

  @Test
  void buildThatWasNotAllRead_leavesTheComparisonIncomplete_thoughNothingDiffers() {
    assertThat(compare(4).isComplete()).isTrue();
    assertThat(compare(3).isComplete()).isFalse();
  }
}
