package cn.beian.inspect.webapp;

import static cn.beian.facts.FactKind.SCREEN;
import static cn.beian.facts.FactKind.UI_TEXT;
import static cn.beian.inspect.webapp.FrameworkSourcesTest.same;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.miniprogram.SourceFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the versions of mpvue and the plug-ins of uni-app have their pages. */
class SourceVersionsTest {
  @TempDir Path folder;

  private FactSet inspect(SourceFiles files) throws Exception {
    return PackageInspector.inspect(
        PackageInput.of(List.of(files.writeTo(folder))), Limits.standard());
  }

  /** The same app of mpvue, whose lists and titles stand in another file in each version. */
  private static SourceFiles mpvueWithout() {
    return new SourceFiles()
        .file("src/App.vue", "<script>export default {}</script>")
        .file(
            "src/pages/sign/index.vue",
            "<template><div>今日签到<button @click=\"onSign\">立即签到</button><input"
                + " placeholder='备注'><rank/></div></template>\n"
                + "<script>import { sign } from '@/api/sign'; import rank from"
                + " '@/components/rank'\n"
                + "export default { components: { rank }, methods: { onSign() { sign() }, onShow()"
                + " { wx.navigateTo({ url: '/pages/rank/main' }) } } }</script>")
        .file("src/pages/rank/main.js", "import App from './index'")
        .file("src/pages/rank/index.vue", "<template><div/></template>")
        .file("src/components/rank.vue", "<template><div>排行榜</div></template>")
        .file("src/api/sign.js", "export const sign = () => wx.request({ url: '/sign/in' })");
  }

  @Test
  void mpvue_withMainJson() throws Exception {
    same(
        inspect(
            mpvueWithout()
                .file("src/main.json", "{\"pages\":[\"pages/sign/main\",\"pages/rank/main\"]}")
                .file("src/pages/sign/main.js", "import App from './index'")
                .file("src/pages/sign/main.json", "{\"navigationBarTitleText\":\"签到\"}")),
        "mpvue-source",
        "pages/sign/main",
        "pages/rank/main");
  }

  /**
   * The first version: configuration is exported; a page that no list names is one all the same.
   */
  @Test
  void mpvue_withConfigurationInScripts() throws Exception {
    FactSet facts =
        inspect(
            mpvueWithout()
                .file(
                    "src/main.js",
                    "import Vue from 'vue'; import App from './App'\n"
                        + "App.mpType = 'app'\n"
                        + "new Vue(App).$mount()\n"
                        + "export default { config: { pages: ['^pages/sign/main'], window: {"
                        + " navigationBarTitleText: '政务' }, tabBar: { list: [{ pagePath:"
                        + " 'pages/sign/main', text: '首页' }] } } }")
                .file(
                    "src/pages/sign/main.js",
                    "import App from './index'\nexport default { config:"
                        + " { navigationBarTitleText: '签到' } }"));
    same(facts, "mpvue-source", "pages/sign/main", "pages/rank/main");
    assertThat(facts.of(UI_TEXT))
        .anyMatch(f -> f.text(Field.ROLE).equals("tab") && f.text(Field.TEXT).equals("首页"));
  }

  @Test
  void uniApp_whosePagesAScriptLists_hasTitlesTabsAndSubPackages() throws Exception {
    FactSet facts =
        inspect(
            new SourceFiles()
                .file(
                    "pages.config.ts",
                    "import { defineUniPages } from '@uni-helper/vite-plugin-uni-pages'\n"
                        + "import { tabBar } from './src/tabbar/config'\n"
                        + "export default defineUniPages({ globalStyle: { navigationBarTitleText:"
                        + " '政务通' }, pages: [{ path: 'pages/rank/rank', style: {"
                        + " navigationBarTitleText: '排名' } }], tabBar: tabBar as any })")
                .file(
                    "src/tabbar/config.ts",
                    "export const list: Item[] = [{ text: '首页', pagePath: 'pages/sign/sign' },"
                        + "{ pagePath: 'pages/rank/rank', text: '排行' }]\n"
                        + "export const tabBar = { list }")
                .file(
                    "vite.config.ts",
                    "export default defineConfig({ plugins: [UniPages({ subPackages: ['src/parts']"
                        + " })] })")
                .file("src/App.vue", "<script setup lang=\"ts\"></script>")
                .file(
                    "src/pages/sign/sign.vue",
                    "<script setup>definePage({ type: 'home', style: { navigationBarTitleText: '签到'"
                        + " } })</script><template><view>今日签到</view></template>")
                .file("src/pages/rank/rank.vue", "<template><view>第一名</view></template>")
                .file("src/pages/sign/components/Item.vue", "<template><view>条</view></template>")
                .file("src/parts/about.vue", "<template><view>说明</view></template>"));
    assertThat(facts.header().format()).isEqualTo("uni-app-source");
    assertThat(facts.of(SCREEN))
        .extracting(f -> f.text(Field.NAME) + " " + f.text(Field.LABEL) + " " + f.text(Field.ROLE))
        .containsExactlyInAnyOrder(
            "pages/sign/sign 签到 launch", "pages/rank/rank 排名 tab", "parts/about 政务通 ");
    assertThat(facts.of(UI_TEXT))
        .filteredOn(f -> f.text(Field.ROLE).equals("tab"))
        .extracting(f -> f.screen() + " " + f.text(Field.TEXT) + " " + f.at().entry())
        .containsExactlyInAnyOrder(
            "pages/sign/sign 首页 src/tabbar/config.ts", "pages/rank/rank 排行 src/tabbar/config.ts");
    assertThat(facts.identity("label")).hasValue("政务通");
  }
}
