package cn.beian.facts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * JSON as plain values: {@link Map} in the order written, {@link List}, text, {@link Long} and
 * {@link Boolean}. Every canonical form is read with it.
 */
public final class JsonValues {
  /**
   * A value that a canonical form does not allow, with its position as a JSON pointer; empty for
   * the root.
   */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String where;

    Refused(String where, String message) {
      super(message);
      this.where = where;
    }

    public String where() {
      return where;
    }
  }

  private final JsonParser json;
  private final boolean lenient;
  private final Deque<String> path = new ArrayDeque<>();

  private JsonValues(JsonParser json, boolean lenient) {
    this.json = json;
    this.lenient = lenient;
  }

  /**
   * Reads one value; the parser must be at its first token.
   *
   * @throws Refused for null, a fraction, or a duplicate member
   * @throws tools.jackson.core.JacksonException if the input is not JSON
   */
  public static Object read(JsonParser json) {
    return new JsonValues(json, false).value();
  }

  /**
   * As {@link #read}, for JSON from other programs: null becomes an empty text, a fraction its
   * text.
   */
  public static Object readForeign(JsonParser json) {
    return new JsonValues(json, true).value();
  }

  private Object value() {
    return switch (json.currentToken()) {
      case START_OBJECT -> members();
      case START_ARRAY -> items();
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> {
        if (!lenient) {
          throw refused("null and fractions have no meaning here");
        }
        yield json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getString();
      }
    };
  }

  private Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      path.addLast(name);
      json.nextToken();
      if (members.put(name, value()) != null) {
        throw refused("stands twice");
      }
      path.removeLast();
    }
    return members;
  }

  private List<Object> items() {
    List<Object> items = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      path.addLast(Integer.toString(items.size()));
      items.add(value());
      path.removeLast();
    }
    return items;
  }

  private Refused refused(String message) {
    StringBuilder where = new StringBuilder();
    path.forEach(step -> where.append('/').append(escape(step)));
    return new Refused(where.toString(), message);
  }

  /** Escapes one reference token of a JSON pointer, RFC 6901. */
  public static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
