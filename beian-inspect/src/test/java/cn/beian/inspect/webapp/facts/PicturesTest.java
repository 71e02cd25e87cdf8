package cn.beian.inspect.webapp.facts;

import static cn.beian.facts.FactKind.COVERAGE;
import static cn.beian.facts.FactKind.IDENTIFIER;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Fact;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.miniprogram.MiniProgramFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages drawn instead of written, websites instead of pages, icons that stand for a word. */
class PicturesTest {
  private static final String START = "<view>首页</view>";

  @TempDir Path folder;

  private FactSet app(String launch, String inner) throws Exception {
    MiniProgramFiles files =
        MiniProgramFiles.atRoot()
            .page("pages/a/a", launch, "Page({})", "{}")
            .page("pages/b/b", inner, "Page({})", "{}");
    return PackageInspector.inspect(
        PackageInput.of(List.of(files.writeTo(folder))), Limits.standard());
  }

  private static Fact coverage(FactSet facts, String name) {
    return facts.of(COVERAGE).stream()
        .filter(fact -> fact.text(Field.NAME).equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static boolean complete(FactSet facts, String name) {
    Fact coverage = coverage(facts, name);
    return coverage.number(Field.READABLE).equals(coverage.number(Field.TOTAL));
  }

  @Test
  void page_onlyAPicture_isUnreadText() throws Exception {
    FactSet facts = app(START, "<image src='/img/notice.png'/>");
    assertThat(complete(facts, "text")).isFalse();
    assertThat(coverage(facts, "text").text(Field.REASON)).contains("pictures");
  }

  @Test
  void page_moreButtonsThatArePicturesThanTexts_isUnreadText() throws Exception {
    String tile = "<view bindtap='go'><image src='/img/1.png'/></view>";
    assertThat(complete(app(START, "<text>欢迎</text>" + tile.repeat(4)), "text")).isFalse();
  }

  @Test
  void page_tilesWithLabels_isRead() throws Exception {
    String tile = "<view bindtap='go'><image src='/img/1.png'/><text>巡查</text></view>";
    assertThat(complete(app(START, tile.repeat(6)), "text")).isTrue();
  }

  @Test
  void page_pictureBesideABoundText_isRead() throws Exception {
    assertThat(complete(app(START, "<image src='{{p}}'/><text>{{t}}</text>"), "text")).isTrue();
  }

  @Test
  void page_textInAnAttribute_isRead() throws Exception {
    assertThat(complete(app(START, "<image src='{{p}}'/><text value='{{t}}'/>"), "text")).isTrue();
  }

  @Test
  void launch_splashPicture_isRead() throws Exception {
    assertThat(complete(app("<image src='/img/splash.png'/>", START), "text")).isTrue();
  }

  @Test
  void launch_website_isAnUnreadPage() throws Exception {
    FactSet facts = app("<web-view src='https://example.gov.cn'/>", START);
    assertThat(complete(facts, "pages")).isFalse();
    assertThat(coverage(facts, "pages").text(Field.REASON)).contains("website");
  }

  @Test
  void inner_website_isRead() throws Exception {
    assertThat(complete(app(START, "<web-view src='{{url}}'/>"), "pages")).isTrue();
  }

  @Test
  void icon_besideANumber_isCounted() throws Exception {
    FactSet facts =
        app(
            START,
            "<view><image src='/img/zan.png'/>{{item.n}}</view>"
                + "<view><image src='/img/cover.png'/><text>{{item.title}}</text></view>"
                + "<view><text class='cuIcon-appreciate'></text> {{item.m}}</view>"
                + "<view>❤ {{item.like}}</view><view>{{item.hobby}}</view>");
    assertThat(facts.of(IDENTIFIER))
        .filteredOn(fact -> fact.text(Field.ROLE).equals("counted_icon"))
        .extracting(fact -> fact.text(Field.NAME))
        .containsExactlyInAnyOrder("zan", "cuIcon-appreciate", "like");
  }
}
