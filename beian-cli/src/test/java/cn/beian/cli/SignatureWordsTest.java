package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.harmony.HapBytes;
import cn.beian.testkit.harmony.HapSamples;
import cn.beian.testkit.ios.IpaBytes;
import cn.beian.testkit.ios.MachOBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wording about signatures for a contractor: plain sentences, and how to fix each problem. */
class SignatureWordsTest {
  private static final TestSigner SIGNER = TestSigner.named("CN=Demo");

  @TempDir Path folder;

  private static ApkBytes app() {
    return new ApkBytes("cn.gov.demo").minSdk(15).mainActivity("cn.gov.demo.Main");
  }

  private Path unsigned() throws IOException {
    return Files.write(folder.resolve("unsigned.apk"), app().unsigned());
  }

  private Path withoutV1() throws IOException {
    Path signed = folder.resolve("signed.apk");
    SIGNER.sign(unsigned(), signed, false);
    return signed;
  }

  private static String why(Path file, String rule, String language) {
    return Run.of("inspect", file, "--why", rule, "--lang", language).out().replaceAll("\\s+", " ");
  }

  @Test
  void schemeThatOldSystemsDoNotKnow_isMendedByTheOldSchemeOrALaterMinimum() throws IOException {
    assertThat(why(withoutV1(), "SEC-401", "zh"))
        .contains("只有部分系统版本接受该签名：Android 7（API 24）及以上")
        .contains("同时按 v1 和 v2 签名；只用 v2 的，把 minSdkVersion 提高到 24")
        .doesNotContain("API from", "重新签名");
    assertThat(why(withoutV1(), "SEC-401", "en"))
        .contains("Android 7 (API 24) and later", "by v2 alone raise minSdkVersion to 24");
  }

  @Test
  void packageWithoutSignature_isCalledThat() throws IOException {
    assertThat(why(unsigned(), "SEC-401", "zh"))
        .contains("包没有签名：包名 cn.gov.demo")
        .doesNotContain("no platform", "不是签名者所签的内容", "package =");
    assertThat(why(unsigned(), "SEC-401", "en"))
        .contains("the package is not signed: package name cn.gov.demo");
  }

  @Test
  void schemeThatSomeSystemsKnow_isASignatureForTheComparison() throws IOException {
    Path old = withoutV1();
    Path both = Files.write(folder.resolve("both.apk"), app().signed(SIGNER));
    assertThat(Run.of("compare", old, both, "--lang", "zh").out()).doesNotContain("签名");
    assertThat(Run.of("compare", unsigned(), both, "--lang", "zh").out()).contains("新版本有签名，原版本没有");
  }

  @Test
  void packagesOfTwoPlatforms_areNoVersionsOfOne() throws IOException {
    Path hap = Files.write(folder.resolve("a.hap"), HapSamples.hap());
    Run both = Run.of("compare", unsigned(), hap, "--lang", "zh");
    assertThat(both.out())
        .startsWith("这是安卓和鸿蒙的软件包")
        .contains("beian platforms", " → ")
        .doesNotContain("建议按", "重大功能变更", "无需办理");
    assertThat(both.code()).isEqualTo(ExitCode.UNDETERMINED);
    assertThat(Run.of("compare", hap, hap, "--lang", "zh").out()).doesNotContain("beian platforms");
  }

  @Test
  void fileAddedToASignedApp_blocksAndIsNamed() throws IOException {
    IpaBytes app = new IpaBytes("cn.gov.demo");
    Path file =
        Files.write(
            folder.resolve("a.ipa"),
            app.zip(SIGNER).deflated(IpaBytes.APP + "evil.html", new byte[] {1}).toBytes());
    assertThat(why(file, "SEC-462", "zh"))
        .contains("签名之后包被改动过", "签名之后加入了文件：", "Payload/Demo.app/evil.html", "必须整改");
    app.file("Frameworks/a.dylib", new MachOBytes().toBytes());
    Files.write(file, app.zip(SIGNER).toBytes());
    assertThat(why(file, "SEC-462", "en"))
        .contains("code inside the package is not signed", "Payload/Demo.app/Frameworks/a.dylib");
  }

  @Test
  void certificateOfNobody_doesNotReadAsValid() throws IOException {
    Path hap = Files.write(folder.resolve("a.hap"), HapSamples.hap());
    assertThat(Run.of("inspect", hap, "--lang", "zh").out()).contains("签名核对不通过：签名证书不是华为签发的");
    assertThat(Run.of("platforms", unsigned(), hap, "--lang", "zh").out())
        .contains("签名核对不通过：签名证书不是华为签发的", "签名核对不通过：没有哪个系统版本会接受这个签名");
  }

  @Test
  void packagesOfOnePlatform_areNotCalledByWhatReadsAsItsVersion() throws IOException {
    Path one = Files.write(folder.resolve("a.hap"), HapSamples.hap());
    Path other =
        Files.write(
            folder.resolve("b.hap"),
            HapBytes.signed(
                HapSamples.stage(HapSamples.code(12, 0, 6, 0)).toBytes(),
                SIGNER,
                HapBytes.profile("release", HapSamples.BUNDLE, SIGNER)));
    assertThat(Run.of("platforms", one, other, "--lang", "zh").out())
        .contains("鸿蒙（第 1 个软件包）", "鸿蒙（第 2 个软件包）")
        .doesNotContain("鸿蒙 2");
  }

  @Test
  void debugProfile_blocks_andWhatIsAdvisedBesideIsSaidToBe() throws IOException {
    Path hap = folder.resolve("a.hap");
    Files.write(
        hap,
        HapBytes.signed(
            HapSamples.stage(HapSamples.code(12, 0, 6, 0)).toBytes(),
            SIGNER,
            HapBytes.profile("debug", HapSamples.BUNDLE, TestSigner.named("CN=Other"))));
    assertThat(why(hap, "SEC-463", "zh"))
        .contains("Profile 为调试类型，只能装在登记的设备上 ", "Profile 指定的不是这张签名证书（只是建议，不影响备案）")
        .contains("用发布证书和发布类型的 Profile 重新签名打包。另外建议：")
        .doesNotContain("profile_type");
  }

  @Test
  void ruleThatIsAskedFor_standsAlone() throws IOException {
    String out = Run.of("inspect", unsigned(), "--why", "ENG-607", "--lang", "zh").out();
    assertThat(out).contains("ENG-607", "要求").doesNotContain("SEC-401", "SHA-256");
    assertThat(Run.of("inspect", unsigned(), "--why", "SEC-463", "--lang", "zh").out())
        .contains("不适用", "SEC-463", "由规则 SEC-401 检测")
        .doesNotContain("ENG-607");
  }
}
