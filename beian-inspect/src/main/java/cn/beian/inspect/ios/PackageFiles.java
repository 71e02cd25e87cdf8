package cn.beian.inspect.ios;

import cn.beian.facts.FactSink;
import cn.beian.facts.Origin;
import cn.beian.inspect.hybrid.AssetArchives;
import cn.beian.inspect.hybrid.FoundByContent;
import cn.beian.inspect.ios.macho.MachOFile;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.shared.EntryContent;
import cn.beian.inspect.shared.EntryReading;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Inflates every file once, compares it with the list of what was signed, and lists it. */
final class PackageFiles {
  private static final String SHA_256 = "SHA-256";

  private final ResourceSeals seals;
  private final EntryReading reading;
  private final AssetArchives archives = new AssetArchives();
  private final FoundByContent contents = new FoundByContent();

  PackageFiles(FactSink facts, ResourceSeals seals) {
    this.seals = seals;
    this.reading = new EntryReading(facts);
  }

  /** Files that could be inflated. */
  int readable() {
    return reading.readable();
  }

  /** Archives among the files that are listed. */
  AssetArchives archives() {
    return archives;
  }

  /** What is code or a page by how it begins. */
  FoundByContent contents() {
    return contents;
  }

  /**
   * Takes a file whose content is parsed.
   *
   * @return its bytes; empty where the data is broken, which is an anomaly
   * @throws PackageFormatException LIMIT
   */
  Optional<byte[]> whole(FileTree.Entry entry) throws PackageFormatException {
    Optional<byte[]> bytes = reading.whole(entry);
    String algorithm = seals.algorithm(entry.name());
    if (bytes.isPresent() && !algorithm.isEmpty()) {
      seals.met(entry.name(), EntryReading.digest(algorithm).digest(bytes.get()));
    }
    return bytes;
  }

  /**
   * Takes any other file; broken data is an anomaly.
   *
   * @return whether it begins like compiled code
   */
  boolean stream(FileTree.Entry entry, Origin origin) throws PackageFormatException {
    String sealed = seals.algorithm(entry.name());
    MessageDigest sha256 = EntryReading.sha256();
    List<MessageDigest> digests = new ArrayList<>(List.of(sha256));
    if (!sealed.isEmpty() && !sealed.equals(SHA_256)) {
      digests.add(EntryReading.digest(sealed));
    }
    Optional<EntryContent> content = reading.stream(entry, digests);
    if (content.isEmpty()) {
      return false;
    }
    byte[] digest = sha256.digest();
    seals.met(entry.name(), digests.size() > 1 ? digests.get(1).digest() : digest);
    reading.asset(entry, content.get(), digest, origin);
    archives.note(entry, content.get());
    contents.note(entry.name(), content.get());
    return MachOFile.is(content.get().head());
  }

  /** The digest of a file as facts have it. */
  static String sha256(byte[] file) {
    return HexFormat.of().formatHex(EntryReading.sha256().digest(file));
  }

  /** Tells of a file whose bytes are at hand. */
  void asset(FileTree.Entry entry, byte[] bytes, Origin origin) throws PackageFormatException {
    EntryContent content = EntryContent.of(bytes);
    reading.asset(entry, content, EntryReading.sha256().digest(bytes), origin);
    archives.note(entry, content);
    contents.note(entry.name(), content);
  }
}
