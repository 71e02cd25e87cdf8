package cn.beian.cli.contract;

import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.ApkBytes.Attribute;
import cn.beian.testkit.ApkBytes.View;
import cn.beian.testkit.DexBytes;
import cn.beian.testkit.ElfBytes;
import cn.beian.testkit.Samples;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.harmony.AbcBytes;
import cn.beian.testkit.harmony.ArkCode;
import cn.beian.testkit.harmony.HapBytes;
import cn.beian.testkit.harmony.HapSamples;
import cn.beian.testkit.harmony.ResourceIndexBytes;
import cn.beian.testkit.ios.IosSamples;
import cn.beian.testkit.ios.IpaBytes;
import cn.beian.testkit.ios.MachOBytes;
import cn.beian.testkit.ios.PlistBytes;
import cn.beian.testkit.ios.SignedMessages;
import cn.beian.testkit.miniprogram.MiniProgramFiles;
import cn.beian.testkit.miniprogram.SourceFiles;
import com.reandroid.arsc.chunk.xml.ResXmlElement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Packages with an example of everything that rules look for, including the calls that they name.
 */
final class RichPackages {
  private static final byte[] KEY =
      utf8("-----BEGIN PRIVATE KEY-----\n" + "MIIEvQIBADAN".repeat(5));

  /** The start of a Java key store whose first entry is a key. */
  private static final byte[] KEY_STORE = {
    (byte) 0xfe, (byte) 0xed, (byte) 0xfe, (byte) 0xed, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1
  };

  /** The source of an app in a folder, together with keys. */
  static Path withKeys(Path source) throws IOException {
    Files.write(source.resolve("a.dat"), KEY);
    Files.write(source.resolve("b.dat"), KEY_STORE);
    return source;
  }

  private static final String MAIN = "cn.gov.demo.MainActivity";

  /** Packages of the classes that rules name without them. */
  private static final Map<String, String> PLATFORM = platform();

  /** The signatures of calls of the Java library, which cannot be invented. */
  private static final Map<String, String> JAVA = java();

  private RichPackages() {}

  private static Map<String, String> platform() {
    Map<String, String> packages = new TreeMap<>();
    for (String line :
        List.of(
            "com.amap.api.location AMapLocationClient",
            "com.baidu.location LocationClient",
            "android.accounts AccountManager",
            "android.app ActivityManager",
            "android.app.usage UsageStatsManager",
            "android.content ClipboardManager",
            "android.content.pm PackageManager",
            "android.database.sqlite SQLiteDatabase",
            "android.location LocationManager",
            "android.media AudioRecord MediaRecorder FaceDetector",
            "android.net.wifi WifiInfo WifiManager",
            "android.os Build CountDownTimer Environment Handler",
            "android.telephony TelephonyManager",
            "android.webkit SslErrorHandler WebSettings WebView",
            "dalvik.system DelegateLastClassLoader DexClassLoader DexFile"
                + " InMemoryDexClassLoader")) {
      String[] words = line.split(" ", -1);
      for (int i = 1; i < words.length; i++) {
        packages.put(words[i], words[0]);
      }
    }
    return packages;
  }

