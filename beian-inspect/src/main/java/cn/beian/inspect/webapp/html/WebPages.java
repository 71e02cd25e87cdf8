package cn.beian.inspect.webapp.html;

import cn.beian.inspect.js.Script;
import cn.beian.inspect.js.ScriptReader.Syntax;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.project.Dialect;
import cn.beian.inspect.webapp.project.Page;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.Routes;
import cn.beian.inspect.webapp.project.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Web pages with the scripts in them and beside them: every page is a view and a screen.
 *
 * @param views by path
 * @param scripts by path, those inside of pages by that of the page
 */
public record WebPages(SortedMap<String, View> views, SortedMap<String, Script> scripts) {

  /** Reads all pages and all scripts of the source. */
  public static WebPages read(Parsing parsing) throws PackageFormatException {
    ProjectFiles source = parsing.source();
    SortedMap<String, Script> scripts = parsing.scripts(source.scripts());
    Map<String, View> views = new ConcurrentHashMap<>();
    Map<String, Script> inline = new ConcurrentHashMap<>();
    List<String> paths = new ArrayList<>(source.ending(".html"));
    paths.addAll(source.ending(".htm"));
    parsing.each(
        "template",
        paths,
        path -> {
          HtmlFile file = HtmlFile.of(source.text(path));
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
    return new WebPages(new TreeMap<>(views), scripts);
  }

  private static List<String> loaded(ProjectFiles source, String path, HtmlFile file) {
    return file.sources().stream()
        .map(each -> source.module(path, each))
        .filter(each -> !each.isEmpty())
        .toList();
  }

  /** The pages, led by the {@code index.html} that is nearest to the root. */
  public Routes routes(ProjectFiles source) {
    Map<String, Page> pages = pages(source);
    String entry = "";
    for (String path : pages.keySet()) {
      boolean nearer = entry.isEmpty() || path.length() < entry.length();
      entry = path.endsWith("index.html") && nearer ? path : entry;
    }
    return Routes.of(pages, Set.of(), entry);
  }

  /** The pages by path. */
  public Map<String, Page> pages(ProjectFiles source) {
    Map<String, Page> pages = new LinkedHashMap<>();
    views.forEach(
        (path, view) -> pages.put(path, new Page(path, path, view.title(), source.at(path))));
    return pages;
  }
}
