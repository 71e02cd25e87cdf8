package cn.beian.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
      int code = Serve.run(args);
      if (code != ExitCode.PASSED) {
        exit(code);
      }
      return;
    }
    // libraries log; a command says what it has to say itself
    System.setProperty("logback.configurationFile", "cn/beian/cli/logback-command.xml");
    HeadStart.of(List.of(args));
    Terminal terminal = Terminal.system();
    if (!terminal.environment().containsKey(Terminal.DEBUG)) {
      silenceLibraries();
    }
    int code = new Cli(terminal).run(args);
    exit(code);
  }

  /** Ends the JVM with a code as the launcher knows it. */
  private static void exit(int code) {
    System.exit(Integer.getInteger(EXIT_BASE, 0) + code);
  }

  /**
   * What they print by themselves is no part of an answer: apksig, for one, prints on both streams
   * when a certificate holds a key that it cannot encode.
   */
  private static void silenceLibraries() {
    PrintStream nobody =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setOut(nobody);
    System.setErr(nobody);
  }

  private static boolean asksHelp(String[] args) {
    return List.of(args).contains("--help") || List.of(args).contains("-h");
  }
}
