package cn.beian.inspect.harmony;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.harmony.abc.AbcFile;
import cn.beian.inspect.harmony.code.ArkReader;
import cn.beian.inspect.harmony.code.ArkScreens;
import cn.beian.inspect.harmony.code.SourcePaths;
import cn.beian.inspect.harmony.manifest.HapManifest;
import cn.beian.inspect.harmony.manifest.HapManifestReader;
import cn.beian.inspect.harmony.manifest.ManifestFacts;
import cn.beian.inspect.harmony.resource.ResourceIndex;
import cn.beian.inspect.harmony.resource.ResourceIndexParser;
import cn.beian.inspect.harmony.sign.HapSignature;
import cn.beian.inspect.hybrid.EmbeddedWorlds;
import cn.beian.inspect.hybrid.WorldPlaces;
import cn.beian.inspect.library.StatedLibraries;
import cn.beian.inspect.markup.TextBytes;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.inspect.shared.CodeOrigin;
import cn.beian.inspect.webapp.project.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The steps of reading the modules of one app. */
final class HapInspection {
  private static final Pattern INDEX = Pattern.compile("(?:assets/[^/]+/)?resources\\.index");
  private static final String PROFILES = "resources/base/profile/";
  private static final String NETWORK = PROFILES + "network_config.json";
  private static final String DAMAGED = "damaged";
  private static final String ENCRYPTED =
      "encrypted; the build before it was submitted to the store is needed";

  /** Of which the header can be read, as the store leaves it. */
  private static final String BY_STORE = "应用市场代码加密 AppGallery code encryption";

  private static final String BY_OTHERS = "代码加密 code encryption";

  /** A module with what its own files say. */
  private static final class Module {
    final HapPart part;
    final HapManifest manifest;
    final HapEntries entries;
    ResourceIndex resources = ResourceIndex.EMPTY;
    String index = "";
    final List<ArkScreens.Page> pages = new ArrayList<>();
    final Set<String> paths = new HashSet<>();
    final Set<String> names = new HashSet<>();

    Module(HapPart part, HapManifest manifest, HapEntries entries) {
      this.part = part;
      this.manifest = manifest;
      this.entries = entries;
    }
  }

  /** A piece of the work that waits for no other. */
  @FunctionalInterface
  private interface Step {
    void run() throws PackageFormatException;
  }

  private final InspectionContext context;
  private final FactSink facts;
  private final List<HapPart> parts = new ArrayList<>();
  private final List<Module> modules = new ArrayList<>();
  private Optional<ByteSource> outer = Optional.empty();
  private List<FileTree.Entry> beside = List.of();
  private final Map<String, String> routes = new LinkedHashMap<>();

  HapInspection(InspectionContext context) {
    this.context = context;
    this.facts = context.facts();
  }

