package cn.beian.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.DexBytes;
import cn.beian.testkit.Samples;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.harmony.HapSamples;
import cn.beian.testkit.ios.MachOBytes;
import cn.beian.testkit.ios.NibBytes;
import cn.beian.testkit.ios.PlistBytes;
import cn.beian.testkit.miniprogram.TarBytes;
import cn.beian.testkit.miniprogram.WxapkgBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/**
 * The dumps in docs/formats are of what the byte builders make. A block is announced by {@code <!--
 * bytes: NAME -->}; each of its lines that begins with an offset of eight digits and two blanks
 * holds the bytes that lie there, parted by single blanks; behind two blanks stand words.
 */
class FormatPagesTest {
  private static final Path PAGES =
      Path.of(System.getProperty("beian.root", "..")).resolve("docs/formats");
  private static final Pattern BLOCK =
      Pattern.compile("<!-- bytes: (\\S+) -->\\n```\\n(.*?)\\n```", Pattern.DOTALL);
  private static final Pattern LINE =
      Pattern.compile("(?m)^([0-9a-f]{8})  ([0-9a-f]{2}(?: [0-9a-f]{2})*)(?:  |$)");

  private interface Builder {
    byte[] bytes() throws Exception;
  }

  private static final Map<String, Builder> BUILDERS =
      Map.ofEntries(
          entry(
              "wxapkg",
              () ->
                  new WxapkgBytes()
                      .file("/app-config.json", "{}")
                      .file("/app-service.js", "//")
                      .plain()),
          entry("tar", () -> new TarBytes().file("www/index.html", "<p>签到</p>").toBytes()),
          entry("rpk-block", FormatPagesTest::rpkBlock),
          entry(
              "dex",
              () ->
                  DexBytes.of(
                      Map.of("a.B", "package a; class B { String s() { return \"hi\"; } }"))),
          entry("axml", FormatPagesTest::manifest),
          entry("flutter", () -> Samples.flutter().toBytes()),
          entry("hermes", () -> Samples.hermes(true).toBytes()),
          entry("apk-block", FormatPagesTest::apkBlockEnd),
          entry("plist", () -> PlistBytes.binary(Map.of("k", "签到"))),
          entry("nib", FormatPagesTest::nib),
          entry("macho", () -> new MachOBytes().text("a").toBytes()),
          entry("abc", () -> HapSamples.code(12, 0, 6, 0).toBytes()),
          entry("hap-block", FormatPagesTest::hapBlockEnd));

  private static Map.Entry<String, Builder> entry(String name, Builder builder) {
    return Map.entry(name, builder);
  }

  @Test
  void everyDump_isOfWhatTheBuilderMakes() throws Exception {
    TreeSet<String> shown = new TreeSet<>();
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.filter(p -> p.toString().endsWith(".md")).sorted().toList()) {
        String text = Files.readString(page, StandardCharsets.UTF_8);
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
          shown.add(block.group(1));
          compare(page + " " + block.group(1), block.group(1), block.group(2));
        }
      }
    }
    assertThat(shown).as("dumps that are shown").isEqualTo(new TreeSet<>(BUILDERS.keySet()));
  }

  private static void compare(String where, String name, String block) throws Exception {
    Builder builder = BUILDERS.get(name);
    if (builder == null) {
      throw new AssertionError("no builder of " + where);
    }
    byte[] bytes = builder.bytes();
    int lines = 0;
    for (Matcher line = LINE.matcher(block); line.find(); lines++) {
      int offset = Integer.parseUnsignedInt(line.group(1), 16);
      byte[] shown = HexFormat.of().parseHex(line.group(2).replace(" ", ""));
      assertThat(offset + shown.length)
          .as("%s at %x", where, offset)
          .isLessThanOrEqualTo(bytes.length);
      byte[] there = Arrays.copyOfRange(bytes, offset, offset + shown.length);
      assertThat(HexFormat.ofDelimiter(" ").formatHex(shown))
          .as("%s at %x", where, offset)
          .isEqualTo(HexFormat.ofDelimiter(" ").formatHex(there));
    }
    assertThat(lines).as("lines of %s", where).isPositive();
  }

  /** From the beginning of the signing block; its length does not depend on the key. */
  private static byte[] rpkBlock() {
    byte[] rpk = Samples.rpk(Samples.quickApp());
    int directory = little(rpk, rpk.length - 6);
    int size = little(rpk, directory - 24);
    return Arrays.copyOfRange(rpk, directory - size - 8, directory);
  }

  private static byte[] hapBlockEnd() {
    byte[] hap = HapSamples.hap();
    int directory = little(hap, hap.length - 6);
    return Arrays.copyOfRange(hap, directory - 32, directory);
  }

  private static byte[] apkBlockEnd() throws IOException {
    byte[] apk = new ApkBytes("a.b").signed(TestSigner.named("CN=Demo"));
    int directory = little(apk, apk.length - 6);
    return Arrays.copyOfRange(apk, directory - 16, directory);
  }

  private static byte[] nib() {
    NibBytes nib = new NibBytes();
    NibBytes.Ref label = nib.object("UILabel", Map.of("UIText", "签到"));
    return nib.toBytes(List.of(label), List.of());
  }

  private static byte[] manifest() throws IOException {
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(new ApkBytes("a.b").unsigned()))) {
      while (!zip.getNextEntry().getName().equals("AndroidManifest.xml")) {}
      return zip.readAllBytes();
    }
  }

  private static int little(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }
}
