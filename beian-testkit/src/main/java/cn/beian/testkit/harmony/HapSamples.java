package cn.beian.testkit.harmony;

import cn.beian.testkit.ElfBytes;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Small HarmonyOS packages with an example of everything in them. */
public final class HapSamples {
  public static final String BUNDLE = "cn.gov.demo";

  private static final String PAGES = "entry/src/main/ets/pages/";

  private HapSamples() {}

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** {@code module.json} of a module of that type. */
  public static String manifest(String name, String type) {
    return "{\"app\":{\"bundleName\":\"cn.gov.demo\",\"versionCode\":1000000,\"versionName\":\"1.2.0\","
        + "\"minAPIVersion\":50000012,\"targetAPIVersion\":60001021,\"apiReleaseType\":\"Release\","
        + "\"debug\":false,\"bundleType\":\"app\",\"label\":\"$string:app_name\",\"labelId\":16777216,"
        + "\"icon\":\"$media:icon\"},\"module\":{\"name\":\""
        + name
        + "\",\"type\":\""
        + type
        + "\",\"deviceTypes\":[\"phone\"],\"installationFree\":false,\"pages\":\"$profile:main_pages\","
        + "\"abilities\":[{\"name\":\"EntryAbility\",\"exported\":true,\"label\":\"$string:app_name\","
        + "\"labelId\":16777216,\"skills\":[{\"entities\":[\"entity.system.home\"],"
        + "\"actions\":[\"action.system.home\"]}]}],"
        + "\"extensionAbilities\":[{\"name\":\"Card\",\"type\":\"form\"}],"
        + "\"requestPermissions\":[{\"name\":\"ohos.permission.LOCATION\",\"reason\":\"$string:why\","
        + "\"reasonId\":16777217,\"usedScene\":{\"when\":\"inuse\"}}]}}";
  }

  /** The texts of the sample. */
  public static ResourceIndexBytes texts() {
    return new ResourceIndexBytes()
        .string(16777216, "app_name", Map.of("", "示例政务", "en-US", "Demo"))
        .string(16777217, "why", Map.of("", "签到时核对位置"))
        .string(16777218, "sign", Map.of("", "立即签到", "en-US", "Sign in"));
  }

  /** The code of two pages in that version. */
  public static AbcBytes code(int major, int minor, int feature, int build) {
    return new AbcBytes(major, minor, feature, build)
        .literal("members", "initialRender", new AbcBytes.Function("#~Index>#initialRender"))
        .literal("ranks", "initialRender", new AbcBytes.Function("#~Rank>#initialRender"))
        .literal("label", "id", 16777218, "type", 10003)
        .literal("hint", "placeholder", "请输入手机号")
        .literal("toast", "message", "签到成功")
        .literal("rank", "url", "pages/Rank")
        .module("&" + PAGES + "Index&", HapSamples::index)
        .module("&" + PAGES + "Rank&", HapSamples::rank);
  }

  private static void index(AbcBytes.Module module) {
    module
        .imports("@ohos:net.http", "default")
        .imports("@ohos:promptAction", "default")
        .imports("@ohos:router", "default")
        .imports("@ohos:security.cryptoFramework", "default")
        .function(
            "func_main_0",
            c -> c.scope(1).global("ViewPU").sta(7).type("#~Index=#Index", "members", 7).end())
        .function("#~Index=#Index", ArkCode::end)
        .function(
            "#~Index>#initialRender",
            c -> {
              c.scope(1).receiver().store(0, 0);
              for (String part : new String[] {"#column", "#text", "#button", "#input"}) {
                c.load(0, 0).sta(1).lda(1).property("observeComponentCreation2").sta(2);
                c.function(part).sta(3).lda(2).callThis(1, 3, 3);
                if (part.equals("#text")) {
                  c.on("Text", "pop");
                }
                if (part.equals("#button")) {
                  c.on("Button", "pop");
                }
              }
              c.on("Column", "pop").end();
            })
        .function("#column", c -> c.on("Column", "create").end())
        .function("#text", c -> c.text("今日").sta(4).on("Text", "create", 4).end())
        .function(
            "#button",
            c ->
                c.object("label")
                    .sta(4)
                    .on("Button", "createWithLabel", 4)
                    .function("#onClick")
                    .sta(5)
                    .on("Button", "onClick", 5)
                    .end())
        .function(
            "#input",
            c ->
                c.object("hint")
                    .sta(4)
                    .on("TextInput", "create", 4)
                    .global("InputType")
                    .property("PhoneNumber")
                    .sta(5)
                    .on("TextInput", "type", 5)
                    .end())
        .function("#onClick", c -> c.load(0, 0).sta(1).lda(1).property("onSign").callThis(1).end())
        .function(
            "#~Index>#onSign",
            c ->
                c.imported(0)
                    .sta(1)
                    .lda(1)
                    .property("createHttp")
                    .callThis(1)
                    .sta(2)
                    .lda(2)
                    .property("request")
                    .sta(3)
                    .text("https://api.demo.gov.cn/user/sign")
                    .sta(4)
                    .lda(3)
                    .callThis(2, 4)
                    .imported(1)
                    .sta(1)
                    .object("toast")
                    .sta(2)
                    .lda(1)
                    .property("showToast")
                    .callThis(1, 2)
                    .imported(2)
                    .sta(1)
                    .object("rank")
                    .sta(2)
                    .lda(1)
                    .property("pushUrl")
                    .callThis(1, 2)
                    .imported(3)
                    .sta(1)
                    .text("MD5")
                    .sta(2)
                    .lda(1)
                    .property("createMd")
                    .callThis(1, 2)
                    .end());
  }

