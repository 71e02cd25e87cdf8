package cn.beian.report;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts of rules that are for several platforms: a sentence that begins with the name of a platform
 * and a colon is for apps of that platform alone, {@code iOS: archive it with a distribution
 * certificate.} All other sentences are for all.
 */
final class PlatformSentences {
  private static final Map<String, String> PLATFORMS =
      Map.of(
          "Android", "android",
          "iOS", "ios",
          "HarmonyOS", "harmony",
          "Mini-programs", "mini-program",
          "小程序", "mini-program",
          "Quick apps", "quick-app",
          "快应用", "quick-app");

  private static final Pattern SENTENCE = Pattern.compile("(?s).+?(?:。|\\.(?=\\s|$)|$)\\s*");
  private static final Pattern LABEL =
      Pattern.compile(
          "^(" + String.join("|", PLATFORMS.keySet()) + ")(?:：|: )(.*)", Pattern.DOTALL);

  private PlatformSentences() {}

  /** What of a text is for a platform, without its name. */
  static String of(String text, String platform) {
    StringBuilder kept = new StringBuilder();
    Matcher sentences = SENTENCE.matcher(text);
    while (sentences.find()) {
      Matcher label = LABEL.matcher(sentences.group());
      if (!label.matches()) {
        kept.append(sentences.group());
      } else if (platform.equals(PLATFORMS.get(label.group(1)))) {
        kept.append(capital(label.group(2)));
      }
    }
    return kept.toString().strip();
  }

  private static String capital(String sentence) {
    return sentence.isEmpty()
        ? sentence
        : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }
}
