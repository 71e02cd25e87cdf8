package cn.beian.inspect.android;

import cn.beian.inspect.Catalogue;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Which calls are facts: those of classes and methods whose prefix the catalogue lists. */
final class ApiCatalogue {
  private final TreeSet<String> prefixes = new TreeSet<>();
  private final Map<String, Boolean> byName = new ConcurrentHashMap<>();

  ApiCatalogue(Catalogue catalogue) {
    catalogue.lines("api").forEach(line -> prefixes.add(line.key()));
  }

  boolean lists(String owner, String name) {
    String call = owner + "." + name;
    return byName.computeIfAbsent(call, this::matches);
  }

  private boolean matches(String call) {
    for (String prefix = prefixes.floor(call);
        prefix != null && prefix.charAt(0) == call.charAt(0);
        prefix = prefixes.lower(prefix)) {
      if (call.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
