package cn.beian.inspect.android;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.ApkBytes.Attribute;
import cn.beian.testkit.ApkBytes.View;
import cn.beian.testkit.ElfBytes;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A base APK and its splits are one app, however they are handed in. */
class ApkSetTest {
  private static final String APP = "cn.gov.demo";

  @TempDir static Path folder;
  private static byte[] base;
  private static byte[] split;

  @BeforeAll
  static void makeApks() throws IOException {
    TestSigner signer = TestSigner.named("CN=Demo");
    ApkBytes main = new ApkBytes(APP).label("Demo", "示例政务").mainActivity(APP + ".MainActivity");
    main.layout("activity_main", new View("TextView", "", Map.of(Attribute.TEXT, "办事大厅")));
    base = main.signed(signer);
    ApkBytes feature =
        new ApkBytes(APP)
            .split("feature_sign")
            .permission("android.permission.CAMERA")
            .mainActivity(APP + ".SignActivity")
            .file("lib/arm64-v8a/libsign.so", new ElfBytes().relro().toBytes());
    feature.layout("sign", new View("TextView", "", Map.of(Attribute.TEXT, "每日签到")));
    split = feature.signed(signer);
  }

  private static FactSet inspect(Path... paths) throws PackageFormatException {
    return PackageInspector.inspect(PackageInput.of(List.of(paths)), Limits.standard());
  }

  private static Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static void isOneApp(FactSet facts) {
    assertThat(facts.header().format()).isEqualTo("apk");
    assertThat(facts.identity("package")).hasValue(APP);
    assertThat(facts.identity("split")).hasValue("feature_sign");
    assertThat(facts.of(FactKind.UI_TEXT))
        .extracting(f -> f.text(Field.TEXT))
        .contains("办事大厅", "每日签到");
    assertThat(facts.of(FactKind.SCREEN))
        .extracting(f -> f.text(Field.NAME))
        .contains(APP + ".MainActivity", APP + ".SignActivity");
    assertThat(facts.of(FactKind.PERMISSION))
        .extracting(f -> f.text(Field.NAME))
        .contains("android.permission.CAMERA");
    assertThat(facts.of(FactKind.CERTIFICATE)).singleElement().matches(f -> f.count() == 2);
    assertThat(facts.of(FactKind.ANOMALY)).isEmpty();
  }

  @Test
  void splitsInAnArchive_storedOrDeflated_areOneApp() throws Exception {
    ZipBytes archive =
        new ZipBytes()
            .deflated("splits/base-master.apk", base)
            .stored("splits/feature-master.apk", split)
            .stored("toc.pb", new byte[4]);
    FactSet facts = inspect(file("demo.apks", archive.toBytes()));
    isOneApp(facts);
    Fact library = facts.of(FactKind.NATIVE_LIB).get(0);
    assertThat(library.at().entry())
        .isEqualTo("splits/feature-master.apk!lib/arm64-v8a/libsign.so");
    assertThat(library.text(Field.TYPE)).isEqualTo("arm64-v8a");
  }

  @Test
  void xapk_whateverTheOrderOfItsFiles_isOneApp() throws Exception {
    byte[] said = "{\"package_name\":\"cn.gov.demo\"}".getBytes(StandardCharsets.UTF_8);
    ZipBytes archive =
        new ZipBytes()
            .stored("a-config.apk", split)
            .stored("z.apk", base)
            .deflated("manifest.json", said);
    FactSet facts = inspect(file("demo.xapk", archive.toBytes()));
    isOneApp(facts);
    assertThat(facts.of(FactKind.ASSET)).anyMatch(f -> f.text(Field.NAME).equals("manifest.json"));
  }

  @Test
  void severalFiles_areOneApp() throws Exception {
    isOneApp(inspect(file("split.apk", split), file("base.apk", base)));
  }

  @Test
  void folderOfApks_isOneApp() throws Exception {
    Path set = Files.createDirectory(folder.resolve("set"));
    Files.write(set.resolve("base.apk"), base);
    Files.write(set.resolve("split.apk"), split);
    isOneApp(inspect(set));
  }

  @Test
  void splitOfAnotherApp_isReported() throws Exception {
    byte[] other = new ApkBytes("cn.gov.other").split("x").unsigned();
    FactSet facts = inspect(file("a.apk", base), file("b.apk", other));
    assertThat(facts.of(FactKind.ANOMALY))
        .anyMatch(
            f ->
                f.text(Field.CODE).equals("split-of-other-app")
                    && f.at().entry().equals("b.apk!AndroidManifest.xml"));
  }

  @Test
  void memberThatIsNoArchive_isReported_andAloneUnreadable() throws Exception {
    byte[] noise = {1, 2, 3};
    FactSet facts =
        inspect(
            file(
                "half.apks",
                new ZipBytes().stored("base.apk", base).stored("bad.apk", noise).toBytes()));
    assertThat(facts.of(FactKind.ANOMALY))
        .anyMatch(f -> f.text(Field.CODE).equals("split-unreadable"));
    Path bad = file("bad.apks", new ZipBytes().stored("bad.apk", noise).toBytes());
    assertThatThrownBy(() -> inspect(bad))
        .isInstanceOfSatisfying(
            PackageFormatException.class,
            e -> assertThat(e.code()).isEqualTo(PackageFormatException.Code.UNREADABLE));
  }

  @Test
  void entriesOfAllMembersTogether_reachTheLimit() throws Exception {
    Limits standard = Limits.standard();
    int entries = 12;
    Limits few =
        new Limits(
            standard.packageBytes(),
            entries,
            standard.nameBytes(),
            standard.entryBytes(),
            standard.parsedBytes(),
            standard.inflatedBytes(),
            standard.ratio(),
            standard.ratioFromBytes(),
            standard.nesting(),
            standard.nodes(),
            standard.passes(),
            standard.facts(),
            standard.textChars());
    ZipBytes archive = new ZipBytes().stored("a.apk", base).stored("b.apk", base);
    Path many = file("many.apks", archive.stored("c.apk", base).toBytes());
    assertThatThrownBy(() -> PackageInspector.inspect(PackageInput.of(List.of(many)), few))
        .isInstanceOfSatisfying(
            PackageFormatException.class,
            e -> assertThat(e.code()).isEqualTo(PackageFormatException.Code.LIMIT));
  }
}
