package cn.beian.inspect.webapp;

import static cn.beian.facts.FactKind.API_CALL;
import static cn.beian.facts.FactKind.CONTROL;
import static cn.beian.facts.FactKind.COVERAGE;
import static cn.beian.facts.FactKind.FORM_FIELD;
import static cn.beian.facts.FactKind.PERMISSION;
import static cn.beian.facts.FactKind.SCREEN;
import static cn.beian.facts.FactKind.UI_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.webapp.facts.CallNames;
import cn.beian.testkit.miniprogram.SourceFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same app, written for each framework, gives the same facts. */
class FrameworkSourcesTest {
  @TempDir Path folder;

  private FactSet inspect(SourceFiles files) throws Exception {
    return PackageInspector.inspect(
        PackageInput.of(List.of(files.writeTo(folder))), Limits.standard());
  }

  private static List<String> texts(FactSet facts, String screen) {
    return facts.of(UI_TEXT).stream()
        .filter(fact -> fact.screen().equals(screen))
        .map(fact -> fact.text(Field.TEXT))
        .toList();
  }

  private static Fact first(FactSet facts, FactKind kind) {
    return facts.of(kind).stream()
        .filter(fact -> !fact.screen().isEmpty())
        .findFirst()
        .orElseThrow();
  }

  /** What each framework's version of the app must give. */
  static void same(FactSet facts, String format, String sign, String rank) {
    assertThat(facts.header().format()).isEqualTo(format);
    assertThat(texts(facts, sign)).contains("今日签到", "立即签到", "排行榜");
    Fact control = first(facts, CONTROL);
    assertThat(control.text(Field.TEXT)).contains("立即签到");
    assertThat(control.text(Field.HANDLER)).isEqualTo("onSign");
    assertThat(control.texts(Field.CALLS)).contains("api/sign.sign");
    assertThat(control.texts(Field.CALLS)).anyMatch(CallNames::isPlatform);
    Fact field = first(facts, FORM_FIELD);
    assertThat(field.text(Field.PLACEHOLDER)).isEqualTo("备注");
    assertThat(facts.of(SCREEN))
        .filteredOn(fact -> fact.text(Field.NAME).equals(sign))
        .singleElement()
        .satisfies(
            screen -> {
              assertThat(screen.text(Field.LABEL)).isEqualTo("签到");
              assertThat(screen.text(Field.ROLE)).isEqualTo("launch");
              assertThat(screen.texts(Field.TARGETS)).containsExactly(rank);
            });
    assertThat(facts.of(COVERAGE))
        .allMatch(fact -> fact.number(Field.READABLE).equals(fact.number(Field.TOTAL)));
    assertThat(facts.of(API_CALL)).anyMatch(fact -> fact.text(Field.CALLER).equals("sign"));
  }

  @Test
  void uniApp() throws Exception {
    FactSet facts =
        inspect(
            new SourceFiles()
                .file(
                    "pages.json",
                    "{ // 页面\n"
                        + " \"pages\": [{\"path\": \"pages/sign/sign\", \"style\":"
                        + " {\"navigationBarTitleText\": \"签到\"}},{\"path\":"
                        + " \"pages/rank/rank\"}]}")
                .file(
                    "manifest.json",
                    "{\"name\":\"示例\",\"mp-weixin\":{\"appid\":\"wx0123456789abcdef\"}}")
                .file("App.vue", "<script>export default {}</script>")
                .file(
                    "pages/sign/sign.vue",
                    "<template><view><text>今日签到</text><button"
                        + " @click=\"onSign(item)\">立即签到</button><input v-model='note'"
                        + " placeholder='备注'/><my-rank/></view></template>\n"
                        + "<script>import { sign } from '@/api/sign'\n"
                        + "export default { methods: { onSign() { sign() }, onShow() {"
                        + " uni.navigateTo({ url: '/pages/rank/rank' }) } } }</script>")
                .file("pages/rank/rank.vue", "<template><view>名次</view></template>")
                .file("components/my-rank/my-rank.vue", "<template><view>排行榜</view></template>")
                .file("unpackage/dist/app.json", "{}")
                .file(
                    "api/sign.js",
                    "export function sign() { return uni.request({ url: '/sign/in', method: 'POST'"
                        + " }) }"));
    same(facts, "uni-app-source", "pages/sign/sign", "pages/rank/rank");
    assertThat(facts.identity("package")).contains("wx0123456789abcdef");
    assertThat(texts(facts, "pages/rank/rank")).containsExactly("名次");
  }

