package cn.beian.inspect.miniprogram;

import static cn.beian.facts.FactKind.ANOMALY;
import static cn.beian.facts.FactKind.CONTROL;
import static cn.beian.facts.FactKind.SCREEN;
import static cn.beian.facts.FactKind.UI_TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.facts.Fact;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.Limits;
import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.ReaderContract;
import cn.beian.testkit.miniprogram.WxapkgBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WxapkgReaderTest extends ReaderContract {
  @TempDir Path packages;

  private static final String APP_ID = "wx0123456789abcdef";

  private static WxapkgBytes main() {
    return new WxapkgBytes()
        .file(
            "/app-config.json",
            "{\"entryPagePath\":\"pages/a/a.html\",\"pages\":[\"pages/a/a\",\"sub/b/b\"],"
                + "\"subPackages\":[{\"root\":\"sub/\",\"pages\":[\"sub/b/b\"]}],"
                + "\"page\":{\"pages/a/a.html\":{\"window\":{\"navigationBarTitleText\":\"签到\",\"usingComponents\":{}}}},"
                + "\"global\":{\"window\":{\"navigationBarTitleText\":\"示例\"}}}")
        .file(
            "/app-service.js",
            "var __wxRoute; define(\"utils/api.js\", function(require, module, exports){ exports.sign = function(){ wx.request({url:'/sign/in'}) } \n});"
                + "\n__wxRoute='pages/a/a'; define(\"pages/a/a.js\", function(require, module, exports){ var api = require('../../utils/api.js');"
                + " Page({ onSign: function(){ api.sign() }, go: function(){ wx.navigateTo({url:'/sub/b/b'}) } }) });require(\"pages/a/a.js\");\n")
        .file(
            "/page-frame.html",
            "<script>function gz$gwx_1(){\n(function(z){var a=11;function Z(ops){z.push(ops)}"
                + "\nZ([3,'onSign'])\nZ([3,'立即签到'])\nZ([a,[3,'连续'],[[7],[3,'days']],[3,'天']])"
                + "\nZ([[2,'?:'],[[2,'=='],[[7],[3,'s']],[1,1]],[1,'已签到'],[1,'未签到']])\nZ([[7],[3,'list']])\nZ([3,'排名'])\n})(z);return z}"
                + "\nvar x=['./pages/a/a.wxml'];d_[x[0]]={}\nvar m0=function(e,s,r,gg){\nvar z=gz$gwx_1()"
                + "\nvar oB=_n('view')\nvar xC=_mz(z,'button',['bindtap',0,'hoverClass',0],[],e,s,gg)\nvar oD=_oz(z,1,e,s,gg)\n_(xC,oD)\n_(oB,xC)"
                + "\nvar fE=_oz(z,2,e,s,gg)\n_(oB,fE)\nvar cF=_oz(z,3,e,s,gg)\n_(oB,cF)"
                + "\nvar hG=_v()\n_(oB,hG)\nvar oH=function(cI,oJ,lK,gg){\nvar aL=_n('text')\nvar tM=_oz(z,5,cI,oJ,gg)\n_(aL,tM)\n_(lK,aL)\nreturn lK\n}"
                + "\nhG.wxXCkey=2\n_2z(z,4,oH,e,s,gg,hG,'item','index','')\n_(r,oB)\nreturn r\n}"
                + "\ne_[x[0]]={f:m0,j:[],i:[],ti:[],ic:[]}\n</script>")
        .file("/static/a.png", "png");
  }

  @Override
  protected byte[] sample() {
    return main().plain();
  }

  @Override
  protected String format() {
    return "wxapkg";
  }

  @Override
  protected byte[] escaping() {
    return main().file("/../out.js", "a()").plain();
  }

  @Override
  protected byte[] doubled() {
    return main().file("static/a.png", "b").plain();
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
                "function gz$gwx1_1(){\nZ([3,'分包'])\n}\nvar x=['./sub/b/b.wxml'];\nvar m0=function(e,s,r,gg){\nvar z=gz$gwx1_1()"
                    + "\nvar a=_oz(z,0,e,s,gg)\n_(r,a)\nreturn r\n}\ne_[x[0]]={f:m0,j:[]}")
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
  void subPackageAlone_isRefusedWithTheReason() {
    byte[] sub = new WxapkgBytes().file("/sub/app-service.js", "a()").plain();
    assertThatThrownBy(() -> inspect(sub))
        .isInstanceOf(PackageFormatException.class)
        .hasMessageContaining("main package");
  }

  @Test
  void wrappedPackage_opensWithTheDeclaredAppIdOnly() throws Exception {
    Path file = Files.write(packages.resolve("w"), main().wrapped(APP_ID));
    PackageInput input = PackageInput.of(List.of(file));
    FactSet facts = PackageInspector.inspect(input.withAppId(APP_ID), Limits.standard());
    assertThat(texts(facts, "pages/a/a")).contains("立即签到");
    assertThat(facts.identity("package")).contains(APP_ID);
    for (PackageInput other : List.of(input, input.withAppId("wxffffffffffffffff"))) {
      assertThatThrownBy(() -> PackageInspector.inspect(other, Limits.standard()))
          .isInstanceOf(PackageFormatException.class)
          .hasMessageContaining("AppID");
    }
  }
}
