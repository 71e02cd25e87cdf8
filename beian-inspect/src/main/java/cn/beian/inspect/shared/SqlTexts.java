package cn.beian.inspect.shared;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import java.util.Map;
import java.util.regex.Pattern;

/** Statements of databases among the texts of the app's own code. */
public final class SqlTexts {
  private static final int MIN = 12;
  private static final int MAX = 2_000;

  /** The words that open a statement, by their first letters. */
  private static final String FIRST = "sSiIuUdDrR";

  private static final Pattern STATEMENT =
      Pattern.compile(
          "\\s{0,9}(?:select\\s.{1,400}?\\sfrom\\s|insert\\s(?:or\\s\\w{1,9}\\s)?\\s{0,9}into\\s"
              + "|replace\\s{1,9}into\\s|update\\s.{1,200}?\\sset\\s|delete\\s{1,9}from\\s).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private SqlTexts() {}

  /** Adds a CONST_STRING fact where the text is a statement or begins one. */
  public static void add(FactSink facts, String text, Locator at) {
    if (is(text)) {
      facts.add(FactKind.CONST_STRING, at, Map.of(Field.TEXT, text));
    }
  }

  /** Whether a text is a statement or begins one. */
  static boolean is(String text) {
    if (text.length() < MIN || text.length() > MAX) {
      return false;
    }
    int at = 0;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at < text.length()
        && FIRST.indexOf(text.charAt(at)) >= 0
        && STATEMENT.matcher(text).matches();
  }
}
