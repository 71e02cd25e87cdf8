package cn.beian.cli;

import cn.beian.facts.VisibleText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
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
  private static final List<String> COMMANDS =
      List.of(
          "inspect",
          "facts",
          "compare",
          "explain",
          "rules",
          "evaluate",
          "ledger",
          "audit",
          "check",
          "backup",
          "restore",
          "serve");

  private static final ZoneId DATES = ZoneId.of("Asia/Shanghai");

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

  /** The command that is called, as describing each takes its time; all where none is. */
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
      case "inspect" -> new InspectCommand(this);
      case "facts" -> new FactsCommand(this);
      case "compare" -> new CompareCommand(this);
      case "explain" -> new ExplainCommand(this);
      case "rules" -> new RulesCommand(this);
      case "evaluate" -> new EvaluateCommand(this);
      case "ledger" -> new LedgerCommand(this);
      case "audit" -> new AuditCommand(this);
      case "check" -> new CheckCommand(this);
      case "backup" -> new BackupCommand(this);
      case "restore" -> new RestoreCommand(this);
      case "serve" -> new ServeHelp();
      default -> throw new IllegalArgumentException(name);
    };
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
    if (e instanceof AnswerStream.UnwritableException full) {
      say("out.unwritable", "stdout", reason(full));
      terminal.trace(e);
      return ExitCode.USAGE;
    }
    say("bug");
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

  /** A sentence; what is put into it cannot speak to the terminal. */
  String text(String key, Object... parameters) {
    String text = messages.getString(key);
    for (int i = 0; i < parameters.length; i++) {
      text = text.replace("{" + i + "}", VisibleText.of(String.valueOf(parameters[i])));
    }
    return text;
  }

  /** The message where there is one, else what is given: for names from an open set. */
  String textOr(String key, String otherwise) {
    return messages.containsKey(key) ? messages.getString(key) : otherwise;
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
    write(answer.getBytes(StandardCharsets.UTF_8));
  }

  private void write(byte[] answer) throws IOException {
    terminal.out().write(answer);
    terminal.out().flush();
  }

  /** The answer, to a file if one was named: the whole of it or nothing. */
  void deliver(@Nullable Path target, byte[] answer) throws IOException, InputException {
    if (target == null) {
      write(answer);
      return;
    }
    try {
      String name = ".beian-" + ProcessHandle.current().pid() + ".part";
      Path half = target.toAbsolutePath().resolveSibling(name);
      Files.write(half, answer);
      Files.move(half, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new InputException(ExitCode.USAGE, "out.unwritable", target.toString(), reason(e));
    }
  }

  /** Why a file could not be used, in the words of the system where it has some. */
  static String reason(IOException e) {
    if (e instanceof FileSystemException at && at.getReason() != null) {
      return at.getReason();
    }
    return String.valueOf(e.getMessage());
  }

  /** The day of today, as it is called in Beijing. */
  LocalDate today() {
    return LocalDate.now(terminal.clock().withZone(DATES));
  }
}
