package cn.beian.inspect.harmony;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.catalogue.Pattern.Kind;
import cn.beian.inspect.hybrid.AssetArchives;
import cn.beian.inspect.hybrid.flutter.FlutterApp;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.shared.CodeOrigin;
import cn.beian.inspect.shared.EntryReading;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Inflates every entry of a part once and says what is in it beside code and resources. */
final class HapEntries {
  private static final Pattern SHIPPED = Pattern.compile("resources/(?:rawfile|resfile)/.*");
  private static final Pattern LISTED =
      Pattern.compile("resources/(?:rawfile|resfile|base/media)/.*|assets/.*|libs/.*|[^/]+");

  private final FactSink facts;
  private final Limits limits;
  private final EntryReading reading;
  private final AssetArchives archives = new AssetArchives();
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

  /** Archives among the raw files. */
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
        Optional<List<String>> hardening = reading.hardening(name, bytes.get(), limits);
        hardening = FlutterApp.isLibrary(name) ? Optional.empty() : hardening;
        byte[] digest = EntryReading.sha256().digest(bytes.get());
        reading.library(name, bytes.get().length, digest, hardening);
      }
    } else {
      stream(entry);
    }
  }

  private void stream(FileTree.Entry entry) throws PackageFormatException {
    boolean listed = LISTED.matcher(entry.name()).matches();
    MessageDigest sha256 = EntryReading.sha256();
    Optional<EntryReading.Content> content =
        reading.stream(entry, listed ? List.of(sha256) : List.of());
    if (content.isPresent()) {
      if (listed) {
        reading.asset(entry.name(), content.get().size(), sha256.digest(), Origin.APP);
      }
      if (SHIPPED.matcher(entry.name()).matches()) {
        archives.note(entry, content.get().size(), content.get().head());
      }
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
