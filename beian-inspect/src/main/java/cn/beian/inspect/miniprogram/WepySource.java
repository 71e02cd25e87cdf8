package cn.beian.inspect.miniprogram;

import cn.beian.inspect.js.Literal;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.FormatReader.Format;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.project.ConfigFacts;
import cn.beian.inspect.webapp.project.Dialect;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.Languages;
import cn.beian.inspect.webapp.project.Page;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.ProjectModel;
import cn.beian.inspect.webapp.project.Roots;
import cn.beian.inspect.webapp.project.Routes;
import cn.beian.inspect.webapp.project.ScriptConfig;
import cn.beian.inspect.webapp.project.SourceFormat;
import cn.beian.inspect.webapp.project.View;
import cn.beian.inspect.webapp.vue.VueFiles;
import cn.beian.inspect.webapp.vue.VueParts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The source of a WePY app: {@code .wpy} files, whose configuration is a member of the script or,
 * since version 2, a part of its own.
 */
public final class WepySource implements SourceFormat {
  private static final String MAIN = "app.wpy";
  private static final String TITLE = "navigationBarTitleText";

  @Override
  public Optional<String> root(FileTree tree) {
    return Roots.of(tree, MAIN, ".wpy");
  }

  @Override
  public Format format(ProjectFiles source) {
    return new Format("wepy-source", "wepy");
  }

  @Override
  public ProjectModel load(Parsing parsing) throws PackageFormatException {
    ProjectFiles source = parsing.source();
    WechatProject.of(parsing).identity();
    Map<String, String> texts = Languages.add(parsing);
    VueFiles files = VueFiles.parse(parsing, Dialect.VUE, ".wpy");
    Map<String, View> views = files.views(new VueParts(source, files, Json.ABSENT, List.of(MAIN)));
    return new ProjectModel(
        routes(source, files, views),
        files.views(new VueParts(source, files, Json.ABSENT, List.of(MAIN))),
        files.scripts(),
        List.of(MAIN),
        texts,
        files.total(),
        0,
        0);
  }

  private static Routes routes(ProjectFiles source, VueFiles files, Map<String, View> views) {
    Optional<Json> block = files.block(MAIN, "config");
    if (block.isPresent()) {
      Map<String, Json> configs = new LinkedHashMap<>();
      configs.put(WechatConfig.FILE, block.get());
      for (String path : files.paths()) {
        files
            .block(path, "config")
            .ifPresent(json -> configs.put(files.name(path) + ".json", json));
      }
      WechatConfig.facts(source, block.get());
      return WechatConfig.routes(source, configs);
    }
    ScriptConfig config = new ScriptConfig(files.script(MAIN));
    config
        .tabs()
        .forEach(
            (route, text) ->
                ConfigFacts.tab(source, MAIN, route, new Json(text.text(), text.line())));
    Map<String, Page> pages = new LinkedHashMap<>();
    for (String route : config.routes(views.keySet())) {
      pages.put(route, page(source, files, config, route));
    }
    return Routes.of(pages, config.tabs().keySet(), "");
  }

  private static Page page(ProjectFiles source, VueFiles files, ScriptConfig config, String route) {
    Script script = files.script(route + ".wpy");
    Optional<Literal> own = new ScriptConfig(script).literal(TITLE);
    Optional<Literal> title = own.isPresent() ? own : config.literal("window", TITLE);
    return new Page(
        route,
        route,
        title.map(Literal::text).orElse(""),
        source.at(own.isPresent() ? route + ".wpy" : MAIN, title.map(Literal::line).orElse(0)));
  }
}
