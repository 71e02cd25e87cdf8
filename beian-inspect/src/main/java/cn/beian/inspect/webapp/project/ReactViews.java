package cn.beian.inspect.webapp.project;

import cn.beian.inspect.js.Script;
import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The views that scripts with elements in them are: all elements of a file are one template. */
public final class ReactViews {
  private static final int MAX_EXPORTS = 6;

  /** Names looked for in files, for all elements of an app together. */
  private static final int MAX_STEPS = 2_000_000;

  private final ProjectFiles source;
  private final Map<String, Script> scripts;

  /** How deep a name of a file was looked for without success, in the search that runs. */
  private final Map<String, Integer> missed = new HashMap<>();

  private int steps;
  private boolean told;

  public ReactViews(ProjectFiles source, Map<String, Script> scripts) {
    this.source = source;
    this.scripts = scripts;
  }

  /** The views by name: the path without extension. */
  public SortedMap<String, View> views() {
    SortedMap<String, View> views = new TreeMap<>();
    scripts.forEach(
        (path, script) -> {
          if (!script.elements().isEmpty() && !path.endsWith(".vue")) {
            String name = name(path);
            List<Markup> roots = new ArrayList<>(script.elements());
            Element template = new Element("", Map.of(), roots, 1);
            views.put(
                name,
                new View(
                    name,
                    path,
                    template,
                    path,
                    parts(path, script, template),
                    List.of(),
                    List.of(),
                    path.contains("components/"),
                    ""));
          }
        });
    return views;
  }

  private static String name(String path) {
    return path.substring(0, path.lastIndexOf('.'));
  }

  /** What its tags with a capital letter name, and what it takes as a whole from other files. */
  private List<String> parts(String path, Script script, Element template) {
    Set<String> tags = new TreeSet<>();
    collect(template, tags);
    Set<String> parts = new LinkedHashSet<>();
    for (String tag : tags) {
      int dot = tag.indexOf('.');
      String root = dot < 0 ? tag : tag.substring(0, dot);
      String value = script.aliases().getOrDefault(root, "");
      missed.clear();
      String file = defining(path, dot < 0 ? value : value + tag.substring(dot), 0);
      if (!file.isEmpty() && !file.equals(path)) {
        parts.add(name(file));
      }
    }
    if (steps > MAX_STEPS && !told) {
      told = true;
      source.facts().anomaly("exports_not_followed", source.at(path), "too many ways");
    }
    return List.copyOf(parts);
  }

  /** The file that defines what {@code require(module).name} means, through re-exports. */
  private String defining(String from, String value, int depth) {
    int end = value.indexOf(')');
    if (!value.startsWith("require(") || end < 0 || depth > MAX_EXPORTS || steps > MAX_STEPS) {
      return "";
    }
    steps++;
    String file = source.module(from, value.substring("require(".length(), end));
    Script script = scripts.get(file);
    if (script == null) {
      return "";
    }
    String name = value.substring(end + 1);
    name = name.startsWith(".") ? name.substring(1) : name;
    Integer before = missed.get(file + '\0' + name);
    if (before != null && before <= depth) {
      return "";
    }
    missed.put(file + '\0' + name, depth);
    String onward = script.exports().getOrDefault(name.isEmpty() ? "default" : name, "");
    if (onward.isEmpty()) {
      onward = script.aliases().getOrDefault(name, "");
    }
    String further = onward.isEmpty() ? "" : defining(file, onward, depth + 1);
    if (!further.isEmpty()) {
      return further;
    }
    return script.elements().isEmpty() ? starred(file, script, name, depth) : file;
  }

  /** Looks for a name in what a file passes on as a whole. */
  private String starred(String file, Script script, String name, int depth) {
    for (String module : script.modules()) {
      String target = source.module(file, module);
      Script other = ++steps > MAX_STEPS ? null : scripts.get(target);
      if (other != null && !name.isEmpty()) {
        if (other.functions().containsKey(name) || name(target).endsWith("/" + name)) {
          return target;
        }
        String passed = other.exports().getOrDefault(name, "");
        String further = passed.isEmpty() ? "" : defining(target, passed, depth + 1);
        if (!further.isEmpty()) {
          return further;
        }
      }
    }
    return "";
  }

  private static void collect(Element element, Set<String> tags) {
    for (Markup child : element.children()) {
      if (child instanceof Element inner) {
        if (!inner.name().isEmpty() && Character.isUpperCase(inner.name().charAt(0))) {
          tags.add(inner.name());
        }
        collect(inner, tags);
      }
    }
  }
}
