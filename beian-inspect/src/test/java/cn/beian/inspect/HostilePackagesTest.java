package cn.beian.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.ZipBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.ResourceBundle;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input is normal input: anomalies, or one of four codes, and never another exception. */
class HostilePackagesTest {
  private static final int MIB = 1 << 20;
  private static final String MANIFEST = "AndroidManifest.xml";

  @TempDir static Path folder;
  private static byte[] apk = new byte[0];
  private static byte[] manifest = new byte[0];

  @BeforeAll
  static void makeApk() throws IOException {
    apk =
        new ApkBytes("cn.gov.demo").label("Demo", "示例").mainActivity("cn.gov.demo.Main").unsigned();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(apk))) {
      while (!zip.getNextEntry().getName().equals(MANIFEST)) {}
      manifest = zip.readAllBytes();
    }
  }

  private static FactSet inspect(byte[] bytes) throws IOException, PackageFormatException {
    return inspect(bytes, Limits.standard());
  }

  private static FactSet inspect(byte[] bytes, Limits limits)
      throws IOException, PackageFormatException {
    Path file = Files.createTempFile(folder, "p", ".apk");
    Files.write(file, bytes);
    return PackageInspector.inspect(PackageInput.of(List.of(file)), limits, 2, (d, t, c) -> {});
  }

  private static void assertCode(byte[] bytes, Code code) {
    assertThatThrownBy(() -> inspect(bytes))
        .isInstanceOfSatisfying(
            PackageFormatException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static SortedSet<String> anomalies(FactSet facts) {
    TreeSet<String> codes = new TreeSet<>();
    facts.of(FactKind.ANOMALY).forEach(f -> codes.add(f.text(Field.CODE)));
    return codes;
  }

  private static ZipBytes withManifest() {
    return new ZipBytes().deflated(MANIFEST, manifest);
  }

  @Test
  void emptyFile_isUnreadable() {
    assertCode(new byte[0], Code.UNREADABLE);
  }

  @Test
  void pictureNamedApk_isOfUnknownFormat() {
    assertCode(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0}, Code.UNKNOWN_FORMAT);
  }

  @Test
  void zipWithoutManifest_isOfUnknownFormat() {
    assertCode(new ZipBytes().stored("a.txt", new byte[3]).toBytes(), Code.UNKNOWN_FORMAT);
  }

  @Test
  void codeWithoutManifest_isUnreadable() {
    assertCode(new ZipBytes().stored("classes.dex", new byte[3]).toBytes(), Code.UNREADABLE);
  }

  @Test
  void emptyDeflatedFiles_areRead() throws Exception {
    FactSet facts =
        inspect(
            withManifest()
                .deflated("classes.dex", new byte[0])
                .deflated("assets/www/index.html", "<p>签到</p>".getBytes(StandardCharsets.UTF_8))
                .deflated("assets/www/none.js", new byte[0])
                .toBytes());
    assertThat(anomalies(facts)).doesNotContain("entry-unreadable");
    assertThat(facts.of(FactKind.UI_TEXT)).extracting(f -> f.text(Field.TEXT)).contains("签到");
  }

  @Test
  void damagedScriptOfAWebPage_isToldAndCountsAsNotRead() throws Exception {
    byte[] page = "<p>签到</p>".getBytes(StandardCharsets.UTF_8);
    FactSet facts =
        inspect(
            withManifest()
                .deflated("assets/www/index.html", page)
                .damaged("assets/www/app.js", page)
                .toBytes());
    assertThat(anomalies(facts)).contains("entry-unreadable");
    assertThat(facts.of(FactKind.UI_TEXT)).extracting(f -> f.text(Field.TEXT)).contains("签到");
    assertThat(facts.of(FactKind.COVERAGE))
        .anyMatch(
            f ->
                f.text(Field.NAME).equals("code")
                    && f.number(Field.READABLE).orElseThrow() == 0
                    && f.text(Field.REASON).equals("damaged"));
  }

  @Test
  void missingFile_isUnreadable() {
    assertThatThrownBy(
            () ->
                PackageInspector.inspect(
                    PackageInput.of(List.of(folder.resolve("none"))), Limits.standard()))
        .isInstanceOf(PackageFormatException.class);
  }

  @Test
  void names_thatLeaveTheArchive_areLeftOutAndReported() throws Exception {
    FactSet facts =
        inspect(
            withManifest()
                .stored("../../etc/passwd", new byte[1])
                .stored("/root", new byte[1])
                .stored("a\\b", new byte[1])
                .stored("nul\0", new byte[1])
                .stored("assets/i.html/", new byte[600])
                .stored("assets/folder/", new byte[0])
                .toBytes());
    assertThat(anomalies(facts)).contains("zip-unsafe-name");
    assertThat(facts.of(FactKind.COVERAGE))
        .filteredOn(f -> f.text(Field.REASON).startsWith("left out for a name"))
        .singleElement()
        .matches(f -> f.text(Field.NAME).equals("entries") && f.count() == 5);
    assertThat(facts.of(FactKind.ASSET)).noneMatch(f -> f.text(Field.NAME).contains("root"));
  }

  @Test
  void twoEntriesOfOneName_withTheSameBytes_areOne() throws Exception {
    FactSet facts = inspect(withManifest().deflated(MANIFEST, manifest).toBytes());
    assertThat(anomalies(facts)).contains("zip-duplicate");
    assertThat(facts.identity("package")).hasValue("cn.gov.demo");
    assertThat(unread(facts)).isEmpty();
  }

  /** Android refuses such a package, other platforms install the last. */
  @Test
  void manifestTwice_withDifferentBytes_isRefused() {
    byte[] twice = withManifest().deflated(MANIFEST, new byte[9]).toBytes();
    assertThatThrownBy(() -> inspect(twice))
        .isInstanceOfSatisfying(
            PackageFormatException.class,
            e -> {
              assertThat(e.entry()).isEqualTo(MANIFEST);
              assertThat(e.isStoredTwice()).isTrue();
              assertThat(e.sentence(Locale.CHINESE)).contains("重新打包");
            });
  }

  @Test
  void fileTwice_withDifferentBytes_isNotRead() throws Exception {
    byte[] good = "<p>甲</p>".getBytes(StandardCharsets.UTF_8);
    byte[] evil = "<p>未打卡将通报</p>".getBytes(StandardCharsets.UTF_8);
    FactSet facts =
        inspect(
            withManifest()
                .deflated("assets/www/index.html", good)
                .deflated("assets/www/index.html", evil)
                .deflated("assets/www/index.html", good)
                .toBytes());
    assertThat(anomalies(facts)).contains("duplicate_differs").doesNotContain("zip-duplicate");
    String why = "stored twice with different content; the package has to be built anew";
    assertThat(unread(facts)).contains("pages " + why, "text " + why, "code " + why);
    assertThat(unread(facts)).contains("entries damaged");
    assertThat(facts.of(FactKind.UI_TEXT)).noneMatch(f -> f.text(Field.TEXT).contains("甲"));
  }

  @Test
  void pictureTwice_isAnEntryNotRead_andHidesNoCode() throws Exception {
    FactSet facts =
        inspect(
            withManifest()
                .stored("assets/a.png", new byte[] {1})
                .stored("assets/a.png", new byte[] {2})
                .toBytes());
    assertThat(anomalies(facts)).contains("duplicate_differs");
    assertThat(unread(facts)).containsExactly("entries damaged");
  }

  private static List<String> unread(FactSet facts) {
    return facts.of(FactKind.COVERAGE).stream()
        .filter(f -> !f.text(Field.NAME).equals("signature"))
        .filter(f -> !f.number(Field.READABLE).equals(f.number(Field.TOTAL)))
        .map(f -> f.text(Field.NAME) + " " + f.text(Field.REASON))
        .toList();
  }

  @Test
  void encryptionBitAndBogusMethod_areIgnoredAsAndroidDoes() throws Exception {
    FactSet facts = inspect(new ZipBytes().disguised(MANIFEST, manifest, 0x1234).toBytes());
    assertThat(anomalies(facts)).contains("zip-encryption-bit", "zip-method");
    assertThat(facts.identity("package")).hasValue("cn.gov.demo");
  }

  @Test
  void localHeaderThatDiffers_isReported() throws Exception {
    FactSet facts = inspect(withManifest().renamedLocally("a", "b", new byte[5]).toBytes());
    assertThat(anomalies(facts)).contains("zip-local-differs");
  }

  @Test
  void bytesBeforeAndBehind_areReported() throws Exception {
    FactSet facts = inspect(withManifest().prefix(new byte[99]).suffix(new byte[7]).toBytes());
    assertThat(anomalies(facts)).contains("zip-prefix", "zip-suffix");
    assertThat(facts.identity("package")).hasValue("cn.gov.demo");
  }

  @Test
  void overlappingEntries_areReported() throws Exception {
    FactSet facts = inspect(withManifest().overlapping("copy").toBytes());
    assertThat(anomalies(facts)).contains("zip-overlap");
  }

  @Test
  void bombOfOneEntry_reachesTheLimit() {
    assertCode(withManifest().deflated("assets/zero", new byte[64 * MIB]).toBytes(), Code.LIMIT);
  }

  @Test
  void bombOfOverlappingEntries_reachesTheLimit() {
    ZipBytes zip = new ZipBytes().deflated("assets/zero", new byte[20 * MIB]);
    for (int i = 0; i < 500; i++) {
      zip.overlapping("assets/" + i);
    }
    assertCode(zip.deflated(MANIFEST, manifest).toBytes(), Code.LIMIT);
  }

  @Test
  void statedSizeOfTwoGigabytes_allocatesNothing() throws Exception {
    FactSet facts =
        inspect(withManifest().lying("resources.arsc", new byte[10], Integer.MAX_VALUE).toBytes());
    assertThat(facts.identity("package")).hasValue("cn.gov.demo");
  }

  @Test
  void moreEntriesThanTheLimit_reachTheLimit() {
    Limits standard = Limits.standard();
    Limits two =
        new Limits(
            standard.packageBytes(),
            2,
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
    byte[] three = withManifest().stored("a", new byte[1]).stored("b", new byte[1]).toBytes();
    assertThatThrownBy(() -> inspect(three, two))
        .isInstanceOfSatisfying(
            PackageFormatException.class, e -> assertThat(e.code()).isEqualTo(Code.LIMIT));
  }

  @Test
  void archiveCutAnywhere_endsDocumented() throws Exception {
    int step = Math.max(1, apk.length / 300);
    for (int length = 0; length < apk.length; length += step) {
      endsDocumented(Arrays.copyOf(apk, length));
    }
  }

  @Test
  void manifestCutAnywhere_endsDocumented() throws Exception {
    for (int length = 0; length < manifest.length; length += 7) {
      endsDocumented(new ZipBytes().stored(MANIFEST, Arrays.copyOf(manifest, length)).toBytes());
    }
  }

  @Test
  void mutatedBytes_endDocumented() throws Exception {
    Random random = new Random(20_261_125);
    byte[] table = entry("resources.arsc");
    for (int round = 0; round < 300; round++) {
      byte[] archive =
          new ZipBytes()
              .stored(MANIFEST, mutated(manifest, random))
              .stored("resources.arsc", mutated(table, random))
              .stored("classes.dex", mutated(dexHeader(), random))
              .toBytes();
      endsDocumented(archive);
      endsDocumented(mutated(apk, random));
    }
  }

  private static byte[] dexHeader() {
    byte[] dex = new byte[512];
    byte[] magic = "dex\n035\0".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(magic, 0, dex, 0, magic.length);
    for (int at = 56; at < 104; at += 8) {
      dex[at] = 4;
      dex[at + 4] = (byte) 0x80;
    }
    return dex;
  }

  private static byte[] entry(String name) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(apk))) {
      while (!zip.getNextEntry().getName().equals(name)) {}
      return zip.readAllBytes();
    }
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] copy = bytes.clone();
    for (int i = 0; i < 1 + random.nextInt(8); i++) {
      copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
    }
    return copy;
  }

  private static void endsDocumented(byte[] bytes) throws IOException {
    try {
      assertThat(inspect(bytes).of(FactKind.COVERAGE)).isNotEmpty();
    } catch (PackageFormatException e) {
      assertThat(e.sentence(Locale.CHINESE)).isNotBlank();
      assertThat(e.sentence(Locale.ENGLISH)).isNotBlank();
    }
  }

  @Test
  void messages_haveTheSameKeysInBothLanguages() {
    ResourceBundle zh = ResourceBundle.getBundle("cn.beian.inspect.messages", Locale.CHINESE);
    ResourceBundle en = ResourceBundle.getBundle("cn.beian.inspect.messages", Locale.ENGLISH);
    assertThat(zh.keySet()).isEqualTo(en.keySet());
    for (Code code : Code.values()) {
      assertThat(zh.containsKey(code.name())).isTrue();
    }
  }
}
