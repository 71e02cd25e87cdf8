package cn.beian.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** All commands but {@code serve}; Spring is never loaded here. */
@Command(
    name = "beian",
    mixinStandardHelpOptions = true,
    version = "beian 0.1.0",
    sortOptions = false,
    usageHelpAutoWidth = true)
final class Cli implements Runnable {
  private final Terminal terminal;
  private Language language = Language.ZH;
  private ResourceBundle messages = Language.ZH.messages();

  /** Read before parsing, see {@link Language}; declared so that it is known everywhere. */
  @Option(
      names = "--lang",
      paramLabel = "zh|en",
      scope = ScopeType.INHERIT,
      descriptionKey = "lang")
  Language chosen = Language.ZH;

  Cli(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs one command to its exit code; whatever happens is said in one sentence. */
  int run(String... arguments) {
    language = Language.of(List.of(arguments), terminal.environment());
    messages = language.messages();
    CommandLine line = new CommandLine(this);
    line.addSubcommand("inspect", new InspectCommand(this));
    line.addSubcommand("facts", new FactsCommand(this));
    line.addSubcommand("explain", new ExplainCommand(this));
    line.addSubcommand("rules", new RulesCommand(this));
    line.addSubcommand("evaluate", new EvaluateCommand(this));
    line.addSubcommand("ledger", new LedgerCommand(this));
    line.addSubcommand("check", new CheckCommand(this));
    line.addSubcommand("serve", new ServeHelp());
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

  private void translate(CommandLine line) {
    line.setResourceBundle(messages);
    line.getSubcommands().values().forEach(this::translate);
  }

  private int usage(CommandLine.ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    say("usage.wrong", String.valueOf(e.getMessage()), command);
    return ExitCode.USAGE;
  }

  /** A bug, unless it is the person's input. */
  private int failure(Throwable e) {
    if (e instanceof InputException input) {
      say(input.key(), input.parameters());
      return input.code();
    }
    say("bug", e.getClass().getSimpleName());
    terminal.trace(e);
    return ExitCode.BUG;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(new CommandLine(this), text("usage.noCommand"));
  }

  Terminal terminal() {
    return terminal;
  }

  Language language() {
    return language;
  }

  String text(String key, Object... parameters) {
    String text = messages.getString(key);
    for (int i = 0; i < parameters.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(parameters[i]));
    }
    return text;
  }

  /** One sentence for the person. */
  void say(String key, Object... parameters) {
    terminal.err().println(text(key, parameters));
    terminal.err().flush();
  }

  /** One sentence that is the answer. */
  void print(String key, Object... parameters) throws IOException {
    write(text(key, parameters) + "\n");
  }

  /** The answer. */
  void write(String answer) throws IOException {
    terminal.out().write(answer.getBytes(StandardCharsets.UTF_8));
    terminal.out().flush();
  }
}
