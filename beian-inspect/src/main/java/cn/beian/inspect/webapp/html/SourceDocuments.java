package cn.beian.inspect.webapp.html;

import cn.beian.inspect.markup.Entities;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages that stand in an attribute of a frame (HTML: {@code <iframe srcdoc="…">}). */
final class SourceDocuments {
  /** A frame, or what holds no elements. */
  private static final Pattern START = Pattern.compile("(?i)<(?:(iframe)|(script|style)|(!--))");

  private static final Pattern END_OF_SCRIPT = Pattern.compile("(?i)</(?:script|style)");

  /** A name with its value in quotes or without. */
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "[\\s/]*+([^\\s=>/]++)(?:\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'>][^\\s>]*+)))?");

  private SourceDocuments() {}

  /**
   * The pages, their entities decoded; where they stood, the text is blank.
   *
   * @param from where the text is looked through
   */
  static List<String> taken(StringBuilder text, int from) {
    List<String> found = new ArrayList<>();
    String whole = text.toString();
    Matcher start = START.matcher(whole);
    Matcher attribute = ATTRIBUTE.matcher(whole);
    int at = from;
    while (at >= 0 && at < whole.length() && start.find(at)) {
      at = start.end();
      if (start.start(1) >= 0) {
        while (attribute.region(at, whole.length()).lookingAt()) {
          at = attribute.end();
          if (attribute.group(1).equalsIgnoreCase("srcdoc")) {
            take(attribute, text, found);
          }
        }
      } else if (start.start(2) >= 0) {
        Matcher end = END_OF_SCRIPT.matcher(whole);
        at = end.find(at) ? end.end() : -1;
      } else {
        at = whole.indexOf("-->", at);
      }
    }
    return found;
  }

  private static void take(Matcher attribute, StringBuilder text, List<String> found) {
    for (int group = 2; group <= attribute.groupCount(); group++) {
      String value = attribute.group(group);
      if (value != null && !value.isBlank()) {
        found.add(Entities.decoded(value));
        for (int i = attribute.start(group); i < attribute.end(group); i++) {
          text.setCharAt(i, text.charAt(i) == '\n' ? '\n' : ' ');
        }
      }
    }
  }
}
