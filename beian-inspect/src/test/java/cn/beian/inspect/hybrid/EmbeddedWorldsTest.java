package cn.beian.inspect.hybrid;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.ElfBytes;
import cn.beian.testkit.Samples;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.harmony.HapSamples;
import cn.beian.testkit.ios.IosSamples;
import cn.beian.testkit.ios.IpaBytes;
import cn.beian.testkit.ios.MachOBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same world inside of each platform says the same. */
class EmbeddedWorldsTest {
  private static final TestSigner SIGNER = TestSigner.named("CN=Demo");
  private static final String FLUTTER_FOLDER = "Frameworks/App.framework/";
  private static final String LICENCES =
      "dio\n\nPermission is hereby granted, free of charge, to any person\n";

  @TempDir Path folder;

  /** Where each platform has the files of each world. */
  enum Platform {
    APK("assets/", "assets/", "lib/arm64-v8a/", "index.android.bundle"),
    IPA("", FLUTTER_FOLDER, FLUTTER_FOLDER, "main.jsbundle"),
    HAP("resources/rawfile/", "resources/rawfile/", "libs/arm64-v8a/", "rnbundle/home.js");

    final String assets;
    final String flutter;
    final String libraries;
    final String bundle;

    Platform(String assets, String flutter, String libraries, String bundle) {
      this.assets = assets;
      this.flutter = flutter;
      this.libraries = libraries;
      this.bundle = bundle;
    }

    String uniApp() {
      return this == IPA ? "Pandora/apps/__UNI__1/www/" : assets + "apps/__UNI__1/www/";
    }

    byte[] of(Map<String, byte[]> files) throws IOException {
      switch (this) {
        case APK -> {
          ApkBytes apk = new ApkBytes(HapSamples.BUNDLE);
          files.forEach(apk::file);
          return apk.unsigned();
        }
        case IPA -> {
          IpaBytes ipa = new IpaBytes(HapSamples.BUNDLE);
          files.forEach(ipa::file);
          return ipa.zip(SIGNER).toBytes();
        }
        default -> {
          ZipBytes zip = HapSamples.stage(HapSamples.code(12, 0, 6, 0));
          files.forEach(zip::deflated);
          return zip.toBytes();
        }
      }
    }
  }

  private FactSet inspect(byte[] bytes) throws Exception {
    Path file = Files.write(folder.resolve("a.bin"), bytes);
    return PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
  }

