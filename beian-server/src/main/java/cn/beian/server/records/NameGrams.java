package cn.beian.server.records;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every character of a text and every pair of neighbours, folded; so a name is found by any part of
 * it, also by two Chinese characters or one.
 */
final class NameGrams {
  private NameGrams() {}

  /** Lower case, one width, without white space, punctuation and control characters. */
  static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\p{Punct}\\p{IsPunctuation}\\p{Blank}\\p{Cntrl}&&[^\n]]", "");
  }

  /** What is kept of a text: characters and pairs of each line. */
  static Set<String> kept(String text) {
    Set<String> grams = new TreeSet<>();
    for (String line : fold(text).split("\n", -1)) {
      int[] points = line.codePoints().toArray();
      for (int i = 0; i < points.length; i++) {
        grams.add(new String(points, i, 1));
        if (i + 1 < points.length) {
          grams.add(new String(points, i, 2));
        }
      }
    }
    return grams;
  }

  /** What names must have that contain each word of a text: its pairs, or its one character. */
  static List<String> asked(String text) {
    Set<String> grams = new TreeSet<>();
    for (String word : text.split("\\s+", -1)) {
      String folded = fold(word);
      int[] points = folded.codePoints().toArray();
      if (points.length == 1) {
        grams.add(folded);
      }
      for (int i = 0; i + 1 < points.length; i++) {
        grams.add(new String(points, i, 2));
      }
    }
    return List.copyOf(grams);
  }
}
