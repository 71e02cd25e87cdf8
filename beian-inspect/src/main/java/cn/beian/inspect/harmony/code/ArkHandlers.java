package cn.beian.inspect.harmony.code;

import cn.beian.inspect.harmony.abc.AbcMethod;
import cn.beian.inspect.harmony.abc.ArkValue;
import cn.beian.inspect.harmony.abc.ModuleCode;
import cn.beian.inspect.harmony.abc.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What functions call, with what those of the same module call in turn. */
final class ArkHandlers {
  private static final int DEPTH = 4;
  private static final int MAX_CALLS = 40;
  private static final int MAX_STEPS = 5_000;

  /** Methods of texts, lists and promises, which say nothing about what a handler does. */
  private static final Set<String> BORING =
      Set.of(
          "then",
          "catch",
          "finally",
          "push",
          "pop",
          "map",
          "filter",
          "forEach",
          "slice",
          "splice",
          "join",
          "split",
          "indexOf",
          "includes",
          "trim",
          "replace",
          "toString",
          "toFixed",
          "padStart",
          "substring",
          "charAt",
          "concat",
          "find",
          "findIndex",
          "some",
          "every",
          "reduce",
          "set",
          "get",
          "has",
          "bind",
          "stringify",
          "parse",
          "observeComponentCreation",
          "observeComponentCreation2",
          "keys",
          "values",
          "log",
          "info",
          "error",
          "warn",
          "debug");

  private ArkHandlers() {}

  /** Names of what a function calls, in order, at most {@value #MAX_CALLS}. */
  static List<String> calls(ModuleCode code, int method) {
    return new Follow(code).from(method);
  }

  /** The name of the only own method that a nameless function calls; else its own, or empty. */
  static String name(ModuleCode code, int method) {
    AbcMethod found = null;
    for (AbcMethod each : code.module().methods()) {
      found = each.offset() == method ? each : found;
    }
    if (found != null && !found.name().isEmpty() && !found.owner().isEmpty()) {
      return found.name();
    }
    Set<String> own = new TreeSet<>();
    for (Step step : code.of(method)) {
      if (step instanceof Step.Call call && call.name().startsWith("this.")) {
        String name = call.name().substring("this.".length());
        if (name.indexOf('.') < 0 && !name.equals("getUIContext")) {
          own.add(name);
        }
      }
    }
    return own.size() == 1 ? own.iterator().next() : found == null ? "" : found.name();
  }

  private static final class Follow {
    private final ModuleCode code;
    private final Map<String, List<Integer>> byName = new HashMap<>();
    private final Set<Integer> seen = new HashSet<>();
    private final TreeSet<String> calls = new TreeSet<>();
    private int steps;

    Follow(ModuleCode code) {
      this.code = code;
      for (AbcMethod method : code.module().methods()) {
        byName.computeIfAbsent(method.name(), n -> new ArrayList<>(1)).add(method.offset());
      }
    }

    List<String> from(int method) {
      follow(method, DEPTH);
      return calls.stream().limit(MAX_CALLS).toList();
    }

    private void follow(int method, int depth) {
      if (depth < 0 || !seen.add(method)) {
        return;
      }
      for (Step step : code.of(method)) {
        if (++steps > MAX_STEPS) {
          return;
        }
        if (step instanceof Step.Call call) {
          call(call, depth);
        }
      }
    }

    private void call(Step.Call call, int depth) {
      String name = call.name();
      String last = name.substring(name.lastIndexOf('.') + 1);
      if (!name.isEmpty() && !BORING.contains(last)) {
        calls.add(name);
      }
      if (call.callee() instanceof ArkValue.Function own) {
        follow(own.method(), depth - 1);
      } else if (name.equals("this." + last)) {
        byName.getOrDefault(last, List.of()).forEach(found -> follow(found, depth - 1));
      }
      for (ArkValue argument : call.arguments()) {
        if (argument instanceof ArkValue.Function callback) {
          follow(callback.method(), depth - 1);
        }
      }
    }
  }
}
