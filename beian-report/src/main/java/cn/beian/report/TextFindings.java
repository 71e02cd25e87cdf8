package cn.beian.report;

import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Findings in a report for a terminal, each with what was found, where, and how to fix it. */
final class TextFindings {
  private static final int COLUMNS = 88;
  private static final int FEW = 3;
  private static final String INDENT = "    ";
  private static final String DEEPER = "      ";
  private static final List<String> LABELS =
      List.of(
          "where", "library", "demand", "remedy", "effort", "basis", "why", "exemption", "change");

  private final Report report;
  private final Messages messages;
  private final Locale locale;
  private final TextStyle style;
  private final Detail detail;
  private final StringBuilder out;
  private final int labelWidth;

  /** Rule that told a remedy first, by the remedy: one act is told once. */
  private final Map<String, String> told = new HashMap<>();

  /** Rule that showed a place first, by the place: no place is listed twice. */
  private final Map<String, String> shown = new HashMap<>();

  private String lastBasis = "";

  TextFindings(
      Report report, Messages messages, TextStyle style, Detail detail, StringBuilder out) {
    this.report = report;
    this.messages = messages;
    this.locale = messages.locale();
    this.style = style;
    this.detail = detail;
    this.out = out;
    this.labelWidth =
        LABELS.stream()
                .mapToInt(key -> Columns.width(messages.text("label." + key)))
                .max()
                .orElse(0)
            + 2;
  }

  /**
   * One finding with everything that whoever has to deal with it needs.
   *
   * @param asked whether it was asked for: then all of its evidence is listed
   */
  void detailed(Section section, Finding finding, boolean asked) {
    Rule rule = report.rule(finding).orElse(null);
    title(section, finding);
    boolean close = detail.isAtLeast(Detail.CLOSE);
    if (!close || saysMore(finding)) {
      field("why", report.why(finding, messages));
    }
    if (section == Section.OPEN || asked) {
      finding.wouldChange().forEach(reason -> field("change", reason.text(locale)));
    }
    places(finding, asked ? Finding.MAX_EVIDENCE : detail.places());
    finding
        .exemption()
        .ifPresent(exemption -> field("exemption", Report.exemption(exemption, messages)));
    if (rule == null) {
      return;
    }
    if (section.isDetailed() && section != Section.EXEMPTED && section != Section.OPEN) {
      field("remedy", remedy(finding));
      if (!close) {
        field("effort", report.effort(finding, messages));
      }
    }
    if (asked) {
      field("demand", rule.demand().in(locale));
    }
    if (!close && (section != Section.ADVICE || asked)) {
      basis(rule);
    }
  }

  /** What it rests on, unless the finding before it rests on the same. */
  private void basis(Rule rule) {
    String basis =
        rule.basis().stream().map(each -> each.text(locale)).collect(Collectors.joining("; "));
    if (style.full() || !basis.equals(lastBasis)) {
      field("basis", basis);
    }
    lastBasis = basis;
  }

  /** One finding in a few lines: what was found at the first places, and how to fix it. */
  void brief(Finding finding) {
    if (detail.isAtLeast(Detail.TIGHTER)) {
      String title = finding.ruleId() + "  " + report.title(finding, locale);
      String start = "  " + style.mark(Section.ADVICE) + ' ';
      String fix = Columns.visible(title + messages.text("because", remedy(finding)));
      for (String part : Columns.wrap(fix, COLUMNS - INDENT.length())) {
        out.append(start).append(part).append('\n');
        start = INDENT;
      }
      libraries(finding).ifPresent(this::deeper);
      return;
    }
    title(Section.ADVICE, finding);
    List<Evidence> own = own(finding);
    List<Evidence> first = fresh(own).stream().limit(detail.advised()).toList();
    Optional<String> seen = seen(finding, own, first);
    shown(finding, own, first, seen).forEach(this::deeper);
    libraries(finding).ifPresent(this::deeper);
    deeper(messages.text("brief.remedy", remedy(finding)));
  }

  /** One finding of something that is not there. */
  void missing(Finding finding) {
    String title = finding.ruleId() + "  " + report.title(finding, locale);
    deeper(title + messages.text("because", remedy(finding)));
  }

  private void title(Section section, Finding finding) {
    out.append("  ").append(style.mark(section)).append(' ').append(finding.ruleId()).append("  ");
    out.append(style.bold(report.title(finding, locale)));
    finding
        .grade()
        .ifPresent(
            grade ->
                out.append("  ")
                    .append(messages.text("grade." + grade.name().toLowerCase(Locale.ROOT))));
    out.append('\n');
  }

  /** How to fix it, or which rule has told that already. */
  private String remedy(Finding finding) {
    String remedy = report.remedy(finding, messages);
    String first = told.putIfAbsent(remedy, finding.ruleId());
    return first == null || first.equals(finding.ruleId())
        ? remedy
        : messages.text("remedy.same", first);
  }