  private static Map<String, String> java() {
    Map<String, String> code = new HashMap<>();
    code.put("Random.nextBytes", "new java.util.Random().nextBytes(new byte[1]);");
    for (String type : List.of("Double", "Int", "Long")) {
      code.put("Random.next" + type, "new java.util.Random().next" + type + "();");
    }
    code.put("Math.random", "Math.random();");
    code.put("Runtime.exec", "Runtime.getRuntime().exec(\"id\");");
    code.put("ProcessBuilder.start", "new ProcessBuilder(\"id\").start();");
    String spec = "new javax.crypto.spec.";
    code.put(
        "SecretKeySpec.<init>", spec + "SecretKeySpec(\"0123456789abcdef\".getBytes(), \"AES\");");
    code.put("DESKeySpec.<init>", spec + "DESKeySpec(\"01234567\".getBytes());");
    code.put("IvParameterSpec.<init>", spec + "IvParameterSpec(\"0123456789abcdef\".getBytes());");
    code.put("PBEKeySpec.<init>", spec + "PBEKeySpec(\"secret\".toCharArray());");
    code.put("SecureRandom.setSeed", "new java.security.SecureRandom().setSeed(1L);");
    code.put(
        "SSLContext.init", "javax.net.ssl.SSLContext.getInstance(\"TLS\").init(null, null, null);");
    String https = "javax.net.ssl.HttpsURLConnection";
    for (String what : List.of("HostnameVerifier", "SSLSocketFactory")) {
      code.put("HttpsURLConnection.setDefault" + what, https + ".setDefault" + what + "(null);");
      code.put(
          "HttpsURLConnection.set" + what,
          "(("
              + https
              + ") new java.net.URL(\"https://a.cn\").openConnection()).set"
              + what
              + "(null);");
    }
    code.put("Inet4Address.getByName", "java.net.Inet4Address.getByName(\"a.cn\");");
    code.put("Inet4Address.getAllByName", "java.net.Inet4Address.getAllByName(\"a.cn\");");
    code.put("Inet4Address.getByAddress", "java.net.Inet4Address.getByAddress(new byte[4]);");
    code.put(
        "Inet4Address.getHostAddress",
        "((java.net.Inet4Address) java.net.InetAddress.getByName(\"a.cn\")).getHostAddress();");
    code.put(
        "NetworkInterface.getHardwareAddress",
        "java.net.NetworkInterface.getByName(\"wlan0\").getHardwareAddress();");
    code.put("Timer.schedule", "new java.util.Timer().schedule(null, 0L, 30000L);");
    code.put(
        "Timer.scheduleAtFixedRate",
        "new java.util.Timer().scheduleAtFixedRate(null, 0L, 30000L);");
    return code;
  }

  /** Whether a call belongs to an APK: of a class, or of the Java library. */
  static boolean isAndroid(String call) {
    return Character.isUpperCase(call.charAt(0)) && !isArkType(call);
  }

  /** An iOS setting without a method, which readers turn into a call. */
  static boolean isAppleSetting(String call) {
    return call.startsWith("WKWebView.");
  }

  /** Types that ArkTS offers without an import, or takes from a module by name. */
  static boolean isArkType(String call) {
    return call.matches("(Web|Math|WebviewController)\\..*");
  }

  /** An APK, signed with the testkit's key. */
  static byte[] apk(Collection<String> calls, Collection<String> permissions) throws IOException {
    ApkBytes apk =
        new ApkBytes("cn.gov.demo")
            .label("Demo", "示例政务")
            .mainActivity(MAIN)
            .minSdk(21) // Android 5 and 6 only know scheme v1
            .exported("service", "cn.gov.demo.Sync", "")
            .exported("receiver", "cn.gov.demo.Boot", "cn.gov.demo.permission.OWN")
            .exported("provider", "cn.gov.demo.Files", "")
            .flag("debuggable", 0x0101000f)
            .flag("allowBackup", 0x01010280)
            .flag("testOnly", 0x01010272)
            .flag("usesCleartextTraffic", 0x010104ec);
    permissions.forEach(apk::permission);
    apk.reference("icon", 0x01010002, apk.xml("drawable", "ic_launcher", "vector", root -> {}));
    apk.reference(
        "networkSecurityConfig",
        0x01010527,
        apk.xml("xml", "network", "network-security-config", RichPackages::network));
    apk.xml(
        "menu", "main", "menu", menu -> text(menu.newElement("item"), "title", 0x010101e1, "意见反馈"));
    int layout =
        apk.layout(
            "main",
            new View("TextView", "", Map.of(Attribute.TEXT, "今日考勤")),
            new View("ImageButton", "share", Map.of(Attribute.ON_CLICK, "share")),
            new View("Button", "sign", Map.of(Attribute.TEXT, "签到", Attribute.ON_CLICK, "sign")),
            new View("EditText", "remark", Map.of(Attribute.HINT, "请填写备注")));
    apk.file("classes.dex", DexBytes.of(sources(calls, layout)));
    apk.file("lib/arm64-v8a/libplain.so", new ElfBytes().toBytes());
    apk.file(
        "lib/arm64-v8a/libjiagu.so", new ElfBytes().relro().imports("__stack_chk_fail").toBytes());
    apk.file("assets/client.p12", utf8("key"));
    apk.file("assets/a.dat", KEY);
    apk.file("assets/b.dat", KEY_STORE);
    return apk.signed(TestSigner.named("CN=Android Debug, O=Android, C=US"));
  }

