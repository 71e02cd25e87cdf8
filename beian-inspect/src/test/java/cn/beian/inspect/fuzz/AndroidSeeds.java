package cn.beian.inspect.fuzz;

import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.ApkBytes.Attribute;
import cn.beian.testkit.ApkBytes.View;
import cn.beian.testkit.BundleBytes;
import cn.beian.testkit.ElfBytes;
import cn.beian.testkit.Samples;
import cn.beian.testkit.ZipBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Seeds of the readers of Android packages, and packages around what they become. */
final class AndroidSeeds {
  private static final String MANIFEST = "AndroidManifest.xml";
  private static final String BUNDLE_MANIFEST = "base/manifest/" + MANIFEST;
  private static final String BUNDLE_LAYOUT = "base/res/layout/a.xml";
  private static final String TABLE = "base/resources.pb";

  private AndroidSeeds() {}

  static List<byte[]> packages() throws IOException {
    return List.of(Apk.BYTES, Samples.quickApp().stored("a.apk", Apk.BYTES).toBytes());
  }

  static List<byte[]> xml() throws IOException {
    return entries(Apk.BYTES, ".xml");
  }

  static byte[] asXml(byte[] bytes) {
    return new ZipBytes().stored(MANIFEST, bytes).stored("res/layout/a.xml", bytes).toBytes();
  }

  static List<byte[]> tables() throws IOException {
    return entries(Apk.BYTES, ".arsc");
  }

  static List<byte[]> code() throws IOException {
    return entries(Apk.BYTES, ".dex");
  }

  static List<byte[]> library() {
    return List.of(new ElfBytes().relro().bindNow().imports("__stack_chk_fail").toBytes());
  }

  static List<byte[]> bundleXml() {
    return List.of(bundle(BUNDLE_MANIFEST), bundle(BUNDLE_LAYOUT));
  }

  static byte[] asBundleXml(byte[] bytes) {
    return new ZipBytes().stored(BUNDLE_MANIFEST, bytes).stored(BUNDLE_LAYOUT, bytes).toBytes();
  }

  static List<byte[]> bundleTable() {
    return List.of(bundle(TABLE));
  }

  static byte[] asBundleTable(byte[] bytes) {
    return inBundle().stored(TABLE, bytes).toBytes();
  }

  static List<byte[]> mapping() {
    String mapping =
        """
        # compiler: R8
        # {"id":"com.android.tools.r8.mapping","version":"2.0"}
        cn.gov.demo.MainActivity -> cn.gov.demo.MainActivity:
            1:2:void signIn(android.view.View):13:14 -> a
              # {"id":"com.android.tools.r8.residualsignature"}
        cn.gov.demo.score.Rank$1 -> a.a:
            int score -> b
        c.D -> android.app.Activity:
        """;
    return List.of(mapping.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] asMapping(byte[] bytes) {
    return inBundle()
        .stored("base/dex/classes.dex", Apk.CODE)
        .stored("BUNDLE-METADATA/com.android.tools.build.obfuscation/proguard.map", bytes)
        .toBytes();
  }

  /** An APK with a good manifest and one file more. */
  static byte[] beside(String name, byte[] bytes) {
    return inApk().stored(name, bytes).toBytes();
  }

  /** An APK with a good manifest, to which more can be added. */
  static ZipBytes inApk() {
    return new ZipBytes().stored(MANIFEST, Apk.MANIFEST_ALONE);
  }

  private static ZipBytes inBundle() {
    return new ZipBytes().stored(BUNDLE_MANIFEST, bundle(BUNDLE_MANIFEST));
  }

  private static byte[] bundle(String file) {
    BundleBytes bundle = new BundleBytes("cn.gov.demo").label("Demo", "示例");
    bundle.layout("a", new View("Button", "b", Map.of(Attribute.TEXT, "签到")));
    return Objects.requireNonNull(bundle.contents().get(file));
  }

  /** An APK and its parts, made once and only where they are needed. */
  private static final class Apk {
    static final byte[] BYTES;
    static final byte[] CODE;
    static final byte[] MANIFEST_ALONE;

    static {
      try {
        BYTES = Samples.apk();
        CODE = entries(BYTES, ".dex").get(0);
        ApkBytes apk = new ApkBytes("cn.gov.demo").mainActivity("cn.gov.demo.MainActivity");
        MANIFEST_ALONE = entries(apk.unsigned(), MANIFEST).get(0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Entries of a ZIP whose names end like that, in order. */
  private static List<byte[]> entries(byte[] zip, String ending) throws IOException {
    List<byte[]> found = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
        if (each.getName().endsWith(ending)) {
          found.add(in.readAllBytes());
        }
      }
    }
    return found;
  }
}
