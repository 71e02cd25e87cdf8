package cn.beian.filing;

import cn.beian.filing.parameters.ParameterKey;
import java.util.Arrays;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of this module in one language. The caller always names the language; the machine's
 * default is never used. Languages: {@code zh}, {@code en}.
 */
public final class Messages {
  private static final Pattern PLACE = Pattern.compile("\\{([0-9])\\}");

  private final ResourceBundle bundle;

  private Messages(ResourceBundle bundle) {
    this.bundle = bundle;
  }

  /**
   * The texts in the language of {@code locale}; its country is ignored.
   *
   * @throws IllegalArgumentException if the language is neither zh nor en
   */
  public static Messages in(Locale locale) {
    String language = locale.getLanguage();
    if (!language.equals("zh") && !language.equals("en")) {
      throw new IllegalArgumentException("language: expected zh or en, found '" + language + "'");
    }
    return new Messages(
        ResourceBundle.getBundle(
            "cn.beian.filing.messages",
            Locale.forLanguageTag(language),
            Messages.class.getClassLoader(),
            Control.getNoFallbackControl(Control.FORMAT_PROPERTIES)));
  }

  /**
   * The text for {@code key}, with {@code {0}}, {@code {1}} … replaced by the string values of the
   * arguments.
   *
   * @throws MissingResourceException if there is no such key
   */
  public String text(String key, Object... arguments) {
    return PLACE
        .matcher(bundle.getString(key))
        .replaceAll(
            place -> {
              int index = Integer.parseInt(place.group(1));
              return Matcher.quoteReplacement(
                  index < arguments.length ? String.valueOf(arguments[index]) : place.group());
            });
  }

  /**
   * The name of an enum constant of this module; its key starts with the outer class: {@code
   * Role.HANDLER}, {@code Ruling.Code.IN_SCOPE}.
   */
  public String text(Enum<?> constant, Object... arguments) {
    String type = constant.getDeclaringClass().getName();
    String key = type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
    return text(key + "." + constant.name(), arguments);
  }

  /**
   * A citation in this language. Citations of the built-in parameters are translated; those entered
   * by an administrator are returned unchanged.
   */
  public String citation(String source) {
    Messages chinese = in(Locale.CHINESE);
    return Arrays.stream(ParameterKey.values())
        .map(key -> "Citation." + key.id())
        .filter(key -> chinese.text(key).equals(source))
        .map(this::text)
        .findFirst()
        .orElse(source);
  }

  /** Whether there is a text for {@code key}. */
  public boolean has(String key) {
    return bundle.containsKey(key);
  }

  /** All keys, sorted. */
  public Set<String> keys() {
    return new TreeSet<>(bundle.keySet());
  }
}
