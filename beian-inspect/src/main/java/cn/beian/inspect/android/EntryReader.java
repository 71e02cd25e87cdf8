package cn.beian.inspect.android;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.inspect.Catalogue;
import cn.beian.inspect.EntryReadException;
import cn.beian.inspect.FileTree;
import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.PackageFormatException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Inflates every entry once, so that the limits hold before anything else is done, and says what is
 * in the package beside code and resources. DEX files are found by their first bytes, whatever they
 * are called.
 */
final class EntryReader {
  private static final int CHUNK = 1 << 15;
  private static final int HEAD = 0x70;

  private final FactSink facts;
  private final List<Catalogue.Line> packers = Catalogue.bundled().lines("packer");
  private final Queue<FileTree.Entry> dexFiles = new ConcurrentLinkedQueue<>();
  private final AtomicInteger readable = new AtomicInteger();

  EntryReader(FactSink facts) {
    this.facts = facts;
  }

  /** Entries that hold DEX files, in the order of their names. */
  List<FileTree.Entry> dexFiles() {
    return dexFiles.stream().sorted(java.util.Comparator.comparing(FileTree.Entry::name)).toList();
  }

  /** Entries that could be inflated. */
  int readable() {
    return readable.get();
  }

  /** Takes one entry; broken data is an anomaly. */
  void read(FileTree.Entry entry) throws PackageFormatException {
    Locator at = Locator.entry(entry.name());
    packer(entry.name(), at);
    try (InputStream in = entry.open()) {
      boolean hashed = isListed(entry.name());
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] chunk = new byte[CHUNK];
      int length = in.readNBytes(chunk, 0, CHUNK);
      long size = 0;
      if (DexFile.isDex(chunk) && length >= HEAD) {
        dexFiles.add(entry);
        if (!entry.name().matches("classes\\d*\\.dex")) {
          facts.anomaly("dex-elsewhere", at, "a DEX file that Android does not load by itself");
        }
      }
      while (length > 0) {
        size += length;
        if (hashed) {
          sha256.update(chunk, 0, length);
        }
        length = in.read(chunk);
      }
      readable.incrementAndGet();
      if (hashed) {
        listed(entry.name(), size, HexFormat.of().formatHex(sha256.digest()), at);
      }
    } catch (EntryReadException e) {
      if (e.reason().code() == Code.LIMIT) {
        throw e.reason();
      }
      facts.anomaly("entry-unreadable", at, "");
    } catch (IOException e) {
      throw new PackageFormatException(Code.UNREADABLE, entry.name(), -1, e.toString());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isListed(String name) {
    return name.startsWith("assets/")
        || name.startsWith("lib/")
        || name.startsWith("res/raw")
        || name.indexOf('/') < 0;
  }

  private void listed(String name, long size, String digest, Locator at) {
    if (name.startsWith("lib/") && name.endsWith(".so")) {
      String[] part = name.split("/", -1);
      facts.add(
          FactKind.NATIVE_LIB,
          at,
          Map.of(
              Field.NAME,
              part[part.length - 1],
              Field.TYPE,
              part.length > 2 ? part[1] : "",
              Field.SIZE_BYTES,
              size));
      return;
    }
    int dot = name.lastIndexOf('.');
    facts.add(
        FactKind.ASSET,
        at,
        Map.of(
            Field.NAME, name,
            Field.TYPE, dot > name.lastIndexOf('/') ? name.substring(dot + 1) : "",
            Field.SIZE_BYTES, size,
            Field.SHA256, digest));
  }

  private void packer(String entry, Locator at) {
    String name = entry.substring(entry.lastIndexOf('/') + 1);
    for (Catalogue.Line line : packers) {
      boolean prefix = line.key().endsWith("-") || line.key().endsWith(".");
      if (prefix ? name.startsWith(line.key()) : name.equals(line.key())) {
        facts.add(
            FactKind.PACKER,
            at,
            Map.of(Field.NAME, line.name(), Field.VENDOR, line.vendor(), Field.DETAIL, name));
      }
    }
  }
}
