package cn.beian.server;

import cn.beian.report.QrCode;
import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Reads the QR code of a PDF as a phone would, which looks again nearer and farther. */
public final class QrOnPdf {
  private static final int[] DOTS_PER_INCH = {150, 200, 300};

  private QrOnPdf() {}

  /**
   * The text of the code on the first page.
   *
   * @throws IOException where none can be read
   */
  public static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFRenderer renderer = new PDFRenderer(document);
      for (int dotsPerInch : DOTS_PER_INCH) {
        Optional<String> text = QrCode.read(renderer.renderImageWithDPI(0, dotsPerInch));
        if (text.isPresent()) {
          return text.get();
        }
      }
      throw new IOException("no QR code can be read on the first page");
    }
  }
}
