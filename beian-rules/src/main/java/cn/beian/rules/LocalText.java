package cn.beian.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A text in both languages of the software. */
public record LocalText(String zh, String en) {
  /** Several as one list, each once; empty where there is none. */
  public static Optional<LocalText> joined(Stream<LocalText> texts) {
    List<LocalText> each = texts.distinct().toList();
    return each.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LocalText(
                each.stream().map(LocalText::zh).collect(Collectors.joining("；")),
                each.stream().map(LocalText::en).collect(Collectors.joining("; "))));
  }

  /** The Chinese text for a Chinese locale, else the English one. */
  public String in(Locale locale) {
    return locale.getLanguage().equals("zh") ? zh : en;
  }
}
