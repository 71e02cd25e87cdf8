package cn.beian.inspect.ios;

import cn.beian.inspect.ios.plist.Plist;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which files of a bundle belong into the list of what was signed (Apple, Technical Note 2206, and
 * {@code resources.cpp} of its Security framework): {@code rules2}, in older lists {@code rules},
 * gives expressions true, false, or a dictionary of {@code weight} and {@code omit}. Of those that
 * are found in a path the heaviest decides; of two that weigh the same the one that omits. What no
 * rule names is not listed. The expressions are matched in time linear in the path.
 */
final class SealRules {
  private static final int MAX_RULES = 64;
  private static final int MAX_EXPRESSION = 300;
  private static final int MAX_PATH = 1024; // of iOS
  private static final long MAX_WORK = 20_000_000;

  /** What Xcode lists by where a list says nothing of it. */
  private static final SealRules USUAL =
      new SealRules(
          List.of(
              rule("^.*", 1, false),
              rule("^(.*/)?\\.DS_Store$", 2000, true),
              rule("^.*\\.lproj/locversion\\.plist$", 1100, true),
              rule("^Info\\.plist$", 20, true),
              rule("^PkgInfo$", 20, true)));

  private record Rule(Pattern pattern, double weight, boolean omits) {}

  private final List<Rule> rules;
  private long work;

  private SealRules(List<Rule> rules) {
    this.rules = rules;
  }

  private static Rule rule(String expression, double weight, boolean omits) {
    return new Rule(Pattern.compile(expression), weight, omits);
  }

  /** Of a list of what was signed. */
  static SealRules of(Plist list) {
    Map<String, Plist> newer = list.get("rules2").members();
    Map<String, Plist> stated = newer.isEmpty() ? list.get("rules").members() : newer;
    List<Rule> rules = new ArrayList<>();
    stated.entrySet().stream()
        .limit(MAX_RULES)
        .forEach(
            each -> {
              String expression = each.getKey();
              Plist value = each.getValue();
              boolean omits =
                  value.isFlag() ? !value.flag() : value.get("omit").flag(); // false omits
              if (expression.length() <= MAX_EXPRESSION && expression.indexOf('{') < 0) {
                try {
                  rules.add(rule(expression, weight(value), omits));
                } catch (PatternSyntaxException e) {
                  // as none: files that it would have omitted are told
                }
              }
            });
    return rules.isEmpty() ? new SealRules(USUAL.rules) : new SealRules(rules);
  }

  private static double weight(Plist value) {
    String text = value.isFlag() ? "" : value.get("weight").text() + value.text();
    try {
      return text.isEmpty() ? 1 : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  /** Whether a file belongs into the list; its path is below the bundle. */
  boolean seals(String path) {
    if (path.length() > MAX_PATH || work > MAX_WORK) {
      return true;
    }
    boolean seals = false;
    double heaviest = Double.NEGATIVE_INFINITY;
    for (Rule rule : rules) {
      work += path.length();
      boolean heavier = rule.weight > heaviest || (rule.weight == heaviest && rule.omits);
      if (heavier && rule.pattern.matcher(path).find()) {
        heaviest = rule.weight;
        seals = !rule.omits;
      }
    }
    return seals;
  }

  /**
   * Whether it is part of the signature or of what the App Store adds to an app: {@code
   * _CodeSignature/CodeResources} and its like, {@code SC_Info/Demo.sinf}.
   */
  static boolean isOutside(String path) {
    String[] parts = path.split("/", -1);
    String file = parts[parts.length - 1];
    String folder = parts.length > 1 ? parts[parts.length - 2] : "";
    return switch (folder) {
      case "_CodeSignature" -> parts.length == 2 && file.matches("Code[A-Za-z]{1,20}(?:-\\d)?");
      case "SC_Info" ->
          file.equals("Manifest.plist")
              || file.toLowerCase(Locale.ROOT).matches(".*\\.(?:sinf|sup[fpx])");
      default -> file.equals(".DS_Store") || path.equals("CodeResources");
    };
  }
}