  @Test
  void uniApp_componentListedAsPage_isAPageOnlyWhereSomethingLeadsThere() throws Exception {
    FactSet facts =
        inspect(
            new SourceFiles()
                .file(
                    "pages.json",
                    "{\"pages\": [{\"path\": \"pages/home/home\"}, {\"path\":"
                        + " \"components/opened/opened\"},{\"path\": \"components/left/left\"}]}")
                .file("manifest.json", "{\"name\":\"示例\"}")
                .file(
                    "pages/home/home.vue",
                    "<template><navigator"
                        + " url='/components/opened/opened'>打开</navigator></template>")
                .file("components/opened/opened.vue", "<template><view>正文</view></template>")
                .file("components/left/left.vue", "<template><view>点赞</view></template>"));
    assertThat(texts(facts, "pages/home/home")).containsExactly("打开");
    assertThat(texts(facts, "components/opened/opened")).containsExactly("正文");
    assertThat(texts(facts, "components/left/left")).isEmpty();
  }

  @Test
  void uniApp_withTypeScriptSetupAndNoPagesJson() throws Exception {
    FactSet facts =
        inspect(
            new SourceFiles()
                .file("uni.scss", "")
                .file("App.vue", "<script setup lang='ts'>const a: number = 1</script>")
                .file(
                    "pages/sign/sign.vue",
                    "<script setup lang=\"ts\">\n"
                        + "import { sign } from '@/api/sign'\n"
                        + "import Rank from './Rank.vue'\n"
                        + "definePage({ type: 'home', style: { navigationBarTitleText: '签到' } })\n"
                        + "const onSign = async (day: string): Promise<void> => { await"
                        + " sign<string>(day!) }\n"
                        + "const go = () => uni.navigateTo({ url: '/pages/rank/rank' })\n"
                        + "onShow(() => go())\n"
                        + "</script>\n"
                        + "<template><view>今日签到<button"
                        + " @click.stop=\"onSign('d')\">立即签到</button><input v-model=\"note\""
                        + " placeholder='备注'/><Rank/></view></template>")
                .file("pages/sign/Rank.vue", "<template><view>排行榜</view></template>")
                .file(
                    "pages/rank/rank.vue",
                    "<script setup>definePage({})</script><template><view/></template>")
                .file(
                    "api/sign.ts",
                    "export const sign = <T>(d: T) => uni.request({ url: '/sign/in', data: { d }"
                        + " })"));
    same(facts, "uni-app-source", "pages/sign/sign", "pages/rank/rank");
  }

