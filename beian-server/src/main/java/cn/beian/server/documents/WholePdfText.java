package cn.beian.server.documents;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * All text of a PDF, or none: of a list no row may be missing. What it may ask for is counted, so
 * that the same file ends the same way on every machine: pages and objects, the bytes of what is
 * drawn once unpacked, the commands in it, and characters. What takes all of one of them ends in a
 * few seconds; three kilobytes of forms that draw one another had no end.
 */
final class WholePdfText extends PDFTextStripper {
  /** Most pages. */
  static final int MOST_PAGES = 40;

  /** Most characters. */
  static final int MOST_CHARACTERS = 200_000;

  /** Most objects: each is looked for, also where the file has lost its table of them. */
  private static final int MOST_OBJECTS = 100_000;

  /** Most bytes, unpacked: of pages, of maps of fonts, of forms as often as they are drawn. */
  private static final long MOST_BYTES = 16 << 20;

  /** Most commands on all pages, in the forms that they draw, too. */
  private static final int MOST_COMMANDS = 1_000_000;

  private final Set<COSDictionary> fonts = Collections.newSetFromMap(new IdentityHashMap<>());
  private final byte[] buffer = new byte[8 << 10];
  private long bytes;
  private int commands;
  private int characters;

  private WholePdfText() {}

  /** The number of pages, a new line, and the text; a form feed ends a page. */
  static String of(PDDocument document) throws IOException, UnreadableDocumentException {
    int pages = document.getNumberOfPages();
    if (pages > MOST_PAGES || document.getDocument().getXrefTable().size() > MOST_OBJECTS) {
      throw UnreadableDocumentException.limit(pages + " pages");
    }
    WholePdfText stripper = new WholePdfText();
    StringBuilder text = new StringBuilder().append(pages).append('\n');
    try {
      for (int page = 1; page <= pages; page++) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        text.append(stripper.getText(document).replace('\f', ' ')).append('\f');
      }
    } catch (TooMuchException e) {
      throw UnreadableDocumentException.limit(String.valueOf(e.getMessage()));
    }
    return text.toString();
  }

  @Override
  public void processPage(PDPage page) throws IOException {
    for (Iterator<PDStream> streams = page.getContentStreams(); streams.hasNext(); ) {
      count(streams.next());
    }
    super.processPage(page);
  }

  @Override
  public void showForm(PDFormXObject form) throws IOException {
    count(form.getContentStream());
    super.showForm(form);
  }

  @Override
  public void showTransparencyGroup(PDTransparencyGroup form) throws IOException {
    count(form.getContentStream());
    super.showTransparencyGroup(form);
  }

  private void count(PDStream stream) throws IOException {
    try (InputStream content = stream.createInputStream()) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        bytes += read;
        atMost(MOST_BYTES, bytes, "bytes of content");
      }
    }
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    atMost(MOST_COMMANDS, ++commands, "commands");
    if (operator.getName().equals(OperatorName.SET_FONT_AND_SIZE)
        && !operands.isEmpty()
        && operands.get(0) instanceof COSName font) {
      countMaps(font);
    }
    super.processOperator(operator, operands);
  }

  /** What a font says of its characters is read, too, once. */
  private void countMaps(COSName name) throws IOException {
    PDResources resources = getResources();
    COSDictionary all =
        resources == null ? null : resources.getCOSObject().getCOSDictionary(COSName.FONT);
    COSDictionary font = all == null ? null : all.getCOSDictionary(name);
    if (font == null || !fonts.add(font)) {
      return;
    }
    for (COSName map : List.of(COSName.TO_UNICODE, COSName.ENCODING)) {
      if (font.getDictionaryObject(map) instanceof COSStream stream) {
        count(new PDStream(stream));
      }
    }
  }

  @Override
  protected void processTextPosition(TextPosition text) {
    atMost(MOST_CHARACTERS, ++characters, "characters");
    super.processTextPosition(text);
  }

  private static void atMost(long most, long counted, String of) {
    if (counted > most) {
      throw new TooMuchException("more than " + most + ' ' + of);
    }
  }

  /**
   * Passes through the library, which takes an {@link IOException} of an operator for a warning.
   */
  private static final class TooMuchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooMuchException(String counted) {
      super(counted);
    }
  }
}