  private static void network(ResXmlElement root) {
    ResXmlElement base = root.newElement("base-config");
    plain(base, "cleartextTrafficPermitted", "true");
    plain(base.newElement("trust-anchors").newElement("certificates"), "src", "user");
    plain(base.newElement("pin-set"), "expiration", "2020-01-01");
  }

  private static void plain(ResXmlElement element, String name, String value) {
    element.newAttribute().setName(name, 0);
    element.searchAttributeByName(name).setValueAsString(value);
  }

  private static void text(ResXmlElement element, String name, int id, String value) {
    element.getOrCreateAndroidAttribute(name, id).setValueAsString(value);
  }

  private static Map<String, String> sources(Collection<String> calls, int layout) {
    Map<String, List<String>> methods = new TreeMap<>();
    StringBuilder code = new StringBuilder();
    int number = 0;
    for (String call : calls) {
      String statement = JAVA.get(call);
      int dot = call.indexOf('.');
      String type = call.substring(0, dot);
      if (statement == null) {
        String home = PLATFORM.get(type);
        if (home == null) {
          throw new IllegalArgumentException("in which package is " + type + "?");
        }
        String full = home + '.' + type;
        String method = call.substring(dot + 1);
        methods.computeIfAbsent(full, name -> new ArrayList<>()).add(method);
        statement = method.equals("<init>") ? "new " + full + "();" : full + '.' + method + "();";
      }
      code.append("void c")
          .append(number++)
          .append("() throws Exception { ")
          .append(statement)
          .append(" }\n");
    }
    Map<String, String> sources = new TreeMap<>();
    methods.forEach((name, names) -> sources.put(name, stub(name, names)));
    sources.put(
        "android.app.Activity",
        "package android.app; public class Activity { public void setContentView(int layout) {} }");
    sources.put("android.view.View", "package android.view; public class View {}");
    sources.put(
        "android.util.Log",
        "package android.util; public class Log { public static void d(String tag, String text) {}"
            + " }");
    sources.put(
        "android.content.Context",
        "package android.content; public class Context { public java.io.FileOutputStream"
            + " openFileOutput(String n, int m) { return null; } public java.io.File"
            + " getExternalFilesDir(String t) { return null; } }");
    sources.put(
        "android.content.SharedPreferences",
        "package android.content; public interface SharedPreferences { interface Editor { Editor"
            + " putString(String k, String v); } String getString(String k, String d); }");
    sources.put(
        "android.app.AlertDialog",
        "package android.app; public class AlertDialog { public static class Builder { public"
            + " Builder setMessage(CharSequence t) { return this; } } }");
    sources.put(
        "okhttp3.MultipartBody",
        "package okhttp3; public class MultipartBody { public static class Builder { public Builder"
            + " addFormDataPart(String n, String v) { return this; } } }");
    sources.put(
        "com.tencent.tinker.lib.tinker.Tinker",
        "package com.tencent.tinker.lib.tinker; public class Tinker { public static void install()"
            + " {} }");
    sources.put(
        "com.umeng.analytics.MobclickAgent",
        "package com.umeng.analytics; public class MobclickAgent { public static void onEvent() {"
            + " android.os.Environment.getExternalStorageDirectory(); } }");
    sources.put(
        "com.qq.e.ads.Unused",
        "package com.qq.e.ads; public class Unused { void load() throws Exception { new"
            + " dalvik.system.DexClassLoader(); } }");
    sources.put(
        "android.widget.EditText",
        "package android.widget; public class EditText extends android.view.View { public"
            + " CharSequence getText() { return null; } }");
    sources.put(
        MAIN,
        "package cn.gov.demo; public class MainActivity extends android.app.Activity {"
            + " public void onCreate() { setContentView("
            + layout
            + "); } public void sign(android.view.View v) { send(\"http://10.0.0.8/user/sign\");"
            + " com.umeng.analytics.MobclickAgent.onEvent(); } static void send(String url) {}"
            + " boolean trustAll() { return true; } static class ByScore implements"
            + " java.util.Comparator<String> { public int compare(String a, String b) { return 0; }"
            + " } void rank(java.util.List<String> names) { java.util.Collections.sort(names, new"
            + " ByScore()); } void keep(android.content.SharedPreferences.Editor e, String"
            + " password) { e.putString(\"password\", password); android.util.Log.d(\"login\","
            + " \"password=\" + password); } String kept(android.content.SharedPreferences p) {"
            + " return p.getString(\"password\", null); } void ask() { new"
            + " android.app.AlertDialog.Builder().setMessage(\"确认签到？\");"
            + " com.tencent.tinker.lib.tinker.Tinker.install(); } void post() { new"
            + " okhttp3.MultipartBody.Builder().addFormDataPart(\"file\", \"a\"); } void crypt()"
            + " throws Exception { javax.crypto.Cipher.getInstance(\"DES/ECB/PKCS5Padding\");"
            + " java.security.MessageDigest.getInstance(\"MD5\");"
            + " javax.net.ssl.SSLContext.getInstance(\"SSLv3\"); } static final String KEY ="
            + " \"AKIAIOSFODNN7EXAMPLE\"; String key() { return \"-----BEGIN PRIVATE KEY-----\" +"
            + " KEY; } void open(android.content.Context c) { c.openFileOutput(\"a.txt\", 1); }"
            + " void outside(android.content.Context c, android.widget.EditText e) { e.getText();"
            + " c.getExternalFilesDir(null); } void beside(android.widget.EditText e) throws"
            + " Exception { e.getText(); java.io.File.createTempFile(\"a\", \"txt\"); }\n"
            + code
            + "}");
    return sources;
  }

