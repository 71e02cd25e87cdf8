package cn.beian.inspect.ios;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ios.IosScreens;
import cn.beian.testkit.ios.IpaBytes;
import cn.beian.testkit.ios.MachOBytes;
import cn.beian.testkit.ios.PlistBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages that say things in other places and ways than most do. */
class UnusualAppsTest {
  private static final TestSigner SIGNER = TestSigner.named("CN=Demo,O=某局");

  @TempDir static Path folder;

  private static FactSet read(byte[] bytes) throws IOException, PackageFormatException {
    Path file = Files.write(folder.resolve("demo.ipa"), bytes);
    return PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
  }

  private static FactSet read(IpaBytes app) throws IOException, PackageFormatException {
    return read(app.zip(SIGNER).toBytes());
  }

  private static List<Fact> named(FactSet set, FactKind kind, String name) {
    return set.of(kind).stream().filter(f -> f.text(Field.NAME).equals(name)).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NSContactsUsageDescription~iphone",
        "NSContactsUsageDescription-iphoneos",
        "NSContactsUsageDescription-iphoneos~ipad"
      })
  void keyOfSomeDevices_asksAsTheKeyOfAll(String key) throws Exception {
    FactSet read =
        read(
            new IpaBytes("cn.gov.demo")
                .info(key, "读取通讯录")
                .info("NSAppTransportSecurity~ipad", Map.of("NSAllowsArbitraryLoads", true)));
    assertThat(named(read, FactKind.PERMISSION, "NSContactsUsageDescription"))
        .singleElement()
        .satisfies(f -> assertThat(f.text(Field.REASON)).isEqualTo("读取通讯录"));
    assertThat(named(read, FactKind.NETWORK_CONFIG, "cleartext_permitted"))
        .singleElement()
        .satisfies(f -> assertThat(f.text(Field.VALUE)).isEqualTo("true"));
  }

  @Test
  void flag_isWhatFoundationTakesForOne() throws Exception {
    for (Object value : List.of("1", "YES", "yes", "true", " t", "-07", 1, 2)) {
      assertThat(lets(value)).as("%s", value).isEqualTo("true");
    }
    for (Object value : List.of("0", "NO", "false", "", "x1", 0)) {
      assertThat(lets(value)).as("%s", value).isEqualTo("false");
    }
  }

  private static String lets(Object value) throws Exception {
    FactSet read =
        read(
            new IpaBytes("cn.gov.demo")
                .info("NSAppTransportSecurity", Map.of("NSAllowsArbitraryLoads", value)));
    return named(read, FactKind.NETWORK_CONFIG, "cleartext_permitted").get(0).text(Field.VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AppClips/Clip.app/Info.plist",
        "Watch/Watch.app/Info.plist",
        "Watch/Watch.app/PlugIns/Face.appex/Info.plist",
        "PlugIns/Share.appex/Info.plist"
      })
  void whatComesWithTheApp_asksAsTheApp(String entry) throws Exception {
    byte[] info =
        PlistBytes.binary(
            Map.of(
                "NSContactsUsageDescription",
                "读取通讯录",
                "NSAppTransportSecurity",
                Map.of("NSAllowsArbitraryLoads", true)));
    FactSet read = read(new IpaBytes("cn.gov.demo").file(entry, info));
    assertThat(named(read, FactKind.PERMISSION, "NSContactsUsageDescription")).hasSize(1);
    assertThat(named(read, FactKind.NETWORK_CONFIG, "cleartext_permitted"))
        .singleElement()
        .satisfies(f -> assertThat(f.at().entry()).isEqualTo(IpaBytes.APP + entry));
  }

  @Test
  void icon_isTheLargestFileThatBeginsWithOneOfItsNames() throws Exception {
    FactSet read =
        read(
            new IpaBytes("cn.gov.demo")
                .info("CFBundleIconFiles", List.of("Icon", "Icon-60.png", "Icon-60@2", " ", "Z"))
                .file("Icon-60x.png", new byte[20])
                .file("Icon-Small.png", new byte[30])
                .file("Ico.png", new byte[40])
                .file("Other.png", new byte[50]));
    assertThat(read.identity("icon")).hasValue(IpaBytes.APP + "Icon-Small.png");
  }

  @Test
  void privacyManifest_thatIsCutOff_isToldOfAsWhatItIs() throws Exception {
    byte[] whole = PlistBytes.xml(Map.of("NSPrivacyTracking", true));
    byte[] cut = Arrays.copyOf(whole, whole.length - 30);
    for (String entry : List.of("PrivacyInfo.xcprivacy", "a.bundle/PrivacyInfo.xcprivacy")) {
      FactSet read = read(new IpaBytes("cn.gov.demo").file(entry, cut));
      assertThat(read.of(FactKind.ANOMALY))
          .extracting(f -> f.text(Field.CODE))
          .contains("privacy-manifest-broken");
      assertThat(named(read, FactKind.COVERAGE, "resources"))
          .singleElement()
          .satisfies(
              f ->
                  assertThat(f.number(Field.READABLE).getAsLong())
                      .isEqualTo(f.number(Field.TOTAL).getAsLong() - 1));
    }
  }

  private static IpaBytes withLaunchScreen(String key) {
    String folder = "Base.lproj/Launch.storyboardc/";
    return new IpaBytes("cn.gov.demo")
        .info(key, "Launch")
        .file(folder + "Info.plist", IosScreens.storyboard())
        .file(folder + "UIViewController-a.nib", IosScreens.plainController("a-view-b"))
        .file(folder + "a-view-b.nib", IosScreens.plainView("某局主办"));
  }

  private static String covered(FactSet set, String kind) {
    List<Fact> parts = named(set, FactKind.COVERAGE, kind);
    return parts.stream().mapToLong(f -> f.number(Field.READABLE).orElseThrow()).sum()
        + "/"
        + parts.stream().mapToLong(f -> f.number(Field.TOTAL).orElseThrow()).sum();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UILaunchStoryboardName", "UILaunchStoryboardName~ipad"})
  void launchScreen_isSeen_andNoPage(String key) throws Exception {
    FactSet read = read(withLaunchScreen(key));
    assertThat(covered(read, "pages")).isEqualTo("0/0");
    assertThat(read.of(FactKind.SCREEN))
        .singleElement()
        .satisfies(
            screen -> {
              assertThat(screen.text(Field.ROLE)).isEqualTo("splash");
              assertThat(screen.flag(Field.REACHABLE)).hasValue(true);
            });
    assertThat(read.of(FactKind.UI_TEXT))
        .anyMatch(f -> f.text(Field.TEXT).equals("某局主办") && !f.screen().isEmpty());
  }

  @Test
  void launchScreenAsANib_isNoPage() throws Exception {
    FactSet read =
        read(
            new IpaBytes("cn.gov.demo")
                .info("UILaunchStoryboardName", "Launch")
                .file("Launch.nib", IosScreens.plainView("某局主办")));
    assertThat(covered(read, "pages")).isEqualTo("0/0");
    assertThat(read.of(FactKind.SCREEN))
        .singleElement()
        .satisfies(screen -> assertThat(screen.text(Field.ROLE)).isEqualTo("splash"));
  }

  /** The system runs no code of a launch screen: what has a class of the app is a page. */
  @Test
  void pagesUnderTheNameOfALaunchScreen_arePages() throws Exception {
    String folder = "Base.lproj/Launch.storyboardc/";
    FactSet code =
        read(
            withLaunchScreen("UILaunchStoryboardName")
                .file(folder + "UIViewController-a.nib", IosScreens.controller()));
    assertThat(covered(code, "pages")).isEqualTo("2/2");
    FactSet first =
        read(withLaunchScreen("UILaunchStoryboardName").info("UIMainStoryboardFile", "Launch"));
    assertThat(covered(first, "pages")).isEqualTo("2/2");
    assertThat(first.of(FactKind.SCREEN))
        .singleElement()
        .satisfies(screen -> assertThat(screen.text(Field.ROLE)).isEqualTo("launch"));
  }

  /** A bundle of plain JavaScript says nothing of its pages, and the launch screen is none. */
  @Test
  void reactNative_ofWhichOnlyTheLaunchScreenIsKnown_hasNoPageThatWasRead() throws Exception {
    FactSet read =
        read(
            withLaunchScreen("UILaunchStoryboardName")
                .file(
                    "main.jsbundle",
                    "var __BUNDLE_START_TIME__=1;__d(function(){},0,[]);"
                        .getBytes(StandardCharsets.UTF_8)));
    assertThat(covered(read, "pages")).isEqualTo("0/1");
  }

  @Test
  void address_isAskedOfTheExecutable_notOfLibraries() throws Exception {
    FactSet read =
        read(
            new IpaBytes("cn.gov.demo")
                .executable(new MachOBytes().text("a").atFixedAddress())
                .file(
                    "Frameworks/libPart.dylib", new MachOBytes().text("b").asLibrary().toBytes()));
    assertThat(named(read, FactKind.NATIVE_LIB, "Demo"))
        .singleElement()
        .satisfies(f -> assertThat(f.texts(Field.ITEMS)).doesNotContain("pie"));
    assertThat(named(read, FactKind.NATIVE_LIB, "libPart.dylib"))
        .singleElement()
        .satisfies(f -> assertThat(f.texts(Field.ITEMS)).contains("pie"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"_objc_release", "_objc_release_x25", "_objc_retain_x8", "_objc_storeStrong"})
  void countedReferences_areKnownByWhateverTheCompilerCalls(String symbol) throws Exception {
    FactSet read =
        read(new IpaBytes("cn.gov.demo").executable(new MachOBytes().text("a").imports(symbol)));
    assertThat(named(read, FactKind.NATIVE_LIB, "Demo"))
        .singleElement()
        .satisfies(f -> assertThat(f.texts(Field.ITEMS)).contains("arc"));
  }
}
