package cn.beian.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * One run of the command line inside this JVM.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record Run(int code, String out, String err) {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T00:00:00Z"), ZoneOffset.UTC);

  static Run of(Object... arguments) {
    return in(Map.of("LANG", "en_US.UTF-8"), arguments);
  }

  static Run in(Map<String, String> environment, Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            out,
            new PrintWriter(err, true, StandardCharsets.UTF_8),
            false,
            false,
            environment,
            CLOCK);
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int code = new Cli(terminal).run(texts);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A path inside the project. */
  static Path project(String path) {
    return Path.of(System.getProperty("beian.root", "..")).resolve(path);
  }
}
