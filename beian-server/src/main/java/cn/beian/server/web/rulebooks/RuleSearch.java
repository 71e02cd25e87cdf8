package cn.beian.server.web.rulebooks;

import cn.beian.rules.Rule;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds rules by words as people type them: parts of words, in any order, in either language. A
 * word of Chinese characters is also found in pieces of two or more, as 签到打卡 where a rule says
 * 打卡、签到; an English one also by its stem, and whether it is written with a hyphen or without.
 */
final class RuleSearch {
  private static final Pattern WORD = Pattern.compile("\\p{IsHan}+|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+");
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}{3,}");
  private static final String PARTICLES = "的和与及或在";
  private static final Pattern ENDING = Pattern.compile("(ings?|ed|es|s)$");
  private static final int SHORTEST_STEM = 4;

  private final List<String> words;

  /** For what somebody typed; nothing typed finds all. */
  RuleSearch(String typed) {
    this.words = WORD.matcher(folded(typed)).results().map(MatchResult::group).toList();
  }

  /** Whether all words are in a rule. */
  boolean finds(Rule rule) {
    String text =
        folded(
            String.join(
                "\n",
                rule.id(),
                rule.title().zh(),
                rule.title().en(),
                rule.demand().zh(),
                rule.demand().en(),
                rule.remedy().zh(),
                rule.remedy().en()));
    String joined = text + '\n' + text.replace("-", "");
    return words.stream().allMatch(word -> isIn(joined, word));
  }

  private static boolean isIn(String text, String word) {
    if (text.contains(word)) {
      return true;
    }
    if (CHINESE.matcher(word).matches()) {
      return inPieces(text, word);
    }
    String stem = ENDING.matcher(word).replaceFirst("");
    return stem.length() >= SHORTEST_STEM && text.contains(stem);
  }

  /** Whether a word falls into pieces of two characters or more that are all in a text. */
  private static boolean inPieces(String text, String word) {
    boolean[] reached = new boolean[word.length() + 1];
    reached[0] = true;
    for (int end = 1; end <= word.length(); end++) {
      reached[end] = reached[end - 1] && PARTICLES.indexOf(word.charAt(end - 1)) >= 0;
      for (int from = 0; from <= end - 2 && !reached[end]; from++) {
        reached[end] = reached[from] && text.contains(word.substring(from, end));
      }
    }
    return reached[word.length()];
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
