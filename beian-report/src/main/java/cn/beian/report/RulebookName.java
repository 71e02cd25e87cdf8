package cn.beian.report;

import cn.beian.rules.book.Rulebook;
import java.util.Locale;

/**
 * What people read of a rulebook, wherever it is named: how many rules it has and the beginning of
 * its digest. The whole digest is for those who compare it.
 */
public final class RulebookName {
  private static final int SHOWN_DIGITS = 12;

  private RulebookName() {}

  /** The name in a language. */
  public static String of(Rulebook rulebook, Locale locale) {
    return of(rulebook, Messages.in(locale));
  }

  static String of(Rulebook rulebook, Messages messages) {
    return messages.text(
        "rulebook.name",
        rulebook.rules().size(),
        rulebook.version().substring(0, SHOWN_DIGITS));
  }
}
