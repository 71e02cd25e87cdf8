package cn.beian.inspect.harmony.code;

import cn.beian.inspect.harmony.abc.AbcMethod;
import cn.beian.inspect.harmony.abc.ArkValue;
import cn.beian.inspect.harmony.abc.ModuleCode;
import cn.beian.inspect.harmony.abc.Step;
import cn.beian.inspect.shared.LanguageMethods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What functions call, with what those of the same module call in turn. */
final class ArkHandlers {
  private static final int DEPTH = 4;
  private static final int MAX_CALLS = 40;
  private static final int MAX_STEPS = 5_000;

  /** Steps that are followed in all of a module; of later handlers only the name is known. */
  private static final int MAX_IN_ALL = 2_000_000;

  /** What says nothing about what a handler does, beside {@link LanguageMethods}. */
  private static final Set<String> BORING =
      Set.of(
          "set",
          "get",
          "stringify",
          "observeComponentCreation",
          "observeComponentCreation2",
          "log",
          "info",
          "error",
          "warn",
          "debug");

  private final ModuleCode code;
  private final Map<Integer, AbcMethod> methods = new HashMap<>();
  private final Map<String, List<AbcMethod>> byName = new HashMap<>();
  private final Map<Integer, List<String>> known = new HashMap<>();
  private int steps;

  ArkHandlers(ModuleCode code) {
    this.code = code;
    for (AbcMethod method : code.module().methods()) {
      methods.put(method.offset(), method);
      byName.computeIfAbsent(method.name(), n -> new ArrayList<>(1)).add(method);
    }
  }

  /** Names of what a function calls, in order, at most {@value #MAX_CALLS}. */
  List<String> calls(int method) {
    List<String> found = known.get(method);
    if (found == null) {
      Follow follow = new Follow();
      follow.from(method, DEPTH);
      found = follow.calls.stream().limit(MAX_CALLS).toList();
      known.put(method, found);
    }
    return found;
  }

  /** The name of the only own method that a nameless function calls; else its own, or empty. */
  String name(int method) {
    AbcMethod found = methods.get(method);
    if (found != null && !found.name().isEmpty() && !found.owner().isEmpty()) {
      return found.name();
    }
    Set<String> own = new TreeSet<>();
    for (Step step : start(method)) {
      if (step instanceof Step.Call call && call.name().startsWith("this.")) {
        String name = call.name().substring("this.".length());
        if (name.indexOf('.') < 0 && !name.equals("getUIContext")) {
          own.add(name);
        }
      }
    }
    return own.size() == 1 ? own.iterator().next() : found == null ? "" : found.name();
  }

  private List<Step> start(int method) {
    List<Step> all = code.of(method);
    return all.subList(0, Math.min(MAX_CALLS, all.size()));
  }

  /** A method of the class that another one is a member of, else the first of that name. */
  Optional<AbcMethod> beside(int method, String name) {
    AbcMethod from = methods.get(method);
    String owner = from == null ? "" : code.owner(from);
    List<AbcMethod> named = byName.getOrDefault(name, List.of());
    for (AbcMethod each : named.subList(0, Math.min(MAX_CALLS, named.size()))) {
      if (code.owner(each).equals(owner)) {
        return Optional.of(each);
      }
    }
    return named.stream().findFirst();
  }

  /** One function and those that it leads to. */
  private final class Follow {
    private final Set<Integer> seen = new HashSet<>();
    private final TreeSet<String> calls = new TreeSet<>();
    private int looked;

    private void from(int method, int depth) {
      if (depth < 0 || !seen.add(method)) {
        return;
      }
      for (Step step : code.of(method)) {
        if (++looked > MAX_STEPS || ++steps > MAX_IN_ALL) {
          return;
        }
        if (step instanceof Step.Call call) {
          call(method, call, depth);
        }
      }
    }

    private void call(int method, Step.Call call, int depth) {
      String name = call.name();
      String last = name.substring(name.lastIndexOf('.') + 1);
      if (!name.isEmpty() && !LanguageMethods.has(last) && !BORING.contains(last)) {
        calls.add(name);
      }
      if (call.callee() instanceof ArkValue.Function own) {
        from(own.method(), depth - 1);
      } else if (name.equals("this." + last)) {
        beside(method, last).ifPresent(found -> from(found.offset(), depth - 1));
      }
      for (ArkValue argument : call.arguments()) {
        if (argument instanceof ArkValue.Function callback) {
          from(callback.method(), depth - 1);
        }
      }
    }
  }
}
