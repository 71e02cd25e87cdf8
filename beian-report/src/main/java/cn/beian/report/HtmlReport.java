package cn.beian.report;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.rules.Coverage;
import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.LegalBasis;
import cn.beian.rules.Rulebook;
import cn.beian.rules.TestResult;
import cn.beian.rules.TestResultJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A report as one HTML file: no script, no link to anywhere, its own content security policy that
 * allows nothing but its style sheet (by digest).
 */
final class HtmlReport {
  private static final String STYLE = style();
  private static final int FEW = 10;

  private final Html html = new Html();
  private final TestResult result;
  private final Rulebook rulebook;
  private final FactSet facts;
  private final Messages messages;
  private final Locale locale;

  HtmlReport(TestResult result, Rulebook rulebook, FactSet facts, Locale locale) {
    this.result = result;
    this.rulebook = rulebook;
    this.facts = facts;
    this.locale = locale;
    this.messages = Messages.in(locale);
  }

  String render() {
    AppName app = AppName.of(facts, locale);
    String name = app.best().isEmpty() ? messages.text("app.unnamed") : app.best();
    html.raw("<!doctype html>\n<html lang=\"")
        .raw(Messages.isChinese(locale) ? "zh-CN" : "en")
        .raw("\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
        .raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ")
        .raw(styleSource())
        .raw("; base-uri 'none'; form-action 'none'\">\n")
        .element("title", "", messages.text("html.title", name))
        .raw("<style>")
        .raw(STYLE)
        .raw("</style>\n</head>\n<body>\n<header><p><b>备</b>案 beian · ")
        .text(messages.text("html.brand"))
        .raw("</p></header>\n<main>\n");
    head(app, name);
    Section.detailed().forEach(this::section);
    List.of(Section.UNDECIDED, Section.PASSED, Section.NOT_APPLICABLE).forEach(this::names);
    coverage();
    digests();
    return html.raw("</main>\n</body>\n</html>\n").toString();
  }

  private void head(AppName app, String name) {
    String verdict = result.verdict().name().toLowerCase(Locale.ROOT);
    html.element("p", "st " + verdict, messages.text("verdict." + verdict));
    html.element("h1", "", name);
    html.element("p", "lede", messages.text("verdict.lede." + verdict));
    html.open("section", "").raw("<dl>\n");
    if (!app.packageId().isEmpty()) {
      term("html.package", app.packageId());
    }
    if (!app.version().isEmpty()) {
      term("html.version", app.version());
    }
    term("html.format", result.header().format());
    term("html.size", messages.text("html.bytes", result.header().sizeBytes()));
    term("html.asOf", result.asOf().toString());
    html.raw("</dl>\n").close("section");
  }

  private void term(String key, String value) {
    html.element("dt", "", messages.text(key)).element("dd", "", value);
  }

  private void section(Section section) {
    List<Finding> findings = section.in(result.findings());
    if (findings.isEmpty()) {
      return;
    }
    html.open("section", "").element("h2", "", messages.text("section." + section.key()));
    findings.forEach(finding -> finding(section, finding));
    html.close("section");
  }

  private void finding(Section section, Finding finding) {
    html.open("article", "is-" + section.key());
    html.open("h3", "st " + section.key())
        .text(rulebook.rule(finding.ruleId()).map(r -> r.title().in(locale)).orElse(""))
        .close("h3");
    String grade =
        finding
            .grade()
            .map(g -> " · " + messages.text("grade." + g.name().toLowerCase(Locale.ROOT)))
            .orElse("");
    html.element("p", "id", finding.ruleId() + grade);
    places(finding);
    html.raw("<dl>\n");
    term("label.why", finding.reason().text(locale));
    if (Section.hasWayOut(finding)) {
      finding.wouldChange().forEach(reason -> term("label.change", reason.text(locale)));
    }
    finding
        .exemption()
        .ifPresent(
            exemption ->
                term(
                    "label.exemption",
                    messages.text(
                        "exemption.text",
                        messages.text(
                            "scenario." + exemption.scenario().name().toLowerCase(Locale.ROOT)),
                        exemption.basis(),
                        exemption.until())));
    rulebook
        .rule(finding.ruleId())
        .ifPresent(
            rule -> {
              term("label.demand", rule.demand().in(locale));
              term("label.remedy", rule.remedy().in(locale));
              for (LegalBasis basis : rule.basis()) {
                term("label.basis", (basis.instrument() + " " + basis.article()).strip());
              }
            });
    html.raw("</dl>\n").close("article");
  }

  private void places(Finding finding) {
    if (finding.evidence().isEmpty()) {
      return;
    }
    html.element("p", "muted", messages.text("html.places", finding.evidenceTotal()));
    html.open("ul", "places");
    for (Evidence evidence : Section.places(finding)) {
      String at = evidence.at().toString();
      html.raw("<li>").element("code", "", at.isEmpty() ? messages.text("evidence.package") : at);
      marked(evidence.text(), evidence.term());
      if (!evidence.screen().isEmpty() && !at.contains(evidence.screen())) {
        html.raw(" ").element("span", "muted", messages.text("evidence.screen", evidence.screen()));
      }
      html.close("li");
    }
    html.close("ul");
  }

  /** The text with the matched term marked; the term may be folded, then nothing is marked. */
  private void marked(String text, String term) {
    int at = term.isEmpty() ? -1 : text.indexOf(term);
    if (at < 0) {
      html.text(" " + text);
    } else {
      html.text(" " + text.substring(0, at))
          .raw("<mark>")
          .text(term)
          .raw("</mark>")
          .text(text.substring(at + term.length()));
    }
  }

  private void names(Section section) {
    List<Finding> findings = section.in(result.findings());
    if (findings.isEmpty()) {
      return;
    }
    html.open("section", "").element("h2", "", messages.text("section." + section.key()));
    html.open("ul", "names");
    for (Finding finding : findings) {
      String title = rulebook.rule(finding.ruleId()).map(r -> r.title().in(locale)).orElse("");
      html.raw("<li>").open("span", "st " + section.key()).text(title).close("span");
      html.raw(" ").element("span", "id", finding.ruleId());
      if (section != Section.PASSED) {
        html.raw(" ").element("span", "muted", finding.reason().text(locale));
      }
      html.close("li");
    }
    html.close("ul").close("section");
  }

  private void coverage() {
    List<Fact> anomalies = facts.of(FactKind.ANOMALY);
    if (result.coverage().isEmpty() && anomalies.isEmpty()) {
      return;
    }
    html.open("section", "").element("h2", "", messages.text("section.read")).raw("<dl>\n");
    for (Coverage part : result.coverage()) {
      html.element("dt", "", messages.nameOf("coverage.", part.name()));
      long total = Math.max(part.total(), 1);
      html.raw("<dd><meter min=\"0\" max=\"" + total + "\" value=\"" + part.readable() + "\">")
          .close("meter")
          .text(part.readable() + " / " + part.total() + " ")
          .element("span", "muted", String.join("; ", part.reasons()))
          .close("dd");
    }
    html.raw("</dl>\n").open("ul", "names");
    for (Fact anomaly : anomalies.stream().limit(FEW).toList()) {
      html.element(
          "li",
          "",
          messages.text(
              "anomaly.line",
              anomaly.text(Field.CODE),
              anomaly.at().toString(),
              anomaly.text(Field.DETAIL)));
    }
    if (anomalies.size() > FEW) {
      html.element("li", "", messages.text("anomaly.more", anomalies.size() - FEW));
    }
    html.close("ul").close("section");
  }

  private void digests() {
    html.open("section", "digest").element("h2", "", messages.text("html.digests"));
    html.element("p", "muted", messages.text("html.digests.lede")).raw("<dl>\n");
    digest("html.sha256", result.header().sha256());
    digest("html.sm3", result.header().sm3());
    digest("html.facts", result.factsDigest());
    digest("html.rulebook", result.rulebookVersion());
    digest("html.report", TestResultJson.digest(result));
    html.raw("</dl>\n").close("section");
  }

  private void digest(String key, String value) {
    html.element("dt", "", messages.text(key)).raw("<dd>").element("code", "", value).close("dd");
  }

  private static String style() {
    try (InputStream in =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"), "report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The style sheet's own source expression; the policy allows no other style. */
  private static String styleSource() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
