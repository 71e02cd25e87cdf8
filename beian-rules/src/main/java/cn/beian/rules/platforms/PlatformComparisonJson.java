package cn.beian.rules.platforms;

import cn.beian.rules.JsonParts;
import cn.beian.rules.NodeJson;
import cn.beian.rules.platforms.PlatformComparison.Build;
import cn.beian.rules.platforms.PlatformComparison.Presence;
import cn.beian.rules.platforms.PlatformComparison.Row;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;

/** The JSON of a {@link PlatformComparison}; its schema is docs/formats/platforms.schema.json. */
public final class PlatformComparisonJson {
  /** Value of the first member; changes when the form does. */
  public static final String VERSION = "platforms/1";

  private PlatformComparisonJson() {}

  /** Writes it: members in a fixed order, UTF-8, one line; does not close. */
  public static void write(PlatformComparison comparison, OutputStream out) throws IOException {
    try (JsonGenerator json = NodeJson.generator(out)) {
      json.writeStartObject();
      json.writeStringProperty("beian", VERSION);
      json.writeStringProperty("rulebookVersion", comparison.rulebookVersion());
      json.writeStringProperty("asOf", comparison.asOf().toString());
      json.writeArrayPropertyStart("builds");
      comparison.builds().forEach(build -> build(json, build));
      json.writeEndArray();
      json.writeArrayPropertyStart("rows");
      comparison.rows().forEach(row -> row(json, row));
      json.writeEndArray();
      json.writeEndObject();
    }
    out.write('\n');
  }

  private static void build(JsonGenerator json, Build build) {
    json.writeStartObject();
    json.writeName("package");
    JsonParts.header(json, build.header());
    json.writeStringProperty("platform", build.platform());
    json.writeStringProperty("packageId", build.packageId());
    json.writeStringProperty("name", build.name());
    json.writeStringProperty("versionName", build.versionName());
    JsonParts.coverage(json, "unread", build.unread());
    json.writeEndObject();
  }

  private static void row(JsonGenerator json, Row row) {
    json.writeStartObject();
    json.writeStringProperty("aspect", row.aspect().name());
    json.writeStringProperty("key", row.key());
    json.writeObjectPropertyStart("subject");
    json.writeStringProperty("zh", row.subject().zh());
    json.writeStringProperty("en", row.subject().en());
    json.writeEndObject();
    json.writeArrayPropertyStart("presences");
    for (Presence presence : row.presences()) {
      json.writeString(presence.name());
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
