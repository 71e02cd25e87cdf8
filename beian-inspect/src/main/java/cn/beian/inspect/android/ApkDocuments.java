package cn.beian.inspect.android;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.inspect.android.dex.ClassNames;
import cn.beian.inspect.android.manifest.Manifest;
import cn.beian.inspect.android.resource.ResourceTable;
import cn.beian.inspect.android.resource.XmlElement;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Manifests, tables and other documents of the APKs of an app. */
final class ApkDocuments {
  /** Where an APK has its table. */
  static final String TABLE = "resources.arsc";

  private final Limits limits;
  private final Map<ApkPart, EntryReader> readers = new HashMap<>();

  ApkDocuments(Limits limits) {
    this.limits = limits;
  }

  /** One more APK. */
  void add(ApkPart part) {
    readers.put(part, new EntryReader(part.facts(), limits));
  }

  Collection<EntryReader> readers() {
    return readers.values();
  }

  EntryReader reader(ApkPart part) {
    return Objects.requireNonNull(readers.get(part));
  }

  XmlElement manifest(ApkPart part) throws PackageFormatException {
    FileTree.Entry entry =
        part.files()
            .entry(Manifest.ENTRY)
            .orElseThrow(
                () -> new PackageFormatException(Code.UNREADABLE, Manifest.ENTRY, -1, "missing"));
    try {
      return part.encoding().document(reader(part).required(entry), limits);
    } catch (BrokenDataException e) {
      throw new PackageFormatException(
          Code.UNREADABLE, Manifest.ENTRY, e.offset(), String.valueOf(e.getMessage()));
    }
  }

  /** The tables of all APKs as one; where two say the same thing that of the base comes first. */
  ResourceTable table(ApkPart base, List<ApkPart> parts) throws PackageFormatException {
    List<ResourceTable> tables = new ArrayList<>();
    tables.add(readTable(base));
    for (ApkPart part : parts) {
      if (!part.equals(base)) {
        tables.add(readTable(part));
      }
    }
    return ResourceTable.merged(tables);
  }

  private ResourceTable readTable(ApkPart part) throws PackageFormatException {
    Optional<FileTree.Entry> entry = part.files().entry(TABLE);
    Optional<byte[]> bytes = entry.isPresent() ? reader(part).whole(entry.get()) : Optional.empty();
    try {
      return bytes.isPresent() ? part.encoding().table(bytes.get(), limits) : ResourceTable.EMPTY;
    } catch (BrokenDataException e) {
      part.facts().anomaly("arsc-broken", Locator.offset(TABLE, Math.max(0, e.offset())), "");
      return ResourceTable.EMPTY;
    }
  }

  Optional<XmlElement> document(ApkPart part, String name, byte[] bytes) {
    try {
      return Optional.of(part.encoding().document(bytes, limits));
    } catch (BrokenDataException e) {
      part.facts().anomaly("axml-broken", Locator.offset(name, Math.max(0, e.offset())), "");
      return Optional.empty();
    }
  }

  /** What the mapping of a bundle says of shortened names. */
  ClassNames names(List<FileTree.Entry> beside, FactSink facts) throws PackageFormatException {
    Optional<FileTree.Entry> mapping =
        beside.stream().filter(entry -> entry.name().equals(ClassNames.ENTRY)).findFirst();
    if (mapping.isEmpty()) {
      return ClassNames.NONE;
    }
    ClassNames names = ClassNames.read(mapping.get()).orElse(ClassNames.NONE);
    if (names.unread() > 0) {
      facts.anomaly(
          "mapping_broken",
          Locator.entry(ClassNames.ENTRY),
          names.unread() + " lines name no class, or are too many");
    }
    return names;
  }
}
