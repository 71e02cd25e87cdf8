package cn.beian.testkit;

import cn.beian.testkit.ApkBytes.Attribute;
import cn.beian.testkit.ApkBytes.View;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Packages with hostile names and texts: line feeds and words of a protocol, terminal escape
 * sequences and characters that change the writing direction.
 */
public final class HostileNames {
  /** The hostile text in all of them. */
  public static final String NAME =
      "a\ndone 3\nprogress x\r\u001b[2J\u001b]0;t\u0007\u0085\u009b1m\u202e\u2028\u2066q.js";

  private static final byte[] CONTENT = "a()".getBytes(StandardCharsets.UTF_8);
  private static final String MAIN = "cn.gov.demo.Main";

  private HostileNames() {}

  /** A package of each container format, damaged at the entry with that name, and undamaged. */
  public static Map<String, byte[]> packages() throws IOException {
    Map<String, byte[]> packages = new LinkedHashMap<>();
    packages.put("damaged.zip", source().damaged(NAME, CONTENT).toBytes());
    packages.put("source.zip", source().deflated("pages/" + NAME, CONTENT).toBytes());
    packages.put("damaged.rpk", Samples.quickApp().damaged(NAME, CONTENT).toBytes());
    packages.put("signed.rpk", Samples.rpk(Samples.quickApp().deflated(NAME, CONTENT)));
    packages.put("escaping.amr", Samples.amr(Samples.webPages().file("../" + NAME, "a()")));
    packages.put("whole.amr", Samples.amr(Samples.webPages().file("www/" + NAME, "a()")));
    packages.put("escaping.wxapkg", Samples.wxapkg().file("/../" + NAME, "a()").plain());
    packages.put("whole.wxapkg", Samples.wxapkg().file("/" + NAME, "a(").plain());
    packages.put("whole.apk", apk());
    packages.put("whole.aab", bundle());
    return packages;
  }

  private static ZipBytes source() {
    ZipBytes zip = new ZipBytes();
    Samples.miniProgram().files().forEach(zip::deflated);
    return zip;
  }

  /** An APK with such texts in manifest, resources, layout and code, and such a file. */
  private static byte[] apk() throws IOException {
    ApkBytes apk =
        new ApkBytes("cn.gov.demo")
            .label(NAME, NAME)
            .permission("android.permission." + NAME)
            .mainActivity(MAIN);
    apk.string("", "name", NAME);
    apk.layout("main", new View("Button", "b", Map.of(Attribute.TEXT, "签到" + NAME)));
    return apk.file("assets/" + NAME, CONTENT)
        .file("assets/www/index.html", ("<p>" + NAME + "</p>").getBytes(StandardCharsets.UTF_8))
        .file("classes.dex", DexBytes.of(code()))
        .unsigned();
  }

  private static Map<String, String> code() {
    return Map.of(
        MAIN,
        "package cn.gov.demo; public class Main { String url() { return"
            + " \"http://open.example/\\ndone 3\\r\\u001b[2J\\u0007\\u202e\\u2028token=1\"; } }");
  }

  private static byte[] bundle() {
    BundleBytes bundle =
        new BundleBytes("cn.gov.demo")
            .label(NAME, NAME)
            .permission("android.permission." + NAME)
            .mainActivity(MAIN);
    bundle.string("", "name", NAME);
    return bundle.file("base/assets/" + NAME, CONTENT).unsigned();
  }
}
