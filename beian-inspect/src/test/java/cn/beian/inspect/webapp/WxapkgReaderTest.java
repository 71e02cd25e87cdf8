package cn.beian.inspect.webapp;

import static cn.beian.facts.FactKind.ANOMALY;
import static cn.beian.facts.FactKind.CONTROL;
import static cn.beian.facts.FactKind.SCREEN;
import static cn.beian.facts.FactKind.UI_TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.facts.Fact;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.ReaderContract;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.testkit.Samples;
import cn.beian.testkit.miniprogram.WxapkgBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WxapkgReaderTest extends ReaderContract {
  @TempDir Path packages;

  @Override
  protected byte[] sample() {
    return Samples.wxapkg().plain();
  }

  @Override
  protected String format() {
    return "wxapkg";
  }

  @Override
  protected byte[] escaping() {
    return Samples.wxapkg().file("/../out.js", "a()").plain();
  }

  @Override
  protected byte[] doubled() {
    return Samples.wxapkg().file("static/a.png", "b").plain();
  }

  private static List<String> texts(FactSet facts, String screen) {
    return facts.of(UI_TEXT).stream()
        .filter(fact -> fact.screen().equals(screen))
        .map(fact -> fact.text(Field.TEXT))
        .toList();
  }

  @Test
  void compiledTemplate_givesTextsOfItsPage() throws Exception {
    FactSet facts = inspect(sample());
    assertThat(texts(facts, "pages/a/a"))
        .containsExactlyInAnyOrder("签到", "立即签到", "连续…天 …", "已签到", "未签到", "排名");
    assertThat(facts.of(UI_TEXT))
        .filteredOn(fact -> fact.text(Field.TEXT).equals("排名"))
        .singleElement()
        .satisfies(
            fact -> assertThat(fact.at().entry()).isEqualTo("page-frame.html!pages/a/a.wxml"));
  }

  @Test
  void handler_isFollowedThroughTheModulesOfTheBundle() throws Exception {
    Fact control = inspect(sample()).of(CONTROL).get(0);
    assertThat(control.text(Field.TEXT)).isEqualTo("立即签到");
    assertThat(control.texts(Field.CALLS)).containsExactly("utils/api.sign", "wx.request");
  }

  @Test
  void subPackage_thatIsMissing_isNamed_andWithItThePageIsThere() throws Exception {
    FactSet alone = inspect(sample());
    assertThat(alone.of(ANOMALY))
        .anyMatch(fact -> fact.text(Field.CODE).equals("subpackage_missing"));
    byte[] sub =
        new WxapkgBytes()
            .file("/sub/app-service.js", "define(\"sub/b/b.js\", function(require){ Page({}) });")
            .file(
                "/sub/page-frame.js",
                """
                function gz$gwx1_1(){
                Z([3,'分包'])
                }
                var x=['./sub/b/b.wxml'];
                var m0=function(e,s,r,gg){
                var z=gz$gwx1_1()
                var a=_oz(z,0,e,s,gg)
                _(r,a)
                return r
                }
                e_[x[0]]={f:m0,j:[]}""")
            .plain();
    FactSet both =
        PackageInspector.inspect(
            PackageInput.of(
                List.of(
                    Files.write(packages.resolve("a"), sample()),
                    Files.write(packages.resolve("b"), sub))),
            Limits.standard());
    assertThat(texts(both, "sub/b/b")).containsExactlyInAnyOrder("示例", "分包");
    assertThat(both.of(ANOMALY))
        .noneMatch(fact -> fact.text(Field.CODE).equals("subpackage_missing"));
    assertThat(both.of(SCREEN)).allMatch(screen -> screen.flag(Field.REACHABLE).orElseThrow());
  }

  @Test
  void lastModule_endsBeforeWhatWrapsIt() throws Exception {
    byte[] wrapped =
        Samples.wxapkg()
            .file(
                "/plugin/app-service.js",
                "run(function(){ define(\"p/v.js\", function(require){ Component({}) });"
                    + " require(\"p/v.js\"); });")
            .plain();
    assertThat(inspect(wrapped).of(ANOMALY))
        .noneMatch(fact -> fact.text(Field.CODE).equals("script_not_parsed"));
  }

  @Test
  void subPackageAlone_isRefusedWithTheReason() {
    byte[] sub = new WxapkgBytes().file("/sub/app-service.js", "a()").plain();
    assertThatThrownBy(() -> inspect(sub))
        .isInstanceOf(PackageFormatException.class)
        .hasMessageContaining("main package");
  }

  @Test
  void wrappedPackageWithoutAppId_isNotCalledDamaged() throws Exception {
    Path file = Files.write(packages.resolve("w0"), Samples.wxapkg().wrapped(Samples.APP_ID));
    assertThatThrownBy(
            () -> PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard()))
        .isInstanceOfSatisfying(
            PackageFormatException.class,
            e -> {
              assertThat(e.code()).isEqualTo(PackageFormatException.Code.NOT_READ_YET);
              assertThat(e.sentence(Locale.ENGLISH)).contains("AppID", "--declared");
              assertThat(e.sentence(Locale.CHINESE)).contains("AppID", "--declared");
            });
  }

  @Test
  void wrappedPackage_opensWithTheDeclaredAppIdOnly() throws Exception {
    Path file = Files.write(packages.resolve("w"), Samples.wxapkg().wrapped(Samples.APP_ID));
    PackageInput input = PackageInput.of(List.of(file));
    FactSet facts = PackageInspector.inspect(input.withAppId(Samples.APP_ID), Limits.standard());
    assertThat(texts(facts, "pages/a/a")).contains("立即签到");
    assertThat(facts.identity("package")).contains(Samples.APP_ID);
    for (PackageInput other : List.of(input, input.withAppId("wxffffffffffffffff"))) {
      assertThatThrownBy(() -> PackageInspector.inspect(other, Limits.standard()))
          .isInstanceOf(PackageFormatException.class)
          .hasMessageContaining("AppID");
    }
  }
}
