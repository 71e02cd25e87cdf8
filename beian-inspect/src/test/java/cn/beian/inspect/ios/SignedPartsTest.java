package cn.beian.inspect.ios;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.ios.macho.MachOFile;
import cn.beian.inspect.ios.plist.Plist;
import cn.beian.inspect.ios.plist.PlistReader;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.ios.IpaBytes;
import cn.beian.testkit.ios.MachOBytes;
import cn.beian.testkit.ios.PlistBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every part of an iOS app has to be what was signed: each processor's code, files, code inside.
 */
class SignedPartsTest {
  private static final TestSigner SIGNER = TestSigner.named("CN=Demo,O=某局");
  private static final String HOLDS = "the certificate was not issued by Apple";
  private static final String LIBRARY = "Frameworks/A.framework/A";
  private static final byte[] EMPTY = new byte[0];
  private static final int SLICE = 0x4000;
  private static final int IN_CODE = 0x1000;

  @TempDir static Path folder;

  private static String why(Map<String, byte[]> contents, String... anomalies) throws Exception {
    ZipBytes zip = new ZipBytes();
    contents.forEach(zip::deflated);
    Path file = Files.write(folder.resolve("demo.ipa"), zip.toBytes());
    FactSet read = PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
    assertThat(read.of(FactKind.ANOMALY)).extracting(f -> f.text(Field.CODE)).contains(anomalies);
    return read.of(FactKind.SIGNATURE_SCHEME).stream()
        .filter(f -> f.text(Field.NAME).equals("apple-code"))
        .map(f -> f.text(Field.DETAIL))
        .reduce("", String::concat);
  }

  private static Map<String, byte[]> app() {
    return new LinkedHashMap<>(
        new IpaBytes("cn.gov.demo").file("a.txt", new byte[] {1}).contents(SIGNER));
  }

  private static byte[] own(Map<String, byte[]> app) {
    return app.getOrDefault(IpaBytes.APP + "Demo", EMPTY);
  }

  private static byte[] fat(byte[] one, byte[] two) {
    int second = SLICE + (one.length + SLICE - 1) / SLICE * SLICE;
    return ByteBuffer.allocate(second + two.length)
        .putInt(0xcafebabe)
        .putInt(2)
        .put(
            ByteBuffer.allocate(20)
                .putInt(0x100000c)
                .putInt(0)
                .putInt(SLICE)
                .putInt(one.length)
                .array())
        .put(ByteBuffer.allocate(20).putInt(12).putInt(9).putInt(second).putInt(two.length).array())
        .position(SLICE)
        .put(one)
        .position(second)
        .put(two)
        .array();
  }

  private static byte[] flipped(byte[] data, int at) {
    byte[] changed = data.clone();
    changed[at] ^= 1;
    return changed;
  }

  /** The load command of the signature becomes one that nobody knows. */
  private static byte[] unsigned(byte[] image) {
    String bytes = new String(image, StandardCharsets.ISO_8859_1);
    return flipped(image, bytes.indexOf("\u001d\0\0\0\u0010\0\0\0") + 1);
  }

  private static byte[] library() {
    return new MachOBytes().text("a").signed("a", EMPTY, EMPTY, EMPTY, SIGNER);
  }

