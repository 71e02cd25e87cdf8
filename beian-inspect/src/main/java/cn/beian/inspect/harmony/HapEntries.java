package cn.beian.inspect.harmony;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.NativeLibrary;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.catalogue.Pattern.Kind;
import cn.beian.inspect.catalogue.Sdk;
import cn.beian.inspect.harmony.abc.AbcFile;
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
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/** Inflates every entry of a part once and says what is in it beside code and resources. */
final class HapEntries {
  private static final Pattern LISTED =
      Pattern.compile("resources/(?:rawfile|resfile|base/media)/.*|assets/.*|libs/.*|[^/]+");

  /**
   * Functions of C: of scripts that are run (OpenHarmony documentation, JSVM-API and Node-API), and
   * of addresses that only IPv4 has. Libraries cannot bring code that the package lacks, as the
   * kernel asks for a signature of it.
   */
  private static final List<String> FUNCTIONS =
      List.of(
          "OH_JSVM_RunScript",
          "napi_run_script",
          "napi_run_script_path",
          "inet_addr",
          "inet_aton",
          "gethostbyname");

  /** Engines of frameworks, which run the scripts of the package. */
  private static final Pattern ENGINES =
      Pattern.compile(
          "lib(?:rnoh|reactnative|react_|jsi|jsvm|hermes|flutter|cocos|unity|il2cpp|weex|uts|uni"
              + "|c\\+\\+_shared).*");

  private final FactSink facts;
  private final Limits limits;
  private final EntryReading reading;
  private final AssetArchives archives = new AssetArchives();
  private final FoundByContent contents = new FoundByContent();
  private final Queue<FileTree.Entry> bytecode = new ConcurrentLinkedQueue<>();
  private final Catalogue catalogue = Catalogue.bundled();

  HapEntries(FactSink facts, Limits limits) {
    this.facts = facts;
    this.limits = limits;
    this.reading = new EntryReading(facts);
  }

  /** Entries that could be inflated. */
  int readable() {
    return reading.readable();
  }

  /** Archives among the files. */
  AssetArchives archives() {
    return archives;
  }

  /**
   * Takes one entry whose content is parsed.
   *
   * @return its bytes; empty where the data is broken, which is an anomaly
   * @throws PackageFormatException LIMIT
   */
  Optional<byte[]> whole(FileTree.Entry entry) throws PackageFormatException {
    return reading.whole(entry);
  }

  /** What is code or a page by how it begins. */
  FoundByContent contents() {
    return contents;
  }

  /** Bytecode under other names than those of bytecode, in the order of its names. */
  List<FileTree.Entry> bytecode() {
    return bytecode.stream().sorted(Comparator.comparing(FileTree.Entry::name)).toList();
  }

  static boolean isLibrary(String name) {
    return name.endsWith(".so");
  }

  /** Takes any entry that is not parsed otherwise. */
  void other(FileTree.Entry entry) throws PackageFormatException {
    String name = entry.name();
    others(name);
    if (isLibrary(name) && EntryReading.isParsedLibrary(entry)) {
      Optional<byte[]> bytes = whole(entry);
      if (bytes.isPresent()) {
        library(entry, bytes.get());
      }
    } else {
      stream(entry);
    }
  }

  /** What it calls that a rule asks for; what contradicts its format was told with hardening. */
  private void calls(String entry, byte[] library) {
    String name = entry.substring(entry.lastIndexOf('/') + 1);
    Origin origin =
        ENGINES.matcher(name).matches()
            ? Origin.FRAMEWORK
            : catalogue.sdkOf(Kind.LIBRARY, name).map(Sdk::origin).orElse(Origin.APP);
    try {
      for (String function : NativeLibrary.uses(library, FUNCTIONS, limits)) {
        facts.add(
            FactKind.API_CALL, origin, "", Locator.entry(entry), Map.of(Field.NAME, function));
      }
    } catch (BrokenDataException e) {
      return;
    }
  }

  private void library(FileTree.Entry entry, byte[] bytes) {
    String name = entry.name();
    if (!NativeLibrary.begins(bytes)) {
      EntryContent content = EntryContent.of(bytes);
      contents.note(name, content);
      archives.note(entry, content);
    }
    Optional<List<String>> hardening = reading.hardening(name, bytes, limits);
    if (FlutterApp.isLibrary(name) || FlutterApp.isDart(bytes, limits)) {
      contents.dart(name);
      hardening = Optional.empty();
    }
    reading.library(name, bytes.length, EntryReading.sha256().digest(bytes), hardening);
    calls(name, bytes);
  }

  private void stream(FileTree.Entry entry) throws PackageFormatException {
    boolean listed = LISTED.matcher(entry.name()).matches();
    MessageDigest sha256 = EntryReading.sha256();
    Optional<EntryContent> content = reading.stream(entry, listed ? List.of(sha256) : List.of());
    if (content.isPresent()) {
      if (listed) {
        reading.asset(entry, content.get(), sha256.digest(), Origin.APP);
      }
      byte[] head = content.get().head();
      contents.note(entry.name(), content.get());
      if (AbcFile.begins(head)) {
        bytecode.add(entry);
      } else if (NativeLibrary.begins(head) && EntryReading.isParsedLibrary(entry)) {
        library(entry, entry.bytes());
      }
      archives.note(entry, content.get());
    }
  }

  /** Tells whose file an entry is. */
  private void others(String entry) {
    Locator at = Locator.entry(entry);
    String name = entry.substring(entry.lastIndexOf('/') + 1);
    catalogue.packerOf(name).ifPresent(packer -> CodeOrigin.tell(facts, packer, at));
    if (isLibrary(entry)) {
      catalogue.sdkOf(Kind.LIBRARY, name).ifPresent(sdk -> CodeOrigin.tell(facts, sdk, at));
    }
  }
}
