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
 * What a command says and to whom: the terminal, the language, the messages, and where its answer
 * goes.
 */
final class Console {
  /** Of Asia/Shanghai since 1992; the zone by its name costs each command its whole table. */
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
      throw new InputException(ExitCode.USAGE, "out.unwritable", target.toString(), IoReason.of(e));
    }
  }

  /** The day of today, as it is called in Beijing. */
  LocalDate today() {
    return LocalDate.now(terminal.clock().withZone(DATES));
  }
}
