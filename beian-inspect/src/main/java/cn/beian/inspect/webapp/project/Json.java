package cn.beian.inspect.webapp.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value with its line. Configuration files of mini-programs carry comments, trailing commas
 * and byte order marks; all of these are read. Values of the wrong type read as absent.
 *
 * @param value {@code Map<String, Json>}, {@code List<Json>}, or the text of a string or bare word
 * @param line from 1
 */
public record Json(Object value, int line) {
  public static final Json ABSENT = new Json("", 0);

  /** The text is no JSON, or is nested too deep. */
  public static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;

    Broken(int line, String what) {
      super("line " + line + ": " + what);
      this.what = "line " + line + ": " + what;
    }

    public String what() {
      return what;
    }
  }

  /** Reads the first value of the text. */
  public static Json parse(String text, int maxNesting) throws Broken {
    return new Parser(text, maxNesting).value(0);
  }

  @SuppressWarnings("unchecked")
  public Map<String, Json> members() {
    return value instanceof Map<?, ?> map ? (Map<String, Json>) map : Map.of();
  }

  @SuppressWarnings("unchecked")
  public List<Json> items() {
    return value instanceof List<?> list ? (List<Json>) list : List.of();
  }

  public Json get(String name) {
    return members().getOrDefault(name, ABSENT);
  }

  public String text() {
    return value instanceof String text ? text : "";
  }

  /** As JSON, one member a line; bare words become strings. */
  public String written() {
    StringBuilder out = new StringBuilder();
    write(out);
    return out.toString();
  }

  private void write(StringBuilder out) {
    if (value instanceof Map<?, ?>) {
      String before = "{";
      for (Map.Entry<String, Json> member : members().entrySet()) {
        out.append(before).append('\n');
        quoted(member.getKey(), out);
        out.append(':');
        member.getValue().write(out);
        before = ",";
      }
      out.append(members().isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?>) {
      String before = "[";
      for (Json item : items()) {
        out.append(before).append('\n');
        item.write(out);
        before = ",";
      }
      out.append(items().isEmpty() ? "[]" : "]");
    } else {
      quoted(text(), out);
    }
  }

  private static void quoted(String text, StringBuilder out) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    out.append('"').append(escaped).append('"');
  }

  private static final class Parser {
    private final String text;
    private final int maxNesting;
    private int at;
    private int line = 1;

    Parser(String text, int maxNesting) {
      this.text = text;
      this.maxNesting = maxNesting;
    }

    Json value(int depth) throws Broken {
      if (depth > maxNesting) {
        throw new Broken(line, "nested more than " + maxNesting + " deep");
      }
      char c = peek();
      int start = line;
      return switch (c) {
        case '{' -> new Json(object(depth), start);
        case '[' -> new Json(array(depth), start);
        case '"', '\'' -> new Json(string(), start);
        default -> new Json(word(), start);
      };
    }

    private Map<String, Json> object(int depth) throws Broken {
      Map<String, Json> members = new LinkedHashMap<>();
      at++;
      while (peek() != '}') {
        if (peek() == ',') {
          at++;
          continue;
        }
        String name = peek() == '"' || peek() == '\'' ? string() : word();
        if (peek() != ':') {
          throw new Broken(line, "expected : after \"" + name + "\"");
        }
        at++;
        members.put(name, value(depth + 1));
      }
      at++;
      return members;
    }

    private List<Json> array(int depth) throws Broken {
      List<Json> items = new ArrayList<>();
      at++;
      while (peek() != ']') {
        if (peek() == ',') {
          at++;
          continue;
        }
        items.add(value(depth + 1));
      }
      at++;
      return items;
    }

    private String string() throws Broken {
      char quote = text.charAt(at++);
      StringBuilder out = new StringBuilder();
      while (at < text.length() && text.charAt(at) != quote) {
        char c = text.charAt(at++);
        if (c == '\n') {
          line++;
        }
        out.append(c == '\\' && at < text.length() ? escaped(text.charAt(at++)) : c);
      }
      if (at >= text.length()) {
        throw new Broken(line, "string without end");
      }
      at++;
      return out.toString();
    }

    private char escaped(char c) throws Broken {
      if (c != 'u') {
        return switch (c) {
          case 'n' -> '\n';
          case 't' -> '\t';
          case 'r' -> '\r';
          case 'b' -> '\b';
          case 'f' -> '\f';
          default -> c;
        };
      }
      int code = 0;
      for (int end = at + 4; at < end; at++) {
        int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0) {
          throw new Broken(line, "bad \\u escape");
        }
        code = code * 16 + digit;
      }
      return (char) code;
    }

    private String word() throws Broken {
      int start = at;
      while (at < text.length() && ",:{}[]\"' \t\r\n/".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      if (at == start) {
        throw new Broken(line, at < text.length() ? "unexpected " + text.charAt(at) : "ends early");
      }
      return text.substring(start, at);
    }

    /** The next character that is neither space nor comment. */
    private char peek() throws Broken {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '\n') {
          line++;
        }
        if (Character.isWhitespace(c) || c == '\uFEFF') {
          at++;
        } else if (text.startsWith("//", at)) {
          int end = text.indexOf('\n', at);
          at = end < 0 ? text.length() : end;
        } else if (text.startsWith("/*", at)) {
          int end = text.indexOf("*/", at + 2);
          end = end < 0 ? text.length() : end + 2;
          line += (int) text.substring(at, end).chars().filter(ch -> ch == '\n').count();
          at = end;
        } else {
          return c;
        }
      }
      throw new Broken(line, "ends early");
    }
  }
}
