package cn.beian.rules.comparison;

import cn.beian.rules.JsonFormatException;
import cn.beian.rules.JsonParts;
import cn.beian.rules.LocalText;
import cn.beian.rules.Node;
import cn.beian.rules.NodeJson;
import cn.beian.rules.comparison.VersionComparison.Difference;
import cn.beian.rules.comparison.VersionComparison.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The JSON of a {@link VersionComparison}; its schema is docs/formats/comparison.schema.json. */
public final class VersionComparisonJson {
  /** Value of the first member; changes when the form does. */
  public static final String VERSION = "comparison/1";

  private VersionComparisonJson() {}

  /** Writes it: members in a fixed order, UTF-8, one line; does not close. */
  public static void write(VersionComparison comparison, OutputStream out) throws IOException {
    try (JsonGenerator json = NodeJson.generator(out)) {
      json.writeStartObject();
      json.writeStringProperty("beian", VERSION);
      version(json, "before", comparison.before());
      version(json, "after", comparison.after());
      json.writeStringProperty("rulebookVersion", comparison.rulebookVersion());
      json.writeStringProperty("asOf", comparison.asOf().toString());
      json.writeStringProperty("proposal", comparison.proposal().name());
      json.writeBooleanProperty("complete", comparison.isComplete());
      json.writeArrayPropertyStart("changes");
      comparison.changes().forEach(change -> change(json, change));
      json.writeEndArray();
      json.writeArrayPropertyStart("differences");
      comparison.differences().forEach(difference -> difference(json, difference));
      json.writeEndArray();
      json.writeEndObject();
    }
    out.write('\n');
  }

  private static void version(JsonGenerator json, String name, Version version) {
    json.writeObjectPropertyStart(name);
    json.writeName("package");
    JsonParts.header(json, version.header());
    json.writeStringProperty("factsDigest", version.factsDigest());
    json.writeStringProperty("packageId", version.packageId());
    json.writeStringProperty("name", version.name());
    json.writeStringProperty("versionName", version.versionName());
    json.writeStringProperty("versionCode", version.versionCode());
    JsonParts.coverage(json, "unread", version.unread());
    json.writeEndObject();
  }

  private static void change(JsonGenerator json, Change change) {
    json.writeStartObject();
    json.writeStringProperty("due", change.due().name());
    json.writeStringProperty("code", change.reason().code());
    json.writeObjectPropertyStart("params");
    change.reason().params().forEach(json::writeStringProperty);
    json.writeEndObject();
    if (!change.subject().zh().isEmpty()) {
      json.writeObjectPropertyStart("subject");
      json.writeStringProperty("zh", change.subject().zh());
      json.writeStringProperty("en", change.subject().en());
      json.writeEndObject();
    }
    json.writeObjectPropertyStart("text");
    json.writeStringProperty("zh", change.text(Locale.CHINESE));
    json.writeStringProperty("en", change.text(Locale.ENGLISH));
    json.writeEndObject();
    json.writeArrayPropertyStart("evidence");
    change.evidence().forEach(evidence -> JsonParts.evidence(json, evidence));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void difference(JsonGenerator json, Difference difference) {
    json.writeStartObject();
    json.writeStringProperty("aspect", difference.aspect().name());
    JsonParts.texts(json, "added", difference.added());
    JsonParts.texts(json, "missing", difference.missing());
    json.writeEndObject();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws JsonFormatException when it is something else
   */
  public static VersionComparison read(InputStream in) throws IOException {
    try {
      return comparison(NodeJson.read(in));
    } catch (Node.Refused e) {
      throw JsonFormatException.of(e);
    }
  }

  private static VersionComparison comparison(Node node) {
    if (!node.text("beian").equals(VERSION)) {
      throw node.get("beian").refuse("version " + node.text("beian") + ", expected " + VERSION);
    }
    return new VersionComparison(
        version(node.get("before")),
        version(node.get("after")),
        node.text("rulebookVersion"),
        node.get("asOf").date(),
        node.list("changes").stream().map(VersionComparisonJson::change).toList(),
        node.list("differences").stream().map(VersionComparisonJson::difference).toList());
  }

  private static Version version(Node node) {
    return new Version(
        JsonParts.header(node.get("package")),
        node.text("factsDigest"),
        node.text("packageId"),
        node.text("name"),
        node.text("versionName"),
        node.text("versionCode"),
        node.list("unread").stream().map(JsonParts::coverage).toList());
  }

  private static Change change(Node node) {
    return new Change(
        node.get("due").constant(Proposal.class),
        JsonParts.reason(node),
        node.find("subject")
            .map(subject -> new LocalText(subject.text("zh"), subject.text("en")))
            .orElse(Change.NONE),
        node.list("evidence").stream().map(JsonParts::evidence).toList());
  }

  private static Difference difference(Node node) {
    return new Difference(
        node.get("aspect").constant(Aspect.class), node.texts("added"), node.texts("missing"));
  }
}
