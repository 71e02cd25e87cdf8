package cn.beian.inspect.miniprogram;

import cn.beian.inspect.js.Call;
import cn.beian.inspect.js.Script;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the functions of the scripts call, followed through methods of the same page, local
 * functions and functions of required modules. Only names are followed: a callback counts as part
 * of the function that passes it, what a value holds at run time is not known.
 */
final class Handlers {
  private static final int MAX_DEPTH = 6;
  private static final int MAX_CALLS = 48;
  private final Source source;
  private final Map<String, Script> scripts;
  private final Map<String, Map<String, List<Call>>> byFunction = new HashMap<>();

  private record Step(String file, String function, int depth) {}

  Handlers(Source source, Map<String, Script> scripts) {
    this.source = source;
    this.scripts = scripts;
    scripts.forEach(
        (file, script) -> {
          Map<String, List<Call>> calls = new HashMap<>();
          for (Call call : script.calls()) {
            calls.computeIfAbsent(call.function(), name -> new ArrayList<>()).add(call);
          }
          byFunction.put(file, calls);
        });
  }

  /**
   * Names of what a function calls, directly or through others, sorted, at most 48; empty where the
   * function is not known.
   */
  List<String> calls(String file, String function) {
    Set<String> found = new TreeSet<>();
    Set<String> seen = new HashSet<>();
    Deque<Step> steps = new ArrayDeque<>();
    steps.add(new Step(owner(file, function), function, 0));
    while (!steps.isEmpty() && found.size() < MAX_CALLS) {
      Step step = steps.remove();
      if (!seen.add(step.file + "\0" + step.function)) {
        continue;
      }
      for (Call call :
          byFunction.getOrDefault(step.file, Map.of()).getOrDefault(step.function, List.of())) {
        follow(call, step, found, steps);
      }
    }
    return found.stream().limit(MAX_CALLS).toList();
  }

  /** The file itself, or a module that it takes the function from as a behavior or mixin. */
  private String owner(String file, String function) {
    Script script = scripts.get(file);
    if (script == null || script.functions().containsKey(function)) {
      return file;
    }
    for (String module : script.modules()) {
      String target = source.module(file, module);
      Script other = scripts.get(target);
      if (other != null && other.functions().containsKey(function)) {
        return target;
      }
    }
    return file;
  }

  private void follow(Call call, Step step, Set<String> found, Deque<Step> steps) {
    String name = call.name();
    if (name.startsWith("require(")) {
      int end = name.indexOf(')');
      String module = source.module(step.file, name.substring("require(".length(), end));
      String rest = name.substring(end + 1);
      String shown = module.isEmpty() ? name.substring(8, end) : stripped(module);
      found.add(shown + rest);
      if (!module.isEmpty() && step.depth < MAX_DEPTH) {
        steps.add(new Step(module, call.lastName(), step.depth + 1));
      }
      return;
    }
    int dot = name.indexOf('.');
    String root = dot < 0 ? name : name.substring(0, dot);
    if (CallNames.isLanguage(name)) {
      return;
    }
    String shown = CallNames.isPlatform(name) ? CallNames.platform(name) : name;
    found.add(shown.length() > 120 ? shown.substring(0, 120) : shown);
    if (step.depth >= MAX_DEPTH) {
      return;
    }
    if (root.equals("getApp") && dot > 0) {
      steps.add(new Step("app.js", call.lastName(), step.depth + 1));
    } else if (dot < 0) {
      steps.add(new Step(step.file, name, step.depth + 1));
    } else if (root.equals("this")) {
      String method = name.substring(dot + 1);
      if (method.indexOf('.') < 0) {
        steps.add(new Step(owner(step.file, method), method, step.depth + 1));
      }
    }
  }

  private static String stripped(String module) {
    return module.substring(0, module.lastIndexOf('.'));
  }
}
