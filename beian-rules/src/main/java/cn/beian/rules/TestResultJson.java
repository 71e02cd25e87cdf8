package cn.beian.rules;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactsJson;
import cn.beian.facts.Locator;
import cn.beian.facts.PackageHeader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** The canonical JSON of a {@link TestResult}: the report of record. */
public final class TestResultJson {
  /** Value of the first member; changes when the form does. */
  public static final String VERSION = "test-result/1";

  private TestResultJson() {}

  /** SHA-256 of the canonical form, lower-case hex: the digest of record. */
  public static String digest(TestResult result) {
    return Digests.sha256(out -> write(result, out));
  }

  /** Writes the canonical form: members in a fixed order, UTF-8, one line; does not close. */
  public static void write(TestResult result, OutputStream out) throws IOException {
    try (JsonGenerator json = NodeJson.generator(out)) {
      json.writeStartObject();
      json.writeStringProperty("beian", VERSION);
      json.writeName("package");
      header(json, result.header());
      json.writeStringProperty("factsDigest", result.factsDigest());
      json.writeStringProperty("contextDigest", result.contextDigest());
      json.writeStringProperty("rulebookVersion", result.rulebookVersion());
      json.writeStringProperty("asOf", result.asOf().toString());
      json.writeStringProperty("verdict", result.verdict().name());
      json.writeNumberProperty("openExplanations", result.openExplanations());
      json.writeArrayPropertyStart("findings");
      result.findings().forEach(finding -> finding(json, finding));
      json.writeEndArray();
      coverage(json, "coverage", result.coverage());
      json.writeEndObject();
    }
    out.write('\n');
  }

  static void coverage(JsonGenerator json, String name, List<Coverage> parts) {
    json.writeArrayPropertyStart(name);
    for (Coverage coverage : parts) {
      json.writeStartObject();
      json.writeStringProperty("name", coverage.name());
      json.writeNumberProperty("readable", coverage.readable());
      json.writeNumberProperty("total", coverage.total());
      ContextJson.texts(json, "reasons", coverage.reasons());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void header(JsonGenerator json, PackageHeader header) {
    json.writeStartObject();
    FactsJson.properties(json, header);
    json.writeEndObject();
  }

  private static void finding(JsonGenerator json, Finding finding) {
    json.writeStartObject();
    json.writeStringProperty("rule", finding.ruleId());
    json.writeStringProperty("outcome", finding.outcome().name());
    finding.grade().ifPresent(grade -> json.writeStringProperty("grade", grade.name()));
    json.writeStringProperty("effect", finding.effect().name());
    reason(json, "reason", finding.reason());
    json.writeArrayPropertyStart("evidence");
    finding.evidence().forEach(evidence -> evidence(json, evidence));
    json.writeEndArray();
    json.writeNumberProperty("evidenceTotal", finding.evidenceTotal());
    json.writeArrayPropertyStart("wouldChange");
    finding.wouldChange().forEach(reason -> reason(json, reason));
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

  static void evidence(JsonGenerator json, Evidence evidence) {
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

  private static void reason(JsonGenerator json, String name, Reason reason) {
    json.writeName(name);
    reason(json, reason);
  }

  private static void reason(JsonGenerator json, Reason reason) {
    json.writeStartObject();
    json.writeStringProperty("code", reason.code());
    json.writeObjectPropertyStart("params");
    reason.params().forEach(json::writeStringProperty);
    json.writeEndObject();
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
        header(node.get("package")),
        node.text("factsDigest"),
        node.text("contextDigest"),
        node.text("rulebookVersion"),
        node.get("asOf").date(),
        node.get("verdict").constant(Verdict.class),
        node.get("openExplanations").integer(),
        node.list("findings").stream().map(TestResultJson::finding).toList(),
        node.list("coverage").stream().map(TestResultJson::coverage).toList());
  }

  static PackageHeader header(Node node) {
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

  static Coverage coverage(Node node) {
    return new Coverage(
        node.text("name"),
        node.get("readable").number(),
        node.get("total").number(),
        node.texts("reasons"));
  }

  private static Finding finding(Node node) {
    Node id = node.get("rule");
    String group = id.text().replaceAll("-.*", "").toLowerCase(Locale.ROOT);
    Optional<Grade> grade = node.find("grade").map(g -> g.constant(Grade.class));
    List<Evidence> evidence = node.list("evidence").stream().map(TestResultJson::evidence).toList();
    return new Finding(
        id.text(),
        new Node(group, id.where()).constant(RuleGroup.class),
        node.get("outcome").constant(Outcome.class),
        grade,
        node.get("effect").constant(Effect.class),
        reason(node.get("reason")),
        evidence,
        node.get("evidenceTotal").integer(),
        node.list("wouldChange").stream().map(TestResultJson::reason).toList(),
        ContextJson.optionalExemption(node));
  }

  static Evidence evidence(Node node) {
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

  static Reason reason(Node node) {
    Map<String, String> params = new TreeMap<>();
    node.get("params").members().forEach((name, value) -> params.put(name, value.text()));
    return new Reason(node.text("code"), params);
  }
}
