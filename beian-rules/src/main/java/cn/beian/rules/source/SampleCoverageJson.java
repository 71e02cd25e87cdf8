package cn.beian.rules.source;

import cn.beian.rules.NodeJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** {@link SampleCoverage} as JSON. */
public final class SampleCoverageJson {
  /** Value of the first member; changes when the form does. */
  public static final String VERSION = "sample-coverage/1";

  private SampleCoverageJson() {}

  /** Writes one object and a line end; does not close. */
  public static void write(String rulebookVersion, List<SampleCoverage> rules, OutputStream out)
      throws IOException {
    try (JsonGenerator json = NodeJson.generator(out)) {
      json.writeStartObject();
      json.writeStringProperty("beian", VERSION);
      json.writeStringProperty("rulebookVersion", rulebookVersion);
      json.writeArrayPropertyStart("rules");
      rules.forEach(rule -> write(rule, json));
      json.writeEndArray();
      json.writeEndObject();
    }
    out.write('\n');
  }

  private static void write(SampleCoverage rule, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("rule", rule.ruleId());
    json.writeNumberProperty("parts", rule.parts());
    json.writeArrayPropertyStart("unguarded");
    for (SampleCoverage.Part part : rule.unguarded()) {
      json.writeStartObject();
      json.writeStringProperty("where", part.where());
      json.writeStringProperty("section", part.section());
      json.writeStringProperty("text", part.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
