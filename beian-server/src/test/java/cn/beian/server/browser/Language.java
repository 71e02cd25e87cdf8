package cn.beian.server.browser;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** A language of the pages, with their texts, so that one walk can be walked in either. */
enum Language {
  CHINESE("zh", "zh-CN"),
  ENGLISH("en", "en");

  private static final Map<String, Properties> TEXTS = Map.of("zh", read("zh"), "en", read("en"));

  final String code;
  private final String tag;

  Language(String code, String tag) {
    this.code = code;
    this.tag = tag;
  }

  /** What the html element says. */
  String tag() {
    return tag;
  }

  Language other() {
    return this == CHINESE ? ENGLISH : CHINESE;
  }

  /**
   * A text as the pages show it.
   *
   * @throws IllegalArgumentException when there is none of this key
   */
  String text(String key, Object... parameters) {
    String pattern = Objects.requireNonNull(TEXTS.get(code)).getProperty(key);
    if (pattern == null) {
      throw new IllegalArgumentException("no text " + key + " in " + code);
    }
    return parameters.length == 0
        ? pattern.replace("''", "'")
        : new MessageFormat(pattern, Locale.forLanguageTag(code)).format(parameters);
  }

  private static Properties read(String code) {
    Properties all = new Properties();
    try {
      for (Resource file :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:i18n/*_" + code + ".properties")) {
        try (InputStreamReader in =
            new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
          all.load(in);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
