package cn.beian.inspect.webapp.project;

import cn.beian.inspect.js.Call;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Routes that a function puts together, as {@code page("my", "index")}: the shortest name that
 * holds the arguments as folders, in their order. At most {@value #MAX_CALLS} calls with other
 * arguments are looked for, so that it takes no more than some passes over the names.
 */
public final class ComputedRoutes {
  private static final Comparator<String> SHORTEST =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private static final int MAX_CALLS = 300;

  /** Each between slashes. */
  private final List<String> names;

  private final Map<List<String>, Optional<String>> known = new HashMap<>();

  /**
   * @param names among which the routes are
   */
  public ComputedRoutes(Collection<String> names) {
    this.names = names.stream().sorted(SHORTEST).map(name -> "/" + name + "/").toList();
  }

  /** What a call with folders as arguments puts together. */
  public Optional<String> of(Call call) {
    List<String> folders = call.arguments();
    Optional<String> found = known.get(folders);
    if (found == null && known.size() < MAX_CALLS) {
      List<String> parts = folders.stream().map(folder -> "/" + folder + "/").toList();
      found =
          names.stream()
              .filter(name -> holds(name, parts))
              .findFirst()
              .map(name -> name.substring(1, name.length() - 1));
      known.put(folders, found);
    }
    return found == null ? Optional.empty() : found;
  }

  private static boolean holds(String name, List<String> parts) {
    int at = 0;
    for (String part : parts) {
      int found = name.indexOf(part, at);
      if (part.length() == 2 || found < 0) {
        return false;
      }
      at = found + part.length() - 1;
    }
    return true;
  }
}
