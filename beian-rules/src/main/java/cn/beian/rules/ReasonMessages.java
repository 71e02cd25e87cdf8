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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sentences of this module in both languages; {@code {name}} stands for a parameter. A colon before
 * a parameter that is empty is left out.
 */
public final class ReasonMessages {
  private static final Pattern COLON_AT_END = Pattern.compile("(：|: )$");

  private static final Properties ZH = load("messages_zh.properties");
  private static final Properties EN = load("messages_en.properties");

  private static final String WAYS = "ways";

  private ReasonMessages() {}

  static String text(String code, Map<String, String> params, Locale locale) {
    Properties messages = locale.getLanguage().equals("zh") ? ZH : EN;
    String text = messages.getProperty(code, code);
    if (!params.containsKey(WAYS)) { // comparisons that were kept before these were told apart
      text = text.replace("{ways}", messages.getProperty("way.protected", ""));
    }
    for (Map.Entry<String, String> param : params.entrySet()) {
      text = text.replace('{' + param.getKey() + '}', shown(messages, param));
    }
    return COLON_AT_END.matcher(text).replaceFirst("");
  }

  /** Names of parts, formats and purposes in the words of the language; anything else as it is. */
  private static String shown(Properties messages, Map.Entry<String, String> param) {
    String prefix =
        switch (param.getKey()) {
          case "parts" -> "part.";
          case "formats" -> "format.";
          case "purposes" -> "purpose.";
          case WAYS -> "way.";
          default -> "";
        };
    if (prefix.isEmpty()) {
      return param.getValue();
    }
    String separator = messages.getProperty("list.separator", ", ");
    return Stream.of(param.getValue().split(", "))
        .map(name -> messages.getProperty(prefix + name, name))
        .collect(Collectors.joining(separator));
  }

  static Properties load(String name) {
    try (InputStream in =
        Objects.requireNonNull(ReasonMessages.class.getResourceAsStream(name), name)) {
      Properties messages = new Properties();
      messages.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return messages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
