package cn.beian.facts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Canonical NDJSON: a header line, then one fact per line in the order of {@link FactSet}; UTF-8,
 * LF after every line, members in a fixed order, absent members left out, no insignificant white
 * space. Equal facts give equal bytes on every machine.
 */
public final class FactsJson {
  /** Value of the header's first member; changes when the format changes. */
  public static final String VERSION = "facts/1";

  private static final JsonFactory JSON = JsonFactory.builder().build();
  private static final JsonFactory LINES =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .rootValueSeparator("\n")
          .build();

  private FactsJson() {}

  /** SHA-256 of the canonical form, lower-case hex: the digest of record of the facts. */
  public static String digest(FactSet facts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      write(facts, new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException | IOException e) {
      throw new IllegalStateException("SHA-256 into nowhere", e);
    }
  }

  /** Writes the canonical form. Flushes the stream but does not close it. */
  public static void write(FactSet facts, OutputStream out) throws IOException {
    try (JsonGenerator json =
        LINES.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      header(json, facts.header());
      json.writeEndObject();
      FactWriter writer = new FactWriter(json);
      facts.all().forEach(writer::write);
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
    out.write('\n');
    out.flush();
  }

  /** Reads the output of {@link #write}. */
  public static FactSet read(InputStream in) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    String first = lines.readLine();
    if (first == null) {
      throw new FactsFormatException(1, "empty, expected a header");
    }
    PackageHeader header = readHeader(first);
    List<Fact> facts = new ArrayList<>();
    int number = 2;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      facts.add(readFact(line, number++));
    }
    return FactSet.of(header, facts);
  }

  private static void header(JsonGenerator json, PackageHeader header) {
    json.writeStringProperty("beian", VERSION);
    properties(json, header);
  }

  /** Writes the header as properties of the currently open object. */
  public static void properties(JsonGenerator json, PackageHeader header) {
    json.writeStringProperty("format", header.format());
    json.writeStringProperty("framework", header.framework());
    json.writeStringProperty("sha256", header.sha256());
    json.writeStringProperty("sm3", header.sm3());
    json.writeNumberProperty("sizeBytes", header.sizeBytes());
    json.writeStringProperty("inspector", header.inspector());
    json.writeStringProperty("catalogue", header.catalogue());
    json.writeStringProperty("limits", header.limits());
  }

  static PackageHeader readHeader(String line) throws FactsFormatException {
    Map<String, Object> members = object(line, 1);
    if (!VERSION.equals(members.get("beian"))) {
      throw new FactsFormatException(
          1, "version " + members.get("beian") + ", expected " + VERSION);
    }
    return new PackageHeader(
        string(members, "format", 1),
        string(members, "framework", 1),
        string(members, "sha256", 1),
        string(members, "sm3", 1),
        number(members, "sizeBytes", 0, 1),
        string(members, "inspector", 1),
        string(members, "catalogue", 1),
        string(members, "limits", 1));
  }

  static Fact readFact(String line, int number) throws FactsFormatException {
    Map<String, Object> members = object(line, number);
    String name = string(members, "kind", number);
    FactKind kind =
        FactKind.named(name)
            .orElseThrow(() -> new FactsFormatException(number, "unknown kind " + name));
    EnumMap<Field, Object> values = new EnumMap<>(Field.class);
    for (Field field : kind.fields()) {
      Object value = members.get(field.jsonName());
      if (value != null) {
        values.put(field, value);
      }
    }
    try {
      List<Locator> sites = new ArrayList<>();
      if (members.get("at") instanceof List<?> places) {
        for (Object place : places) {
          sites.add(readLocator(place, number));
        }
      }
      return new Fact(
          kind,
          origin(members.get("origin"), number),
          members.get("screen") instanceof String screen ? screen : "",
          values,
          Math.toIntExact(number(members, "count", 1, number)),
          sites);
    } catch (IllegalArgumentException | ClassCastException | ArithmeticException e) {
      throw new FactsFormatException(number, String.valueOf(e.getMessage()));
    }
  }

  private static Origin origin(@org.jspecify.annotations.Nullable Object name, int line)
      throws FactsFormatException {
    if (name == null) {
      return Origin.APP;
    }
    for (Origin origin : Origin.values()) {
      if (origin.jsonName().equals(name)) {
        return origin;
      }
    }
    throw new FactsFormatException(line, "unknown origin " + name);
  }

  @SuppressWarnings("unchecked")
  private static Locator readLocator(Object place, int line) throws FactsFormatException {
    if (!(place instanceof Map<?, ?> raw)) {
      throw new FactsFormatException(line, "a place must be an object");
    }
    Map<String, Object> members = (Map<String, Object>) raw;
    return new Locator(
        string(members, "entry", line),
        Math.toIntExact(number(members, "line", 0, line)),
        number(members, "offset", -1, line),
        members.get("member") instanceof String member ? member : "");
  }

  private static String string(Map<String, Object> members, String name, int line)
      throws FactsFormatException {
    if (members.get(name) instanceof String value) {
      return value;
    }
    throw new FactsFormatException(line, "member " + name + " must be a string");
  }

  private static long number(Map<String, Object> members, String name, long absent, int line)
      throws FactsFormatException {
    Object value = members.get(name);
    if (value == null) {
      return absent;
    }
    if (value instanceof Long number) {
      return number;
    }
    throw new FactsFormatException(line, "member " + name + " must be an integer");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(String line, int number) throws FactsFormatException {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        return (Map<String, Object>) JsonValues.read(json);
      }
    } catch (JsonValues.Refused e) {
      throw new FactsFormatException(number, e.where() + " " + e.getMessage());
    } catch (JacksonException e) {
      throw new FactsFormatException(number, e.getOriginalMessage());
    }
    throw new FactsFormatException(number, "expected an object");
  }
}
