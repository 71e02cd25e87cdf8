package cn.beian.server.records;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every pair of neighbouring characters of a text, folded; so a name of two Chinese characters is
 * found.
 */
final class Bigrams {
  private Bigrams() {}

  /** Lower case, one width, without white space and punctuation. */
  static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\p{Punct}\\p{IsPunctuation}\\p{Blank}]", "");
  }

  /** The pairs of each line of a text; a line of one character gives that. */
  static Set<String> of(String text) {
    Set<String> pairs = new TreeSet<>();
    for (String line : fold(text).split("\n", -1)) {
      int[] points = line.codePoints().toArray();
      if (points.length == 1) {
        pairs.add(line);
      }
      for (int i = 0; i + 1 < points.length; i++) {
        pairs.add(new String(points, i, 2));
      }
    }
    return pairs;
  }
}
