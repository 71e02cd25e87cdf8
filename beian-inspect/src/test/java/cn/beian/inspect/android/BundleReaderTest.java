package cn.beian.inspect.android;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.ReaderContract;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.ApkBytes.Attribute;
import cn.beian.testkit.ApkBytes.View;
import cn.beian.testkit.BundleBytes;
import cn.beian.testkit.DexBytes;
import cn.beian.testkit.ProtoBytes;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** An Android App Bundle is read to the same facts as the APK that is built from it. */
class BundleReaderTest extends ReaderContract {
  private static final String APP = "cn.gov.demo";
  private static final String MAIN = APP + ".MainActivity";
  private static final String MAPPING =
      "BUNDLE-METADATA/com.android.tools.build.obfuscation/proguard.map";
  private static final String MANIFEST = "base/manifest/AndroidManifest.xml";

  private static final View[] VIEWS = {
    new View("TextView", "", Map.of(Attribute.TEXT, "今日考勤")),
    new View("Button", "btn_sign", Map.of(Attribute.TEXT, "签到", Attribute.ON_CLICK, "signIn")),
    new View("EditText", "remark", Map.of(Attribute.HINT, "请填写备注"))
  };

  private static BundleBytes bundle() {
    return new BundleBytes(APP)
        .label("Demo", "示例政务")
        .permission("android.permission.CAMERA")
        .mainActivity(MAIN);
  }

  private static byte[] dex(int layout) throws IOException {
    return DexBytes.of(
        Map.of(
            "android.app.Activity",
            "package android.app; public class Activity {"
                + " public void setContentView(int layout) {} }",
            MAIN,
            "package cn.gov.demo; public class MainActivity extends android.app.Activity {"
                + " public void onCreate() { setContentView("
                + layout
                + "); } }"));
  }

  @Override
  protected byte[] sample() {
    return bundle().file("base/assets/a.json", text("{}")).unsigned();
  }

  @Override
  protected String format() {
    return "aab";
  }

  @Override
  protected byte[] escaping() {
    return bundle().zip().deflated("base/assets/../../out.js", text("x")).toBytes();
  }