  @Test
  void taroWithReact() throws Exception {
    FactSet facts =
        inspect(
            new SourceFiles()
                .file(
                    "src/app.config.ts",
                    "export default defineAppConfig({ pages: ['pages/sign/index',"
                        + " 'pages/rank/index'] })")
                .file(
                    "src/app.tsx",
                    "export default function App({ children }: Props) { return children }")
                .file(
                    "src/pages/sign/index.config.ts",
                    "export default { navigationBarTitleText: '签到' }")
                .file(
                    "src/pages/sign/index.tsx",
                    "import Taro from '@tarojs/taro'\n"
                        + "import { sign } from '@/api/sign'\n"
                        + "import { Rank } from '@/components'\n"
                        + "const Index: React.FC<{ a?: string }> = () => {\n"
                        + "  const onSign = async (): Promise<void> => { await sign('d' as string)"
                        + " }\n"
                        + "  const go = () => Taro.navigateTo({ url: '/pages/rank/index' })\n"
                        + "  return (<View>今日签到<Button onClick={() => onSign()}>立即签到</Button>\n"
                        + "    <Input placeholder='备注' onInput={e => set(e)}/>{list.map(i => <Rank"
                        + " key={i.id!} />)}</View>)\n"
                        + "}\n"
                        + "export default Index")
                .file("src/pages/rank/index.tsx", "export default () => <View/>")
                .file("src/components/index.ts", "export { default as Rank } from './rank'")
                .file(
                    "src/components/rank/index.tsx",
                    "export default class Rank extends Component<{}> { render() { return"
                        + " <Text>排行榜</Text> } }")
                .file(
                    "src/api/sign.ts",
                    "import Taro from '@tarojs/taro'\n"
                        + "export const sign = (d: string) => Taro.request({ url: '/sign/in' })")
                .file("project.config.json", "{\"appid\":\"wx0123456789abcdef\"}"));
    same(facts, "taro-source", "pages/sign/index", "pages/rank/index");
    assertThat(facts.identity("package")).contains("wx0123456789abcdef");
  }

  @Test
  void taroTwo_appInAnotherLanguageThanItsPages_isRead() throws Exception {
    FactSet facts =
        inspect(
            new SourceFiles()
                .file(
                    "src/app.jsx",
                    "class App extends Component { config = { pages: ['pages/home/index'] };"
                        + " render() { return <Index/> } }")
                .file("src/pages/home/index.tsx", "export default () => <View>今日签到</View>"));

    assertThat(facts.header().format()).isEqualTo("taro-source");
    assertThat(facts.of(FactKind.UI_TEXT)).extracting(Fact::screen).contains("pages/home/index");
  }

  @Test
  void wepy() throws Exception {
    same(
        inspect(
            new SourceFiles()
                .file(
                    "src/app.wpy",
                    "<script>import wepy from 'wepy'\n"
                        + "export default class extends wepy.app { config = { pages: ['pages/sign',"
                        + " 'pages/rank'] } }</script>")
                .file(
                    "src/pages/sign.wpy",
                    "<template><view>今日签到<button @tap=\"onSign\">立即签到</button><input"
                        + " placeholder='备注'/><rank/></view></template>\n"
                        + "<script>import { sign } from '../api/sign'; import Rank from"
                        + " '../components/rank'\n"
                        + "export default class Sign extends wepy.page { config = {"
                        + " navigationBarTitleText: '签到' }\n"
                        + " components = { rank: Rank }\n"
                        + " methods = { onSign() { sign() }, onShow() { wx.navigateTo({ url:"
                        + " '/pages/rank' }) } } }</script>")
                .file("src/pages/rank.wpy", "<template><view/></template>")
                .file("src/components/rank.wpy", "<template><view>排行榜</view></template>")
                .file(
                    "src/api/sign.js",
                    "export const sign = () => wx.request({ url: '/sign/in' })")),
        "wepy-source",
        "pages/sign",
        "pages/rank");
  }

  @Test
  void mpvue() throws Exception {
    same(
        inspect(
            new SourceFiles()
                .file("src/app.json", "{\"pages\":[\"pages/sign/main\",\"pages/rank/main\"]}")
                .file("src/App.vue", "<script>export default {}</script>")
                .file(
                    "src/pages/sign/main.js",
                    "import Vue from 'vue'; import App from './index'; new Vue(App).$mount()")
                .file("src/pages/sign/main.json", "{\"navigationBarTitleText\":\"签到\"}")
                .file(
                    "src/pages/sign/index.vue",
                    "<template><div>今日签到<button @click=\"onSign\">立即签到</button><input"
                        + " placeholder='备注'><rank/></div></template>\n"
                        + "<script>import { sign } from '@/api/sign'; import rank from"
                        + " '@/components/rank'\n"
                        + "export default { components: { rank }, methods: { onSign() { sign() },"
                        + " onShow() { wx.navigateTo({ url: '/pages/rank/main' }) } } }</script>")
                .file("src/pages/rank/main.js", "import App from './index'")
                .file("src/pages/rank/index.vue", "<template><div/></template>")
                .file("src/components/rank.vue", "<template><div>排行榜</div></template>")
                .file(
                    "src/api/sign.js",
                    "export const sign = () => wx.request({ url: '/sign/in' })")),
        "mpvue-source",
        "pages/sign/main",
        "pages/rank/main");
  }

