package cn.beian.inspect.webapp.facts;

import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.markup.Markup.Element;
import cn.beian.inspect.webapp.project.TemplateExpressions;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a template says who is responsible: at the foot of a page, and in a text that stands behind
 * its label, as in {@code <text>主办单位：</text><text>…</text>}, which is read as one line.
 */
final class SponsorLabels {
  private static final int MAX_LABEL = 20;
  private static final int MAX_LINE = 80;

  private static final Pattern LABEL =
      Pattern.compile(
          Catalogue.bundled().sponsorLabels().stream()
              .map(Pattern::quote)
              .collect(Collectors.joining("|", ".*(?:", ")\\s?[:：]")));

  /** A class or folder of the foot of a page. */
  private static final Pattern FOOT =
      Pattern.compile("(?i).*(?:footer|copy[-_]?right).*|(?:page[-_]?)?foot|foot[-_].*");

  /** Feet of what a page consists of. */
  private static final Pattern PART =
      Pattern.compile("(?i)(?:card|modal|dialog|popup|item|order|list|goods|cell|sheet|table).*");

  private String label = "";

  /** The label that was met last together with this text; empty where that is not its value. */
  Optional<String> line(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String whole = label + text;
    boolean isValue = !label.isEmpty() && !text.startsWith(TemplateExpressions.GAP);
    boolean isLabel = text.length() <= MAX_LABEL && LABEL.matcher(text).matches();
    label = isLabel ? text : "";
    return Optional.of(whole).filter(w -> isValue && !isLabel && w.length() <= MAX_LINE);
  }

  /** Something else follows the label: a field to fill in. */
  void interrupted() {
    label = "";
  }

  /** Whether an element is the foot of a page, by its class. */
  static boolean isFooter(Element element) {
    String classes = element.value("class") + ' ' + element.value("class-name");
    for (String each : classes.strip().split("\\s+", -1)) {
      if (FOOT.matcher(each).matches() && !PART.matcher(each).matches()) {
        return true;
      }
    }
    return element.name().equals("footer");
  }

  /** Whether a file holds the foot of a page, by its name or its folder. */
  static boolean isFooter(String file) {
    String[] parts = file.substring(0, Math.max(0, file.lastIndexOf('.'))).split("/", -1);
    for (int i = Math.max(0, parts.length - 2); i < parts.length; i++) {
      if (FOOT.matcher(parts[i]).matches() && !PART.matcher(parts[i]).matches()) {
        return true;
      }
    }
    return false;
  }
}
