package cn.beian.server.personal;

import java.util.Locale;

/**
 * How a person can be reached.
 *
 * @param unreadable whether something is stored that this server's key does not open; it is empty
 *     here
 */
public record Contact(String telephone, String email, boolean unreadable) {
  /** As entered. */
  public static Contact of(String telephone, String email) {
    return new Contact(telephone.strip(), email.strip(), false);
  }

  /** The digits of the telephone number. */
  public String digits() {
    return telephone.replaceAll("[^0-9]", "");
  }

  /** The e-mail address in the form in which equal ones are written the same way. */
  public String foldedEmail() {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