  @Override
  protected byte[] doubled() {
    return bundle().file("a.txt", text("a")).zip().deflated("a.txt", text("x")).toBytes();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void sameApp_asBundleAndAsApk_hasTheSameFactsButFormatAndSigning() throws Exception {
    BundleBytes bundle = bundle();
    byte[] code = dex(bundle.layout("activity_main", VIEWS));
    ApkBytes apk =
        new ApkBytes(APP)
            .label("Demo", "示例政务")
            .permission("android.permission.CAMERA")
            .mainActivity(MAIN);
    byte[] same = dex(apk.layout("activity_main", VIEWS));
    bundle.file("base/dex/classes.dex", code).file("base/root/a.txt", text("a"));
    apk.file("classes.dex", same).file("a.txt", text("a"));
    FactSet ofBundle = inspect(bundle.unsigned());
    FactSet ofApk = inspect(apk.unsigned());
    Set<FactKind> compared = EnumSet.allOf(FactKind.class);
    compared.removeAll(
        EnumSet.of(FactKind.ANOMALY, FactKind.COVERAGE, FactKind.SIGNATURE_SCHEME, FactKind.ASSET));
    for (FactKind kind : compared) {
      assertThat(said(ofBundle, kind)).as(kind.name()).isEqualTo(said(ofApk, kind));
    }
    assertThat(said(ofBundle, FactKind.CONTROL)).hasSize(1);
    assertThat(ofBundle.of(FactKind.ASSET)).anyMatch(f -> f.text(Field.NAME).equals("a.txt"));
  }

  /** All but the places, which are other files in a bundle. */
  private static List<String> said(FactSet facts, FactKind kind) {
    return facts.of(kind).stream()
        .map(fact -> fact.origin() + " " + fact.screen() + " " + fact.values())
        .sorted()
        .toList();
  }

  @Test
  void places_areThoseInTheBundle() throws Exception {
    BundleBytes bundle = bundle();
    byte[] code = dex(bundle.layout("activity_main", VIEWS));
    FactSet facts = inspect(bundle.file("base/dex/classes.dex", code).unsigned());
    assertThat(facts.of(FactKind.CONTROL))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.screen()).isEqualTo(MAIN);
              assertThat(f.at().entry()).isEqualTo("base/res/layout/activity_main.xml");
            });
    assertThat(facts.of(FactKind.PERMISSION))
        .extracting(f -> f.at().entry())
        .containsOnly(MANIFEST);
    assertThat(facts.of(FactKind.UI_TEXT))
        .anyMatch(f -> f.at().entry().equals("base/resources.pb"));
  }

  @Test
  void featureModule_addsItsComponentsTextsAndPermissions() throws Exception {
    BundleBytes bundle = bundle().module("sign").permission("android.permission.RECORD_AUDIO");
    bundle.layout("sign", new View("TextView", "", Map.of(Attribute.TEXT, "每日签到")));
    FactSet facts = inspect(bundle.mainActivity(APP + ".SignActivity").unsigned());
    assertThat(facts.identity("split")).hasValue("sign");
    assertThat(facts.identity("package")).hasValue(APP);
    assertThat(facts.of(FactKind.PERMISSION))
        .extracting(f -> f.text(Field.NAME))
        .contains("android.permission.CAMERA", "android.permission.RECORD_AUDIO");
    assertThat(facts.of(FactKind.UI_TEXT))
        .anyMatch(
            f ->
                f.text(Field.TEXT).equals("每日签到")
                    && f.at().entry().equals("sign/res/layout/sign.xml"));
  }

  @Test
  void jarSignature_isVerified_andAChangedFileBreaksIt() throws Exception {
    byte[] signed = bundle().signed(TestSigner.named("CN=Upload,O=某局"));
    FactSet facts = inspect(signed);
    assertThat(facts.of(FactKind.SIGNATURE_SCHEME))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.text(Field.NAME)).isEqualTo("jar");
              assertThat(f.flag(Field.VERIFIED)).hasValue(true);
            });
    assertThat(facts.of(FactKind.CERTIFICATE))
        .extracting(f -> f.text(Field.ROLE))
        .containsExactly("signer");
    assertThat(codes(facts)).noneMatch(code -> code.startsWith("signature"));
    ZipBytes changed = new ZipBytes();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(signed))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        boolean other = entry.getName().equals("BundleConfig.pb");
        changed.deflated(entry.getName(), other ? text("other") : zip.readAllBytes());
      }
    }
    assertThat(codes(inspect(changed.toBytes())))
        .contains("signature-missing", "signature-jar-sig-zip-entry-digest-did-not-verify");
  }

  private static List<String> codes(FactSet facts) {
    return facts.of(FactKind.ANOMALY).stream().map(f -> f.text(Field.CODE)).toList();
  }

  @Test
  void bundleWithoutSignature_saysSo() throws Exception {
    assertThat(codes(inspect(sample()))).contains("signature-missing");
  }

  private static final Map<String, String> PROGRAM =
      Map.of(
          MAIN,
          "package cn.gov.demo; public class MainActivity { public static void onCreate()"
              + " throws Exception { new cn.gov.demo.score.RankCipher().encrypt();"
              + " new com.tencent.mmkv.MMKV().put(); } }",
          APP + ".score.RankCipher",
          "package cn.gov.demo.score; public class RankCipher { public void encrypt()"
              + " throws Exception { System.out.println(javax.crypto.Cipher.getInstance("
              + "\"DES\").doFinal(new byte[8]).length); } }",
          "com.tencent.mmkv.MMKV",
          "package com.tencent.mmkv; public class MMKV { public void put() throws Exception {"
              + " System.out.println(java.security.MessageDigest.getInstance(\"MD5\")); } }");

  /** R8 shortens two of the three classes; the mapping that it writes gives them back. */
  @Test
  void namesThatR8Shortened_areRestoredFromTheMapping() throws Exception {
    DexBytes.Release release =
        DexBytes.release(
            PROGRAM,
            List.of(
                "-keep class " + MAIN + " { *; }",
                "-keep,allowobfuscation class cn.gov.demo.score.** { *; }",
                "-keep,allowobfuscation class com.tencent.** { *; }",
                "-dontwarn **"));
    BundleBytes plain = bundle().file("base/dex/classes.dex", release.code());
    FactSet shortened = inspect(plain.unsigned());
    FactSet restored = inspect(plain.file(MAPPING, text(release.mapping())).unsigned());
    assertThat(cryptography(shortened)).noneMatch(at -> at.contains("RankCipher"));
    assertThat(cryptography(restored))
        .contains("DES APP " + APP + ".score.RankCipher", "MD5 SDK com.tencent.mmkv.MMKV");
    assertThat(restored.of(FactKind.IDENTIFIER))
        .anyMatch(f -> f.text(Field.NAME).equals(APP + ".score.RankCipher"));
    assertThat(restored.of(FactKind.SDK)).anyMatch(f -> f.text(Field.NAME).contains("MMKV"));
    assertThat(shortened.of(FactKind.SDK)).noneMatch(f -> f.text(Field.NAME).contains("MMKV"));
    assertThat(codes(restored)).doesNotContain("mapping_broken");
  }

  /** Algorithm, whose code it is, and the class that it stands in. */
  private static List<String> cryptography(FactSet facts) {
    return facts.of(FactKind.CRYPTO_USE).stream()
        .map(
            f ->
                f.text(Field.ALGORITHM)
                    + " "
                    + f.origin()
                    + " "
                    + f.at().member().substring(0, f.at().member().lastIndexOf('.')))
        .toList();
  }

  @Test
  void mappingThatIsNone_isSaid_andChangesNothing() throws Exception {
    FactSet facts =
        inspect(
            bundle()
                .file(MAPPING, text("# a\nnonsense\n" + "x".repeat(9_000) + " -> y:\n -> z:\n"))
                .unsigned());
    assertThat(codes(facts)).contains("mapping_broken");
    assertThat(facts.identity("package")).hasValue(APP);
  }

  @Test
  void metadata_isTold() throws Exception {
    assertThat(inspect(bundle().file(MAPPING, text("a -> b:")).unsigned()).of(FactKind.ASSET))
        .anyMatch(f -> f.text(Field.NAME).equals(MAPPING));
  }

  @Test
  void configurationWithoutBase_isUnreadable() {
    byte[] bytes = new ZipBytes().stored("BundleConfig.pb", new byte[2]).toBytes();
    assertThatThrownBy(() -> inspect(bytes))
        .isInstanceOfSatisfying(
            PackageFormatException.class,
            e -> {
              assertThat(e.code()).isEqualTo(Code.UNREADABLE);
              assertThat(e.entry()).isEqualTo(MANIFEST);
            });
  }

  @Test
  void brokenTableOrLayout_isAnAnomaly_andTheRestIsRead() throws Exception {
    BundleBytes bundle = bundle().file("base/res/layout/bad.xml", new byte[] {0x0a, 0x7f});
    FactSet facts = inspect(bundle.unsigned());
    assertThat(codes(facts)).contains("axml-broken");
    byte[] manifest = new ProtoBytes().message(1, new ProtoBytes().text(3, "manifest")).toBytes();
    FactSet noTable =
        inspect(
            new ZipBytes()
                .stored(MANIFEST, manifest)
                .stored("base/resources.pb", new byte[] {0x12, 0x7f})
                .toBytes());
    assertThat(codes(noTable)).contains("arsc-broken");
  }

  @Test
  void elementsNestedTooDeep_areRefusedWithoutRecursion() {
    ProtoBytes node = new ProtoBytes().message(1, new ProtoBytes().text(3, "a"));
    for (int depth = 0; depth < 5_000; depth++) {
      node = new ProtoBytes().message(1, new ProtoBytes().text(3, "a").message(5, node));
    }
    byte[] bytes = new ZipBytes().deflated(MANIFEST, node.toBytes()).toBytes();
    assertThatThrownBy(() -> inspect(bytes))
        .isInstanceOfSatisfying(
            PackageFormatException.class, e -> assertThat(e.code()).isEqualTo(Code.UNREADABLE));
  }

  @Test
  void mutatedManifestAndTable_giveFactsOrTheDocumentedException() throws Exception {
    Random random = new Random(20_261_125);
    BundleBytes made = bundle();
    made.layout("activity_main", VIEWS);
    Map<String, byte[]> files = made.contents();
    for (int round = 0; round < 400; round++) {
      ZipBytes zip = new ZipBytes();
      files.forEach((name, content) -> zip.stored(name, mutated(content, random)));
      try {
        Fact first = inspect(zip.toBytes()).of(FactKind.COVERAGE).get(0);
        assertThat(first.text(Field.NAME)).isNotEmpty();
      } catch (PackageFormatException e) {
        assertThat(e.code()).isEqualTo(Code.UNREADABLE);
      }
    }
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] copy = Arrays.copyOf(bytes, bytes.length - random.nextInt(2));
    for (int i = 0; i < random.nextInt(4); i++) {
      copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
    }
    return copy;
  }
}
