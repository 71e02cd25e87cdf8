package cn.beian.inspect.harmony;

import static cn.beian.facts.FactKind.ANOMALY;
import static cn.beian.facts.FactKind.API_CALL;
import static cn.beian.facts.FactKind.CONTROL;
import static cn.beian.facts.FactKind.COVERAGE;
import static cn.beian.facts.FactKind.SCREEN;
import static cn.beian.facts.FactKind.UI_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Fact;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.harmony.AbcBytes;
import cn.beian.testkit.harmony.ArkCode;
import cn.beian.testkit.harmony.HapSamples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages show, as the compiler of ArkUI builds them in packages that were seen. */
class HapPagesTest {
  private static final String INDEX = "&entry/src/main/ets/pages/Index&";

  @TempDir private Path folder;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ZipBytes files(byte[] code) {
    return new ZipBytes()
        .deflated("module.json", utf8(HapSamples.manifest("entry", "entry")))
        .deflated("resources/base/profile/main_pages.json", utf8("{\"src\":[\"pages/Index\"]}"))
        .stored("ets/modules.abc", code);
  }

  private FactSet inspect(ZipBytes files) throws Exception {
    return InspectedHap.of(files, folder);
  }

  /** A page whose class renders by that code; a module of its own declares further functions. */
  private static AbcBytes page(
      int[] version, Consumer<ArkCode> render, Consumer<AbcBytes.Module> more) {
    return new AbcBytes(version[0], version[1], version[2], version[3])
        .literal("members", "initialRender", new AbcBytes.Function("#~Index>#initialRender"))
        .module(
            INDEX,
            module -> {
              more.accept(module);
              module
                  .function(
                      "func_main_0",
                      c ->
                          c.scope(4)
                              .global("ViewPU")
                              .sta(7)
                              .type("#~Index=#Index", "members", 7)
                              .end())
                  .function("#~Index=#Index", ArkCode::end)
                  .function("#~Index>#initialRender", render);
            });
  }

  private static final int[] API_12 = {12, 0, 6, 0};

  private static List<String> texts(FactSet facts, String screen) {
    return facts.of(UI_TEXT).stream()
        .filter(fact -> fact.screen().equals(screen))
        .map(fact -> fact.text(Field.TEXT))
        .toList();
  }

  private static void observe(ArkCode c, String part) {
    c.receiver().sta(1).lda(1).property("observeComponentCreation2").sta(2);
    c.function(part).sta(3).lda(2).callThis(1, 3, 3);
  }

  @Test
  void itemsOfLists_areInsideOfTheFunctionThatMakesThem() throws Exception {
    AbcBytes code =
        page(
            API_12,
            c -> {
              c.scope(2).function("#deep").store(0, 0);
              observe(c, "#item");
              c.on("ListItem", "pop").end();
            },
            module ->
                module
                    .function("#item", c -> c.load(0, 0).sta(4).on("ListItem", "create", 4).end())
                    .function(
                        "#deep",
                        c -> {
                          observe(c, "#item");
                          c.text("步行详情").sta(4).on("Text", "create", 4).on("Text", "pop");
                          c.on("ListItem", "pop").end();
                        }));
    assertThat(texts(inspect(files(code.toBytes())), "pages/Index")).containsExactly("步行详情");
  }

  /**
   * The compiler of API 9 ends an element in the function that makes it, where it is made again.
   */
  @Test
  void elementOfApi9_holdsWhatIsRenderedAfterTheFunctionThatMakesIt() throws Exception {
    AbcBytes code =
        page(
            new int[] {9, 0, 0, 0},
            c -> {
              observe(c, "#row");
              c.text("立即签到").sta(4).on("Text", "create", 4).on("Text", "pop");
              c.on("Row", "pop").end();
            },
            module ->
                module
                    .function(
                        "#row",
                        c ->
                            c.on("Row", "create")
                                .function("#onClick")
                                .sta(5)
                                .on("Row", "onClick", 5)
                                .on("Row", "pop")
                                .end())
                    .function("#onClick", c -> c.on("router", "back").end()));
    FactSet facts = inspect(files(code.toBytes()));
    assertThat(facts.of(CONTROL)).extracting(fact -> fact.text(Field.TEXT)).containsExactly("立即签到");
  }

  @Test
  void buildersInOptions_areShown() throws Exception {
    AbcBytes code =
        page(
            API_12,
            c -> {
              c.emptyObject().sta(6).emptyObject().sta(5);
              c.receiver().sta(1).lda(1).property("swipe").put("builder", 5).lda(5).put("end", 6);
              c.on("ListItem", "create").on("ListItem", "swipeAction", 6);
              c.receiver().sta(1).lda(1).property("sheet").sta(2).lda(2).property("call");
              c.callThis(2, 1).end();
            },
            module ->
                module
                    .function(
                        "#~Index>#swipe",
                        c -> c.text("删除").sta(4).on("Text", "create", 4).on("Text", "pop").end())
                    .function(
                        "#~Index>#sheet",
                        c -> c.text("选择城市").sta(4).on("Text", "create", 4).end()));
    assertThat(texts(inspect(files(code.toBytes())), "pages/Index")).containsExactly("删除", "选择城市");
  }

