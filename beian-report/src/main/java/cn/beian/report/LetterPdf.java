package cn.beian.report;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Locale;

/** A letter on paper, PDF/A-2a and PDF/UA-1. */
public final class LetterPdf {
  private LetterPdf() {}

  /**
   * Writes it; the stream is not closed. Characters that the font lacks stand by their number.
   *
   * @param title of the document
   * @param day of the letter, Asia/Shanghai
   * @param body of the page as well-formed markup, in which everything is escaped that came from
   *     elsewhere
   * @throws IOException if it cannot be written
   */
  public static void write(
      String title, LocalDate day, Locale locale, String body, OutputStream out)
      throws IOException {
    Messages messages = Messages.in(locale);
    Html html = new Html();
    html.raw("<html lang=\"").raw(messages.languageTag()).raw("\"><head>");
    html.element("title", "", title);
    html.raw("<meta name=\"subject\" content=\"")
        .text(messages.text("letter.subject"))
        .raw("\"/><style>")
        .raw(HtmlReport.resource("letter.css"))
        .raw("</style></head><body>")
        .raw(body)
        .raw("</body></html>");
    new ArchivedPdf(2, title, messages.text("letter.subject"), day)
        .write(PdfFont.withoutMissing(html.toString()), document -> {}, out);
  }
}
