package cn.beian.server.testing;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.PackageHeader;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Facts of an app with something of every kind that the pages of facts show. */
public final class RiverApp {
  private static final String DIGEST =
      "5e29b0ae637411e251bd8deb235d4fa812e7ab79a6a69f3ea0b7324bdca6a390";

  /** What a component may be called by somebody who means harm. */
  public static final String HOSTILE = "<script>alert(1)</script>{{7*7}}__${7*7}__\u202Egnp.exe";

  private String version = "3.2.1";
  private String appId = "wx1234567890abcdef";
  private final FactSet.Collector found = new FactSet.Collector();

  private RiverApp() {}

  /** The app; every time another package of the same content. */
  public static FactSet facts() {
    return facts("3.2.1", "wx1234567890abcdef");
  }

  /** The app of another version or under another AppID. */
  public static FactSet facts(String version, String appId) {
    RiverApp app = new RiverApp();
    app.version = version;
    app.appId = appId;
    return app.all().found.toFactSet(header());
  }

  /** The app as a protected release, or as the unpacked build beside it. */
  public static FactSet build(boolean isProtected) {
    RiverApp app = new RiverApp().all();
    if (isProtected) {
      app.of(Origin.APP, FactKind.PACKER, Map.of(Field.NAME, "梆梆加固 Bangcle"));
    }
    return app.found.toFactSet(header());
  }

  /** The app with so many texts more on a screen of each hundred. */
  public static FactSet large(int texts) {
    RiverApp app = new RiverApp().all();
    for (int i = 0; i < texts; i++) {
      String screen = "pages/list/list" + i / 100;
      if (i % 100 == 0) {
        app.screen(screen, "第 " + i / 100 + " 页", "", List.of());
      }
      app.text(screen, "第 " + i + " 条记录：河道巡查安排与水位变化情况说明", "text", i);
    }
    return app.found.toFactSet(header());
  }

  /**
   * The app with so many components more that it states, with a native library, a build tool, and
   * names that mean harm.
   */
  public static FactSet components(int stated) {
    RiverApp app = new RiverApp().all();
    for (int i = 0; i < stated; i++) {
      String name = "com.example.water:lib-" + i;
      app.library(Map.of(Field.NAME, name, Field.VERSION, "1." + i, Field.TYPE, "maven"), i);
      if (i % 3 == 0) {
        app.library(
            Map.of(Field.NAME, name, Field.TYPE, "maven", Field.LICENSES, List.of("Apache-2.0")),
            i);
      }
    }
    app.library(
        Map.of(
            Field.NAME,
            HOSTILE,
            Field.VERSION,
            "1<script>alert(2)</script>",
            Field.VENDOR,
            "某局\u202E<img src=x onerror=alert(3)>",
            Field.LICENSES,
            List.of("'\"><script>alert(4)</script>")),
        0);
    app.library(Map.of(Field.NAME, "Gradle", Field.VERSION, "7.4", Field.ROLE, "build"), 0);
    app.found.add(
        FactKind.NATIVE_LIB,
        Origin.APP,
        "",
        Locator.entry("lib/arm64-v8a/libriver.so"),
        Map.of(Field.NAME, "libriver.so", Field.TYPE, "arm64-v8a", Field.SHA256, DIGEST));
    app.found.add(
        FactKind.ANOMALY,
        Origin.APP,
        "",
        Locator.entry("res/raw/aboutlibraries.json"),
        Map.of(Field.CODE, "library-list-not-read", Field.DETAIL, "more than 8388608 bytes"));
    return app.found.toFactSet(header());
  }

  private void library(Map<Field, ?> values, int at) {
    found.add(
        FactKind.LIBRARY,
        Origin.APP,
        "",
        Locator.entry("META-INF/maven/lib-" + at + "/pom.xml"),
        values);
  }

  /** An app of which nothing but its name was read. */
  public static FactSet bare() {
    RiverApp app = new RiverApp();
    app.identity("package", app.appId);
    return app.found.toFactSet(header());
  }

  private static PackageHeader header() {
    String digest = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    return new PackageHeader(
        "wechat-source", "uni-app", digest, digest, 3_456_789, "test", digest, "limits");
  }