  @Test
  void fatExecutable_isLookedAtForEveryProcessor() throws Exception {
    Map<String, byte[]> app = app();
    byte[] own = own(app);
    app.put(IpaBytes.APP + "Demo", fat(own, own));
    assertThat(why(app, "signature-not-by-apple")).isEqualTo(HOLDS);
    app.put(IpaBytes.APP + "Demo", fat(own, flipped(own, IN_CODE)));
    assertThat(why(app, "signature-changed")).isEqualTo("the code was changed after it was signed");
    app.put(IpaBytes.APP + "Demo", fat(own, unsigned(own)));
    assertThat(why(app, "signature-missing"))
        .startsWith("code inside is not signed: Payload/Demo.app/Demo (");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.html", "b/evil.html", "_CodeSignature/evil.html", "SC_Info/a.html"})
  void fileThatNoListHas_isNamed(String name) throws Exception {
    Map<String, byte[]> app = app();
    app.put(IpaBytes.APP + name, new byte[] {1});
    assertThat(why(app, "signature-changed"))
        .isEqualTo("files were added after it was signed: Payload/Demo.app/" + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".DS_Store",
        "b/.DS_Store",
        "PkgInfo",
        "en.lproj/locversion.plist",
        "_CodeSignature/CodeDirectory",
        "SC_Info/Demo.sinf"
      })
  void fileThatIsNeverListed_isNotToldAsAdded(String name) throws Exception {
    Map<String, byte[]> app = app();
    app.put(IpaBytes.APP + name, new byte[] {1});
    assertThat(why(app, "signature-not-by-apple")).isEqualTo(HOLDS);
  }

  @Test
  void codeInside_withoutItsSignatureOrChangedUnderIt_isNamed() throws Exception {
    IpaBytes app = new IpaBytes("cn.gov.demo");
    assertThat(why(app.file(LIBRARY, library()).contents(SIGNER), "signature-not-by-apple"))
        .isEqualTo(HOLDS);
    assertThat(why(app.file(LIBRARY, unsigned(library())).contents(SIGNER), "signature-missing"))
        .isEqualTo("code inside is not signed: Payload/Demo.app/" + LIBRARY);
    assertThat(
            why(
                app.file(LIBRARY, flipped(library(), IN_CODE)).contents(SIGNER),
                "signature-changed"))
        .isEqualTo("code inside was changed after it was signed: Payload/Demo.app/" + LIBRARY);
  }

  private static Plist plist(Map<String, Object> members) throws BrokenDataException {
    return PlistReader.read(PlistBytes.xml(members), Limits.standard());
  }

  /** As Apple names code: the first 20 bytes of the digest of its directory. */
  private static byte[] codeDigest(byte[] image) throws Exception {
    int at = 0;
    ByteBuffer bytes = ByteBuffer.wrap(image);
    while (bytes.getInt(at) != 0xfade0c02) {
      at++;
    }
    byte[] directory = Arrays.copyOfRange(image, at, at + bytes.getInt(at + 4));
    return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(directory), 20);
  }

  @Test
  void bundleSealedByItsCode_hasItsOwnListAndHasToBeThatCode() throws Exception {
    byte[] list = PlistBytes.xml(Map.of("files2", Map.of("b.txt", Map.of("hash2", new byte[32]))));
    byte[] code = new MachOBytes().signed("a", EMPTY, list, EMPTY, SIGNER);
    String bundle = "App/Frameworks/A.framework";
    List<String> names = List.of("App/App", bundle + "/A", bundle + "/evil", bundle + "/x/evil");
    for (byte[] there : List.of(code, library())) {
      ResourceSeals seals = new ResourceSeals("App/");
      Map<String, Plist> bundles =
          seals.add(
              "App/",
              plist(
                  Map.of(
                      "files2",
                      Map.of("Frameworks/A.framework", Map.of("cdhash", codeDigest(code))))));
      assertThat(bundles).containsOnlyKeys(bundle);
      bundles.forEach((name, seal) -> seals.inside(name, seal, list, EMPTY));
      assertThat(seals.add(bundle + "/", PlistReader.read(list, Limits.standard()))).isEmpty();
      new CodeInside(seals).look(bundle + "/A", there, MachOFile.images(there, Limits.standard()));
      boolean same = Arrays.equals(there, code);
      assertThat(seals.strays().contains(bundle)).isEqualTo(!same);
      assertThat(seals.added(names, "App/App"))
          .isEqualTo(same ? names.subList(2, 4) : names.subList(1, 4));
    }
  }

  @Test
  void rules_theHeaviestDecides() throws Exception {
    SealRules rules =
        SealRules.of(
            plist(
                Map.of(
                    "rules2",
                    Map.of(
                        "^.*", true,
                        "^", Map.of("weight", 20),
                        "^Info\\.plist$", Map.of("omit", true, "weight", 20),
                        "^logs/", Map.of("omit", true, "weight", 30),
                        "^logs/keep/", Map.of("weight", "40"),
                        "^off/", false,
                        "^(", Map.of("omit", true, "weight", 99)))));
    assertThat(rules.seals("a.txt")).isTrue();
    assertThat(rules.seals("off/a.txt")).isTrue(); // it weighs 1
    assertThat(rules.seals("Info.plist")).isFalse();
    assertThat(rules.seals("logs/a.txt")).isFalse();
    assertThat(rules.seals("logs/keep/a.txt")).isTrue();
    SealRules few = SealRules.of(plist(Map.of("rules", Map.of("^a", true))));
    assertThat(few.seals("a.txt")).isTrue();
    assertThat(few.seals("b.txt")).isFalse();
  }
}
