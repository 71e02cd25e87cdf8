package cn.beian.facts;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/**
 * Writes facts as JSON objects. Names are encoded once, because they make up half of the output.
 */
final class FactWriter {
  private static final SerializableString KIND = new SerializedString("kind");
  private static final SerializableString AT = new SerializedString("at");
  private static final SerializableString ENTRY = new SerializedString("entry");
  private static final SerializableString LINE = new SerializedString("line");
  private static final SerializableString OFFSET = new SerializedString("offset");
  private static final SerializableString MEMBER = new SerializedString("member");
  private static final Map<FactKind, Form> FORMS = new EnumMap<>(FactKind.class);

  static {
    for (FactKind kind : FactKind.values()) {
      FORMS.put(kind, Form.of(kind));
    }
  }

  /** The encoded names of a kind and of its fields, in field order. */
  private record Form(SerializableString kind, Map<Field, SerializableString> fields) {
    static Form of(FactKind kind) {
      Map<Field, SerializableString> fields = new EnumMap<>(Field.class);
      kind.fields().forEach(field -> fields.put(field, new SerializedString(field.jsonName())));
      return new Form(new SerializedString(kind.jsonName()), fields);
    }
  }

  private final JsonGenerator json;

  FactWriter(JsonGenerator json) {
    this.json = json;
  }

  void write(Fact fact) {
    Form form = Objects.requireNonNull(FORMS.get(fact.kind()));
    json.writeStartObject();
    json.writeName(KIND);
    json.writeString(form.kind);
    if (fact.origin() != Origin.APP) {
      json.writeStringProperty("origin", fact.origin().jsonName());
    }
    if (!fact.screen().isEmpty()) {
      json.writeStringProperty("screen", fact.screen());
    }
    for (Map.Entry<Field, SerializableString> each : form.fields.entrySet()) {
      Object value = fact.values().get(each.getKey());
      if (value != null) {
        json.writeName(each.getValue());
        value(each.getKey().type(), value);
      }
    }
    if (fact.count() > 1) {
      json.writeNumberProperty("count", fact.count());
    }
    json.writeName(AT);
    json.writeStartArray();
    fact.sites().forEach(this::locator);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void value(FieldType type, Object value) {
    switch (type) {
      case TEXT -> json.writeString((String) value);
      case NUMBER -> json.writeNumber((Long) value);
      case FLAG -> json.writeBoolean((Boolean) value);
      case TEXTS -> {
        json.writeStartArray();
        ((List<?>) value).forEach(item -> json.writeString((String) item));
        json.writeEndArray();
      }
    }
  }

  private void locator(Locator at) {
    json.writeStartObject();
    json.writeName(ENTRY);
    json.writeString(at.entry());
    if (at.line() > 0) {
      json.writeName(LINE);
      json.writeNumber(at.line());
    }
    if (at.offset() >= 0) {
      json.writeName(OFFSET);
      json.writeNumber(at.offset());
    }
    if (!at.member().isEmpty()) {
      json.writeName(MEMBER);
      json.writeString(at.member());
    }
    json.writeEndObject();
  }
}
