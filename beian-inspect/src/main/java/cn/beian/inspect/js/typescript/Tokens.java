package cn.beian.inspect.js.typescript;

import java.util.Arrays;

/**
 * The tokens of a script, read one at a time because only the reader of the grammar knows what a
 * slash or a less-than sign begins; and the edits to its text, which go back together with the
 * position.
 */
final class Tokens {
  /** What a token is. */
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    TEMPLATE,
    SIGN,
    END
  }

  private static final String[] SIGNS = {
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=",
    "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=",
    "**", "<<", ">>"
  };

  /** Times the length of the text that may be read again after going back. */
  private static final long MAX_PASSES = 12;

  /** The same in characters: a long token that is read often counts as what it is. */
  private static final long MAX_CHARACTER_PASSES = 64;

  final String text;
  private final int maxDepth;
  private int depth;
  private long steps;
  private long characters;
  private int[] edits = new int[96];
  private int editCount;

  Kind kind = Kind.END;
  int start;
  int end;
  int before;
  boolean lineBefore;

  Tokens(String text, int maxDepth) throws UnsupportedSyntaxException {
    this.text = text;
    this.maxDepth = maxDepth;
    if (text.startsWith("#!")) {
      int line = text.indexOf('\n');
      end = line < 0 ? text.length() : line;
      blank(0, end);
    }
    next();
  }

  /** A state to go back to. */
  record Mark(
      Kind kind, int start, int end, int before, boolean lineBefore, int edits, int depth) {}

  Mark mark() {
    return new Mark(kind, start, end, before, lineBefore, editCount, depth);
  }

  void back(Mark mark) {
    kind = mark.kind;
    start = mark.start;
    end = mark.end;
    before = mark.before;
    lineBefore = mark.lineBefore;
    editCount = mark.edits;
    depth = mark.depth;
  }

  UnsupportedSyntaxException problem(String expected) {
    int at = Math.min(start, text.length());
    int to = Math.max(at, Math.min(Math.min(end, text.length()), start + 20));
    boolean over = kind == Kind.END;
    return new UnsupportedSyntaxException(
        () ->
            "line "
                + (1 + text.substring(0, at).chars().filter(c -> c == '\n').count())
                + (": expected " + expected + ", found ")
                + (over ? "the end" : text.substring(at, to)));
  }

  void deeper() throws UnsupportedSyntaxException {
    if (++depth > maxDepth) {
      throw new UnsupportedSyntaxException("nested too deep");
    }
  }

  void shallower() {
    depth--;
  }

  // ---- edits -----------------------------------------------------------------------------------

  /** Makes a range blank; lines stay. */
  void blank(int from, int to) {
    edit(from, to, ' ');
  }

  /** Puts another character at a place. */
  void put(int at, char c) {
    edit(at, at + 1, c);
  }

  /** Puts other characters at a place. */
  void put(int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      put(at + i, text.charAt(i));
    }
  }

  private void edit(int from, int to, char c) {
    if (from >= to) {
      return;
    }
    if (editCount + 3 > edits.length) {
      edits = Arrays.copyOf(edits, edits.length * 2);
    }
    edits[editCount++] = from;
    edits[editCount++] = to;
    edits[editCount++] = c;
  }

  /** The text with all edits. */
  String edited() {
    char[] out = text.toCharArray();
    for (int i = 0; i < editCount; i += 3) {
      for (int at = edits[i]; at < edits[i + 1]; at++) {
        if (out[at] != '\n') {
          out[at] = (char) edits[i + 2];
        }
      }
    }
    return new String(out);
  }

  // ---- tokens ----------------------------------------------------------------------------------

  boolean is(String sign) {
    return kind == Kind.SIGN && end - start == sign.length() && text.startsWith(sign, start);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && end - start == name.length() && text.startsWith(name, start);
  }

  boolean isName() {
    return kind == Kind.NAME;
  }

  String value() {
    return text.substring(start, end);
  }

  /** Goes past a sign if it is there. */
  boolean take(String sign) throws UnsupportedSyntaxException {
    boolean there = is(sign);
    if (there) {
      next();
    }
    return there;
  }

  void expect(String sign) throws UnsupportedSyntaxException {
    if (!take(sign)) {
      throw problem(sign);
    }
  }

  /** Reads on from another place. */
  void resume(int at) throws UnsupportedSyntaxException {
    end = at;
    next();
  }

  void next() throws UnsupportedSyntaxException {
    characters += Math.max(0, end - before);
    if (++steps > MAX_PASSES * (text.length() + 10L)
        || characters > MAX_CHARACTER_PASSES * (text.length() + 1_000L)) {
      throw new UnsupportedSyntaxException("read too often");
    }
    before = end;
    lineBefore = false;
    skipSpace();
    start = end;
    if (start >= text.length()) {
      kind = Kind.END;
      return;
    }
    char c = text.charAt(start);
    if (isNameStart(c)) {
      kind = Kind.NAME;
      end = start + 1;
      while (end < text.length() && isNamePart(text.charAt(end))) {
        end++;
      }
    } else if (isDigit(start) || (c == '.' && isDigit(start + 1))) {
      number();
    } else if (c == '"' || c == '\'') {
      string(c);
    } else if (c == '`') {
      kind = Kind.TEMPLATE;
      end = start + 1;
    } else {
      sign();
    }
  }

  private void skipSpace() {
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c == '\n') {
        lineBefore = true;
        end++;
      } else if (c <= ' ' || c == '\u00a0' || c == '\ufeff' || c == '\u3000' || c == '\u2028') {
        end++;
      } else if (text.startsWith("//", end)) {
        int line = text.indexOf('\n', end);
        end = line < 0 ? text.length() : line;
      } else if (text.startsWith("/*", end)) {
        int close = text.indexOf("*/", end + 2);
        int to = close < 0 ? text.length() : close + 2;
        lineBefore |= text.substring(end, to).indexOf('\n') >= 0;
        end = to;
      } else {
        return;
      }
    }
  }

  static boolean isNameStart(char c) {
    return Character.isJavaIdentifierStart(c) || c == '#' || c == '\\' || Character.isSurrogate(c);
  }

  static boolean isNamePart(char c) {
    return Character.isJavaIdentifierPart(c) || c == '\\' || Character.isSurrogate(c);
  }

  private boolean isDigit(int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private void number() {
    kind = Kind.NUMBER;
    end = start;
    boolean hex = text.startsWith("0x", start) || text.startsWith("0X", start);
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean exponent =
          !hex
              && (c == '+' || c == '-')
              && end > start
              && (text.charAt(end - 1) == 'e' || text.charAt(end - 1) == 'E');
      if (!isNamePart(c) && c != '.' && !exponent) {
        return;
      }
      end++;
    }
  }

  private void string(char quote) throws UnsupportedSyntaxException {
    kind = Kind.STRING;
    end = start + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      char c = text.charAt(end);
      if (c == '\n') {
        throw problem("the end of a string");
      }
      end += c == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      end = text.length();
      throw problem("the end of a string");
    }
    end++;
  }

  private void sign() {
    kind = Kind.SIGN;
    end = start + 1;
    for (String sign : SIGNS) {
      if (text.startsWith(sign, start)) {
        boolean number = sign.equals("?.") && isDigit(start + 2);
        end = number ? start + 1 : start + sign.length();
        return;
      }
    }
  }

  /** Goes past one opening angle bracket, which may be the half of a longer sign. */
  void openAngle() throws UnsupportedSyntaxException {
    if (!is("<") && !is("<<")) {
      throw problem("<");
    }
    resume(start + 1);
  }

  /** Goes past one closing angle bracket, which may be part of a longer sign. */
  void closeAngle() throws UnsupportedSyntaxException {
    if (kind != Kind.SIGN || text.charAt(start) != '>') {
      throw problem(">");
    }
    resume(start + 1);
  }

  /** Reads the slash that begins here as a regular expression. */
  void regex() throws UnsupportedSyntaxException {
    boolean set = false;
    for (int i = start + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[') {
        set = true;
      } else if (c == ']') {
        set = false;
      } else if (c == '/' && !set) {
        int to = i + 1;
        while (to < text.length() && isNamePart(text.charAt(to))) {
          to++;
        }
        resume(to);
        return;
      }
    }
    throw problem("the end of a regular expression");
  }

  /** Goes past brackets of all kinds with what is in them. */
  void balanced() throws UnsupportedSyntaxException {
    int open = 0;
    do {
      if (kind == Kind.END) {
        throw problem("a closing bracket");
      }
      if (kind == Kind.TEMPLATE) {
        template();
        continue;
      }
      if (kind == Kind.SIGN) {
        char c = text.charAt(start);
        open += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
      }
      next();
    } while (open > 0);
  }

  /** Goes past a template literal of a type, without a look into its expressions. */
  void template() throws UnsupportedSyntaxException {
    int i = start + 1;
    int open = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (text.startsWith("${", i)) {
        open++;
      } else if (c == '}' && open > 0) {
        open--;
      } else if (c == '`' && open == 0) {
        resume(i + 1);
        return;
      }
      i++;
    }
    throw problem("the end of a template");
  }
}
