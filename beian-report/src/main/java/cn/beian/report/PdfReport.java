package cn.beian.report;

import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/** The report on paper: tagged, with bookmarks, its font embedded; equal tests give equal text. */
final class PdfReport {
  private final Report report;
  private final Messages messages;

  PdfReport(Report report, Locale locale) {
    this.report = report;
    this.messages = Messages.in(locale);
  }

  void write(OutputStream out) throws IOException {
    PdfRendererBuilder builder =
        CertificatePdf.builder()
            .withHtmlContent(PdfFont.withoutMissing(page()), null)
            .usePdfUaAccessibility(true)
            .toStream(out);
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.layout();
      renderer.createPDFWithoutClosing();
      PDDocument document = renderer.getPdfDocument();
      describe(document);
      document.save(out);
      document.close();
    }
  }

  private void describe(PDDocument document) {
    LocalDate day = report.result().asOf();
    GregorianCalendar date =
        new GregorianCalendar(TimeZone.getTimeZone("Asia/Shanghai"), Locale.ROOT);
    date.clear();
    date.set(day.getYear(), day.getMonthValue() - 1, day.getDayOfMonth());
    PDDocumentInformation information = document.getDocumentInformation();
    information.setTitle(messages.text("html.title", report.appName(messages)));
    information.setCreationDate(date);
    information.setModificationDate(date);
    document.setDocumentId((long) report.result().factsDigest().hashCode());
  }

  private String page() {
    Html html = new Html();
    String title = messages.text("html.title", report.appName(messages));
    html.raw("<html lang=\"").raw(messages.languageTag()).raw("\"><head>");
    html.element("title", "", title);
    html.raw("<meta name=\"subject\" content=\"").text(title).raw("\"/><style>");
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
