package cn.beian.server.documents;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;

/** Pages of a PDF as pictures, and what is written on them. Neither scripts nor links are run. */
final class PdfDocument {
  /** Most pages that are shown. */
  static final int MOST_PAGES = 300;

  /** Most pages whose text is read. */
  private static final int MOST_TEXT_PAGES = 40;

  private static final int MOST_TEXT = 200_000;
  private static final float MOST_SCALE = 2;

  private PdfDocument() {}

  static String text(Path file) throws UnreadableDocumentException {
    try (PDDocument document = open(file)) {
      int pages = document.getNumberOfPages();
      StringBuilder text = new StringBuilder().append(pages).append('\n');
      PDFTextStripper stripper = new PDFTextStripper();
      for (int page = 1; page <= Math.min(pages, MOST_TEXT_PAGES); page++) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        text.append(stripper.getText(document).replace('\f', ' ')).append('\f');
        if (text.length() > MOST_TEXT) {
          return text.substring(0, MOST_TEXT);
        }
      }
      return text.toString();
    } catch (IOException | RuntimeException e) {
      throw UnreadableDocumentException.broken(e.toString());
    }
  }

  /** All of it, or nothing. */
  static String whole(Path file) throws UnreadableDocumentException {
    try (PDDocument document = open(file)) {
      return WholePdfText.of(document);
    } catch (IOException | RuntimeException e) {
      throw UnreadableDocumentException.broken(e.toString());
    }
  }

  static byte[] page(Path file, int number) throws UnreadableDocumentException {
    try (PDDocument document = open(file)) {
      if (number < 0 || number >= Math.min(document.getNumberOfPages(), MOST_PAGES)) {
        throw UnreadableDocumentException.limit("no such page");
      }
      PDRectangle box = document.getPage(number).getCropBox();
      float side = Math.max(box.getWidth(), box.getHeight());
      if (!(side > 0) || !Float.isFinite(side)) {
        throw UnreadableDocumentException.broken("a page without size");
      }
      PDFRenderer renderer = new PDFRenderer(document);
      renderer.setSubsamplingAllowed(true);
      float scale = Math.min(MOST_SCALE, RedrawnPicture.MOST_PIXELS / side);
      return RedrawnPicture.png(renderer.renderImage(number, scale, ImageType.RGB));
    } catch (IOException | RuntimeException e) {
      throw UnreadableDocumentException.broken(e.toString());
    }
  }

  private static PDDocument open(Path file) throws IOException {
    return Loader.loadPDF(file.toFile(), IOUtils.createMemoryOnlyStreamCache());
  }
}
