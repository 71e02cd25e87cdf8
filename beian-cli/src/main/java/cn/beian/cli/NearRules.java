package cn.beian.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which ids of rules somebody may have meant. */
final class NearRules {
  private static final int MOST = 3;

  /** Letters that differ at most; an id has seven or eight. */
  private static final int FARTHEST = 2;

  /** Longer input is no id with a slip in it. */
  private static final int LONGEST = 20;

  private NearRules() {}

  /** As ids are written: {@code sec463} and {@code SEC_463} are SEC-463. */
  static String plain(String id) {
    return id.strip()
        .toUpperCase(Locale.ROOT)
        .replaceFirst("^([A-Z]+)[-_ .–—－]?([0-9]+)$", "$1-$2");
  }

  /** At most {@value #MOST}, the nearest first; of those alike the nearest number first. */
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

  /** How many letters are put in, left out or exchanged. */
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
