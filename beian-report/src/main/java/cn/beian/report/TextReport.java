package cn.beian.report;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.rules.CoverageSummary;
import cn.beian.rules.Finding;
import cn.beian.rules.TestResult;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A report for a terminal: verdict first, then what to do, where and how. */
final class TextReport {
  private static final int COLUMNS = 88;
  private static final int FEW = 3;
  private static final String INDENT = "    ";

  /** Digests that a short report names: what was tested, what was found. */
  private static final Set<String> FOOT = Set.of("package", "report");

  private final StringBuilder out = new StringBuilder();
  private final Report report;
  private final TestResult result;
  private final FactSet facts;
  private final TextStyle style;
  private final Messages messages;
  private final Locale locale;
  private final TextFindings findings;
  private final Detail detail;
  private final List<Report.Named> digests;

  private TextReport(
      Report report, Locale locale, TextStyle style, Detail detail, List<Report.Named> digests) {
    this.report = report;
    this.detail = detail;
    this.digests = digests;
    this.result = report.result();
    this.facts = report.facts();
    this.style = style;
    this.locale = locale;
    this.messages = Messages.in(locale);
    this.findings = new TextFindings(report, messages, style, detail, out);
  }

  /** The report, with as much of each finding as goes into the lines that somebody reads. */
  static String render(Report report, Locale locale, TextStyle style) {
    List<Report.Named> digests = report.digests();
    if (style.full() || !style.why().isEmpty()) {
      return new TextReport(report, locale, style, Detail.FULL, digests).write();
    }
    String text = "";
    for (Detail detail : EnumSet.range(Detail.ROOMY, Detail.TIGHTEST)) {
      text = new TextReport(report, locale, style, detail, digests).write();
      if (text.lines().count() <= Detail.LINES) {
        return text;
      }
    }
    return text;
  }

  private String write() {
    head();
    if (!style.why().isEmpty()) {
      asked();
      return out.toString();
    }
    paragraph(report.when(messages));
    paragraphIfAny(report.restsOn(messages));
    paragraph(report.told(messages));
    section(Section.BLOCKING);
    section(Section.TO_EXPLAIN);
    if (style.full()) {
      section(Section.OPEN);
    } else {
      grouped(Section.OPEN, true);
    }
    section(Section.EXEMPTED);
    advice();
    if (style.full()) {
      names(Section.UNDECIDED);
      grouped(Section.PASSED, false);
      grouped(Section.NOT_APPLICABLE, false);
    } else {
      grouped(Section.UNDECIDED, false);
      folded();
    }
    unread();
    foot();
    return out.toString();
  }

  /**
   * What is advised: in short what was found and how to fix it, then what was looked for in vain.
   */
  private void advice() {
    if (style.full()) {
      section(Section.ADVICE);
      return;
    }
    List<Finding> advice = heading(Section.ADVICE);
    List<Finding> found = advice.stream().filter(one -> !one.evidence().isEmpty()).toList();
    if (detail == Detail.TIGHTEST) {
      titles(Section.ADVICE, found);
    } else {
      found.forEach(findings::brief);
    }
    missing(Section.ADVICE, advice.stream().filter(one -> one.evidence().isEmpty()).toList());
  }

  /** What was looked for in vain, by the reason. */
  private void missing(Section section, List<Finding> missing) {
    Map<String, List<Finding>> byReason = new LinkedHashMap<>();
    missing.forEach(
        one ->
            byReason.computeIfAbsent(report.why(one, messages), why -> new ArrayList<>()).add(one));
    byReason.forEach(
        (why, same) -> {
          if (section == Section.ADVICE && detail.isAtLeast(Detail.TIGHTER)) {
            marked(section, why + messages.text("because", named(same, true)));
          } else {
            marked(section, why + messages.text("reason.colon"));
            same.forEach(findings::missing);
          }
        });
  }

  private void titles(Section section, List<Finding> findings) {
    if (!findings.isEmpty()) {
      marked(section, named(findings, true));
    }
  }

