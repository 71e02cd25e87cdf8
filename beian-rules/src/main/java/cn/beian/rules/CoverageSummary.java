package cn.beian.rules;

import cn.beian.facts.Unread;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much of one side of the package was readable.
 *
 * @param name {@code text}, {@code code}, {@code pages}, {@code resources}, {@code entries} or
 *     {@code signature}
 * @param readable units that were read
 * @param total units that there are
 * @param reasons why the rest was not, sorted
 */
public record CoverageSummary(String name, long readable, long total, List<String> reasons) {
  private static final String SIGNATURE = "signature";
  private static final List<String> DAMAGED = List.of(Unread.DAMAGED.text());

  public CoverageSummary {
    reasons = List.copyOf(reasons);
  }

  /** Whether everything was read; nothing to read counts as nothing read. */
  public boolean complete() {
    return total > 0 && readable >= total;
  }

  /** Whether something was read, and at least half of what there is. */
  public boolean isHalfRead() {
    return readable > 0 && readable >= total - readable;
  }

  /** Why the rest was not read, in Chinese for a Chinese locale, else in English. */
  public String why(Locale locale) {
    return reasons.stream()
        .map(reason -> why(name, reason, locale))
        .distinct()
        .collect(Collectors.joining(locale.getLanguage().equals("zh") ? "；" : "; "));
  }

  /**
   * Words for a reason as it stands in the facts; what of a signature could not be read stands
   * there in the words of its form, and is told as that alone.
   *
   * @param name as of this record
   */
  public static String why(String name, String reason, Locale locale) {
    return Unread.of(reason)
        .map(
            said ->
                ReasonMessages.text("unread." + said.reason(), Map.of("0", said.named()), locale))
        .orElseGet(
            () ->
                name.equals(SIGNATURE)
                    ? ReasonMessages.text("unread." + SIGNATURE, Map.of(), locale)
                    : reason);
  }

  /**
   * Whether these are entries of which some may hold pages, texts and code that nobody read: an
   * archive inside that was not opened. A damaged entry is no such; what it was, if it was any of
   * these, is said of pages, texts or code.
   */
  public boolean hides() {
    return name.equals("entries") && readable < total && !reasons.equals(DAMAGED);
  }
}
