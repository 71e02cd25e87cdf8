package cn.beian.report;

import cn.beian.rules.Finding;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a report says to three readers: one page for the head of the unit, a list of what to do for
 * the contractor, the whole evidence for the reviewer.
 */
final class ReportBody {
  /** The parts, each with its own heading. */
  enum Part {
    SUMMARY,
    TODO,
    EVIDENCE;

    /** Its id in the document, and the last part of its message key. */
    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What somebody has to do something about, in this order. */
  private static final List<Section> TASKS =
      List.of(Section.BLOCKING, Section.TO_EXPLAIN, Section.OPEN, Section.ADVICE);

  private static final int FEW = 5;

  private final Report report;
  private final Messages messages;
  private final Html html;

  ReportBody(Report report, Messages messages, Html html) {
    this.report = report;
    this.messages = messages;
    this.html = html;
  }

  void write() {
    summary();
    tasks();
    new EvidencePart(report, messages, html).write();
  }

  private void summary() {
    AppName app = AppName.of(report.facts(), messages.locale());
    String verdict = report.result().verdict().name().toLowerCase(Locale.ROOT);
    html.raw("<section class=\"part\" id=\"summary\">\n");
    html.element("p", "st verdict " + verdict, messages.text("verdict." + report.verdictKey()));
    html.element("h1", "", report.appName(messages));
    html.element("p", "lede", messages.text("verdict.lede." + report.verdictKey()));
    html.element("p", "counts", report.counts(messages));
    String restsOn = report.restsOn(messages);
    if (!restsOn.isEmpty()) {
      html.element("p", "rests", restsOn);
    }
    html.element("h2", "", messages.text("summary.do")).open("ol", "steps");
    boolean nothing = true;
    for (Section section : TASKS) {
      List<Finding> findings = report.in(section);
      if (!findings.isEmpty()) {
        nothing &= section == Section.ADVICE;
        step(section, findings);
      }
    }
    if (nothing) {
      html.element("li", "", messages.text("summary.nothing"));
    }
    html.close("ol");
    html.element("h2", "", messages.text("summary.when"));
    html.element("p", "", report.when(messages));
    html.element("p", "", report.told(messages));
    html.element("h2", "", messages.text("summary.about")).raw("<dl>\n");
    termIfAny("html.package", app.packageId());
    termIfAny("html.version", app.version());
    termIfAny("html.sponsor", report.context().declared().sponsorName());
    term("html.format", messages.nameOf("format.", report.result().header().format()));
    term("html.size", messages.text("html.bytes", report.result().header().sizeBytes()));
    term("html.asOf", report.result().asOf().toString());
    term("html.rules", Reports.rulebookName(report.rulebook(), messages));
    html.raw("</dl>\n").close("section");
  }

  private void step(Section section, List<Finding> findings) {
    String titles =
        findings.stream()
            .map(finding -> report.title(finding, messages.locale()))
            .collect(Collectors.joining(messages.text("list.join")));
    html.open("li", "");
    html.element(
        "span", "st " + section.key(), messages.text("do." + section.key(), findings.size()));
    html.element("p", "", titles);
    html.element("p", "muted", messages.text("do.how." + section.key()));
    html.close("li");
  }

  private void tasks() {
    html.raw("<section class=\"part\" id=\"todo\">\n");
    html.element("h1", "", messages.text("part.todo"));
    List<Finding> tasks = TASKS.stream().flatMap(section -> report.in(section).stream()).toList();
    if (tasks.isEmpty()) {
      html.element("p", "lede", messages.text("todo.nothing")).close("section");
      return;
    }
    html.element("p", "lede", messages.text("todo.lede"));
    html.element("p", "muted again", messages.text("todo.again"));
    int number = 1;
    for (Finding finding : tasks) {
      task(number++, finding);
    }
    html.close("section");
  }

  private void task(int number, Finding finding) {
    Section section = Section.of(finding);
    html.open("article", "task is-" + section.key());
    html.open("h2", "").text(number + ". " + report.title(finding, messages.locale())).close("h2");
    html.open("p", "id")
        .element("span", "st " + section.key(), messages.text("task." + section.key()))
        .raw(" ")
        .text(finding.ruleId())
        .close("p");
    html.raw("<dl>\n");
    if (section == Section.OPEN) {
      term("label.why", finding.reason().text(messages.locale()));
      finding.wouldChange().forEach(reason -> term("label.change", reason.text(messages.locale())));
    } else {
      report
          .rule(finding)
          .ifPresent(rule -> term("label.remedy", report.remedy(finding, messages)));
      termIfAny("label.effort", report.effort(finding, messages));
    }
    html.raw("</dl>\n");
    PlaceList.write(html, messages, Section.places(finding).stream().limit(FEW).toList());
    int more = Section.placesBeside(finding, FEW);
    if (more > 0) {
      html.raw("<p class=\"muted\"><a href=\"#f-")
          .text(finding.ruleId())
          .raw("\">")
          .text(messages.text("todo.more", more))
          .raw("</a></p>\n");
    }
    html.close("article");
  }

  private void termIfAny(String key, String value) {
    if (!value.isEmpty()) {
      term(key, value);
    }
  }

  private void term(String key, String value) {
    html.term(messages.text(key), value);
  }
}
