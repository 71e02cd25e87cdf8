package cn.beian.inspect.android;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.Unread;
import cn.beian.inspect.android.code.DexReader;
import cn.beian.inspect.android.dex.ClassNames;
import cn.beian.inspect.android.dex.DexFile;
import cn.beian.inspect.android.manifest.Manifest;
import cn.beian.inspect.android.manifest.ManifestReader;
import cn.beian.inspect.android.manifest.NamedClasses;
import cn.beian.inspect.android.manifest.NetworkConfigReader;
import cn.beian.inspect.android.resource.ResourceTable;
import cn.beian.inspect.android.resource.Value;
import cn.beian.inspect.android.resource.XmlElement;
import cn.beian.inspect.android.shared.CodeFindings;
import cn.beian.inspect.android.shared.LibraryFacts;
import cn.beian.inspect.android.shared.LibraryReachability;
import cn.beian.inspect.android.ui.ScreenFacts;
import cn.beian.inspect.android.ui.ScreenMap;
import cn.beian.inspect.android.ui.StringResources;
import cn.beian.inspect.android.ui.UiFile;
import cn.beian.inspect.android.ui.UiFileNames;
import cn.beian.inspect.android.ui.UiReader;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.hybrid.EmbeddedWorlds;
import cn.beian.inspect.hybrid.World;
import cn.beian.inspect.hybrid.WorldPlaces;
import cn.beian.inspect.library.StatedLibraries;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.inspect.shared.CodeOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** The steps of reading the APKs, or the modules of the bundle, of one app. */
final class ApkInspection {
  private static final String NATIVE = "native";

  /** Entries that are read at a moment of their own. */
  private static final Set<String> SPECIAL = Set.of(Manifest.ENTRY, ApkDocuments.TABLE);

  private static final int INCLUDE_DEPTH = 8;

  private final InspectionContext context;
  private final FactSink facts;
  private final List<ApkPart> parts = new ArrayList<>();
  private final ApkDocuments documents;
  private final AtomicBoolean packed = new AtomicBoolean();
  private final AtomicBoolean loadsCode = new AtomicBoolean();
  private final LibraryFacts libraries = new LibraryFacts();
  private final Queue<Ui> ui = new ConcurrentLinkedQueue<>();
  private UiFileNames uiNames = UiFileNames.of(ResourceTable.EMPTY);
  private List<FileTree.Entry> beside = List.of();
  private int entries;
  private int uiFiles;

  ApkInspection(InspectionContext context) {
    this.context = context;
    this.documents = new ApkDocuments(context.limits());
    FactSink held = libraries.whole(context.facts());
    this.facts =
        (kind, origin, screen, at, values) -> {
          if (kind == FactKind.PACKER) {
            packed.set(true);
          } else if (kind == FactKind.HOT_UPDATE && origin == Origin.APP) {
            loadsCode.set(true);
          }
          held.add(kind, origin, screen, at, values);
        };
  }

  /** Takes the facts about the app as a whole. */
  FactSink facts() {
    return facts;
  }

