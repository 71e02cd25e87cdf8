package cn.beian.inspect.hybrid;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.harmony.HapSamples;
import cn.beian.testkit.ios.IpaBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Archives in the assets of a package. */
class AssetArchivesTest {
  private static final String TOO_MUCH = "archives inside are larger together than is read";

  @TempDir Path folder;

  private FactSet inspect(byte[] bytes) throws Exception {
    Path file = Files.write(folder.resolve("a.bin"), bytes);
    return PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
  }

  private FactSet inspect(String name, byte[] asset) throws Exception {
    return inspect(new ApkBytes("cn.gov.demo").file(name, asset).unsigned());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ZipBytes page() {
    return new ZipBytes()
        .deflated(
            "dist/index.html",
            utf8(
                "<title>村务</title><script src='js/a.js'></script><button"
                    + " onclick='sign()'>签到</button>"))
        .deflated("dist/js/a.js", utf8("function sign(){fetch('https://api.demo.gov.cn/sign')}"));
  }

  private static List<String> unread(FactSet facts) {
    return facts.of(FactKind.COVERAGE).stream()
        .filter(f -> !f.text(Field.NAME).equals("signature"))
        .filter(f -> !f.number(Field.READABLE).equals(f.number(Field.TOTAL)))
        .map(f -> f.text(Field.NAME) + " " + f.text(Field.REASON))
        .toList();
  }

  private static Fact control(FactSet facts) {
    return facts.of(FactKind.CONTROL).stream()
        .filter(f -> f.text(Field.TEXT).equals("签到"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(facts.of(FactKind.CONTROL)));
  }

  @Test
  void webPages_inAnArchiveOfEachPlatform_areReadWithTheirPlace() throws Exception {
    byte[] zip = page().toBytes();
    Map<String, byte[]> packages =
        Map.of(
            "assets/h5.zip",
            new ApkBytes("cn.gov.demo").file("assets/h5.zip", zip).unsigned(),
            IpaBytes.APP + "h5.zip",
            new IpaBytes("cn.gov.demo").file("h5.zip", zip).zip(TestSigner.named("CN=a")).toBytes(),
            "resources/rawfile/h5.zip",
            HapSamples.stage(HapSamples.code(12, 0, 6, 0))
                .deflated("resources/rawfile/h5.zip", zip)
                .toBytes());
    for (Map.Entry<String, byte[]> each : packages.entrySet()) {
      FactSet facts = inspect(each.getValue());
      assertThat(control(facts).screen()).isEqualTo("index.html");
      assertThat(control(facts).at().entry()).isEqualTo(each.getKey() + "!dist/index.html");
      assertThat(control(facts).texts(Field.CALLS)).contains("fetch");
      assertThat(unread(facts)).isEmpty();
    }
  }

  @Test
  void uniAppPackage_ofAnyName_isReadAsOne() throws Exception {
    String service =
        "(function(vue) { const PagesSign = { __name: 'sign', setup() { function submit() {"
            + " uni.getLocation({}); } return (_ctx, _cache) => (vue.openBlock(),"
            + " vue.createElementBlock('button', { onClick: submit }, '签到')); } };"
            + " __definePage('pages/sign/sign', PagesSign); })(Vue);";
    byte[] wgt =
        new ZipBytes()
            .deflated("manifest.json", utf8("{}"))
            .deflated("app-service.js", utf8(service))
            .deflated("app-config-service.js", utf8("[{'path':'pages/sign/sign'}]"))
            .toBytes();
    FactSet facts = inspect("assets/update.wgt", wgt);
    assertThat(control(facts).screen()).isEqualTo("pages/sign/sign");
    assertThat(control(facts).texts(Field.CALLS)).contains("uni.getLocation");
    assertThat(unread(facts)).isEmpty();
  }

  @Test
  void archivesWithinArchives_areOpenedToADepthOfThree() throws Exception {
    byte[] zip = page().toBytes();
    for (int i = 0; i < 2; i++) {
      zip = new ZipBytes().stored("a.zip", zip).toBytes();
    }
    assertThat(unread(inspect("assets/a.zip", zip))).isEmpty();
    assertThat(control(inspect("assets/a.zip", zip)).at().entry())
        .isEqualTo("assets/a.zip!a.zip!a.zip!dist/index.html");
    zip = new ZipBytes().stored("a.zip", zip).toBytes();
    assertThat(unread(inspect("assets/a.zip", zip)))
        .containsExactly("entries archives inside of archives are opened to a depth of 3");
  }

  @Test
  void whatIsNotOpened_isSaidWithItsReason() throws Exception {
    assertThat(unread(inspect("assets/a.7z", utf8("7z\u0000")))).isEmpty();
    byte[] seven = {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c, 0, 0};
    assertThat(unread(inspect("assets/a.bin", seven)))
        .containsExactly("entries archives inside of the form 7z are not opened");
    assertThat(unread(inspect("assets/a.zip", Arrays.copyOf(page().toBytes(), 40))))
        .containsExactly("entries an archive inside is damaged");
    assertThat(unread(inspect("assets/a.txt", utf8("PK\u0003\u0004 begins a ZIP file."))))
        .isEmpty();
    assertThat(unread(inspect("assets/p.apk", new ApkBytes("cn.gov.plugin").unsigned())))
        .containsExactlyInAnyOrder(
            "code an app inside is not read",
            "entries an app inside is not read",
            "pages an app inside is not read",
            "text an app inside is not read");
    byte[] locked = page().disguised("x.js", utf8("a()"), 8).toBytes();
    assertThat(unread(inspect("assets/a.zip", locked)))
        .containsExactly("entries encrypted archives inside");
    byte[] broken = page().damaged("x.js", utf8("a()".repeat(99))).toBytes();
    assertThat(unread(inspect("assets/a.zip", broken)))
        .containsExactly("code damaged", "entries damaged");
  }

  @Test
  void codeInAnArchive_isSaid() throws Exception {
    byte[] jar = new ZipBytes().deflated("classes.dex", utf8("dex\n035\0")).toBytes();
    FactSet facts = inspect("assets/plugin.jar", jar);
    assertThat(unread(facts)).containsExactly("code code in an archive inside is not read");
    assertThat(facts.of(FactKind.ANOMALY))
        .anyMatch(
            f ->
                f.text(Field.CODE).equals("dex-elsewhere")
                    && f.at().entry().equals("assets/plugin.jar"));
  }

  /** What an archive inflates to is counted apart, so that a bomb in it refuses no package. */
  @Test
  @Timeout(60)
  void bomb_isNotOpened_andThePackageIsReadAllTheSame() throws Exception {
    byte[] bomb = new ZipBytes().deflated("a.html", new byte[64 << 20]).toBytes();
    FactSet facts =
        inspect(
            new ApkBytes("cn.gov.demo")
                .file("assets/a.zip", bomb)
                .file("assets/b.zip", page().toBytes())
                .unsigned());
    assertThat(facts.identity("package")).hasValue("cn.gov.demo");
    assertThat(facts.of(FactKind.COVERAGE))
        .anyMatch(
            f -> f.text(Field.REASON).equals(TOO_MUCH) && f.number(Field.TOTAL).getAsLong() == 2);
  }
}
