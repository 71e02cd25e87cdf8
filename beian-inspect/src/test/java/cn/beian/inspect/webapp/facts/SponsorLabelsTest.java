package cn.beian.inspect.webapp.facts;

import static cn.beian.facts.FactKind.CONTROL;
import static cn.beian.facts.FactKind.SCREEN;
import static cn.beian.facts.FactKind.UI_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * Names at the foot of pages and behind labels; entries and links by which nobody comes anywhere.
 */
class SponsorLabelsTest {
  private static final String EMPTY = "Page({})";

  @TempDir Path folder;

  private FactSet app(String wxml, String script) throws Exception {
    MiniProgramFiles files =
        MiniProgramFiles.atRoot()
            .page("pages/a/a", wxml, script, "{}")
            .page("pages/a/feedback", "<view>写下来</view>", EMPTY, "{}")
            .page("pages/b/b", "<view>别处</view>", EMPTY, "{}");
    return PackageInspector.inspect(
        PackageInput.of(List.of(files.writeTo(folder))), Limits.standard());
  }

  private static List<String> texts(FactSet facts, String role) {
    return facts.of(UI_TEXT).stream()
        .filter(fact -> fact.text(Field.ROLE).equals(role))
        .map(fact -> fact.text(Field.TEXT))
        .toList();
  }

  private static List<String> reachable(FactSet facts) {
    return facts.of(SCREEN).stream()
        .filter(fact -> fact.flag(Field.REACHABLE).orElse(false))
        .map(fact -> fact.text(Field.NAME))
        .toList();
  }

  @Test
  void label_ofResponsibility_isReadWithTheTextBehindIt() throws Exception {
    FactSet facts =
        app(
            "<view><view>主办单位：</view><view><view>甲市乙局</view><view>丙公司</view></view></view>"
                + "<view>承办单位：<input/></view><view>活动名称</view>"
                + "<view>开发单位：{{unit}}</view><view>版本</view><view>姓名：</view><view>张三</view>",
            EMPTY);
    assertThat(texts(facts, "text"))
        .contains("主办单位：甲市乙局", "甲市乙局", "丙公司")
        .noneMatch(text -> text.contains("活动名称") && text.length() > 4)
        .noneMatch(text -> text.contains("版本") && text.length() > 2)
        .doesNotContain("姓名：张三");
  }

  @Test
  void text_atTheFootOfAPage_saysSo() throws Exception {
    FactSet facts =
        app(
            "<view class='box copyright'><text>甲市乙局</text><button>联系</button></view>"
                + "<view class='page-footer'>丙公司</view><view class='card-footer'>丁公司</view>"
                + "<view class='margin-bottom footprint'>戊公司</view>",
            EMPTY);
    assertThat(texts(facts, "footer")).containsExactlyInAnyOrder("甲市乙局", "丙公司");
    assertThat(texts(facts, "text")).contains("丁公司", "戊公司");
    assertThat(texts(facts, "button")).contains("联系");
  }

  @Test
  void entry_ofAListToAPageThatIsNone_isNotShown() throws Exception {
    FactSet facts =
        app(
            "<view wx:for='{{list}}'>{{item.title}}</view>",
            "Page({data: {list: [{title: '成果', url: '/pages/b/b'},"
                + "{title: '举报', url: '/pages/none/none'}, {title: '公告', url: 'https://a.cn/x'}]}})");
    assertThat(texts(facts, "data")).contains("成果", "公告").doesNotContain("举报");
  }

  @Test
  void page_ofTheSameFolder_isReachedByItsBareName() throws Exception {
    String go = "Page({go() { wx.navigateTo({url: 'feedback?from=a'}) }})";
    assertThat(reachable(app("<view bindtap='go'>反馈</view>", go)))
        .containsExactlyInAnyOrder("pages/a/a", "pages/a/feedback");
  }

  @Test
  void page_ofTheSameFolder_isReachedByALink() throws Exception {
    assertThat(reachable(app("<navigator url='feedback'>反馈</navigator>", EMPTY)))
        .contains("pages/a/feedback");
  }

  @Test
  void component_thatLeadsToAPage_isAControl() throws Exception {
    FactSet facts =
        app(
            "<van-cell title='意见反馈' is-link url='/pages/b/b'/><my-icon title='图标' url='a.png'/>",
            EMPTY);
    assertThat(facts.of(CONTROL)).extracting(fact -> fact.text(Field.TEXT)).containsExactly("意见反馈");
  }
}