  /** Ids of rules in a row, with their titles if wanted. */
  private String named(List<Finding> findings, boolean titles) {
    return findings.stream()
        .map(one -> one.ruleId() + (titles ? " " + report.title(one, locale) : ""))
        .collect(Collectors.joining(titles ? messages.text("list.join") : " "));
  }

  /** How many rules are met or beside the point. */
  private void folded() {
    int met = report.in(Section.PASSED).size();
    int beside = report.in(Section.NOT_APPLICABLE).size();
    out.append('\n');
    paragraph(messages.text("folded", met, beside));
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
        asked.forEach(finding -> findings.detailed(section, finding, true));
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

  private void paragraphIfAny(String text) {
    if (!text.isEmpty()) {
      paragraph(text);
    }
  }

  private void section(Section section) {
    List<Finding> all = heading(section);
    if (!detail.isAtLeast(Detail.CLOSE) || section == Section.EXEMPTED) {
      all.forEach(finding -> findings.detailed(section, finding, isAsked(finding)));
      return;
    }
    all.stream()
        .filter(one -> !one.evidence().isEmpty())
        .forEach(finding -> findings.detailed(section, finding, false));
    missing(section, all.stream().filter(one -> one.evidence().isEmpty()).toList());
  }

  private void names(Section section) {
    for (Finding finding : heading(section)) {
      name(section, finding);
    }
  }

  /**
   * Rules by their reason, each reason once, with their ids.
   *
   * @param open whether what would change it is told as well, once, and their titles if there is
   *     room
   */
  private void grouped(Section section, boolean open) {
    Map<String, List<Finding>> byReason = new LinkedHashMap<>();
    List<Finding> all = heading(section);
    for (Finding finding : all) {
      if (section == Section.NOT_APPLICABLE && !Section.places(finding).isEmpty()) {
        name(section, finding);
        findings.places(finding, FEW);
      } else {
        String reason = section == Section.PASSED ? "" : finding.reason().text(locale);
        byReason.computeIfAbsent(reason, same -> new ArrayList<>()).add(finding);
      }
    }
    boolean titles = open && !detail.isAtLeast(Detail.CLOSE);
    byReason.forEach(
        (reason, same) -> {
          String names = named(same, titles);
          marked(section, reason.isEmpty() ? names : reason + messages.text("because", names));
        });
    if (open) {
      all.stream()
          .flatMap(one -> one.wouldChange().stream())
          .map(change -> change.text(locale))
          .distinct()
          .limit(detail.isAtLeast(Detail.TIGHT) ? 1 : FEW)
          .forEach(change -> findings.field("change", change));
    }
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
    int shown = detail.isAtLeast(Detail.TIGHT) ? 1 : FEW;
    for (CoverageSummary gap : gaps) {
      bullet(GapText.of(gap, messages));
    }
    facts.of(FactKind.ANOMALY).stream()
        .limit(shown)
        .forEach(
            fact ->
                bullet(
                    messages.text(
                        "anomaly.line",
                        EvidenceText.anomaly(fact.text(Field.CODE), locale),
                        fact.at().toString(),
                        EvidenceText.named(
                            fact.text(Field.CODE), fact.text(Field.DETAIL), locale))));
    if (anomalies > shown) {
      bullet(messages.text("anomaly.more", anomalies - shown));
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
    faint(Reports.rulebookName(report.rulebook(), messages));
    int width =
        digests.stream().mapToInt(named -> Columns.width(digestName(named))).max().orElse(0);
    for (Report.Named named : digests) {
      if (style.full() || FOOT.contains(named.key())) {
        String name = digestName(named);
        String blank = " ".repeat(width - Columns.width(name));
        faint(name + blank + "  SHA-256 " + named.digest().sha256());
        if (style.full()) {
          faint(" ".repeat(width) + "  SM3     " + named.digest().sm3());
        }
      }
    }
    faint(messages.text(style.full() ? "foot.why" : "foot.more"));
  }

  private String digestName(Report.Named named) {
    return messages.text("digest." + named.key());
  }

  private void faint(String line) {
    out.append(style.faint(line)).append('\n');
  }
}
