package cn.beian.server.inventory;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Names of the register that somebody may have meant: they begin alike, and at most two characters
 * are left out, added or another. The work goes with the names that begin alike, each of which is
 * short.
 */
final class NearestNames {
  /** Most characters by which two names differ. */
  private static final int MOST_EDITS = 2;

  /** Characters with which both begin. */
  static final int ALIKE = 2;

  private static final int LONGEST = 60;
  private static final int MOST = 2;

  private NearestNames() {}

  private record Near(String name, int edits) {}

  /** Of these the nearest, at most two; the nearer one first. */
  static List<String> of(String typed, Collection<String> names) {
    return names.stream()
        .filter(one -> begins(typed, one))
        .map(one -> new Near(one, edits(typed, one)))
        .filter(one -> one.edits() <= MOST_EDITS && 3 * one.edits() <= typed.length())
        .sorted(Comparator.comparingInt(Near::edits).thenComparing(Near::name))
        .limit(MOST)
        .map(Near::name)
        .toList();
  }

  private static boolean begins(String typed, String name) {
    return typed.length() <= LONGEST
        && name.length() <= LONGEST
        && typed.length() > ALIKE
        && Math.abs(typed.length() - name.length()) <= MOST_EDITS
        && name.startsWith(typed.substring(0, ALIKE));
  }

  /** How many characters have to be left out, added or replaced. */
  private static int edits(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[before.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int same = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(same, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[other.length()];
  }
}
