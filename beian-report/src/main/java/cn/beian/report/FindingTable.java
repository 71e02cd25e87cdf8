package cn.beian.report;

import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The findings as rows of a spreadsheet: one for each place where something was seen, what stops
 * the filing first, rules that do not apply left out.
 */
final class FindingTable {
  private static final List<String> COLUMNS =
      List.of(
          "rule", "title", "verdict", "grade", "why", "screen", "where", "text", "remedy", "basis");

  private final Report report;
  private final Locale locale;
  private final Messages messages;

  FindingTable(Report report, Locale locale) {
    this.report = report;
    this.locale = locale;
    this.messages = Messages.in(locale);
  }

  /** All rows, the titles of the columns first. */
  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(COLUMNS.stream().map(column -> messages.text("table." + column)).toList());
    for (Section section : Section.values()) {
      if (section != Section.NOT_APPLICABLE) {
        report.in(section).forEach(finding -> add(section, finding, rows));
      }
    }
    return rows;
  }

  private void add(Section section, Finding finding, List<List<String>> rows) {
    List<String> head =
        List.of(
            finding.ruleId(),
            report.title(finding, locale),
            messages.text("table.verdict." + section.key()),
            finding
                .grade()
                .map(grade -> messages.text("grade." + grade.name().toLowerCase(Locale.ROOT)))
                .orElse(""),
            finding.reason().text(locale));
    List<String> end =
        List.of(report.remedy(finding, messages), report.rule(finding).map(this::basis).orElse(""));
    List<Evidence> places = Section.places(finding);
    if (places.isEmpty()) {
      rows.add(row(head, List.of("", "", ""), end));
    }
    for (Evidence evidence : places) {
      String at = evidence.at().toString();
      String place = at.isEmpty() ? messages.text("evidence.package") : at;
      rows.add(
          row(head, List.of(evidence.screen(), place, EvidenceText.of(evidence, locale)), end));
    }
  }

  private String basis(Rule rule) {
    return rule.basis().stream().map(one -> one.text(locale)).collect(Collectors.joining("; "));
  }

  private static List<String> row(List<String> head, List<String> place, List<String> end) {
    return Stream.of(head, place, end).flatMap(List::stream).map(Columns::visible).toList();
  }
}
