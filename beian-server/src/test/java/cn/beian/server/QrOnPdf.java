package cn.beian.server;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * Reads a QR code as a phone would, which looks again when the first picture was not good enough:
 * of one picture in some hundreds the reader misplaces the corner marks.
 */
public final class QrOnPdf {
  private static final int[] DOTS_PER_INCH = {150, 200, 300};

  private QrOnPdf() {}

  /** The text of the code on the first page. */
  public static String text(byte[] pdf) throws IOException, ReaderException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFRenderer renderer = new PDFRenderer(document);
      Optional<ReaderException> last = Optional.empty();
      for (int dotsPerInch : DOTS_PER_INCH) {
        try {
          return text(renderer, dotsPerInch);
        } catch (ReaderException e) {
          last = Optional.of(e);
        }
      }
      throw last.orElseThrow();
    }
  }

  private static String text(PDFRenderer renderer, int dotsPerInch)
      throws IOException, ReaderException {
    BufferedImage page = renderer.renderImageWithDPI(0, dotsPerInch);
    int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
    var source = new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  }
}
