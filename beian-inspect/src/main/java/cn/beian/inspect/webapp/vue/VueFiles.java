package cn.beian.inspect.webapp.vue;

import cn.beian.inspect.js.Script;
import cn.beian.inspect.js.ScriptReader.Syntax;
import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Element;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.project.Dialect;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** All single-file components of a source, and the scripts beside them. */
public final class VueFiles {
  /** Languages of templates that are read. */
  private static final Set<String> READ = Set.of("", "html", "wxml", "xml", "vue", "ux");

  private final Parsing parsing;
  private final String extension;
  private final Map<String, SingleFile> files = new ConcurrentHashMap<>();
  private final Map<String, Element> templates = new ConcurrentHashMap<>();
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final List<String> paths;

  private VueFiles(Parsing parsing, String extension) {
    this.parsing = parsing;
    this.extension = extension;
    this.paths = parsing.source().ending(extension);
  }

  /** Finds what a view is made of. */
  public interface Parts {
    /** Names of the components that a file uses. */
    List<String> of(String path, SingleFile file, Set<String> tags, Script script);
  }

  public static VueFiles parse(Parsing parsing, Dialect dialect, String extension)
      throws PackageFormatException {
    VueFiles all = new VueFiles(parsing, extension);
    parsing.each("template", all.paths, path -> all.single(path, dialect));
    parsing.each("script", parsing.source().scripts(), all::plain);
    return all;
  }

  private void single(String path, Dialect dialect) throws PackageFormatException {
    SingleFile file = SingleFile.of(parsing.source().text(path));
    files.put(path, file);
    if (READ.contains(file.templateLanguage())) {
      templates.put(path, parsing.template(path, file.template().orElse(""), dialect));
    } else {
      parsing
          .source()
          .facts()
          .anomaly("template_language", parsing.source().at(path), file.templateLanguage());
    }
    script(path, file.script(), file.syntax());
  }

  private void plain(String path) throws PackageFormatException {
    script(path, parsing.source().text(path), Syntax.of(path));
  }

  private void script(String path, String text, Syntax syntax) {
    parsing.script(path, text, syntax).ifPresent(script -> scripts.put(path, script));
  }

  /** All such files, in order. */
  public List<String> paths() {
    return Collections.unmodifiableList(paths);
  }

  /** How many files should hold a template. */
  public int total() {
    return paths.size();
  }

  /** Scripts by file, those inside of components too. */
  public SortedMap<String, Script> scripts() {
    return new TreeMap<>(scripts);
  }

  public Script script(String path) {
    return scripts.getOrDefault(path, Script.EMPTY);
  }

  /** The JSON of a custom part. */
  public Optional<Json> block(String path, String name) {
    SingleFile file = files.get(path);
    String text = file == null ? null : file.custom().get(name);
    return text == null ? Optional.empty() : parsing.json(path, text);
  }

  /** The views, named by their path without extension. */
  public SortedMap<String, View> views(Parts parts) {
    SortedMap<String, View> views = new TreeMap<>();
    for (String path : paths) {
      Element template = templates.get(path);
      SingleFile file = files.get(path);
      if (template != null && file != null) {
        Set<String> tags = new TreeSet<>();
        collect(template, tags);
        views.put(
            name(path),
            new View(
                name(path),
                path,
                template,
                path,
                parts.of(path, file, tags, script(path)),
                List.of(),
                List.of(),
                !path.contains("pages/") || path.contains("components/"),
                ""));
      }
    }
    return views;
  }

  /** Name of the view that a file is. */
  public String name(String path) {
    return path.endsWith(extension) ? path.substring(0, path.length() - extension.length()) : path;
  }

  private static void collect(Element element, Set<String> tags) {
    List<Markup> children = new ArrayList<>(element.children());
    for (Markup child : children) {
      if (child instanceof Element inner) {
        tags.add(inner.name());
        collect(inner, tags);
      }
    }
  }
}
