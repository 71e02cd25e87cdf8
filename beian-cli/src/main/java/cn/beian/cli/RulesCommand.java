package cn.beian.cli;

import cn.beian.rules.Rule;
import cn.beian.rules.Rulebook;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The rulebook. */
@Command(name = "rules", mixinStandardHelpOptions = true)
final class RulesCommand implements Runnable {
  private final Cli cli;

  @Spec CommandSpec spec = CommandSpec.create();

  RulesCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), cli.text("usage.noCommand"));
  }

  /** Lists all rules and the version of the rulebook. */
  @Command(name = "list", mixinStandardHelpOptions = true)
  int list() throws IOException {
    Rulebook rulebook = Rulebook.bundled();
    StringBuilder text = new StringBuilder();
    for (Rule rule : rulebook.rules()) {
      text.append(rule.id())
          .append("  ")
          .append(rule.title().in(cli.language().locale()))
          .append('\n');
    }
    text.append('\n')
        .append(cli.text("rules.version", rulebook.rules().size(), rulebook.version()))
        .append('\n');
    cli.write(text.toString());
    return ExitCode.PASSED;
  }
}
