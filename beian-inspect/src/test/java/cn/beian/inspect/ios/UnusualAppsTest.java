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
import cn.beian.testkit.ios.IpaBytes;
import cn.beian.testkit.ios.PlistBytes;
import java.io.IOException;
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
}
