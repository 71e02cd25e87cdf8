package cn.beian.inspect.miniprogram;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.inspect.container.SlicedTree;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.inspect.webapp.project.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A packaged WeChat mini-program as the source it was made of, as far as it shows: app-config.json
 * holds what app.json and the pages' own files said, app-service.js the scripts one after the
 * other, page-frame.html, page-frame.js or app-wxss.js the templates, compiled. A restored file is
 * named with the file it was found in: {@code app-service.js!pages/a/a.js}.
 */
public final class WxapkgFiles {
  private static final String CONFIG = "app-config.json";
  private static final Pattern DEFINE =
      Pattern.compile("\\bdefine\\(\\s*[\"']([^\"']+\\.js)[\"']\\s*,");
  private static final Pattern SERVICE =
      Pattern.compile("(?:.*/)?(?:app-service|appservice\\.app|common\\.app|.*\\.appservice)\\.js");
  private static final Pattern FRAME =
      Pattern.compile(
          "(?:.*/)?(?:page-frame\\.html|page-frame\\.js|app-wxss\\.js|.*\\.webview\\.js|webview\\.app\\.js|appservice\\.app\\.js|common\\.app\\.js)");

  private final FileTree packed;
  private final Limits limits;
  private final FactSink facts;
  private final Map<String, String> texts = new TreeMap<>();
  private final Map<String, String> containers = new TreeMap<>();

  private WxapkgFiles(FileTree packed, Limits limits, FactSink facts) {
    this.packed = packed;
    this.limits = limits;
    this.facts = facts;
  }

  /** The files, and of the restored ones the file each was found in. */
  public record Restored(FileTree tree, Map<String, String> containers) {}

  public static Restored of(FileTree packed, Limits limits, FactSink facts)
      throws PackageFormatException {
    return new WxapkgFiles(packed, limits, facts).restore();
  }

  private Restored restore() throws PackageFormatException {
    kind();
    config();
    for (FileTree.Entry entry : packed.entries()) {
      if (SERVICE.matcher(entry.name()).matches()) {
        scripts(entry.name(), text(entry));
      }
      if (FRAME.matcher(entry.name()).matches()) {
        templates(entry.name(), text(entry));
      }
    }
    SlicedTree tree = new SlicedTree(limits, facts);
    for (Map.Entry<String, String> file : texts.entrySet()) {
      byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
      tree.add(file.getKey(), ByteSource.of(bytes), 0, bytes.length);
    }
    for (FileTree.Entry entry : packed.entries()) {
      if (!SERVICE.matcher(entry.name()).matches()
          && !FRAME.matcher(entry.name()).matches()
          && !texts.containsKey(entry.name())
          && !entry.name().endsWith(".html")) {
        tree.add(entry);
      }
    }
    return new Restored(tree, containers);
  }

  /** What kind of package it is, by what is in it. */
  private void kind() throws PackageFormatException {
    List<String> names = packed.entries().stream().map(FileTree.Entry::name).toList();
    if (packed.entry("game.js").isPresent() || packed.entry("game.json").isPresent()) {
      throw new PackageFormatException(Code.NOT_READ_YET, "game.js", -1, "WeChat mini-game");
    }
    boolean framework = !names.isEmpty() && names.stream().allMatch(name -> name.startsWith("WA"));
    if (framework) {
      throw new PackageFormatException(
          Code.UNKNOWN_FORMAT, names.get(0), -1, "the framework of WeChat, not an app");
    }
  }

  private String text(FileTree.Entry entry) throws PackageFormatException {
    return new String(entry.bytes(), StandardCharsets.UTF_8);
  }

  private void put(String container, String path, String text) {
    if (texts.putIfAbsent(path, text) == null) {
      containers.put(path, container);
    }
  }

  private void templates(String file, String text) {
    CompiledWxml.Restored restored = CompiledWxml.restored(text, limits.passes());
    restored.files().forEach((path, wxml) -> put(file, path, wxml));
    restored.tooLarge().forEach(path -> facts.anomaly("wxml_too_large", Locator.entry(file), path));
  }

  // ---- scripts ---------------------------------------------------------------------------------

  /**
   * Each module from its {@code define} to the end of that call: the last one before the next
   * {@code define}, or before the module is required at once, as pages are.
   */
  private void scripts(String file, String text) {
    Matcher define = DEFINE.matcher(text);
    List<int[]> starts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    while (define.find()) {
      starts.add(new int[] {define.start(), define.end()});
      names.add(define.group(1));
    }
    for (int i = 0; i < names.size(); i++) {
      int next = i + 1 < starts.size() ? starts.get(i + 1)[0] : text.length();
      int from = starts.get(i)[1];
      int required = text.substring(from, next).indexOf("require(\"" + names.get(i) + "\")");
      next = required < 0 ? next : from + required;
      int end = text.substring(from, Math.min(text.length(), next + 3)).lastIndexOf("});");
      end = end < 0 ? next : from + end + 3;
      put(file, names.get(i), text.substring(starts.get(i)[0], end));
    }
  }

  // ---- configuration ---------------------------------------------------------------------------

  private void config() throws PackageFormatException {
    Optional<FileTree.Entry> entry = packed.entry(CONFIG);
    if (entry.isEmpty()) {
      throw new PackageFormatException(
          Code.UNREADABLE,
          CONFIG,
          -1,
          "only sub-packages: the main package, which lists the pages, is missing");
    }
    Json config;
    try {
      config = Json.parse(text(entry.get()), limits.nesting());
    } catch (Json.Broken e) {
      throw new PackageFormatException(Code.UNREADABLE, CONFIG, -1, e.what());
    }
    Map<String, Json> app = new LinkedHashMap<>(config.members());
    app.put("window", config.get("global").get("window"));
    app.remove("subPackages");
    app.remove("page");
    put(CONFIG, WechatConfig.FILE, plain(new Json(app, 1).written()));
    config
        .get("page")
        .members()
        .forEach(
            (page, value) -> {
              String path = page.endsWith(".html") ? page.substring(0, page.length() - 5) : page;
              put(CONFIG, path + ".json", value.get("window").written());
            });
    missing(config);
  }

  /** The package calls pages by the name of their frame. */
  private static String plain(String json) {
    return json.replace(".html\"", "\"");
  }

  /** Sub-packages that were not handed in. */
  private void missing(Json config) {
    TreeSet<String> services = new TreeSet<>();
    for (FileTree.Entry entry : packed.entries()) {
      if (SERVICE.matcher(entry.name()).matches()) {
        services.add(entry.name());
      }
    }
    for (Json part : config.get("subPackages").items()) {
      String root = part.get("root").text();
      String folder = root.startsWith("/") ? root.substring(1) : root;
      String first = services.ceiling(folder);
      boolean there = first != null && first.startsWith(folder);
      if (!there && !folder.isEmpty()) {
        facts.anomaly("subpackage_missing", Locator.entry(CONFIG), folder);
      }
    }
  }
}
