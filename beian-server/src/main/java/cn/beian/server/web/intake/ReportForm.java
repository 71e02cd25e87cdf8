package cn.beian.server.web.intake;

import cn.beian.report.Report;
import cn.beian.report.Reports;
import cn.beian.server.web.TableFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The forms in which a report can be taken away. */
enum ReportForm {
  PDF("application/pdf"),
  HTML("text/html;charset=UTF-8"),
  XLSX(TableFile.XLSX_TYPE),
  CSV(TableFile.CSV_TYPE),
  SARIF("application/sarif+json"),
  JSON("application/json");

  private final String mediaType;

  ReportForm(String mediaType) {
    this.mediaType = mediaType;
  }

  MediaType mediaType() {
    return MediaType.parseMediaType(mediaType);
  }

  /** Of a file name. */
  String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The report as an answer that is saved. */
  static ResponseEntity<byte[]> download(
      ReportForm form, Report report, Locale locale, String packageName) throws IOException {
    return ResponseEntity.ok()
        .contentType(form.mediaType())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"beian-report." + form.extension() + "\"")
        .body(form.write(report, locale, packageName));
  }

  private byte[] write(Report report, Locale locale, String packageName) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (this) {
      case PDF -> Reports.pdf(report, locale, out);
      case HTML -> Reports.html(report, locale, out);
      case XLSX -> TableFile.xlsx(out, rows -> table(report, locale, rows));
      case CSV -> TableFile.csv(out, rows -> table(report, locale, rows));
      case SARIF -> Reports.sarif(report, locale, packageName, false, Optional.empty(), out);
      case JSON -> Reports.json(report.result(), out);
    }
    return out.toByteArray();
  }

  private static void table(Report report, Locale locale, TableFile.Rows rows) throws IOException {
    for (List<String> row : Reports.table(report, locale)) {
      rows.add(row);
    }
  }
}