  // ---- places ----------------------------------------------------------------------------------

  /** Where it was found: the app's own places first, those in libraries apart. */
  void places(Finding finding, int most) {
    String label = messages.text("label.where");
    List<Evidence> own = own(finding);
    List<Evidence> first = fresh(own).stream().limit(most).toList();
    Optional<String> seen = seen(finding, own, first);
    for (String place : shown(finding, own, first, seen)) {
      line(label, place);
      label = "";
    }
    if (most > FEW) {
      label = messages.text("label.library");
      for (Evidence evidence : inLibraries(finding)) {
        line(label, place(evidence));
        label = "";
      }
    } else {
      libraries(finding).ifPresent(text -> line(messages.text("label.library"), text));
    }
  }

  /** The places that are shown, then how many there are beside; in one line with the last. */
  private List<String> shown(
      Finding finding, List<Evidence> own, List<Evidence> first, Optional<String> seen) {
    if (seen.isPresent()) {
      return List.of(seen.get());
    }
    List<String> lines = new ArrayList<>(first.stream().map(this::place).toList());
    int more = own.size() - first.size() + finding.evidenceTotal() - finding.evidence().size();
    if (more > 0) {
      String beside = messages.text("evidence.more", more);
      if (detail.isAtLeast(Detail.CLOSE) && !lines.isEmpty()) {
        int room = COLUMNS - INDENT.length() - labelWidth - Columns.width(beside) - 2;
        String last = Columns.cut(lines.remove(lines.size() - 1), room);
        lines.add(last + "  " + beside);
      } else {
        lines.add(beside);
      }
    }
    return lines;
  }

  /** Places that no finding before it showed; all of them where everything is wanted. */
  private List<Evidence> fresh(List<Evidence> own) {
    return detail == Detail.FULL
        ? own
        : own.stream().filter(one -> !shown.containsKey(one.at().toString())).toList();
  }

  /** Which rule showed its foremost place, if any; else notes those that it shows itself. */
  private Optional<String> seen(Finding finding, List<Evidence> own, List<Evidence> first) {
    String rule = own.isEmpty() ? null : shown.get(own.get(0).at().toString());
    if (rule != null && detail != Detail.FULL) {
      return Optional.of(messages.text("places.same", rule));
    }
    first.stream()
        .map(one -> one.at().toString())
        .filter(at -> !at.isEmpty())
        .forEach(at -> shown.put(at, finding.ruleId()));
    return Optional.empty();
  }

  /** Whether its reason says more than how much of what was found, and where. */
  private boolean saysMore(Finding finding) {
    return !finding.reason().code().startsWith("detected.")
        || !FindingText.reasons(finding, locale).isEmpty();
  }

  private List<Evidence> own(Finding finding) {
    List<Evidence> own = new ArrayList<>(Section.placesOnce(finding));
    own.removeAll(inLibraries(finding));
    if (detail.isAtLeast(Detail.CLOSE) && Section.of(finding) != Section.ADVICE) {
      // what holds of the whole package is said by the reason
      own.removeIf(one -> one.at().toString().isEmpty() && saysMore(finding));
    }
    return own;
  }

  private List<Evidence> inLibraries(Finding finding) {
    return Section.placesOnce(finding).stream().filter(report::isLibrary).toList();
  }

  /** Places in libraries in one line; empty where there are none. */
  private Optional<String> libraries(Finding finding) {
    List<Evidence> libraries = inLibraries(finding);
    if (libraries.isEmpty()) {
      return Optional.empty();
    }
    String first = place(libraries.get(0));
    return Optional.of(
        libraries.size() == 1
            ? messages.text("library.place", first)
            : messages.text("library.places", libraries.size(), first));
  }

  /** A place and what stands there; where there is little room in one line. */
  private String place(Evidence evidence) {
    String whole = wholePlace(evidence);
    return detail.isAtLeast(Detail.CLOSE)
        ? Columns.cut(Columns.visible(whole), COLUMNS - INDENT.length() - labelWidth)
        : whole;
  }

  private String wholePlace(Evidence evidence) {
    String at = evidence.at().toString();
    String place = at.isEmpty() ? messages.text("evidence.package") : at;
    String text = EvidenceText.quoted(evidence, messages);
    boolean saysScreen = !evidence.screen().isEmpty() && !place.contains(evidence.screen());
    String screen = saysScreen ? "  " + messages.text("evidence.screen", evidence.screen()) : "";
    return (text.isEmpty() ? place : place + "  " + text) + screen;
  }

  // ---- lines -----------------------------------------------------------------------------------

  void field(String key, String value) {
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

  private void deeper(String text) {
    for (String part : Columns.wrap(Columns.visible(text), COLUMNS - DEEPER.length())) {
      out.append(DEEPER).append(part).append('\n');
    }
  }
}