  private RiverApp all() {
    identity("package", appId);
    identity("label", "清溪巡河");
    identity("version_name", version);
    identity("debuggable", "false");
    screen("pages/home/home", "首页", "launch", List.of("pages/today/today", "plugin://elsewhere"));
    screen("pages/mine/mine", "我的", "tab", List.of("pages/report/report"));
    screen("pages/today/today", "今日水位", "", List.of("pages/report/report"));
    screen("pages/report/report", "上报巡查情况", "", List.of());
    found.add(
        FactKind.SCREEN,
        Origin.APP,
        "pages/old/old",
        Locator.entry("pages/old/old.wxml"),
        Map.of(Field.NAME, "pages/old/old", Field.REACHABLE, false));
    text("pages/home/home", "主办单位：云州市水务局", "text", 3);
    text("pages/today/today", "每日打卡", "button", 5);
    text("pages/today/today", "<script>alert(1)</script>", "text", 6);
    text("pages/report/report", "上报巡查情况", "nav_title", 1);
    on(
        "pages/today/today",
        FactKind.CONTROL,
        Map.of(
            Field.TYPE,
            "button",
            Field.TEXT,
            "每日打卡",
            Field.HANDLER,
            "submitDaka",
            Field.CALLS,
            List.of("wx.request", "wx.getLocation")));
    on(
        "pages/report/report",
        FactKind.FORM_FIELD,
        Map.of(Field.LABEL, "身份证号", Field.TYPE, "idcard", Field.REQUIRED, true));
    on(
        "pages/report/report",
        FactKind.FORM_FIELD,
        Map.of(Field.PLACEHOLDER, "请输入手机号", Field.TYPE, "phone"));
    on(
        "pages/today/today",
        FactKind.API_CALL,
        Map.of(Field.NAME, "wx.getLocation", Field.CALLER, "submitDaka"));
    of(
        Origin.APP,
        FactKind.PERMISSION,
        Map.of(Field.NAME, "scope.userLocation", Field.TYPE, "scope", Field.REASON, "用于记录巡查轨迹"));
    of(Origin.APP, FactKind.PERMISSION, Map.of(Field.NAME, "scope.camera", Field.TYPE, "scope"));
    of(
        Origin.APP,
        FactKind.PERMISSION,
        Map.of(Field.NAME, "android.permission.INTERNET", Field.TYPE, "uses"));
    of(
        Origin.SDK,
        FactKind.SDK,
        Map.of(
            Field.NAME,
            "极光推送 JPush",
            Field.VENDOR,
            "和讯华谷 Aurora",
            Field.PURPOSE,
            "push",
            Field.CODE,
            "jpush",
            Field.COLLECTS,
            List.of("device-id", "location")));
    of(Origin.SDK, FactKind.SDK, Map.of(Field.NAME, "某组件", Field.CODE, "unknown"));
    of(Origin.APP, FactKind.DOMAIN, Map.of(Field.NAME, "river.yunzhou.gov.cn"));
    of(Origin.SDK, FactKind.DOMAIN, Map.of(Field.NAME, "stats.example.com"));
    of(
        Origin.APP,
        FactKind.CERTIFICATE,
        Map.of(
            Field.SUBJECT,
            "CN=Yunzhou Water",
            Field.ISSUER,
            "CN=Yunzhou Water",
            Field.SHA256,
            DIGEST,
            Field.NOT_BEFORE,
            "2024-01-01T00:00:00Z",
            Field.NOT_AFTER,
            "2044-01-01T00:00:00Z",
            Field.ALGORITHM,
            "SHA256withRSA",
            Field.KEY_BITS,
            2048,
            Field.ROLE,
            "debug"));
    of(Origin.APP, FactKind.SIGNATURE_SCHEME, Map.of(Field.NAME, "v2", Field.VERIFIED, true));
    of(Origin.APP, FactKind.SIGNATURE_SCHEME, Map.of(Field.NAME, "v1", Field.VERIFIED, false));
    of(
        Origin.APP,
        FactKind.ANOMALY,
        Map.of(Field.CODE, "zip-duplicate", Field.DETAIL, "assets/a.js"));
    of(Origin.APP, FactKind.ANOMALY, Map.of(Field.CODE, "something-new", Field.DETAIL, "b.js"));
    for (String part : List.of("text", "code", "pages", "resources")) {
      of(
          Origin.APP,
          FactKind.COVERAGE,
          Map.of(Field.NAME, part, Field.READABLE, part.equals("code") ? 8 : 10, Field.TOTAL, 10));
    }
    return this;
  }

  private void identity(String name, String value) {
    of(Origin.APP, FactKind.IDENTITY, Map.of(Field.NAME, name, Field.VALUE, value));
  }

  private void screen(String name, String label, String role, List<String> targets) {
    found.add(
        FactKind.SCREEN,
        Origin.APP,
        name,
        Locator.entry(name + ".wxml"),
        role.isEmpty()
            ? Map.of(
                Field.NAME, name, Field.LABEL, label, Field.TARGETS, targets, Field.REACHABLE, true)
            : Map.of(
                Field.NAME, name, Field.LABEL, label, Field.TARGETS, targets, Field.ROLE, role));
  }

  private void text(String screen, String text, String role, int line) {
    found.add(
        FactKind.UI_TEXT,
        Origin.APP,
        screen,
        Locator.line(screen + ".wxml", line + 1),
        Map.of(Field.TEXT, text, Field.ROLE, role));
  }

  private void on(String screen, FactKind kind, Map<Field, ?> values) {
    found.add(kind, Origin.APP, screen, Locator.line(screen + ".js", 12), values);
  }

  private void of(Origin origin, FactKind kind, Map<Field, ?> values) {
    found.add(kind, origin, "", Locator.line("app.json", 3), values);
  }
}
