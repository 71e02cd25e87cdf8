package cn.beian.inspect.js;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One linear pass over the tokens of a script: how deep its brackets go and, for scripts that do
 * not parse, their string literals and the platform calls. Strings, comments, templates and (by
 * what stands before the slash) regular expressions are told apart; expressions inside templates
 * are skipped. Whatever the input, it ends after one pass.
 */
final class ScriptScan {
  private static final int MAX_REGEX = 2_000;

  private final String text;
  private final Lines lines;
  private final List<Literal> literals = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final Set<String> modules = new LinkedHashSet<>();
  private int at;
  private int depth;
  private int nesting;
  private char before = ';';
  private String word = "";
  private String key = "";

  private ScriptScan(String text) {
    this.text = text;
    this.lines = new Lines(text);
  }

  static ScriptScan of(String text) {
    ScriptScan scan = new ScriptScan(text);
    scan.run();
    return scan;
  }

  /** The most brackets that were open at once. */
  int nesting() {
    return nesting;
  }

  Script script(String problem) {
    return new Script(
        List.copyOf(literals),
        List.copyOf(calls),
        new TreeMap<>(),
        new TreeMap<>(),
        List.copyOf(modules),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        problem.isEmpty() ? "not parsed" : problem);
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '/' && at + 1 < text.length() && text.charAt(at + 1) == '/') {
        skipTo("\n", at + 2);
      } else if (c == '/' && at + 1 < text.length() && text.charAt(at + 1) == '*') {
        skipTo("*/", at + 2);
      } else if (c == '\'' || c == '"' || c == '`') {
        string(c);
      } else if (c == '/' && "(,=:[!&|?{};+".indexOf(before) >= 0) {
        regex();
      } else if (Character.isJavaIdentifierStart(c)) {
        name();
      } else {
        sign(c);
      }
    }
  }

  private void skipTo(String end, int from) {
    int found = text.indexOf(end, from);
    at = found < 0 ? text.length() : found + end.length();
  }

  private void sign(char c) {
    at++;
    if (Character.isWhitespace(c)) {
      return;
    }
    if (c == '(' || c == '[' || c == '{') {
      nesting = Math.max(nesting, ++depth);
    } else if (c == ')' || c == ']' || c == '}') {
      depth = Math.max(0, depth - 1);
    }
    if (c == ':') {
      key = word;
    } else if (c != '[' && c != '(') {
      key = "";
    }
    before = c;
  }

  private void name() {
    int start = at;
    while (at < text.length()
        && (Character.isJavaIdentifierPart(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    word = text.substring(start, at);
    before = 'a';
    int dot = word.indexOf('.');
    if (dot > 0
        && ScopeAnalysis.PLATFORMS.contains(word.substring(0, dot))
        && word.length() < 100) {
      calls.add(new Call(word, lines.at(start), "", List.of()));
    }
  }

  private void string(char quote) {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at);
      if (c == '\n' && quote != '`') {
        break;
      }
      if (c == '\\' && at + 1 < text.length()) {
        value.append(text.charAt(at + 1));
        at += 2;
      } else if (quote == '`' && c == '$' && text.startsWith("${", at)) {
        literal(value.toString(), start);
        value.setLength(0);
        int end = text.indexOf('}', at);
        at = end < 0 ? text.length() : end + 1;
      } else {
        value.append(c);
        at++;
      }
    }
    at++;
    literal(value.toString(), start);
    if (word.equals("require") || word.equals("from") || word.equals("import")) {
      modules.add(value.toString());
    }
    before = 'a';
  }

  private void literal(String value, int start) {
    if (!value.isEmpty()) {
      String call = before == '(' ? word : "";
      List<String> path = key.isEmpty() ? List.of() : List.of(key);
      literals.add(new Literal(value, lines.at(start), "", call, path));
    }
  }

  /** A regular expression ends at an unescaped slash on the same line; else it was a division. */
  private void regex() {
    boolean set = false;
    for (int i = at + 1;
        i < Math.min(text.length(), at + MAX_REGEX) && text.charAt(i) != '\n';
        i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[') {
        set = true;
      } else if (c == ']') {
        set = false;
      } else if (c == '/' && !set) {
        at = i + 1;
        before = 'a';
        return;
      }
    }
    sign('/');
  }
}
