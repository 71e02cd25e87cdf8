package cn.beian.inspect.shared;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.NativeLibrary;
import cn.beian.inspect.reader.EntryReadException;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Inflates the entries of a package, each once, and says what every family says of one: that it is
 * broken, what was shipped, how a native library is hardened. Several threads may use it.
 */
public final class EntryReading {
  private static final int MAX_LIBRARY = 64 << 20;

  private final FactSink facts;
  private final AtomicInteger readable = new AtomicInteger();
  private final ThreadLocal<byte[]> windows =
      ThreadLocal.withInitial(() -> new byte[EntryContent.WINDOW]);

  public EntryReading(FactSink facts) {
    this.facts = facts;
  }

  /** Entries that could be inflated. */
  public int readable() {
    return readable.get();
  }

  /** Whether an entry is not too large to be taken whole as a native library. */
  public static boolean isParsedLibrary(FileTree.Entry entry) {
    return entry.statedBytes() <= MAX_LIBRARY;
  }

  /**
   * Takes an entry whose content is parsed.
   *
   * @throws PackageFormatException UNREADABLE where its data is broken; LIMIT
   */
  public byte[] required(FileTree.Entry entry) throws PackageFormatException {
    byte[] bytes = entry.bytes();
    readable.incrementAndGet();
    return bytes;
  }

  /**
   * Takes an entry whose content is parsed.
   *
   * @return its bytes; empty where the data is broken, which is an anomaly
   * @throws PackageFormatException LIMIT
   */
  public Optional<byte[]> whole(FileTree.Entry entry) throws PackageFormatException {
    try {
      return Optional.of(required(entry));
    } catch (PackageFormatException e) {
      if (e.code() == Code.LIMIT) {
        throw e;
      }
      broken(entry.name());
      return Optional.empty();
    }
  }

  /**
   * Takes any other entry.
   *
   * @param digests of its bytes, each only once
   * @return empty where the data is broken, which is an anomaly
   * @throws PackageFormatException LIMIT; UNREADABLE where the package itself cannot be read
   */
  public Optional<EntryContent> stream(FileTree.Entry entry, List<MessageDigest> digests)
      throws PackageFormatException {
    try (InputStream in = entry.open()) {
      EntryContent content = EntryContent.of(in, windows.get(), digests);
      readable.incrementAndGet();
      return Optional.of(content);
    } catch (EntryReadException e) {
      if (e.reason().code() == Code.LIMIT) {
        throw e.reason();
      }
      broken(entry.name());
      return Optional.empty();
    } catch (IOException e) {
      throw new PackageFormatException(
          Code.UNREADABLE, entry.name(), -1, String.valueOf(e.getMessage()));
    }
  }

  private void broken(String name) {
    facts.anomaly("entry-unreadable", Locator.entry(name), "");
  }

  /**
   * Tells of a file that is shipped as it is, and whether it holds a key.
   *
   * @throws PackageFormatException LIMIT
   */
  public void asset(FileTree.Entry entry, EntryContent content, byte[] sha256, Origin origin)
      throws PackageFormatException {
    Optional<String> key = KeyFile.in(entry, content);
    asset(entry.name(), content.size(), sha256, origin, key.orElse(""));
  }

  /** The same of a file that is parsed otherwise, too. */
  public void asset(String name, long size, byte[] sha256, Origin origin) {
    asset(name, size, sha256, origin, "");
  }

  /** Tells of a key that lies in an archive among the files. */
  public static void key(FactSink facts, String name, byte[] bytes, String role) {
    asset(facts, name, bytes.length, sha256().digest(bytes), Origin.APP, role);
  }

  private void asset(String name, long size, byte[] sha256, Origin origin, String role) {
    asset(facts, name, size, sha256, origin, role);
  }

  private static void asset(
      FactSink facts, String name, long size, byte[] sha256, Origin origin, String role) {
    int dot = name.lastIndexOf('.');
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, name);
    values.put(Field.TYPE, dot > name.lastIndexOf('/') ? name.substring(dot + 1) : "");
    values.put(Field.SIZE_BYTES, size);
    values.put(Field.SHA256, HexFormat.of().formatHex(sha256));
    if (!role.isEmpty()) {
      values.put(Field.ROLE, role);
    }
    facts.add(FactKind.ASSET, origin, "", Locator.entry(name), values);
  }

  /** How a library for Linux is hardened; empty where it contradicts its format, an anomaly. */
  public Optional<List<String>> hardening(String name, byte[] bytes, Limits limits) {
    try {
      return Optional.of(NativeLibrary.hardening(bytes, limits));
    } catch (BrokenDataException e) {
      facts.anomaly("elf-broken", Locator.offset(name, Math.max(0, e.offset())), "");
      return Optional.empty();
    }
  }

  /** Tells of a native library, which most often lies below {@code lib/ABI/}. */
  public void library(String name, long size, byte[] sha256, Optional<List<String>> hardening) {
    String[] part = name.split("/", -1);
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, part[part.length - 1]);
    boolean placed = part.length > 2 && (part[0].equals("lib") || part[0].equals("libs"));
    values.put(Field.TYPE, placed ? part[1] : "");
    values.put(Field.SIZE_BYTES, size);
    values.put(Field.SHA256, HexFormat.of().formatHex(sha256));
    hardening.ifPresent(items -> values.put(Field.ITEMS, items));
    facts.add(FactKind.NATIVE_LIB, Locator.entry(name), values);
  }

  public static MessageDigest sha256() {
    return digest("SHA-256");
  }

  /** A digest that every Java platform has. */
  public static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