  private static String stub(String name, List<String> methods) {
    int dot = name.lastIndexOf('.');
    String type = name.substring(dot + 1);
    return "package "
        + name.substring(0, dot)
        + "; public class "
        + type
        + " { public "
        + type
        + "() {} "
        + methods.stream()
            .distinct()
            .filter(method -> !method.equals("<init>"))
            .map(method -> "public static void " + method + "() {}")
            .collect(Collectors.joining(" "))
        + " }";
  }

  /** The source of a mini-program of WeChat. */
  static MiniProgramFiles miniProgram(Collection<String> calls, Collection<String> scopes) {
    String code = calls.stream().map(call -> "wx." + call + "()").collect(Collectors.joining("; "));
    String asked =
        scopes.stream()
            .map(scope -> "\"" + scope + "\":{\"desc\":\"用于签到\"}")
            .collect(Collectors.joining(","));
    return MiniProgramFiles.atRoot()
        .file(
            "app.json",
            "{\"pages\":[\"pages/a/a\",\"pages/b/b\",\"pages/lonely/lonely\",\"pages/drawn/drawn\"],\"tabBar\":{\"list\":[{\"pagePath\":\"pages/a/a\",\"text\":\"签到\"},{\"pagePath\":\"pages/b/b\",\"text\":\"我的\"}]},"
                + "\"permission\":{"
                + asked
                + "},\"plugins\":{\"live\":{\"version\":\"1.0.0\",\"provider\":\"wx2b03c6e691cd7370\"}}}")
        .page(
            "pages/a/a",
            "<view><form bindsubmit='send'><text>姓名</text><input name='name' type='idcard'"
                + " placeholder='身份证号'/><input type='digit' placeholder='金额'/><input type='number'"
                + " placeholder='手机号'/><input password placeholder='密码'/><textarea"
                + " placeholder='请输入意见'></textarea><van-rate value='{{n}}'/><van-uploader"
                + " accept='image'/><button form-type='submit'>提交</button></form><button"
                + " type='primary'>没有去处</button><button open-type='getPhoneNumber'"
                + " bindgetphonenumber='phone'>手机号登录</button><view bindtap='like'><image"
                + " src='/img/like.png'/><text>{{likeCount}}</text></view><checkbox"
                + " checked='{{agreed}}'/>同意《隐私政策》<view class='footer'>主办单位：示例市财政局</view></view>",
            "Page({data:{agreed:true,appSecret:'0123456789abcdef0123456789abcdef'}, all(){ "
                + code
                + " }, send(){ wx.showModal({content:'确认签到？'}); wx.setStorageSync('password', 1);"
                + " wx.uploadFile({url:'http://10.0.0.8/up'}); console.log('password=',"
                + " this.data.p); setInterval(()=>{ wx.request({url:'https://api.example.cn/tick'})"
                + " }, 30000); [].sort((a,b)=>a.score-b.score); CryptoJS.MD5('a');"
                + " CryptoJS.DES.encrypt('a','b') } })",
            "{\"navigationBarTitleText\":\"签到\"}")
        .page("pages/b/b", "<navigator url='/pages/a/a'>去</navigator>", "Page({})", "{}")
        .page("pages/lonely/lonely", "<view>无人</view>", "Page({})", "{}")
        .page("pages/drawn/drawn", "<image src='/img/page.png'/>", "Page({})", "{}")
        .file("img/page.png", "png");
  }

