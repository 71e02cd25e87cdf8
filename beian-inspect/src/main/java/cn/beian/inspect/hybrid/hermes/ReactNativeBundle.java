package cn.beian.inspect.hybrid.hermes;

import cn.beian.facts.Locator;
import cn.beian.facts.Unread;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.container.SlicedTree;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.js.ScriptReader.Syntax;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.facts.Screens;
import cn.beian.inspect.webapp.project.Page;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.ProjectModel;
import cn.beian.inspect.webapp.project.ReactViews;
import cn.beian.inspect.webapp.project.Routes;
import cn.beian.inspect.webapp.project.View;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The bundle of a React Native app: {@code assets/index.android.bundle} of an APK, {@code
 * main.jsbundle} of an iOS app. It is JavaScript, or bytecode of Hermes; either gives the facts of
 * scripts, coverage of code included.
 */
public final class ReactNativeBundle {
  private static final Pattern NO_RUNTIME = Pattern.compile("(?!)");

  /** What the tools of React Native write first, but for bytecode. */
  private static final List<String> BEGINNINGS =
      List.of("__BUNDLE_START_TIME__", "__METRO_GLOBAL_PREFIX__");

  private static final int RANDOM_ACCESS = 0xfb0bd1e5;

  private final String entry;
  private final InspectionContext context;

  private ReactNativeBundle(String entry, InspectionContext context) {
    this.entry = entry;
    this.context = context;
  }

  /** Whether a file that begins so is a bundle. */
  public static boolean begins(byte[] head) {
    if (head.length < Integer.BYTES) {
      return false;
    }
    if (HermesFile.isHermes(head) || Bytes.word(head, 0) == RANDOM_ACCESS) {
      return true;
    }
    if (head[0] <= 0 || head[0] == '<') {
      return false; // binary, or a page
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    return BEGINNINGS.stream().anyMatch(text::contains);
  }

  /**
   * Adds the facts of a bundle; one that cannot be read is an anomaly and lacks in the coverage.
   *
   * @param entry its path in the package
   * @param bytes the whole of it
   * @throws PackageFormatException LIMIT
   */
  public static void read(String entry, byte[] bytes, InspectionContext context)
      throws PackageFormatException {
    ReactNativeBundle bundle = new ReactNativeBundle(entry, context);
    if (!HermesFile.isHermes(bytes)) {
      bundle.script(bytes);
    } else if (Opcodes.of(HermesFile.version(bytes)).isEmpty()) {
      bundle.unknown(HermesFile.version(bytes));
    } else {
      bundle.bytecode(bytes);
    }
  }

  private void script(byte[] bytes) throws PackageFormatException {
    SlicedTree files = new SlicedTree(context.limits(), context.facts());
    files.add(entry, ByteSource.of(bytes), 0, bytes.length);
    ProjectFiles source = new ProjectFiles(files, "", "", context.facts()).shell(NO_RUNTIME);
    Parsing parsing = new Parsing(source, context);
    SortedMap<String, Script> scripts = new TreeMap<>();
    parsing
        .script(entry, source.text(entry), Syntax.JAVASCRIPT)
        .ifPresent(script -> scripts.put(entry, script));
    add(parsing, scripts, List.of());
    Coverage.PAGES.add(context.facts(), 0, 1, Unread.SCREENS_BY_CODE);
  }

  private void unknown(int version) {
    String number = Integer.toUnsignedString(version);
    context
        .facts()
        .anomaly("hermes_version", Locator.entry(entry), "Hermes bytecode of version " + number);
    undetermined(
        Unread.HERMES_VERSION.naming(
            number
                + " is not known; a build with plain JavaScript or version "
                + HermesFile.KNOWN));
  }

  private void undetermined(Unread.Said reason) {
    Coverage.CODE.add(context.facts(), 0, 1, reason);
    Coverage.TEXT.add(context.facts(), 0, 1, reason);
    Coverage.PAGES.add(context.facts(), 0, 1, reason);
  }

  private void bytecode(byte[] bytes) throws PackageFormatException {
    HermesFile file;
    try {
      file = HermesFile.of(bytes, context.limits());
    } catch (BrokenDataException e) {
      context
          .facts()
          .anomaly("hermes_broken", Locator.offset(entry, Math.max(0, e.offset())), said(e));
      undetermined(Unread.DAMAGED.naming(""));
      return;
    }
    BundleCode code = new BundleCode(file);
    code.read();
    SlicedTree files = new SlicedTree(context.limits(), context.facts());
    SortedMap<String, Script> scripts = new TreeMap<>();
    Map<String, String> containers = new HashMap<>();
    ByteSource nothing = ByteSource.of(new byte[0]);
    for (Map.Entry<String, ModuleScript> module : code.modules().entrySet()) {
      boolean around = module.getKey().isEmpty();
      String path = around ? entry : module.getKey() + ".js";
      scripts.put(path, module.getValue().toScript(""));
      files.add(path, nothing, 0, 0);
      if (!around) {
        containers.put(path, entry);
      }
    }
    ProjectFiles source =
        new ProjectFiles(files, "", "", context.facts())
            .within(containers)
            .shell(NO_RUNTIME)
            .bundled();
    add(new Parsing(source, context), scripts, code.screens());
    if (code.screens().isEmpty()) {
      Coverage.PAGES.add(context.facts(), 0, 1, Unread.SCREENS_BY_CODE);
    }
    int functions = file.functions().size();
    if (code.readable() < functions) {
      context
          .facts()
          .anomaly(
              "hermes_code",
              Locator.entry(entry),
              (functions - code.readable()) + " of " + functions + " functions cannot be followed");
      Coverage.CODE.add(context.facts(), code.readable(), functions, Unread.DAMAGED);
    }
  }

  private static String said(BrokenDataException e) {
    return String.valueOf(e.getMessage());
  }

  private static void add(
      Parsing parsing, SortedMap<String, Script> scripts, List<ElementCalls.Screen> screens)
      throws PackageFormatException {
    SortedMap<String, View> views = new ReactViews(parsing.source(), scripts).views();
    Map<String, Page> pages = new LinkedHashMap<>();
    Set<String> tabs = new LinkedHashSet<>();
    for (ElementCalls.Screen screen : screens) {
      Locator at = parsing.source().at(screen.module() + ".js");
      pages.putIfAbsent(
          screen.name(), new Page(screen.name(), screen.module(), screen.title(), at));
      if (screen.tab()) {
        tabs.add(screen.name());
      }
    }
    new Screens(
            parsing,
            new ProjectModel(
                new Routes("", pages, tabs), // where a navigator begins is not followed
                views,
                scripts,
                List.copyOf(scripts.keySet()),
                Map.of(),
                views.size(),
                0,
                0))
        .add();
  }
}
