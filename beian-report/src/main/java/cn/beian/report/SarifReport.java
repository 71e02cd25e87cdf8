package cn.beian.report;

import cn.beian.facts.Locator;
import cn.beian.rules.Effect;
import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.LegalBasis;
import cn.beian.rules.Outcome;
import cn.beian.rules.Rule;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * SARIF 2.1.0, for what shows findings beside code. One result a place, so that each can be shown,
 * and told again in the next run, by itself; only what is to be done: violations, and blocking
 * rules that could not be decided (kind {@code review}). So there are more results than findings:
 * how many of these there are, as the head of the other reports counts them, stands among the
 * properties of the run.
 */
final class SarifReport {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String VERSION = "2.1.0";

  /** Of the report; changes whenever equal tests give other reports. */
  private static final String REPORT_VERSION = "0.2.0";

  private static final String FINGERPRINT = "beian/v1";
  private static final String UNRESERVED = "-._~/!$&'()*+,;=:@";
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final Report report;
  private final Locale locale;
  private final String place;
  private final boolean isFolder;
  private final Optional<Baseline> baseline;
  private final List<Rule> rules;

  /**
   * @param place path of the package as the reader knows it, with slashes
   * @param isFolder whether its entries are files that the reader has
   * @param baseline an earlier test to compare with
   */
  SarifReport(
      Report report, Locale locale, String place, boolean isFolder, Optional<Baseline> baseline) {
    this.report = report;
    this.locale = locale;
    this.place = place;
    this.isFolder = isFolder;
    this.baseline = baseline;
    this.rules = report.rulebook().rules();
  }

