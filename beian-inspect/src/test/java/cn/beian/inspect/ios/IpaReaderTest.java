package cn.beian.inspect.ios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.ios.IosSamples;
import cn.beian.testkit.ios.IpaBytes;
import cn.beian.testkit.ios.MachOBytes;
import cn.beian.testkit.ios.PlistBytes;
import cn.beian.testkit.ios.SignedMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IpaReaderTest {
  private static final TestSigner SIGNER = TestSigner.named("CN=Demo,O=某局");
  private static final String SCREEN = "SignController";

  @TempDir static Path folder;
  private static FactSet facts;

  @BeforeAll
  static void readSample() throws Exception {
    facts = read(IosSamples.ipa().zip(SIGNER).toBytes());
  }

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

  private static long readable(FactSet set, String kind) {
    return named(set, FactKind.COVERAGE, kind).stream()
        .mapToLong(f -> f.number(Field.READABLE).getAsLong())
        .sum();
  }

  private static long total(FactSet set, String kind) {
    return named(set, FactKind.COVERAGE, kind).stream()
        .mapToLong(f -> f.number(Field.TOTAL).getAsLong())
        .sum();
  }

  @Test
  void infoPlist_identity_isStatedWithTheNameInEachLanguage() {
    assertThat(facts.header().format()).isEqualTo("ipa");
    assertThat(facts.header().framework()).isEqualTo("native");
    assertThat(facts.identity("package")).hasValue("cn.gov.demo");
    assertThat(facts.identity("version_name")).hasValue("1.2.3");
    assertThat(facts.identity("min_os")).hasValue("12.0");
    assertThat(facts.identity("url_scheme")).hasValue("demo");
    assertThat(named(facts, FactKind.IDENTITY, "device_family"))
        .extracting(f -> f.text(Field.VALUE))
        .containsExactlyInAnyOrder("iphone", "ipad");
    assertThat(named(facts, FactKind.IDENTITY, "label"))
        .anyMatch(
            f -> f.text(Field.VALUE).equals("示例政务") && f.text(Field.LOCALE).equals("zh-Hans"));
  }

  @Test
  void usageDescription_isAPermissionWithItsReason_andShownToPeople() {
    assertThat(named(facts, FactKind.PERMISSION, "NSLocationWhenInUseUsageDescription"))
        .singleElement()
        .satisfies(f -> assertThat(f.text(Field.REASON)).isEqualTo("用于签到定位"));
    assertThat(facts.of(FactKind.UI_TEXT))
        .anyMatch(f -> f.text(Field.TEXT).equals("用于签到定位") && f.text(Field.ROLE).equals("modal"));
  }

  @Test
  void transportSecurity_thatLetsAllThrough_isCleartext() {
    assertThat(named(facts, FactKind.NETWORK_CONFIG, "cleartext_permitted"))
        .singleElement()
        .satisfies(f -> assertThat(f.text(Field.VALUE)).isEqualTo("true"));
  }

  @Test
  void storyboard_givesScreenTextsInputAndControlWithItsHandler() {
    assertThat(named(facts, FactKind.SCREEN, SCREEN))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.text(Field.ROLE)).isEqualTo("launch");
              assertThat(f.text(Field.LABEL)).isEqualTo("考勤");
              assertThat(f.flag(Field.REACHABLE)).hasValue(true);
            });
    assertThat(facts.of(FactKind.FORM_FIELD))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.screen()).isEqualTo(SCREEN);
              assertThat(f.text(Field.NAME)).isEqualTo("remark");
              assertThat(f.text(Field.TYPE)).isEqualTo("phone");
              assertThat(f.text(Field.LABEL)).isEqualTo("备注");
              assertThat(f.text(Field.PLACEHOLDER)).isEqualTo("请填写备注");
            });
    assertThat(facts.of(FactKind.CONTROL))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.text(Field.TEXT)).isEqualTo("Sign");
              assertThat(f.text(Field.HANDLER)).isEqualTo(SCREEN + ".onSign:");
            });
  }

  @Test
  void translationOfANib_isShownOnItsScreen() {
    assertThat(facts.of(FactKind.UI_TEXT))
        .anyMatch(
            f ->
                f.text(Field.TEXT).equals("签到")
                    && f.screen().equals(SCREEN)
                    && f.text(Field.ROLE).equals("button")
                    && f.text(Field.LOCALE).equals("zh-Hans"));
  }

  @Test
  void executable_givesTextsAddressesClassesAndCryptography() {
    assertThat(facts.of(FactKind.CONST_STRING))
        .extracting(f -> f.text(Field.TEXT))
        .contains("未打卡", "今日考勤");
    assertThat(named(facts, FactKind.DOMAIN, "api.demo.gov.cn")).hasSize(1);
    assertThat(facts.of(FactKind.IDENTIFIER))
        .anyMatch(f -> f.text(Field.NAME).equals("onSign:") && f.text(Field.ROLE).equals("method"))
        .anyMatch(f -> f.text(Field.NAME).equals(SCREEN) && f.text(Field.ROLE).equals("class"));
    assertThat(named(facts, FactKind.CRYPTO_USE, "CC_MD5"))
        .singleElement()
        .satisfies(f -> assertThat(f.text(Field.ALGORITHM)).isEqualTo("MD5"));
    assertThat(named(facts, FactKind.API_CALL, "CLLocationManager")).hasSize(1);
  }

  @Test
  void codeSignature_matchesButIsNotOfApple_isNotVerifiedAndSaysWhy() {
    assertThat(named(facts, FactKind.SIGNATURE_SCHEME, "apple-code"))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.flag(Field.VERIFIED)).hasValue(false);
              assertThat(f.text(Field.DETAIL)).isEqualTo("the certificate was not issued by Apple");
            });
    assertThat(anomalies(facts)).contains("signature-not-by-apple");
    assertThat(facts.identity("debuggable")).hasValue("true");
    assertThat(facts.of(FactKind.CERTIFICATE)).hasSize(1);
  }

  private static List<String> anomalies(FactSet facts) {
    return facts.of(FactKind.ANOMALY).stream().map(f -> f.text(Field.CODE)).toList();
  }

  @Test
  void fileChangedAfterSigning_isNamed() throws Exception {
    Map<String, byte[]> contents = new LinkedHashMap<>(IosSamples.ipa().contents(SIGNER));
    contents.put(
        IpaBytes.APP + "PrivacyInfo.xcprivacy", PlistBytes.xml(Map.of("NSPrivacyTracking", true)));
    ZipBytes zip = new ZipBytes();
    contents.forEach(zip::deflated);
    assertThat(named(read(zip.toBytes()), FactKind.SIGNATURE_SCHEME, "apple-code"))
        .singleElement()
        .satisfies(f -> assertThat(f.text(Field.DETAIL)).contains("PrivacyInfo.xcprivacy"));
  }

  @Test
  void codeChangedAfterSigning_isTold() throws Exception {
    Map<String, byte[]> contents = new LinkedHashMap<>(IosSamples.ipa().contents(SIGNER));
    byte[] code = contents.getOrDefault(IpaBytes.APP + "Demo", new byte[0]).clone();
    code[0x1000] ^= 1;
    contents.put(IpaBytes.APP + "Demo", code);
    ZipBytes zip = new ZipBytes();
    contents.forEach(zip::deflated);
    FactSet read = read(zip.toBytes());
    assertThat(named(read, FactKind.SIGNATURE_SCHEME, "apple-code"))
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.text(Field.DETAIL))
                    .isEqualTo("the code was changed after it was signed"));
    assertThat(anomalies(read)).contains("signature-changed");
  }

  @Test
  void encryptedCode_isNotReadAndSaysWhichBuildToAskFor() throws Exception {
    FactSet read =
        read(new IpaBytes("cn.gov.demo").executable(new MachOBytes().text("未打卡").encrypted()));
    assertThat(read.of(FactKind.CONST_STRING)).isEmpty();
    assertThat(readable(read, "code")).isZero();
    assertThat(total(read, "code")).isPositive();
    assertThat(named(read, FactKind.COVERAGE, "code"))
        .anyMatch(f -> f.text(Field.REASON).contains("the build before it was submitted"));
    assertThat(read.identity("distribution")).hasValue("app-store");
  }

  @Test
  void profile_saysTeamExpiryAndKindOfDistribution_butNoDevice() throws Exception {
    byte[] profile =
        SignedMessages.around(
            PlistBytes.xml(
                Map.of(
                    "TeamIdentifier", List.of("A1B2C3D4E5"),
                    "ProvisionedDevices", List.of("00008030-000000000000002E"),
                    "Entitlements", Map.of("get-task-allow", false))),
            SIGNER);
    FactSet read = read(new IpaBytes("cn.gov.demo").file("embedded.mobileprovision", profile));
    assertThat(read.identity("team")).hasValue("A1B2C3D4E5");
    assertThat(read.identity("distribution")).hasValue("ad-hoc");
    assertThat(read.identity("profile_devices")).hasValue("1");
    assertThat(read.all().toString()).doesNotContain("000000000000002E");
    assertThat(named(read, FactKind.SIGNATURE_SCHEME, "apple-profile"))
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.text(Field.DETAIL))
                    .isEqualTo("the certificate was not issued by Apple"));
    assertThat(anomalies(read)).contains("profile-not-by-apple");
  }

  @Test
  void stringsOfEveryForm_areTexts() throws Exception {
    FactSet read =
        read(
            new IpaBytes("cn.gov.demo")
                .file("en.lproj/A.strings", PlistBytes.xml(Map.of("k", "From XML")))
                .file("zh-Hans.lproj/A.strings", PlistBytes.binary(Map.of("k", "二进制")))
                .file("zh_TW.lproj/A.strings", PlistBytes.strings(Map.of("k", "文字"))));
    assertThat(read.of(FactKind.UI_TEXT))
        .extracting(f -> f.text(Field.TEXT) + " " + f.text(Field.LOCALE))
        .contains("From XML en", "二进制 zh-Hans", "文字 zh-TW");
  }

  @Test
  void payloadInAnotherFolder_isReadAndNamed() throws Exception {
    ZipBytes zip = new ZipBytes();
    IosSamples.ipa()
        .contents(SIGNER)
        .forEach((name, content) -> zip.deflated("x/" + name, content));
    FactSet read = read(zip.toBytes());
    assertThat(read.identity("package")).hasValue("cn.gov.demo");
    assertThat(read.of(FactKind.ANOMALY))
        .anyMatch(f -> f.text(Field.CODE).equals("payload-elsewhere"));
  }

  @Test
  void cordovaPages_areReadAsWebPages() throws Exception {
    byte[] page =
        "<html><body><button>立即签到</button></body></html>".getBytes(StandardCharsets.UTF_8);
    FactSet read =
        read(
            new IpaBytes("cn.gov.demo")
                .file("www/index.html", page)
                .file("www/cordova.js", "1".getBytes(StandardCharsets.UTF_8)));
    assertThat(read.header().framework()).isEqualTo("cordova");
    assertThat(read.of(FactKind.UI_TEXT)).anyMatch(f -> f.text(Field.TEXT).equals("立即签到"));
  }

  @Test
  void bundleOfReactNative_isReadAsScript() throws Exception {
    byte[] script = "fetch('/user/sign/in')".getBytes(StandardCharsets.UTF_8);
    FactSet read = read(new IpaBytes("cn.gov.demo").file("main.jsbundle", script));
    assertThat(read.header().framework()).isEqualTo("react-native");
    assertThat(read.of(FactKind.URL_PATH))
        .anyMatch(f -> f.text(Field.TEXT).equals("/user/sign/in"));
  }

  @Test
  void handlerOfAButton_carriesWhatItsCodeCalls_andTextsThatItShows() throws Exception {
    FactSet read =
        read(
            IosSamples.ipa()
                .executable(
                    new MachOBytes()
                        .objectText("签到成功")
                        .objectText("gps")
                        .objcClass(SCREEN, "UIViewController", "onSign:", "viewDidLoad")
                        .routine(
                            SCREEN,
                            "onSign:",
                            new MachOBytes.Message("CLLocationManager", "startUpdates:", "gps"),
                            new MachOBytes.Message("UIAlertView", "setMessage:", "签到成功"),
                            new MachOBytes.Message("", "CCCrypt", "259"))));
    assertThat(read.of(FactKind.CONTROL))
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.texts(Field.CALLS))
                    .containsExactly(
                        "CCCrypt", "CLLocationManager.startUpdates:", "UIAlertView.setMessage:"));
    assertThat(named(read, FactKind.API_CALL, "CLLocationManager.startUpdates:"))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.screen()).isEqualTo(SCREEN);
              assertThat(f.text(Field.CALLER)).isEqualTo(SCREEN + ".onSign:");
              assertThat(f.texts(Field.ARGUMENTS)).containsExactly("gps");
            });
    assertThat(read.of(FactKind.UI_TEXT))
        .anyMatch(
            f ->
                f.text(Field.TEXT).equals("签到成功")
                    && f.text(Field.ROLE).equals("modal")
                    && f.screen().equals(SCREEN));
    assertThat(named(read, FactKind.CRYPTO_USE, "CCCrypt"))
        .extracting(f -> f.text(Field.ALGORITHM))
        .contains("DES/ECB/PKCS7Padding");
  }

  /** The place of its name in the table of symbols is damaged, so that it has none. */
  @Test
  void functionWithoutAName_isNotTold_andTheRestIsRead() throws Exception {
    MachOBytes code =
        new MachOBytes()
            .objcClass(SCREEN, "UIViewController", "onSign:")
            .routine(
                SCREEN,
                "onSign:",
                new MachOBytes.Message("CLLocationManager", "startUpdates:", "gps"),
                new MachOBytes.Message("", "CCCrypt", "259"));
    Map<String, byte[]> files = new IpaBytes("cn.gov.demo").executable(code).contents(SIGNER);
    byte[] image = Objects.requireNonNull(files.get(IpaBytes.APP + "Demo"));
    String bytes = new String(image, StandardCharsets.ISO_8859_1);
    image[bytes.indexOf("_CCCrypt\0")] = 0;
    ZipBytes zip = new ZipBytes();
    files.forEach(zip::deflated);
    FactSet read = read(zip.toBytes());
    assertThat(named(read, FactKind.API_CALL, "CLLocationManager.startUpdates:")).hasSize(1);
    assertThat(read.of(FactKind.API_CALL)).noneMatch(f -> f.text(Field.NAME).contains("CCCrypt"));
  }

  @Test
  void cryptoKit_whatItCallsInsecure_isToldByAlgorithm() throws Exception {
    FactSet read =
        read(
            new IpaBytes("cn.gov.demo")
                .executable(
                    new MachOBytes()
                        .imports("_$s9CryptoKit8InsecureO3MD5VMa")
                        .imports("_$s9CryptoKit8InsecureO4SHA1VMa")
                        .imports("_$s9CryptoKit6SHA256VMa")));
    assertThat(read.of(FactKind.CRYPTO_USE))
        .extracting(f -> f.text(Field.ALGORITHM))
        .containsExactlyInAnyOrder("MD5", "SHA-1");
  }

  @Test
  void certificate_thatSignedAndThatTheProfileNames_isTheSigners() throws Exception {
    byte[] profile =
        SignedMessages.around(
            PlistBytes.xml(
                Map.of("DeveloperCertificates", List.of(SIGNER.certificate().getEncoded()))),
            SIGNER);
    FactSet read = read(new IpaBytes("cn.gov.demo").file("embedded.mobileprovision", profile));
    assertThat(read.of(FactKind.CERTIFICATE))
        .singleElement()
        .satisfies(f -> assertThat(f.text(Field.ROLE)).isEqualTo("signer"));
  }

  @Test
  void infoPlistThatCannotBeRead_leavesNoFacts() {
    byte[] zip =
        new ZipBytes()
            .deflated(IpaBytes.APP + "Info.plist", "bplist00".getBytes(StandardCharsets.UTF_8))
            .toBytes();
    assertThatThrownBy(() -> read(zip)).isInstanceOf(PackageFormatException.class);
  }

  @Test
  void brokenParts_areNamedAndTheRestIsRead() throws Exception {
    byte[] broken = "NIBArchive....".getBytes(StandardCharsets.UTF_8);
    FactSet read =
        read(
            IosSamples.ipa()
                .file("Broken.nib", broken)
                .file("de.lproj/X.strings", "\"a\" = ".getBytes(StandardCharsets.UTF_8)));
    assertThat(read.of(FactKind.ANOMALY))
        .extracting(f -> f.text(Field.CODE))
        .contains("nib-broken", "plist-broken")
        .doesNotContain("privacy-manifest-broken");
    assertThat(readable(read, "pages")).isEqualTo(2);
    assertThat(total(read, "pages")).isEqualTo(3);
    assertThat(named(read, FactKind.SCREEN, SCREEN)).hasSize(1);
  }
}
