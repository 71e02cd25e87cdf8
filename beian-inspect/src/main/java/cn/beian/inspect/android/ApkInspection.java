package cn.beian.inspect.android;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.ByteSource;
import cn.beian.inspect.Catalogue;
import cn.beian.inspect.FileTree;
import cn.beian.inspect.FormatReader.Format;
import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.PackageFormatException.Code;
import cn.beian.inspect.Reading;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** The steps of reading one APK. */
final class ApkInspection {
  private static final String TABLE = "resources.arsc";
  private static final int INCLUDE_DEPTH = 8;

  private final FileTree files;
  private final ByteSource source;
  private final Reading reading;
  private final FactSink facts;
  private final AtomicBoolean packed = new AtomicBoolean();

  ApkInspection(FileTree files, ByteSource source, Reading reading) {
    this.files = files;
    this.source = source;
    this.reading = reading;
    this.facts =
        (kind, origin, screen, at, values) -> {
          if (kind == FactKind.PACKER) {
            packed.set(true);
          }
          reading.facts().add(kind, origin, screen, at, values);
        };
  }

  Format run() throws PackageFormatException {
    XmlElement document = manifest();
    EntryReader entries = new EntryReader(facts);
    reading.workers().forEach("entry", files.entries(), entries::read);
    ResourceTable table = table();
    CodeOrigin origins = new CodeOrigin(ManifestReader.appId(document), Catalogue.bundled());
    Manifest manifest = new ManifestReader(table, facts, origins).read(document);
    CodeFindings findings = new CodeFindings();
    DexReader code = new DexReader(table, manifest, origins, findings, facts);
    Queue<UiFile> ui = new ConcurrentLinkedQueue<>();
    List<FileTree.Entry> uiEntries = files.entries().stream().filter(this::isUi).toList();
    reading
        .workers()
        .forEach("dex", entries.dexFiles(), entry -> code.read(entry.name(), entry.bytes()));
    reading.workers().forEach("layout", uiEntries, entry -> ui(entry, table).ifPresent(ui::add));
    networkConfig(manifest, table);
    List<UiFile> read = ui.stream().sorted(Comparator.comparing(UiFile::entry)).toList();
    ScreenMap screens = screens(manifest, findings, origins, read);
    UiReader reader = new UiReader(table, findings, screens, facts);
    read.forEach(reader::read);
    ScreenFacts.add(facts, manifest, findings);
    StringResources.add(facts, table);
    reading.workers().forEach("signature", List.of(source), new SignatureReader(facts)::read);
    Framework framework = Framework.of(files);
    coverage(framework, code, entries, uiEntries.size(), read.size(), table);
    return new Format("apk", framework.jsonName());
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

  private boolean isUi(FileTree.Entry entry) {
    return entry.name().matches("res/(layout|menu|navigation|xml)[^/]*/.*\\.xml");
  }

  private Optional<UiFile> ui(FileTree.Entry entry, ResourceTable table)
      throws PackageFormatException {
    try {
      String name = entry.name();
      String type = name.substring(4, name.indexOf('/', 4)).replaceAll("-.*", "");
      String file = name.substring(name.lastIndexOf('/') + 1).replaceAll("\\.xml$", "");
      XmlElement document = BinaryXml.read(entry.bytes(), reading.limits());
      return Optional.of(UiFile.of(name, type + "/" + file, document, table));
    } catch (BrokenDataException e) {
      facts.anomaly("axml-broken", Locator.offset(entry.name(), Math.max(0, e.offset())), "");
    } catch (PackageFormatException e) {
      if (e.code() == Code.LIMIT) {
        throw e;
      }
    }
    return Optional.empty();
  }

  private void networkConfig(Manifest manifest, ResourceTable table) throws PackageFormatException {
    Optional<FileTree.Entry> entry =
        manifest.networkConfig().map(table::resolved).flatMap(v -> files.entry(v.string()));
    if (entry.isPresent()) {
      Optional<UiFile> file = ui(entry.get(), table);
      file.ifPresent(f -> new NetworkConfigReader(facts).read(f.entry(), f.document()));
    }
  }

  private static ScreenMap screens(
      Manifest manifest, CodeFindings findings, CodeOrigin origins, List<UiFile> files) {
    for (UiFile file : files) { // a layout that names a fragment leads to it
      for (String user : List.copyOf(findings.usersOf(file.resource()))) {
        file.classes().forEach(className -> findings.refersTo(user, className));
      }
    }
    ScreenMap screens = new ScreenMap(manifest, findings, origins);
    boolean more = true;
    for (int depth = 0; more && depth < INCLUDE_DEPTH; depth++) {
      more = false;
      for (UiFile file : files) {
        for (String part : file.includes()) {
          more |= screens.include(file.resource(), part);
        }
      }
    }
    return screens;
  }

  private void coverage(
      Framework framework,
      DexReader code,
      EntryReader entries,
      int uiFiles,
      int uiRead,
      ResourceTable table) {
    String why =
        packed.get() ? "packed" : framework.isNative() ? "" : "framework " + framework.jsonName();
    boolean hidden = !why.isEmpty();
    coverage("code", hidden ? 0 : code.readable(), Math.max(code.methods(), hidden ? 1 : 0), why);
    coverage("pages", hidden ? 0 : uiRead, Math.max(uiFiles, hidden ? 1 : 0), why);
    coverage("text", hidden ? 0 : uiRead, Math.max(uiFiles, hidden ? 1 : 0), why);
    coverage("resources", table.entries(), table.entries() + table.broken(), "");
    coverage("entries", entries.readable(), files.entries().size(), "");
  }

  private void coverage(String name, int readable, int total, String reason) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, name);
    values.put(Field.READABLE, (long) readable);
    values.put(Field.TOTAL, (long) total);
    if (!reason.isEmpty()) {
      values.put(Field.REASON, reason);
    } else if (readable < total) {
      values.put(Field.REASON, "damaged");
    }
    facts.add(FactKind.COVERAGE, Origin.APP, "", Locator.PACKAGE, values);
  }
}
