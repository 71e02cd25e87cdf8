package cn.beian.server.records;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what {@link CanonicalJson} writes and nothing else: of each value there is one form, so
 * what is read would be written as the same bytes again. A check of a million entries asks that of
 * each of them.
 */
final class CanonicalJsonReader {
  private static final int MAX_DEPTH = 500;

  /** Thrown where the bytes are not canonical; carries nothing, since nobody asks where. */
  private static final class NotCanonical extends Exception {
    private static final long serialVersionUID = 1;

    NotCanonical() {
      super(null, null, false, false);
    }
  }

  private final byte[] bytes;
  private int at;

  private CanonicalJsonReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The members of an object, in ascending order of their names; each value is a String, an
   * Integer, a Boolean, a List or a Map of such values. Empty if the bytes are not the canonical
   * form of an object, or nested deeper than {@value #MAX_DEPTH}.
   */
  static Optional<Map<String, Object>> read(byte[] bytes) {
    CanonicalJsonReader reader = new CanonicalJsonReader(bytes);
    try {
      reader.expect('{');
      Map<String, Object> members = reader.members(1);
      return reader.at == bytes.length ? Optional.of(members) : Optional.empty();
    } catch (NotCanonical e) {
      return Optional.empty();
    }
  }

  private Object value(int depth) throws NotCanonical {
    if (depth > MAX_DEPTH) {
      throw new NotCanonical();
    }
    return switch (next()) {
      case '"' -> string();
      case '{' -> members(depth + 1);
      case '[' -> items(depth + 1);
      case 't' -> word("rue", true);
      case 'f' -> word("alse", false);
      default -> {
        at--;
        yield number();
      }
    };
  }

  private Map<String, Object> members(int depth) throws NotCanonical {
    Map<String, Object> members = new LinkedHashMap<>();
    if (ends('}')) {
      return members;
    }
    String before = "";
    do {
      expect('"');
      String name = string();
      if (!members.isEmpty() && name.compareTo(before) <= 0) {
        throw new NotCanonical();
      }
      expect(':');
      members.put(name, value(depth));
      before = name;
    } while (continues('}'));
    return members;
  }

  private List<Object> items(int depth) throws NotCanonical {
    List<Object> items = new ArrayList<>();
    if (ends(']')) {
      return items;
    }
    do {
      items.add(value(depth));
    } while (continues(']'));
    return items;
  }

  private String string() throws NotCanonical {
    int start = at;
    for (int c = next(); c != '"'; c = next()) {
      if (c == '\\') {
        at--;
        return escaped(start);
      }
      if (c < 0x20) {
        throw new NotCanonical();
      }
    }
    return text(start, at - 1);
  }

  /** The rest of a string with escapes, of which {@code at} is the first. */
  private String escaped(int start) throws NotCanonical {
    StringBuilder text = new StringBuilder(text(start, at));
    int plain = at;
    for (int c = next(); c != '"'; c = next()) {
      if (c < 0x20) {
        throw new NotCanonical();
      }
      if (c == '\\') {
        text.append(text(plain, at - 1)).append(escape());
        plain = at;
      }
    }
    return text.append(text(plain, at - 1)).toString();
  }

  private char escape() throws NotCanonical {
    int c = next();
    return switch (c) {
      case '"', '\\' -> (char) c;
      case 'b' -> '\b';
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'u' -> control();
      default -> throw new NotCanonical();
    };
  }

  private char control() throws NotCanonical {
    expect('0');
    expect('0');
    char c = (char) (hex(next()) << 4 | hex(next()));
    if (c >= 0x20 || "\b\t\n\f\r".indexOf(c) >= 0) {
      throw new NotCanonical(); // it has a shorter form
    }
    return c;
  }

  private static int hex(int digit) throws NotCanonical {
    int value = "0123456789abcdef".indexOf(digit);
    if (value < 0) {
      throw new NotCanonical();
    }
    return value;
  }

  private String text(int start, int end) throws NotCanonical {
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    if (text.indexOf('\ufffd') >= 0) { // maybe put there for what is no UTF-8
      byte[] again = text.getBytes(StandardCharsets.UTF_8);
      if (!Arrays.equals(again, 0, again.length, bytes, start, end)) {
        throw new NotCanonical();
      }
    }
    return text;
  }

  private Integer number() throws NotCanonical {
    int start = at;
    while (at < bytes.length && (bytes[at] == '-' || (bytes[at] >= '0' && bytes[at] <= '9'))) {
      at++;
    }
    String digits = new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
    try {
      Integer number = Integer.valueOf(digits);
      if (number.toString().equals(digits)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new NotCanonical();
  }

  /** Whether there is another one after a comma; else the end must follow. */
  private boolean continues(char end) throws NotCanonical {
    int c = next();
    if (c != ',' && c != end) {
      throw new NotCanonical();
    }
    return c == ',';
  }

  private boolean ends(char end) throws NotCanonical {
    if (next() == end) {
      return true;
    }
    at--;
    return false;
  }

  private boolean word(String rest, boolean meaning) throws NotCanonical {
    for (int i = 0; i < rest.length(); i++) {
      expect(rest.charAt(i));
    }
    return meaning;
  }

  private void expect(char expected) throws NotCanonical {
    if (next() != expected) {
      throw new NotCanonical();
    }
  }

  private int next() throws NotCanonical {
    if (at == bytes.length) {
      throw new NotCanonical();
    }
    return bytes[at++] & 0xff;
  }
}
