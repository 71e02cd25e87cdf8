package cn.beian.server.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passwords that are guessed first, by rule: words of a bundled list, letters standing beside each
 * other on the keyboard or in the alphabet, dates, telephone numbers, lucky numbers and
 * repetitions, with nothing else between them than what people put there.
 *
 * <p>A password is cut from left to right into such pieces. It is common when nothing but at most
 * {@value #STRAY} characters is left over.
 */
final class CommonPasswords {
  private static final int STRAY = 1;
  private static final int SHORTEST_RUN = 3;
  private static final int LONGEST_WORD = 20;

  /** What reads as the letter beside it. */
  private static final String LEET = "0o1l3e4a5s7t8b@a$s!i";

  private static final List<String> ROWS =
      List.of(
          "abcdefghijklmnopqrstuvwxyz",
          "zyxwvutsrqponmlkjihgfedcba",
          "01234567890",
          "09876543210",
          "qwertyuiop",
          "asdfghjkl",
          "zxcvbnm",
          "poiuytrewq",
          "lkjhgfdsa",
          "mnbvcxz",
          "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
          "1q2w3e4r5t6y7u8i9o0p",
          "!@#$%^&*()",
          "147258369",
          "159357",
          "789456123");

  /** Years, days, numbers that sound like words (520 我爱你, 1314 一生一世), telephone numbers. */
  private static final Pattern NUMBERS =
      Pattern.compile(
          "(19|20)\\d{2}(0[1-9]|1[0-2])([0-2]\\d|3[01])|(19|20)\\d{2}|1[3-9]\\d{9}"
              + "|(5201314|1314520|520|521|1314|666|888|168|518|988|110|119|120|2008|10086|12345)+"
              + "|\\d{1,4}");

  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Set<String> WORDS = words();

  private CommonPasswords() {}

  /** Whether a password is among those that are guessed first. */
  static boolean contains(String password) {
    String plain = password.toLowerCase(Locale.ROOT);
    return left(plain) <= STRAY || repeats(plain);
  }

  /** Fewest characters that are no piece of a common password. */
  private static int left(String text) {
    int[] fewest = new int[text.length() + 1];
    for (int at = text.length() - 1; at >= 0; at--) {
      fewest[at] = fewest[at + 1] + 1;
      for (int end : ends(text, at)) {
        fewest[at] = Math.min(fewest[at], fewest[end]);
      }
    }
    return fewest[0];
  }

  /** Where pieces that begin here may end. */
  private static Set<Integer> ends(String text, int at) {
    Set<Integer> ends = new HashSet<>();
    for (int end = at + 2; end <= Math.min(text.length(), at + LONGEST_WORD); end++) {
      String piece = text.substring(at, end);
      if (WORDS.contains(piece)
          || WORDS.contains(read(piece))
          || (piece.length() >= SHORTEST_RUN && ROWS.stream().anyMatch(row -> row.contains(piece)))
          || (piece.length() >= SHORTEST_RUN && piece.chars().distinct().count() == 1)) {
        ends.add(end);
      }
    }
    for (Pattern pattern : List.of(NUMBERS, SIGNS)) {
      Matcher piece = pattern.matcher(text).region(at, text.length());
      if (piece.lookingAt()) {
        ends.add(piece.end());
      }
    }
    return ends;
  }

  /** The same short text again and again. */
  private static boolean repeats(String text) {
    for (int size = 1; size <= 4; size++) {
      String unit = text.substring(0, Math.min(size, text.length()));
      if (unit.repeat(text.length() / unit.length() + 1).startsWith(text)) {
        return true;
      }
    }
    return false;
  }

  private static String read(String text) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      int place = LEET.indexOf(one);
      letters.append(place >= 0 && place % 2 == 0 ? LEET.charAt(place + 1) : one);
    }
    return letters.toString();
  }

  private static Set<String> words() {
    Set<String> words = new HashSet<>();
    try (InputStream in = CommonPasswords.class.getResourceAsStream("/common-passwords.txt")) {
      if (in == null) {
        throw new IllegalStateException("common-passwords.txt is not there");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          words.addAll(List.of(line.strip().split("\\s+", -1)));
        }
      }
      words.remove("");
      return Set.copyOf(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
