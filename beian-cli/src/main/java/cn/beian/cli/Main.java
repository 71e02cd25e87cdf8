package cn.beian.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Entry point of the command line and of the one-file jar. */
public final class Main {
  /**
   * The launcher's offset for exit codes, so that it can distinguish an exit code of this program
   * from a failure of the JVM; 0 without a launcher.
   */
  private static final String EXIT_BASE = "beian.exit.base";

  private Main() {}

  /** Runs one command and ends the JVM with its exit code; {@code serve} keeps running. */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("serve") && !asksHelp(args)) {
      int code = Serve.run(args);
      if (code != ExitCode.PASSED) {
        exit(code);
      }
      return;
    }
    // libraries log; commands report problems themselves
    System.setProperty("logback.configurationFile", "cn/beian/cli/logback-command.xml");
    HeadStart.of(List.of(args));
    Terminal terminal = Terminal.system();
    if (!terminal.environment().containsKey(Terminal.DEBUG)) {
      silenceLibraries();
    }
    int code = new Cli(terminal).run(args);
    exit(code);
  }

  /** Ends the JVM with the exit code, plus the launcher's offset. */
  private static void exit(int code) {
    System.exit(Integer.getInteger(EXIT_BASE, 0) + code);
  }

  /**
   * Suppresses direct output of libraries, which is not part of an answer: apksig, for example,
   * prints on both streams if a certificate has a key that it cannot encode.
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
