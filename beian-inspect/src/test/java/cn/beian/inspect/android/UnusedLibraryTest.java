package cn.beian.inspect.android;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.DexBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a library that nothing in the package leads to. */
class UnusedLibraryTest {
  private static final String LOADER = "dalvik.system.DexClassLoader";
  private static final String AGENT = "com.umeng.analytics.MobclickAgent";
  private static final String PART = "com.umeng.analytics.Part";

  @TempDir Path folder;

  @Test
  void library_thatNothingNames_isMarkedWithAllThatItDoes() throws Exception {
    FactSet facts = inspect(app(), main(""));

    assertThat(of(facts, FactKind.SDK)).hasSize(1).allMatch(UnusedLibraryTest::isUnused);
    assertThat(of(facts, FactKind.HOT_UPDATE)).hasSize(1).allMatch(UnusedLibraryTest::isUnused);
    assertThat(of(facts, FactKind.CRYPTO_USE)).hasSize(1).allMatch(UnusedLibraryTest::isUnused);
    assertThat(facts.of(FactKind.API_CALL).stream().filter(f -> f.origin() == Origin.SDK))
        .isNotEmpty()
        .allMatch(UnusedLibraryTest::isUnused);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "called | com.umeng.analytics.MobclickAgent.start();",
        "made | new com.umeng.analytics.Part();",
        "named | Class.forName(\"com.umeng.analytics.MobclickAgent\");",
        "as native code does | System.setProperty(\"a\", \"com/umeng/analytics/MobclickAgent\");",
        "joined | Class.forName(\"com.umeng.analytics.\" + System.getProperty(\"a\"));",
        "kept | Object o = com.umeng.analytics.MobclickAgent.class;",
      })
  void library_thatTheAppNames_isUsed(String how, String code) throws Exception {
    FactSet facts = inspect(app(), main(code));

    assertThat(of(facts, FactKind.SDK)).as(how).hasSize(1).noneMatch(UnusedLibraryTest::isUnused);
  }

  @Test
  void class_thatIsNamedByAUsedOne_isUsed() throws Exception {
    assertThat(
            of(inspect(app(), main("new " + AGENT + "();")), FactKind.HOT_UPDATE).stream()
                .map(UnusedLibraryTest::isUnused))
        .containsExactly(false);
  }

  @Test
  void class_besideAUsedOne_isNot() throws Exception {
    FactSet facts = inspect(app(), main("new " + PART + "();"));

    assertThat(of(facts, FactKind.SDK)).noneMatch(UnusedLibraryTest::isUnused);
    assertThat(of(facts, FactKind.HOT_UPDATE)).hasSize(1).allMatch(UnusedLibraryTest::isUnused);
  }

  @Test
  void page_thatOnlyCodeCouldStart_isNoUse() throws Exception {
    FactSet facts = inspect(app().activity(AGENT), main(""));

    assertThat(of(facts, FactKind.SDK)).isNotEmpty().allMatch(UnusedLibraryTest::isUnused);
  }

  @Test
  void page_thatAnyoneStarts_isUse() throws Exception {
    FactSet facts = inspect(app().mainActivity(AGENT), main(""));

    assertThat(of(facts, FactKind.SDK)).hasSize(1).noneMatch(UnusedLibraryTest::isUnused);
  }

  @Test
  void view_inALayout_isUse() throws Exception {
    ApkBytes app = app();
    app.layout("main", new ApkBytes.View(AGENT, "", Map.of()));

    assertThat(of(inspect(app, main("")), FactKind.SDK))
        .hasSize(1)
        .noneMatch(UnusedLibraryTest::isUnused);
  }

  @Test
  void name_inAResource_isUse() throws Exception {
    ApkBytes app = app();
    app.string("", "behavior", AGENT);

    assertThat(of(inspect(app, main("")), FactKind.SDK))
        .hasSize(1)
        .noneMatch(UnusedLibraryTest::isUnused);
  }

  @Test
  void implementation_thatTheServiceLoaderFinds_isUsed() throws Exception {
    ApkBytes app =
        app().file("META-INF/services/java.lang.Runnable", AGENT.getBytes(StandardCharsets.UTF_8));

    assertThat(of(inspect(app, main("")), FactKind.SDK))
        .hasSize(1)
        .noneMatch(UnusedLibraryTest::isUnused);
  }

  @ParameterizedTest
  @ValueSource(strings = {"assets/secData0.jar", "assets/apps/__UNI__1/www/a.js", "classes2.dex"})
  void everything_isUsedWherePartOfTheAppIsElsewhere(String file) throws Exception {
    byte[] content = file.endsWith(".dex") ? broken() : new byte[] {1};

    assertThat(of(inspect(app().file(file, content), main("")), FactKind.SDK))
        .isNotEmpty()
        .noneMatch(UnusedLibraryTest::isUnused);
  }

  @Test
  void everything_isUsedWhereTheAppLoadsCode() throws Exception {
    assertThat(of(inspect(app(), main("new " + LOADER + "();")), FactKind.SDK))
        .isNotEmpty()
        .noneMatch(UnusedLibraryTest::isUnused);
  }

  @Test
  void address_thatOnlyALibraryKeepsAsAConstant_isTheLibrarys() throws Exception {
    FactSet facts = inspect(app(), main(""));

    assertThat(facts.of(FactKind.DOMAIN).stream().filter(f -> has(f, "stat.example.com")))
        .extracting(Fact::origin)
        .containsExactly(Origin.SDK);
  }

  private static boolean has(Fact fact, String name) {
    return fact.text(Field.NAME).equals(name);
  }

  private static boolean isUnused(Fact fact) {
    return fact.flag(Field.REACHABLE).equals(Optional.of(false));
  }

  private static List<Fact> of(FactSet facts, FactKind kind) {
    return facts.of(kind).stream()
        .filter(f -> f.text(Field.NAME).contains("友盟") || kind != FactKind.SDK)
        .filter(f -> f.origin() == Origin.SDK)
        .toList();
  }

  private static ApkBytes app() {
    return new ApkBytes("cn.gov.demo").mainActivity("cn.gov.demo.Main");
  }

  private static byte[] broken() throws Exception {
    byte[] code = main("");
    Arrays.fill(code, 56, 64, (byte) 0xff);
    return code;
  }

  private static byte[] main(String statement) throws Exception {
    Map<String, String> sources = new TreeMap<>();
    sources.put(LOADER, "package dalvik.system; public class DexClassLoader {}");
    sources.put(
        AGENT,
        "package com.umeng.analytics; public class MobclickAgent implements Runnable {"
            + " public static final String HOST = \"https://stat.example.com/a\";"
            + " public static void start() { new dalvik.system.DexClassLoader(); }"
            + " public void run() {} public MobclickAgent() { start(); }"
            + " byte[] md5() throws Exception {"
            + " return java.security.MessageDigest.getInstance(\"MD5\").digest(); } }");
    sources.put(PART, "package com.umeng.analytics; public class Part {}");
    sources.put(
        "cn.gov.demo.Main",
        "package cn.gov.demo; public class Main {"
            + " public void onCreate() throws Exception { "
            + statement
            + " } }");
    return DexBytes.of(sources);
  }

  private FactSet inspect(ApkBytes app, byte[] code) throws Exception {
    Path file = Files.write(folder.resolve("app.apk"), app.file("classes.dex", code).unsigned());
    return PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
  }
}
