package cn.beian.server.filings;

import java.util.Optional;

/**
 * An answer as a form sends it.
 *
 * @param value blank takes the answer back
 * @param shown what the page showed when it was opened; absent where nobody has looked
 * @param confirms whether leaving a proposal as it is confirms it
 */
public record Typed(String value, Optional<String> shown, boolean confirms) {
  /** Said without a page. */
  public static Typed said(String value) {
    return new Typed(value, Optional.empty(), true);
  }
}
