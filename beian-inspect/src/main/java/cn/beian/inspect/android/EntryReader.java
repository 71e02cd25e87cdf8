package cn.beian.inspect.android;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.inspect.android.dex.DexFile;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.NativeLibrary;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.catalogue.Pattern.Kind;
import cn.beian.inspect.hybrid.flutter.FlutterApp;
import cn.beian.inspect.reader.EntryReadException;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.inspect.shared.CodeOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Inflates every entry once and says what is in the package beside code and resources. DEX files
 * are found by their first bytes, whatever they are called.
 */
final class EntryReader {
  private static final int CHUNK = 1 << 15;
  private static final int HEAD = 0x70;
  private static final int TAR_MAGIC = 257;
  private static final int MAX_LIBRARY = 64 << 20;
  private static final Pattern LOADED_DEX = Pattern.compile("classes\\d*\\.dex");

  private final FactSink facts;
  private final Limits limits;
  private final Catalogue catalogue = Catalogue.bundled();
  private final Queue<FileTree.Entry> hiddenDex = new ConcurrentLinkedQueue<>();
  private final AtomicInteger readable = new AtomicInteger();
  private final AtomicInteger archives = new AtomicInteger();
  private final ThreadLocal<byte[]> chunks = ThreadLocal.withInitial(() -> new byte[CHUNK]);

  EntryReader(FactSink facts, Limits limits) {
    this.facts = facts;
    this.limits = limits;
  }

  /** Whether Android takes an entry of that name for a DEX file. */
  static boolean isLoadedDex(String name) {
    return name.endsWith(".dex") && LOADED_DEX.matcher(name).matches();
  }

  /** Entries of other names that hold DEX files, in the order of their names. */
  List<FileTree.Entry> hiddenDex() {
    return hiddenDex.stream().sorted(Comparator.comparing(FileTree.Entry::name)).toList();
  }

  /** Entries that could be inflated. */
  int readable() {
    return readable.get();
  }

  /** Archives in the assets, which are inflated but not opened. */
  int archives() {
    return archives.get();
  }

  /**
   * Takes one entry whose content is parsed.
   *
   * @return its bytes; empty where the data is broken, which is an anomaly
   * @throws PackageFormatException LIMIT
   */
  Optional<byte[]> whole(FileTree.Entry entry) throws PackageFormatException {
    try {
      return Optional.of(required(entry));
    } catch (PackageFormatException e) {
      if (e.code() == Code.LIMIT) {
        throw e;
      }
      facts.anomaly("entry-unreadable", Locator.entry(entry.name()), "");
      return Optional.empty();
    }
  }

  /** As {@link #whole}, of an entry without which nothing can be read. */
  byte[] required(FileTree.Entry entry) throws PackageFormatException {
    Locator at = Locator.entry(entry.name());
    others(entry.name(), at);
    byte[] bytes = entry.bytes();
    readable.incrementAndGet();
    if (isNativeLibrary(entry.name())) {
      library(entry, bytes, at);
    } else if (isListed(entry.name())) {
      asset(entry.name(), bytes.length, hex(sha256().digest(bytes)), at);
    }
    return bytes;
  }

  /** Whether an entry is a native library that is not too large to be taken whole. */
  static boolean isParsedLibrary(FileTree.Entry entry) {
    return isNativeLibrary(entry.name()) && entry.statedBytes() <= MAX_LIBRARY;
  }

