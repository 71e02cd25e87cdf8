package cn.beian.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The published schema of a line of facts is generated from the vocabulary. After changing the
 * vocabulary, run this test with {@code -Dformats.write=true} and commit the file.
 */
class FactsSchemaTest {
  private static final Path FILE =
      Path.of(System.getProperty("beian.root", ".."), "docs", "formats", "facts.schema.json");

  @Test
  void published_schema_is_that_of_the_vocabulary() throws Exception {
    String schema = schema();
    if (Boolean.getBoolean("formats.write")) {
      Files.writeString(FILE, schema);
    }
    assertThat(Files.readString(FILE))
        .as("docs/formats/facts.schema.json; make it anew with -Dformats.write=true")
        .isEqualTo(schema);
  }

  private static String schema() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json =
        JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("$schema", "https://json-schema.org/draft/2020-12/schema");
      json.writeStringProperty("$id", "urn:beian:facts:1");
      json.writeStringProperty("title", "A line of facts");
      json.writeStringProperty(
          "description",
          "Facts are NDJSON: the first line is the header, every other line one fact. Made from the code; do not edit.");
      json.writeArrayPropertyStart("oneOf");
      reference(json, "header");
      for (FactKind kind : FactKind.values()) {
        reference(json, kind.jsonName());
      }
      json.writeEndArray();
      json.writeObjectPropertyStart("$defs");
      header(json);
      locator(json);
      for (FactKind kind : FactKind.values()) {
        fact(json, kind);
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    return text.toString().replace("},", "},\n") + "\n";
  }

  private static void reference(JsonGenerator json, String name) {
    json.writeStartObject();
    json.writeStringProperty("$ref", "#/$defs/" + name);
    json.writeEndObject();
  }

  private static void header(JsonGenerator json) {
    List<String> texts =
        List.of("format", "framework", "sha256", "sm3", "inspector", "catalogue", "limits");
    open(json, "header");
    constant(json, "beian", FactsJson.VERSION);
    texts.forEach(name -> typed(json, name, "string"));
    number(json, "sizeBytes", 0);
    json.writeEndObject();
    json.writeArrayPropertyStart("required");
    json.writeString("beian");
    texts.forEach(json::writeString);
    json.writeString("sizeBytes");
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void locator(JsonGenerator json) {
    open(json, "place");
    typed(json, "entry", "string");
    number(json, "line", 1);
    number(json, "offset", 0);
    typed(json, "member", "string");
    json.writeEndObject();
    required(json, "entry");
    json.writeEndObject();
  }

  private static void fact(JsonGenerator json, FactKind kind) {
    open(json, kind.jsonName());
    constant(json, "kind", kind.jsonName());
    json.writeObjectPropertyStart("origin");
    json.writeArrayPropertyStart("enum");
    for (Origin origin : Origin.values()) {
      json.writeString(origin.jsonName());
    }
    json.writeEndArray();
    json.writeEndObject();
    typed(json, "screen", "string");
    for (Field field : new TreeSet<>(kind.fields())) {
      switch (field.type()) {
        case TEXT -> typed(json, field.jsonName(), "string");
        case NUMBER -> typed(json, field.jsonName(), "integer");
        case FLAG -> typed(json, field.jsonName(), "boolean");
        case TEXTS ->
            list(json, field.jsonName(), () -> json.writeStringProperty("type", "string"));
      }
    }
    number(json, "count", 2);
    list(json, "at", () -> json.writeStringProperty("$ref", "#/$defs/place"));
    json.writeEndObject();
    required(json, "kind", "at");
    json.writeEndObject();
  }

  private static void open(JsonGenerator json, String name) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("type", "object");
    json.writeBooleanProperty("additionalProperties", false);
    json.writeObjectPropertyStart("properties");
  }

  private static void constant(JsonGenerator json, String name, String value) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("const", value);
    json.writeEndObject();
  }

  private static void typed(JsonGenerator json, String name, String type) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("type", type);
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, int least) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("type", "integer");
    json.writeNumberProperty("minimum", least);
    json.writeEndObject();
  }

  private static void list(JsonGenerator json, String name, Runnable items) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("type", "array");
    json.writeObjectPropertyStart("items");
    items.run();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void required(JsonGenerator json, String... names) {
    json.writeArrayPropertyStart("required");
    for (String name : names) {
      json.writeString(name);
    }
    json.writeEndArray();
  }
}
