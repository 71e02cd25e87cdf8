package cn.beian.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words and phrases that this project used in its own sense and that a native reader does not
 * understand at once. The table in CONTRIBUTING.md gives their replacements; legitimate uses, such
 * as {@code stands for}, are not matched.
 */
final class DialectWords {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"\"\"[\\s\\S]*?\"\"\"" // text block
              + "|\"[^\"\\\\\n]*(?:\\\\.[^\"\\\\\n]*)*\""
              + "|'(?:\\\\.|[^'\\\\\n])*'"
              + "|/\\*[\\s\\S]*?\\*/"
              + "|//[^\n]*(?:\n[ \t]*//[^\n]*)*");

  private static final Pattern CODE =
      Pattern.compile("\\{@(?:code|link|linkplain|value|literal)[^}]*}|<pre>[\\s\\S]*?</pre>");

  private static final Pattern PARAGRAPH_END =
      Pattern.compile("\n\\s*\n|\n(?=\\s*(?:[-*#|]|\\d+\\.) ?)");

  /** Start of a text or of a sentence. */
  private static final String START = "(?:^|[.!?] )";

  /** By the name in the table of CONTRIBUTING.md. */
  static final Map<String, Pattern> PATTERNS = patterns();

  private DialectWords() {}

  private static Map<String, Pattern> patterns() {
    Map<String, Pattern> patterns = new LinkedHashMap<>();
    put(patterns, "told", "(?<!you )(?<!you're )(?<!you are )\\btold\\b(?! apart)");
    put(patterns, "held", "\\bheld\\b(?! (?:back|by|in memory)\\b)");
    put(patterns, "stands", "\\bst(?:ands?|ood)\\b(?! (?:for|in for|by)\\b)(?!-)");
    put(patterns, "beside", "\\bbeside\\b");
    put(patterns, "mend", "\\bmend(?:s|ed|ing)?\\b");
    put(patterns, "whoever", "\\bwhoever\\b");
    put(patterns, "nobody", "\\bnobody\\b");
    put(patterns, "is none", "(?<!there )\\b(?:is|are|was|were|be) none\\b");
    put(
        patterns,
        "is no …",
        "(?<!there )\\b(?:is|are|was|were) no"
            + " (?!longer|more|less|different|better|worse|other|need|one)\\w+");
    put(patterns, "What … .", START + "(?-i:What)\\b[^.!?|]*+(?!\\?)");
    put(patterns, "So many …", START + "(?-i:So) (?:many|long|much|far)\\b");
    put(patterns, "hand in", "\\bhand(?:s|ed|ing)?(?: it| them)? in\\b(?! hand)");
    put(patterns, "be had", "\\b(?:be|was|were|is|are) had\\b");
    return patterns;
  }

  private static void put(Map<String, Pattern> patterns, String name, String pattern) {
    patterns.put(name, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
  }

  /** The comments of a Java file, one text each, without their markup and code. */
  static List<String> comments(String java) {
    List<String> comments = new ArrayList<>();
    Matcher token = TOKEN.matcher(java);
    while (token.find()) {
      String text = token.group();
      if (text.startsWith("/*") || text.startsWith("//")) {
        String plain = CODE.matcher(text).replaceAll("X");
        comments.add(oneLine(plain.replaceAll("(?m)^\\s*(?:/\\*+|\\*+/?|//)|\\*+/$|</?\\w+>", "")));
      }
    }
    return comments;
  }

  /** The paragraphs, list items and rows of a Markdown document, without code and link targets. */
  static List<String> paragraphs(String markdown) {
    String prose =
        markdown
            .replaceAll("(?ms)^ *```.*?^ *```", "")
            .replaceAll("`[^`]*`", "X")
            .replaceAll("\\]\\([^)\\s]*\\)", "]");
    return PARAGRAPH_END.splitAsStream(prose).map(DialectWords::oneLine).toList();
  }

  /** The values of a properties file. */
  static List<String> values(String properties) {
    return properties
        .lines()
        .filter(line -> line.matches("[^#!].*[=].*"))
        .map(line -> oneLine(line.substring(line.indexOf('=') + 1)))
        .toList();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /** Every match of the pattern with this name, with the words around it. */
  static List<String> in(String pattern, List<String> texts) {
    List<String> found = new ArrayList<>();
    Pattern compiled = Objects.requireNonNull(PATTERNS.get(pattern));
    for (String text : texts) {
      Matcher match = compiled.matcher(text);
      while (match.find()) {
        int end = Math.min(text.length(), match.start() + 60);
        found.add("…" + text.substring(Math.max(0, match.start() - 20), end) + "…");
      }
    }
    return found;
  }
}
