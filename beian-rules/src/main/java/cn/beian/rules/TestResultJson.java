package cn.beian.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** The canonical JSON of a {@link TestResult}: the report of record. */
public final class TestResultJson {
  /** Value of the first member; changes when the form does. */
  public static final String VERSION = "test-result/1";

  private TestResultJson() {}

  /** SHA-256 of the canonical form, lower-case hex: the digest of record. */
  public static String digest(TestResult result) {
    return CanonicalDigest.sha256(out -> write(result, out));
  }

  /** Writes the canonical form: members in a fixed order, UTF-8, one line; does not close. */
  public static void write(TestResult result, OutputStream out) throws IOException {
    try (JsonGenerator json = NodeJson.generator(out)) {
      json.writeStartObject();
      json.writeStringProperty("beian", VERSION);
      json.writeName("package");
      JsonParts.header(json, result.header());
      json.writeStringProperty("factsDigest", result.factsDigest());
      json.writeStringProperty("contextDigest", result.contextDigest());
      json.writeStringProperty("rulebookVersion", result.rulebookVersion());
      json.writeStringProperty("asOf", result.asOf().toString());
      json.writeStringProperty("verdict", result.verdict().name());
      json.writeNumberProperty("openExplanations", result.openExplanations());
      json.writeArrayPropertyStart("findings");
      result.findings().forEach(finding -> finding(json, finding));
      json.writeEndArray();
      JsonParts.coverage(json, "coverage", result.coverage());
      json.writeEndObject();
    }
    out.write('\n');
  }

  private static void finding(JsonGenerator json, Finding finding) {
    json.writeStartObject();
    json.writeStringProperty("rule", finding.ruleId());
    json.writeStringProperty("outcome", finding.outcome().name());
    finding.grade().ifPresent(grade -> json.writeStringProperty("grade", grade.name()));
    json.writeStringProperty("effect", finding.effect().name());
    JsonParts.reason(json, "reason", finding.reason());
    json.writeArrayPropertyStart("evidence");
    finding.evidence().forEach(evidence -> JsonParts.evidence(json, evidence));
    json.writeEndArray();
    json.writeNumberProperty("evidenceTotal", finding.evidenceTotal());
    json.writeArrayPropertyStart("wouldChange");
    finding.wouldChange().forEach(reason -> JsonParts.reason(json, reason));
    json.writeEndArray();
    finding
        .exemption()
        .ifPresent(
            exemption -> {
              json.writeName("exemption");
              ContextJson.exemption(json, exemption);
            });
    json.writeEndObject();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws JsonFormatException when it is something else
   */
  public static TestResult read(InputStream in) throws IOException {
    try {
      return result(NodeJson.read(in));
    } catch (Node.Refused e) {
      throw JsonFormatException.of(e);
    }
  }

  private static TestResult result(Node node) {
    if (!node.text("beian").equals(VERSION)) {
      throw node.get("beian").refuse("version " + node.text("beian") + ", expected " + VERSION);
    }
    return new TestResult(
        JsonParts.header(node.get("package")),
        node.text("factsDigest"),
        node.text("contextDigest"),
        node.text("rulebookVersion"),
        node.get("asOf").date(),
        node.get("verdict").constant(Verdict.class),
        node.get("openExplanations").integer(),
        node.list("findings").stream().map(TestResultJson::finding).toList(),
        node.list("coverage").stream().map(JsonParts::coverage).toList());
  }

  private static Finding finding(Node node) {
    Node id = node.get("rule");
    String group = id.text().replaceAll("-.*", "").toLowerCase(Locale.ROOT);
    Optional<Grade> grade = node.find("grade").map(g -> g.constant(Grade.class));
    List<Evidence> evidence = node.list("evidence").stream().map(JsonParts::evidence).toList();
    return new Finding(
        id.text(),
        new Node(group, id.where()).constant(RuleGroup.class),
        node.get("outcome").constant(Outcome.class),
        grade,
        node.get("effect").constant(Effect.class),
        JsonParts.reason(node.get("reason")),
        evidence,
        node.get("evidenceTotal").integer(),
        node.list("wouldChange").stream().map(JsonParts::reason).toList(),
        ContextJson.optionalExemption(node));
  }
}