  private FactSet inspect(Platform platform, Map<String, byte[]> files) throws Exception {
    return inspect(platform.of(files));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] frozen(String name) throws Exception {
    try (InputStream in =
        EmbeddedWorldsTest.class.getResourceAsStream("/cn/beian/inspect/hermes/" + name)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static List<String> values(FactSet facts, FactKind kind, Field field) {
    return facts.of(kind).stream().map(fact -> fact.text(field)).toList();
  }

  private static List<String> unread(FactSet facts) {
    List<String> found = new ArrayList<>();
    facts.of(FactKind.COVERAGE).stream()
        .filter(f -> !f.text(Field.NAME).equals("signature"))
        .filter(f -> !f.number(Field.READABLE).equals(f.number(Field.TOTAL)))
        .forEach(f -> found.add(f.text(Field.NAME) + " " + f.text(Field.REASON)));
    return found;
  }

  @ParameterizedTest
  @EnumSource
  void flutter_stringsLicencesAndWhatIsNotRead(Platform platform) throws Exception {
    byte[] library =
        platform == Platform.IPA ? Samples.flutter().toMachO() : Samples.flutter().toBytes();
    FactSet facts =
        inspect(
            platform,
            Map.of(
                platform.libraries + (platform == Platform.IPA ? "App" : "libapp.so"),
                library,
                platform == Platform.IPA ? "Frameworks/Flutter.framework/Info.plist" : "x",
                IosSamples.ipa().infoBytes(),
                platform.flutter + "flutter_assets/NOTICES",
                utf8(LICENCES)));
    assertThat(facts.header().framework()).isEqualTo("flutter");
    assertThat(values(facts, FactKind.CONST_STRING, Field.TEXT)).contains("立即签到");
    assertThat(values(facts, FactKind.DOMAIN, Field.NAME)).contains("api.demo.gov.cn");
    assertThat(facts.of(FactKind.SDK))
        .anyMatch(f -> f.text(Field.NAME).equals("dio") && f.text(Field.DETAIL).equals("MIT"));
    assertThat(unread(facts))
        .contains("code framework flutter", "pages framework flutter", "text framework flutter");
    assertThat(values(facts, FactKind.ANOMALY, Field.CODE)).noneMatch(c -> c.contains("flutter"));
  }

  @ParameterizedTest
  @EnumSource
  void reactNative_bytecodeAndScript_areScreensTextsAndAddresses(Platform platform)
      throws Exception {
    FactSet bytecode =
        inspect(platform, Map.of(platform.assets + platform.bundle, frozen("v96.hbc")));
    assertThat(bytecode.header().framework()).isEqualTo("react-native");
    assertThat(bytecode.of(FactKind.UI_TEXT))
        .extracting(f -> f.screen() + " " + f.text(Field.ROLE) + " " + f.text(Field.TEXT))
        .contains("Home text 每日签到", "Home button 立即提交");
    assertThat(unread(bytecode)).isEmpty();
    FactSet script =
        inspect(
            platform,
            Map.of(
                platform.assets + platform.bundle, utf8("fetch('https://api.demo.gov.cn/sign')")));
    assertThat(script.header().framework()).isEqualTo("react-native");
    assertThat(values(script, FactKind.DOMAIN, Field.NAME)).contains("api.demo.gov.cn");
    assertThat(unread(script)).containsExactly("pages screens that code makes");
  }

  @Test
  void reactNative_withoutItsBundle_isUndetermined() throws Exception {
    FactSet facts =
        inspect(Platform.HAP, Map.of("libs/arm64-v8a/librnoh_app.so", new ElfBytes().toBytes()));
    assertThat(facts.header().framework()).isEqualTo("react-native");
    assertThat(unread(facts)).contains("code framework react-native");
  }

  @ParameterizedTest
  @EnumSource
  void uniApp_withoutAnyHtml_isRead(Platform platform) throws Exception {
    String service =
        "(function(vue) { const PagesSign = { __name: 'sign', setup() { function submit() {"
            + " uni.getLocation({}); } return (_ctx, _cache) => (vue.openBlock(),"
            + " vue.createElementBlock('button', { onClick: submit }, '立即签到')); } };"
            + " __definePage('pages/sign/sign', PagesSign); })(Vue);";
    FactSet facts =
        inspect(
            platform,
            Map.of(
                platform.uniApp() + "app-service.js",
                utf8(service),
                platform.uniApp() + "app-config-service.js",
                utf8("const __uniRoutes = [{'path':'pages/sign/sign'}]")));
    assertThat(facts.header().framework()).isEqualTo("uni-app");
    assertThat(facts.of(FactKind.CONTROL))
        .anySatisfy(
            f -> {
              assertThat(f.screen()).isEqualTo("pages/sign/sign");
              assertThat(f.text(Field.TEXT)).isEqualTo("立即签到");
              assertThat(f.texts(Field.CALLS)).contains("uni.getLocation");
            });
    assertThat(unread(facts)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void cordovaAndCapacitor_pagesAreRead_andAStartOnAServerIsNot(Platform platform)
      throws Exception {
    Map<String, byte[]> cordova = new LinkedHashMap<>();
    cordova.put(platform.assets + "www/index.html", utf8("<title>村务</title><button>提交</button>"));
    cordova.put(platform.assets + "www/cordova.js", utf8("var cordova={}"));
    FactSet facts = inspect(platform, cordova);
    assertThat(facts.header().framework()).isEqualTo("cordova");
    assertThat(values(facts, FactKind.UI_TEXT, Field.TEXT)).contains("村务", "提交");
    assertThat(unread(facts)).isEmpty();
    FactSet remote =
        inspect(
            platform,
            Map.of(
                platform.assets + "capacitor.config.json",
                utf8("{\"server\":{\"url\":\"https://m.demo.gov.cn/\"}}"),
                platform.assets + "public/index.html",
                utf8("<p>请稍候</p>")));
    assertThat(remote.header().framework()).isEqualTo("capacitor");
    assertThat(values(remote, FactKind.DOMAIN, Field.NAME)).contains("m.demo.gov.cn");
    assertThat(unread(remote)).contains("pages the app begins with a page on a server");
  }

  /** Android reads it with org.json, iOS with a strict parser: both take escapes in names. */
  @ParameterizedTest
  @EnumSource
  void settingsOfCapacitor_thatHideTheName_areReadAsJson(Platform platform) throws Exception {
    for (String settings :
        List.of(
            "{\"server\":{\"\\u0075rl\":\"https://m.demo.gov.cn/\"}}",
            "\uFEFF/*x*/{'server':{'url':'https:\\/\\/m.demo.gov.cn/',}}")) {
      FactSet facts =
          inspect(
              platform,
              Map.of(
                  platform.assets + "capacitor.config.json",
                  utf8(settings),
                  platform.assets + "public/index.html",
                  utf8("<p>请稍候</p>")));
      assertThat(values(facts, FactKind.DOMAIN, Field.NAME)).contains("m.demo.gov.cn");
      assertThat(unread(facts)).contains("pages the app begins with a page on a server");
    }
    FactSet broken =
        inspect(platform, Map.of(platform.assets + "capacitor.config.json", utf8("{\"server\":")));
    assertThat(unread(broken)).contains("pages where the app begins is not said in JSON");
  }

  @Test
  void settingsOfCordova_thatBeginOnAServer_areToldOfIos() throws Exception {
    FactSet facts =
        inspect(
            Platform.IPA,
            Map.of(
                "www/cordova.js", utf8("var cordova={}"),
                "config.xml",
                    utf8("<widget><content src=\"https://m.demo.gov.cn/a\" /></widget>")));
    assertThat(values(facts, FactKind.DOMAIN, Field.NAME)).contains("m.demo.gov.cn");
    assertThat(unread(facts)).contains("text the app begins with a page on a server");
  }

  /** A plugin of Cordova serves the pages of the package on the device itself. */
  @ParameterizedTest
  @EnumSource
  void startOnTheDeviceItself_isTheAppsOwnServer_whereItHasPages(Platform platform)
      throws Exception {
    for (String host : List.of("localhost:8080", "localhost", "127.0.0.1:80", "[::1]")) {
      byte[] settings = utf8("{\"server\":{\"url\":\"http://" + host + "/index.html\"}}");
      Map<String, byte[]> files = new LinkedHashMap<>();
      files.put(platform.assets + "capacitor.config.json", settings);
      assertThat(unread(inspect(platform, files)))
          .contains("pages the app begins with a page on a server");
      files.put(platform.assets + "public/index.html", utf8("<p>村务公开</p>"));
      FactSet facts = inspect(platform, files);
      assertThat(unread(facts)).isEmpty();
      assertThat(values(facts, FactKind.URL, Field.TEXT)).noneMatch(url -> url.contains(host));
    }
    for (String host :
        List.of("localhost.demo.gov.cn", "127.0.0.1.demo.gov.cn", "localhost@a.cn")) {
      byte[] settings = utf8("{\"server\":{\"url\":\"http://" + host + "/index.html\"}}");
      FactSet facts =
          inspect(
              platform,
              Map.of(
                  platform.assets + "capacitor.config.json",
                  settings,
                  platform.assets + "public/index.html",
                  utf8("<p>村务公开</p>")));
      assertThat(unread(facts)).contains("pages the app begins with a page on a server");
    }
  }

  @Test
  void scriptThatIsNoText_leavesTextsAndCodeUnread() throws Exception {
    byte[] page = utf8("<html><body><script src='a.js'></script></body></html>");
    byte[] script = utf8("alert\0('未打卡')");
    ZipBytes files =
        HapSamples.stage(HapSamples.code(12, 0, 6, 0))
            .deflated("resources/rawfile/www/index.html", page)
            .deflated("resources/rawfile/www/a.js", script);
    assertThat(unread(inspect(HapSamples.hap(files))))
        .contains("text scripts that are no text", "code scripts that could not be parsed");
  }

  @Test
  void flutterThatTheAppStoreEncrypted_isNotCalledOfAnUnknownForm() throws Exception {
    IpaBytes ipa =
        new IpaBytes(HapSamples.BUNDLE)
            .executable(new MachOBytes().text("a").encrypted())
            .file("Frameworks/Flutter.framework/Flutter", new byte[] {1})
            .file(FLUTTER_FOLDER + "App", new MachOBytes().text("b").encrypted().toBytes());
    FactSet facts = inspect(ipa.zip(SIGNER).toBytes());
    assertThat(facts.header().framework()).isEqualTo("flutter");
    assertThat(values(facts, FactKind.ANOMALY, Field.CODE)).doesNotContain("flutter_unknown");
    assertThat(unread(facts))
        .anyMatch(reason -> reason.startsWith("code encrypted by the App Store"));
  }
}
