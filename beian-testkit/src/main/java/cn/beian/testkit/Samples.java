package cn.beian.testkit;

import cn.beian.testkit.ApkBytes.Attribute;
import cn.beian.testkit.ApkBytes.View;
import cn.beian.testkit.miniprogram.MiniProgramFiles;
import cn.beian.testkit.miniprogram.RpkBytes;
import cn.beian.testkit.miniprogram.SourceFiles;
import cn.beian.testkit.miniprogram.TarBytes;
import cn.beian.testkit.miniprogram.WxapkgBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;

/**
 * A small package of each format with an example of everything in it: a starting point for tests.
 */
public final class Samples {
  /** The AppID of the samples of WeChat. */
  public static final String APP_ID = "wx0123456789abcdef";

  private static final String MAIN = "cn.gov.demo.MainActivity";

  private Samples() {}

  /** A signed APK with a layout and code. */
  public static byte[] apk() throws IOException {
    ApkBytes apk =
        new ApkBytes("cn.gov.demo")
            .label("Demo", "示例政务")
            .permission("android.permission.ACCESS_FINE_LOCATION")
            .mainActivity(MAIN);
    int layout =
        apk.layout(
            "activity_main",
            new View("TextView", "", Map.of(Attribute.TEXT, "今日考勤")),
            new View(
                "Button", "btn_sign", Map.of(Attribute.TEXT, "签到", Attribute.ON_CLICK, "signIn")),
            new View("EditText", "remark", Map.of(Attribute.HINT, "请填写备注")));
    apk.file(
        "classes.dex",
        DexBytes.of(
            Map.of(
                "android.app.Activity",
                "package android.app; public class Activity {"
                    + " public void setContentView(int layout) {} }",
                "android.view.View",
                "package android.view; public class View {}",
                "android.location.LocationManager",
                "package android.location; public class LocationManager {"
                    + " public static void requestLocationUpdates(String p) {} }",
                MAIN,
                "package cn.gov.demo; public class MainActivity extends android.app.Activity {"
                    + " public void onCreate() { setContentView("
                    + layout
                    + "); }"
                    + " public void signIn(android.view.View v) {"
                    + " android.location.LocationManager.requestLocationUpdates(\"gps\");"
                    + " send(\"https://api.demo.gov.cn/user/sign\"); }"
                    + " static class ByScore implements java.util.Comparator<String> {"
                    + " public int compare(String a, String b) { return 0; } }"
                    + " void rank(java.util.List<String> names) {"
                    + " java.util.Collections.sort(names, new ByScore());"
                    + " new java.util.Timer().schedule(null, 0L, 30000L); }"
                    + " static void send(String url) {} }")));
    return apk.signed(TestSigner.named("CN=Demo,O=某局"));
  }

  /** The source of a WeChat mini-program: two pages and a component. */
  public static MiniProgramFiles miniProgram() {
    return MiniProgramFiles.atRoot()
        .page(
            "pages/a/a",
            "<view wx:if=\"{{a}}\" bindtap='go'>签到{{n}}<input placeholder='姓名'/></view><c-x/>",
            "const u = require('../../u'); Page({data:{t:'积分'}, go(){ u.f(); wx.showToast({title:`第${1}名`}) }})",
            "{\"usingComponents\":{\"c-x\":\"/c/x\"}}")
        .page("pages/b/b", "<navigator url='/pages/a/a'>去</navigator>", "Page({})", "{}")
        .part("c/x", "<text>部件</text>", "Component({methods:{m(){}}})", "{\"component\":true}")
        .file("u.js", "export function f() { return [3,1].sort((a,b)=>a.k-b.k) }");
  }

  /** The source of a uni-app. */
  public static SourceFiles uniApp() {
    return new SourceFiles()
        .file(
            "pages.json",
            "{\"pages\": [{\"path\": \"pages/sign/sign\", \"style\": {\"navigationBarTitleText\": \"签到\"}}]}")
        .file("manifest.json", "{\"name\":\"示例\",\"mp-weixin\":{\"appid\":\"" + APP_ID + "\"}}")
        .file("App.vue", "<script>export default {}</script>")
        .file(
            "pages/sign/sign.vue",
            "<template><view><!-- #ifdef H5 --><text>今日</text><!-- #endif -->"
                + "<button @click=\"onSign(item)\">立即签到</button></view></template>"
                + "\n<script setup lang='ts'>import { sign } from '@/api/sign'\nconst onSign = (i: number) => sign()</script>")
        .file("api/sign.js", "export function sign() { return uni.request({ url: '/sign/in' }) }");
  }

