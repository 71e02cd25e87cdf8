package cn.beian.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** Sentences of this module in both languages; {@code {name}} stands for a parameter. */
final class Messages {
  private static final Properties ZH = load("messages_zh.properties");
  private static final Properties EN = load("messages_en.properties");

  private Messages() {}

  static String text(Reason reason, Locale locale) {
    Properties messages = locale.getLanguage().equals("zh") ? ZH : EN;
    String text = messages.getProperty(reason.code(), reason.code());
    for (Map.Entry<String, String> param : reason.params().entrySet()) {
      text = text.replace('{' + param.getKey() + '}', param.getValue());
    }
    return text;
  }

  static Properties load(String name) {
    try (InputStream in = Objects.requireNonNull(Messages.class.getResourceAsStream(name), name)) {
      Properties messages = new Properties();
      messages.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return messages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