  /** The source of a mini-program of Alipay that makes these calls. */
  static SourceFiles alipay(Collection<String> calls) {
    return new SourceFiles()
        .file("app.json", "{\"pages\":[\"pages/a/a\"]}")
        .file("pages/a/a.axml", "<view onTap='all'>签到</view>")
        .file(
            "pages/a/a.js",
            "Page({all(){ "
                + calls.stream().map(call -> "my." + call + "()").collect(Collectors.joining("; "))
                + " }})");
  }

  /** The source of a quick app that makes these calls, written as module and method. */
  static SourceFiles quickApp(Collection<String> calls) {
    StringBuilder imports = new StringBuilder();
    StringBuilder code = new StringBuilder();
    for (String call : calls) {
      String module = call.substring(0, call.lastIndexOf('.'));
      String name = module.replace('.', '_');
      if (imports.indexOf("import " + name + " ") < 0) {
        imports
            .append("import ")
            .append(name)
            .append(" from '@system.")
            .append(module)
            .append("'\n");
      }
      code.append(name).append(call.substring(call.lastIndexOf('.'))).append("(); ");
    }
    return new SourceFiles()
        .file(
            "src/manifest.json",
            "{\"package\":\"cn.example.sign\",\"name\":\"示例\",\"router\":{\"entry\":\"Sign\",\"pages\":{\"Sign\":{\"component\":\"index\"},\"Lonely\":{\"component\":\"index\"},\"Drawn\":{\"component\":\"index\"}}}}")
        .file("src/app.ux", "<script>export default {}</script>")
        .file("src/Lonely/index.ux", "<template><text>无人</text></template>")
        .file("src/Drawn/index.ux", "<template><image src='/assets/page.png'></image></template>")
        .file("src/assets/page.png", "png")
        .file(
            "src/Sign/index.ux",
            "<template><div><text>今日</text><input type='button' value='立即签到' onclick='all'/><input"
                + " type='button' value='没有去处'/><input type='text'"
                + " placeholder='身份证号'/></div></template>\n"
                + "<script>"
                + imports
                + "import storage from '@system.storage'\n"
                + "import sa from 'sa-sdk-javascript'\n"
                + "import fetch from '@system.fetch'\n"
                + "export default { private: {appSecret: '0123456789abcdef0123456789abcdef'}, all()"
                + " { "
                + code
                + "storage.set({key: 'password', value: 'a'}); fetch.fetch({url:"
                + " 'http://10.0.0.8/sign'}); console.log('password=', this.p); CryptoJS.MD5('a') }"
                + " }</script>");
  }

