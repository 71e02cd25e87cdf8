package cn.beian.inspect.webapp.project;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of a template split into what is written and what its {@code {{…}}} expressions hold.
 *
 * @param text as written, each expression replaced by {@link #GAP}, space collapsed
 * @param literals strings in the expressions that may be shown, so not those compared with
 * @param compared strings in the expressions that are only compared with
 * @param names dotted names in the expressions
 */
public record TemplateExpressions(
    String text, List<String> literals, List<String> compared, List<String> names) {
  /** Stands for the value of an expression. */
  public static final String GAP = "…";

  /** Below it there are no Chinese characters, which most texts need no more than to be told. */
  private static final char FIRST_CHINESE = '\u2e80';

  /** Longer expressions are read only so far. */
  private static final int MAX_CHARS = 2_000;

  private static final Pattern LITERAL = Pattern.compile("'([^']*)'|\"([^\"]*)\"|`([^`]*)`");

  /** What stands between two parts of one sum: a plus sign, or something added between two. */
  private static final Pattern SUM = Pattern.compile("\\s*\\+(?:([^?:,;|&=<>+]+)\\+)*\\s*");

  private static final Pattern INSERTED = Pattern.compile("\\$\\{[^}]*\\}");
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*(?:\\.[A-Za-z_$][A-Za-z0-9_$]*)*");
  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "undefined", "item", "index", "length", "typeof");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** What may be shown: the text, then the strings in its expressions. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>(literals);
    texts.add(0, text);
    return texts;
  }

  public static TemplateExpressions of(String written) {
    // <text> breaks the line where a template says \n
    String raw = written.contains("\\n") ? written.replace("\\n", "  ") : written;
    int start = raw.indexOf("{{");
    if (start < 0) {
      return new TemplateExpressions(collapsed(raw), List.of(), List.of(), List.of());
    }
    StringBuilder text = new StringBuilder();
    List<String> literals = new ArrayList<>();
    List<String> compared = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    int at = 0;
    while (start >= 0) {
      text.append(raw, at, start);
      int end = raw.indexOf("}}", start);
      int stop = end < 0 ? raw.length() : end;
      read(raw.substring(start + 2, Math.min(stop, start + MAX_CHARS)), literals, compared, names);
      text.append(GAP);
      at = end < 0 ? raw.length() : end + 2;
      start = raw.indexOf("{{", at);
    }
    text.append(raw.substring(at));
    return new TemplateExpressions(
        collapsed(text.toString()), literals, compared, List.copyOf(names));
  }

  private static void read(
      String expression, List<String> literals, List<String> compared, Set<String> names) {
    StringBuilder rest = new StringBuilder(expression);
    Matcher literal = LITERAL.matcher(expression);
    int before = 0;
    while (literal.find()) {
      String value = value(literal);
      boolean tested =
          expression.substring(0, literal.start()).stripTrailing().endsWith("=")
              || startsComparison(expression.substring(literal.end()).stripLeading());
      if (!value.isBlank() && tested) {
        compared.add(collapsed(value));
      } else if (!value.isBlank()) {
        add(literals, collapsed(value), expression.substring(before, literal.start()));
      }
      before = literal.end();
      rest.replace(literal.start(), literal.end(), " ".repeat(literal.end() - literal.start()));
    }
    Matcher name = NAME.matcher(rest);
    while (name.find()) {
      if (!WORDS.contains(name.group())) {
        names.add(name.group());
      }
    }
  }

  /** Adds a string; where it is one sum with the one before it, the two are one text. */
  private static void add(List<String> literals, String value, String between) {
    int last = literals.size() - 1;
    Matcher sum = SUM.matcher(between);
    if (last >= 0 && isChinese(literals.get(last) + value) && sum.matches()) {
      literals.set(last, literals.get(last) + (sum.group(1) == null ? "" : GAP) + value);
    } else {
      literals.add(value);
    }
  }

  /** The string; what a template literal puts in is a gap. */
  private static String value(Matcher literal) {
    if (literal.group(3) != null) {
      return INSERTED.matcher(literal.group(3)).replaceAll(GAP);
    }
    return literal.group(1) != null ? literal.group(1) : literal.group(2);
  }

  private static boolean startsComparison(String rest) {
    return rest.startsWith("==") || rest.startsWith("!=");
  }

  public static String collapsed(String text) {
    return isCollapsed(text) ? text.strip() : SPACE.matcher(text).replaceAll(" ").strip();
  }

  /** Whether no space follows another and none is another sign than a blank. */
  private static boolean isCollapsed(String text) {
    char before = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= '\t' && c <= '\r') || (c == ' ' && before == ' ')) {
        return false;
      }
      before = c;
    }
    return true;
  }

  /** Whether a person would see anything in it: a letter or Chinese character. */
  public static boolean says(String text) {
    return text.codePoints().anyMatch(Character::isLetter);
  }

  public static boolean isChinese(String text) {
    boolean latin = true;
    for (int i = 0; i < text.length() && latin; i++) {
      latin = text.charAt(i) < FIRST_CHINESE;
    }
    return !latin && hasChinese(text);
  }

  private static boolean hasChinese(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
  }
}
