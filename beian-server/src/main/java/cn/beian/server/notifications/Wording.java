package cn.beian.server.notifications;

import cn.beian.server.platform.Sha256Hex;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a notification says, as it was worded when it was written.
 *
 * @param zh in Chinese
 * @param en in English
 */
public record Wording(Texts zh, Texts en) {
  private static final int TEXTS = 5;

  /**
   * In one language.
   *
   * @param title what it is about, in one line
   * @param sponsor the unit whose case it is, in one line; may be empty
   * @param sentence what happened, or is to be done
   * @param due by when; empty where no day is known
   * @param said what was remarked, such as why it was sent back; may be empty
   */
  public record Texts(String title, String sponsor, String sentence, String due, String said) {
    /** As they are kept. */
    static Texts of(List<String> kept) {
      if (kept.size() != TEXTS) {
        throw new IllegalStateException("a notification has " + TEXTS + " texts: " + kept);
      }
      return new Texts(kept.get(0), kept.get(1), kept.get(2), kept.get(3), kept.get(4));
    }

    List<String> kept() {
      return List.of(title, sponsor, sentence, due, said);
    }
  }

  /** Those of a language; Chinese, unless it is English. */
  Texts in(Locale locale) {
    return locale.getLanguage().equals("en") ? en : zh;
  }

  /** Digest of all of it: each text, ended by a line feed, in the order of the columns. */
  String sha256() {
    return Sha256Hex.of(
        Stream.of(zh, en)
            .flatMap(texts -> texts.kept().stream())
            .map(text -> text + '\n')
            .collect(Collectors.joining()));
  }
}
