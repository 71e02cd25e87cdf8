package cn.beian.inspect.shared;

import java.util.Set;

/**
 * Methods of texts, lists and promises of JavaScript and ArkTS, which work on values and say
 * nothing of what an app does.
 */
public final class LanguageMethods {
  private static final Set<String> NAMES =
      Set.of(
          "bind",
          "catch",
          "charAt",
          "concat",
          "every",
          "filter",
          "finally",
          "find",
          "findIndex",
          "forEach",
          "has",
          "includes",
          "indexOf",
          "join",
          "keys",
          "map",
          "padStart",
          "parse",
          "pop",
          "push",
          "reduce",
          "replace",
          "slice",
          "some",
          "splice",
          "split",
          "substring",
          "then",
          "toFixed",
          "toString",
          "trim",
          "values");

  private LanguageMethods() {}

  /** Whether a method of that name is one. */
  public static boolean has(String name) {
    return NAMES.contains(name);
  }
}
