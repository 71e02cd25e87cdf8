package cn.beian.report;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.rules.CoverageSummary;
import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.Rule;
import cn.beian.rules.TestResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for a terminal: verdict first, then what to do, where and how. */
final class TextReport {
  private static final int COLUMNS = 88;
  private static final int FEW = 3;
  private static final String INDENT = "    ";

  private final StringBuilder out = new StringBuilder();
  private final Report report;
  private final TestResult result;
  private final FactSet facts;
  private final TextStyle style;
  private final Messages messages;
  private final Locale locale;
  private final int labelWidth;

  TextReport(Report report, Locale locale, TextStyle style) {
    this.report = report;
    this.result = report.result();
    this.facts = report.facts();
    this.style = style;
    this.locale = locale;
    this.messages = Messages.in(locale);
    this.labelWidth =
        List.of("where", "demand", "remedy", "effort", "basis", "why", "exemption", "change")
                .stream()
                .mapToInt(key -> Columns.width(messages.text("label." + key)))
                .max()
                .orElse(0)
            + 2;
  }

  String render() {
    head();
    if (!style.why().isEmpty()) {
      asked();
      return out.toString();
    }
    paragraph(report.when(messages));
    paragraph(report.told(messages));
    Section.detailed().forEach(this::section);
    names(Section.UNDECIDED);
    ids(Section.PASSED);
    ids(Section.NOT_APPLICABLE);
    unread();
    foot();
    return out.toString();
  }

  private void head() {
    AppName app = AppName.of(facts, locale);
    out.append(style.bold(Columns.visible(report.appName(messages))));
    if (!app.label().isEmpty() && !app.packageId().isEmpty()) {
      out.append("  ").append(Columns.visible(app.packageId()));
    }
    if (!app.version().isEmpty()) {
      out.append("  ").append(Columns.visible(app.version()));
    }
    out.append("  ").append(result.header().format()).append("\n");
    String verdict = messages.text("verdict." + report.verdictKey());
    out.append(style.verdict(result.verdict(), verdict));
    out.append(messages.text("verdict.colon")).append(report.counts(messages)).append("\n");
  }

  /** The rules that were asked for, whatever they say, and what could not be read. */
  private void asked() {
    boolean open = false;
    for (Section section : Section.values()) {
      List<Finding> asked = section.in(result.findings()).stream().filter(this::isAsked).toList();
      if (!asked.isEmpty()) {
        title(section);
        asked.forEach(finding -> finding(section, finding));
        open |= section == Section.OPEN || section == Section.UNDECIDED;
      }
    }
    if (open) {
      unread();
    }
  }

  private boolean isAsked(Finding finding) {
    return style.why().contains(finding.ruleId());
  }

  private void title(Section section) {
    out.append('\n').append(style.bold(messages.text("section." + section.key()))).append('\n');
  }

  private void paragraph(String text) {
    Columns.wrap(text, COLUMNS).forEach(part -> out.append(part).append('\n'));
  }

  private void section(Section section) {
    for (Finding finding : heading(section)) {
      finding(section, finding);
    }
  }

  private void finding(Section section, Finding finding) {
    Rule rule = report.rule(finding).orElse(null);
    out.append("  ").append(style.mark(section)).append(' ').append(finding.ruleId()).append("  ");
    out.append(rule == null ? "" : style.bold(rule.title().in(locale)));
    finding
        .grade()
        .ifPresent(
            grade ->
                out.append("  ")
                    .append(messages.text("grade." + grade.name().toLowerCase(Locale.ROOT))));
    out.append('\n');
    field("why", finding.reason().text(locale));
    if (section == Section.OPEN || isAsked(finding)) {
      finding.wouldChange().forEach(reason -> field("change", reason.text(locale)));
    }
    evidence(finding, isAsked(finding) ? Finding.MAX_EVIDENCE : FEW);
    finding
        .exemption()
        .ifPresent(
            exemption ->
                field(
                    "exemption",
                    messages.text(
                        "exemption.text",
                        messages.text(
                            "scenario." + exemption.scenario().name().toLowerCase(Locale.ROOT)),
                        exemption.basis(),
                        exemption.until())));
    if (rule == null) {
      return;
    }
    if (section.isDetailed() && section != Section.EXEMPTED && section != Section.OPEN) {
      field("remedy", report.remedy(finding, messages));
      field("effort", report.effort(finding, messages));
    }
    if (isAsked(finding)) {
      field("demand", rule.demand().in(locale));
    }
    if (section != Section.ADVICE || isAsked(finding)) {
      field(
          "basis",
          rule.basis().stream().map(basis -> basis.text(locale)).collect(Collectors.joining("; ")));
    }
  }