  /**
   * Built quick apps: unsigned, signed with the testkit's key, modified after signing, truncated.
   */
  static List<byte[]> quickApps() {
    ZipBytes files =
        Samples.quickApp()
            .deflated("assets/client.p12", utf8("key"))
            .deflated("assets/a.dat", KEY)
            .deflated("assets/b.dat", KEY_STORE)
            .deflated("assets/ca.crt", utf8("key"));
    byte[] signed = Samples.rpk(files, TestSigner.named("CN=RPKDebug,O=RPK,C=CN"));
    byte[] changed = signed.clone();
    changed[40] ^= 1;
    byte[] cut = signed.clone();
    ByteBuffer bytes = ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(cut.length - 6);
    int block = directory - (int) bytes.getLong(directory - 24) - 8;
    bytes.putInt(block + 8, Integer.MAX_VALUE); // length of its first pair
    return List.of(files.toBytes(), signed, changed, cut);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whether a call is what rules name a method of Objective-C: a selector, with or without a class
   * before a dot.
   */
  static boolean isSelector(String call) {
    return call.endsWith(":");
  }

  /** A screen with the texts and inputs that rules look for. */
  static final MadeScreen FORM =
      new MadeScreen(
          "签到",
          List.of("主办单位：示例市财政局", "客服电话 13800138000", "《隐私政策》"),
          List.of("姓名", "身份证号", "手机号", "密码", "金额"),
          List.of("提交", "意见反馈", ""),
          "onSign");

  /** An iOS app as it comes from the store. */
  static byte[] storeIpa() {
    return IosSamples.ipa()
        .executable(new MachOBytes().text("password").encrypted())
        .zip(TestSigner.named("CN=Demo"))
        .toBytes();
  }

  /** The sample of an iOS app, for development, with addresses, keys and a profile. */
  static byte[] smallIpa() {
    Map<String, Object> profile =
        Map.of(
            "TeamIdentifier",
            List.of("TEAM"),
            "ProvisionedDevices",
            List.of("0"),
            "ExpirationDate",
            Date.from(Instant.EPOCH),
            "Entitlements",
            Map.of("get-task-allow", true));
    return IosSamples.ipa()
        .file("client.p12", utf8("key"))
        .file("client.pem", utf8("key"))
        .file("a.dat", KEY)
        .file("b.dat", KEY_STORE)
        .file("ca.crt", utf8("key"))
        .file("broken.nib", utf8("NIBArchive"))
        .file("a.bundle/PrivacyInfo.xcprivacy", utf8("<plist>"))
        .file(
            "embedded.mobileprovision",
            SignedMessages.around(PlistBytes.xml(profile), TestSigner.named("CN=Demo")))
        .executable(
            new MachOBytes()
                .library("/System/Library/Frameworks/UIKit.framework/UIKit")
                .text("http://10.0.0.8/sign")
                .text("https://api.test.example.cn/sign")
                .text("-----BEGIN PRIVATE KEY-----")
                .objectText("今日考勤")
                .objcClass("BUAdSDKManager", "NSObject", "start")
                .objcClass("CodePush", "NSObject", "sync")
                .objcClass("SignController", "UIViewController", "onSign:", "viewDidLoad"))
        .zip(TestSigner.named("CN=Demo"))
        .toBytes();
  }

  /** An iOS app that states a purpose for each of these, and makes these calls. */
  static byte[] ipa(List<String> purposes, Collection<String> calls) {
    IpaBytes app = IosSamples.ipa();
    purposes.forEach(key -> app.info(key, "办理业务"));
    List<MachOBytes.Message> messages = new ArrayList<>();
    MachOBytes code = new MachOBytes().objectText("password").objectText("0123456789abcdef");
    for (String call : calls) {
      int dot = call.indexOf('.');
      if (isSelector(call)) {
        String receiver = dot < 0 ? "WKUserContentController" : call.substring(0, dot);
        messages.add(new MachOBytes.Message(receiver, call.substring(dot + 1), "password"));
      } else if (dot < 0) {
        code.imports("_" + call).imports("_OBJC_CLASS_$_" + call);
      }
    }
    for (String key : List.of("allowFileAccessFromFileURLs", "allowUniversalAccessFromFileURLs")) {
      code.objectText(key);
      messages.add(new MachOBytes.Message("WKPreferences", "setValue:forKey:", key));
    }
    code.objectText("password: %@");
    messages.add(new MachOBytes.Message("", "NSLog", "password: %@"));
    messages.add(new MachOBytes.Message("UITextField", "text", "password"));
    messages.add(new MachOBytes.Message("", "NSTemporaryDirectory", ""));
    messages.add(new MachOBytes.Message("NSData", "writeToFile:atomically:", "password"));
    messages.add(new MachOBytes.Message("NSUserDefaults", "setObject:forKey:", "password"));
    messages.add(new MachOBytes.Message("WKWebView", "loadHTMLString:baseURL:", "password"));
    app.info("DTSDKName", "iphoneos17.2")
        .info(
            "NSAppTransportSecurity",
            Map.of(
                "NSAllowsArbitraryLoads",
                true,
                "NSAllowsArbitraryLoadsInWebContent",
                true,
                "NSExceptionDomains",
                Map.of("a.example.cn", Map.of("NSExceptionMinimumTLSVersion", "TLSv1.0"))))
        .info("CFBundleIconFile", "icon")
        .file(
            "PrivacyInfo.xcprivacy",
            PlistBytes.xml(
                Map.of(
                    "NSPrivacyTracking",
                    true,
                    "NSPrivacyTrackingDomains",
                    List.of("ads.example.com"))))
        .executable(
            code.library("/System/Library/Frameworks/UIKit.framework/UIKit")
                .objcClass("SignController", "UIViewController", "onSign:", "viewDidLoad")
                .routine("SignController", "onSign:", messages.toArray(MachOBytes.Message[]::new))
                .imports("_rand")
                .imports("_random")
                .imports("_srand")
                .imports("_CC_MD5")
                .imports("_OBJC_CLASS_$_NSUserDefaults"));
    return app.zip(TestSigner.named("CN=Demo")).toBytes();
  }

  /**
   * HarmonyOS packages: one asks for these permissions (always, while in use, or without saying
   * when), is debuggable and unsigned; one makes these calls, uses these functions in a library and
   * is signed for debugging; one was modified after that; one has encrypted code; one has an
   * unreadable network configuration.
   */
  static List<byte[]> haps(
      List<String> permissions, Collection<String> calls, Collection<String> functions) {
    TestSigner signer = TestSigner.named("CN=Demo");
    ElfBytes library = new ElfBytes();
    functions.forEach(library::imports);
    byte[] zip =
        HapSamples.stage(code(calls))
            .stored("libs/arm64-v8a/libcalls.so", library.toBytes())
            .deflated("resources/base/profile/network_config.json", utf8(NETWORK))
            .deflated("resources/rawfile/client.p12", utf8("key"))
            .deflated("resources/rawfile/a.dat", KEY)
            .deflated("resources/rawfile/b.dat", KEY_STORE)
            .deflated("resources/rawfile/ca.crt", utf8("key"))
            .toBytes();
    byte[] signed = HapBytes.signed(zip, signer, HapBytes.profile("debug", "cn.gov.demo", signer));
    byte[] release =
        HapBytes.signed(zip, signer, HapBytes.profile("release", "cn.gov.demo", signer));
    byte[] changed = release.clone();
    changed[40] ^= 1;
    TestSigner other = TestSigner.named("CN=Other");
    byte[] ofOther =
        HapBytes.signed(zip, signer, HapBytes.profile("release", "cn.gov.demo", other));
    byte[] fa =
        new ZipBytes()
            .deflated("config.json", utf8(DATA))
            .deflated("assets/js/default/app.js", utf8("export default {}"))
            .deflated("resources/base/profile/network_config.json", utf8("{"))
            .toBytes();
    byte[] noProfile = release.clone();
    noProfile[indexOf(release, new byte[] {2, 0, 0, 0x20})] = 3; // a part of unknown type
    byte[] unreadable = release.clone();
    int parts = indexOf(release, utf8("<hap sign block>")) - 12;
    ByteBuffer.wrap(unreadable).putInt(parts, Integer.MAX_VALUE);
    byte[] hidden = new byte[8192];
    new Random(1).nextBytes(hidden);
    byte[] encrypted =
        new ZipBytes()
            .deflated("module.json", utf8(HapSamples.manifest("entry", "entry")))
            .stored("ets/modules.abc", hidden)
            .toBytes();
    return List.of(
        hap(permissions), signed, release, changed, ofOther, noProfile, unreadable, fa, encrypted);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    int at = 0;
    while (!Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
      at++;
    }
    return at;
  }

  private static final String DATA =
      "{\"app\":{\"bundleName\":\"cn.gov.demo\"},\"deviceConfig\":{},\"module\":{\"abilities\":["
          + "{\"name\":\".Store\",\"type\":\"data\",\"visible\":true},"
          + "{\"name\":\".Detail\",\"type\":\"page\",\"visible\":true}]}}";

  private static final String NETWORK =
      "{\"network-security-config\":{\"base-config\":{\"cleartextTrafficPermitted\":true,"
          + "\"trust-anchors\":[{\"certificates\":\"user\"}]},\"domain-config\":[{\"domains\":"
          + "[{\"name\":\"a.example.cn\"}],\"pin-set\":{\"expiration\":\"2026-10-01\",\"pin\":[]}}]}}";

  /** Bytecode of a page that makes these calls, each starting from its module. */
  private static AbcBytes code(Collection<String> calls) {
    List<List<String>> chains =
        calls.stream().map(call -> List.of(call.split("\\."))).filter(c -> c.size() > 1).toList();
    return new AbcBytes(12, 0, 6, 0)
        .literal("skipped", "remoteValidation", "skip")
        .literal("address", "address", "a.gov.cn", "port", 80, "family", 1)
        .module(
            "&pkg_modules/sa-sdk-javascript/index&",
            module -> module.function("func_main_0", ArkCode::end))
        .module(
            "&entry/src/main/ets/pages/Index&",
            module -> {
              module.imports("@ohos:hilog", "default");
              chains.forEach(chain -> module.imports("@ohos:" + chain.get(0), "default"));
              module.imports("@ohos:data.preferences", "default");
              module.imports("@ohos:security.cryptoFramework", "default");
              module.imports("@ohos:app.ability.quickFixManager", "default");
              module.imports("@ohos:file.fs", "default");
              module.function("func_main_0", c -> calls(c, chains));
              module.function("#accept", ArkCode::end);
              module.function("#verify", c -> c.receiver().property("x509Certs").end());
            });
  }

  private static void calls(ArkCode code, List<List<String>> chains) {
    int calls = chains.size() + 1; // the position of the first import after those of the calls
    for (int i = 0; i < chains.size(); i++) {
      List<String> chain = chains.get(i);
      if (chain.get(0).equals("Web") || chain.get(0).equals("Math")) {
        code.on(chain.get(0), chain.get(1));
        continue;
      }
      code.imported(i + 1).sta(1);
      for (String name : chain.subList(1, chain.size())) {
        code.lda(1).property(name).callThis(1).sta(1);
      }
    }
    for (String text :
        List.of(
            "http://10.0.0.8/sign",
            "https://api.test.example.cn/sign",
            "-----BEGIN PRIVATE KEY-----",
            "2001:db8::1")) {
      code.text(text).sta(2);
    }
    code.imported(calls).sta(1).lda(1).property("getPreferencesSync").callThis(1).sta(1);
    code.text("password").sta(2).lda(1).property("putSync").callThis(1, 2);
    code.imported(calls + 1).sta(1).text("AES128|ECB|PKCS7").sta(2);
    code.lda(1).property("createCipher").callThis(1, 2);
    code.text("password: ").sta(2).receiver().property("phone").sta(3);
    code.on("console", "info", 2, 3);
    code.object("skipped").object("address").text("select name from station where id = ");
    code.imported(calls + 2).sta(1).lda(1).property("applyQuickFix").callThis(1);
    code.emptyObject().sta(5).lda(3).put("text", 5).on("TextInput", "create", 5);
    code.receiver().property("tempDir").imported(calls + 3).sta(1);
    code.lda(1).property("writeSync").callThis(1, 3);
    code.emptyObject().sta(5).function("#accept").put("remoteValidation", 5);
    code.emptyObject().sta(5).function("#verify").put("remoteValidation", 5);
    code.end();
  }

  /** A HarmonyOS module that asks for these: always, while it is used, or without saying when. */
  private static byte[] hap(List<String> permissions) {
    List<String> scenes =
        List.of("", ",\"usedScene\":{\"when\":\"inuse\"}", ",\"usedScene\":{\"when\":\"always\"}");
    StringBuilder asked = new StringBuilder();
    for (int i = 0; i < permissions.size(); i++) {
      asked.append(i == 0 ? "" : ",").append("{\"name\":\"").append(permissions.get(i));
      asked.append("\",\"reason\":\"办理业务\"").append(scenes.get(i % scenes.size())).append('}');
    }
    String module =
        "{\"app\":{\"bundleName\":\"cn.gov.demo\",\"versionCode\":1,\"versionName\":\"1.0\","
            + "\"icon\":\"$media:icon\",\"minAPIVersion\":9,\"targetAPIVersion\":12,\"debug\":true},\"module\":{\"name\":\"entry\","
            + "\"type\":\"entry\",\"extensionAbilities\":[{\"name\":\"Share\",\"type\":\"dataShare\","
            + "\"exported\":true}],\"requestPermissions\":["
            + asked
            + "]}}";
    ResourceIndexBytes icons =
        new ResourceIndexBytes().media(16777300, "icon", "entry/resources/base/media/icon.png");
    return new ZipBytes()
        .deflated("module.json", module.getBytes(StandardCharsets.UTF_8))
        .stored("resources.index", icons.second())
        .stored("resources/base/media/icon.png", utf8("PNG"))
        .toBytes();
  }
}
