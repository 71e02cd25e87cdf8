package cn.beian.rules;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactsJson;
import cn.beian.facts.Locator;
import cn.beian.facts.PackageHeader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** What the canonical forms of results and comparisons have in common, written and read. */
public final class JsonParts {
  private JsonParts() {}

  public static void texts(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  public static void coverage(JsonGenerator json, String name, List<CoverageSummary> parts) {
    json.writeArrayPropertyStart(name);
    for (CoverageSummary coverage : parts) {
      json.writeStartObject();
      json.writeStringProperty("name", coverage.name());
      json.writeNumberProperty("readable", coverage.readable());
      json.writeNumberProperty("total", coverage.total());
      texts(json, "reasons", coverage.reasons());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  public static void header(JsonGenerator json, PackageHeader header) {
    json.writeStartObject();
    FactsJson.properties(json, header);
    json.writeEndObject();
  }

  public static void evidence(JsonGenerator json, Evidence evidence) {
    json.writeStartObject();
    json.writeStringProperty("kind", evidence.kind().jsonName());
    json.writeStringProperty("screen", evidence.screen());
    json.writeStringProperty("text", evidence.text());
    json.writeStringProperty("term", evidence.term());
    reason(json, "why", evidence.why());
    Locator at = evidence.at();
    json.writeObjectPropertyStart("at");
    json.writeStringProperty("entry", at.entry());
    json.writeNumberProperty("line", at.line());
    json.writeNumberProperty("offset", at.offset());
    json.writeStringProperty("member", at.member());
    json.writeEndObject();
    json.writeEndObject();
  }

  public static void reason(JsonGenerator json, String name, Reason reason) {
    json.writeName(name);
    reason(json, reason);
  }

  static void reason(JsonGenerator json, Reason reason) {
    json.writeStartObject();
    json.writeStringProperty("code", reason.code());
    json.writeObjectPropertyStart("params");
    reason.params().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeEndObject();
  }

  public static PackageHeader header(Node node) {
    return new PackageHeader(
        node.text("format"),
        node.text("framework"),
        node.text("sha256"),
        node.text("sm3"),
        node.get("sizeBytes").number(),
        node.text("inspector"),
        node.text("catalogue"),
        node.text("limits"));
  }

  public static CoverageSummary coverage(Node node) {
    return new CoverageSummary(
        node.text("name"),
        node.get("readable").number(),
        node.get("total").number(),
        node.texts("reasons"));
  }

  public static Evidence evidence(Node node) {
    Node at = node.get("at");
    Node kind = node.get("kind");
    return new Evidence(
        new Locator(
            at.text("entry"),
            at.get("line").integer(),
            at.get("offset").number(),
            at.text("member")),
        node.text("screen"),
        node.text("text"),
        node.text("term"),
        FactKind.named(kind.text()).orElseThrow(() -> kind.refuse("unknown kind " + kind.text())),
        reason(node.get("why")));
  }

  public static Reason reason(Node node) {
    Map<String, String> params = new TreeMap<>();
    node.get("params").members().forEach((name, value) -> params.put(name, value.text()));
    return new Reason(node.text("code"), params);
  }
}