  /** Libraries of an app hand their components on by an index, by name or all of them. */
  @Test
  void componentThatIsHandedOn_isFoundWhereItIsMade() throws Exception {
    AbcBytes code =
        page(
                API_12,
                c -> c.imported(0).sta(1).make(1, 1).imported(1).sta(1).make(1, 1).end(),
                module ->
                    module
                        .imports("@normalized:N&&&home/Index&1.0.0", "Card")
                        .imports("@normalized:N&&&home/Index&1.0.0", "Badge"))
            .literal("card", "initialRender", new AbcBytes.Function("#~Card>#initialRender"))
            .literal("badge", "initialRender", new AbcBytes.Function("#~Badge>#initialRender"))
            .module(
                "&home/Index&1.0.0",
                module ->
                    module
                        .passes("@normalized:N&&&home/src/main/ets/Card&1.0.0", "Card")
                        .passesAll("@normalized:N&&&home/src/main/ets/Badge&1.0.0")
                        .passesAll("@normalized:N&&&home/Index&1.0.0"))
            .module("&home/src/main/ets/Card&1.0.0", m -> component(m, "Card", "card", "精选推荐"))
            .module("&home/src/main/ets/Badge&1.0.0", m -> component(m, "Badge", "badge", "我的勋章"));
    assertThat(texts(inspect(files(code.toBytes())), "pages/Index"))
        .containsExactlyInAnyOrder("精选推荐", "我的勋章");
  }

  /** An app names its bundle as it likes; only the scheme of a request says whose a module is. */
  @ParameterizedTest
  @ValueSource(
      strings = {"cn.gov.x", "ohos.demo.app", "hms.demo", "system.a.b.c", "arkui.x", "kit.x"})
  void componentsOfTheBundle_areFound_whateverItIsCalled(String bundle) throws Exception {
    String views = bundle + "/entry/ets/view/";
    AbcBytes code =
        page(
                API_12,
                c -> {
                  c.imported(0).sta(1).make(1, 1);
                  c.imported(1).call();
                  c.raw(0x7b, 2).sta(1).lda(1).property("Part").sta(2).make(2, 1).end();
                },
                module ->
                    module
                        .imports("@bundle:" + views + "Card", "Card")
                        .imports("@bundle:" + views + "Foot", "foot")
                        .imports("@bundle:" + views + "Part", "*"))
            .literal("card", "initialRender", new AbcBytes.Function("#~Card>#initialRender"))
            .literal("part", "initialRender", new AbcBytes.Function("#~Part>#initialRender"))
            .module(views + "Card", m -> component(m, "Card", "card", "精选推荐"))
            .module(views + "Part", m -> component(m, "Part", "part", "每日打卡"))
            .module(
                views + "Foot",
                module ->
                    module
                        .exports("foot")
                        .function("#*#mainFoot", c -> c.function("#foot").exported(0).end())
                        .function(
                            "#foot", c -> c.text("排行榜").sta(4).on("Text", "create", 4).end()));
    FactSet facts = inspect(files(code.toBytes()));
    assertThat(texts(facts, "pages/Index")).containsExactlyInAnyOrder("精选推荐", "排行榜", "每日打卡");
    assertThat(facts.of(API_CALL)).isEmpty();
  }

  private static void component(AbcBytes.Module module, String name, String literal, String text) {
    module
        .exports(name)
        .function(
            "#*#main" + name,
            c ->
                c.global("ViewPU")
                    .sta(7)
                    .type("#~" + name + "=#" + name, literal, 7)
                    .exported(0)
                    .end())
        .function("#~" + name + "=#" + name, ArkCode::end)
        .function(
            "#~" + name + ">#initialRender",
            c -> c.text(text).sta(4).on("Text", "create", 4).on("Text", "pop").end());
  }

