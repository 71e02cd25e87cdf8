package cn.beian.inspect.miniprogram;

import cn.beian.inspect.js.Script;
import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Element;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.FormatReader.Format;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.inspect.webapp.project.Dialect;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.ProjectModel;
import cn.beian.inspect.webapp.project.Roots;
import cn.beian.inspect.webapp.project.SourceFormat;
import cn.beian.inspect.webapp.project.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The source of a WeChat mini-program (app.json, WXML, JavaScript or TypeScript), or of an Alipay
 * or DingTalk one, which differs by the names of a few files and attributes.
 */
public final class WechatSource implements SourceFormat {
  private static final String APP = WechatConfig.FILE;

  public static final WechatSource WECHAT =
      new WechatSource("wechat-source", ".wxml", ".wxs", Dialect.WXML);
  public static final WechatSource ALIPAY =
      new WechatSource("alipay-source", ".axml", ".sjs", Dialect.AXML);

  /** Quick apps in the manner of mini-programs. */
  public static final WechatSource QUICK_APP =
      new WechatSource("quick-app-source", ".qxml", ".qjs", Dialect.AXML);

  private final String name;
  private final String template;
  private final String templateScript;
  private final Dialect dialect;

  private WechatSource(String name, String template, String templateScript, Dialect dialect) {
    this.name = name;
    this.template = template;
    this.templateScript = templateScript;
    this.dialect = dialect;
  }

  /** A few templates of another platform, as of a component for both, do not make it that one's. */
  @Override
  public Optional<String> root(FileTree tree) {
    return Roots.of(tree, APP, template)
        .filter(
            root -> this == WECHAT || count(tree, root, template) >= count(tree, root, ".wxml"));
  }

  private static long count(FileTree tree, String root, String template) {
    return tree.entries().stream()
        .map(FileTree.Entry::name)
        .filter(
            name -> name.startsWith(root) && name.endsWith(template) && ProjectFiles.ships(name))
        .count();
  }

  /**
   * Where project.config.json names another folder than that of the nearest app.json, that counts;
   * the folder of cloud functions is left out.
   */
  @Override
  public ProjectFiles open(FileTree tree, String nearest, InspectionContext context)
      throws PackageFormatException {
    ProjectFiles source = new ProjectFiles(tree, nearest, "", context.facts());
    Json project = WechatProject.of(new Parsing(source, context)).json();
    String stated = ProjectFiles.resolved("", project.get("miniprogramRoot").text());
    boolean there = !stated.isEmpty() && tree.entry(stated + "/" + APP).isPresent();
    String server = ProjectFiles.resolved("", project.get("cloudfunctionRoot").text());
    return new ProjectFiles(
        tree,
        there ? stated + "/" : nearest,
        server.isEmpty() ? "" : server + "/",
        context.facts());
  }

  @Override
  public Format format(ProjectFiles source) {
    String framework = "native";
    if (source.has("common/vendor.js") && source.has("common/main.js")) {
      framework = "uni-app";
    } else if (source.has("base" + template) && source.has("taro.js")) {
      framework = "taro";
    }
    return new Format(name, framework);
  }

  @Override
  public ProjectModel load(Parsing parsing) throws PackageFormatException {
    ProjectFiles source = parsing.source();
    Map<String, Json> configs = parsing.jsons(source.ending(".json"));
    Json app = configs.get(APP);
    if (app == null) {
      throw new PackageFormatException(
          Code.UNREADABLE, source.at(APP).entry(), -1, "app.json is no JSON");
    }
    WechatProject.of(parsing).identity();
    WechatConfig.facts(source, app);
    Map<String, Element> templates = parsing.templates(source.ending(template), dialect);
    List<String> paths = new ArrayList<>(source.scripts());
    paths.addAll(source.ending(templateScript));
    SortedMap<String, Script> scripts = parsing.scripts(paths);
    return new ProjectModel(
        WechatConfig.routes(source, configs),
        views(source, templates, configs, scripts),
        scripts,
        List.of("app.js", "app.ts"),
        Map.of(),
        source.ending(template).size(),
        configs.size(),
        source.ending(".json").size());
  }

  // ---- views -----------------------------------------------------------------------------------

  private SortedMap<String, View> views(
      ProjectFiles source,
      Map<String, Element> templates,
      Map<String, Json> configs,
      Map<String, Script> scripts) {
    Map<String, String> shared = WechatConfig.references(configs.getOrDefault(APP, Json.ABSENT));
    SortedMap<String, View> views = new TreeMap<>();
    templates.forEach(
        (file, root) -> {
          String view = file.substring(0, file.length() - template.length());
          Json config = configs.getOrDefault(view + ".json", Json.ABSENT);
          Set<String> tags = new TreeSet<>();
          Set<String> included = new TreeSet<>();
          collect(root, tags, included);
          views.put(
              view,
              new View(
                  view,
                  file,
                  root,
                  scripts.containsKey(view + ".ts") ? view + ".ts" : view + ".js",
                  parts(source, view, tags, WechatConfig.references(config), shared),
                  fragments(file, included),
                  List.of(),
                  config.get("component").text().equals("true"),
                  WechatConfig.title(config).text()));
        });
    return views;
  }

  private List<String> parts(
      ProjectFiles source,
      String view,
      Set<String> tags,
      Map<String, String> own,
      Map<String, String> shared) {
    List<String> parts = new ArrayList<>();
    for (String tag : tags) {
      String reference = own.get(tag);
      String part = "";
      if (reference != null) {
        part = source.component(view, reference, template);
      } else if (shared.containsKey(tag)) {
        part = source.component("app", shared.getOrDefault(tag, ""), template);
      }
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts;
  }

  private List<String> fragments(String file, Set<String> included) {
    List<String> fragments = new ArrayList<>();
    for (String reference : included) {
      String path = ProjectFiles.resolved(file, reference);
      fragments.add(
          path.endsWith(template) ? path.substring(0, path.length() - template.length()) : path);
    }
    return fragments;
  }

  private static void collect(Element element, Set<String> tags, Set<String> included) {
    for (Markup child : element.children()) {
      if (child instanceof Element inner) {
        tags.add(inner.name());
        if ((inner.name().equals("include") || inner.name().equals("import"))
            && !inner.value("src").isBlank()) {
          included.add(inner.value("src"));
        }
        collect(inner, tags, included);
      }
    }
  }
}
