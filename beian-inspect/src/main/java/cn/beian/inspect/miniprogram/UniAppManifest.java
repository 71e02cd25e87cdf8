package cn.beian.inspect.miniprogram;

import static cn.beian.facts.FactKind.PERMISSION;
import static cn.beian.facts.FactKind.SDK;

import cn.beian.facts.Field;
import cn.beian.inspect.webapp.project.ConfigFacts;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.ProjectFiles;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the manifest.json of a uni-app says of the whole package. */
final class UniAppManifest {
  private static final String FILE = "manifest.json";
  private static final List<String> PLATFORMS =
      List.of(
          "mp-weixin", "mp-alipay", "mp-dingtalk", "mp-baidu", "mp-toutiao", "mp-qq", "mp-lark");
  private static final Pattern ANDROID_NAME = Pattern.compile("android:name=\"([^\"]+)\"");

  private UniAppManifest() {}

  static void facts(ProjectFiles source, Json manifest) {
    boolean named = false;
    for (String platform : PLATFORMS) {
      Json appId = manifest.get(platform).get("appid");
      if (!appId.text().isBlank()) {
        ConfigFacts.identity(source, FILE, appId, "appid." + platform, appId.text());
        if (!named) {
          ConfigFacts.identity(source, FILE, appId, "package", appId.text());
        }
        named = true;
      }
    }
    identity(source, manifest.get("appid"), named ? "appid.uni-app" : "package");
    identity(source, manifest.get("name"), "label");
    identity(source, manifest.get("versionName"), "version_name");
    identity(source, manifest.get("versionCode"), "version_code");
    WechatConfig.permissions(source, FILE, manifest.get("mp-weixin"));
    android(source, manifest.get("app-plus").get("distribute").get("android"));
    manifest
        .get("app-plus")
        .get("modules")
        .members()
        .forEach((name, at) -> module(source, name, at));
  }

  private static void identity(ProjectFiles source, Json value, String name) {
    if (!value.text().isBlank()) {
      ConfigFacts.identity(source, FILE, value, name, value.text());
    }
  }

  private static void android(ProjectFiles source, Json android) {
    for (Json permission : android.get("permissions").items()) {
      Matcher name = ANDROID_NAME.matcher(permission.text());
      if (name.find() && permission.text().contains("uses-permission")) {
        source
            .facts()
            .add(
                PERMISSION,
                source.at(FILE, permission.line()),
                Map.of(Field.NAME, name.group(1), Field.TYPE, "android"));
      }
    }
  }

  private static void module(ProjectFiles source, String name, Json at) {
    source
        .facts()
        .add(
            SDK,
            source.at(FILE, at.line()),
            Map.of(Field.NAME, name, Field.VENDOR, "DCloud", Field.DETAIL, "uni-app module"));
  }
}
