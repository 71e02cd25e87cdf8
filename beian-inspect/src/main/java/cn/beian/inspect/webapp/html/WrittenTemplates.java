package cn.beian.inspect.webapp.html;

import cn.beian.inspect.js.Literal;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.webapp.project.Dialect;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Templates that stand as texts in scripts, as those of Vue where it compiles them in the page:
 * {@code new Vue({template: "<button @click=…>"})}. Those of one script are one view, whose
 * handlers are its functions; it is part of every page that the script runs in.
 */
final class WrittenTemplates {
  private static final String KEY = "template";
  private static final Pattern ELEMENT = Pattern.compile("<[A-Za-z][^<>]{0,9999}>");

  private final Parsing parsing;
  private final Map<String, Script> scripts;
  private final Map<String, Optional<View>> read = new TreeMap<>();

  private WrittenTemplates(Parsing parsing, Map<String, Script> scripts) {
    this.parsing = parsing;
    this.scripts = scripts;
  }

  /**
   * Puts them beside the pages, of which they become parts.
   *
   * @param views pages by path
   */
  static void add(Parsing parsing, Map<String, Script> scripts, Map<String, View> views) {
    WrittenTemplates templates = new WrittenTemplates(parsing, scripts);
    views.replaceAll((path, view) -> view.with(templates.of(view)));
    templates.read.values().stream()
        .flatMap(Optional::stream)
        .forEach(view -> views.put(view.name(), view));
  }

  /** Names of those in the scripts of a page and in the modules of these. */
  private List<String> of(View page) {
    Set<String> all = new LinkedHashSet<>(List.of(page.script()));
    all.addAll(page.loads());
    Deque<String> left = new ArrayDeque<>(all);
    List<String> found = new ArrayList<>();
    while (!left.isEmpty()) {
      String path = left.remove();
      Script script = scripts.get(path);
      if (script != null) {
        read.computeIfAbsent(path, p -> view(p, script)).ifPresent(v -> found.add(v.name()));
        for (String module : script.modules()) {
          String target = parsing.source().module(path, module);
          if (!target.isEmpty() && all.add(target)) {
            left.add(target);
          }
        }
      }
    }
    return found;
  }

  private Optional<View> view(String path, Script script) {
    StringBuilder text = new StringBuilder();
    int line = 1;
    for (Literal literal : script.literals()) {
      if (literal.key().equals(KEY) && ELEMENT.matcher(literal.text()).find()) {
        text.append("\n".repeat(Math.max(0, literal.line() - line)));
        line = Math.max(line, literal.line());
        text.append(literal.text().replace('\n', ' '));
      }
    }
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new View(
                path + "!" + KEY,
                path,
                parsing.template(path, text.toString(), Dialect.HTML),
                path,
                List.of(),
                List.of(),
                List.of(),
                true,
                ""));
  }
}
