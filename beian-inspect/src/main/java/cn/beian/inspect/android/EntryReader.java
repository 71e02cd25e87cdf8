package cn.beian.inspect.android;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.android.dex.DexFile;
import cn.beian.inspect.binary.NativeLibrary;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.catalogue.Pattern.Kind;
import cn.beian.inspect.hybrid.AssetArchives;
import cn.beian.inspect.hybrid.FoundByContent;
import cn.beian.inspect.hybrid.flutter.FlutterApp;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.shared.CodeOrigin;
import cn.beian.inspect.shared.EntryContent;
import cn.beian.inspect.shared.EntryReading;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/**
 * Inflates every entry once and says what is in the package beside code and resources. DEX files
 * are found by their first bytes, whatever they are called.
 */
final class EntryReader {
  private static final int HEAD = 0x70;
  private static final Pattern LOADED_DEX = Pattern.compile("classes\\d*\\.dex");

  private final FactSink facts;
  private final Limits limits;
  private final EntryReading reading;
  private final Catalogue catalogue = Catalogue.bundled();
  private final Queue<FileTree.Entry> hiddenDex = new ConcurrentLinkedQueue<>();
  private final AssetArchives archives = new AssetArchives();
  private final FoundByContent contents = new FoundByContent();

  EntryReader(FactSink facts, Limits limits) {
    this.facts = facts;
    this.limits = limits;
    this.reading = new EntryReading(facts);
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
    return reading.readable();
  }

  /** Archives in the assets. */
  AssetArchives archives() {
    return archives;
  }

  /** What is code or a page by how it begins. */
  FoundByContent contents() {
    return contents;
  }

  /**
   * Takes one entry whose content is parsed.
   *
   * @return its bytes; empty where the data is broken, which is an anomaly
   * @throws PackageFormatException LIMIT
   */
  Optional<byte[]> whole(FileTree.Entry entry) throws PackageFormatException {
    others(entry.name());
    Optional<byte[]> bytes = reading.whole(entry);
    if (bytes.isPresent()) {
      tell(entry, bytes.get());
    }
    return bytes;
  }

  /** As {@link #whole}, of an entry without which nothing can be read. */
  byte[] required(FileTree.Entry entry) throws PackageFormatException {
    others(entry.name());
    byte[] bytes = reading.required(entry);
    tell(entry, bytes);
    return bytes;
  }

  private void tell(FileTree.Entry entry, byte[] bytes) {
    if (isNativeLibrary(entry.name())) {
      library(entry, bytes);
    } else if (isListed(entry.name())) {
      byte[] digest = EntryReading.sha256().digest(bytes);
      reading.asset(entry.name(), bytes.length, digest, Origin.APP);
    }
  }

  /** Whether an entry is a native library that is not too large to be taken whole. */
  static boolean isParsedLibrary(FileTree.Entry entry) {
    return isNativeLibrary(entry.name()) && EntryReading.isParsedLibrary(entry);
  }

  /** Takes any other entry; broken data is an anomaly. */
  void stream(FileTree.Entry entry) throws PackageFormatException {
    String name = entry.name();
    others(name);
    boolean library = isNativeLibrary(name);
    boolean listed = library || isListed(name);
    MessageDigest sha256 = EntryReading.sha256();
    Optional<EntryContent> content = reading.stream(entry, listed ? List.of(sha256) : List.of());
    if (content.isEmpty()) {
      return;
    }
    long size = content.get().size();
    if (size >= HEAD && DexFile.isDex(content.get().head())) {
      hiddenDex(entry);
    }
    contents.note(name, content.get());
    if (!library
        && NativeLibrary.begins(content.get().head())
        && EntryReading.isParsedLibrary(entry)) {
      library(entry, entry.bytes());
    }
    archives.note(entry, content.get());
    if (library) {
      reading.library(name, size, sha256.digest(), Optional.empty());
    } else if (listed) {
      reading.asset(entry, content.get(), sha256.digest(), Origin.APP);
    }
  }

  private static boolean isListed(String name) {
    return name.startsWith("assets/")
        || name.startsWith("lib/")
        || name.startsWith("res/raw")
        || name.startsWith("BUNDLE-METADATA/")
        || name.indexOf('/') < 0;
  }

  private static boolean isNativeLibrary(String name) {
    return name.startsWith("lib/") && name.endsWith(".so");
  }

  private void hiddenDex(FileTree.Entry entry) {
    hiddenDex.add(entry);
    facts.anomaly(
        "dex-elsewhere",
        Locator.entry(entry.name()),
        "a DEX file that Android does not load by itself");
  }

  private void library(FileTree.Entry entry, byte[] bytes) {
    Optional<List<String>> hardening = Optional.empty();
    if (DexFile.isDex(bytes)) {
      hiddenDex(entry);
    } else {
      if (!NativeLibrary.begins(bytes)) {
        EntryContent content = EntryContent.of(bytes);
        contents.note(entry.name(), content);
        archives.note(entry, content);
      }
      hardening = reading.hardening(entry.name(), bytes, limits);
      boolean dart = FlutterApp.isLibrary(entry.name()) || FlutterApp.isDart(bytes, limits);
      if (dart) {
        contents.dart(entry.name());
        hardening = Optional.empty();
      }
    }
    byte[] digest = EntryReading.sha256().digest(bytes);
    reading.library(entry.name(), bytes.length, digest, hardening);
  }

  /** Tells whose file an entry is. */
  private void others(String entry) {
    Locator at = Locator.entry(entry);
    String name = entry.substring(entry.lastIndexOf('/') + 1);
    catalogue.packerOf(name).ifPresent(packer -> CodeOrigin.tell(facts, packer, at));
    Kind kind = isNativeLibrary(entry) ? Kind.LIBRARY : Kind.ASSET;
    catalogue
        .sdkOf(kind, kind == Kind.ASSET ? entry : name)
        .ifPresent(sdk -> CodeOrigin.tell(facts, sdk, at));
  }
}
