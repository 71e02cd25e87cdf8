package cn.beian.inspect.miniprogram;

import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.FormatReader.Format;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.project.Dialect;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.Page;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.ProjectModel;
import cn.beian.inspect.webapp.project.Roots;
import cn.beian.inspect.webapp.project.Routes;
import cn.beian.inspect.webapp.project.SourceFormat;
import cn.beian.inspect.webapp.project.View;
import cn.beian.inspect.webapp.vue.VueFiles;
import cn.beian.inspect.webapp.vue.VueParts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * The source of an mpvue app: App.vue beside app.json, since its second version beside main.json,
 * before beside a {@code main.js} that exports {@code config} (mpvue.com, mpvue-loader). The entry
 * of a page is a {@code main.js} that mounts the component beside it; entries below {@code pages}
 * are pages even where no list names them.
 */
public final class MpvueSource implements SourceFormat {
  private static final String JSON = "main.json";
  private static final String SCRIPT = "main.js";
  private static final String APP = "App.vue";
  private static final int HEAD = 1 << 16;

  /** What only the main script of mpvue says, of all frameworks of Vue. */
  private static final Pattern MARK = Pattern.compile("App\\.mpType\\s*=");

  private static final Pattern ENTRY = Pattern.compile("(pages/.*/main)\\.js");

  @Override
  public Optional<String> root(FileTree tree) {
    for (String file : List.of(WechatConfig.FILE, JSON, SCRIPT)) {
      Optional<String> root =
          Roots.of(tree, file, ".vue").filter(each -> tree.entry(each + APP).isPresent());
      if (root.isPresent() && (!file.equals(SCRIPT) || isMarked(tree, root.get()))) {
        return root;
      }
    }
    return Optional.empty();
  }

  private static boolean isMarked(FileTree tree, String root) {
    if (tree.entry(root + "pages.json").isPresent()
        || tree.entry(root + "manifest.json").isPresent()) {
      return false; // of a uni-app, which took the mark over
    }
    Optional<FileTree.Entry> main = tree.entry(root + SCRIPT);
    if (main.isEmpty()) {
      return false;
    }
    try (InputStream in = main.get().open()) {
      String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
      return MARK.matcher(head).find();
    } catch (IOException e) {
      return false; // it is not read later either
    }
  }

  @Override
  public Format format(ProjectFiles source) {
    return new Format("mpvue-source", "mpvue");
  }

  @Override
  public ProjectModel load(Parsing parsing) throws PackageFormatException {
    ProjectFiles source = parsing.source();
    WechatProject.of(parsing).identity();
    Map<String, Json> configs = parsing.jsons(source.ending(".json"));
    VueFiles files = VueFiles.parse(parsing, Dialect.VUE, ".vue");
    List<String> mains = source.existing(APP, SCRIPT, "main.ts");
    SortedMap<String, View> views = files.views(new VueParts(source, files, Json.ABSENT, mains));
    return new ProjectModel(
        mounted(source, files, routes(source, files, configs)),
        views,
        files.scripts(),
        mains,
        Map.of(),
        files.total(),
        configs.size(),
        source.ending(".json").size());
  }

  private static Routes routes(ProjectFiles source, VueFiles files, Map<String, Json> configs) {
    for (String file : List.of(WechatConfig.FILE, JSON)) {
      Json app = configs.getOrDefault(file, Json.ABSENT);
      if (!app.members().isEmpty()) {
        WechatConfig.facts(source, file, app);
        return WechatConfig.routes(source, file, configs);
      }
    }
    return ScriptedRoutes.of(source, files, SCRIPT, ".js", Set.of());
  }

  /** The same pages and those without a place in the list, each with the view that it mounts. */
  private static Routes mounted(ProjectFiles source, VueFiles files, Routes routes) {
    Map<String, Page> pages = new LinkedHashMap<>(routes.pages());
    for (String path : source.ending(".js")) {
      if (ENTRY.matcher(path).matches()) {
        String route = path.substring(0, path.length() - ".js".length());
        pages.putIfAbsent(route, new Page(route, route, "", source.at(path)));
      }
    }
    pages.replaceAll((route, page) -> mounted(source, files, page));
    return new Routes(routes.launch(), pages, routes.tabs());
  }

  private static Page mounted(ProjectFiles source, VueFiles files, Page page) {
    String entry = source.module("", "./" + page.route());
    String view = page.view();
    for (String module : files.script(entry).modules()) {
      String target = source.module(entry, module);
      view = target.endsWith(".vue") ? files.name(target) : view;
    }
    return new Page(page.route(), view, page.title(), page.titleAt());
  }
}