  @Test
  void alipay() throws Exception {
    same(
        inspect(
            new SourceFiles()
                .file("app.json", "{\"pages\":[\"pages/sign/sign\",\"pages/rank/rank\"]}")
                .file(
                    "pages/sign/sign.json",
                    "{\"defaultTitle\":\"签到\",\"usingComponents\":{\"rank\":\"/c/rank\"}}")
                .file(
                    "pages/sign/sign.axml",
                    "<view a:if='{{a}}'>今日签到<button onTap='onSign'>立即签到</button><input"
                        + " placeholder='备注'/><rank/></view>")
                .file(
                    "pages/sign/sign.js",
                    "import { sign } from '../../api/sign'; Page({ onSign() { sign() }, onShow() {"
                        + " my.navigateTo({ url: '../rank/rank' }) } })")
                .file("pages/rank/rank.axml", "<view/>")
                .file("c/rank.axml", "<view>排行榜</view>")
                .file("c/rank.json", "{\"component\":true}")
                .file(
                    "api/sign.js",
                    "export function sign() { dd.httpRequest({ url: '/sign/in' }) }")),
        "alipay-source",
        "pages/sign/sign",
        "pages/rank/rank");
  }

  @Test
  void wechat_withATemplateForAlipayAmongItsOwn() throws Exception {
    FactSet facts =
        inspect(
            new SourceFiles()
                .file("app.json", "{\"pages\":[\"pages/a/a\",\"pages/b/b\"]}")
                .file("pages/a/a.wxml", "<view>甲</view>")
                .file("pages/b/b.wxml", "<view>乙</view>")
                .file("c/chart.axml", "<view>图</view>"));
    assertThat(facts.header().format()).isEqualTo("wechat-source");
  }

  @Test
  void quickApp() throws Exception {
    FactSet facts =
        inspect(
            new SourceFiles()
                .file(
                    "src/manifest.json",
                    "{\"package\":\"cn.example.sign\",\"name\":\"${app.name}\",\"features\":[{\"name\":\"system.fetch\"}],"
                        + "\"router\":{\"entry\":\"Sign\",\"pages\":{\"Sign\":{\"component\":\"index\"},\"Rank\":{\"component\":\"index\"}}},"
                        + "\"display\":{\"pages\":{\"Sign\":{\"titleBarText\":\"签到\"}}}}")
                .file("src/i18n/zh-CN.json", "{\"app\":{\"name\":\"示例\"}}")
                .file("src/app.ux", "<script>export default {}</script>")
                .file(
                    "src/Sign/index.ux",
                    "<import name=\"rank\" src=\"../rank\"></import>\n"
                        + "<template><div><text>今日签到</text><input type=\"button\" value=\"立即签到\""
                        + " onclick=\"onSign(1)\"/><input type='text'"
                        + " placeholder='备注'/><rank></rank></div></template>\n"
                        + "<script>import router from '@system.router'; import { sign } from"
                        + " '../api/sign'\n"
                        + "export default { onSign() { sign() }, onShow() { router.push({ uri:"
                        + " '/Rank' }) } }</script>")
                .file("src/Rank/index.ux", "<template><div></div></template>")
                .file("src/rank.ux", "<template><text>排行榜</text></template>")
                .file(
                    "src/api/sign.js",
                    "import fetch from '@system.fetch'\n"
                        + "export function sign() { fetch.fetch({ url: '/sign/in' }) }"));
    assertThat(facts.identity("label")).contains("示例");
    assertThat(facts.of(PERMISSION))
        .extracting(f -> f.text(Field.NAME))
        .containsExactly("system.fetch");
    same(facts, "quick-app-source", "Sign", "Rank");
  }
}
