package cn.beian.inspect.webapp;

import static cn.beian.facts.FactKind.ANOMALY;
import static cn.beian.facts.FactKind.API_CALL;
import static cn.beian.facts.FactKind.CERTIFICATE;
import static cn.beian.facts.FactKind.CONTROL;
import static cn.beian.facts.FactKind.COVERAGE;
import static cn.beian.facts.FactKind.SCREEN;
import static cn.beian.facts.FactKind.SIGNATURE_SCHEME;
import static cn.beian.facts.FactKind.UI_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.ReaderContract;
import cn.beian.testkit.Samples;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RpkReaderTest extends ReaderContract {
  private static final TestSigner SIGNER = TestSigner.named("CN=Demo");

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected byte[] sample() {
    return Samples.rpk(Samples.quickApp(), SIGNER);
  }

  @Override
  protected String format() {
    return "rpk";
  }

  @Override
  protected byte[] escaping() {
    return Samples.rpk(Samples.quickApp().deflated("../out.js", utf8("a()")));
  }

  @Override
  protected byte[] doubled() {
    return Samples.rpk(Samples.quickApp().deflated("app.js", utf8("b()")));
  }

  @Test
  void scriptThatIsThereTwice_isNotRead() throws Exception {
    assertThat(inspect(doubled()).of(FactKind.COVERAGE))
        .anyMatch(
            fact ->
                fact.text(Field.NAME).equals("code")
                    && fact.text(Field.REASON).startsWith("stored twice"));
  }

  @Test
  void compiledTemplate_givesTextsAndControls() throws Exception {
    FactSet facts = inspect(sample());
    assertThat(facts.of(UI_TEXT))
        .filteredOn(fact -> fact.screen().equals("Sign"))
        .extracting(fact -> fact.text(Field.TEXT))
        .contains("签到", "今日签到", "已签到", "未签到");
    Fact control = facts.of(CONTROL).get(0);
    assertThat(control.text(Field.TEXT)).isEqualTo("立即签到");
    assertThat(control.text(Field.HANDLER)).isEqualTo("onSign");
    assertThat(control.texts(Field.CALLS))
        .containsExactly("system.fetch.fetch", "system.router.push");
    assertThat(facts.of(API_CALL))
        .extracting(f -> f.text(Field.NAME))
        .contains("system.fetch.fetch");
    assertThat(facts.of(SCREEN))
        .extracting(screen -> screen.text(Field.NAME) + screen.flag(Field.REACHABLE).orElseThrow())
        .containsExactlyInAnyOrder("Signtrue", "Ranktrue");
    assertThat(facts.identity("package")).contains("cn.example.sign");
  }

  @Test
  void signature_holds_untilAByteIsChanged() throws Exception {
    byte[] bytes = sample();
    Fact scheme = inspect(bytes).of(SIGNATURE_SCHEME).get(0);
    assertThat(scheme.flag(Field.VERIFIED)).contains(true);
    assertThat(inspect(bytes).of(CERTIFICATE).get(0).text(Field.SUBJECT)).isEqualTo("CN=Demo");
    bytes[10] ^= 1; // the time of the first entry, which nothing reads
    Fact changed = inspect(bytes).of(SIGNATURE_SCHEME).get(0);
    assertThat(changed.flag(Field.VERIFIED)).contains(false);
    assertThat(changed.text(Field.DETAIL)).contains("changed");
    assertThat(inspect(bytes).of(COVERAGE))
        .anyMatch(
            f ->
                f.text(Field.NAME).equals("signature")
                    && f.number(Field.READABLE).orElseThrow() == 0
                    && f.text(Field.REASON).contains("changed after it was signed"));
  }

  @Test
  void fileThatIsNotWhatWasPacked_isTold() throws Exception {
    byte[] changed = Samples.quickApp().misstated("Rank/index.js", utf8("var a = 1")).toBytes();
    assertThat(inspect(changed).of(ANOMALY))
        .extracting(fact -> fact.text(Field.CODE))
        .contains("zip-crc");
    assertThat(inspect(sample()).of(ANOMALY))
        .extracting(fact -> fact.text(Field.CODE))
        .doesNotContain("zip-crc");
  }

  /** As the toolkits of Vela and rspack compile: a function that makes elements, no object. */
  @Test
  void pagesOfAToolkitThatIsNotRead_countAsNotRead() throws Exception {
    String page =
        "(()=>{const t=function(vm){const _vm_=vm||this;return"
            + " aiot.__ce__('div',{__vm__:_vm_,__opts__:{}},"
            + "[aiot.__ce__('text',{__vm__:_vm_,__opts__:{value:'今日签到'}})])};module.exports={template:t}})()";
    byte[] files =
        new ZipBytes()
            .deflated(
                "manifest.json",
                utf8(
                    "{\"package\":\"cn.example.sign\",\"router\":{\"entry\":\"Sign\",\"pages\":{\"Sign\":{}}}}"))
            .deflated("app.js", utf8("(()=>{})()"))
            .deflated("Sign/index.js", utf8(page))
            .toBytes();
    assertThat(inspect(files).of(COVERAGE))
        .anyMatch(
            f ->
                f.text(Field.NAME).equals("pages")
                    && f.number(Field.READABLE).orElseThrow() == 0
                    && f.number(Field.TOTAL).orElseThrow() == 1);
  }

  @Test
  void packageWithoutSignature_saysSo() throws Exception {
    assertThat(inspect(Samples.quickApp().toBytes()).of(ANOMALY))
        .extracting(fact -> fact.text(Field.CODE))
        .contains("rpk_signature_missing");
  }

  @Test
  void bundleOfSubPackages_isOneApp() throws Exception {
    byte[] bundle =
        new ZipBytes()
            .stored("base.srpk", sample())
            .stored(
                "rank.srpk",
                Samples.rpk(
                    new ZipBytes()
                        .deflated(
                            "Rank/index.js",
                            utf8("t.exports={type:'text',attr:{value:'排行榜'},children:[]}"))))
            .toBytes();
    assertThat(inspect(bundle).of(UI_TEXT))
        .anyMatch(f -> f.screen().equals("Rank") && f.text(Field.TEXT).equals("排行榜"));
  }

  @Test
  void debugKeyOfTheToolkit_isKnownByItsName() throws Exception {
    TestSigner debug = TestSigner.named("C=CN,O=RPK,CN=RPKDebug");
    byte[] bytes = Samples.rpk(Samples.quickApp(), debug);
    assertThat(inspect(bytes).of(CERTIFICATE).get(0).text(Field.ROLE)).isEqualTo("debug");
  }
}