  /** One more APK of the app. */
  void add(ApkPart part) throws PackageFormatException {
    entries += part.files().entries().size();
    if (entries > context.limits().entries()) {
      throw new PackageFormatException(
          Code.LIMIT, part.name(), -1, "more than " + context.limits().entries() + " entries");
    }
    parts.add(part);
    documents.add(part);
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Files that lie beside the APKs in their archive. */
  void beside(List<FileTree.Entry> others) {
    beside = List.copyOf(others);
    entries += others.size();
  }

  /** A user-interface file and the APK that it is in. */
  private record Ui(ApkPart part, UiFile file) {}

  /** A manifest and the APK that it is in. */
  private record Root(ApkPart part, XmlElement document) {
    boolean isSplit() {
      return Manifest.root(document, "manifest").flatMap(root -> root.plain("split")).isPresent();
    }
  }

  /** Puts all facts and says what the app was made with. */
  String run() throws PackageFormatException {
    List<Root> roots = roots();
    Root base = roots.stream().filter(root -> !root.isSplit()).findFirst().orElse(roots.get(0));
    ResourceTable table = documents.table(base.part, parts);
    uiNames = UiFileNames.of(table);
    String appId = ManifestReader.appId(base.document);
    CodeOrigin origins = new CodeOrigin(appId, Catalogue.bundled());
    Manifest manifest = new ManifestReader(table, base.part.facts(), origins).read(base.document);
    for (Root root : roots) {
      if (!root.equals(base)) {
        manifest = split(root, manifest, table, origins);
      }
    }
    ClassNames names = documents.names(beside, facts);
    CodeFindings findings = new CodeFindings();
    LibraryReachability reach = new LibraryReachability();
    DexReader code =
        new DexReader(
            table, manifest, origins, findings, reach, libraries, names, context.limits());
    EntryReader outside = new EntryReader(facts, context.limits());
    List<Step> steps = steps(table, code);
    beside.forEach(entry -> steps.add(() -> outside.stream(entry)));
    context.workers().forEach("entry", steps, Step::run);
    List<Step> hidden = new ArrayList<>();
    for (ApkPart part : parts) {
      for (FileTree.Entry entry : documents.reader(part).hiddenDex()) {
        hidden.add(() -> hiddenDex(part, entry, code));
      }
    }
    context.workers().forEach("dex", hidden, Step::run);
    List<EmbeddedWorlds> worlds = new ArrayList<>();
    List<Ui> read =
        ui.stream()
            .sorted(
                Comparator.comparing((Ui u) -> u.part.name())
                    .thenComparing((Ui u) -> u.file.entry()))
            .toList();
    networkConfig(base.part, manifest, table, read);
    ScreenMap screens = screens(manifest, findings, origins, read.stream().map(Ui::file).toList());
    UiReader uiReader = new UiReader(table, findings, screens);
    read.forEach(u -> uiReader.read(u.file, u.part.facts()));
    ScreenFacts.add(base.part.facts(), manifest, findings);
    StringResources.add(base.part.facts(), table);
    for (ApkPart part : parts) {
      EmbeddedWorlds inside =
          EmbeddedWorlds.in(part.files(), WorldPlaces.android(), documents.reader(part).contents());
      inside.read(context.with(part.facts()), false);
      documents.reader(part).archives().read(context.with(part.facts()));
      worlds.add(inside);
      StatedLibraries.read(part.files(), context.with(part.facts()));
      read.stream().filter(u -> u.part.equals(part)).forEach(u -> start(part, u.file));
    }
    StatedLibraries.read(beside, context);
    Optional<World> world =
        worlds.stream().flatMap(each -> each.found().stream()).sorted().findFirst();
    boolean all = packed.get() || loadsCode.get() || world.isPresent() || code.isDamaged();
    if (!all) {
      named(reach, roots, read, table, appId, names);
    }
    libraries.release(all ? LibraryReachability.Result.ALL : reach.result());
    coverage(worlds, code, outside, read.size(), table);
    return world.map(World::jsonName).orElse(NATIVE);
  }

  /** Where the settings of Cordova, in the form of Android, let the app begin. */
  private void start(ApkPart part, UiFile file) {
    for (XmlElement root : file.document().children("widget")) {
      for (XmlElement content : root.children("content")) {
        content
            .plain("src")
            .filter(src -> src.text().startsWith("http"))
            .ifPresent(
                src ->
                    EmbeddedWorlds.startsAt(
                        src.text(),
                        file.entry(),
                        part.files(),
                        WorldPlaces.android(),
                        context.with(part.facts())));
      }
    }
  }

  /** Tells what is named outside of code. */
  private void named(
      LibraryReachability reach,
      List<Root> roots,
      List<Ui> read,
      ResourceTable table,
      String appId,
      ClassNames names) {
    NamedClasses named = new NamedClasses(table);
    roots.forEach(root -> named.manifest(root.document, appId));
    read.forEach(u -> named.document(u.file.document()));
    named.resources();
    reach.roots(named.all().stream().map(names::of).toList());
    parts.forEach(
        part ->
            reach.services(NamedClasses.services(part.files()).stream().map(names::of).toList()));
  }

  private List<Root> roots() throws PackageFormatException {
    List<Root> roots = new ArrayList<>();
    for (ApkPart part : parts) {
      roots.add(new Root(part, documents.manifest(part)));
    }
    return roots;
  }

  private Manifest split(Root root, Manifest base, ResourceTable table, CodeOrigin origins) {
    String appId = ManifestReader.appId(root.document);
    if (!appId.equals(base.appId())) {
      root.part
          .facts()
          .anomaly("split-of-other-app", Locator.entry(Manifest.ENTRY), "package " + appId);
    }
    return new ManifestReader(table, root.part.facts(), origins).split(root.document, base);
  }

  /** A piece of the work that waits for no other. */
  @FunctionalInterface
  private interface Step {
    void run() throws PackageFormatException;
  }

  /** The longest first, so that no thread is left with one at the end. */
  private List<Step> steps(ResourceTable table, DexReader code) {
    List<Step> steps = new ArrayList<>();
    for (ApkPart part : parts) {
      part.signed()
          .ifPresent(
              source ->
                  steps.add(() -> new SignatureReader(part.facts(), part.encoding()).read(source)));
    }
    for (ApkPart part : parts) {
      part.files().entries().stream()
          .filter(entry -> EntryReader.isLoadedDex(entry.name()))
          .sorted(Comparator.comparingLong(FileTree.Entry::statedBytes).reversed())
          .forEach(entry -> steps.add(() -> dex(part, entry, code)));
    }
    for (ApkPart part : parts) {
      EntryReader reader = documents.reader(part);
      for (FileTree.Entry entry : part.files().entries()) {
        String name = entry.name();
        if (uiNames.holds(name)) {
          uiFiles++;
          steps.add(() -> ui(part, entry, table));
        } else if (EntryReader.isParsedLibrary(entry)) {
          steps.add(() -> reader.whole(entry));
        } else if (!EntryReader.isLoadedDex(name) && !SPECIAL.contains(name)) {
          steps.add(() -> reader.stream(entry));
        }
      }
    }
    return steps;
  }

  private void dex(ApkPart part, FileTree.Entry entry, DexReader code)
      throws PackageFormatException {
    Optional<byte[]> bytes = documents.reader(part).whole(entry);
    if (bytes.isEmpty()) {
      code.unreadable();
    } else if (DexFile.isDex(bytes.get())) {
      code.read(part.facts(), entry.name(), bytes.get());
    }
  }

  private static void hiddenDex(ApkPart part, FileTree.Entry entry, DexReader code)
      throws PackageFormatException {
    try {
      code.read(part.facts(), entry.name(), entry.bytes());
    } catch (PackageFormatException e) {
      if (e.code() == Code.LIMIT) {
        throw e;
      }
      code.unreadable(); // the anomaly is there since the entry was read
    }
  }

  private void ui(ApkPart part, FileTree.Entry entry, ResourceTable table)
      throws PackageFormatException {
    Optional<byte[]> bytes = documents.reader(part).whole(entry);
    if (bytes.isEmpty()) {
      return;
    }
    String name = entry.name();
    documents
        .document(part, name, bytes.get())
        .map(document -> UiFile.of(name, uiNames.resource(name), document, table))
        .ifPresent(read -> ui.add(new Ui(part, read)));
  }

  private void networkConfig(ApkPart base, Manifest manifest, ResourceTable table, List<Ui> read)
      throws PackageFormatException {
    Optional<String> name = manifest.networkConfig().map(table::resolved).map(Value::string);
    if (name.isEmpty()) {
      return;
    }
    Optional<XmlElement> document =
        read.stream()
            .filter(u -> u.part.equals(base) && u.file.entry().equals(name.get()))
            .map(u -> u.file.document())
            .findFirst();
    Optional<FileTree.Entry> entry = base.files().entry(name.get());
    if (entry.isPresent() && !uiNames.holds(name.get())) { // shortened names do not tell the type
      document = documents.document(base, name.get(), entry.get().bytes());
    }
    document.ifPresent(d -> new NetworkConfigReader(base.facts()).read(name.get(), d));
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
      List<EmbeddedWorlds> worlds,
      DexReader code,
      EntryReader outside,
      int uiRead,
      ResourceTable table) {
    Optional<Unread.Said> why =
        packed.get()
            ? Optional.of(Unread.PACKED.naming(""))
            : worlds.stream().flatMap(world -> world.unread().stream()).findFirst();
    boolean hidden = why.isPresent();
    Unread.Said reason = why.orElse(Unread.DAMAGED.naming(""));
    int uiTotal = Math.max(uiFiles, hidden ? 1 : 0);
    Coverage.CODE.add(
        facts, hidden ? 0 : code.readable(), Math.max(code.methods(), hidden ? 1 : 0), reason);
    Coverage.PAGES.add(facts, hidden ? 0 : uiRead, uiTotal, reason);
    Coverage.TEXT.add(facts, hidden ? 0 : uiRead, uiTotal, reason);
    Coverage.RESOURCES.add(
        facts, table.entries(), table.entries() + table.broken(), Unread.DAMAGED);
    int readable = outside.readable();
    for (EntryReader reader : documents.readers()) {
      readable += reader.readable();
    }
    Coverage.ENTRIES.add(facts, readable, entries, Unread.DAMAGED);
  }
}