  /** Takes any other entry; broken data is an anomaly. */
  void stream(FileTree.Entry entry) throws PackageFormatException {
    Locator at = Locator.entry(entry.name());
    others(entry.name(), at);
    try (InputStream in = entry.open()) {
      boolean library = isNativeLibrary(entry.name());
      boolean hashed = library || isListed(entry.name());
      MessageDigest sha256 = sha256();
      byte[] chunk = chunks.get();
      int length = in.readNBytes(chunk, 0, CHUNK);
      long size = 0;
      if (length >= HEAD && DexFile.isDex(chunk)) {
        hiddenDex(entry, at);
      }
      if (isShipped(entry.name()) && isArchive(chunk, length)) {
        archives.incrementAndGet();
      }
      while (length > 0) {
        size += length;
        if (hashed) {
          sha256.update(chunk, 0, length);
        }
        length = in.read(chunk);
      }
      readable.incrementAndGet();
      if (library) {
        library(entry.name(), size, hex(sha256.digest()), Optional.empty(), at);
      } else if (hashed) {
        asset(entry.name(), size, hex(sha256.digest()), at);
      }
    } catch (EntryReadException e) {
      if (e.reason().code() == Code.LIMIT) {
        throw e.reason();
      }
      facts.anomaly("entry-unreadable", at, "");
    } catch (IOException e) {
      throw new PackageFormatException(
          Code.UNREADABLE, entry.name(), -1, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isShipped(String name) {
    return name.startsWith("assets/") || name.startsWith("res/raw");
  }

  /** Whether data begins like a ZIP, 7z, RAR, gzip or tar archive. */
  private static boolean isArchive(byte[] data, int length) {
    if (length < 4) {
      return false;
    }
    return switch (ByteBuffer.wrap(data).getInt(0)) {
      case 0x504b0304, 0x377abcaf, 0x52617221, 0x1f8b0800, 0x1f8b0808 -> true;
      default ->
          length > TAR_MAGIC + 5
              && new String(data, TAR_MAGIC, 5, StandardCharsets.ISO_8859_1).equals("ustar");
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  private static boolean isListed(String name) {
    return name.startsWith("assets/")
        || name.startsWith("lib/")
        || name.startsWith("res/raw")
        || name.startsWith("BUNDLE-METADATA/")
        || name.indexOf('/') < 0;
  }

  private void asset(String name, long size, String digest, Locator at) {
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

  private static boolean isNativeLibrary(String name) {
    return name.startsWith("lib/") && name.endsWith(".so");
  }

  private void hiddenDex(FileTree.Entry entry, Locator at) {
    hiddenDex.add(entry);
    facts.anomaly("dex-elsewhere", at, "a DEX file that Android does not load by itself");
  }

  private void library(FileTree.Entry entry, byte[] bytes, Locator at) {
    Optional<List<String>> hardening = Optional.empty();
    if (DexFile.isDex(bytes)) {
      hiddenDex(entry, at);
    } else {
      try {
        List<String> found = NativeLibrary.hardening(bytes, limits);
        hardening = FlutterApp.isLibrary(entry.name()) ? hardening : Optional.of(found);
      } catch (BrokenDataException e) {
        facts.anomaly("elf-broken", Locator.offset(entry.name(), Math.max(0, e.offset())), "");
      }
    }
    library(entry.name(), bytes.length, hex(sha256().digest(bytes)), hardening, at);
  }

  private void library(
      String name, long size, String digest, Optional<List<String>> hardening, Locator at) {
    String[] part = name.split("/", -1);
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, part[part.length - 1]);
    values.put(Field.TYPE, part.length > 2 ? part[1] : "");
    values.put(Field.SIZE_BYTES, size);
    values.put(Field.SHA256, digest);
    hardening.ifPresent(items -> values.put(Field.ITEMS, items));
    facts.add(FactKind.NATIVE_LIB, at, values);
  }

  /** Tells whose file an entry is. */
  private void others(String entry, Locator at) {
    String name = entry.substring(entry.lastIndexOf('/') + 1);
    catalogue.packerOf(name).ifPresent(packer -> CodeOrigin.tell(facts, packer, at));
    Kind kind = isNativeLibrary(entry) ? Kind.LIBRARY : Kind.ASSET;
    catalogue
        .sdkOf(kind, kind == Kind.ASSET ? entry : name)
        .ifPresent(sdk -> CodeOrigin.tell(facts, sdk, at));
  }
}
