package cn.beian.report;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.rules.CoverageSummary;
import cn.beian.rules.Exemption;
import cn.beian.rules.Finding;
import cn.beian.rules.LegalBasis;
import cn.beian.rules.Rule;
import java.util.List;
import java.util.Locale;

/** The whole evidence: every rule with its outcome, what was read, and the digests. */
final class EvidencePart {
  private static final int FEW = 10;

  private final Report report;
  private final Messages messages;
  private final Html html;

  EvidencePart(Report report, Messages messages, Html html) {
    this.report = report;
    this.messages = messages;
    this.html = html;
  }

  void write() {
    html.raw("<section class=\"part\" id=\"evidence\">\n");
    html.element("h1", "", messages.text("part.evidence"));
    html.element("p", "lede", messages.text("evidence.lede"));
    Section.detailed().forEach(this::section);
    List.of(Section.UNDECIDED, Section.PASSED, Section.NOT_APPLICABLE).forEach(this::names);
    testBuild();
    coverage();
    digests();
    html.close("section");
  }

  private void section(Section section) {
    List<Finding> findings = report.in(section);
    if (!findings.isEmpty()) {
      html.element("h2", "", messages.text("section." + section.key()));
      findings.forEach(finding -> finding(section, finding));
    }
  }

  private void finding(Section section, Finding finding) {
    Locale locale = messages.locale();
    html.raw("<article class=\"is-" + section.key() + "\" id=\"f-" + finding.ruleId() + "\">\n");
    html.element("h3", "st " + section.key(), report.title(finding, locale));
    String grade =
        finding
            .grade()
            .map(g -> " · " + messages.text("grade." + g.name().toLowerCase(Locale.ROOT)))
            .orElse("");
    html.element("p", "id", finding.ruleId() + grade);
    html.raw("<dl>\n");
    html.term(messages.text("label.why"), report.why(finding, messages));
    if (Section.hasWayOut(finding)) {
      finding
          .wouldChange()
          .forEach(reason -> html.term(messages.text("label.change"), reason.text(locale)));
    }
    finding.exemption().ifPresent(this::exemption);
    report.rule(finding).ifPresent(this::rule);
    html.raw("</dl>\n");
    if (!finding.evidence().isEmpty()) {
      html.element("p", "muted", messages.text("html.places", Section.placesBeside(finding, 0)));
      PlaceList.write(html, messages, Section.places(finding));
    }
    html.close("article");
  }

  private void exemption(Exemption exemption) {
    html.term(messages.text("label.exemption"), Report.exemption(exemption, messages));
  }

  private void rule(Rule rule) {
    html.term(messages.text("label.demand"), rule.demand().in(messages.locale()));
    for (LegalBasis basis : rule.basis()) {
      html.term(messages.text("label.basis"), basis.text(messages.locale()));
    }
  }

  private void names(Section section) {
    List<Finding> findings = report.in(section);
    if (findings.isEmpty()) {
      return;
    }
    html.element("h2", "", messages.text("section." + section.key())).open("ul", "names");
    for (Finding finding : findings) {
      html.open("li", "");
      html.element("span", "st " + section.key(), report.title(finding, messages.locale()));
      html.raw(" ").element("span", "id", finding.ruleId());
      if (section != Section.PASSED) {
        html.raw(" ").element("span", "muted", finding.reason().text(messages.locale()));
      }
      html.close("li");
    }
    html.close("ul");
  }

  /** What the test build beside a protected release shows, and what it cannot. */
  private void testBuild() {
    boolean differs =
        report.facts().of(FactKind.ANOMALY).stream()
            .anyMatch(anomaly -> anomaly.text(Field.CODE).equals("test-build-differs"));
    report
        .facts()
        .identity("test_build")
        .ifPresent(
            sha256 ->
                html.element("h2", "", messages.text("section.testBuild"))
                    .element(
                        "p",
                        "",
                        messages.text(
                            differs ? "testBuild.differs" : "testBuild.matches", sha256)));
  }

  private void coverage() {
    List<Fact> anomalies = report.facts().of(FactKind.ANOMALY);
    List<CoverageSummary> parts = report.result().coverage();
    if (parts.isEmpty() && anomalies.isEmpty()) {
      return;
    }
    html.element("h2", "", messages.text("section.read")).raw("<dl>\n");
    for (CoverageSummary part : parts) {
      String why = part.why(messages.locale());
      String reasons = why.isEmpty() ? "" : messages.text("because", why);
      html.term(
          messages.nameOf("coverage.", part.name()),
          part.readable() + " / " + part.total() + reasons);
    }
    html.raw("</dl>\n");
    if (anomalies.isEmpty()) {
      return;
    }
    html.open("ul", "names");
    for (Fact anomaly : anomalies.stream().limit(FEW).toList()) {
      html.element(
          "li",
          "",
          messages.text(
              "anomaly.line",
              EvidenceText.anomaly(anomaly.text(Field.CODE), messages.locale()),
              anomaly.at().toString(),
              EvidenceText.named(
                  anomaly.text(Field.CODE), anomaly.text(Field.DETAIL), messages.locale())));
    }
    if (anomalies.size() > FEW) {
      html.element("li", "", messages.text("anomaly.more", anomalies.size() - FEW));
    }
    html.close("ul");
  }

  private void digests() {
    html.element("h2", "", messages.text("html.digests"));
    html.element("p", "muted", messages.text("html.digests.lede")).raw("<dl class=\"digest\">\n");
    for (Report.Named named : report.digests()) {
      html.element("dt", "", messages.text("digest." + named.key()))
          .raw("<dd><span class=\"muted\">SHA-256</span> ")
          .element("code", "", named.digest().sha256())
          .raw("<br/><span class=\"muted\">SM3</span> ")
          .element("code", "", named.digest().sm3())
          .close("dd");
    }
    html.raw("</dl>\n");
  }
}