  private static void rank(AbcBytes.Module module) {
    module
        .function("#*#main", c -> c.global("ViewPU").sta(7).type("#~Rank=#Rank", "ranks", 7).end())
        .function("#~Rank=#Rank", ArkCode::end)
        .function(
            "#~Rank>#initialRender",
            c -> c.text("排行榜").sta(4).on("Text", "create", 4).on("Text", "pop").end());
  }

  /** The files of a module of the Stage model. */
  public static ZipBytes stage(AbcBytes code) {
    return new ZipBytes()
        .deflated("module.json", utf8(manifest("entry", "entry")))
        .stored("resources.index", texts().first())
        .deflated(
            "resources/base/profile/main_pages.json",
            utf8("{\"src\":[\"pages/Index\",\"pages/Rank\"]}"))
        .stored("ets/modules.abc", code.toBytes())
        .stored("libs/arm64-v8a/libentry.so", new ElfBytes().relro().bindNow().toBytes())
        .deflated("resources/rawfile/help.html", utf8("<html><body><p>帮助</p></body></html>"))
        .deflated("pack.info", utf8("{}"));
  }

  /** A signed package of the Stage model. */
  public static byte[] hap() {
    return hap(stage(code(12, 0, 6, 0)));
  }

  /** Those files, signed. */
  public static byte[] hap(ZipBytes files) {
    TestSigner signer = TestSigner.named("CN=Demo");
    return HapBytes.signed(files.toBytes(), signer, HapBytes.profile("release", BUNDLE, signer));
  }

  /** The files of a module of the FA model whose page is a script. */
  public static ZipBytes fa() {
    return new ZipBytes()
        .deflated(
            "config.json",
            utf8(
                "{\"app\":{\"bundleName\":\"cn.gov.demo\",\"version\":{\"code\":1,\"name\":\"1.0\"},"
                    + "\"apiVersion\":{\"compatible\":6,\"target\":7}},\"deviceConfig\":{},"
                    + "\"module\":{\"mainAbility\":\".MainAbility\",\"distro\":{\"moduleType\":\"entry\","
                    + "\"moduleName\":\"entry\"},\"abilities\":[{\"name\":\".MainAbility\",\"type\":\"page\","
                    + "\"visible\":true,\"label\":\"示例\"}],\"reqPermissions\":[{\"name\":"
                    + "\"ohos.permission.INTERNET\"}],\"js\":[{\"name\":\"default\",\"pages\":"
                    + "[\"pages/index/index\"]}]}}"))
        .deflated(
            "assets/js/default/app.js",
            utf8("$app_define$('@app-application/app',[],function(){})"))
        .deflated(
            "assets/js/default/pages/index/index.js",
            utf8(
                "(()=>{var e={1:function(t){t.exports={type:'div',attr:{},children:[{type:'text',"
                    + "attr:{value:'今日签到'}},{type:'button',attr:{value:'立即签到'},events:{click:"
                    + "function(t){return this.onSign(t)}}}]}}}})()"));
  }
}
