package cn.beian.server.filings;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.PackageHeader;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Facts of an ordinary app, as far as a test does not want them otherwise. */
final class AppFacts {
  private static final Locator AT = Locator.PACKAGE;

  private final FactSet.Collector found = new FactSet.Collector();
  private final String identity;
  private String format = "apk";
  private int readableTexts = 10;
  private String asked = "手机号";
  private boolean versionAndIcon = true;

  AppFacts(String identity) {
    this.identity = identity;
  }

  AppFacts format(String other) {
    format = other;
    return this;
  }

  /** A page of its own. */
  AppFacts screen(String name, String label) {
    found.add(
        FactKind.SCREEN,
        Origin.APP,
        "",
        AT,
        Map.of(Field.NAME, name, Field.LABEL, label, Field.ROLE, "tab"));
    return this;
  }

  AppFacts text(String text) {
    found.add(
        FactKind.UI_TEXT, Origin.APP, "Today", AT, Map.of(Field.TEXT, text, Field.ROLE, "text"));
    return this;
  }

  /** A check-in that is recorded, and those who miss it are named: it blocks where staff use it. */
  AppFacts compulsoryCheckIn() {
    found.add(
        FactKind.CONTROL,
        Origin.APP,
        "Today",
        AT,
        Map.of(
            Field.TYPE, "button",
            Field.TEXT, "每日打卡",
            Field.HANDLER, "submitDaka",
            Field.CALLS, List.of("wx.request")));
    return text("未打卡人员将被通报");
  }

  /** Hides its code, of which nothing could be read. */
  AppFacts protectedRelease() {
    found.add(FactKind.PACKER, Origin.APP, "", AT, Map.of(Field.NAME, "梆梆加固"));
    return this;
  }

  /** Asks people for this and for nothing else. */
  AppFacts asks(String item) {
    asked = item;
    return this;
  }

  /** Names no version and shows no picture of its own. */
  AppFacts withoutVersionAndIcon() {
    versionAndIcon = false;
    return this;
  }

  /** Texts of which half could not be read. */
  AppFacts halfRead() {
    readableTexts = 5;
    return this;
  }

  FactSet facts() {
    identity("package", identity);
    identity("label", "清溪水情");
    if (versionAndIcon) {
      identity("version_name", "3.2.1");
      identity("version_code", "321");
      if (!format.startsWith("wechat")) {
        identity("icon", "res/mipmap/app.png");
      }
    }
    identity("target_sdk", "34");
    identity("min_sdk", "24");
    screen("Today", "今日水位");
    found.add(
        FactKind.FORM_FIELD,
        Origin.APP,
        "Today",
        AT,
        Map.of(Field.LABEL, asked, Field.TYPE, "text"));
    found.add(
        FactKind.PERMISSION,
        Origin.APP,
        "",
        AT,
        Map.of(Field.NAME, "android.permission.ACCESS_FINE_LOCATION"));
    found.add(FactKind.DOMAIN, Origin.APP, "", AT, Map.of(Field.NAME, "river.yunzhou.gov.cn"));
    found.add(FactKind.CERTIFICATE, Origin.APP, "", AT, Map.of(Field.SHA256, "ab".repeat(32)));
    for (String part : List.of("text", "code", "pages", "resources")) {
      found.add(
          FactKind.COVERAGE,
          Origin.APP,
          "",
          AT,
          Map.of(
              Field.NAME,
              part,
              Field.READABLE,
              part.equals("text") ? readableTexts : 10,
              Field.TOTAL,
              10));
    }
    String digest = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    return found.toFactSet(
        new PackageHeader(format, "native", digest, digest, 1000, "test", digest, "limits"));
  }

  private void identity(String name, String value) {
    found.add(FactKind.IDENTITY, Origin.APP, "", AT, Map.of(Field.NAME, name, Field.VALUE, value));
  }
}
