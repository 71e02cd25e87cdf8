package cn.beian.cli;

import cn.beian.inspect.PackageInspector;
import cn.beian.rules.book.Rulebook;
import java.util.List;
import java.util.Set;

/**
 * Starts loading, on another core while the arguments are parsed, what every command that reads
 * packages needs. Callers wait only for the part that they use.
 */
final class HeadStart {
  private static final Set<String> READING =
      Set.of("inspect", "facts", "compare", "platforms", "sbom");

  /** Commands that do not need the rulebook. */
  private static final Set<String> WITHOUT_RULES = Set.of("facts", "sbom");

  private HeadStart() {}

  /** Starts it if one of the arguments is a command that reads packages. */
  static void of(List<String> arguments) {
    for (String argument : arguments) {
      if (READING.contains(argument)) {
        if (!WITHOUT_RULES.contains(argument)) {
          begin(Rulebook::bundled);
        }
        begin(PackageInspector::prepare);
        return;
      }
    }
  }

  private static void begin(Runnable work) {
    Thread thread = new Thread(work, "head start");
    thread.setDaemon(true);
    thread.start();
  }
}
