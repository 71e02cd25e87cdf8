package cn.beian.inspect.webapp.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * A JSON value with its line. Configuration files of mini-programs carry comments, trailing commas,
 * names and strings in single quotes and byte order marks; all of these are read (ADR 0036). Values
 * of the wrong type read as absent.
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
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try (JsonParser in = lenient(maxNesting).createParser(ObjectReadContext.empty(), unmarked)) {
      if (in.nextToken() == null) {
        throw new Broken(1, "ends early");
      }
      return value(in);
    } catch (StreamConstraintsException e) {
      throw new Broken(line(e), "nested more than " + maxNesting + " deep");
    } catch (UnexpectedEndOfInputException e) {
      throw new Broken(line(e), "ends early");
    } catch (StreamReadException e) {
      throw new Broken(line(e), "no JSON");
    }
  }

  /** Names are as many as a package has, so none are remembered; lengths are those of the text. */
  private static JsonFactory lenient(int maxNesting) {
    return JsonFactory.builder()
        .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
        .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
        .enable(
            JsonReadFeature.ALLOW_JAVA_COMMENTS,
            JsonReadFeature.ALLOW_SINGLE_QUOTES,
            JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES,
            JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
            JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
            JsonReadFeature.ALLOW_TRAILING_COMMA,
            JsonReadFeature.ALLOW_MISSING_VALUES,
            JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS,
            JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS,
            JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS,
            JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS,
            JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(maxNesting)
                .maxNameLength(Integer.MAX_VALUE)
                .maxNumberLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .build())
        .build();
  }

  private static int line(JacksonException e) {
    TokenStreamLocation at = Optional.ofNullable(e.getLocation()).orElse(TokenStreamLocation.NA);
    return Math.max(1, at.getLineNr());
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

  private static Json value(JsonParser in) {
    int line = in.currentTokenLocation().getLineNr();
    return switch (in.currentToken()) {
      case START_OBJECT -> new Json(object(in), line);
      case START_ARRAY -> new Json(array(in), line);
      default -> new Json(in.getString(), line);
    };
  }

  /** Of members with one name the last is read, in the place of the first. */
  private static Map<String, Json> object(JsonParser in) {
    Map<String, Json> members = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      members.put(name, value(in));
    }
    return members;
  }

  private static List<Json> array(JsonParser in) {
    List<Json> items = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (!leftOut(in)) {
        items.add(value(in));
      }
    }
    return items;
  }

  /** Nothing between two commas is read as null, too. */
  private static boolean leftOut(JsonParser in) {
    return in.currentToken() == JsonToken.VALUE_NULL
        && in.currentLocation().getCharOffset() - in.currentTokenLocation().getCharOffset() < 4;
  }
}
