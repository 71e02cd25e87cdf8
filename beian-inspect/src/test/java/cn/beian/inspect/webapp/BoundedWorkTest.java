package cn.beian.inspect.webapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.facts.HandlerExpression;
import cn.beian.inspect.webapp.html.HtmlFile;
import cn.beian.inspect.webapp.project.ConditionalComments;
import cn.beian.testkit.Samples;
import cn.beian.testkit.miniprogram.MiniProgramFiles;
import cn.beian.testkit.miniprogram.SourceFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mini-programs that are small and ask for work without end: read in time that goes with their
 * size. Without a bound each of them takes a minute at least, many no end at all, so the limit of
 * time here tells apart what differs a hundredfold.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class BoundedWorkTest {
  @TempDir Path folder;

  private FactSet inspect(SourceFiles files) throws Exception {
    return inspect(files.writeTo(folder));
  }

  private static FactSet inspect(Path file) throws Exception {
    return PackageInspector.inspect(
        PackageInput.of(List.of(file)), Limits.standard(), 1, (done, total, what) -> {});
  }

  private static SourceFiles uniApp(String easycom, String page) {
    return new SourceFiles()
        .file(
            "pages.json", "{\"pages\": [{\"path\": \"pages/a/a\"}], \"easycom\": " + easycom + "}")
        .file("manifest.json", "{\"name\": \"示例\"}")
        .file("App.vue", "<script>export default {}</script>")
        .file("pages/a/a.vue", page);
  }

  private static List<String> texts(FactSet facts) {
    return facts.of(FactKind.UI_TEXT).stream()
        .filter(fact -> fact.screen().equals("pages/a/a"))
        .map(fact -> fact.text(Field.TEXT))
        .toList();
  }

  private static List<String> anomalies(FactSet facts) {
    return facts.of(FactKind.ANOMALY).stream().map(fact -> fact.text(Field.CODE)).toList();
  }

  @Test
  void easycomPattern_thatTriesEveryWay_isGivenUp_andOthersFindTheirParts() throws Exception {
    String tag = "a".repeat(40);
    String easycom =
        "{\"(a|a)+\\\\1b\": \"parts/$1.vue\", \"^my-([^-].*)\": \"parts/$1.vue\","
            + " \"^(?!my-x|my-y)our-(.*)\": \"parts/$1.vue\"}";
    FactSet facts =
        inspect(
            uniApp(easycom, "<template><" + tag + "/><my-card/><our-list/></template>")
                .file("parts/card.vue", "<template><view>卡片</view></template>")
                .file("parts/list.vue", "<template><view>名单</view></template>"));
    assertThat(anomalies(facts)).contains("easycom_pattern");
    assertThat(texts(facts)).contains("卡片", "名单");
  }

  @Test
  void easycomPath_thatGrowsWithEachGroup_isNone() throws Exception {
    String groups = "(".repeat(60) + ".*" + ")".repeat(60);
    String tag = "a" + "$2$3$4$5$6$7$8$9".repeat(5);
    FactSet facts =
        inspect(
            uniApp(
                "{\"^" + groups + "\": \"" + "$1".repeat(200) + "\"}",
                "<template><view>正文<" + tag + "/></view></template>"));
    assertThat(texts(facts)).contains("正文");
  }

  @Test
  void singleFile_ofManyParts_isNotCopiedForEach() throws Exception {
    FactSet facts =
        inspect(uniApp("{}", "<template><view>正文</view></template>\n" + "<a></a>".repeat(200_000)));
    assertThat(texts(facts)).contains("正文");
  }

  private Path wxapkg(String template) throws Exception {
    byte[] bytes = Samples.wxapkg().file("/page-frame.html", template).plain();
    return Files.write(folder.resolve("p.wxapkg"), bytes);
  }

  private static String frame(String constants, String statements) {
    return "<script>function gz$gwx_1(){\n"
        + constants
        + "\n}\nvar x=['./pages/a/a.wxml'];\nvar m0=function(e,s,r,gg){\nvar z=gz$gwx_1()\n"
        + statements
        + "\nreturn r\n}\ne_[x[0]]={f:m0,j:[]}</script>";
  }

  @Test
  void compiledTemplate_thatIsNoTree_isNotWrittenAsOne() throws Exception {
    FactSet facts =
        inspect(wxapkg(frame("", "_(r,B)\n_(B,C)\n_(B,C)\n_(C,B)\n_(C,B)\n".repeat(2))));
    assertThat(anomalies(facts)).contains("wxml_too_large", "page_missing");
  }

  @Test
  void compiledTemplate_ofOneLongConstant_isNotWrittenManyTimes() throws Exception {
    String statements = "var B=_oz(z,0,e,s,gg)\n_(r,B)\n".repeat(20_000);
    FactSet facts = inspect(wxapkg(frame("Z([3,'" + "正".repeat(200_000) + "'])", statements)));
    assertThat(anomalies(facts)).contains("wxml_too_large");
  }

  @Test
  void compiledTemplate_ofListsThatDoNotEnd_looksForTheirEndOnce() throws Exception {
    String rest = "var x=[var A=_mz(z,'a',[".repeat(40_000);
    FactSet facts = inspect(wxapkg(frame("Z([3,'正文'])", "var B=_oz(z,0,e,s,gg)\n_(r,B)\n") + rest));
    assertThat(texts(facts)).contains("正文");
  }

  @Test
  void compiledTemplate_placesOutOfRange_areNone() throws Exception {
    String large = "99999999999999999999";
    FactSet facts =
        inspect(
            wxapkg(
                frame(
                        "Z([3,'正文'])",
                        "var B=_oz(z,0,e,s,gg)\n_(r,B)\nvar C=_oz(z,"
                            + large
                            + ",e,s,gg)\n_(r,C)\n"
                            + "var D=_mz(z,'a',['b',"
                            + large
                            + "],[],e,s,gg)\n_(r,D)\n_rz(z,D,'c',"
                            + large
                            + ",e,s,gg)\n_ic(x[0],e_,x["
                            + large
                            + "],e,s,D,gg)")
                    + "e_[x["
                    + large
                    + "]]={f:m0}"));
    assertThat(texts(facts)).contains("正文");
  }

  private FactSet page(String wxml, String script) throws Exception {
    return inspect(MiniProgramFiles.atRoot().page("pages/a/a", wxml, script, "{}").writeTo(folder));
  }

  private static List<String> names(FactSet facts, String role) {
    return facts.of(FactKind.IDENTIFIER).stream()
        .filter(fact -> fact.text(Field.ROLE).equals(role))
        .map(fact -> fact.text(Field.NAME))
        .toList();
  }

  @Test
  void pictures_oneAfterTheOther_areEachLookedAtOnce() throws Exception {
    FactSet facts = page("<image src='zan.png'/>".repeat(60_000) + "{{n}}", "Page({})");
    assertThat(names(facts, "counted_icon")).contains("zan");
  }

  @Test
  void icons_besideACaption_areEachLookedAtOnce() throws Exception {
    String icons = "<icon type='a'/><image src='b.png' bindtap='go'/>".repeat(30_000);
    FactSet facts = page("<view>" + icons + "<text>巡查</text></view>", "Page({go(){}})");
    assertThat(facts.of(FactKind.CONTROL))
        .isNotEmpty()
        .allMatch(fact -> fact.text(Field.TEXT).isEmpty());
  }

  @Test
  void classOfOneLongWord_isLookedAtOnce() throws Exception {
    FactSet facts = page("<view class='con" + "a".repeat(400_000) + "'>正文</view>", "Page({})");
    assertThat(texts(facts)).contains("正文");
  }

  /** Routes and strings, none of which is the end of another. */
  @Test
  void manyRoutesAndStrings_areNotComparedEachWithEach() throws Exception {
    StringBuilder pages = new StringBuilder();
    StringBuilder strings = new StringBuilder();
    StringBuilder links = new StringBuilder();
    for (int i = 0; i < 25_000; i++) {
      pages.append(",\"pages/x/").append(i).append('"');
      strings.append("['/pages/y/").append(i).append("'],");
      links.append("<view url='/pages/z/").append(i).append("'/>");
    }
    FactSet facts =
        inspect(
            MiniProgramFiles.atRoot()
                .file("app.json", "{\"pages\":[\"pages/a/a\"" + pages + "]}")
                .part("pages/a/a", "正文" + links, "Page({data:[" + strings + "]})", "{}")
                .writeTo(folder));
    assertThat(texts(facts)).contains("正文");
  }

  @Test
  void callsThatComputeRoutes_areLookedForUpToABound() throws Exception {
    StringBuilder pages = new StringBuilder();
    StringBuilder calls = new StringBuilder();
    for (int i = 0; i < 25_000; i++) {
      pages.append(",\"pages/x/").append(i).append('"');
      calls.append("page('pages','y").append(i).append("');");
    }
    FactSet facts =
        inspect(
            MiniProgramFiles.atRoot()
                .file("app.json", "{\"pages\":[\"pages/a/a\"" + pages + "]}")
                .part("pages/a/a", "正文", "page('x','24999');" + calls, "{}")
                .writeTo(folder));
    assertThat(facts.of(FactKind.SCREEN))
        .filteredOn(fact -> fact.text(Field.NAME).equals("pages/a/a"))
        .allSatisfy(fact -> assertThat(fact.texts(Field.TARGETS)).contains("pages/x/24999"));
  }

  @Test
  void handlerOfOneLongWord_isLookedAtOnce() throws Exception {
    String view = "<view @tap='" + "a".repeat(4_000) + "'/>";
    String page = "<template><view>正文</view>" + view.repeat(100) + "</template>";
    assertThat(HandlerExpression.of("a1".repeat(2_000)).functions())
        .containsExactly("a1".repeat(2_000));
    assertThat(HandlerExpression.of("go(a.b?.c (x), 'd(' , e)").functions())
        .containsExactly("go", "a.b.c");
    assertThat(texts(inspect(uniApp("{}", page)))).contains("正文");
  }

  @Test
  void htmlWhoseTagsDoNotEnd_isLookedThroughOnce() {
    assertThat(HtmlFile.of("<title>甲</title><p>" + "<title ".repeat(100_000)).title())
        .isEqualTo("甲");
  }

  @Test
  void conditionsOnOneLine_costNoMoreThanTheLine() {
    String marks = "#ifdef *".repeat(200_000);
    assertThat(ConditionalComments.chosen(marks + "\na")).isEqualTo(marks + "\n ");
  }

  @Test
  void identityOfAnotherLengthThanAnyPlatformGives_isToldAndNone() throws Exception {
    String appId = "wx" + "a".repeat(254);
    FactSet facts =
        inspect(
            MiniProgramFiles.atRoot()
                .page("pages/a/a", "正文", "Page({})", "{}")
                .file("project.config.json", "{\"appid\":\"" + appId + "\"}")
                .writeTo(folder));
    assertThat(facts.identity("package")).isEmpty();
    assertThat(anomalies(facts)).contains("identity_too_long");
  }

  @Test
  void longNameOfAVersion_isCut() throws Exception {
    FactSet facts =
        inspect(
            uniApp("{}", "<template><view>正文</view></template>")
                .file("manifest.json", "{\"versionName\": \"" + "版".repeat(300) + "\"}"));
    assertThat(facts.identity("version_name")).contains("版".repeat(200));
    assertThat(anomalies(facts)).contains("identity_too_long");
  }

  /**
   * Files that pass on names to each other as a whole: as many ways as products of their number.
   */
  @Test
  void exportsThatLeadToEachOther_areLookedForOnceInEachFile() throws Exception {
    int files = 40;
    SourceFiles source =
        new SourceFiles()
            .file("package.json", "{\"dependencies\": {\"@tarojs/taro\": \"3.0.0\"}}")
            .file("src/app.config.ts", "export default { pages: ['pages/a/a'] }")
            .file("src/app.ts", "export default {}")
            .file(
                "src/pages/a/a.tsx",
                "import { None } from '../../f0'\nexport default () => <View>正文<None/></View>");
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < files; i++) {
      all.append("export * from './f").append(i).append("'\n");
      all.append("export { None } from './f").append(i).append("'\n");
    }
    for (int i = 0; i < files; i++) {
      String own = "export { None } from './f" + (i + 1) % files + "'\n";
      String stars = all.toString().replaceAll("export \\{ None.*\\n", "");
      source.file("src/f" + i + ".ts", own + stars);
    }
    assertThat(texts(inspect(source))).contains("正文");
  }

  @Test
  void pagesThatAllLeadToEachOther_countAsOpen() throws Exception {
    StringBuilder routes = new StringBuilder();
    MiniProgramFiles files = MiniProgramFiles.atRoot();
    for (int i = 0; i < 1_500; i++) {
      files.page("p/" + i, "<part/>", "Page({})", "{\"usingComponents\":{\"part\":\"/c/c\"}}");
      routes.append("'/p/").append(i).append("',");
    }
    files.part("c/c", "<view>正文</view>", "Component({data:[" + routes + "]})", "{}");
    FactSet facts = inspect(files.writeTo(folder));
    assertThat(anomalies(facts)).contains("ways_not_followed");
    assertThat(facts.of(FactKind.SCREEN))
        .hasSize(1_500)
        .allMatch(screen -> screen.flag(Field.REACHABLE).orElseThrow());
  }

  /** Each page gets the title of all. */
  @Test
  void longTitleOfManyPages_reachesTheLimit() {
    StringBuilder pages = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      pages.append(",\"a/").append(i).append('"');
    }
    String title = "\"window\":{\"navigationBarTitleText\":\"" + "题".repeat(4_000) + "\"}";
    MiniProgramFiles files =
        MiniProgramFiles.atRoot()
            .file("app.json", "{\"pages\":[\"pages/a/a\"" + pages + "]," + title + "}")
            .part("pages/a/a", "正文", "Page({})", "{}");
    assertThatThrownBy(() -> inspect(files.writeTo(folder)))
        .isInstanceOfSatisfying(
            PackageFormatException.class,
            e -> assertThat(e.code()).isEqualTo(PackageFormatException.Code.LIMIT));
  }
}
