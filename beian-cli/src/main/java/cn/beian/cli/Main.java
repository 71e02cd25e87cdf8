package cn.beian.cli;

import java.util.List;

/** Entry point of the command line and of the one-file jar. */
public final class Main {
  /**
   * What the launcher wants added to the exit code, so that it can tell an answer of this program
   * from a failure of the JVM; 0 without a launcher.
   */
  private static final String EXIT_BASE = "beian.exit.base";

  private Main() {}

  /** Runs one command and ends the JVM with its exit code; {@code serve} goes on. */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("serve") && !asksHelp(args)) {
      Serve.run(args);
      return;
    }
    // libraries log; a command says what it has to say itself
    System.setProperty("logback.configurationFile", "cn/beian/cli/logback-command.xml");
    int code = new Cli(Terminal.system()).run(args);
    System.exit(Integer.getInteger(EXIT_BASE, 0) + code);
  }

  private static boolean asksHelp(String[] args) {
    return List.of(args).contains("--help") || List.of(args).contains("-h");
  }
}
