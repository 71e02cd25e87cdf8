package cn.beian.server.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Documents, decent and hostile. */
public final class HostileDocuments {
  private HostileDocuments() {}

  /** A PDF of so many pages, each with a text. */
  public static byte[] pdf(int pages, String text) throws IOException {
    return pdf(pages, text, PDRectangle.A4);
  }

  static byte[] pdf(int pages, String text, PDRectangle size) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
      for (int i = 0; i < pages; i++) {
        PDPage page = new PDPage(size);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.beginText();
          content.setFont(font, 24);
          content.newLineAtOffset(80, 700);
          content.showText(text);
          content.endText();
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }

  /** A document of Word with this part as its text. */
  public static byte[] docx(String document) throws IOException {
    return zip(Map.of("word/document.xml", document.getBytes(StandardCharsets.UTF_8)));
  }

  /** One of Word that would be a hundred megabytes. */
  public static byte[] bomb() throws IOException {
    byte[] spaces = new byte[100 << 20];
    Arrays.fill(spaces, (byte) ' ');
    byte[] head = "<w:document xmlns:w='w'>".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(head, 0, spaces, 0, head.length);
    return zip(Map.of("word/document.xml", spaces));
  }

  static byte[] zip(Map<String, byte[]> parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    }
    return out.toByteArray();
  }
}
