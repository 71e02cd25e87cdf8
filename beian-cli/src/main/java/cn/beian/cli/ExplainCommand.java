package cn.beian.cli;

import cn.beian.rules.Rule;
import cn.beian.rules.book.Rulebook;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the text of one rule. */
@Command(name = "explain", mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RULE", descriptionKey = "rule")
  String id = "";

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InputException {
    Rulebook rulebook = ProgramRulebook.load(console);
    Rule rule = rule(rulebook, id);
    console.write(RulePages.page(rulebook, rule, console.language()).substring(2));
    return ExitCode.PASSED;
  }

  /** The rule of that id; usage error where there is none. */
  static Rule rule(Rulebook rulebook, String id) throws InputException {
    return rulebook
        .rule(id.toUpperCase(Locale.ROOT))
        .orElseThrow(() -> new InputException(ExitCode.USAGE, "rule.unknown", id));
  }
}
