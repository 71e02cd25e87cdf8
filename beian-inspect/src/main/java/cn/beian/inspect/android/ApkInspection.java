package cn.beian.inspect.android;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.inspect.ByteSource;
import cn.beian.inspect.Catalogue;
import cn.beian.inspect.FileTree;
import cn.beian.inspect.FormatReader.Format;
import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.PackageFormatException.Code;
import cn.beian.inspect.Reading;
import java.util.Optional;

/** The steps of reading one APK. */
final class ApkInspection {
  private static final String TABLE = "resources.arsc";

  private final FileTree files;
  private final ByteSource source;
  private final Reading reading;
  private final FactSink facts;

  ApkInspection(FileTree files, ByteSource source, Reading reading) {
    this.files = files;
    this.source = source;
    this.reading = reading;
    this.facts = reading.facts();
  }

  Format run() throws PackageFormatException {
    XmlElement document = manifest();
    ResourceTable table = table();
    CodeOrigin origins = new CodeOrigin(ManifestReader.appId(document), Catalogue.bundled());
    new ManifestReader(table, facts, origins).read(document);
    new SignatureReader(facts).read(source);
    return new Format("apk", "native");
  }

  private XmlElement manifest() throws PackageFormatException {
    FileTree.Entry entry =
        files
            .entry(ManifestReader.ENTRY)
            .orElseThrow(
                () ->
                    new PackageFormatException(
                        Code.UNREADABLE, ManifestReader.ENTRY, -1, "missing"));
    try {
      return BinaryXml.read(entry.bytes(), reading.limits());
    } catch (BrokenDataException e) {
      throw new PackageFormatException(
          Code.UNREADABLE, ManifestReader.ENTRY, e.offset(), String.valueOf(e.getMessage()));
    }
  }

  private ResourceTable table() throws PackageFormatException {
    Optional<FileTree.Entry> entry = files.entry(TABLE);
    if (entry.isEmpty()) {
      return ResourceTable.EMPTY;
    }
    try {
      return ResourceTable.read(entry.get().bytes(), reading.limits());
    } catch (BrokenDataException e) {
      facts.anomaly("arsc-broken", Locator.offset(TABLE, Math.max(0, e.offset())), "");
    } catch (PackageFormatException e) {
      if (e.code() == Code.LIMIT) {
        throw e;
      }
      facts.anomaly("entry-unreadable", Locator.entry(TABLE), "");
    }
    return ResourceTable.EMPTY;
  }
}
