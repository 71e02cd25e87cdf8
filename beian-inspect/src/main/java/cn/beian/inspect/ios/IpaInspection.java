package cn.beian.inspect.ios;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.Unread;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.hybrid.EmbeddedWorlds;
import cn.beian.inspect.hybrid.World;
import cn.beian.inspect.hybrid.WorldPlaces;
import cn.beian.inspect.ios.plist.Plist;
import cn.beian.inspect.ios.plist.PlistReader;
import cn.beian.inspect.ios.ui.InterfaceReader;
import cn.beian.inspect.library.StatedLibraries;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** The steps of reading one iOS app. */
final class IpaInspection {
  private static final String INFO = "Info.plist";
  private static final String PROFILE = "embedded.mobileprovision";
  private static final String SEALS = "_CodeSignature/CodeResources";
  private static final String PRIVACY = ".xcprivacy";
  private static final Pattern EXTRA_NIB = Pattern.compile(".*\\.nib/objects-[^/]*\\.nib");

  private final FileTree files;
  private final String app;
  private final InspectionContext context;
  private final FactSink facts;
  private final IosOrigin origins;
  private final SortedMap<String, Plist> plists = new ConcurrentSkipListMap<>();
  private final StringTables tables = new StringTables();
  private final TreeSet<String> certificates = new TreeSet<>();
  private final AtomicInteger brokenPlists = new AtomicInteger();
  private final ResourceSeals seals;
  private final CodeInside inside;
  private final AppCode code;
  private final InterfaceReader ui;
  private Plist info = Plist.NONE;
  private byte[] infoBytes = new byte[0];

  /**
   * Of one package.
   *
   * @param apps folders of the apps in it, the one to read first
   */
  IpaInspection(FileTree files, List<String> apps, InspectionContext context) {
    this.files = files;
    this.app = apps.get(0);
    this.context = context;
    this.facts = context.facts();
    this.origins = new IosOrigin(app);
    this.seals = new ResourceSeals(app);
    this.inside = new CodeInside(seals);
    this.code = new AppCode(app, origins, tables, inside, context);
    this.ui = new InterfaceReader(code, context.limits());
    if (!app.startsWith("Payload/")) {
      facts.anomaly("payload-elsewhere", Locator.entry(app + INFO), "Payload is in another folder");
    }
    for (String other : apps.subList(1, apps.size())) {
      facts.anomaly("app-beside", Locator.entry(other + INFO), "more than one app");
    }
  }

  /** Puts all facts and says what the app was made with. */
  String run() throws PackageFormatException {
    info();
    Optional<byte[]> sealBytes = bytes(app + SEALS);
    if (sealBytes.isPresent()) {
      seals(sealBytes.get());
    }
    PackageFiles read = new PackageFiles(facts, seals);
    code.room(codeBytes());
    context.workers().forEach("entry", steps(read), Step::run);
    tables();
    components();
    new InfoFacts(facts, info, app + INFO, tables.table("InfoPlist")).add(files, app);
    code.signature(infoBytes, sealBytes, others(), certificates);
    profile(); // after the signature, so that who signed is told as that
    code.add(
        info,
        plists.getOrDefault(app + "PrivacyInfo.xcprivacy", Plist.NONE),
        info.get("DTSDKName").text());
    ui.add(facts, main(), InfoFacts.launchScreens(info));
    code.screens(ui.stated(), ui.reached());
    EmbeddedWorlds worlds = EmbeddedWorlds.in(files, WorldPlaces.ios(app), read.contents());
    worlds.read(context, code.isEncrypted());
    StatedLibraries.read(files, context);
    new BundledLibraries(app, facts).add(plists, info, acknowledgements());
    read.archives().read(context);
    coverage(worlds.unread(), read);
    return worlds.found().stream().findFirst().map(World::jsonName).orElse("native");
  }

  private void info() throws PackageFormatException {
    FileTree.Entry entry =
        files
            .entry(app + INFO)
            .orElseThrow(
                () -> new PackageFormatException(Code.UNREADABLE, app + INFO, -1, "missing"));
    infoBytes = entry.bytes();
    try {
      info = PlistReader.read(infoBytes, context.limits());
    } catch (BrokenDataException e) {
      throw new PackageFormatException(
          Code.UNREADABLE, app + INFO, e.offset(), String.valueOf(e.getMessage()));
    }
    if (info.members().isEmpty()) {
      throw new PackageFormatException(Code.UNREADABLE, app + INFO, 0, "no dictionary");
    }
  }

