package cn.beian.server.identity;

import cn.beian.server.platform.Sha256Hex;
import java.security.SecureRandom;
import java.util.Locale;

/** Codes that can be said by telephone and typed: two groups of four. */
public final class ShortCode {
  private static final int LENGTH = 8;

  /** None that looks or sounds like another. */
  private static final String LETTERS = "ABCDEFGHJKMNPQRTUVWXY346789";

  private static final SecureRandom RANDOM = new SecureRandom();

  private ShortCode() {}

  /** A new one. */
  public static String next() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      code.append(i == LENGTH / 2 ? "-" : "");
      code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /** As it is stored; case, hyphens and spaces do not matter. */
  public static String digest(String code) {
    return Sha256Hex.of(code.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""));
  }
}
