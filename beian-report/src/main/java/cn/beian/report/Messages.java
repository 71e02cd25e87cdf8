package cn.beian.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** Sentences of this module in one language; {@code {0}}, {@code {1}} … stand for parameters. */
final class Messages {
  private final Properties texts = new Properties();
  private final Locale locale;

  private Messages(Locale locale) {
    this.locale = locale;
    String name = "messages_" + (isChinese(locale) ? "zh" : "en") + ".properties";
    try (InputStream in = Objects.requireNonNull(Messages.class.getResourceAsStream(name), name)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Messages in(Locale locale) {
    return new Messages(locale);
  }

  static boolean isChinese(Locale locale) {
    return locale.getLanguage().equals("zh");
  }

  /** The language as HTML and PDF name it. */
  String languageTag() {
    return isChinese(locale) ? "zh-CN" : "en";
  }

  Locale locale() {
    return locale;
  }

  String text(String key, Object... params) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no message " + key);
    }
    for (int i = 0; i < params.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(params[i]));
    }
    return text;
  }

  boolean has(String key) {
    return texts.containsKey(key);
  }

  /** The message where there is one, else the name itself: for names from an open set. */
  String nameOf(String prefix, String name) {
    return texts.getProperty(prefix + name, name);
  }
}
