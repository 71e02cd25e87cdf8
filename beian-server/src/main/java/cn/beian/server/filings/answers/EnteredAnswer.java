package cn.beian.server.filings.answers;

import java.util.List;
import java.util.Optional;

/**
 * An answer as a form sends it.
 *
 * @param value blank takes the answer back
 * @param shown what the store had of it as far as the page knows; absent where nobody has looked
 * @param confirms whether leaving a proposal as it is confirms it
 * @param changed whether the person is known to have changed it on the page, so that it is meant
 *     also where it is what the page showed at first
 * @param sent what the page sent of it before and does not know to be stored: its own doing
 */
public record EnteredAnswer(
    String value, Optional<String> shown, boolean confirms, boolean changed, List<String> sent) {
  /** Nothing is stored beyond; what a field takes is less, and told at it. */
  private static final int LONGEST = 100_000;

  public EnteredAnswer {
    sent = List.copyOf(sent);
  }

  /** Said without a page. */
  public static EnteredAnswer said(String value) {
    return new EnteredAnswer(value, Optional.empty(), true, true, List.of());
  }

  /** The same, from a page that takes what stands for its own doing. */
  public EnteredAnswer over(String stands) {
    return new EnteredAnswer(value, shown, confirms, changed, List.of(stands));
  }

  /** The same, from a page that has shown what stands, and is to go over it. */
  public EnteredAnswer instead(String stands) {
    return new EnteredAnswer(value, Optional.of(stands), confirms, true, sent);
  }

  /** The value as it is stored. */
  public String stored() {
    return clean(value);
  }

  /** Whether the person left it as the page showed it. */
  boolean untouched() {
    return !changed && knows(stored());
  }

  /** Whether the page knows that this is what the store has. */
  public boolean knows(String stands) {
    return shown.map(EnteredAnswer::clean).equals(Optional.of(stands));
  }

  /** Whether the page itself has brought about what stands. */
  boolean broughtAbout(String stands) {
    return sent.stream().map(EnteredAnswer::clean).anyMatch(stands::equals);
  }

  private static String clean(String typed) {
    String value = typed.replace("\r\n", "\n").strip();
    return value.substring(0, Math.min(value.length(), LONGEST));
  }
}
