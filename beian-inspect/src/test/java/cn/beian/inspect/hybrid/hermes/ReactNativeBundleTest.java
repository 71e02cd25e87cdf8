package cn.beian.inspect.hybrid.hermes;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.HermesBytes;
import cn.beian.testkit.Samples;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles of React Native apps: bytecode of every version that is read, and plain JavaScript. */
class ReactNativeBundleTest {
  private static final String ENTRY = "assets/index.android.bundle";

  @TempDir Path folder;

  private FactSet inspect(byte[] bundle) throws Exception {
    Path file =
        Files.write(
            folder.resolve("a.apk"), new ApkBytes("cn.gov.react").file(ENTRY, bundle).unsigned());
    return PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
  }

  /** What the compiler of a version made of bundle.js. */
  private static byte[] frozen(String name) throws Exception {
    try (InputStream in =
        ReactNativeBundleTest.class.getResourceAsStream("/cn/beian/inspect/hermes/" + name)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static List<String> values(FactSet facts, FactKind kind, Field field) {
    return facts.of(kind).stream().map(fact -> fact.text(field)).toList();
  }

  private static List<String> reasons(FactSet facts, String coverage) {
    return facts.of(FactKind.COVERAGE).stream()
        .filter(f -> f.text(Field.NAME).equals(coverage))
        .filter(f -> !f.number(Field.READABLE).equals(f.number(Field.TOTAL)))
        .map(f -> f.text(Field.REASON))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"84a", "84", "85", "89", "90", "94", "96", "98", "99"})
  void bytecode_ofEveryVersion_givesTextsAddressesCallsAndTimers(String version) throws Exception {
    FactSet facts = inspect(frozen("v" + version + ".hbc"));
    assertThat(facts.header().framework()).isEqualTo("react-native");
    assertThat(facts.of(FactKind.UI_TEXT))
        .extracting(f -> f.text(Field.ROLE) + " " + f.text(Field.TEXT))
        .contains("modal 提交成功", "modal 请等待审核", "data 办事指南");
    assertThat(values(facts, FactKind.CONST_STRING, Field.TEXT))
        .contains("苹果", "它是一个比较长的文字，", "token", "tel:12345");
    assertThat(values(facts, FactKind.URL, Field.TEXT))
        .contains("https://api.demo.gov.cn", "https://api.demo.gov.cn/refresh?what=");
    assertThat(values(facts, FactKind.DOMAIN, Field.NAME)).containsOnly("api.demo.gov.cn");
    assertThat(values(facts, FactKind.URL_PATH, Field.TEXT)).contains("/v1/apply/submit");
    assertThat(values(facts, FactKind.IDENTIFIER, Field.NAME))
        .contains("Home", "submit", "Detail", "setItem", "refresh", "App")
        .doesNotContain("global");
    Fact timer = facts.of(FactKind.TIMER).get(0);
    assertThat(timer.number(Field.INTERVAL_MILLIS)).hasValue(5000);
    assertThat(timer.text(Field.CALLER)).isEqualTo("Home");
    assertThat(timer.texts(Field.CALLS)).contains("fetch", "6.refresh");
    assertThat(facts.of(FactKind.OUTPUT))
        .anySatisfy(f -> assertThat(f.texts(Field.ARGUMENTS).get(0)).endsWith(".phone"));
    assertThat(reasons(facts, "code")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"84a", "84", "85", "89", "90", "94", "96", "98", "99"})
  void elements_ofEveryVersion_areScreensWithTextsControlsAndFields(String version)
      throws Exception {
    FactSet facts = inspect(frozen("v" + version + ".hbc"));
    assertThat(facts.of(FactKind.SCREEN))
        .extracting(f -> f.text(Field.NAME) + " " + f.text(Field.LABEL))
        .containsExactlyInAnyOrder("Home 首页", "Detail 办件详情");
    assertThat(facts.of(FactKind.UI_TEXT))
        .extracting(f -> f.screen() + " " + f.text(Field.ROLE) + " " + f.text(Field.TEXT))
        .contains(
            "Home text 每日签到",
            "Home button 立即提交",
            "Home button 查看详情",
            "Home hint 请输入手机号",
            "Home modal 提交成功",
            "Detail text 办件进度",
            "Detail nav_title 办件详情");
    Fact submit = control(facts, "立即提交");
    assertThat(submit.screen()).isEqualTo("Home");
    assertThat(submit.texts(Field.CALLS)).contains("submit", "fetch");
    assertThat(control(facts, "查看详情").texts(Field.CALLS)).contains("arguments.navigation.navigate");
    assertThat(facts.of(FactKind.FORM_FIELD))
        .singleElement()
        .satisfies(f -> assertThat(f.text(Field.TYPE)).isEqualTo("tel"));
    assertThat(reasons(facts, "pages")).isEmpty();
    assertThat(values(facts, FactKind.ANOMALY, Field.CODE)).doesNotContain("unlisted_page");
  }

  private static Fact control(FactSet facts, String text) {
    return facts.of(FactKind.CONTROL).stream()
        .filter(f -> f.text(Field.TEXT).equals(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError(facts.of(FactKind.CONTROL)));
  }

  @Test
  void bundleWithoutNavigator_leavesPagesUndetermined() throws Exception {
    assertThat(reasons(inspect(Samples.hermes(true).toBytes()), "pages"))
        .containsExactly("screens that code makes");
  }

  @Test
  void places_nameTheModule() throws Exception {
    Fact text =
        inspect(frozen("v96.hbc")).of(FactKind.UI_TEXT).stream()
            .filter(f -> f.text(Field.TEXT).equals("办件进度"))
            .findFirst()
            .orElseThrow();
    assertThat(text.sites().get(0).entry()).isEqualTo(ENTRY + "!8.js");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void headersElsewhere_andLongStrings_areFound(boolean shapes) throws Exception {
    String longText = "办理须知。".repeat(80);
    FactSet facts = inspect(new HermesBytes(shapes).call("alert", longText).elsewhere().toBytes());
    assertThat(values(facts, FactKind.UI_TEXT, Field.TEXT)).containsExactly(longText);
  }

  @Test
  void unknownVersion_isUndetermined_andSaysWhichBuildToAskFor() throws Exception {
    FactSet facts = inspect(Samples.hermes(true).version(131).toBytes());
    assertThat(facts.of(FactKind.UI_TEXT)).isEmpty();
    assertThat(values(facts, FactKind.ANOMALY, Field.CODE)).contains("hermes_version");
    for (String kind : List.of("code", "text", "pages")) {
      assertThat(reasons(facts, kind)).anyMatch(r -> r.contains("131") && r.contains("99"));
    }
  }

  @Test
  void damagedTables_areUndetermined() throws Exception {
    byte[] bytes = Samples.hermes(false).toBytes();
    FactSet facts = inspect(Arrays.copyOf(bytes, 160));
    assertThat(values(facts, FactKind.ANOMALY, Field.CODE)).contains("hermes_broken");
    assertThat(reasons(facts, "code")).contains("damaged");
  }

  @Test
  void codeThatCannotBeFollowed_isCounted_andWhatStoodBeforeItIsTold() throws Exception {
    byte[] wrong = {(byte) 0xfe};
    FactSet facts = inspect(new HermesBytes(true).call("alert", "签到").raw(wrong).toBytes());
    assertThat(values(facts, FactKind.UI_TEXT, Field.TEXT)).contains("签到");
    assertThat(values(facts, FactKind.ANOMALY, Field.CODE)).contains("hermes_code");
    assertThat(reasons(facts, "code")).contains("damaged");
  }

  /** Any beginning of a file ends in a value or in the one exception. */
  @ParameterizedTest
  @ValueSource(strings = {"84", "96", "99"})
  void cutAnywhere_isAnsweredAsDocumented(String version) throws Exception {
    byte[] whole = frozen("v" + version + ".hbc");
    int broken = 0;
    for (int length = 12; length < whole.length; length++) {
      try {
        BundleCode code =
            new BundleCode(HermesFile.of(Arrays.copyOf(whole, length), Limits.standard()));
        code.read();
      } catch (BrokenDataException e) {
        broken++;
      }
    }
    assertThat(broken).isGreaterThan(100);
  }

  @Test
  void plainJavaScript_isReadAsAScript() throws Exception {
    FactSet facts = inspect(frozen("bundle.js"));
    assertThat(values(facts, FactKind.UI_TEXT, Field.TEXT)).contains("提交成功");
    assertThat(values(facts, FactKind.DOMAIN, Field.NAME)).contains("api.demo.gov.cn");
    assertThat(reasons(facts, "code")).isEmpty();
    byte[] text = "fetch('https://a.gov.cn'".getBytes(StandardCharsets.UTF_8);
    assertThat(reasons(inspect(text), "code")).isNotEmpty();
  }
}
