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
 * What the program runs in.
 *
 * @param out where answers go, UTF-8
 * @param err where messages and progress go, UTF-8
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
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

  /** Variable with which whoever looks into a bug sees more. */
  static final String DEBUG = "BEIAN_DEBUG";

  /** The process's own; whether there is a terminal is what the launcher says. */
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

  /** For whoever looks into a bug: only when {@value #DEBUG} is set. */
  void trace(Throwable bug) {
    if (environment.containsKey(DEBUG)) {
      StringWriter trace = new StringWriter();
      bug.printStackTrace(new PrintWriter(trace));
      err.print(VisibleText.lines(trace.toString()));
      err.flush();
    }
  }
}
