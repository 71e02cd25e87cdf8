package cn.beian.inspect.miniprogram;

import java.util.ArrayList;
import java.util.List;

/**
 * A constant or expression of a compiled template, as {@code [3,'text']} or {@code
 * [[2,'+'],[1,'第'],[[7],[3,'n']]]}: arrays whose head says what they are.
 *
 * <pre>
 * [1,v] [3,'s']  constant          [[7],[3,'a']]  variable       [[6],a,b]  member
 * [[2,'op'],…]   operation         [[4],…] [[5],…] array         [[8],'k',v] object
 * [a,…] with a = 11  text of several pieces     z[n]  the same as an earlier one
 * </pre>
 *
 * @param text as it stood in the source: expressions in double braces
 * @param end of it
 */
record CompiledValue(String text, int end) {
  private static final int MAX_DEPTH = 60;
  private static final int MAX_ITEMS = 2_000;

  static CompiledValue read(String text, int from, List<String> earlier) {
    Reader reader = new Reader(text, from);
    if (text.startsWith("z[", from)) {
      reader.at = from + 2;
      int index = reader.number();
      String same = index >= 0 && index < earlier.size() ? earlier.get(index) : "";
      return new CompiledValue(same, reader.at);
    }
    Object value = reader.value(0);
    return new CompiledValue(whole(value), reader.at);
  }

  /** An array, a string with a quote in front, or a bare word. */
  private static final class Reader {
    private final String text;
    private int at;
    private int items;

    Reader(String text, int at) {
      this.text = text;
      this.at = at;
    }

    int number() {
      int value = 0;
      int start = at;
      while (at < text.length() && Character.isDigit(text.charAt(at)) && at - start < 8) {
        value = value * 10 + text.charAt(at++) - '0';
      }
      return at == start ? -1 : value;
    }

    Object value(int depth) {
      if (at >= text.length() || depth > MAX_DEPTH || ++items > MAX_ITEMS) {
        return "";
      }
      char c = text.charAt(at);
      if (c == '[') {
        List<Object> list = new ArrayList<>();
        at++;
        while (at < text.length() && text.charAt(at) != ']' && text.charAt(at) != ')') {
          if (text.charAt(at) == ',') {
            at++;
          } else {
            int before = at;
            list.add(value(depth + 1));
            if (at == before) {
              return list;
            }
          }
        }
        at++;
        return list;
      }
      return c == '\'' || c == '"' ? string(c) : word();
    }

    private String string(char quote) {
      StringBuilder out = new StringBuilder("'");
      at++;
      while (at < text.length() && text.charAt(at) != quote) {
        char c = text.charAt(at++);
        if (c == '\\' && at < text.length()) {
          out.append(escaped());
        } else {
          out.append(c);
        }
      }
      at++;
      return out.toString();
    }

    private char escaped() {
      char c = text.charAt(at++);
      if (c == 'u' && at + 4 <= text.length()) {
        int code = 0;
        for (int i = at; i < at + 4; i++) {
          code = code * 16 + Math.max(0, Character.digit(text.charAt(i), 16));
        }
        at += 4;
        return (char) code;
      }
      return switch (c) {
        case 'n' -> '\n';
        case 't' -> '\t';
        case 'r' -> '\r';
        default -> c;
      };
    }

    private String word() {
      int start = at;
      while (at < text.length() && ",[]()'\" \n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }
  }

  private static String whole(Object value) {
    if (value instanceof List<?> list && !list.isEmpty()) {
      Object head = list.get(0);
      if (head.equals("3") && list.size() > 1 && list.get(1) instanceof String constant) {
        return plain(constant);
      }
      if (head.equals("a") || head.equals("11")) {
        StringBuilder out = new StringBuilder();
        list.stream().skip(1).forEach(piece -> out.append(whole(piece)));
        return out.toString();
      }
    }
    String expression = expression(value);
    return expression.isEmpty() ? "" : "{{" + expression.replace("}}", "} }") + "}}";
  }

  private static String plain(String constant) {
    return constant.startsWith("'") ? constant.substring(1) : constant;
  }

  private static String expression(Object value) {
    if (value instanceof String word) {
      return word.startsWith("'") ? word + "'" : word;
    }
    List<?> list = (List<?>) value;
    if (list.isEmpty()) {
      return "";
    }
    if (!(list.get(0) instanceof List<?> head)) {
      return list.size() > 1 ? expression(list.get(1)) : "";
    }
    String kind = head.isEmpty() ? "" : String.valueOf(head.get(0));
    List<String> parts = list.stream().skip(1).map(CompiledValue::expression).toList();
    return switch (kind) {
      case "7" -> bare(parts, "");
      case "6" -> bare(parts, ".");
      case "2" -> operation(head.size() > 1 ? plain(String.valueOf(head.get(1))) : "", parts);
      case "4" -> "[" + String.join(",", parts) + "]";
      default -> String.join(",", parts);
    };
  }

  private static String bare(List<String> parts, String between) {
    return String.join(between, parts).replace("'", "");
  }

  private static String operation(String operator, List<String> parts) {
    if (operator.equals("?:") && parts.size() == 3) {
      return parts.get(0) + "?" + parts.get(1) + ":" + parts.get(2);
    }
    return parts.size() == 1 ? operator + parts.get(0) : String.join(" " + operator + " ", parts);
  }
}
