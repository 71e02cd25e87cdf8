package cn.beian.cli;

import cn.beian.server.platform.SoftwareVersion;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** All commands except {@code serve}; never loads Spring. */
@Command(
    name = "beian",
    mixinStandardHelpOptions = true,
    version = "beian " + SoftwareVersion.NUMBER,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class Cli implements Runnable {
  private static final List<String> COMMANDS =
      List.of(
          "inspect",
          "facts",
          "compare",
          "platforms",
          "sbom",
          "explain",
          "rules",
          "sdks",
          "evaluate",
          "ledger",
          "audit",
          "check",
          "backup",
          "restore",
          "serve");

  private final Terminal terminal;
  private Console console;

  /** Read before parsing, see {@link Language}; declared here so that every command accepts it. */
  @Option(
      names = "--lang",
      paramLabel = "zh|en",
      scope = ScopeType.INHERIT,
      descriptionKey = "lang")
  Language chosen = Language.ZH;

  Cli(Terminal terminal) {
    this.terminal = terminal;
    this.console = new Console(terminal, Language.ZH);
  }

  /** Runs one command and returns its exit code; reports any failure in one sentence. */
  int run(String... arguments) {
    console = new Console(terminal, Language.of(List.of(arguments), terminal.environment()));
    CommandLine line = new CommandLine(this);
    needed(arguments).forEach(name -> line.addSubcommand(name, command(name)));
    translate(line);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(terminal.out(), false, StandardCharsets.UTF_8));
    line.setErr(terminal.err());
    line.setParameterExceptionHandler((e, args) -> usage(e));
    line.setExecutionExceptionHandler((e, where, result) -> failure(e));
    try {
      int code = line.execute(arguments);
      line.getOut().flush();
      return code;
    } catch (StackOverflowError | OutOfMemoryError e) {
      return failure(e);
    }
  }

  /**
   * The command that is called, because describing each one takes time; all commands if none is
   * called.
   */
  private static List<String> needed(String... arguments) {
    for (String argument : arguments) {
      if (COMMANDS.contains(argument)) {
        return List.of(argument);
      }
    }
    return COMMANDS;
  }

  private Object command(String name) {
    return switch (name) {
      case "inspect" -> new InspectCommand(console);
      case "facts" -> new FactsCommand(console);
      case "compare" -> new CompareCommand(console);
      case "platforms" -> new PlatformsCommand(console);
      case "sbom" -> new SbomCommand(console);
      case "explain" -> new ExplainCommand(console);
      case "rules" -> new RulesCommand(console);
      case "sdks" -> new SdksCommand(console);
      case "evaluate" -> new EvaluateCommand(console);
      case "ledger" -> new LedgerCommand(console);
      case "audit" -> new AuditCommand(console);
      case "check" -> new CheckCommand(console);
      case "backup" -> new BackupCommand(console);
      case "restore" -> new RestoreCommand(console);
      case "serve" -> new ServeHelp();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private void translate(CommandLine line) {
    line.setResourceBundle(console.messages());
    line.getSubcommands().values().forEach(this::translate);
  }

  private int usage(CommandLine.ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    console.say("usage.wrong", UsageText.of(console, e), command);
    return ExitCode.USAGE;
  }

  /** Reports a bug, unless the cause is the user's input. */
  private int failure(Throwable e) {
    if (e instanceof InputException input) {
      console.say(input.key(), input.parameters());
      return input.code();
    }
    if (e instanceof AnswerStream.UnwritableException full) {
      console.say("out.unwritable", "stdout", IoReason.of(full));
      terminal.trace(e);
      return ExitCode.USAGE;
    }
    console.say("bug");
    terminal.trace(e);
    return ExitCode.BUG;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        new CommandLine(this), console.text("usage.noCommand"));
  }
}
