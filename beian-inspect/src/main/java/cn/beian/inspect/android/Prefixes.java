package cn.beian.inspect.android;

import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/** Looks up which of many prefixes a name begins with. */
final class Prefixes {
  private Prefixes() {}

  /** The longest of the prefixes that the name begins with; null where there is none. */
  static @Nullable String longest(NavigableSet<String> prefixes, String name) {
    // What lies between a prefix of the name and the name begins with that prefix too; so one that
    // is not found at the floor is a prefix of what the floor and the name have in common.
    int length = name.length();
    while (length > 0) {
      String floor = prefixes.floor(name.substring(0, length));
      if (floor == null || name.startsWith(floor)) {
        return floor;
      }
      length = common(floor, name);
    }
    return null;
  }

  private static int common(String a, String b) {
    int most = Math.min(a.length(), b.length());
    int at = 0;
    while (at < most && a.charAt(at) == b.charAt(at)) {
      at++;
    }
    return at;
  }
}
