package cn.beian.inspect.hybrid;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.hybrid.EmbeddedWorldsTest.Platform;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Archives, code, keys and pages in forms, places and encodings in which one may hide them. */
class HiddenFormsTest {
  private static final String PAGE = "<!DOCTYPE html><html><p>未打卡将通报</p></html>";
  private static final int PICTURE = 300;

  @TempDir Path folder;

  private FactSet inspect(Platform platform, String name, byte[] content) throws Exception {
    Path file = Files.write(folder.resolve("a.bin"), platform.of(Map.of(name, content)));
    return PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] behindPicture(byte[] content) {
    return joined(Arrays.copyOf(latin("\u0089PNG\r\n\u001a\n"), PICTURE), content);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  /** One file in a tar archive as Unix V7 wrote it. */
  private static byte[] tar(String name, byte[] content, String magic) {
    byte[] header = Arrays.copyOf(latin(name), 512);
    byte[] numbers =
        latin(String.format("%07o\0%07o\0%07o\0%011o\0%011o\0", 420, 0, 0, content.length, 0));
    System.arraycopy(numbers, 0, header, 100, numbers.length);
    System.arraycopy(latin(magic), 0, header, 257, magic.length());
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    System.arraycopy(latin(String.format("%06o\0 ", sum)), 0, header, 148, 8);
    return joined(header, Arrays.copyOf(content, (content.length + 511) / 512 * 512 + 1024));
  }

  private static List<String> texts(FactSet facts) {
    return facts.of(FactKind.UI_TEXT).stream().map(f -> f.text(Field.TEXT)).toList();
  }

  private static List<String> unread(FactSet facts) {
    return facts.of(FactKind.COVERAGE).stream()
        .filter(f -> !f.text(Field.NAME).equals("signature"))
        .filter(f -> !f.number(Field.READABLE).equals(f.number(Field.TOTAL)))
        .map(f -> f.text(Field.NAME) + " " + f.text(Field.REASON))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void archives_ofFormsThatNobodyOpens_areTold(Platform platform) throws Exception {
    Map<String, String> forms = new HashMap<>();
    forms.put("\u00fd7zXZ\0", "xz");
    forms.put("BZh91AY&SY", "bzip2");
    forms.put("(\u00b5/\u00fd", "zstd");
    forms.put("\u0004\"M\u0018", "lz4");
    forms.put("]\0\0\u0080\0\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\0", "lzma");
    forms.put("]\0\0\0\u0001\u0009\u0012\0\0\0\0\0\0\0", "lzma");
    forms.put("MSCF\0\0\0\0", "cab");
    forms.put("070701" + "0".repeat(104), "cpio");
    forms.put("!<arch>\ndebian-binary", "ar");
    forms.put("\4\0\0\0@\0\0\0<\0\0\0:\0\0\0{\"files\":{}}", "asar");
    forms.put("UEsDBBQAAAAIAAAAIQ", "ZIP");
    for (Map.Entry<String, String> each : forms.entrySet()) {
      byte[] content = Arrays.copyOf(latin(each.getKey()), 400);
      assertThat(unread(inspect(platform, platform.assets + "x.dat", content)))
          .as(each.getValue())
          .containsExactly(
              "entries archives inside of the form " + each.getValue() + " are not opened");
    }
    for (String other :
        List.of("070701 is a number", "]\0\0 lzma", "BZh is no archive", "{\"files\"")) {
      assertThat(unread(inspect(platform, platform.assets + "x.dat", latin(other)))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void archives_behindAPicture_areTold(Platform platform) throws Exception {
    Map<String, byte[]> archives =
        Map.of(
            "7z", latin("7z\u00bc\u00af'\u001c\0\4abc"),
            "RAR", latin("Rar!\u001a\7\1\0abcdef"),
            "ZIP",
                Arrays.copyOf(
                    new ZipBytes().deflated("index.html", utf8(PAGE)).toBytes(), 200_000));
    for (Map.Entry<String, byte[]> each : archives.entrySet()) {
      byte[] file = behindPicture(joined(new byte[40_000], each.getValue()));
      assertThat(unread(inspect(platform, platform.assets + "logo.png", file)))
          .containsExactly(
              "entries archives of the form "
                  + each.getKey()
                  + " behind other content are not opened");
    }
    byte[] picture = behindPicture(latin("PK\3\4" + "\u00ff".repeat(200) + "7z\u00bc Rar! dex\n"));
    assertThat(unread(inspect(platform, platform.assets + "logo.png", picture))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void code_thatNobodyReads_isTold(Platform platform) throws Exception {
    Map<String, byte[]> forms = new HashMap<>();
    forms.put("vdex", latin("vdex027\0"));
    forms.put("cdex", latin("cdex001\0"));
    forms.put("oat", latin("oat\n199\0"));
    forms.put("WebAssembly", latin("\0asm\1\0\0\0"));
    forms.put("Lua", latin("\u001bLuaS\0"));
    forms.put("LuaJIT", latin("\u001bLJ\2"));
    forms.put("Python", latin("\u00a7\r\r\n\0\0\0\0"));
    forms.put("PE", joined(latin("MZ"), new byte[58], new byte[] {64, 0, 0, 0}, latin("PE\0\0d")));
    forms.put("DEX", Base64.getEncoder().encode(latin("dex\n035\0" + "a".repeat(99))));
    for (Map.Entry<String, byte[]> each : forms.entrySet()) {
      byte[] content = Arrays.copyOf(each.getValue(), 400);
      FactSet facts = inspect(platform, platform.assets + "www/x.png", content);
      assertThat(unread(facts))
          .containsExactly("code code of the form " + each.getKey() + " is not read");
      assertThat(facts.of(FactKind.ANOMALY))
          .anyMatch(
              f ->
                  f.text(Field.CODE).equals("dex-elsewhere")
                      && f.at().entry().endsWith(platform.assets + "www/x.png"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void code_behindAPicture_isTold(Platform platform) throws Exception {
    Map<String, String> forms =
        Map.of(
            "DEX", "dex\n035\0",
            "ELF", "\u007fELF\2\1\1\0\0\0\0\0",
            "Mach-O", "\u00cf\u00fa\u00ed\u00fe\f\0\0\1",
            "abc", "PANDA\0\0\0");
    for (Map.Entry<String, String> each : forms.entrySet()) {
      byte[] file = behindPicture(Arrays.copyOf(latin(each.getValue()), 4_000));
      assertThat(unread(inspect(platform, platform.assets + "logo.png", file)))
          .containsExactly(
              "code code of the form " + each.getKey() + " behind other content is not read");
    }
  }

  @ParameterizedTest
  @EnumSource
  void gzipAndTar_areOpened(Platform platform) throws Exception {
    byte[] ustar = tar("www/index.html", utf8(PAGE), "ustar\00000");
    byte[] old = tar("www/index.html", utf8(PAGE), "");
    for (byte[] archive :
        List.of(gzip(utf8(PAGE)), ustar, old, gzip(ustar), gzip(gzip(utf8(PAGE))))) {
      FactSet facts = inspect(platform, platform.assets + "x.dat", archive);
      assertThat(texts(facts)).contains("未打卡将通报");
      assertThat(unread(facts)).isEmpty();
    }
    FactSet data = inspect(platform, platform.assets + "list.gz", gzip(utf8("a list of names")));
    assertThat(unread(data)).isEmpty();
    byte[] cut = Arrays.copyOf(gzip(utf8(PAGE)), 30);
    assertThat(unread(inspect(platform, platform.assets + "x.gz", cut)))
        .containsExactly("entries an archive inside is damaged");
  }

  @ParameterizedTest
  @EnumSource
  void pages_behindBlanks_orText_orInWideCharacters_areRead(Platform platform) throws Exception {
    List<byte[]> pages =
        List.of(
            utf8(" \n\t".repeat(5_000) + PAGE),
            utf8("\0" + PAGE),
            utf8("hello world " + PAGE),
            (" \n".repeat(9_000) + PAGE).getBytes(StandardCharsets.UTF_16LE),
            PAGE.getBytes(Charset.forName("UTF-32LE")),
            ("\uFEFF" + PAGE).getBytes(Charset.forName("UTF-32BE")));
    for (byte[] page : pages) {
      for (String name : List.of("www/i.dat", "x/i", "www/i.html")) {
        assertThat(texts(inspect(platform, platform.assets + name, page)))
            .anyMatch(text -> text.contains("未打卡将通报"));
      }
    }
    FactSet source = inspect(platform, platform.assets + "a.java", utf8("class A { " + PAGE));
    assertThat(texts(source)).doesNotContain("未打卡将通报");
  }

  @Test
  void pagesAndArchives_inAnyFolderOfAnApk_areRead() throws Exception {
    byte[] zip = new ZipBytes().deflated("index.html", utf8(PAGE)).toBytes();
    for (String name :
        List.of("META-INF/services/x", "META-INF/x.html", "foo/bar", "kotlin/x.dat", "x.html")) {
      assertThat(texts(inspect(Platform.APK, name, utf8(PAGE)))).contains("未打卡将通报");
      assertThat(texts(inspect(Platform.APK, name, zip))).contains("未打卡将通报");
    }
  }

  @ParameterizedTest
  @EnumSource
  void keys_inAnyEncoding_areTold(Platform platform) throws Exception {
    byte[] der = TestSigner.named("CN=Demo").privateKey().getEncoded();
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END PRIVATE KEY-----\n";
    String jwk = "{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"AQAB\",%s}";
    String d = "\"d\":\"" + "A".repeat(300) + "\"";
    List<byte[]> keys =
        List.of(
            ("\uFEFF" + pem).getBytes(StandardCharsets.UTF_16LE),
            pem.getBytes(StandardCharsets.UTF_16BE),
            utf8("# config\n".repeat(20_000) + pem),
            utf8("x".repeat(131_065) + pem),
            utf8("{\"text\":\"" + "x".repeat(999) + pem.replace("\r", "").replace("\n", "\\n")),
            utf8(jwk.formatted("A".repeat(683), d)),
            Base64.getEncoder().encode(der),
            Base64.getMimeEncoder().encode(der));
    for (byte[] key : keys) {
      FactSet facts = inspect(platform, platform.assets + "logo.png", key);
      assertThat(facts.of(FactKind.ASSET))
          .filteredOn(f -> f.text(Field.NAME).endsWith("logo.png"))
          .extracting(f -> f.text(Field.ROLE))
          .containsExactly("private_key");
    }
    byte[] zip = new ZipBytes().deflated("q", der).toBytes();
    assertThat(inspect(platform, platform.assets + "x.dat", zip).of(FactKind.ASSET))
        .anyMatch(
            f -> f.at().entry().endsWith("x.dat!q") && f.text(Field.ROLE).equals("private_key"));
    List<byte[]> others =
        List.of(
            utf8("var a='x';".repeat(99) + "b='-----BEGIN PRIVATE KEY-----\\n'+k+'\\n-----END'"),
            utf8(jwk.formatted("A".repeat(683), "\"use\":\"sig\"")),
            Base64.getEncoder().encode(TestSigner.named("CN=Demo").certificate().getEncoded()));
    for (byte[] other : others) {
      assertThat(inspect(platform, platform.assets + "a.dat", other).of(FactKind.ASSET))
          .noneMatch(f -> !f.text(Field.ROLE).isEmpty());
    }
  }
}
