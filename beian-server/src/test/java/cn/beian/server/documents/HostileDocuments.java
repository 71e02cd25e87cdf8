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

  /** A page that is drawn by these commands, which may draw the forms F0, F1, … one of another. */
  public static byte[] drawn(String commands, String... forms) {
    StringBuilder resources = new StringBuilder("/Resources<</XObject<<");
    for (int i = 0; i < forms.length; i++) {
      resources.append("/F").append(i).append(' ').append(5 + i).append(" 0 R");
    }
    resources.append(">>>>");
    StringBuilder pdf = new StringBuilder("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
    pdf.append(
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R");
    pdf.append("/MediaBox[0 0 595 842]/Contents 4 0 R").append(resources).append(">>endobj\n");
    pdf.append("4 0 obj<</Length ").append(commands.length()).append(">>stream\n").append(commands);
    pdf.append("\nendstream endobj\n");
    for (int i = 0; i < forms.length; i++) {
      pdf.append(5 + i)
          .append(" 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]")
          .append(resources);
      pdf.append("/Length ").append(forms[i].length()).append(">>stream\n").append(forms[i]);
      pdf.append("\nendstream endobj\n");
    }
    return pdf.append("trailer<</Root 1 0 R>>\n%%EOF\n")
        .toString()
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A page with a letter in a font that has this map of its characters. */
  static byte[] mapped(String map) {
    String page = "BT /F1 24 Tf 80 700 Td <0041> Tj ET";
    return ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            + "/Resources<</Font<</F1 5 0 R>>>>>>endobj\n4 0 obj<</Length "
            + page.length()
            + ">>stream\n"
            + page
            + "\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
            + "/ToUnicode 6 0 R>>endobj\n6 0 obj<</Length "
            + map.length()
            + ">>stream\n"
            + map
            + "\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
        .getBytes(StandardCharsets.ISO_8859_1);
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