  private void evidence(Finding finding, int most) {
    String label = messages.text("label.where");
    List<Evidence> places = Section.places(finding);
    for (Evidence evidence : places.stream().limit(most).toList()) {
      line(label, place(evidence));
      label = "";
    }
    int more = Section.placesBeside(finding, most);
    if (more > 0) {
      line(label, messages.text("evidence.more", more));
    }
  }

  private String place(Evidence evidence) {
    String at = evidence.at().toString();
    String place = at.isEmpty() ? messages.text("evidence.package") : at;
    String text = EvidenceText.quoted(evidence, messages);
    boolean saysScreen = !evidence.screen().isEmpty() && !place.contains(evidence.screen());
    String screen = saysScreen ? "  " + messages.text("evidence.screen", evidence.screen()) : "";
    return (text.isEmpty() ? place : place + "  " + text) + screen;
  }

  private void field(String key, String value) {
    line(messages.text("label." + key), value);
  }

  /** A labelled text, wrapped under itself. */
  private void line(String label, String value) {
    int left = INDENT.length() + labelWidth;
    String start = INDENT + style.faint(label) + " ".repeat(labelWidth - Columns.width(label));
    for (String part : Columns.wrap(Columns.visible(value), COLUMNS - left)) {
      out.append(start).append(part).append('\n');
      start = " ".repeat(left);
    }
  }

  private void names(Section section) {
    for (Finding finding : heading(section)) {
      name(section, finding);
    }
  }

  /** Rules that ask nothing of anybody: a line a reason, with their ids. */
  private void ids(Section section) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (Finding finding : heading(section)) {
      if (section == Section.NOT_APPLICABLE && !Section.places(finding).isEmpty()) {
        name(section, finding);
        evidence(finding, FEW);
      } else {
        String reason = section == Section.PASSED ? "" : finding.reason().text(locale);
        byReason.computeIfAbsent(reason, same -> new ArrayList<>()).add(finding.ruleId());
      }
    }
    byReason.forEach(
        (reason, ids) -> {
          String all = String.join(" ", ids);
          marked(section, reason.isEmpty() ? all : reason + messages.text("because", all));
        });
  }

  /** The findings of a section, its title written where there are any. */
  private List<Finding> heading(Section section) {
    List<Finding> findings = section.in(result.findings());
    if (!findings.isEmpty()) {
      title(section);
    }
    return findings;
  }

  private void name(Section section, Finding finding) {
    String because =
        section == Section.PASSED ? "" : messages.text("because", finding.reason().text(locale));
    marked(section, finding.ruleId() + "  " + report.title(finding, locale) + because);
  }

  private void marked(Section section, String text) {
    String start = "  " + style.mark(section) + " ";
    for (String part : Columns.wrap(Columns.visible(text), COLUMNS - 4)) {
      out.append(start).append(part).append('\n');
      start = INDENT;
    }
  }

  /** What could not be read, and what was odd. */
  private void unread() {
    List<CoverageSummary> gaps = result.coverage().stream().filter(c -> !c.complete()).toList();
    long anomalies = facts.of(FactKind.ANOMALY).size();
    if (gaps.isEmpty() && anomalies == 0) {
      return;
    }
    out.append('\n').append(style.bold(messages.text("section.unread"))).append('\n');
    for (CoverageSummary gap : gaps) {
      bullet(GapText.of(gap, messages));
    }
    facts.of(FactKind.ANOMALY).stream()
        .limit(FEW)
        .forEach(
            fact ->
                bullet(
                    messages.text(
                        "anomaly.line",
                        EvidenceText.anomaly(fact.text(Field.CODE), locale),
                        fact.at().toString(),
                        EvidenceText.named(
                            fact.text(Field.CODE), fact.text(Field.DETAIL), locale))));
    if (anomalies > FEW) {
      bullet(messages.text("anomaly.more", anomalies - FEW));
    }
  }

  private void bullet(String text) {
    String start = "  - ";
    for (String part : Columns.wrap(Columns.visible(text), COLUMNS - 4)) {
      out.append(start).append(part).append('\n');
      start = INDENT;
    }
  }

  private void foot() {
    out.append('\n');
    faint(messages.text("foot.test", result.asOf()));
    List<Report.Named> digests = report.digests();
    int width =
        digests.stream().mapToInt(named -> Columns.width(digestName(named))).max().orElse(0);
    for (Report.Named named : digests) {
      String name = digestName(named);
      faint(
          name + " ".repeat(width - Columns.width(name)) + "  SHA-256 " + named.digest().sha256());
      faint(" ".repeat(width) + "  SM3     " + named.digest().sm3());
    }
    if (result.findings().stream().anyMatch(f -> Section.of(f).isDetailed())) {
      faint(messages.text("foot.why"));
    }
  }

  private String digestName(Report.Named named) {
    return messages.text("digest." + named.key());
  }

  private void faint(String line) {
    out.append(style.faint(line)).append('\n');
  }
}
