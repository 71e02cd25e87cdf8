package cn.beian.inspect.webapp.project;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which views make up a page: its own, those it includes, and those of the components it uses. */
public final class Views {
  /** Beyond so many a page is not followed further. */
  private static final int MAX_VIEWS = 500;

  private final Map<String, View> views;
  private final Map<String, List<String>> fragments = new HashMap<>();
  private final Map<String, List<String>> parts = new HashMap<>();

  public Views(Map<String, View> views) {
    this.views = views;
  }

  /** A view to look at, with the script whose functions are its handlers. */
  private record Step(String view, String script) {}

  /** Those that there are, each once, and no more than can be found. */
  private List<String> known(List<String> names) {
    return names.stream().filter(views::containsKey).distinct().limit(MAX_VIEWS).toList();
  }

  /** Script with the handlers by name of view, in the order found. */
  public Map<String, String> of(String page) {
    Map<String, String> found = new LinkedHashMap<>();
    Deque<Step> steps = new ArrayDeque<>();
    steps.add(new Step(page, ""));
    while (!steps.isEmpty() && found.size() < MAX_VIEWS) {
      Step step = steps.remove();
      View view = views.get(step.view);
      if (view == null) {
        continue;
      }
      String script = step.script.isEmpty() ? view.script() : step.script;
      if (found.putIfAbsent(step.view, script) == null) {
        for (String each : fragments.computeIfAbsent(step.view, v -> known(view.fragments()))) {
          steps.add(new Step(each, script));
        }
        for (String each : parts.computeIfAbsent(step.view, v -> known(view.parts()))) {
          steps.add(new Step(each, ""));
        }
      }
    }
    return found;
  }
}
