package cn.beian.inspect.ios.plist;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.reader.Limits;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A property list in the text form of NeXTSTEP (Apple, "Old-Style ASCII Property Lists"): {@code
 * "text"} or a bare word, {@code ( … , … )}, <code>{ key = value; }</code>, {@code <hex>}; comments
 * of C and C++. A {@code .strings} file is a dictionary without its braces, in which {@code "key";}
 * stands for a value that is equal to its key.
 */
final class TextPlist {
  private static final String BARE = "_$/:.-";

  private final String text;
  private final int nesting;
  private int at;

  TextPlist(String text, Limits limits) {
    this.text = text;
    this.nesting = limits.nesting();
  }

  Plist read() throws BrokenDataException {
    blank();
    if (at < text.length() && (peek() == '{' || peek() == '(' || peek() == '<')) {
      return value(0);
    }
    return members('\0', 0);
  }

  private BrokenDataException broken(String what) {
    return new BrokenDataException(at, what);
  }

  private char peek() throws BrokenDataException {
    if (at >= text.length()) {
      throw broken("ends inside of a value");
    }
    return text.charAt(at);
  }

  /** Passes over blanks and comments. */
  private void blank() throws BrokenDataException {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw broken("a comment that does not end");
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  private Plist value(int depth) throws BrokenDataException {
    if (depth > nesting) {
      throw broken("nested deeper than " + nesting);
    }
    return switch (peek()) {
      case '{' -> {
        at++;
        yield members('}', depth);
      }
      case '(' -> {
        at++;
        yield items(depth);
      }
      case '<' -> data();
      default -> Plist.scalar(word());
    };
  }

  private Plist members(char end, int depth) throws BrokenDataException {
    Map<String, Plist> members = new LinkedHashMap<>();
    while (true) {
      blank();
      if (at >= text.length() && end == '\0') {
        return Plist.of(members);
      }
      if (peek() == end) {
        at++;
        return Plist.of(members);
      }
      String key = word();
      blank();
      Plist value = Plist.scalar(key);
      if (peek() == '=') {
        at++;
        blank();
        value = value(depth + 1);
        blank();
      }
      members.putIfAbsent(key, value);
      if (at < text.length() && text.charAt(at) == ';') {
        at++;
      } else if (end == '\0' || peek() != end) {
        throw broken("no semicolon");
      }
    }
  }

  private Plist items(int depth) throws BrokenDataException {
    List<Plist> items = new ArrayList<>();
    while (true) {
      blank();
      if (peek() == ')') {
        at++;
        return Plist.of(items);
      }
      items.add(value(depth + 1));
      blank();
      if (peek() == ',') {
        at++;
      } else if (peek() != ')') {
        throw broken("no comma");
      }
    }
  }

  private Plist data() throws BrokenDataException {
    int end = text.indexOf('>', at);
    if (end < 0) {
      throw broken("bytes that do not end");
    }
    String hex = text.substring(at + 1, end).replaceAll("\\s", "");
    at = end + 1;
    try {
      return Plist.scalar(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      throw broken("bytes that are no hexadecimal");
    }
  }

  private String word() throws BrokenDataException {
    char first = peek();
    if (first == '"' || first == '\'') {
      at++;
      return quoted(first);
    }
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || BARE.indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    if (at == start) {
      throw broken("neither a word nor a quote");
    }
    return text.substring(start, at);
  }

  private String quoted(char quote) throws BrokenDataException {
    StringBuilder out = new StringBuilder();
    for (char c = peek(); c != quote; c = peek()) {
      at++;
      out.append(c == '\\' ? escaped() : c);
    }
    at++;
    return out.toString();
  }

  private char escaped() throws BrokenDataException {
    char c = peek();
    at++;
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'a' -> '\u0007';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'v' -> '\u000b';
      case 'U', 'u' -> (char) number(16, 4);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        yield (char) number(8, 3);
      }
      default -> c;
    };
  }

  private int number(int radix, int digits) {
    int value = 0;
    for (int i = 0; i < digits && at < text.length(); i++, at++) {
      int digit = Character.digit(text.charAt(at), radix);
      if (digit < 0) {
        break;
      }
      value = value * radix + digit;
    }
    return value;
  }
}
