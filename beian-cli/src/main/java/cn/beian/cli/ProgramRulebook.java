package cn.beian.cli;

import cn.beian.facts.VisibleText;
import cn.beian.report.Reports;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.book.RulebookException;
import cn.beian.rules.source.RulebookSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The rulebook in force unless a signed one is named: the built-in one, or the folder named by the
 * environment. The launcher of a checkout names its own folder if it is newer than the build, so
 * that a changed rule needs no build. The folder in use is always reported.
 */
final class ProgramRulebook {
  /** Environment variable: a folder of rules to read instead of the built-in rulebook. */
  static final String FOLDER = "BEIAN_RULEBOOK";

  private static final String USUAL_FOLDER = "rulebook";

  private ProgramRulebook() {}

  /** Whether a folder replaces the built-in rulebook. */
  static boolean isFolder(Console console) {
    return !folder(console).isEmpty();
  }

  private static String folder(Console console) {
    return console.terminal().environment().getOrDefault(FOLDER, "");
  }

  /**
   * The folder of rules to work on: the named one, else the one in force, else the default one.
   * Reports it if the environment names it.
   */
  static Path workedOn(Console console, @Nullable Path named) throws InputException {
    Path folder =
        named != null ? named : Path.of(isFolder(console) ? folder(console) : USUAL_FOLDER);
    if (!Files.isDirectory(folder)) {
      throw new InputException(ExitCode.USAGE, "file.missing", folder.toString());
    }
    if (named == null && isFolder(console)) {
      console.say("rules.inFolder", folder);
    }
    return folder;
  }

  /** The rulebook; does not run its samples. */
  static Rulebook load(Console console) throws IOException, InputException {
    if (!isFolder(console)) {
      return Rulebook.bundled();
    }
    Path folder = Path.of(folder(console));
    if (!Files.isDirectory(folder)) {
      throw new InputException(ExitCode.USAGE, "file.missing", folder.toString());
    }
    try {
      Rulebook rulebook = RulebookSource.withoutSamples(folder);
      console.say(
          "rulebook.folder", folder, Reports.rulebookName(rulebook, console.language().locale()));
      return rulebook;
    } catch (RulebookException e) {
      console.say("rules.refused", e.problems().size());
      e.problems()
          .forEach(
              problem ->
                  console.terminal().err().println("  " + VisibleText.of(problem.toString())));
      throw new InputException(ExitCode.USAGE, "rulebook.folderRefused", folder.toString());
    }
  }
}