  /** The source of a Taro app with React. */
  public static SourceFiles taro() {
    return new SourceFiles()
        .file(
            "src/app.config.ts", "export default defineAppConfig({ pages: ['pages/sign/index'] })")
        .file("src/app.tsx", "export default (p) => p.children")
        .file(
            "src/pages/sign/index.config.ts",
            "export default definePageConfig({ navigationBarTitleText: '签到' })")
        .file(
            "src/pages/sign/index.tsx",
            "import Taro from '@tarojs/taro'\nexport default function Sign() {"
                + " const onSign = () => Taro.request({ url: '/sign/in' });"
                + " return <View><Button onClick={onSign}>立即签到</Button></View> }");
  }

  /** The source of a quick app. */
  public static SourceFiles quickAppSource() {
    return new SourceFiles()
        .file(
            "src/manifest.json",
            "{\"package\":\"cn.example.sign\",\"name\":\"示例\",\"router\":{\"entry\":\"Sign\",\"pages\":{\"Sign\":{\"component\":\"index\"}}}}")
        .file("src/app.ux", "<script>export default {}</script>")
        .file(
            "src/Sign/index.ux",
            "<template><div><text if='{{a}}'>今日</text><input type='button' value='立即签到' onclick='onSign'/></div></template>"
                + "\n<script>import fetch from '@system.fetch'\nexport default { onSign() { fetch.fetch({url: '/sign/in'}) } }</script>");
  }

  /** Dart code of a Flutter app. */
  public static FlutterBytes flutter() {
    return new FlutterBytes()
        .string("WidgetsFlutterBinding")
        .string("package:dio/src/dio.dart")
        .string("https://api.demo.gov.cn/v1/score")
        .string("/v1/apply/submit")
        .string("立即签到");
  }

  /** Bytecode of a React Native app: version 96, or 99 with shapes. */
  public static HermesBytes hermes(boolean shapes) {
    return new HermesBytes(shapes)
        .call("fetch", "https://api.demo.gov.cn/v1/score")
        .call("alert", "立即签到");
  }

  /** The main package of a WeChat mini-program whose sub-package is elsewhere. */
  public static WxapkgBytes wxapkg() {
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

  /** The files of a quick app. */
  public static ZipBytes quickApp() {
    return new ZipBytes()
        .deflated(
            "manifest.json",
            utf8(
                "{\"package\":\"cn.example.sign\",\"name\":\"示例\",\"versionName\":\"1.2\",\"features\":[{\"name\":\"system.fetch\"}],"
                    + "\"router\":{\"entry\":\"Sign\",\"pages\":{\"Sign\":{\"component\":\"index\"},\"Rank\":{}}},"
                    + "\"display\":{\"pages\":{\"Sign\":{\"titleBarText\":\"签到\"}}}}"))
        .deflated("app.js", utf8("$app_define$('@app-application/app', [], function(){})"))
        .deflated(
            "Sign/index.js",
            utf8(
                "!function(){var t=function(){return function(t){}}({1:function(t,e,o){"
                    + "t.exports={type:'div',attr:{},children:[{type:'text',attr:{value:'今日签到'}},"
                    + "{type:'input',attr:{type:'button',value:'立即签到'},events:{click:'onSign'}},"
                    + "{type:'text',attr:{value:function(){return this.done?'已签到':'未签到'}},shown:function(){return this.ok}}]}},"
                    + "2:function(t,e,o){var n=r(o('@app-module/system.fetch')),i=r(o('@app-module/system.router'));"
                    + "e.default={onSign:function(){n.default.fetch({url:'/sign/in'}),i.default.push({uri:'/Rank'})}}}})}()"));
  }

  /** Those files, signed. */
  public static byte[] rpk(ZipBytes files) {
    return rpk(files, TestSigner.named("CN=Demo"));
  }

  /** Those files, signed by that signer. */
  public static byte[] rpk(ZipBytes files, TestSigner signer) {
    try {
      return RpkBytes.signed(files.toBytes(), signer.privateKey(), signer.certificate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The pages of an offline package of Alipay. */
  public static TarBytes webPages() {
    return new TarBytes()
        .file(
            "www/index.html",
            "<html><head><title>签到</title><script src='js/api.js'></script><style>a{content:'假'}</style></head>"
                + "<body><button onclick=\"onSign()\">立即签到</button><a href='rank.html'>排行榜</a>"
                + "<script>function onSign() { AlipayJSBridge.call('toast', { content: '签到成功' }) }</script></body></html>")
        .file("www/rank.html", "<body><p>名次</p></body>")
        .file("www/js/api.js", "var base = 'https://example.cn/api'");
  }

  /** An offline package of Alipay around that tar. */
  public static byte[] amr(TarBytes tar) {
    return new ZipBytes()
        .deflated(
            "Manifest.xml",
            "<package><uid>66666666</uid><name>示例</name><version>1.0.0.1</version></package>"
                .getBytes(StandardCharsets.UTF_8))
        .deflated("66666666.tar", tar.toBytes())
        .toBytes();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