  void write(OutputStream out) {
    try (JsonGenerator json =
        JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeStringProperty("$schema", SCHEMA);
      json.writeStringProperty("version", VERSION);
      json.writeArrayPropertyStart("runs");
      json.writeStartObject();
      tool(json);
      json.writeStringProperty("language", Messages.isChinese(locale) ? "zh-CN" : "en-US");
      json.writeStringProperty("columnKind", "utf16CodeUnits");
      artifact(json);
      json.writeArrayPropertyStart("results");
      report.result().findings().stream()
          .filter(finding -> Section.of(finding).isDetailed())
          .forEach(finding -> results(json, finding));
      json.writeEndArray();
      properties(json);
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private void tool(JsonGenerator json) {
    json.writeObjectPropertyStart("tool");
    json.writeObjectPropertyStart("driver");
    json.writeStringProperty("name", "beian");
    json.writeStringProperty("semanticVersion", REPORT_VERSION);
    json.writeArrayPropertyStart("rules");
    rules.forEach(rule -> rule(json, rule));
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void rule(JsonGenerator json, Rule rule) {
    json.writeStartObject();
    json.writeStringProperty("id", rule.id());
    message(json, "shortDescription", rule.title().in(locale));
    message(json, "fullDescription", rule.demand().in(locale));
    message(json, "help", rule.remedy().in(locale));
    json.writeObjectPropertyStart("properties");
    json.writeStringProperty("effort", rule.effort().name().toLowerCase(Locale.ROOT));
    json.writeArrayPropertyStart("tags");
    json.writeString(rule.group().name());
    json.writeString(rule.category());
    json.writeEndArray();
    json.writeArrayPropertyStart("basis");
    for (LegalBasis basis : rule.basis()) {
      json.writeString(basis.text(locale));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void artifact(JsonGenerator json) {
    json.writeArrayPropertyStart("artifacts");
    json.writeStartObject();
    json.writeObjectPropertyStart("location");
    json.writeStringProperty("uri", uri(place));
    json.writeEndObject();
    json.writeNumberProperty("length", report.result().header().sizeBytes());
    json.writeObjectPropertyStart("hashes");
    json.writeStringProperty("sha-256", report.result().header().sha256());
    json.writeStringProperty("sm3", report.result().header().sm3());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void results(JsonGenerator json, Finding finding) {
    List<Evidence> places = Section.places(finding);
    if (places.isEmpty()) {
      result(json, finding, Locator.PACKAGE, finding.reason().text(locale), "");
    }
    for (Evidence evidence : places) {
      String told = EvidenceText.of(evidence, locale);
      String text = told.isEmpty() ? "" : ": " + told;
      result(
          json,
          finding,
          evidence.at(),
          report.title(finding, locale) + text + "\n" + finding.reason().text(locale),
          Baseline.identity(evidence));
    }
  }

  private void result(
      JsonGenerator json, Finding finding, Locator at, String text, String identity) {
    json.writeStartObject();
    json.writeStringProperty("ruleId", finding.ruleId());
    int index = rules.stream().map(Rule::id).toList().indexOf(finding.ruleId());
    if (index >= 0) {
      json.writeNumberProperty("ruleIndex", index);
    }
    boolean isOpen = finding.outcome() == Outcome.UNDETERMINED;
    json.writeStringProperty("kind", isOpen ? "review" : "fail");
    json.writeStringProperty("level", isOpen ? "none" : level(finding.effect()));
    message(json, "message", Columns.visible(text));
    json.writeArrayPropertyStart("locations");
    location(json, at);
    json.writeEndArray();
    json.writeObjectPropertyStart("partialFingerprints");
    json.writeStringProperty(
        FINGERPRINT,
        Digest.of(
                out ->
                    out.write(
                        (finding.ruleId() + "\n" + identity).getBytes(StandardCharsets.UTF_8)))
            .sha256());
    json.writeEndObject();
    baseline.ifPresent(
        earlier ->
            json.writeStringProperty(
                "baselineState", earlier.isNew(finding) ? "new" : "unchanged"));
    finding
        .exemption()
        .ifPresent(
            exemption -> {
              json.writeArrayPropertyStart("suppressions");
              json.writeStartObject();
              json.writeStringProperty("kind", "external");
              json.writeStringProperty("justification", exemption.basis());
              json.writeEndObject();
              json.writeEndArray();
            });
    json.writeEndObject();
  }

  private static String level(Effect effect) {
    return switch (effect) {
      case BLOCK -> "error";
      case EXPLAIN -> "warning";
      case ADVISE -> "note";
    };
  }

  private void location(JsonGenerator json, Locator at) {
    json.writeStartObject();
    json.writeObjectPropertyStart("physicalLocation");
    json.writeObjectPropertyStart("artifactLocation");
    json.writeStringProperty("uri", uri(path(at)));
    json.writeEndObject();
    if (at.line() > 0 || at.offset() >= 0) {
      json.writeObjectPropertyStart("region");
      if (at.line() > 0) {
        json.writeNumberProperty("startLine", at.line());
      } else {
        json.writeNumberProperty("byteOffset", at.offset());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    if (!at.member().isEmpty()) {
      json.writeArrayPropertyStart("logicalLocations");
      json.writeStartObject();
      json.writeStringProperty("fullyQualifiedName", Columns.visible(at.member()));
      json.writeEndObject();
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private String path(Locator at) {
    if (at.entry().isEmpty()) {
      return place;
    }
    return place + (isFolder ? "/" : "!/") + at.entry();
  }

  private void properties(JsonGenerator json) {
    json.writeObjectPropertyStart("properties");
    json.writeStringProperty("verdict", report.result().verdict().name());
    json.writeStringProperty("asOf", report.result().asOf().toString());
    json.writeObjectPropertyStart("findings");
    report.counts().forEach((section, n) -> json.writeNumberProperty(section.key(), n));
    json.writeEndObject();
    json.writeObjectPropertyStart("digests");
    for (Report.Named named : report.digests()) {
      json.writeObjectPropertyStart(named.key());
      json.writeStringProperty("sha-256", named.digest().sha256());
      json.writeStringProperty("sm3", named.digest().sm3());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void message(JsonGenerator json, String name, String text) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }

  /** A relative reference, RFC 3986: what is not allowed in a path is percent-encoded UTF-8. */
  static String uri(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte signed : path.getBytes(StandardCharsets.UTF_8)) {
      int b = signed & 0xff;
      boolean isPlain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || (b < 0x80 && UNRESERVED.indexOf(b) >= 0);
      if (isPlain) {
        uri.append((char) b);
      } else {
        uri.append(String.format(Locale.ROOT, "%%%02X", b));
      }
    }
    // a colon in the first segment would read as a scheme
    int colon = uri.indexOf(":");
    int slash = uri.indexOf("/");
    return colon >= 0 && (slash < 0 || colon < slash) ? "./" + uri : uri.toString();
  }
}
