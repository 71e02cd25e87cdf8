package cn.beian.inspect.fuzz;

import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.testkit.Samples;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.miniprogram.SourceFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Seeds of the readers of mini-programs, quick apps, web pages and their scripts. */
final class WebSeeds {
  private WebSeeds() {}

  static List<byte[]> wxapkg() {
    return List.of(Samples.wxapkg().plain());
  }

  static List<byte[]> wrapped() {
    return List.of(Samples.wxapkg().wrapped(Samples.APP_ID));
  }

  static List<byte[]> amr() {
    return List.of(Samples.amr(Samples.webPages()));
  }

  static List<byte[]> tar() {
    return List.of(Samples.webPages().toBytes());
  }

  static List<byte[]> rpk() {
    byte[] rpk = Samples.rpk(Samples.quickApp());
    return List.of(rpk, new ZipBytes().stored("base.srpk", rpk).toBytes());
  }

  static List<byte[]> sources() {
    return List.of(
        Samples.miniProgram().zip(),
        stored(Samples.miniProgram().files()),
        stored(Samples.uniApp().files()),
        stored(Samples.taro().files()),
        stored(Samples.quickAppSource().files()),
        stored(wepy().files()),
        stored(mpvue().files()),
        stored(uniPages().files()));
  }

  private static SourceFiles wepy() {
    return new SourceFiles()
        .file(
            "src/app.wpy",
            "<script>import wepy from 'wepy'\n"
                + "export default class extends wepy.app { config = { pages: ['pages/sign'] }"
                + " }</script>")
        .file(
            "src/pages/sign.wpy",
            "<template><view>今日签到<button @tap=\"onSign\">立即签到</button></view></template>"
                + "<script>import Rank from '../components/rank'\n"
                + "export default class Sign extends wepy.page { components = { rank: Rank }\n"
                + " methods = { onSign() { wx.request({ url: '/sign' }) } } }</script>")
        .file("src/components/rank.wpy", "<template><view>排行榜</view></template>");
  }

  private static SourceFiles mpvue() {
    return new SourceFiles()
        .file("src/app.json", "{\"pages\":[\"pages/sign/main\"]}")
        .file("src/App.vue", "<script>export default {}</script>")
        .file(
            "src/pages/sign/main.js",
            "import Vue from 'vue'; import App from './index'; new Vue(App).$mount()")
        .file(
            "src/pages/sign/index.vue",
            "<template><div>今日签到<button @click=\"onSign\">立即签到</button></div></template>"
                + "<script>export default { methods: { onSign() { wx.getLocation({}) } } }</script>");
  }

  private static SourceFiles uniPages() {
    return Samples.uniApp()
        .file(
            "src/pages.config.ts",
            "import { defineUniPages } from '@uni-helper/vite-plugin-uni-pages'\n"
                + "export default defineUniPages({ pages: [{ path: 'pages/sign/sign', style: {"
                + " navigationBarTitleText: '签到' } }], tabBar: { list: [] } })")
        .file(
            "src/pages/sign/sign.vue",
            "<route lang=\"json5\">{ style: { navigationBarTitleText: '签到' } }</route>"
                + "<template><button @click=\"go\">签到</button></template>"
                + "<script setup lang=\"ts\">const go = () => uni.login()</script>");
  }

  static List<byte[]> scripts() {
    return texts(
        "const u = require('../u'); Page({data:{t:'积分'}, go(){ u.f();"
            + " wx.showToast({title:`第${1}名`}) }})",
        "import a, {b as c} from './x'; export default class A<T extends B> { private x: number ="
            + " 1; @dec m?(a: string): void {} }",
        "const a = <View onClick={() => go(1)} {...p}>签到{list.map(i => <Text"
            + " key={i}>{i}</Text>)}</View>; enum E { A = 1, B }",
        "/a[/]b/g.test(x) ? `a${`b${c}`}` : async function* () { for await (const x of y) yield*"
            + " x ?? z?.[0] }");
  }

  static List<byte[]> markup() {
    return texts(
        "<view wx:if=\"{{a}}\" bindtap='go'>签到{{n}}<input placeholder='姓名'/></view><!-- x"
            + " --><c-x/>",
        "<!DOCTYPE html><p>a&amp;b&#x4e2d;<br>c<script>if (a<b)"
            + " {}</script><style>x{}</style><![CDATA[y]]></p>");
  }

  static List<byte[]> facts() throws IOException {
    try {
      return List.of(
          Inspection.written(Inspection.of(Samples.apk())),
          Inspection.written(Inspection.of(Samples.miniProgram().zip())));
    } catch (PackageFormatException e) {
      throw new IOException(e);
    }
  }

  static byte[] stored(Map<String, byte[]> files) {
    ZipBytes zip = new ZipBytes();
    new TreeMap<>(files).forEach(zip::stored);
    return zip.toBytes();
  }

  static List<byte[]> texts(String... texts) {
    return Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