  /** One more module of the app. */
  void add(HapPart part) {
    parts.add(part);
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** The archive that the modules lie in, which is signed as a whole, and what else is in it. */
  void within(ByteSource source, List<FileTree.Entry> others) {
    outer = Optional.of(source);
    beside = List.copyOf(others);
  }

  /** Puts all facts and says what the app was made with. */
  String run() throws PackageFormatException {
    for (HapPart part : parts) {
      modules.add(new Module(part, manifest(part), new HapEntries(part.facts(), context.limits())));
    }
    modules.sort(
        Comparator.comparing(
                (Module m) ->
                    !m.manifest.identity().getOrDefault("module_type", "").equals("entry"))
            .thenComparing(m -> m.part.name()));
    boolean first = true;
    for (Module module : modules) {
      resources(module);
      new ManifestFacts(module.part.facts(), module.resources).add(module.manifest, first);
      ResourceTexts.add(module.part.facts(), module.index, module.resources);
      pages(module);
      first = false;
    }
    Map<String, String> names = new LinkedHashMap<>();
    List<ArkScreens.Page> pages = new ArrayList<>();
    for (Module module : modules) {
      for (ArkScreens.Page page : module.pages) {
        names.put(page.path(), page.name());
        pages.add(page);
      }
    }
    ArkReader code = new ArkReader(names, context.limits());
    HapEntries outside = new HapEntries(facts, context.limits());
    List<Step> steps = steps(code);
    beside.forEach(entry -> steps.add(() -> outside.other(entry)));
    context.workers().forEach("entry", steps, Step::run);
    if (!pages.isEmpty()) {
      new ArkScreens(code, facts, routes).add(pages);
    }
    List<EmbeddedWorlds> worlds = new ArrayList<>();
    for (Module module : modules) {
      scripts(module);
      EmbeddedWorlds inside = EmbeddedWorlds.in(module.part.files(), WorldPlaces.harmony());
      inside.read(context.with(module.part.facts()), false);
      module.entries.archives().read(context.with(module.part.facts()));
      worlds.add(inside);
      StatedLibraries.read(module.part.files(), context.with(module.part.facts()));
    }
    return coverage(code, outside, worlds);
  }

  // ---- manifests -------------------------------------------------------------------------------

  private HapManifest manifest(HapPart part) throws PackageFormatException {
    String name = part.manifestName();
    FileTree.Entry entry =
        part.files()
            .entry(name)
            .orElseThrow(() -> new PackageFormatException(Code.UNREADABLE, name, -1, "missing"));
    try {
      Json json = Json.parse(text(entry.bytes()), context.limits().nesting());
      HapManifest manifest =
          name.equals(HapManifest.STAGE)
              ? HapManifestReader.stage(json)
              : HapManifestReader.fa(json);
      if (manifest.bundle().isEmpty()) {
        throw new PackageFormatException(Code.UNREADABLE, name, -1, "no bundle name");
      }
      return manifest;
    } catch (Json.Broken e) {
      throw new PackageFormatException(Code.UNREADABLE, name, -1, e.what());
    }
  }

  private static String text(byte[] bytes) {
    return TextBytes.of(bytes).text();
  }

  private void resources(Module module) throws PackageFormatException {
    List<ResourceIndex> found = new ArrayList<>();
    for (FileTree.Entry entry : module.part.files().entries()) {
      if (INDEX.matcher(entry.name()).matches()) {
        module.index = module.index.isEmpty() ? entry.name() : module.index;
        Optional<byte[]> bytes = module.entries.whole(entry);
        try {
          if (bytes.isPresent()) {
            found.add(ResourceIndexParser.parse(bytes.get(), context.limits()));
          }
        } catch (BrokenDataException e) {
          module
              .part
              .facts()
              .anomaly(
                  "resources-index-broken",
                  Locator.offset(entry.name(), Math.max(0, e.offset())),
                  "");
          Coverage.RESOURCES.add(facts, 0, 1, DAMAGED);
        }
      }
    }
    module.resources = ResourceIndex.merged(found);
  }

  /** The pages that profiles list. */
  private void pages(Module module) throws PackageFormatException {
    String profile = profile(module.manifest.pagesProfile());
    Json list = listed(module, profile);
    for (Json route : list.get("src").items()) {
      page(module, route.text(), Locator.line(profile, Math.max(1, route.line())));
    }
    String map = profile(module.manifest.routesProfile());
    for (Json route : listed(module, map).get("routerMap").items()) {
      String file = route.get("pageSourceFile").text();
      int ets = file.indexOf("ets/");
      int dot = file.lastIndexOf('.');
      if (ets >= 0 && dot > ets) {
        String path = file.substring(ets + "ets/".length(), dot);
        routes.put(route.get("name").text(), SourcePaths.page(module.manifest.module(), path));
        page(module, path, Locator.line(map, Math.max(1, route.line())));
      }
    }
    Optional<Json> network = json(module, NETWORK);
    network.ifPresent(json -> new NetworkConfig(NETWORK, module.part.facts()).read(json));
    if (network.isEmpty() && module.part.files().entry(NETWORK).isPresent()) {
      module.part.facts().anomaly("network_config_unreadable", Locator.entry(NETWORK), "");
    }
  }

  private void page(Module module, String route, Locator at) {
    String path = SourcePaths.page(module.manifest.module(), route);
    boolean taken =
        modules.stream().anyMatch(other -> other != module && other.names.contains(route));
    String name = taken ? module.manifest.module() + "/" + route : route;
    if (module.paths.add(path)) {
      module.names.add(name);
      module.pages.add(new ArkScreens.Page(name, path, at, module.part.facts()));
    }
  }

  private static String profile(String reference) {
    int colon = reference.indexOf(':');
    return colon < 0 ? "" : PROFILES + reference.substring(colon + 1) + ".json";
  }

  private Json listed(Module module, String name) throws PackageFormatException {
    return name.isEmpty() ? Json.ABSENT : json(module, name).orElse(Json.ABSENT);
  }

  private Optional<Json> json(Module module, String name) throws PackageFormatException {
    Optional<FileTree.Entry> entry = module.part.files().entry(name);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parse(text(entry.get().bytes()), context.limits().nesting()));
    } catch (Json.Broken e) {
      module.part.facts().anomaly("json_not_parsed", Locator.entry(name), e.what());
      Coverage.RESOURCES.add(facts, 0, 1, DAMAGED);
      return Optional.empty();
    } catch (PackageFormatException e) {
      if (e.code() == Code.LIMIT) {
        throw e;
      }
      return Optional.empty(); // told when the entry is inflated with the others
    }
  }

  // ---- entries ---------------------------------------------------------------------------------

  /** Signatures and code first, which take longest. */
  private List<Step> steps(ArkReader reader) {
    List<Step> steps = new ArrayList<>();
    List<Step> code = new ArrayList<>();
    steps.add(this::signatures);
    steps.add(
        () -> { // one after another: of two modules of one name the first counts
          for (Step each : code) {
            each.run();
          }
        });
    for (Module module : modules) {
      for (FileTree.Entry entry : module.part.files().entries()) {
        String name = entry.name();
        if (name.endsWith(".abc")) {
          code.add(() -> abc(module, entry, reader));
        } else if (!INDEX.matcher(name).matches()) {
          steps.add(() -> module.entries.other(entry));
        }
      }
    }
    return steps;
  }

  private void signatures() {
    int nesting = context.limits().nesting();
    String app = modules.isEmpty() ? "" : modules.get(0).manifest.bundle();
    boolean any = outer.isPresent() && HapSignature.read(outer.get(), facts, app, nesting);
    for (Module module : modules) {
      String bundle = module.manifest.bundle();
      any |= HapSignature.read(module.part.source(), module.part.facts(), bundle, nesting);
    }
    if (!any) {
      HapSignature.missing(facts);
    }
  }

  private void abc(Module module, FileTree.Entry entry, ArkReader code)
      throws PackageFormatException {
    Optional<byte[]> bytes = module.entries.whole(entry);
    if (bytes.isEmpty() || isBesideScript(module, entry.name())) {
      return;
    }
    if (AbcFile.isEncrypted(bytes.get())) {
      String how = AbcFile.begins(bytes.get()) ? BY_STORE : BY_OTHERS;
      CodeOrigin.encrypted(module.part.facts(), how, entry.name(), ENCRYPTED);
      for (Coverage kind : List.of(Coverage.CODE, Coverage.PAGES, Coverage.TEXT)) {
        kind.add(facts, 0, 1, ENCRYPTED);
      }
    } else if (AbcFile.begins(bytes.get())) {
      code.read(module.part.facts(), entry.name(), bytes.get(), module.resources);
    } else {
      module.part.facts().anomaly("abc-broken", Locator.offset(entry.name(), 0), "no header");
      Coverage.CODE.add(facts, 0, 1, DAMAGED);
    }
  }

  /** Packages of the FA model hold the script from which the bytecode was made. */
  private static boolean isBesideScript(Module module, String name) {
    String script = name.substring(0, name.length() - "abc".length()) + "js";
    return module.part.files().entry(script).isPresent();
  }

  // ---- pages of scripts ------------------------------------------------------------------------

  private void scripts(Module module) throws PackageFormatException {
    for (String root : module.manifest.scripts()) {
      String any = root;
      if (module.part.files().entries().stream()
          .anyMatch(e -> e.name().startsWith(any) && e.name().endsWith(".js"))) {
        ScriptPages.read(
            module.part.files(), root, module.manifest.pages(), context.with(module.part.facts()));
      }
    }
  }

  // ---- coverage --------------------------------------------------------------------------------

  private String coverage(ArkReader code, HapEntries outside, List<EmbeddedWorlds> worlds) {
    String framework = HapFramework.of(parts, worlds);
    code.coverage(facts, framework.equals(HapFramework.NATIVE));
    TreeSet<String> unread = new TreeSet<>();
    worlds.forEach(each -> unread.add(each.unread()));
    if (framework.equals(HapFramework.JAVA)) {
      unread.add("framework " + framework);
    }
    unread.remove("");
    for (String reason : unread) {
      for (Coverage kind : List.of(Coverage.CODE, Coverage.PAGES, Coverage.TEXT)) {
        kind.add(facts, 0, 1, reason);
      }
    }
    int readable = outside.readable();
    int total = beside.size();
    int texts = 0;
    int broken = 0;
    for (Module module : modules) {
      readable += module.entries.readable();
      total += module.part.files().entries().size();
      texts += module.resources.all().size();
      broken += module.resources.broken();
    }
    Coverage.ENTRIES.add(facts, readable, total, DAMAGED);
    Coverage.RESOURCES.add(facts, texts, texts + broken, DAMAGED);
    facts.add(
        FactKind.IDENTITY,
        Origin.APP,
        "",
        Locator.PACKAGE,
        Map.of(Field.NAME, "modules", Field.VALUE, Integer.toString(modules.size())));
    return framework;
  }
}
