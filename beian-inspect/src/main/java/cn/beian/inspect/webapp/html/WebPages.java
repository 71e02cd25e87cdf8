package cn.beian.inspect.webapp.html;

import cn.beian.facts.Unread;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.js.ScriptReader.Syntax;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.project.Dialect;
import cn.beian.inspect.webapp.project.Page;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.Routes;
import cn.beian.inspect.webapp.project.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/**
 * Web pages with the scripts in them and beside them: every page is a view and a screen.
 *
 * @param views by path, those of templates in scripts too
 * @param scripts by path, those inside of pages by that of the page
 */
public record WebPages(SortedMap<String, View> views, SortedMap<String, Script> scripts) {
  private static final Unread.Said TOO_DEEP =
      Unread.FRAME_DEPTH.naming(String.valueOf(DataAddresses.MAX_DEPTH));

  /** Reads all pages and all scripts of the source. */
  public static WebPages read(Parsing parsing) throws PackageFormatException {
    ProjectFiles source = parsing.source();
    SortedMap<String, Script> scripts = parsing.scripts(source.scripts());
    Map<String, View> views = new ConcurrentHashMap<>();
    Map<String, Script> inline = new ConcurrentHashMap<>();
    Set<String> loaded = new ConcurrentSkipListSet<>();
    parsing.each(
        "template",
        source.pages(),
        path -> {
          HtmlFile file = HtmlFile.of(source.text(path));
          if (!file.whole()) {
            for (Coverage kind : List.of(Coverage.PAGES, Coverage.TEXT, Coverage.CODE)) {
              kind.add(source.facts(), 0, 1, TOO_DEEP);
            }
          }
          views.put(
              path,
              new View(
                  path,
                  path,
                  parsing.template(path, file.markup(), Dialect.HTML),
                  path,
                  List.of(),
                  List.of(),
                  loaded(source, path, file, loaded),
                  false,
                  file.title()));
          parsing
              .script(path, file.scriptWith(runnable(parsing, file)), Syntax.JAVASCRIPT)
              .ifPresent(script -> inline.put(path, script.requiring(file.sources())));
        });
    scripts.putAll(inline);
    loaded.removeAll(scripts.keySet());
    scripts.putAll(parsing.scripts(List.copyOf(loaded)));
    Map<String, Set<String>> further = ScriptLoads.read(parsing, scripts);
    views.replaceAll((path, view) -> loading(view, further));
    WrittenTemplates.add(parsing, scripts, views);
    return new WebPages(new TreeMap<>(views), scripts);
  }

  /** The view with the scripts that its own load. */
  private static View loading(View view, Map<String, Set<String>> further) {
    Set<String> all = new LinkedHashSet<>(List.of(view.script()));
    all.addAll(view.loads());
    Deque<String> left = new ArrayDeque<>(all);
    while (!left.isEmpty()) {
      for (String each : further.getOrDefault(left.remove(), Set.of())) {
        if (all.add(each)) {
          left.add(each);
        }
      }
    }
    all.remove(view.script());
    return all.size() == view.loads().size() ? view : view.loading(List.copyOf(all));
  }

  /** The handlers that a browser could run; others would hide the scripts around them. */
  private static List<HtmlFile.Handler> runnable(Parsing parsing, HtmlFile file) {
    String all =
        file.handlers().stream().map(HtmlFile.Handler::code).collect(Collectors.joining("\n;"));
    if (all.isEmpty() || parsing.isScript(all)) {
      return file.handlers();
    }
    List<HtmlFile.Handler> found = new ArrayList<>();
    for (HtmlFile.Handler each : file.handlers()) {
      HtmlFile.Handler outside = each.withoutReturn();
      if (parsing.isScript(each.code())) {
        found.add(each);
      } else if (!outside.equals(each) && parsing.isScript(outside.code())) {
        found.add(outside);
      }
    }
    return found;
  }

  /** Scripts of the package that a page loads; a browser minds neither ending nor query. */
  private static List<String> loaded(
      ProjectFiles source, String path, HtmlFile file, Set<String> found) {
    List<String> loaded = new ArrayList<>();
    String base = file.base().isEmpty() ? path : based(source, path, file.base());
    for (String each : file.sources()) {
      String exact = Addressed.path(source, base, each);
      String script = source.has(exact) ? exact : source.module(base, each);
      if (!script.isEmpty()) {
        loaded.add(script);
        found.add(script);
      } else if (Addressed.isElsewhere(source, base, each)) {
        Coverage.CODE.add(source.facts(), 0, 1, Unread.SCRIPTS_ELSEWHERE);
      }
    }
    return loaded;
  }

  /** A file in the folder that the addresses of a page begin in. */
  private static String based(ProjectFiles source, String path, String base) {
    String folder = Addressed.path(source, path, base);
    return base.endsWith("/") ? folder + "/index.html" : folder;
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
        (path, view) -> {
          if (!view.component()) {
            pages.put(path, new Page(path, path, view.title(), source.at(path)));
          }
        });
    return pages;
  }
}
