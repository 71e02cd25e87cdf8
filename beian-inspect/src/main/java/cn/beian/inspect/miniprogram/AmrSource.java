package cn.beian.inspect.miniprogram;

import cn.beian.inspect.FileTree;
import cn.beian.inspect.FormatReader.Format;
import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.js.ScriptReader.Syntax;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The contents of an offline package of Alipay or mPaaS: web pages, or a mini-program whose pages
 * stand in appConfig.json and are compiled into index.js and index.worker.js. Of the latter only
 * the scripts are read; its pages have no template, and the coverage says so.
 */
final class AmrSource implements SourceFormat {
  private static final String CONFIG = "appConfig.json";

  @Override
  public Optional<String> root(FileTree tree) {
    return Optional.of("");
  }

  @Override
  public Format format(Source source) {
    return new Format("amr", source.has(CONFIG) ? "native" : "html");
  }

  @Override
  public App load(Parsing parsing) throws PackageFormatException {
    Source source = parsing.source();
    Optional<Json> config = parsing.json(CONFIG);
    SortedMap<String, Script> scripts = parsing.scripts(source.scripts());
    Map<String, HtmlFile> files = new ConcurrentHashMap<>();
    Map<String, View> views = new ConcurrentHashMap<>();
    Map<String, Script> inline = new ConcurrentHashMap<>();
    List<String> paths = source.ending(".html");
    parsing.each(
        "template",
        paths,
        path -> {
          HtmlFile file = HtmlFile.of(source.text(path));
          files.put(path, file);
          views.put(
              path,
              new View(
                  path,
                  path,
                  parsing.template(path, file.markup(), Dialect.HTML),
                  path,
                  List.of(),
                  List.of(),
                  loaded(source, path, file),
                  false,
                  file.title()));
          parsing
              .script(path, file.script(), Syntax.JAVASCRIPT)
              .ifPresent(script -> inline.put(path, script.requiring(file.sources())));
        });
    scripts.putAll(inline);
    return new App(
        config.isPresent() ? listed(source, config.get()) : web(source, paths, files),
        new TreeMap<>(views),
        scripts,
        source.existing("index.worker.js", "index.js"),
        Map.of(),
        paths.size(),
        config.isPresent() ? 1 : 0,
        source.has(CONFIG) ? 1 : 0);
  }

  private static List<String> loaded(Source source, String path, HtmlFile file) {
    return file.sources().stream()
        .map(each -> source.module(path, each))
        .filter(each -> !each.isEmpty())
        .toList();
  }

  private static Routes web(Source source, List<String> paths, Map<String, HtmlFile> files) {
    Map<String, Page> pages = new LinkedHashMap<>();
    String entry = "";
    for (String path : paths) {
      HtmlFile file = files.get(path);
      String title = file == null ? "" : file.title();
      pages.put(path, new Page(path, path, title, source.at(path)));
      boolean nearer = entry.isEmpty() || path.length() < entry.length();
      entry = path.endsWith("index.html") && nearer ? path : entry;
    }
    return Routes.of(pages, Set.of(), entry);
  }

  private static Routes listed(Source source, Json config) {
    Map<String, Page> pages = new LinkedHashMap<>();
    for (Json each : config.get("pages").items()) {
      String route = Source.resolved("", each.text());
      Json own = WechatConfig.title(config.get("launchParams").get(each.text()));
      Json title = own.text().isBlank() ? WechatConfig.title(config.get("window")) : own;
      pages.put(route, new Page(route, route, title.text(), source.at(CONFIG, title.line())));
    }
    Set<String> tabs = new LinkedHashSet<>();
    for (Json tab : config.get("tabBar").get("items").items()) {
      String route = Source.resolved("", tab.get("pagePath").text());
      tabs.add(route);
      WechatConfig.tab(source, CONFIG, route, tab.get("name"));
    }
    return Routes.of(pages, tabs, "");
  }
}
