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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** The steps of reading one APK. */
final class ApkInspection {
  private static final String TABLE = "resources.arsc";
  private static final int INCLUDE_DEPTH = 8;
  private static final Pattern UI =
      Pattern.compile("res/(layout|menu|navigation|xml)[^/]*/.*\\.xml");

  private final FileTree files;
  private final ByteSource source;
  private final Reading reading;
  private final FactSink facts;
  private final AtomicBoolean packed = new AtomicBoolean();
  private int uiFiles;

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
    EntryReader entries = new EntryReader(facts);
    XmlElement document = manifest(entries);
    ResourceTable table = table(entries);
    CodeOrigin origins = new CodeOrigin(ManifestReader.appId(document), Catalogue.bundled());
    Manifest manifest = new ManifestReader(table, facts, origins).read(document);
    CodeFindings findings = new CodeFindings();
    DexReader code = new DexReader(table, manifest, origins, findings, facts);
    Queue<UiFile> ui = new ConcurrentLinkedQueue<>();
    reading.workers().forEach("entry", steps(entries, table, code, ui), Step::run);
    reading.workers().forEach("dex", entries.hiddenDex(), entry -> hiddenDex(entry, code));
    List<UiFile> read = ui.stream().sorted(Comparator.comparing(UiFile::entry)).toList();
    networkConfig(manifest, table, read);
    ScreenMap screens = screens(manifest, findings, origins, read);
    UiReader reader = new UiReader(table, findings, screens, facts);
    read.forEach(reader::read);
    ScreenFacts.add(facts, manifest, findings);
    StringResources.add(facts, table);
    Framework framework = Framework.of(files);
    coverage(framework, code, entries, read.size(), table);
    return new Format("apk", framework.jsonName());
  }

  /** A piece of the work that waits for no other. */
  @FunctionalInterface
  private interface Step {
    void run() throws PackageFormatException;
  }

  /** The longest first, so that no thread is left with one at the end. */
  private List<Step> steps(
      EntryReader entries, ResourceTable table, DexReader code, Queue<UiFile> ui) {
    List<Step> steps = new ArrayList<>();
    steps.add(() -> new SignatureReader(facts).read(source));
    files.entries().stream()
        .filter(entry -> EntryReader.isLoadedDex(entry.name()))
        .sorted(Comparator.comparingLong(FileTree.Entry::statedBytes).reversed())
        .forEach(entry -> steps.add(() -> dex(entry, entries, code)));
    for (FileTree.Entry entry : files.entries()) {
      String name = entry.name();
      if (isUi(name)) {
        uiFiles++;
        steps.add(() -> ui(entry, entries, table).ifPresent(ui::add));
      } else if (!EntryReader.isLoadedDex(name)
          && !name.equals(ManifestReader.ENTRY)
          && !name.equals(TABLE)) {
        steps.add(() -> entries.stream(entry));
      }
    }
    return steps;
  }

  private static void dex(FileTree.Entry entry, EntryReader entries, DexReader code)
      throws PackageFormatException {
    Optional<byte[]> bytes = entries.whole(entry);
    if (bytes.isEmpty()) {
      code.unreadable();
    } else if (DexFile.isDex(bytes.get())) {
      code.read(entry.name(), bytes.get());
    }
  }

  private static void hiddenDex(FileTree.Entry entry, DexReader code)
      throws PackageFormatException {
    try {
      code.read(entry.name(), entry.bytes());
    } catch (PackageFormatException e) {
      if (e.code() == Code.LIMIT) {
        throw e;
      }
      code.unreadable(); // the anomaly is there since the entry was read
    }
  }

  private XmlElement manifest(EntryReader entries) throws PackageFormatException {
    FileTree.Entry entry =
        files
            .entry(ManifestReader.ENTRY)
            .orElseThrow(
                () ->
                    new PackageFormatException(
                        Code.UNREADABLE, ManifestReader.ENTRY, -1, "missing"));
    try {
      return BinaryXml.read(entries.required(entry), reading.limits());
    } catch (BrokenDataException e) {
      throw new PackageFormatException(
          Code.UNREADABLE, ManifestReader.ENTRY, e.offset(), String.valueOf(e.getMessage()));
    }
  }

  private ResourceTable table(EntryReader entries) throws PackageFormatException {
    Optional<FileTree.Entry> entry = files.entry(TABLE);
    Optional<byte[]> bytes = entry.isPresent() ? entries.whole(entry.get()) : Optional.empty();
    try {
      return bytes.isPresent()
          ? ResourceTable.read(bytes.get(), reading.limits())
          : ResourceTable.EMPTY;
    } catch (BrokenDataException e) {
      facts.anomaly("arsc-broken", Locator.offset(TABLE, Math.max(0, e.offset())), "");
      return ResourceTable.EMPTY;
    }
  }

  private static boolean isUi(String name) {
    return name.startsWith("res/") && name.endsWith(".xml") && UI.matcher(name).matches();
  }

  private Optional<UiFile> ui(FileTree.Entry entry, EntryReader entries, ResourceTable table)
      throws PackageFormatException {
    Optional<byte[]> bytes = entries.whole(entry);
    return bytes.isPresent() ? ui(entry.name(), bytes.get(), table) : Optional.empty();
  }

  private Optional<UiFile> ui(String name, byte[] bytes, ResourceTable table) {
    int slash = name.indexOf('/', 4);
    int qualifier = name.indexOf('-', 4);
    String type = name.substring(4, qualifier > 0 && qualifier < slash ? qualifier : slash);
    String file = name.substring(name.lastIndexOf('/') + 1, name.length() - ".xml".length());
    return document(name, bytes)
        .map(document -> UiFile.of(name, type + "/" + file, document, table));
  }

  private Optional<XmlElement> document(String name, byte[] bytes) {
    try {
      return Optional.of(BinaryXml.read(bytes, reading.limits()));
    } catch (BrokenDataException e) {
      facts.anomaly("axml-broken", Locator.offset(name, Math.max(0, e.offset())), "");
      return Optional.empty();
    }
  }

  private void networkConfig(Manifest manifest, ResourceTable table, List<UiFile> read)
      throws PackageFormatException {
    Optional<String> name = manifest.networkConfig().map(table::resolved).map(Value::string);
    if (name.isEmpty()) {
      return;
    }
    Optional<XmlElement> document =
        read.stream()
            .filter(file -> file.entry().equals(name.get()))
            .map(UiFile::document)
            .findFirst();
    Optional<FileTree.Entry> entry = files.entry(name.get());
    if (entry.isPresent() && !isUi(name.get())) { // shortened names do not tell the type
      document = document(name.get(), entry.get().bytes());
    }
    document.ifPresent(d -> new NetworkConfigReader(facts).read(name.get(), d));
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
      Framework framework, DexReader code, EntryReader entries, int uiRead, ResourceTable table) {
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
