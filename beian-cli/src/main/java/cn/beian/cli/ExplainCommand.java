package cn.beian.cli;

import cn.beian.rules.Rule;
import cn.beian.rules.book.Rulebook;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the text of one rule. */
@Command(name = "explain", mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  /**
   * Listed in the catalogue of rules, but not a rule: it compares packages ({@link
   * PlatformsCommand}).
   */
  private static final String COMPARISON = "ENG-616";

  private final Console console;

  @Parameters(paramLabel = "RULE", descriptionKey = "rule")
  String id = "";

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InputException {
    if (NearRules.plain(id).equals(COMPARISON)) {
      console.print("explain.comparison", COMPARISON);
      return ExitCode.PASSED;
    }
    Rulebook rulebook = ProgramRulebook.load(console);
    Rule rule = rule(rulebook, id);
    console.write(RulePages.page(rulebook, rule, console.language()).substring(2));
    return ExitCode.PASSED;
  }

  /** The rule with an id; a usage error with similar ids if there is no such rule. */
  static Rule rule(Rulebook rulebook, String id) throws InputException {
    Optional<Rule> found = rulebook.rule(id.toUpperCase(Locale.ROOT));
    if (found.isPresent()) {
      return found.get();
    }
    if (NearRules.plain(id).equals(COMPARISON)) {
      throw new InputException(ExitCode.USAGE, "rule.comparison", COMPARISON);
    }
    List<String> near = NearRules.of(id, rulebook.rules().stream().map(Rule::id).toList());
    throw near.isEmpty()
        ? new InputException(ExitCode.USAGE, "rule.unknown", id)
        : new InputException(ExitCode.USAGE, "rule.unknown.near", id, String.join(", ", near));
  }
}
