package cn.beian.inspect.android;

import cn.beian.inspect.Catalogue;
import java.util.TreeSet;

/** Which calls are facts: those of classes and methods whose prefix the catalogue lists. */
final class ApiCatalogue {
  private final TreeSet<String> prefixes = new TreeSet<>();

  ApiCatalogue(Catalogue catalogue) {
    catalogue.lines("api").forEach(line -> prefixes.add(line.key()));
  }

  /** Whether a call is listed, named as {@code class.method}. */
  boolean lists(String call) {
    return Prefixes.longest(prefixes, call) != null;
  }
}
