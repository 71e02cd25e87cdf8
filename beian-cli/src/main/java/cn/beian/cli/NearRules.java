package cn.beian.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Suggests rule ids similar to the input. */
final class NearRules {
  private static final int MOST = 3;

  /** Maximum edit distance; an id has seven or eight characters. */
  private static final int FARTHEST = 2;

  /** Longer input is not treated as a mistyped id. */
  private static final int LONGEST = 20;

  private NearRules() {}

  /** Normalises an id: {@code sec463} and {@code SEC_463} become SEC-463. */
  static String plain(String id) {
    return id.strip()
        .toUpperCase(Locale.ROOT)
        .replaceFirst("^([A-Z]+)[-_ .–—－]?([0-9]+)$", "$1-$2");
  }

  /** At most {@value #MOST} ids, nearest first; for equal distance, the nearest number first. */
  static List<String> of(String id, List<String> known) {
    String meant = plain(id);
    if (meant.length() > LONGEST) {
      return List.of();
    }
    return known.stream()
        .filter(one -> distance(meant, one) <= FARTHEST)
        .sorted(
            Comparator.comparingInt((String one) -> distance(meant, one))
                .thenComparingInt(one -> Math.abs(number(one) - number(meant)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  private static int number(String id) {
    String digits = id.replaceAll("[^0-9]", "");
    return digits.isEmpty() || digits.length() > 6 ? 0 : Integer.parseInt(digits);
  }

  /** The number of characters inserted, deleted or replaced. */
  private static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] now = new int[other.length() + 1];
      now[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(before[j - 1] + change, 1 + Math.min(before[j], now[j - 1]));
      }
      before = now;
    }
    return before[other.length()];
  }
}
