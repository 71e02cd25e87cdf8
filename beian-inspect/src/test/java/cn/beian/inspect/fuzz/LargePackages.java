package cn.beian.inspect.fuzz;

import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.DexBytes;
import cn.beian.testkit.ElfBytes;
import cn.beian.testkit.Samples;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.miniprogram.MiniProgramFiles;
import cn.beian.testkit.miniprogram.TarBytes;
import cn.beian.testkit.miniprogram.WxapkgBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Packages with as much in them as an app of some size has, one for each reader. */
final class LargePackages {
  private static final int SCRIPT_PARTS = 1_500;
  private static final int STRINGS = 3_000;
  private static final int LIBRARY_BYTES = 1 << 20;

  private LargePackages() {}

  /** By the name of the format. */
  static Map<String, byte[]> all() throws IOException {
    byte[] dex = dex();
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("apk", apk(dex));
    all.put("aab", bundle(dex));
    all.put("web", web());
    all.put("wxapkg", wxapkg());
    all.put("amr", Samples.amr(pages()));
    all.put("rpk", rpk());
    all.put("source", source());
    return all;
  }

  /** The code of a library that everybody has who builds this. */
  private static byte[] dex() throws IOException {
    try {
      Path jar =
          Path.of(
              tools.jackson.databind.JsonNode.class
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI());
      return DexBytes.ofJar(jar).get(0);
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static byte[] apk(byte[] dex) throws IOException {
    ApkBytes apk = new ApkBytes("cn.gov.demo").label("Demo", "示例").mainActivity("cn.gov.demo.Main");
    for (int i = 0; i < STRINGS; i++) {
      apk.string("", "s" + i, "今日任务 " + i + " https://a" + i + ".example.gov.cn/x");
    }
    apk.file("classes.dex", dex);
    apk.file("lib/arm64-v8a/liba.so", library());
    return apk.unsigned();
  }

  private static byte[] library() {
    byte[] elf = new ElfBytes().relro().bindNow().imports("__stack_chk_fail").toBytes();
    return java.util.Arrays.copyOf(elf, LIBRARY_BYTES);
  }

  private static byte[] bundle(byte[] dex) throws IOException {
    ZipBytes bundle = new ZipBytes();
    for (byte[] seed : FuzzTarget.BUNDLE_TABLE.seeds()) {
      bundle.stored("base/resources.pb", seed);
    }
    bundle.stored("base/manifest/AndroidManifest.xml", FuzzTarget.BUNDLE_XML.seeds().get(0));
    return bundle.stored("base/dex/classes.dex", dex).toBytes();
  }

  private static byte[] web() throws IOException {
    ApkBytes apk = new ApkBytes("cn.gov.demo").mainActivity("cn.gov.demo.Main");
    apk.file("assets/www/index.html", page().getBytes(StandardCharsets.UTF_8));
    apk.file("assets/www/app.js", script("App").getBytes(StandardCharsets.UTF_8));
    return apk.unsigned();
  }

  private static byte[] wxapkg() {
    WxapkgBytes wxapkg = Samples.wxapkg();
    return wxapkg
        .file(
            "/common.js",
            "define('u.js', function(require,module,exports){" + script("Page") + "})")
        .plain();
  }

  private static TarBytes pages() {
    return Samples.webPages().file("www/a.html", page()).file("www/js/a.js", script("App"));
  }

  private static byte[] rpk() throws IOException {
    ZipBytes zip = new ZipBytes();
    byte[] files = Samples.quickApp().toBytes();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(files))) {
      for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
        zip.stored(each.getName(), in.readAllBytes());
      }
    }
    return zip.stored("Rank/index.js", script("App").getBytes(StandardCharsets.UTF_8)).toBytes();
  }

  private static byte[] source() {
    MiniProgramFiles files = Samples.miniProgram();
    return files.page("pages/c/c", page(), script("Page"), "{}").zip();
  }

  private static String script(String definer) {
    StringBuilder script = new StringBuilder("const u = require('./u'); " + definer + "({ data: {");
    for (int i = 0; i < SCRIPT_PARTS; i++) {
      script.append("k" + i + ": '积分 " + i + "', ");
    }
    script.append("},\n");
    for (int i = 0; i < SCRIPT_PARTS; i++) {
      script.append(
          "on"
              + i
              + "(e) { const that = this; u.get({ url: '/api/"
              + i
              + "/list?x=' + e.id, success: (r) => {"
              + " that.setData({ list: r.data.filter((v) => v.a > "
              + i
              + " && v.b).map((v) => ({ ...v, t: `第${v.n}名` })) }) } });"
              + " if (/a[/]b"
              + i
              + "/g.test(e)) { wx.showToast({ title: '签到成功', icon: 'none' }) } },\n");
    }
    return script.append("})").toString();
  }

  private static String page() {
    StringBuilder page = new StringBuilder("<view>");
    for (int i = 0; i < SCRIPT_PARTS; i++) {
      page.append(
          "<view class='row'><text>今日第"
              + i
              + "项</text><button bindtap='on"
              + i
              + "' onclick='on"
              + i
              + "()'>提交</button></view>\n");
    }
    return page.append("</view>").toString();
  }
}
