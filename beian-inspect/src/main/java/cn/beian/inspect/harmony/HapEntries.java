package cn.beian.inspect.harmony;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Inflates every entry of a part once and says what is in it beside code and resources. */
final class HapEntries {
  private static final int CHUNK = 1 << 15;
  private static final int MAX_LIBRARY = 64 << 20;
  private static final Pattern LISTED =
      Pattern.compile("resources/(?:rawfile|resfile|base/media)/.*|assets/.*|libs/.*|[^/]+");

  private final FactSink facts;
  private final Limits limits;
  private final Catalogue catalogue = Catalogue.bundled();
  private final AtomicInteger readable = new AtomicInteger();

  HapEntries(FactSink facts, Limits limits) {
    this.facts = facts;
    this.limits = limits;
  }

  /** Entries that could be inflated. */
  int readable() {
    return readable.get();
  }

  /**
   * Takes one entry whose content is parsed.
   *
   * @return its bytes; empty where the data is broken, which is an anomaly
   * @throws PackageFormatException LIMIT
   */
  Optional<byte[]> whole(FileTree.Entry entry) throws PackageFormatException {
    try {
      byte[] bytes = entry.bytes();
      readable.incrementAndGet();
      return Optional.of(bytes);
    } catch (PackageFormatException e) {
      if (e.code() == Code.LIMIT) {
        throw e;
      }
      facts.anomaly("entry-unreadable", Locator.entry(entry.name()), "");
      return Optional.empty();
    }
  }

  static boolean isLibrary(String name) {
    return name.endsWith(".so");
  }

  /** Takes any entry that is not parsed otherwise. */
  void other(FileTree.Entry entry) throws PackageFormatException {
    Locator at = Locator.entry(entry.name());
    others(entry.name(), at);
    if (isLibrary(entry.name()) && entry.statedBytes() <= MAX_LIBRARY) {
      Optional<byte[]> bytes = whole(entry);
      if (bytes.isPresent()) {
        library(entry.name(), bytes.get(), at);
      }
    } else {
      stream(entry, at);
    }
  }

  private void library(String name, byte[] bytes, Locator at) {
    String[] part = name.split("/", -1);
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, part[part.length - 1]);
    values.put(Field.TYPE, part.length > 2 ? part[1] : "");
    values.put(Field.SIZE_BYTES, (long) bytes.length);
    values.put(Field.SHA256, HexFormat.of().formatHex(sha256().digest(bytes)));
    try {
      List<String> hardening = NativeLibrary.hardening(bytes, limits);
      if (!FlutterApp.isLibrary(name)) { // its compiler is another
        values.put(Field.ITEMS, hardening);
      }
    } catch (BrokenDataException e) {
      facts.anomaly("elf-broken", Locator.offset(name, Math.max(0, e.offset())), "");
    }
    facts.add(FactKind.NATIVE_LIB, at, values);
  }

  private void stream(FileTree.Entry entry, Locator at) throws PackageFormatException {
    try (InputStream in = entry.open()) {
      boolean listed = LISTED.matcher(entry.name()).matches();
      MessageDigest sha256 = sha256();
      byte[] chunk = new byte[CHUNK];
      long size = 0;
      for (int length = in.read(chunk); length > 0; length = in.read(chunk)) {
        size += length;
        if (listed) {
          sha256.update(chunk, 0, length);
        }
      }
      readable.incrementAndGet();
      if (listed) {
        asset(entry.name(), size, HexFormat.of().formatHex(sha256.digest()), at);
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

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
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

  /** Tells whose file an entry is. */
  private void others(String entry, Locator at) {
    String name = entry.substring(entry.lastIndexOf('/') + 1);
    catalogue.packerOf(name).ifPresent(packer -> CodeOrigin.tell(facts, packer, at));
    if (isLibrary(entry)) {
      catalogue.sdkOf(Kind.LIBRARY, name).ifPresent(sdk -> CodeOrigin.tell(facts, sdk, at));
    }
  }
}
