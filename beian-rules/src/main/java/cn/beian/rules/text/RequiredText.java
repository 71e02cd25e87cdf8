package cn.beian.rules.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Text of which a pattern demands one piece at least, so that what holds none of them needs no
 * pattern. Found by a look at the pattern as written; what is not understood demands nothing.
 *
 * @param pieces one of which stands in every text that matches, in lower case where case does not
 *     matter; empty where nothing is known
 * @param anyCase whether case does not matter
 */
public record RequiredText(List<String> pieces, boolean anyCase) {
  private static final String ANY_CASE = "(?i)";

  /** Folds to s, though its lower case is another letter. */
  private static final char LONG_S = '\u017F';

  public RequiredText {
    pieces = List.copyOf(pieces);
  }

  public static RequiredText of(String regex) {
    boolean anyCase = regex.startsWith(ANY_CASE);
    String rest = anyCase ? regex.substring(ANY_CASE.length()) : regex;
    Reader reader = new Reader(rest);
    List<String> pieces = reader.alternatives();
    if (reader.unknown || rest.contains("(?") || rest.contains(":]")) {
      pieces = List.of();
    }
    return new RequiredText(
        anyCase ? pieces.stream().map(piece -> piece.toLowerCase(Locale.ROOT)).toList() : pieces,
        anyCase);
  }

  /** False only where no text that holds this one can match. */
  public boolean mayMatch(String text) {
    if (pieces.isEmpty()) {
      return true;
    }
    String plain = anyCase ? text.toLowerCase(Locale.ROOT) : text;
    for (String piece : pieces) {
      if (plain.contains(piece)) {
        return true;
      }
    }
    return anyCase && text.indexOf(LONG_S) >= 0;
  }

  /** Goes through a pattern once; it is one that compiles. */
  private static final class Reader {
    private static final String WITHOUT_TEXT = "bBAzdDsSwWafnrtv";
    private static final String QUANTIFIERS = "?*+{";

    private final String regex;
    private int at;
    private boolean unknown;

    Reader(String regex) {
      this.regex = regex;
    }

    /** What alternatives demand, up to a closing bracket or the end; empty where one is free. */
    List<String> alternatives() {
      List<String> all = new ArrayList<>();
      boolean free = false;
      do {
        List<String> one = sequence();
        free |= one.isEmpty();
        all.addAll(one);
      } while (at < regex.length() && regex.charAt(at++) == '|');
      return free ? List.of() : all;
    }

    /** The longest that the parts of a sequence demand; ends before a bar or closing bracket. */
    private List<String> sequence() {
      List<List<String>> demands = new ArrayList<>();
      StringBuilder run = new StringBuilder();
      while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
        int start = at;
        List<String> part = part();
        boolean literal = regex.charAt(start) != '(' && !part.isEmpty();
        boolean quantified = at < regex.length() && QUANTIFIERS.indexOf(regex.charAt(at)) >= 0;
        boolean optional = quantified && regex.charAt(at) != '+';
        skipQuantifier();
        if (literal && !optional) {
          run.append(part.get(0));
        }
        if (!literal || quantified) {
          end(run, demands);
        }
        if (!literal && !part.isEmpty() && !optional) {
          demands.add(part);
        }
      }
      end(run, demands);
      return demands.stream().max(Comparator.comparingInt(Reader::shortest)).orElse(List.of());
    }

    private static void end(StringBuilder run, List<List<String>> demands) {
      if (!run.isEmpty()) {
        demands.add(List.of(run.toString()));
        run.setLength(0);
      }
    }

    private static int shortest(List<String> pieces) {
      return pieces.stream().mapToInt(String::length).min().orElse(0);
    }

    /** What one character, class or group demands. */
    private List<String> part() {
      char c = regex.charAt(at++);
      switch (c) {
        case '(' -> {
          return alternatives();
        }
        case '[' -> skipClass();
        case '\\' -> {
          return escape();
        }
        case '.', '^', '$' -> {}
        default -> {
          return literal(c);
        }
      }
      return List.of();
    }

    private List<String> escape() {
      char c = regex.charAt(at++);
      if (!Character.isLetterOrDigit(c)) {
        return literal(c);
      }
      if ((c == 'p' || c == 'P') && regex.startsWith("{", at)) {
        at = regex.indexOf('}', at) + 1;
      } else {
        unknown |= WITHOUT_TEXT.indexOf(c) < 0;
      }
      return List.of();
    }

    /** A letter outside ASCII may have other cases than {@link String#toLowerCase} knows. */
    private static List<String> literal(char c) {
      boolean cased = c >= 0x80 && (Character.isUpperCase(c) || Character.isLowerCase(c));
      return cased || Character.isSurrogate(c) ? List.of() : List.of(String.valueOf(c));
    }

    private void skipClass() {
      at += regex.startsWith("^", at) ? 1 : 0;
      at += regex.startsWith("]", at) ? 1 : 0; // where it comes first it is one of the class
      while (regex.charAt(at) != ']') {
        at += regex.charAt(at) == '\\' ? 2 : 1;
      }
      at++;
    }

    private void skipQuantifier() {
      while (at < regex.length() && QUANTIFIERS.indexOf(regex.charAt(at)) >= 0) {
        if (regex.charAt(at) == '{') {
          int end = regex.indexOf('}', at);
          unknown |= end < 0 || !Character.isDigit(regex.charAt(at + 1)); // else a mere bracket
          at = Math.max(at, end);
        }
        at++;
      }
    }
  }
}