  @Test
  void namedRouteOfALibrary_isThePageOfTheLibrary() throws Exception {
    String map =
        "{\"routerMap\":[{\"name\":\"Home\",\"pageSourceFile\":\"src/main/ets/pages/Index.ets\","
            + "\"ohmurl\":\"@normalized:N&&&home/src/main/ets/pages/Index&1.0.0\"}]}";
    AbcBytes code =
        page(API_12, c -> c.text("首页").sta(4).on("Text", "create", 4).end(), module -> {})
            .literal("card", "initialRender", new AbcBytes.Function("#~Card>#initialRender"))
            .module(
                "&home/src/main/ets/pages/Index&1.0.0",
                module -> component(module, "Card", "card", "精选推荐"));
    String manifest =
        HapSamples.manifest("entry", "entry")
            .replace("\"pages\":", "\"routerMap\":\"$profile:route_map\",\"pages\":");
    FactSet facts =
        inspect(
            new ZipBytes()
                .deflated("module.json", utf8(manifest))
                .deflated(
                    "resources/base/profile/main_pages.json", utf8("{\"src\":[\"pages/Index\"]}"))
                .deflated("resources/base/profile/route_map.json", utf8(map))
                .stored("ets/modules.abc", code.toBytes()));
    assertThat(facts.of(SCREEN))
        .extracting(fact -> fact.text(Field.NAME))
        .containsExactlyInAnyOrder("pages/Index", "home/pages/Index");
    assertThat(texts(facts, "home/pages/Index")).containsExactly("精选推荐");
    assertThat(covered(facts, "pages")).isEqualTo("2/2");
  }

  private static String covered(FactSet facts, String name) {
    Fact coverage =
        facts.of(COVERAGE).stream()
            .filter(fact -> fact.text(Field.NAME).equals(name))
            .findFirst()
            .orElseThrow();
    return coverage.number(Field.READABLE).orElseThrow()
        + "/"
        + coverage.number(Field.TOTAL).orElseThrow();
  }

  /** Until API 10 a module could be built to one script and one file of bytecode for each page. */
  @Test
  void scriptsOfTheStageModel_areRead_andTheirPagesAreNot() throws Exception {
    FactSet facts =
        inspect(
            new ZipBytes()
                .deflated("module.json", utf8(HapSamples.manifest("entry", "entry")))
                .deflated(
                    "resources/base/profile/main_pages.json", utf8("{\"src\":[\"pages/index\"]}"))
                .deflated("ets/pages/index.js", utf8("fetch('https://api.demo.gov.cn/v1')"))
                .stored("ets/pages/index.abc", new AbcBytes(0, 0, 0, 2).toBytes()));
    assertThat(covered(facts, "code")).isEqualTo("1/1");
    assertThat(covered(facts, "pages")).isEqualTo("0/1");
    assertThat(facts.of(cn.beian.facts.FactKind.URL))
        .extracting(fact -> fact.text(Field.TEXT))
        .containsExactly("https://api.demo.gov.cn/v1");
  }

  @Test
  void abilitiesWithoutCode_areNoCodeThatWasRead() throws Exception {
    FactSet facts =
        inspect(
            new ZipBytes()
                .deflated("module.json", utf8(HapSamples.manifest("entry", "entry")))
                .stored("ets\\modules.abc", new AbcBytes(13, 0, 1, 0).toBytes()));
    assertThat(facts.of(ANOMALY))
        .extracting(fact -> fact.text(Field.CODE))
        .contains("zip-unsafe-name");
    assertThat(covered(facts, "code")).isEqualTo("0/1");
  }

  @Test
  void versionsThatWereSeen_areRead() throws Exception {
    for (int[] version :
        new int[][] {
          {9, 0, 0, 0},
          {11, 0, 2, 0},
          {12, 0, 1, 0},
          {12, 0, 2, 0},
          {12, 0, 6, 0},
          {13, 0, 1, 0},
          {24, 0, 0, 0}
        }) {
      byte[] code = page(version, c -> c.end(), module -> {}).toBytes();
      assertThat(covered(inspect(files(code)), "code")).isEqualTo("3/3");
    }
  }

  @Test
  void callOfManyArgumentsByName_isOf24_andOfNoVersionBefore() throws Exception {
    for (int major : new int[] {13, 24}) {
      byte[] code =
          page(
                  major == 24 ? new int[] {24, 0, 0, 0} : new int[] {13, 0, 1, 0},
                  c -> c.imported(0).sta(1).callNamedWide("request", 1, 2).end(),
                  module -> module.imports("@ohos:net.http", "default"))
              .toBytes();
      FactSet facts = inspect(files(code));
      assertThat(covered(facts, "code")).isEqualTo(major == 24 ? "3/3" : "2/3");
      assertThat(facts.of(API_CALL))
          .extracting(fact -> fact.text(Field.NAME))
          .containsExactlyElementsOf(major == 24 ? List.of("ohos.net.http.request") : List.of());
    }
  }

  /** What a call of the parent's constructor gives is not what was there before it. */
  @Test
  void callWithManyArguments_leavesNothingOfWhatWasThere() throws Exception {
    byte[] code =
        page(
                API_12,
                c -> c.imported(0).superWide(1, 2).property("request").sta(2).lda(2).callThis(2),
                module -> module.imports("@ohos:net.http", "default"))
            .toBytes();
    assertThat(inspect(files(code)).of(API_CALL)).isEmpty();
  }
}
