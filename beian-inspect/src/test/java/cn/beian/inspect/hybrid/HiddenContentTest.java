package cn.beian.inspect.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.hybrid.EmbeddedWorldsTest.Platform;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.Samples;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.harmony.HapSamples;
import cn.beian.testkit.ios.MachOBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Code and pages under names that say nothing of them. */
class HiddenContentTest {
  private static final String PAGE =
      "<!DOCTYPE html><html><p>未打卡将通报</p><script src='a.dat'></script></html>";
  private static final String SCRIPT = "function f(){fetch('http://hidden.demo.gov.cn/a')}";

  @TempDir Path folder;

  private FactSet inspect(Platform platform, Map<String, byte[]> files) throws Exception {
    Path file = Files.write(folder.resolve("a.bin"), platform.of(files));
    return PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> texts(FactSet facts) {
    return facts.of(FactKind.UI_TEXT).stream().map(f -> f.text(Field.TEXT)).toList();
  }

  private static List<String> domains(FactSet facts) {
    return facts.of(FactKind.DOMAIN).stream().map(f -> f.text(Field.NAME)).toList();
  }

  private static List<String> unread(FactSet facts) {
    return facts.of(FactKind.COVERAGE).stream()
        .filter(f -> !f.text(Field.NAME).equals("signature"))
        .filter(f -> !f.number(Field.READABLE).equals(f.number(Field.TOTAL)))
        .map(f -> f.text(Field.NAME) + " " + f.text(Field.REASON))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void pages_ofAnyName_andEncoding_areRead(Platform platform) throws Exception {
    for (String name :
        List.of("www/INDEX.HTM", "www/a.xhtml", "x/index.HTML", "www/a.bin", "x/a")) {
      for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
        FactSet facts = inspect(platform, Map.of(platform.assets + name, PAGE.getBytes(charset)));
        assertThat(texts(facts)).as(name + charset).contains("未打卡将通报");
      }
    }
    byte[] unmarked = PAGE.getBytes(StandardCharsets.UTF_16LE);
    assertThat(texts(inspect(platform, Map.of(platform.assets + "www/a.html", unmarked))))
        .contains("未打卡将通报");
  }

  @ParameterizedTest
  @EnumSource
  void scripts_thatAPageLoads_areReadUnderAnyName(Platform platform) throws Exception {
    Map<String, String> loads =
        Map.of("A.JS", "A.JS", "a.dat", "a.dat", "a?v=1.js", "a", "%61.bin#x", "a.bin");
    for (Map.Entry<String, String> each : loads.entrySet()) {
      FactSet facts =
          inspect(
              platform,
              Map.of(
                  platform.assets + "www/index.html",
                  utf8("<p>a</p><script src='" + each.getKey() + "'></script>"),
                  platform.assets + "www/" + each.getValue(),
                  utf8(SCRIPT)));
      assertThat(domains(facts)).as(each.getKey()).contains("hidden.demo.gov.cn");
    }
    FactSet loader =
        inspect(
            platform,
            Map.of(
                platform.assets + "www/index.html",
                utf8("<script data-src='a.dat'>load('http://b.demo.gov.cn/a')</script>"),
                platform.assets + "www/a.dat",
                utf8(SCRIPT)));
    assertThat(domains(loader)).contains("hidden.demo.gov.cn", "b.demo.gov.cn");
    FactSet handler =
        inspect(
            platform,
            Map.of(
                platform.assets + "www/index.html",
                utf8(
                    "<img src=x onerror=\"fetch('http://hidden.demo.gov.cn/a')\">"
                        + "<p onclick='{{broken'>a</p>")));
    assertThat(domains(handler)).contains("hidden.demo.gov.cn");
    assertThat(unread(handler)).isEmpty();
  }

  @Test
  void handlers_asBrowsersTakeThem_areRead() throws Exception {
    for (String page :
        List.of(
            "<img src=x onerror=fetch('http://hidden.demo.gov.cn/a')>",
            "<img/src='x'onerror=\"if(1<2)return fetch('http://hidden.demo.gov.cn/a')\">",
            "<a href=\"javascript:%66etch('http://hidden.demo.gov.cn/a')\">a</a>",
            "<IMG SRC=x ONERROR=\"fetch(&#39;http://hidden.demo.gov.cn/a&#39;)\">")) {
      FactSet facts =
          inspect(Platform.APK, Map.of("assets/www/index.html", utf8("<p>a</p>" + page)));
      assertThat(domains(facts)).as(page).contains("hidden.demo.gov.cn");
    }
  }

  @ParameterizedTest
  @EnumSource
  void vectorGraphics_withScripts_arePages(Platform platform) throws Exception {
    String graphic =
        "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><text>未打卡将通报</text>%s</svg>";
    String script = "<script><![CDATA[" + SCRIPT + "]]></script>";
    for (String name : List.of("www/a.svg", "x/a.dat")) {
      FactSet facts =
          inspect(platform, Map.of(platform.assets + name, utf8(graphic.formatted(script))));
      assertThat(texts(facts)).as(name).contains("未打卡将通报");
      assertThat(domains(facts)).as(name).contains("hidden.demo.gov.cn");
    }
    FactSet picture = inspect(platform, Map.of(platform.assets + "a.svg", utf8(graphic)));
    assertThat(picture.of(FactKind.SCREEN)).noneMatch(f -> f.at().entry().endsWith("a.svg"));
  }

  @ParameterizedTest
  @EnumSource
  void archives_behindAnything_areOpened(Platform platform) throws Exception {
    byte[] png = Arrays.copyOf(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n'}, 200_000);
    byte[] zip = new ZipBytes().deflated("index.html", utf8(PAGE)).prefix(png).toBytes();
    for (int behind : List.of(0, 300, 0xffff)) {
      byte[] file = Arrays.copyOf(zip, zip.length + behind);
      FactSet facts = inspect(platform, Map.of(platform.assets + "logo.png", file));
      assertThat(texts(facts)).as(behind + " bytes").contains("未打卡将通报");
    }
  }

  @ParameterizedTest
  @EnumSource
  void keys_ofAnyName_areTold(Platform platform) throws Exception {
    String pem = "-----BEGIN RSA PRIVATE KEY-----\n" + "MIIEpAIBAAKC".repeat(5);
    String late = "-----BEGIN CERTIFICATE-----\n" + "MIIB".repeat(400) + "\n" + pem;
    byte[] der = TestSigner.named("CN=Demo").privateKey().getEncoded();
    for (byte[] key : List.of(utf8(pem), utf8(late), der)) {
      FactSet facts = inspect(platform, Map.of(platform.assets + "logo.png", key));
      assertThat(facts.of(FactKind.ASSET))
          .filteredOn(f -> f.text(Field.NAME).endsWith("logo.png"))
          .extracting(f -> f.text(Field.ROLE))
          .containsExactly("private_key");
    }
  }

  @Test
  void archiveOrPage_calledALibrary_isRead() throws Exception {
    byte[] zip = new ZipBytes().deflated("index.html", utf8(PAGE)).toBytes();
    for (Platform platform : List.of(Platform.APK, Platform.HAP)) {
      FactSet facts = inspect(platform, Map.of(platform.libraries + "libx.so", zip));
      assertThat(texts(facts)).contains("未打卡将通报");
    }
    FactSet page = inspect(Platform.APK, Map.of("lib/arm64-v8a/libx.so", utf8(PAGE)));
    assertThat(texts(page)).contains("未打卡将通报");
  }

  @ParameterizedTest
  @EnumSource
  void reactNative_ofAnyName_isReadOrUnread(Platform platform) throws Exception {
    FactSet bytecode =
        inspect(platform, Map.of(platform.assets + "a.dat", Samples.hermes(false).toBytes()));
    assertThat(bytecode.header().framework()).isEqualTo("react-native");
    assertThat(unread(bytecode)).anyMatch(reason -> reason.startsWith("pages "));
    FactSet script =
        inspect(
            platform,
            Map.of(
                platform.assets + "b.txt",
                utf8("var __BUNDLE_START_TIME__=Date.now(),__DEV__=false;" + SCRIPT)));
    assertThat(script.header().framework()).isEqualTo("react-native");
    assertThat(domains(script)).contains("hidden.demo.gov.cn");
  }

  @Test
  void flutter_ofAnotherName_isNotCalledNative() throws Exception {
    for (Platform platform : List.of(Platform.APK, Platform.HAP)) {
      FactSet facts =
          inspect(platform, Map.of(platform.libraries + "libbiz.so", Samples.flutter().toBytes()));
      assertThat(facts.header().framework()).isEqualTo("flutter");
      assertThat(unread(facts)).contains("code framework flutter", "text framework flutter");
    }
  }

  @Test
  void compiledCode_ofAnyName_isReadByItsReader() throws Exception {
    byte[] code = new MachOBytes().objcClass("DemoHidden", "UIViewController", "sign").toBytes();
    assertThat(inspect(Platform.IPA, Map.of("x.png", code)).of(FactKind.SCREEN))
        .anyMatch(f -> f.text(Field.NAME).equals("DemoHidden"));
    FactSet library = inspect(Platform.APK, Map.of("assets/x.png", Samples.flutter().toBytes()));
    assertThat(library.of(FactKind.NATIVE_LIB))
        .anyMatch(f -> f.at().entry().equals("assets/x.png"));
    assertThat(library.header().framework()).isEqualTo("flutter");
  }

  @ParameterizedTest
  @EnumSource
  void appInside_hidesPagesAndCode(Platform platform) throws Exception {
    String why = "an app inside is not read";
    byte[] app = new ApkBytes("cn.gov.plugin").unsigned();
    assertThat(unread(inspect(platform, Map.of(platform.assets + "x.dat", app))))
        .contains("code " + why, "pages " + why, "text " + why, "entries " + why);
    byte[] module = HapSamples.stage(HapSamples.code(12, 0, 6, 0)).toBytes();
    assertThat(unread(inspect(platform, Map.of(platform.assets + "feat.hsp", module))))
        .contains("code " + why);
    byte[] late =
        new ZipBytes().deflated("AndroidManifest.xml", app).prefix(utf8("GARB")).toBytes();
    assertThat(unread(inspect(platform, Map.of(platform.assets + "y.dat", late))))
        .contains("code " + why);
  }

  @ParameterizedTest
  @EnumSource
  void iosAppInside_hidesPagesAndCode_andIsNamed(Platform platform) throws Exception {
    String why = "an app inside is not read";
    byte[] app = Platform.IPA.of(Map.of());
    FactSet facts = inspect(platform, Map.of(platform.assets + "x.dat", app));
    assertThat(unread(facts))
        .contains("code " + why, "pages " + why, "text " + why, "entries " + why);
    assertThat(facts.of(FactKind.COVERAGE))
        .filteredOn(f -> why.equals(f.text(Field.REASON)) && !f.text(Field.NAME).equals("entries"))
        .hasSize(3)
        .allMatch(f -> f.at().entry().endsWith(platform.assets + "x.dat"));
  }

  @ParameterizedTest
  @EnumSource
  void codeForSeveralProcessors_inAnArchive_isUnread(Platform platform) throws Exception {
    byte[] fat = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 2, 0, 0, 0, 12};
    byte[] javaClass = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 52, 0, 9};
    String why = "code code in an archive inside is not read";
    for (String name : List.of("a", "Frameworks/a.dylib")) {
      byte[] zip = new ZipBytes().deflated(name, fat).toBytes();
      assertThat(unread(inspect(platform, Map.of(platform.assets + "x.png", zip)))).contains(why);
    }
    byte[] jar = new ZipBytes().deflated("a.class", javaClass).toBytes();
    assertThat(unread(inspect(platform, Map.of(platform.assets + "x.png", jar))))
        .doesNotContain(why);
  }

  @Test
  void pageOfTagsWithoutEnd_isReadInProportion_andNotWhole() throws Exception {
    byte[] page = utf8("<html>" + "<a ".repeat(2_000_000));
    FactSet facts =
        assertTimeoutPreemptively(
            Duration.ofMinutes(5),
            () -> inspect(Platform.APK, Map.of("assets/www/index.html", page)));
    assertThat(unread(facts))
        .contains(
            "pages templates that could not be read", "text templates that could not be read");
  }

  @Test
  void pages_whereTheFormerModelOfHarmonyOsHasThem_areRead() throws Exception {
    for (String name : List.of("www/index.html", "a.html", "x.dat")) {
      FactSet facts =
          inspect(Platform.HAP, Map.of("assets/entry/resources/rawfile/" + name, utf8(PAGE)));
      assertThat(texts(facts)).as(name).contains("未打卡将通报");
    }
  }
}
