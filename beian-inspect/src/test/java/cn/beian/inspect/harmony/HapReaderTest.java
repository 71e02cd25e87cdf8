package cn.beian.inspect.harmony;

import static cn.beian.facts.FactKind.ANOMALY;
import static cn.beian.facts.FactKind.API_CALL;
import static cn.beian.facts.FactKind.CERTIFICATE;
import static cn.beian.facts.FactKind.COMPONENT;
import static cn.beian.facts.FactKind.CONTROL;
import static cn.beian.facts.FactKind.COVERAGE;
import static cn.beian.facts.FactKind.CRYPTO_USE;
import static cn.beian.facts.FactKind.FORM_FIELD;
import static cn.beian.facts.FactKind.IDENTITY;
import static cn.beian.facts.FactKind.NATIVE_LIB;
import static cn.beian.facts.FactKind.PERMISSION;
import static cn.beian.facts.FactKind.SCREEN;
import static cn.beian.facts.FactKind.SIGNATURE_SCHEME;
import static cn.beian.facts.FactKind.UI_TEXT;
import static cn.beian.facts.FactKind.URL;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Fact;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.ReaderContract;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.harmony.AbcBytes;
import cn.beian.testkit.harmony.HapBytes;
import cn.beian.testkit.harmony.HapSamples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HapReaderTest extends ReaderContract {
  private static final byte[] SAMPLE = HapSamples.hap();

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ZipBytes files() {
    return HapSamples.stage(HapSamples.code(12, 0, 6, 0));
  }

  @Override
  protected byte[] sample() {
    return SAMPLE.clone();
  }

  @Override
  protected String format() {
    return "hap";
  }

  @Override
  protected byte[] escaping() {
    return HapSamples.hap(files().deflated("../out.js", utf8("a()")));
  }

  @Override
  protected byte[] doubled() {
    return HapSamples.hap(files().deflated("pack.info", utf8("{\"a\":1}")));
  }

  @Test
  void manifest_saysWhoTheAppIs_andWhatItAsksFor() throws Exception {
    FactSet facts = inspect(sample());
    assertThat(facts.identity("package")).contains("cn.gov.demo");
    assertThat(facts.identity("version_name")).contains("1.2.0");
    assertThat(facts.identity("min_sdk")).contains("12");
    assertThat(facts.identity("target_sdk")).contains("21");
    assertThat(facts.identity("device_family")).contains("phone");
    assertThat(facts.identity("model")).contains("stage");
    assertThat(facts.of(IDENTITY))
        .filteredOn(fact -> fact.text(Field.NAME).equals("label"))
        .extracting(fact -> fact.text(Field.VALUE) + fact.text(Field.LOCALE))
        .containsExactlyInAnyOrder("示例政务", "Demoen-US");
    Fact permission =
        facts.of(PERMISSION).stream()
            .filter(fact -> fact.text(Field.NAME).equals("ohos.permission.LOCATION"))
            .findFirst()
            .orElseThrow();
    assertThat(permission.text(Field.REASON)).isEqualTo("签到时核对位置");
    assertThat(facts.of(COMPONENT))
        .extracting(fact -> fact.text(Field.NAME) + " " + fact.text(Field.TYPE))
        .containsExactlyInAnyOrder("EntryAbility ability", "Card form");
  }

  @Test
  void page_givesTextsControlsAndFieldsOfItsScreen() throws Exception {
    FactSet facts = inspect(sample());
    assertThat(facts.of(UI_TEXT))
        .filteredOn(fact -> fact.screen().equals("pages/Index"))
        .extracting(fact -> fact.text(Field.ROLE) + " " + fact.text(Field.TEXT))
        .contains("text 今日", "button 立即签到", "button Sign in", "hint 请输入手机号", "toast 签到成功");
    Fact control = facts.of(CONTROL).get(0);
    assertThat(control.text(Field.TEXT)).isEqualTo("立即签到");
    assertThat(control.text(Field.HANDLER)).isEqualTo("onSign");
    assertThat(control.texts(Field.CALLS))
        .contains("ohos.net.http.createHttp.request", "ohos.router.pushUrl");
    Fact field = facts.of(FORM_FIELD).get(0);
    assertThat(field.text(Field.TYPE)).isEqualTo("phone");
    assertThat(field.text(Field.PLACEHOLDER)).isEqualTo("请输入手机号");
    assertThat(facts.of(SCREEN))
        .extracting(fact -> fact.text(Field.NAME) + fact.texts(Field.TARGETS))
        .contains("pages/Index[pages/Rank]", "pages/Rank[]", "help.html[]");
  }

  @Test
  void code_ofKeyedDigestsAndOfNumbersThatCanBePredicted() throws Exception {
    AbcBytes code =
        new AbcBytes(12, 0, 6, 0)
            .module(
                "&entry/src/main/ets/pages/Index&",
                module ->
                    module
                        .imports("@ohos:security.cryptoFramework", "default")
                        .function(
                            "func_main_0",
                            c -> {
                              for (String made : new String[] {"createMac", "createMd"}) {
                                c.imported(0).sta(1).text("SHA1").sta(2);
                                c.lda(1).property(made).callThis(1, 2);
                              }
                              c.on("Math", "random").on("Math", "floor").end();
                            }));
    FactSet facts = inspect(HapSamples.hap(HapSamples.stage(code)));
    assertThat(facts.of(CRYPTO_USE))
        .extracting(fact -> fact.text(Field.ALGORITHM))
        .containsExactlyInAnyOrder("HmacSHA1", "SHA1");
    assertThat(facts.of(API_CALL))
        .extracting(fact -> fact.text(Field.NAME))
        .contains("Math.random")
        .doesNotContain("Math.floor");
  }

  @Test
  void code_givesCallsWithArguments() throws Exception {
    FactSet facts = inspect(sample());
    Fact request =
        facts.of(API_CALL).stream()
            .filter(fact -> fact.text(Field.NAME).equals("ohos.net.http.createHttp.request"))
            .findFirst()
            .orElseThrow();
    assertThat(request.texts(Field.ARGUMENTS)).containsExactly("https://api.demo.gov.cn/user/sign");
    assertThat(request.text(Field.CALLER)).isEqualTo("Index.onSign");
    assertThat(facts.of(URL))
        .extracting(fact -> fact.text(Field.TEXT))
        .contains("https://api.demo.gov.cn/user/sign");
    assertThat(facts.of(CRYPTO_USE).get(0).text(Field.ALGORITHM)).isEqualTo("MD5");
    assertThat(facts.of(NATIVE_LIB).get(0).texts(Field.ITEMS)).contains("full-relro");
  }

  @Test
  void signature_holds_untilAByteIsChanged() throws Exception {
    byte[] bytes = sample();
    FactSet facts = inspect(bytes);
    assertThat(facts.of(SIGNATURE_SCHEME).get(0).flag(Field.VERIFIED)).contains(true);
    assertThat(facts.of(CERTIFICATE).get(0).text(Field.SUBJECT)).isEqualTo("CN=Demo");
    assertThat(facts.identity("profile_type")).contains("release");
    assertThat(facts.identity("profile_devices")).contains("2");
    assertThat(facts.identity("profile_not_after")).contains("2035-01-01T00:00:00Z");
    bytes[10] ^= 1; // the time of the first entry, which nothing reads
    Fact changed = inspect(bytes).of(SIGNATURE_SCHEME).get(0);
    assertThat(changed.flag(Field.VERIFIED)).contains(false);
    assertThat(changed.text(Field.DETAIL)).contains("changed");
    assertThat(inspect(bytes).of(ANOMALY))
        .extracting(fact -> fact.text(Field.CODE))
        .contains("hap_signature_broken");
  }

  @Test
  void brokenSignature_isSaidInAPlainSentence() throws Exception {
    String text = new String(sample(), StandardCharsets.ISO_8859_1);
    // the object identifier of signed data, as the structure begins with it
    String broken =
        text.replace(
            "\u0006\t*\u0086H\u0086\u00f7\r\u0001\u0007\u0002",
            "\u0007\t*\u0086H\u0086\u00f7\r\u0001\u0007\u0002");
    FactSet facts = inspect(broken.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(facts.of(SIGNATURE_SCHEME).get(0).text(Field.DETAIL))
        .isEqualTo("the signature cannot be read");
    assertThat(facts.of(COVERAGE))
        .filteredOn(fact -> fact.text(Field.NAME).equals("signature"))
        .extracting(fact -> fact.text(Field.REASON))
        .containsExactly("the signature cannot be read");
    assertThat(facts.of(ANOMALY).toString()).doesNotContain("object identifier");
  }

  @Test
  void debugProfile_makesADebugCertificate() throws Exception {
    TestSigner signer = TestSigner.named("CN=Demo");
    byte[] bytes =
        HapBytes.signed(
            files().toBytes(), signer, HapBytes.profile("debug", HapSamples.BUNDLE, signer));
    assertThat(inspect(bytes).of(CERTIFICATE).get(0).text(Field.ROLE)).isEqualTo("debug");
  }

  @Test
  void profileOfAnotherCertificate_isTold() throws Exception {
    byte[] bytes =
        HapBytes.signed(
            files().toBytes(),
            TestSigner.named("CN=Demo"),
            HapBytes.profile("release", HapSamples.BUNDLE, TestSigner.named("CN=Other")));
    assertThat(inspect(bytes).of(ANOMALY))
        .extracting(fact -> fact.text(Field.CODE))
        .contains("hap_profile_of_other");
  }

  @Test
  void signatureOfAnybody_isToldFromOneThatDevicesKnow() throws Exception {
    assertThat(inspect(sample()).of(ANOMALY))
        .extracting(fact -> fact.text(Field.CODE))
        .contains("hap_root_unknown")
        .doesNotContain("hap_profile_of_other_app", "hap_signature_broken");
    assertThat(inspect(sample()).of(COVERAGE))
        .filteredOn(fact -> fact.text(Field.NAME).equals("signature"))
        .singleElement()
        .satisfies(
            fact -> {
              assertThat(fact.number(Field.READABLE)).hasValue(0);
              assertThat(fact.text(Field.REASON))
                  .isEqualTo("the certificates lead to no root of HarmonyOS");
            });
  }

  @Test
  void profileOfAnotherApp_isTold() throws Exception {
    TestSigner signer = TestSigner.named("CN=Demo");
    byte[] bytes =
        HapBytes.signed(
            files().toBytes(), signer, HapBytes.profile("release", "cn.gov.other", signer));
    assertThat(inspect(bytes).of(ANOMALY))
        .anyMatch(
            fact ->
                fact.text(Field.CODE).equals("hap_profile_of_other_app")
                    && fact.text(Field.DETAIL).equals("the profile is that of cn.gov.other"));
  }

  @Test
  void packageWithoutSignature_saysSo() throws Exception {
    assertThat(inspect(files().toBytes()).of(ANOMALY))
        .extracting(fact -> fact.text(Field.CODE))
        .contains("hap_signature_missing");
  }

  @Test
  void otherVersionOfTheBytecode_isNotRead_andSaysWhichAre() throws Exception {
    FactSet facts = inspect(HapSamples.stage(HapSamples.code(25, 1, 0, 0)).toBytes());
    assertThat(facts.of(COVERAGE))
        .anyMatch(
            fact ->
                fact.text(Field.NAME).equals("code")
                    && fact.number(Field.READABLE).orElseThrow() == 0
                    && fact.text(Field.REASON).equals("bytecode 25.1.0.0"));
    assertThat(facts.of(ANOMALY))
        .anyMatch(
            fact ->
                fact.text(Field.CODE).equals("abc-version")
                    && fact.text(Field.DETAIL).contains("24.0.0.0"));
  }

  @Test
  void secondLayoutOfTheTable_isReadAlike() throws Exception {
    byte[] second =
        new ZipBytes()
            .deflated("module.json", utf8(HapSamples.manifest("entry", "entry")))
            .stored("resources.index", HapSamples.texts().second())
            .toBytes();
    FactSet facts = inspect(second);
    assertThat(facts.of(UI_TEXT))
        .extracting(fact -> fact.text(Field.TEXT) + fact.text(Field.LOCALE))
        .contains("示例政务", "Demoen-US", "签到时核对位置", "立即签到", "Sign inen-US");
  }

  @Test
  void archiveOfModules_isOneApp() throws Exception {
    byte[] app =
        new ZipBytes()
            .stored("entry-default.hap", files().toBytes())
            .stored(
                "lib.hsp",
                new ZipBytes()
                    .deflated("module.json", utf8(HapSamples.manifest("lib", "shared")))
                    .toBytes())
            .deflated("pack.info", utf8("{}"))
            .toBytes();
    FactSet facts = inspect(app);
    assertThat(facts.header().format()).isEqualTo("hap");
    assertThat(facts.identity("modules")).contains("2");
    assertThat(facts.of(SCREEN))
        .allMatch(fact -> fact.at().entry().startsWith("entry-default.hap!"));
    assertThat(facts.of(CONTROL).get(0).at().entry())
        .isEqualTo("entry-default.hap!ets/modules.abc");
  }

  @Test
  void configurationOfTheNetwork_thatCannotBeRead_isTold() throws Exception {
    String config = "resources/base/profile/network_config.json";
    String json = "{\"network-security-config\": {\"base-config\": {}";
    assertThat(codes(inspect(HapSamples.hap(files().deflated(config, utf8(json + "}}"))))))
        .doesNotContain("network_config_unreadable");
    for (ZipBytes files :
        List.of(
            files().deflated(config, utf8(json)),
            files().compressed(config, utf8(json + "}}"), utf8("BZh91AY&SY"), 12))) {
      FactSet facts = inspect(HapSamples.hap(files));
      assertThat(codes(facts)).contains("network_config_unreadable");
      assertThat(missing(facts, "resources") + missing(facts, "entries")).isEqualTo(1);
    }
  }

  @Test
  void pageThatAnotherMethodCompressed_isNotRead() throws Exception {
    byte[] page = utf8("<html><body><p>未打卡</p></body></html>");
    byte[] bzip2 = utf8("BZh91AY&SY\u0001\u0002\u0003");
    FactSet facts =
        inspect(HapSamples.hap(files().compressed("resources/rawfile/a.html", page, bzip2, 12)));
    assertThat(missing(facts, "entries")).isEqualTo(1);
    assertThat(missing(facts, "text")).isPositive();
    assertThat(codes(facts)).contains("zip-method", "entry-unreadable");
  }

  private static List<String> codes(FactSet facts) {
    return facts.of(ANOMALY).stream().map(f -> f.text(Field.CODE)).toList();
  }

  private static long missing(FactSet facts, String kind) {
    return facts.of(COVERAGE).stream()
        .filter(f -> f.text(Field.NAME).equals(kind))
        .mapToLong(f -> f.number(Field.TOTAL).getAsLong() - f.number(Field.READABLE).getAsLong())
        .sum();
  }

  @Test
  void scriptOfTheFaModel_isReadAsAPage() throws Exception {
    FactSet facts = inspect(HapSamples.fa().toBytes());
    assertThat(facts.identity("model")).contains("fa");
    assertThat(facts.header().framework()).isEqualTo("js");
    assertThat(facts.of(UI_TEXT))
        .anyMatch(
            fact ->
                fact.screen().equals("pages/index/index") && fact.text(Field.TEXT).equals("今日签到"));
  }

  @Test
  void methodCalledByItsName_isACall() throws Exception {
    byte[] bytes =
        HapSamples.stage(
                new AbcBytes(24, 0, 0, 0)
                    .module(
                        "&entry/src/main/ets/pages/Index&",
                        m ->
                            m.imports("@ohos:geoLocationManager", "default")
                                .function(
                                    "#*#where",
                                    c ->
                                        c.imported(0)
                                            .sta(1)
                                            .callNamed("getCurrentLocation", 1)
                                            .end())))
            .toBytes();
    assertThat(inspect(bytes).of(API_CALL))
        .extracting(fact -> fact.text(Field.NAME))
        .containsExactly("ohos.geoLocationManager.getCurrentLocation");
  }

  /** Read to the end, its values would be told a number of times that has no name. */
  @Test
  @Timeout(60)
  void objectThatHoldsItself_isLookedIntoAFewTimes() throws Exception {
    byte[] code =
        new AbcBytes(12, 0, 6, 0)
            .module(
                "&entry/src/main/ets/pages/Index&",
                m ->
                    m.imports("@ohos:net.http", "default")
                        .function(
                            "#*#where",
                            c -> {
                              c.emptyObject().sta(1).lda(1);
                              for (int i = 0; i < 1_000; i++) {
                                c.put("k" + i, 1);
                              }
                              c.imported(0).sta(2).lda(2).property("createHttp").callThis(2, 1);
                            }))
            .toBytes();
    byte[] hap =
        new ZipBytes()
            .deflated("module.json", utf8(HapSamples.manifest("entry", "entry")))
            .stored("ets/modules.abc", code)
            .toBytes();
    assertThat(inspect(hap).of(API_CALL)).hasSize(1);
  }
}
