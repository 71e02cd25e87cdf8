package cn.beian.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.DexTables;
import cn.beian.testkit.ElfBytes;
import cn.beian.testkit.Samples;
import cn.beian.testkit.ZipBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small files whose parts point to the same bytes again and again: read in time that goes with
 * their size. Without a bound each of them takes a minute at least, so the limit of time here tells
 * apart what differs a hundredfold.
 */
@Timeout(20)
class PackageWorkTest {
  private static final String MANIFEST = "AndroidManifest.xml";

  @TempDir static Path folder;
  private static byte[] manifest = new byte[0];

  @BeforeAll
  static void makeManifest() throws IOException {
    byte[] apk = new ApkBytes("cn.gov.demo").mainActivity("cn.gov.demo.Main").unsigned();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(apk))) {
      while (!zip.getNextEntry().getName().equals(MANIFEST)) {}
      manifest = zip.readAllBytes();
    }
  }

  private static FactSet inspect(String entry, byte[] content) throws Exception {
    Path file = Files.createTempFile(folder, "p", ".apk");
    byte[] zip = new ZipBytes().deflated(MANIFEST, manifest).deflated(entry, content).toBytes();
    Files.write(file, zip);
    return PackageInspector.inspect(
        PackageInput.of(List.of(file)), Limits.standard(), 1, (d, t, c) -> {});
  }

  private static List<String> anomalies(FactSet facts) {
    return facts.of(FactKind.ANOMALY).stream().map(f -> f.text(Field.CODE)).toList();
  }

  private static long unread(FactSet facts) {
    return facts.of(FactKind.COVERAGE).stream()
        .filter(f -> f.text(Field.NAME).equals("code"))
        .mapToLong(
            f -> f.number(Field.TOTAL).orElseThrow() - f.number(Field.READABLE).orElseThrow())
        .sum();
  }

  @Test
  void codeThatAllMethodsOfAClassShare_isWalkedOnce() throws Exception {
    byte[] dex = new DexTables().methods(60_000).entries(60_000).units(40_000).toBytes();
    FactSet facts = inspect("classes.dex", dex);
    assertThat(anomalies(facts)).doesNotContain("dex-class-broken", "dex-code-broken");
    assertThat(unread(facts)).isZero();
  }

  @Test
  void classWithMoreMethodsThanTheFileHas_isBroken() throws Exception {
    byte[] dex = new DexTables().methods(10).entries(60_000).units(40_000).toBytes();
    FactSet facts = inspect("classes.dex", dex);
    assertThat(anomalies(facts)).contains("dex-class-broken");
    assertThat(unread(facts)).isPositive();
  }

  @Test
  void codeThatManyClassesShare_isReadUntilTheFileWasLookedAtOftenEnough() throws Exception {
    byte[] dex = new DexTables().classes(20_000).methods(4).entries(4).units(200_000).toBytes();
    FactSet facts = inspect("classes.dex", dex);
    assertThat(anomalies(facts)).contains("dex-class-broken");
    assertThat(unread(facts)).isPositive();
  }

  @Test
  void textsThatLieInEachOther_areReadUntilTheFileWasLookedAtOftenEnough() throws Exception {
    FactSet facts = inspect("classes.dex", new DexTables().overlapping(400_000).toBytes());
    assertThat(anomalies(facts)).contains("dex-strings-broken");
  }

  @Test
  void dynamicSegmentsOfALibraryThatAreOne_areBroken() throws Exception {
    byte[] elf = new ElfBytes().relro().bindNow().imports("__stack_chk_fail").toBytes();
    ByteBuffer large = ByteBuffer.allocate(8 << 20).order(ByteOrder.LITTLE_ENDIAN).put(elf);
    int headers = 1 << 20;
    large.putLong(32, headers).putShort(54, (short) 0).putShort(56, (short) 0xffff);
    large.putInt(headers, 2).putLong(headers + 8, 2 << 20).putLong(headers + 32, 4 << 20);
    for (int at = 2 << 20; at < 6 << 20; at += 16) {
      large.putLong(at, 5).putLong(at + 8, 1);
    }
    assertThat(anomalies(inspect("lib/arm64-v8a/liba.so", large.array()))).contains("elf-broken");
  }

  /** One element after the other, each of which takes the rest of the file for its attributes. */
  @Test
  void attributesThatLieInEachOther_areBroken() throws Exception {
    ByteBuffer xml = ByteBuffer.allocate(2 << 20).order(ByteOrder.LITTLE_ENDIAN);
    xml.putShort((short) 3).putShort((short) 8).putInt(xml.capacity());
    while (xml.remaining() >= 60) {
      xml.putShort((short) 0x0102).putShort((short) 16).putInt(36).putInt(1).putInt(-1);
      xml.putInt(-1).putInt(0).putShort((short) 20).putShort((short) 20).putShort((short) 0xffff);
      xml.position(xml.position() + 6);
      xml.putShort((short) 0x0103).putShort((short) 16).putInt(24).position(xml.position() + 16);
    }
    FactSet facts = inspect("res/layout/a.xml", xml.array());
    assertThat(anomalies(facts)).contains("axml-broken");
  }

  @Test
  void entriesOfATableThatAreOne_areCountedAsBroken() throws Exception {
    FactSet facts = inspect("resources.arsc", tableOfOneStyle(200_000, 100_000));
    assertThat(facts.of(FactKind.COVERAGE))
        .anyMatch(
            f ->
                f.text(Field.NAME).equals("resources")
                    && f.number(Field.READABLE).orElseThrow()
                        < f.number(Field.TOTAL).orElseThrow());
  }

  /** Resources that all have the same style of that many items for their value. */
  private static byte[] tableOfOneStyle(int resources, int items) {
    int typeHeader = 84;
    int entry = typeHeader + 4 * resources;
    int typeSize = entry + 16 + 12 * items;
    ByteBuffer table = ByteBuffer.allocate(12 + 288 + typeSize).order(ByteOrder.LITTLE_ENDIAN);
    table.putShort((short) 2).putShort((short) 12).putInt(table.capacity()).putInt(1);
    table.putShort((short) 0x200).putShort((short) 288).putInt(288 + typeSize).putInt(0x7f);
    int type = 12 + 288;
    table.position(type);
    table.putShort((short) 0x201).putShort((short) typeHeader).putInt(typeSize);
    table.put((byte) 1).put((byte) 0).putShort((short) 0).putInt(resources).putInt(entry);
    table.putInt(64);
    table.position(type + entry);
    table.putShort((short) 16).putShort((short) 1).putInt(0).putInt(0).putInt(items);
    return table.array();
  }

  @Test
  void filesOfAMiniProgramThatAreOne_reachTheLimit() throws Exception {
    byte[] wxapkg =
        Samples.wxapkg().file("/z.js", "var a = {b: '签到'};\n".repeat(20_000)).again(9_000).plain();
    assertThatThrownBy(() -> inspectFile(wxapkg))
        .isInstanceOfSatisfying(
            PackageFormatException.class,
            e -> assertThat(e.code()).isEqualTo(PackageFormatException.Code.LIMIT));
  }

  private static FactSet inspectFile(byte[] bytes) throws Exception {
    Path file = Files.write(Files.createTempFile(folder, "p", ""), bytes);
    return PackageInspector.inspect(
        PackageInput.of(List.of(file)), Limits.standard(), 1, (d, t, c) -> {});
  }
}
