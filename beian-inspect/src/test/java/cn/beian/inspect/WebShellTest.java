package cn.beian.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.testkit.ApkBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Apps that are a web view around pages of their own. */
class WebShellTest {
  private static final String UNI = "assets/apps/__UNI__1A2B3C4/www/";

  @TempDir Path folder;

  private FactSet inspect(ApkBytes apk) throws IOException, PackageFormatException {
    Path file = Files.write(folder.resolve("shell.apk"), apk.unsigned());
    return PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
  }

  private static ApkBytes apk(String path, String content) {
    return new ApkBytes("cn.gov.shell").file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  private static Fact text(FactSet facts, String text) {
    return facts.of(FactKind.UI_TEXT).stream()
        .filter(f -> f.text(Field.TEXT).equals(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError(facts.of(FactKind.UI_TEXT)));
  }

  @Test
  void uniApp_textsCallsAndPages_areRead_andCoverageStaysOpen() throws Exception {
    FactSet facts =
        inspect(
            apk(
                UNI + "app-service.js",
                "__uniRoutes=[{path:'/pages/sign/index',meta:{}}];\n"
                    + "var r=function(){return t._c('view',[t._v('每日签到')])};\n"
                    + "function go(){uni.getLocation({type:'gcj02'});"
                    + " uni.showToast({title:'签到成功'}); var u='https://api.demo.gov.cn/x'}"));
    assertThat(facts.header().framework()).isEqualTo("uni-app");
    assertThat(text(facts, "每日签到").at().line()).isEqualTo(2);
    assertThat(text(facts, "签到成功").text(Field.ROLE)).isEqualTo("toast");
    assertThat(facts.of(FactKind.SCREEN))
        .extracting(f -> f.text(Field.NAME))
        .contains("pages/sign/index");
    assertThat(facts.of(FactKind.API_CALL))
        .anyMatch(f -> f.text(Field.NAME).equals("uni.getLocation"));
    assertThat(facts.of(FactKind.DOMAIN))
        .anyMatch(f -> f.text(Field.NAME).equals("api.demo.gov.cn"));
    assertThat(facts.of(FactKind.COVERAGE))
        .anyMatch(
            f ->
                f.text(Field.NAME).equals("pages")
                    && f.text(Field.REASON).equals("framework uni-app"));
  }

  @Test
  void cordovaPage_textsHintsAndInlineScripts_areReadWithTheirLines() throws Exception {
    FactSet facts =
        inspect(
            apk(
                    "assets/www/index.html",
                    "<html><head><title>村务通</title>\n<style>a{content:'不读'}</style>\n"
                        + "<!-- 注释不读 --><script>\nalert('请先登录')\n</script></head>\n"
                        + "<body><input placeholder=\"请输入手机号\">\n<button>提交</button>"
                        + "</body></html>")
                .file("assets/www/cordova.js", "var cordova={}".getBytes(StandardCharsets.UTF_8)));
    assertThat(facts.header().framework()).isEqualTo("cordova");
    assertThat(text(facts, "村务通").text(Field.ROLE)).isEqualTo("nav_title");
    assertThat(text(facts, "请输入手机号").text(Field.ROLE)).isEqualTo("hint");
    assertThat(text(facts, "提交").at().line()).isEqualTo(7);
    assertThat(text(facts, "请先登录"))
        .satisfies(
            f -> {
              assertThat(f.text(Field.ROLE)).isEqualTo("modal");
              assertThat(f.at().line()).isEqualTo(4);
            });
    assertThat(facts.of(FactKind.UI_TEXT)).noneMatch(f -> f.text(Field.TEXT).contains("不读"));
  }

  @Test
  void capacitorApp_isRecognised() throws Exception {
    FactSet facts =
        inspect(
            apk("assets/capacitor.config.json", "{}")
                .file(
                    "assets/public/main.js",
                    "navigator.geolocation.getCurrentPosition(f)"
                        .getBytes(StandardCharsets.UTF_8)));
    assertThat(facts.header().framework()).isEqualTo("capacitor");
    assertThat(facts.of(FactKind.API_CALL))
        .anyMatch(f -> f.text(Field.NAME).equals("navigator.geolocation.getCurrentPosition"));
  }

  @Test
  @Timeout(60) // a page takes milliseconds; quadratic work would take hours
  void marksThatAreNeverClosed_costOnePass() throws Exception {
    String page = "<!--<script><style><a".repeat(100_000);
    FactSet facts =
        inspect(
            apk("assets/page.html", page)
                .file("assets/b.html", "<".repeat(2_000_000).getBytes(StandardCharsets.UTF_8)));
    assertThat(facts.of(FactKind.UI_TEXT)).isEmpty();
  }
}
