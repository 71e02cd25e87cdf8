package cn.beian.bench;

import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.ApkBytes.Attribute;
import cn.beian.testkit.ApkBytes.View;
import cn.beian.testkit.DexBytes;
import cn.beian.testkit.TestSigner;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Builds large APKs, because the public corpora have none: code of public Java libraries compiled
 * to DEX, a small manifest and table, and files of noise, signed with schemes v2 and v3, if the
 * number of entries allows. They are synthetic and show cost, not findings.
 */
final class SyntheticApk {
  private static final int MIB = 1 << 20;
  private static final int TEXT_EVERY = 8;

  /** With more entries it is a ZIP64 archive, which apksig can neither sign nor verify. */
  private static final int MAX_SIGNED = 65_000;

  private final Path folder;

  /**
   * @param folder stores the DEX files of each jar for the next run
   */
  SyntheticApk(Path folder) {
    this.folder = folder;
  }

  /** Compiles jars that have no DEX files yet; returns all, the largest first. */
  List<Path> dexFiles(List<Path> jars) throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path jar : jars) {
      Path of = folder.resolve(jar.getFileName() + ".dex");
      if (!Files.isDirectory(of)) {
        Path half = Files.createDirectories(folder.resolve(jar.getFileName() + ".part"));
        int number = 0;
        for (byte[] dex : DexBytes.ofJar(jar)) {
          Files.write(half.resolve(++number + ".dex"), dex);
        }
        Files.move(half, of);
      }
      try (Stream<Path> files = Files.list(of)) {
        files.forEach(all::add);
      }
    }
    all.sort(Comparator.comparing((Path dex) -> dex.toFile().length()).reversed());
    return all;
  }

  /**
   * Builds one.
   *
   * @param megabytes approximate size of the package
   * @param dexMegabytes maximum size of code
   * @param entries number of files, including code
   */
  Path make(String name, List<Path> dexFiles, int megabytes, double dexMegabytes, int entries)
      throws IOException {
    Path unsigned = Files.createTempFile(folder, name, ".unsigned");
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(unsigned), MIB))) {
      int written = skeleton(zip);
      long left = (long) (dexMegabytes * MIB);
      int number = 0;
      for (Path dex : dexFiles) {
        long size = Files.size(dex);
        if (size <= left) {
          left -= size;
          number++;
          deflated(
              zip,
              number == 1 ? "classes.dex" : "classes" + number + ".dex",
              Files.readAllBytes(dex));
        }
      }
      zip.flush();
      noise(zip, (long) megabytes * MIB - Files.size(unsigned), entries - written - number);
    }
    Path signed = folder.resolve(name + ".apk");
    if (entries > MAX_SIGNED) {
      Files.move(unsigned, signed);
    } else {
      TestSigner.named("CN=Synthetic").sign(unsigned, signed, false);
      Files.delete(unsigned);
    }
    return signed;
  }

  /**
   * Builds a small one with additional files.
   *
   * @param files by name
   */
  Path make(String name, Map<String, byte[]> files) throws IOException {
    Path unsigned = Files.createTempFile(folder, name, ".unsigned");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(unsigned))) {
      skeleton(zip);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        deflated(zip, file.getKey(), file.getValue());
      }
    }
    Path signed = folder.resolve(name + ".apk");
    TestSigner.named("CN=Synthetic").sign(unsigned, signed, false);
    Files.delete(unsigned);
    return signed;
  }

  private static int skeleton(ZipOutputStream zip) throws IOException {
    ApkBytes apk =
        new ApkBytes("cn.gov.synthetic")
            .label("Synthetic", "合成示例")
            .permission("android.permission.INTERNET")
            .mainActivity("cn.gov.synthetic.MainActivity");
    apk.layout("activity_main", new View("TextView", "", Map.of(Attribute.TEXT, "合成示例")));
    int written = 0;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(apk.unsigned()))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        deflated(zip, entry.getName(), in.readAllBytes());
        written++;
      }
    }
    return written;
  }

  /** Incompressible pictures, and for every eighth file a compressible text. */
  private static void noise(ZipOutputStream zip, long bytes, int files) throws IOException {
    if (files < 1 || bytes < files) {
      return;
    }
    Random random = new Random(1);
    int each = (int) Math.min(64 * MIB, bytes / files - 2 * 100);
    for (int i = 0; i < files; i++) {
      byte[] content = new byte[Math.max(1, each)];
      if (i % TEXT_EVERY == 0) {
        for (int at = 0; at < content.length; at++) {
          content[at] = (byte) (random.nextInt(3) > 0 ? 'a' : 'a' + random.nextInt(26));
        }
        deflated(zip, "assets/text/" + i + ".txt", content);
      } else {
        random.nextBytes(content);
        stored(zip, "res/drawable/" + i + ".png", content);
      }
    }
  }

  private static void deflated(ZipOutputStream zip, String name, byte[] content)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static void stored(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
