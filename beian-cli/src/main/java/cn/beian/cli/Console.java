package cn.beian.cli;

import cn.beian.facts.VisibleText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes: the terminal, the language, the messages, and the destination of its
 * output.
 */
final class Console {
  /** Asia/Shanghai since 1992; loading the zone by name costs each command its whole table. */
  private static final ZoneOffset DATES = ZoneOffset.ofHours(8);

  private final Terminal terminal;
  private final Language language;
  private final ResourceBundle messages;

  Console(Terminal terminal, Language language) {
    this.terminal = terminal;
    this.language = language;
    this.messages = language.messages();
  }

  Terminal terminal() {
    return terminal;
  }

  Language language() {
    return language;
  }

  ResourceBundle messages() {
    return messages;
  }

  /** A message; its parameters are escaped so that they cannot control the terminal. */
  String text(String key, Object... parameters) {
    String text = messages.getString(key);
    for (int i = 0; i < parameters.length; i++) {
      text = text.replace("{" + i + "}", VisibleText.of(String.valueOf(parameters[i])));
    }
    return text;
  }

  /** The message with this key, or the given text if there is none: for names from an open set. */
  String textOr(String key, String otherwise) {
    return messages.containsKey(key) ? messages.getString(key) : otherwise;
  }

  /** Prints one message to standard error. */
  void say(String key, Object... parameters) {
    terminal.err().println(text(key, parameters));
    terminal.err().flush();
  }

  /** Prints one message to standard output. */
  void print(String key, Object... parameters) throws IOException {
    write(text(key, parameters) + "\n");
  }

  /** Writes to standard output. */
  void write(String answer) throws IOException {
    write(answer.getBytes(StandardCharsets.UTF_8));
  }

  private void write(byte[] answer) throws IOException {
    terminal.out().write(answer);
    terminal.out().flush();
  }

  /** Writes the output to the named file, completely or not at all, or to standard output. */
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
      throw new InputException(ExitCode.USAGE, "out.unwritable", target.toString(), IoReason.of(e));
    }
  }

  /** Today's date in Beijing. */
  LocalDate today() {
    return LocalDate.now(terminal.clock().withZone(DATES));
  }
}
