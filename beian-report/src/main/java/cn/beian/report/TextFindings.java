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
  private static final int FEWER = 2;
  private static final String INDENT = "    ";
  private static final String DEEPER = "      ";
  private static final List<String> LABELS =
      List.of(
          "where", "library", "demand", "remedy", "effort", "basis", "why", "exemption", "change");

  private final Report report;
  private final Messages messages;
  private final Locale locale;
  private final TextStyle style;
  private final StringBuilder out;
  private final int labelWidth;

  /** Rule that told a remedy first, by the remedy: one act is told once. */
  private final Map<String, String> told = new HashMap<>();

  private String lastBasis = "";

  TextFindings(Report report, Messages messages, TextStyle style, StringBuilder out) {
    this.report = report;
    this.messages = messages;
    this.locale = messages.locale();
    this.style = style;
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
    field("why", report.why(finding, messages));
    if (section == Section.OPEN || asked) {
      finding.wouldChange().forEach(reason -> field("change", reason.text(locale)));
    }
    places(finding, asked ? Finding.MAX_EVIDENCE : FEW);
    finding
        .exemption()
        .ifPresent(exemption -> field("exemption", Report.exemption(exemption, messages)));
    if (rule == null) {
      return;
    }
    if (section.isDetailed() && section != Section.EXEMPTED && section != Section.OPEN) {
      field("remedy", remedy(finding));
      field("effort", report.effort(finding, messages));
    }
    if (asked) {
      field("demand", rule.demand().in(locale));
    }
    if (section != Section.ADVICE || asked) {
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
    title(Section.ADVICE, finding);
    List<Evidence> own = own(finding);
    for (Evidence evidence : own.stream().limit(FEWER).toList()) {
      deeper(place(evidence));
    }
    int more = more(finding, own, FEWER);
    if (more > 0) {
      deeper(messages.text("evidence.more", more));
    }
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
    for (Evidence evidence : own.stream().limit(most).toList()) {
      line(label, place(evidence));
      label = "";
    }
    int more = more(finding, own, most);
    if (more > 0) {
      line(label, messages.text("evidence.more", more));
    }
    if (most > FEW) {
      label = messages.text("label.library");
      for (Evidence evidence : inLibraries(finding)) {
        line(label, place(evidence));
        label = "";
      }
    } else {
      libraries(finding).ifPresent(all -> line(messages.text("label.library"), all));
    }
  }

  /** Places beside those that are shown; what was not kept counts as the app's own. */
  private static int more(Finding finding, List<Evidence> own, int shown) {
    int kept = own.size() - Math.min(shown, own.size());
    return kept + finding.evidenceTotal() - finding.evidence().size();
  }

  private List<Evidence> own(Finding finding) {
    List<Evidence> own = new ArrayList<>(Section.placesOnce(finding));
    own.removeAll(inLibraries(finding));
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

  private String place(Evidence evidence) {
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
