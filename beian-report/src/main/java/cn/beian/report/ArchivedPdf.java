package cn.beian.report;

import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import java.util.logging.Level;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDStream;

/**
 * A page in HTML as a PDF that can be archived: tagged (PDF/UA-1) and PDF/A (ISO 19005) level A,
 * part 2, or part 3 where a file is attached. Its one font is embedded, its colours are sRGB, its
 * metadata say in XMP what they say in the information dictionary, and nothing in it comes from the
 * machine or its clock.
 *
 * @param part of ISO 19005, 2 or 3
 * @param title of the document; what is not visible in it becomes U+FFFD
 * @param subject what kind of document it is
 * @param day that it carries as its date, Asia/Shanghai
 */
record ArchivedPdf(int part, String title, String subject, LocalDate day) {
  private static final String PRODUCER = "beian";
  private static final String OFFSET = "+08:00"; // Asia/Shanghai
  private static final String COLOURS = "sRGB IEC61966-2.1";

  static {
    XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
  }

  ArchivedPdf {
    title = Columns.visible(title);
    subject = Columns.visible(subject);
  }

  /** What is added to the finished pages. */
  interface Addition {
    void to(PDDocument document) throws IOException;
  }

  /**
   * Writes it; the stream is not closed.
   *
   * @param html the whole page, of characters that the font has
   * @param addition before it is saved
   */
  void write(String html, Addition addition, OutputStream out) throws IOException {
    PdfRendererBuilder builder =
        new PdfRendererBuilder()
            .useFont(PdfFont::open, PdfFont.FAMILY)
            .withHtmlContent(html, null)
            .usePdfUaAccessibility(true)
            .usePdfAConformance(
                part == 2
                    ? PdfRendererBuilder.PdfAConformance.PDFA_2_A
                    : PdfRendererBuilder.PdfAConformance.PDFA_3_A)
            .toStream(out);
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.layout();
      renderer.createPDFWithoutClosing();
      try (PDDocument document = renderer.getPdfDocument()) {
        addition.to(document);
        describe(document);
        colours(document);
        document.setDocumentId(identity(html));
        document.save(out);
      }
    }
  }

  /** The day as a PDF date. */
  GregorianCalendar date() {
    GregorianCalendar date =
        new GregorianCalendar(TimeZone.getTimeZone("GMT" + OFFSET), Locale.ROOT);
    date.clear();
    date.set(day.getYear(), day.getMonthValue() - 1, day.getDayOfMonth());
    return date;
  }

  /** Replaces what the library wrote, which names the hour of the machine. */
  private void describe(PDDocument document) throws IOException {
    PDDocumentInformation information = new PDDocumentInformation();
    information.setTitle(title);
    information.setSubject(subject);
    information.setProducer(PRODUCER);
    information.setCreationDate(date());
    information.setModificationDate(date());
    document.setDocumentInformation(information);
    PDMetadata metadata = new PDMetadata(document);
    metadata.importXMPMetadata(xmp().getBytes(StandardCharsets.UTF_8));
    document.getDocumentCatalog().setMetadata(metadata);
  }

  /** XMP (ISO 16684-1); PDF/A does not know the schema of PDF/UA, so it is described there. */
  private String xmp() {
    return String.format(
        Locale.ROOT,
        HtmlReport.resource("pdf-metadata.xml"),
        part,
        Html.escape(title),
        Html.escape(subject),
        PRODUCER,
        day + "T00:00:00" + OFFSET);
  }

  /** Not by PDOutputIntent, which sends the profile through the JDK's colour management. */
  private static void colours(PDDocument document) throws IOException {
    PDStream profile =
        new PDStream(document, new ByteArrayInputStream(SrgbProfile.bytes()), COSName.FLATE_DECODE);
    profile.getCOSObject().setInt(COSName.N, 3);
    COSDictionary intent = new COSDictionary();
    intent.setItem(COSName.TYPE, COSName.OUTPUT_INTENT);
    intent.setItem(COSName.S, COSName.GTS_PDFA1);
    intent.setString(COSName.OUTPUT_CONDITION_IDENTIFIER, COLOURS);
    intent.setString(COSName.INFO, COLOURS);
    intent.setItem(COSName.DEST_OUTPUT_PROFILE, profile);
    COSArray intents = new COSArray();
    intents.add(intent);
    document.getDocumentCatalog().getCOSObject().setItem(COSName.OUTPUT_INTENTS, intents);
  }

  private static long identity(String html) {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    return Long.parseUnsignedLong(Digest.of(to -> to.write(bytes)).sha256().substring(0, 16), 16);
  }
}
