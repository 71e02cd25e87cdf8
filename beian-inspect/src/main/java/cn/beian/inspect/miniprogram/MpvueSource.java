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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The source of an mpvue app: app.json beside App.vue; the entry of a page is a {@code main.js}
 * that mounts the component beside it.
 */
public final class MpvueSource implements SourceFormat {
  @Override
  public Optional<String> root(FileTree tree) {
    return Roots.of(tree, WechatConfig.FILE, ".vue")
        .filter(root -> tree.entry(root + "App.vue").isPresent());
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
    Json app = configs.getOrDefault(WechatConfig.FILE, Json.ABSENT);
    WechatConfig.facts(source, app);
    VueFiles files = VueFiles.parse(parsing, Dialect.VUE, ".vue");
    List<String> mains = source.existing("App.vue", "main.js", "main.ts");
    SortedMap<String, View> views = files.views(new VueParts(source, files, Json.ABSENT, mains));
    return new ProjectModel(
        mounted(source, files, WechatConfig.routes(source, configs)),
        views,
        files.scripts(),
        mains,
        Map.of(),
        files.total(),
        configs.size(),
        source.ending(".json").size());
  }

  /** The same pages, each with the view that its entry mounts. */
  private static Routes mounted(ProjectFiles source, VueFiles files, Routes routes) {
    Map<String, Page> pages = new LinkedHashMap<>();
    routes
        .pages()
        .forEach(
            (route, page) -> {
              String entry = source.module("", "./" + route);
              String view = page.view();
              for (String module : files.script(entry).modules()) {
                String target = source.module(entry, module);
                view = target.endsWith(".vue") ? files.name(target) : view;
              }
              pages.put(route, new Page(route, view, page.title(), page.titleAt()));
            });
    return new Routes(routes.launch(), pages, routes.tabs());
  }
}
