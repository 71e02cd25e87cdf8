package cn.beian.inspect.miniprogram;

import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.FormatReader.Format;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.html.WebPages;
import cn.beian.inspect.webapp.project.ConfigFacts;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.Page;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.ProjectModel;
import cn.beian.inspect.webapp.project.Routes;
import cn.beian.inspect.webapp.project.SourceFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The contents of an offline package of Alipay or mPaaS: web pages, or a mini-program whose pages
 * stand in appConfig.json and are compiled into index.js and index.worker.js. Of the latter only
 * the scripts are read; its pages have no template, and the coverage says so.
 */
public final class AmrSource implements SourceFormat {
  private static final String CONFIG = "appConfig.json";

  @Override
  public Optional<String> root(FileTree tree) {
    return Optional.of("");
  }

  @Override
  public Format format(ProjectFiles source) {
    return new Format("amr", source.has(CONFIG) ? "native" : "html");
  }

  @Override
  public ProjectModel load(Parsing parsing) throws PackageFormatException {
    ProjectFiles source = parsing.source();
    Optional<Json> config = parsing.json(CONFIG);
    WebPages web = WebPages.read(parsing);
    return new ProjectModel(
        config.isPresent() ? listed(source, config.get()) : web.routes(source),
        web.views(),
        web.scripts(),
        source.existing("index.worker.js", "index.js"),
        Map.of(),
        web.views().size(),
        config.isPresent() ? 1 : 0,
        source.has(CONFIG) ? 1 : 0);
  }

  private static Routes listed(ProjectFiles source, Json config) {
    Map<String, Page> pages = new LinkedHashMap<>();
    for (Json each : config.get("pages").items()) {
      String route = ProjectFiles.resolved("", each.text());
      Json own = WechatConfig.title(config.get("launchParams").get(each.text()));
      Json title = own.text().isBlank() ? WechatConfig.title(config.get("window")) : own;
      pages.put(route, new Page(route, route, title.text(), source.at(CONFIG, title.line())));
    }
    Set<String> tabs = new LinkedHashSet<>();
    for (Json tab : config.get("tabBar").get("items").items()) {
      String route = ProjectFiles.resolved("", tab.get("pagePath").text());
      tabs.add(route);
      ConfigFacts.tab(source, CONFIG, route, tab.get("name"));
    }
    return Routes.of(pages, tabs, "");
  }
}
