package cn.beian.inspect.miniprogram;

import cn.beian.inspect.miniprogram.Markup.Element;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which templates make up a page: its own, those it includes, and those of the components it uses.
 */
final class Views {
  /** Beyond so many a page is not followed further. */
  private static final int MAX_TEMPLATES = 500;

  private final Source source;
  private final Map<String, Element> templates;
  private final Map<String, Json> configs;
  private final Map<String, String> global;

  /**
   * @param templates by path
   * @param configs JSON files by path
   * @param global component references of app.json by tag
   */
  Views(
      Source source,
      Map<String, Element> templates,
      Map<String, Json> configs,
      Map<String, String> global) {
    this.source = source;
    this.templates = templates;
    this.configs = configs;
    this.global = global;
  }

  /** A template to look at, with the page or component (path without extension) that owns it. */
  private record Step(String template, String owner) {}

  /** Owner (page or component, without extension) by path of template, in the order found. */
  Map<String, String> of(String page) {
    Map<String, String> found = new LinkedHashMap<>();
    Deque<Step> steps = new ArrayDeque<>();
    steps.add(new Step(page + ".wxml", page));
    while (!steps.isEmpty() && found.size() < MAX_TEMPLATES) {
      Step step = steps.remove();
      Element root = templates.get(step.template);
      if (root == null || found.putIfAbsent(step.template, step.owner) != null) {
        continue;
      }
      Set<String> tags = new TreeSet<>();
      Set<String> included = new TreeSet<>();
      collect(root, tags, included);
      for (String reference : included) {
        String path = Source.resolved(step.template, reference);
        path = path.endsWith(".wxml") ? path : path + ".wxml";
        steps.add(new Step(path, step.owner));
      }
      Map<String, String> own =
          AppConfig.references(configs.getOrDefault(step.owner + ".json", Json.ABSENT));
      for (String tag : tags) {
        String component = component(step.owner, tag, own);
        if (!component.isEmpty()) {
          steps.add(new Step(component + ".wxml", component));
        }
      }
    }
    return found;
  }

  private String component(String owner, String tag, Map<String, String> own) {
    String reference = own.get(tag);
    if (reference != null) {
      return source.component(owner, reference);
    }
    String shared = global.get(tag);
    return shared == null ? "" : source.component("app", shared);
  }

  private static void collect(Element element, Set<String> tags, Set<String> included) {
    for (Markup child : element.children()) {
      if (child instanceof Element inner) {
        tags.add(inner.name());
        if ((inner.name().equals("include") || inner.name().equals("import"))
            && !inner.value("src").isBlank()) {
          included.add(inner.value("src"));
        }
        collect(inner, tags, included);
      }
    }
  }
}
