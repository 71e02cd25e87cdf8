package cn.beian.cli;

import cn.beian.facts.VisibleText;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/**
 * The environment of the program.
 *
 * @param out standard output, UTF-8
 * @param err standard error for messages and progress, UTF-8
 * @param outIsTerminal whether {@code out} is a terminal
 * @param errIsTerminal whether {@code err} is a terminal
 * @param environment variables
 * @param clock for the default as-of date
 */
record Terminal(
    OutputStream out,
    PrintWriter err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Map<String, String> environment,
    Clock clock) {

  Terminal {
    out = new AnswerStream(out);
  }

  /** Environment variable that enables output for debugging. */
  static final String DEBUG = "BEIAN_DEBUG";

  /** The terminal of this process; the launcher says whether there is one. */
  static Terminal system() {
    return new Terminal(
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
        new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        Boolean.getBoolean("beian.out.terminal"),
        Boolean.getBoolean("beian.err.terminal"),
        System.getenv(),
        Clock.systemUTC());
  }

  boolean colour() {
    return outIsTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** Prints a stack trace for debugging, only if {@value #DEBUG} is set. */
  void trace(Throwable bug) {
    if (environment.containsKey(DEBUG)) {
      StringWriter trace = new StringWriter();
      bug.printStackTrace(new PrintWriter(trace));
      err.print(VisibleText.lines(trace.toString()));
      err.flush();
    }
  }
}
