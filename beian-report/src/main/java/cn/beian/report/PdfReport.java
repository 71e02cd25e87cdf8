package cn.beian.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** The report on paper, PDF/A-2a with bookmarks; equal tests give equal bytes. */
final class PdfReport {
  private final Report report;
  private final Messages messages;

  PdfReport(Report report, Locale locale) {
    this.report = report;
    this.messages = Messages.in(locale);
  }

  void write(OutputStream out) throws IOException {
    String title = messages.text("html.title", report.appName(messages));
    new ArchivedPdf(2, title, messages.text("html.brand"), report.result().asOf())
        .write(PdfFont.withoutMissing(page(title)), document -> {}, out);
  }

  private String page(String title) {
    Html html = new Html();
    html.raw("<html lang=\"").raw(messages.languageTag()).raw("\"><head>");
    html.element("title", "", title);
    html.raw("<meta name=\"subject\" content=\"")
        .text(messages.text("html.brand"))
        .raw("\"/><style>");
    html.raw(HtmlReport.resource("report-pdf.css")).raw("</style><bookmarks>");
    for (ReportBody.Part part : ReportBody.Part.values()) {
      html.raw("<bookmark name=\"")
          .text(messages.text("part." + part.id()))
          .raw("\" href=\"#" + part.id() + "\">");
      if (part == ReportBody.Part.EVIDENCE) {
        bookmarks(html);
      }
      html.raw("</bookmark>");
    }
    html.raw("</bookmarks></head><body>");
    html.element("p", "brand", messages.text("html.brand"));
    new ReportBody(report, messages, html).write();
    return html.raw("</body></html>").toString();
  }

  private void bookmarks(Html html) {
    List<Section> sections = Section.detailed().toList();
    for (Section section : sections) {
      report
          .in(section)
          .forEach(
              finding ->
                  html.raw("<bookmark name=\"")
                      .text(finding.ruleId() + " " + report.title(finding, messages.locale()))
                      .raw("\" href=\"#f-" + finding.ruleId() + "\"/>"));
    }
  }
}
