package cn.beian.inspect.harmony;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.Unread;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.harmony.abc.AbcFile;
import cn.beian.inspect.harmony.code.ArkReader;
import cn.beian.inspect.harmony.code.ArkScreens;
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

  /** Of which the header can be read, as the store leaves it. */
  private static final String BY_STORE = "应用市场代码加密 AppGallery code encryption";

  private static final String BY_OTHERS = "代码加密 code encryption";

  /** A piece of the work that waits for no other. */
  @FunctionalInterface
  private interface Step {
    void run() throws PackageFormatException;
  }

  private final InspectionContext context;
  private final FactSink facts;
  private final List<HapPart> parts = new ArrayList<>();
  private final List<HapModule> modules = new ArrayList<>();
  private Optional<ByteSource> outer = Optional.empty();
  private List<FileTree.Entry> beside = List.of();

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
      modules.add(
          new HapModule(part, manifest(part), new HapEntries(part.facts(), context.limits())));
    }
    modules.sort(
        Comparator.comparing(
                (HapModule m) ->
                    !m.manifest.identity().getOrDefault("module_type", "").equals("entry"))
            .thenComparing(m -> m.part.name()));
    HapPages listed = new HapPages(modules, facts, context.limits().nesting());
    boolean first = true;
    for (HapModule module : modules) {
      resources(module);
      new ManifestFacts(module.part.facts(), module.resources).add(module.manifest, first);
      if (first) {
        icon(module);
      }
      ResourceTexts.add(module.part.facts(), module.index, module.resources);
      listed.add(module);
      first = false;
    }
    Map<String, String> names = new LinkedHashMap<>();
    List<ArkScreens.Page> pages = new ArrayList<>();
    for (HapModule module : modules) {
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
    for (HapModule module : modules) {
      for (FileTree.Entry entry : module.entries.bytecode()) {
        code.read(module.part.facts(), entry.name(), entry.bytes(), module.resources);
      }
    }
    outside.archives().read(context);
    if (!pages.isEmpty()) {
      new ArkScreens(code, facts, listed.routes()).add(pages);
    }
    List<EmbeddedWorlds> worlds = new ArrayList<>();
    for (HapModule module : modules) {
      scripts(module);
      EmbeddedWorlds inside =
          EmbeddedWorlds.in(
              module.part.files(),
              WorldPlaces.harmony(module.part.files()),
              module.entries.contents());
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

  private void resources(HapModule module) throws PackageFormatException {
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
          Coverage.RESOURCES.add(facts, 0, 1, Unread.DAMAGED);
        }
      }
    }
    module.resources = ResourceIndex.merged(found);
  }

  private void icon(HapModule module) throws PackageFormatException {
    Optional<HapIcon.Found> icon =
        new HapIcon(module.resources, module.part.files(), context.limits().nesting())
            .of(module.manifest.icon());
    icon.ifPresent(found -> identity(module, "icon", found.picture()));
    icon.map(HapIcon.Found::background)
        .filter(file -> !file.isEmpty())
        .ifPresent(file -> identity(module, "icon_background", file));
  }

  private static void identity(HapModule module, String name, String value) {
    module
        .part
        .facts()
        .add(
            FactKind.IDENTITY,
            Origin.APP,
            "",
            Locator.entry(module.manifest.entry()),
            Map.of(Field.NAME, name, Field.VALUE, value));
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
    for (HapModule module : modules) {
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
    for (HapModule module : modules) {
      String bundle = module.manifest.bundle();
      any |= HapSignature.read(module.part.source(), module.part.facts(), bundle, nesting);
    }
    if (!any) {
      HapSignature.missing(facts);
    }
  }

  private void abc(HapModule module, FileTree.Entry entry, ArkReader code)
      throws PackageFormatException {
    Optional<byte[]> bytes = module.entries.whole(entry);
    if (bytes.isEmpty() || isBesideScript(module, entry.name())) {
      return;
    }
    if (AbcFile.isEncrypted(bytes.get())) {
      String how = AbcFile.begins(bytes.get()) ? BY_STORE : BY_OTHERS;
      CodeOrigin.encrypted(
          module.part.facts(), how, entry.name(), Unread.ENCRYPTED_BY_STORE.text());
      for (Coverage kind : List.of(Coverage.CODE, Coverage.PAGES, Coverage.TEXT)) {
        kind.add(facts, 0, 1, Unread.ENCRYPTED_BY_STORE);
      }
    } else if (AbcFile.begins(bytes.get())) {
      code.read(module.part.facts(), entry.name(), bytes.get(), module.resources);
    } else {
      module.part.facts().anomaly("abc-broken", Locator.offset(entry.name(), 0), "no header");
      Coverage.CODE.add(facts, 0, 1, Unread.DAMAGED);
    }
  }

  /** Packages of the FA model hold the script from which the bytecode was made. */
  private static boolean isBesideScript(HapModule module, String name) {
    String script = name.substring(0, name.length() - "abc".length()) + "js";
    return module.part.files().entry(script).isPresent();
  }

  // ---- pages of scripts ------------------------------------------------------------------------

  private void scripts(HapModule module) throws PackageFormatException {
    for (String root : module.manifest.scripts()) {
      if (module.hasScripts(root)) {
        ScriptPages.read(
            module.part.files(), root, module.manifest.pages(), context.with(module.part.facts()));
      }
    }
    if (module.manifest.isStage() && module.hasScripts(HapPages.SCRIPTS)) {
      ScriptPages.read(
          module.part.files(),
          HapPages.SCRIPTS,
          module.scripted,
          context.with(module.part.facts()));
    }
  }

  /** Of the Stage model all abilities are code of ArkTS, which a package without any cannot run. */
  private static boolean lacksCode(HapModule module) {
    return module.manifest.isStage()
        && !module.manifest.abilities().isEmpty()
        && module.part.files().entries().stream()
            .noneMatch(each -> each.name().endsWith(".abc") || each.name().endsWith(".js"));
  }

  // ---- coverage --------------------------------------------------------------------------------

  private String coverage(ArkReader code, HapEntries outside, List<EmbeddedWorlds> worlds) {
    String framework = HapFramework.of(parts, worlds);
    boolean lacking = modules.stream().anyMatch(HapInspection::lacksCode);
    code.coverage(facts, framework.equals(HapFramework.NATIVE) && !lacking);
    Set<Unread.Said> unread = new TreeSet<>(Comparator.comparing(Unread.Said::text));
    worlds.forEach(each -> each.unread().ifPresent(unread::add));
    if (framework.equals(HapFramework.JAVA)) {
      unread.add(Unread.FRAMEWORK.naming(framework));
    }
    if (lacking) {
      unread.add(Unread.NO_BYTECODE.naming(""));
    }
    for (Unread.Said reason : unread) {
      for (Coverage kind : List.of(Coverage.CODE, Coverage.PAGES, Coverage.TEXT)) {
        kind.add(facts, 0, 1, reason);
      }
    }
    int readable = outside.readable();
    int total = beside.size();
    int texts = 0;
    int broken = 0;
    for (HapModule module : modules) {
      readable += module.entries.readable();
      total += module.part.files().entries().size();
      texts += module.resources.all().size();
      broken += module.resources.broken();
    }
    Coverage.ENTRIES.add(facts, readable, total, Unread.DAMAGED);
    Coverage.RESOURCES.add(facts, texts, texts + broken, Unread.DAMAGED);
    facts.add(
        FactKind.IDENTITY,
        Origin.APP,
        "",
        Locator.PACKAGE,
        Map.of(Field.NAME, "modules", Field.VALUE, Integer.toString(modules.size())));
    return framework;
  }
}
