package cn.beian.inspect.android;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.FactsJson;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.ApkBytes.Attribute;
import cn.beian.testkit.ApkBytes.View;
import cn.beian.testkit.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApkReaderTest {
  private static final String MAIN = "cn.gov.demo.MainActivity";

  @TempDir static Path folder;
  private static Path apk;
  private static FactSet facts;

  @BeforeAll
  static void makeApk() throws Exception {
    apk = folder.resolve("demo.apk");
    Files.write(apk, Samples.apk());
    facts = PackageInspector.inspect(PackageInput.of(List.of(apk)), Limits.standard());
  }

  @Test
  void manifest_identity_isStated() {
    assertThat(facts.header().format()).isEqualTo("apk");
    assertThat(facts.identity("package")).hasValue("cn.gov.demo");
    assertThat(facts.identity("version_code")).hasValue("7");
    assertThat(facts.identity("min_sdk")).hasValue("24");
    assertThat(facts.identity("allow_backup")).hasValue("true");
    assertThat(facts.of(FactKind.IDENTITY))
        .anyMatch(f -> f.text(Field.VALUE).equals("示例政务") && f.text(Field.LOCALE).equals("zh-CN"));
  }

  @Test
  void layout_inflatedByAnActivity_belongsToItsScreen() {
    assertThat(facts.of(FactKind.UI_TEXT))
        .anyMatch(f -> f.text(Field.TEXT).equals("今日考勤") && f.screen().equals(MAIN));
    assertThat(facts.of(FactKind.FORM_FIELD))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.screen()).isEqualTo(MAIN);
              assertThat(f.text(Field.NAME)).isEqualTo("remark");
              assertThat(f.text(Field.PLACEHOLDER)).isEqualTo("请填写备注");
            });
  }

  @Test
  void layoutUnderAShortenedName_isFoundByTheTable() throws Exception {
    ApkBytes made = new ApkBytes("cn.gov.demo").mainActivity(MAIN);
    made.layoutAt("res/YB.xml", "sign", new View("Button", "", Map.of(Attribute.TEXT, "打卡")));
    Path file = Files.write(folder.resolve("shortened.apk"), made.unsigned());
    FactSet read = PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
    assertThat(read.of(FactKind.CONTROL))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.text(Field.TEXT)).isEqualTo("打卡");
              assertThat(f.at().entry()).isEqualTo("res/YB.xml");
            });
    assertThat(read.of(FactKind.COVERAGE))
        .anyMatch(
            f -> f.text(Field.NAME).equals("pages") && f.number(Field.TOTAL).getAsLong() == 1);
  }

  @Test
  void button_withOnClick_carriesWhatItsHandlerCalls() {
    Fact control = facts.of(FactKind.CONTROL).get(0);
    assertThat(control.screen()).isEqualTo(MAIN);
    assertThat(control.text(Field.TEXT)).isEqualTo("签到");
    assertThat(control.text(Field.HANDLER)).isEqualTo(MAIN + ".signIn");
    assertThat(control.texts(Field.CALLS))
        .contains("android.location.LocationManager.requestLocationUpdates");
  }

  @Test
  void call_withLiteral_carriesCallerAndArgument() {
    assertThat(facts.of(FactKind.API_CALL))
        .anySatisfy(
            f -> {
              assertThat(f.text(Field.NAME))
                  .isEqualTo("android.location.LocationManager.requestLocationUpdates");
              assertThat(f.text(Field.CALLER)).isEqualTo(MAIN + ".signIn");
              assertThat(f.texts(Field.ARGUMENTS)).containsExactly("gps");
            });
    assertThat(facts.of(FactKind.DOMAIN))
        .anyMatch(f -> f.text(Field.NAME).equals("api.demo.gov.cn"));
  }

  @Test
  void sort_namesWhatItSortsBy() {
    assertThat(facts.of(FactKind.SORTED_LIST))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.text(Field.NAME)).isEqualTo("java.util.Collections.sort");
              assertThat(f.texts(Field.ITEMS)).containsExactly(MAIN + "$ByScore");
              assertThat(f.screen()).isEqualTo(MAIN);
            });
  }

  @Test
  void timer_withConstantPeriod_carriesIt() {
    assertThat(facts.of(FactKind.TIMER))
        .singleElement()
        .satisfies(f -> assertThat(f.number(Field.INTERVAL_MILLIS)).hasValue(30_000));
  }

  @Test
  void signature_ofThreeSchemes_isVerified() {
    assertThat(facts.of(FactKind.SIGNATURE_SCHEME))
        .allMatch(f -> f.flag(Field.VERIFIED).orElse(false))
        .extracting(f -> f.text(Field.NAME))
        .contains("v2", "v3");
    assertThat(facts.of(FactKind.CERTIFICATE))
        .singleElement()
        .satisfies(f -> assertThat(f.number(Field.KEY_BITS)).hasValue(2048));
  }

  @Test
  void flagThatNothingStates_isADefault_atNoLine() {
    assertThat(facts.of(FactKind.IDENTITY))
        .filteredOn(f -> f.text(Field.NAME).equals("allow_backup"))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.text(Field.VALUE)).isEqualTo("true");
              assertThat(f.text(Field.ROLE)).isEqualTo("default");
              assertThat(f.at()).isEqualTo(Locator.entry("AndroidManifest.xml"));
            });
  }

  @Test
  void facts_withOneAndEightThreads_areEqual() throws Exception {
    PackageInput input = PackageInput.of(List.of(apk));
    String one =
        FactsJson.digest(PackageInspector.inspect(input, Limits.standard(), 1, (d, t, c) -> {}));
    String eight =
        FactsJson.digest(PackageInspector.inspect(input, Limits.standard(), 8, (d, t, c) -> {}));
    assertThat(one).isEqualTo(eight).isEqualTo(FactsJson.digest(facts));
  }
}
