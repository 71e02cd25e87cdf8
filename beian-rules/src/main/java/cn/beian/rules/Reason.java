package cn.beian.rules;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A sentence as data: a stable code and its parameters.
 *
 * @param code key of the message
 * @param params by name, sorted
 */
public record Reason(String code, Map<String, String> params) {
  public Reason {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
  }

  public static Reason of(String code) {
    return new Reason(code, Map.of());
  }

  public static Reason of(String code, String param, String value) {
    return new Reason(code, Map.of(param, value));
  }

  /** A sentence that a rule has in both languages. */
  public static Reason of(String code, LocalText text) {
    return new Reason(code, Map.of("zh", text.zh(), "en", text.en()));
  }

  /** The sentence of the rule that it says; empty where it says one of ours. */
  public Optional<LocalText> localText() {
    String zh = params.get("zh");
    String en = params.get("en");
    return zh == null || en == null ? Optional.empty() : Optional.of(new LocalText(zh, en));
  }

  /** The sentence in Chinese for a Chinese locale, else in English. */
  public String text(Locale locale) {
    return ReasonMessages.text(code, params, locale);
  }
}
