package cn.beian.cli;

import cn.beian.inspect.PackageInspector;
import cn.beian.rules.book.Rulebook;
import java.util.List;
import java.util.Set;

/**
 * What a command that reads packages will need whatever its arguments, begun on the other core
 * while these are understood. Nothing waits for it: who needs it later waits for that part alone.
 */
final class HeadStart {
  private static final Set<String> READING =
      Set.of("inspect", "facts", "compare", "platforms", "sbom");

  /** Of these the rulebook decides nothing. */
  private static final Set<String> WITHOUT_RULES = Set.of("facts", "sbom");

  private HeadStart() {}

  /** Begins it where one of the arguments is a command that reads packages. */
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
