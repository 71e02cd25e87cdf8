package cn.beian.inspect.miniprogram;

import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.FormatReader.Format;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.project.Dialect;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.Languages;
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
 * The source of a WePY app: {@code .wpy} files, whose configuration is a member of the script or,
 * since version 2, a part of its own.
 */
public final class WepySource implements SourceFormat {
  private static final String MAIN = "app.wpy";

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
    SortedMap<String, View> views =
        files.views(new VueParts(source, files, Json.ABSENT, List.of(MAIN)));
    return new ProjectModel(
        routes(source, files, views),
        views,
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
    return ScriptedRoutes.of(source, files, MAIN, ".wpy", views.keySet());
  }
}
