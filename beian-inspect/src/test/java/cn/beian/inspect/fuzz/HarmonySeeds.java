package cn.beian.inspect.fuzz;

import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.harmony.HapSamples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Seeds of the readers of HarmonyOS packages, and packages around what they become. */
final class HarmonySeeds {
  private static final String STAGE = "module.json";
  private static final String FA = "config.json";
  private static final int END_BYTES = 22;

  /** Where the end of a ZIP says where its directory begins. */
  private static final int DIRECTORY_AT = 16;

  private HarmonySeeds() {}

  static List<byte[]> packages() {
    return List.of(
        HapSamples.hap(),
        HapSamples.fa().toBytes(),
        new ZipBytes()
            .stored("a.hap", HapSamples.hap())
            .stored("pack.info", new byte[0])
            .toBytes());
  }

  static List<byte[]> manifests() {
    return List.of(
        text(HapSamples.manifest("entry", "entry")),
        text(
            HapSamples.manifest("share", "shared")
                .replace("\"bundleType\":\"app\"", "\"bundleType\":\"atomicService\"")),
        entry(HapSamples.fa().toBytes(), FA),
        text(
            "{\"network-security-config\":{\"base-config\":{\"cleartextTrafficPermitted\":true,"
                + "\"trust-anchors\":[{\"certificates\":\"/etc/security/certificates\"}]},"
                + "\"domain-config\":[{\"domains\":[{\"name\":\"a.gov.cn\",\"include-subdomains\":"
                + "true}],\"pin-set\":{\"expiration\":\"2030-1-1\",\"pin\":[{}]}}]},"
                + "\"trust-global-user-ca\":true}"));
  }

  /** As the manifest of the model that it names, and as what else is JSON. */
  static byte[] asManifest(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    ZipBytes zip = new ZipBytes();
    if (text.contains("network-security-config")) {
      zip.stored(STAGE, text(HapSamples.manifest("entry", "entry")));
    } else {
      zip.stored(text.contains("deviceConfig") ? FA : STAGE, bytes);
    }
    return zip.stored("resources.index", HapSamples.texts().first())
        .stored("resources/base/profile/main_pages.json", bytes)
        .stored("resources/base/profile/network_config.json", bytes)
        .stored("pack.info", bytes)
        .toBytes();
  }

  /** The block as a signer writes it, and the archive that it stands in without it. */
  static List<byte[]> signingBlock() {
    int from = directory(Unsigned.BYTES);
    byte[] signed = HapSamples.hap(files());
    return List.of(Arrays.copyOfRange(signed, from, directory(signed)));
  }

  static byte[] asSigningBlock(byte[] block) {
    byte[] zip = Unsigned.BYTES;
    int directory = directory(zip);
    ByteBuffer all = ByteBuffer.allocate(zip.length + block.length).order(ByteOrder.LITTLE_ENDIAN);
    all.put(zip, 0, directory).put(block).put(zip, directory, zip.length - directory);
    all.putInt(all.capacity() - END_BYTES + DIRECTORY_AT, directory + block.length);
    return all.array();
  }

  private static int directory(byte[] zip) {
    int at = zip.length - END_BYTES + DIRECTORY_AT;
    return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }

  private static ZipBytes files() {
    return new ZipBytes().stored(STAGE, text(HapSamples.manifest("entry", "entry")));
  }

  static List<byte[]> code() {
    return List.of(
        HapSamples.code(12, 0, 6, 0).toBytes(),
        HapSamples.code(24, 0, 0, 0).toBytes(),
        HapSamples.code(9, 0, 0, 0).toBytes());
  }

  static List<byte[]> texts() {
    return List.of(HapSamples.texts().first(), HapSamples.texts().second());
  }

  /** A module with a good manifest and one file more. */
  static byte[] beside(String name, byte[] bytes) {
    return files()
        .stored("resources/base/profile/main_pages.json", text("{\"src\":[\"pages/Index\"]}"))
        .stored(name, bytes)
        .toBytes();
  }

  private static byte[] entry(byte[] zip, String name) {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
        if (each.getName().equals(name)) {
          return in.readAllBytes();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalArgumentException(name);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final class Unsigned {
    static final byte[] BYTES = files().toBytes();
  }
}
