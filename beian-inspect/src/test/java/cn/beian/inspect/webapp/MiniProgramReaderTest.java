package cn.beian.inspect.webapp;

import static cn.beian.facts.FactKind.ANOMALY;
import static cn.beian.facts.FactKind.API_CALL;
import static cn.beian.facts.FactKind.CONTROL;
import static cn.beian.facts.FactKind.COVERAGE;
import static cn.beian.facts.FactKind.FORM_FIELD;
import static cn.beian.facts.FactKind.PERMISSION;
import static cn.beian.facts.FactKind.SCREEN;
import static cn.beian.facts.FactKind.SORTED_LIST;
import static cn.beian.facts.FactKind.STORAGE_KEY;
import static cn.beian.facts.FactKind.TIMER;
import static cn.beian.facts.FactKind.UI_TEXT;
import static cn.beian.facts.FactKind.UPLOAD;
import static cn.beian.facts.FactKind.URL_PATH;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.miniprogram.MiniProgramFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MiniProgramReaderTest {
  private static final String EMPTY = "Page({})";

  @TempDir Path folder;

  private FactSet inspect(MiniProgramFiles files) throws Exception {
    return PackageInspector.inspect(
        PackageInput.of(List.of(files.writeTo(folder))), Limits.standard());
  }

  private FactSet page(String wxml, String script) throws Exception {
    return inspect(MiniProgramFiles.atRoot().page("pages/a/a", wxml, script, "{}"));
  }

  private static Fact only(FactSet facts, FactKind kind) {
    assertThat(facts.of(kind)).hasSize(1);
    return facts.of(kind).get(0);
  }

  private static List<String> texts(FactSet facts, String screen) {
    return facts.of(UI_TEXT).stream()
        .filter(fact -> fact.screen().equals(screen))
        .map(fact -> fact.text(Field.TEXT))
        .toList();
  }

  @Test
  void text_ofAPage_hasScreenRoleAndLine() throws Exception {
    FactSet facts = page("<view>\n<text>每日签到</text></view>", EMPTY);
    Fact text = only(facts, UI_TEXT);
    assertThat(text.text(Field.TEXT)).isEqualTo("每日签到");
    assertThat(text.screen()).isEqualTo("pages/a/a");
    assertThat(text.text(Field.ROLE)).isEqualTo("text");
    assertThat(text.at()).hasToString("pages/a/a.wxml:2");
    assertThat(facts.header().format()).isEqualTo("wechat-source");
  }

  @Test
  void text_splitOverElements_isJoined() throws Exception {
    FactSet facts = page("<view><text>签</text><text>到</text></view>", EMPTY);
    assertThat(texts(facts, "pages/a/a")).contains("签到");
  }

  @Test
  void expression_givesItsLiteralsButNotTheComparedOnes() throws Exception {
    FactSet facts = page("<view>连续{{days}}天{{s == '甲' ? '已签到' : '未签到'}}</view>", EMPTY);
    assertThat(texts(facts, "pages/a/a")).containsExactlyInAnyOrder("连续…天…", "已签到", "未签到");
  }

  @Test
  void comment_isNoText() throws Exception {
    assertThat(page("<!-- <text>打卡</text> --><view/>", EMPTY).of(UI_TEXT)).isEmpty();
  }

  @Test
  void element_switchedOffByAConstant_isNotShown() throws Exception {
    FactSet facts =
        page(
            "<view wx:if='{{false}}'>排行榜</view><view hidden='{{true}}'>积分</view>"
                + "<view wx:if='{{open}}'>打卡</view>",
            EMPTY);
    assertThat(texts(facts, "pages/a/a")).containsExactly("打卡");
  }

  @Test
  void route_inAFunctionThatNothingNames_leadsNowhere() throws Exception {
    FactSet facts =
        inspect(
            MiniProgramFiles.atRoot()
                .page(
                    "pages/a/a",
                    "<view><!-- <view bindtap='toB'/> --><view bindtap='toC'/></view>",
                    "Page({ toB() { wx.navigateTo({ url: '../b/b' }) },"
                        + " toC() { wx.navigateTo({ url: '../c/c' }) } })",
                    "{}")
                .page("pages/b/b", "<view>甲</view>", EMPTY, "{}")
                .page("pages/c/c", "<view>乙</view>", EMPTY, "{}"));
    assertThat(facts.of(SCREEN))
        .extracting(s -> s.text(Field.NAME) + s.flag(Field.REACHABLE).orElseThrow())
        .containsExactlyInAnyOrder("pages/a/atrue", "pages/b/bfalse", "pages/c/ctrue");
  }

  @Test
  void handler_thatLeadsNowhere_makesNoControl() throws Exception {
    FactSet facts =
        page(
            "<view><view bindtap='gone'>意见反馈</view><view bindtap='soon'>排行榜</view>"
                + "<view bindtap='echo'>我的投诉</view><t-cell title='我的考勤' url='/pages/none/none'/>"
                + "<t-cell title='我的工单' url='/pages/a/a'/>"
                + "<view bindtap='here'>首页</view><view bindtap='send'>签到</view></view>",
            "Page({ gone() { wx.navigateTo({ url: '/pages/none/none' }) },"
                + " soon() { wx.showToast({ title: '功能开发中' }) },"
                + " echo() { wx.showToast({ title: '我的投诉' }) },"
                + " here() { wx.navigateTo({ url: '/pages/a/a' }) },"
                + " send() { wx.request({ url: '/x' }); wx.showToast({ title: '签到功能开发中' }) } })");
    assertThat(facts.of(CONTROL))
        .extracting(control -> control.text(Field.TEXT))
        .containsExactlyInAnyOrder("我的工单", "首页", "签到");
    assertThat(texts(facts, "pages/a/a"))
        .contains("意见反馈", "排行榜", "我的投诉", "我的工单")
        .doesNotContain("我的考勤");
  }

  @Test
  void input_underASentence_isCalledByItsOwnWords() throws Exception {
    FactSet facts =
        page(
            "<view><view>本月已打卡 {{days}} 天，未打卡将通报所在单位</view>"
                + "<input name='water' placeholder='水位（米）'/>"
                + "<view>手机号</view><input placeholder='请输入'/>"
                + "<view>身高（{{unit}}）</view><input placeholder='000'/>"
                + "<view>有几路，请填写</view><input placeholder='请输入内容'/></view>",
            EMPTY);
    assertThat(facts.of(FORM_FIELD))
        .extracting(field -> field.text(Field.LABEL) + "|" + field.text(Field.PLACEHOLDER))
        .containsExactlyInAnyOrder("|水位（米）", "手机号|请输入", "身高（…）|000", "有几路，请填写|请输入内容");
  }

  @Test
  void picture_thatIsPressed_saysWhatStandsBesideIt() throws Exception {
    FactSet facts =
        page(
            "<view><view><image bindtap='go' src='a.png'/><view>意见反馈</view></view><view><image"
                + " bindtap='pick' src='b.png'/><input placeholder='甲'/>头像</view></view>",
            EMPTY);
    assertThat(facts.of(CONTROL))
        .extracting(control -> control.text(Field.HANDLER) + " " + control.text(Field.TEXT))
        .containsExactlyInAnyOrder("go 意见反馈", "pick ");
  }

  @Test
  void route_putTogetherFromAWordOfTheScript_isATarget() throws Exception {
    FactSet facts =
        inspect(
            MiniProgramFiles.atRoot()
                .page(
                    "pages/a/a",
                    "<view bindtap='go'/>",
                    "Page({ data: { menu: [{ url: 'question' }] },"
                        + " go(url) { wx.navigateTo({ url: `../${url}/${url}` }) } })",
                    "{}")
                .page("pages/question/question", "<view>甲</view>", EMPTY, "{}")
                .page("pages/other/other", "<view>乙</view>", EMPTY, "{}"));
    assertThat(facts.of(SCREEN))
        .extracting(s -> s.text(Field.NAME) + s.flag(Field.REACHABLE).orElseThrow())
        .containsExactlyInAnyOrder(
            "pages/a/atrue", "pages/question/questiontrue", "pages/other/otherfalse");
  }

  @Test
  void keys_areToldByNameAndByContent() throws Exception {
    FactSet facts =
        inspect(
            MiniProgramFiles.atRoot()
                .page("pages/a/a", "<view>a</view>", "Page({})", "{}")
                .file("images/logo.png", "-----BEGIN EC PRIVATE KEY-----\n" + "MHcCAQEE".repeat(9))
                .file("server.p12", "x")
                .file("note.txt", "x")
                .file("utils/a.js", "var begin = '-----BEGIN EC PRIVATE KEY-----'"));
    assertThat(facts.of(FactKind.ASSET))
        .extracting(f -> f.text(Field.NAME) + " " + f.text(Field.ROLE))
        .containsExactly("images/logo.png private_key", "server.p12 ");
  }

  @Test
  void control_carriesWhatItsHandlerCallsThroughMethodsAndModules() throws Exception {
    FactSet facts =
        inspect(
            MiniProgramFiles.atRoot()
                .page(
                    "pages/a/a",
                    "<button bindtap='onSign' data-kind='day'>立即签到</button>",
                    "const api = require('../../utils/api');"
                        + "Page({ onSign() { this.submit() }, submit() { api.sign() } })",
                    "{}")
                .file(
                    "utils/api.js",
                    "module.exports = { sign: () => wx.request({ url: base + '/sign/in', method:"
                        + " 'POST' }) }"));
    Fact control = only(facts, CONTROL);
    assertThat(control.text(Field.TEXT)).isEqualTo("立即签到");
    assertThat(control.text(Field.HANDLER)).isEqualTo("onSign");
    assertThat(control.texts(Field.CALLS))
        .containsExactly("this.submit", "utils/api.sign", "wx.request");
    assertThat(control.texts(Field.ARGUMENTS)).containsExactly("data-kind=day");
    Fact call = only(facts, API_CALL);
    assertThat(call.text(Field.CALLER)).isEqualTo("sign");
    assertThat(call.texts(Field.ARGUMENTS)).containsExactly("/sign/in", "POST");
    assertThat(only(facts, URL_PATH).text(Field.TEXT)).isEqualTo("/sign/in");
  }

  @Test
  void component_textsBelongToThePagesThatUseIt() throws Exception {
    FactSet facts =
        inspect(
            MiniProgramFiles.atRoot()
                .page(
                    "pages/a/a",
                    "<my-rank/>",
                    EMPTY,
                    "{\"usingComponents\":{\"my-rank\":\"/c/rank\"}}")
                .page(
                    "pages/b/b",
                    "<my-rank/>",
                    EMPTY,
                    "{\"usingComponents\":{\"my-rank\":\"../../c/rank\"}}")
                .page("pages/c/c", "<view>别的</view>", EMPTY, "{}")
                .part(
                    "c/rank",
                    "<view>排行榜</view>",
                    "Component({data:{t:'本月'}})",
                    "{\"component\":true}"));
    assertThat(texts(facts, "pages/a/a")).containsExactlyInAnyOrder("排行榜", "本月");
    assertThat(texts(facts, "pages/b/b")).containsExactlyInAnyOrder("排行榜", "本月");
    assertThat(texts(facts, "pages/c/c")).containsExactly("别的");
  }

  @Test
  void includedTemplate_belongsToThePage() throws Exception {
    FactSet facts =
        inspect(
            MiniProgramFiles.atRoot()
                .page("pages/a/a", "<include src='../../tpl/x.wxml'/>", EMPTY, "{}")
                .file("tpl/x.wxml", "<view>投诉建议</view><include src='x.wxml'/>"));
    assertThat(texts(facts, "pages/a/a")).containsExactly("投诉建议");
  }

  @Test
  void formField_hasLabelPlaceholderAndType() throws Exception {
    Fact field =
        only(
            page(
                "<view><text>*手机号</text><input name='tel' type='number' placeholder='请填写'/></view>",
                EMPTY),
            FORM_FIELD);
    assertThat(field.text(Field.LABEL)).isEqualTo("*手机号");
    assertThat(field.text(Field.PLACEHOLDER)).isEqualTo("请填写");
    assertThat(field.text(Field.TYPE)).isEqualTo("number");
    assertThat(field.text(Field.NAME)).isEqualTo("tel");
    assertThat(field.flag(Field.REQUIRED)).contains(true);
  }

  @Test
  void scriptTexts_shownInToastModalAndData_areVisible() throws Exception {
    FactSet facts =
        page(
            "<view/>",
            "Page({ data: { tip: '今日未打卡' }, go() { wx.showToast({title: '打卡成功'});"
                + " wx.showModal({content: '确认打卡?'}); this.setData({ a: '已打卡' });"
                + " console.log('打卡日志') } })");
    assertThat(facts.of(UI_TEXT))
        .extracting(fact -> fact.text(Field.ROLE) + " " + fact.text(Field.TEXT))
        .containsExactlyInAnyOrder("data 今日未打卡", "toast 打卡成功", "modal 确认打卡?", "data 已打卡");
  }

  @Test
  void screens_knowTargetsAndReachability() throws Exception {
    FactSet facts =
        inspect(
            MiniProgramFiles.atRoot()
                .page(
                    "pages/a/a",
                    "<navigator url='../b/b?id=1'>去</navigator>",
                    EMPTY,
                    "{\"navigationBarTitleText\":\"首页\"}")
                .page(
                    "pages/b/b",
                    "<view bindtap='go'/>",
                    "Page({ go() { wx.navigateTo({ url: '/pages/c/c?x=' + 1 }) } })",
                    "{}")
                .page("pages/c/c", "<view/>", EMPTY, "{}")
                .page("pages/d/d", "<view/>", EMPTY, "{}"));
    List<Fact> screens = facts.of(SCREEN);
    assertThat(screens)
        .extracting(
            s ->
                s.text(Field.NAME)
                    + " "
                    + s.flag(Field.REACHABLE).orElseThrow()
                    + " "
                    + s.texts(Field.TARGETS))
        .containsExactlyInAnyOrder(
            "pages/a/a true [pages/b/b]",
            "pages/b/b true [pages/c/c]",
            "pages/c/c true []",
            "pages/d/d false []");
    assertThat(screens.get(0).text(Field.LABEL)).isEqualTo("首页");
    assertThat(screens.get(0).text(Field.ROLE)).isEqualTo("launch");
  }

  @Test
  void page_notListed_isNoScreen() throws Exception {
    FactSet facts =
        inspect(
            MiniProgramFiles.atRoot()
                .page("pages/a/a", "<view/>", EMPTY, "{}")
                .part("pages/old/old", "<view>积分排名</view>", EMPTY, "{}"));
    assertThat(texts(facts, "")).containsExactly("积分排名");
    assertThat(only(facts, ANOMALY).text(Field.CODE)).isEqualTo("unlisted_page");
  }

  @Test
  void timerStorageUploadAndSort() throws Exception {
    FactSet facts =
        page(
            "<view/>",
            "Page({ start() { this.t = setInterval(() => { this.setData({ n: 1 }) }, 1000) }, "
                + "save() { wx.setStorageSync('studyTime', 1); wx.chooseImage({ count: 1 }) }, "
                + "rank(l) { return l.sort((a, b) => b.score - a.score) } })");
    Fact timer = only(facts, TIMER);
    assertThat(timer.number(Field.INTERVAL_MILLIS)).hasValue(1000);
    assertThat(timer.text(Field.CALLER)).isEqualTo("start");
    assertThat(only(facts, STORAGE_KEY).text(Field.NAME)).isEqualTo("studyTime");
    assertThat(only(facts, UPLOAD).text(Field.CALLER)).isEqualTo("save");
    assertThat(only(facts, SORTED_LIST).texts(Field.ITEMS)).containsExactly("score");
  }

  @Test
  void appJson_inSubFolderWithSubpackagesAndPermissions() throws Exception {
    FactSet facts =
        inspect(
            MiniProgramFiles.under("miniprogram/")
                .part("pages/a/a", "<view>甲</view>", EMPTY, "{}")
                .part("sub/pages/b/b", "<view>乙</view>", EMPTY, "{}")
                .file(
                    "app.json",
                    "\uFEFF{ // 注释\n"
                        + " \"pages\": [\"pages/a/a\"], \"subPackages\": [{\"root\": \"sub\","
                        + " \"pages\": [\"pages/b/b\"]}], \"tabBar\": {\"list\": [{\"pagePath\":"
                        + " \"pages/a/a\", \"text\": \"我的\"}]}, \"permission\":"
                        + " {\"scope.userLocation\": {\"desc\": \"用于签到\"}}, }"));
    assertThat(texts(facts, "pages/a/a")).containsExactlyInAnyOrder("甲", "我的");
    assertThat(texts(facts, "sub/pages/b/b")).containsExactly("乙");
    assertThat(only(facts, PERMISSION).text(Field.REASON)).isEqualTo("用于签到");
  }

  @Test
  void thirdPartyComponent_hasOriginSdk() throws Exception {
    FactSet facts =
        inspect(
            MiniProgramFiles.atRoot()
                .page(
                    "pages/a/a",
                    "<van-x/>",
                    EMPTY,
                    "{\"usingComponents\":{\"van-x\":\"@vant/weapp/x/index\"}}")
                .part(
                    "miniprogram_npm/@vant/weapp/x/index",
                    "<view>确认</view>",
                    "Component({})",
                    "{\"component\":true}"));
    assertThat(only(facts, UI_TEXT).origin()).isEqualTo(Origin.SDK);
    assertThat(only(facts, UI_TEXT).screen()).isEqualTo("pages/a/a");
  }

  @Test
  void coverage_countsScriptsThatDoNotParse() throws Exception {
    FactSet facts =
        inspect(
            MiniProgramFiles.atRoot()
                .page("pages/a/a", "<view/>", EMPTY, "{}")
                .file("bad.js", "function ( {")
                .file("app.js", "App({})"));
    Fact code =
        facts.of(COVERAGE).stream()
            .filter(f -> f.text(Field.NAME).equals("code"))
            .findFirst()
            .orElseThrow();
    assertThat(code.number(Field.READABLE)).hasValue(2);
    assertThat(code.number(Field.TOTAL)).hasValue(3);
    assertThat(code.text(Field.REASON)).isNotEmpty();
  }
}