  private Optional<byte[]> bytes(String name) throws PackageFormatException {
    Optional<FileTree.Entry> entry = files.entry(name);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(entry.get().bytes());
    } catch (PackageFormatException e) {
      if (e.code() == Code.LIMIT) {
        throw e;
      }
      return Optional.empty(); // told of where every file is read
    }
  }

  /** What was signed with the app, and with bundles inside that have lists of their own. */
  private void seals(byte[] data) throws PackageFormatException {
    Map<String, Plist> bundles = new TreeMap<>();
    plist(app + SEALS, data).ifPresent(list -> bundles.putAll(seals.add(app, list)));
    Set<String> seen = new HashSet<>();
    Deque<Map.Entry<String, Plist>> waiting = new ArrayDeque<>(bundles.entrySet());
    while (!waiting.isEmpty()) {
      Map.Entry<String, Plist> bundle = waiting.remove();
      String name = bundle.getKey();
      if (seen.add(name)) {
        Optional<byte[]> own = bytes(name + "/" + SEALS);
        byte[] about = bytes(name + "/" + INFO).orElseGet(() -> new byte[0]);
        seals.inside(name, bundle.getValue(), own.orElseGet(() -> new byte[0]), about);
        own.flatMap(list -> plist(name + "/" + SEALS, list))
            .ifPresent(list -> waiting.addAll(seals.add(name + "/", list).entrySet()));
      }
    }
  }

  /** What does not hold of the files and the code beside the executable. */
  private List<Unread.Said> others() {
    List<Unread.Said> problems = new ArrayList<>();
    List<String> names = files.entries().stream().map(FileTree.Entry::name).toList();
    named(problems, Unread.FILES_CHANGED, seals.strays());
    named(problems, Unread.FILES_ADDED, seals.added(names, executable()));
    problems.addAll(inside.problems());
    return problems;
  }

  private static void named(List<Unread.Said> problems, Unread reason, List<String> names) {
    if (!names.isEmpty()) {
      problems.add(reason.naming(String.join(", ", names)));
    }
  }

  private Optional<Plist> plist(String entry, byte[] data) {
    try {
      return Optional.of(PlistReader.read(data, context.limits()));
    } catch (BrokenDataException e) {
      brokenPlists.incrementAndGet();
      facts.anomaly(
          entry.endsWith(PRIVACY) ? "privacy-manifest-broken" : "plist-broken",
          Locator.offset(entry, Math.max(0, e.offset())),
          String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** A piece of the work that waits for no other. */
  @FunctionalInterface
  private interface Step {
    void run() throws PackageFormatException;
  }

  /** The longest first, so that no thread is left with one at the end. */
  private List<Step> steps(PackageFiles read) {
    List<Step> steps = new ArrayList<>();
    files.entries().stream()
        .sorted(
            Comparator.comparingLong(FileTree.Entry::statedBytes)
                .reversed()
                .thenComparing(FileTree.Entry::name))
        .forEach(entry -> steps.add(() -> entry(entry, read)));
    return steps;
  }

  private void entry(FileTree.Entry entry, PackageFiles read) throws PackageFormatException {
    String name = entry.name();
    Origin origin = origins.ofFile(name, facts);
    boolean fits = entry.statedBytes() <= context.limits().parsedBytes();
    if (!name.startsWith(app)) {
      read.stream(entry, origin);
    } else if (isPlist(name) && fits) {
      read.whole(entry)
          .flatMap(data -> plist(name, data))
          .ifPresent(plist -> plists.put(name, plist));
    } else if (name.endsWith(".nib") && !EXTRA_NIB.matcher(name).matches() && fits) {
      read.whole(entry).ifPresent(data -> ui.nib(name, data, origin, facts));
    } else if (mayBeCode(name)) {
      if (fits) {
        Optional<byte[]> data = read.whole(entry);
        if (data.isPresent() && !code.read(entry, data.get(), origin, isExecutable(name))) {
          read.asset(entry, data.get(), origin);
        }
      } else {
        code.tooLarge(isExecutable(name));
        read.stream(entry, origin);
      }
    } else if (read.stream(entry, origin)) {
      if (fits) {
        code.hidden(entry, entry.bytes(), origin);
      } else {
        code.tooLarge(true);
      }
    }
  }

  private static boolean isPlist(String name) {
    return name.endsWith("/" + INFO) || name.endsWith(PRIVACY) || StringTables.isTable(name);
  }

  private boolean isExecutable(String name) {
    return name.equals(executable());
  }

  private String executable() {
    return app + info.get("CFBundleExecutable").text();
  }

  private boolean mayBeCode(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    return file.indexOf('.') < 0 || file.endsWith(".dylib") || isExecutable(name);
  }

  private long codeBytes() {
    return files.entries().stream()
        .filter(entry -> entry.name().startsWith(app) && mayBeCode(entry.name()))
        .mapToLong(FileTree.Entry::statedBytes)
        .sum();
  }

  private void tables() {
    plists.forEach(
        (name, plist) -> {
          if (StringTables.isTable(name)) {
            String path = name.substring(app.length());
            boolean ofApp = path.chars().filter(c -> c == '/').count() <= 1;
            tables.add(name, plist, ofApp, origins.ofFile(name, facts), facts);
          }
        });
  }

  /** Property lists of licences; they are read again, as they count as files of the app. */
  private SortedMap<String, Plist> acknowledgements() throws PackageFormatException {
    SortedMap<String, Plist> found = new ConcurrentSkipListMap<>();
    for (FileTree.Entry entry : files.entries()) {
      if (BundledLibraries.isAcknowledgement(entry.name())) {
        bytes(entry.name())
            .flatMap(data -> plist(entry.name(), data))
            .ifPresent(list -> found.put(entry.name(), list));
      }
    }
    return found;
  }

  /** Extensions, and what storyboards and components say of themselves. */
  private void components() {
    plists.forEach(
        (name, plist) -> {
          String folder = name.substring(0, name.lastIndexOf('/') + 1);
          if (name.endsWith(".storyboardc/" + INFO)) {
            ui.storyboard(folder, plist);
          } else if (isNested(name)) {
            if (name.endsWith(".appex/" + INFO)) {
              extension(name, plist);
            }
            new InfoFacts(facts, plist, name, Map.of()).asked();
          } else if (name.endsWith(PRIVACY)) {
            PrivacyManifest.add(facts, name, plist, origins.ofFile(name, facts));
          }
        });
  }

  /** Whether it is what an extension, an app clip or an app for a watch says of itself. */
  private boolean isNested(String name) {
    return name.endsWith(".appex/" + INFO)
        || (name.endsWith(".app/" + INFO) && !name.equals(app + INFO));
  }

  private void extension(String name, Plist plist) {
    String point = plist.get("NSExtension").get("NSExtensionPointIdentifier").text();
    facts.add(
        FactKind.COMPONENT,
        Locator.entry(name),
        Map.of(
            Field.NAME,
            plist.get("CFBundleIdentifier").text(),
            Field.TYPE,
            "extension",
            Field.ITEMS,
            point.isBlank() ? List.of() : List.of(point)));
  }

  private void profile() throws PackageFormatException {
    Optional<byte[]> data = bytes(app + PROFILE);
    data.ifPresent(
        found -> new ProfileFacts(facts, context.limits()).add(app + PROFILE, found, certificates));
    if (data.isEmpty() && code.isEncrypted()) {
      facts.add(
          FactKind.IDENTITY,
          Locator.entry(app + INFO),
          Map.of(Field.NAME, "distribution", Field.VALUE, "app-store"));
    }
  }

  private List<String> main() {
    List<String> names = new ArrayList<>();
    for (String key : List.of("UIMainStoryboardFile", "UIMainStoryboardFile~ipad")) {
      names.add(info.get(key).text());
    }
    Plist scenes = info.get("UIApplicationSceneManifest").get("UISceneConfigurations");
    for (Plist role : scenes.members().values()) {
      role.items().forEach(scene -> names.add(scene.get("UISceneStoryboardFile").text()));
    }
    return names;
  }

  private void coverage(Optional<Unread.Said> unread, PackageFiles read) {
    code.coverage();
    int nibs = ui.readable() + ui.broken();
    if (nibs > 0) {
      Coverage.PAGES.add(facts, ui.readable(), nibs, Unread.DAMAGED);
      Coverage.TEXT.add(facts, ui.readable(), nibs, Unread.DAMAGED);
    }
    if (unread.isPresent()) {
      for (Coverage kind : List.of(Coverage.PAGES, Coverage.TEXT, Coverage.CODE)) {
        kind.add(facts, 0, 1, unread.get());
      }
    }
    int whole = plists.size();
    Coverage.RESOURCES.add(facts, whole, whole + brokenPlists.get(), Unread.DAMAGED);
    Coverage.ENTRIES.add(facts, read.readable(), files.entries().size(), Unread.DAMAGED);
  }
}
