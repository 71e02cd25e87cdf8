package cn.beian.server.apps;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The list of units that use an app, as an application holds it: one a line, or several. */
final class TypedUnits {
  /** Names of a list that are kept apart; the others stay in the filing alone. */
  static final int MOST = 200;

  /** Characters of a name or line that are kept. */
  static final int LONGEST = 200;

  private static final int MOST_CANDIDATES = 2000;
  private static final Pattern LINES = Pattern.compile("\\R+");
  private static final Pattern PARTS = Pattern.compile("[、，,；;]");

  /** Lines by what is kept of them. */
  private final Map<String, String> lines = new LinkedHashMap<>();

  TypedUnits(String value) {
    LINES
        .splitAsStream(value)
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> lines.putIfAbsent(kept(line), line));
  }

  /** A text as it is kept: the beginning of a long one. */
  static String kept(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  /** The lines that another list does not have, each as it is kept. */
  List<String> without(TypedUnits other) {
    return lines.keySet().stream().filter(line -> !other.lines.containsKey(line)).toList();
  }

  /** The whole line of what is kept of it. */
  String whole(String kept) {
    return lines.getOrDefault(kept, kept);
  }

  /** The names within a line. */
  static Stream<String> parts(String line) {
    return PARTS.splitAsStream(line).map(String::strip).filter(part -> !part.isEmpty());
  }

  /** What of some lines may be a name: each of the first lines, and the first parts of each. */
  List<String> candidates(List<String> some) {
    return some.stream()
        .limit(MOST)
        .map(this::whole)
        .flatMap(line -> Stream.concat(Stream.of(line), parts(line).limit(MOST)))
        .filter(name -> name.length() <= LONGEST)
        .distinct()
        .limit(MOST_CANDIDATES)
        .toList();
  }

  /** How many names there are beyond those that are kept. */
  int more() {
    return (int) Math.max(0, lines.values().stream().flatMap(TypedUnits::parts).count() - MOST);
  }
}
