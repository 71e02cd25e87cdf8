package cn.beian.inspect.ios;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.reader.EntryReadException;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Inflates every file once, compares it with the list of what was signed, and lists it. */
final class PackageFiles {
  private static final int CHUNK = 1 << 15;
  private static final String SHA_256 = "SHA-256";

  private final FactSink facts;
  private final ResourceSeals seals;
  private final AtomicInteger readable = new AtomicInteger();

  PackageFiles(FactSink facts, ResourceSeals seals) {
    this.facts = facts;
    this.seals = seals;
  }

  /** Files that could be inflated. */
  int readable() {
    return readable.get();
  }

  /**
   * Takes a file whose content is parsed.
   *
   * @return its bytes; empty where the data is broken, which is an anomaly
   * @throws PackageFormatException LIMIT
   */
  Optional<byte[]> whole(FileTree.Entry entry) throws PackageFormatException {
    try {
      byte[] bytes = entry.bytes();
      readable.incrementAndGet();
      String algorithm = seals.algorithm(entry.name());
      if (!algorithm.isEmpty()) {
        seals.met(entry.name(), digest(algorithm).digest(bytes));
      }
      return Optional.of(bytes);
    } catch (PackageFormatException e) {
      if (e.code() == Code.LIMIT) {
        throw e;
      }
      facts.anomaly("entry-unreadable", Locator.entry(entry.name()), "");
      return Optional.empty();
    }
  }

  /** Takes any other file; broken data is an anomaly. */
  void stream(FileTree.Entry entry, Origin origin) throws PackageFormatException {
    Locator at = Locator.entry(entry.name());
    String sealed = seals.algorithm(entry.name());
    MessageDigest sha256 = digest(SHA_256);
    MessageDigest seal = sealed.isEmpty() || sealed.equals(SHA_256) ? sha256 : digest(sealed);
    long size = 0;
    try (InputStream in = entry.open()) {
      byte[] chunk = new byte[CHUNK];
      for (int length = in.read(chunk); length > 0; length = in.read(chunk)) {
        size += length;
        sha256.update(chunk, 0, length);
        if (seal != sha256) {
          seal.update(chunk, 0, length);
        }
      }
    } catch (EntryReadException e) {
      if (e.reason().code() == Code.LIMIT) {
        throw e.reason();
      }
      facts.anomaly("entry-unreadable", at, "");
      return;
    } catch (IOException e) {
      throw new PackageFormatException(
          Code.UNREADABLE, entry.name(), -1, String.valueOf(e.getMessage()));
    }
    readable.incrementAndGet();
    byte[] digest = sha256.digest();
    seals.met(entry.name(), seal == sha256 ? digest : seal.digest());
    asset(entry.name(), size, digest, origin, at);
  }

  /** Tells of a file whose bytes are at hand. */
  void asset(String name, byte[] bytes, Origin origin) {
    asset(name, bytes.length, digest(SHA_256).digest(bytes), origin, Locator.entry(name));
  }

  private void asset(String name, long size, byte[] digest, Origin origin, Locator at) {
    int dot = name.lastIndexOf('.');
    facts.add(
        FactKind.ASSET,
        origin,
        "",
        at,
        Map.of(
            Field.NAME,
            name,
            Field.TYPE,
            dot > name.lastIndexOf('/') ? name.substring(dot + 1) : "",
            Field.SIZE_BYTES,
            size,
            Field.SHA256,
            HexFormat.of().formatHex(digest)));
  }

  static String sha256(byte[] file) {
    return HexFormat.of().formatHex(digest(SHA_256).digest(file));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
