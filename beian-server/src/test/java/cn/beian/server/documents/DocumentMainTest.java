package cn.beian.server.documents;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.inspect.WorkerFrames;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of documents, and what is refused. */
class DocumentMainTest {
  private static final int HEIGHT_OF_PNG = 20;

  @TempDir private Path folder;

  private int text(String kind, byte[] document) throws Exception {
    Path file = Files.write(folder.resolve("document"), document);
    return DocumentMain.run(List.of("text", kind, out().toString(), file.toString())).code();
  }

  private int page(String kind, int number, byte[] document) throws Exception {
    Path file = Files.write(folder.resolve("document"), document);
    return DocumentMain.run(
            List.of("page", kind, String.valueOf(number), out().toString(), file.toString()))
        .code();
  }

  private Path out() {
    return folder.resolve("out");
  }

  private String said() throws Exception {
    return Files.readString(out());
  }

  private BufferedImage drawn() throws Exception {
    return Objects.requireNonNull(
        ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(out()))));
  }

  private static long dark(BufferedImage picture) {
    return IntStream.range(0, picture.getWidth())
        .mapToLong(
            x ->
                IntStream.range(0, picture.getHeight())
                    .filter(y -> (picture.getRGB(x, y) & 0xff) < 128)
                    .count())
        .sum();
  }

  @Test
  void pdf_isReadAndDrawn() throws Exception {
    byte[] pdf = HostileDocuments.pdf(3, "No. 41 of 2025");
    assertThat(text("PDF", pdf)).isZero();
    assertThat(said()).startsWith("3\n").contains("No. 41 of 2025");
    assertThat(page("PDF", 2, pdf)).isZero();
    assertThat(drawn().getHeight()).isLessThanOrEqualTo(RedrawnPicture.MOST_PIXELS);
    assertThat(dark(drawn())).as("something is written there").isGreaterThan(100);
  }

  @Test
  void pdf_thatCarriesNoChineseFont_isDrawnWithOurs() throws Exception {
    ChineseFonts.use();
    String stream = "BT /F1 24 Tf 80 700 Td <6279590d> Tj ET"; // two characters, as UCS-2
    String pdf =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            + "/Resources<</Font<</F1 5 0 R>>>>>>endobj\n4 0 obj<</Length "
            + stream.length()
            + ">>stream\n"
            + stream
            + "\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type0/BaseFont/STSong-Light"
            + "/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>endobj\n"
            + "6 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
            + "<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R>>endobj\n"
            + "7 0 obj<</Type/FontDescriptor/FontName/STSong-Light/Flags 6>>endobj\n"
            + "trailer<</Root 1 0 R>>\n%%EOF\n";
    byte[] bytes = pdf.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(text("PDF", bytes)).isZero();
    assertThat(said()).contains("批复");
    assertThat(page("PDF", 0, bytes)).isZero();
    assertThat(dark(drawn())).as("more than two empty boxes").isGreaterThan(400);
  }

  @Test
  void pdf_ofManyPages_orOfAPageWithoutEnd_costsNoMoreThanAnother() throws Exception {
    byte[] many = HostileDocuments.pdf(5_000, "x");
    assertThat(text("PDF", many)).isZero();
    assertThat(said()).startsWith("5000\n").hasSizeLessThan(1_000);
    assertThat(page("PDF", PdfDocument.MOST_PAGES, many)).isEqualTo(WorkerFrames.LIMIT_CODE);
    assertThat(page("PDF", 0, HostileDocuments.pdf(1, "x", new PDRectangle(14_000, 14_000))))
        .isZero();
    assertThat(drawn().getWidth()).isLessThanOrEqualTo(RedrawnPicture.MOST_PIXELS);
  }

  @Test
  void wholeText_isAllOfIt_orNothing() throws Exception {
    assertThat(whole(HostileDocuments.pdf(WholePdfText.MOST_PAGES, "No. 41"))).isZero();
    assertThat(said().lines().filter(line -> line.contains("No. 41")))
        .hasSize(WholePdfText.MOST_PAGES);
    Map<String, byte[]> tooMuch =
        Map.of(
            "pages", HostileDocuments.pdf(WholePdfText.MOST_PAGES + 1, "No. 41"),
            "characters", HostileDocuments.pdf(40, "x".repeat(6_000)),
            "commands", HostileDocuments.drawn("q Q ".repeat(600_000)),
            "bytes", HostileDocuments.drawn(" ".repeat(17 << 20)),
            "map of a font", HostileDocuments.mapped(" ".repeat(17 << 20)),
            "forms of forms", HostileDocuments.drawn("/F0 Do", fans(12)),
            "bytes of forms", HostileDocuments.drawn("/F0 Do ".repeat(20), " ".repeat(1 << 20)));
    for (Map.Entry<String, byte[]> one : tooMuch.entrySet()) {
      assertThat(whole(one.getValue())).as(one.getKey()).isEqualTo(WorkerFrames.LIMIT_CODE);
    }
    assertThat(whole("%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(WorkerFrames.UNREADABLE_CODE);
  }

  /** Forms of which each draws the next one ten times. */
  private static String[] fans(int deep) {
    return IntStream.range(0, deep)
        .mapToObj(i -> i + 1 < deep ? ("/F" + (i + 1) + " Do ").repeat(10) : "q Q")
        .toArray(String[]::new);
  }

  private int whole(byte[] document) throws Exception {
    Path file = Files.write(folder.resolve("document"), document);
    return DocumentMain.run(List.of("whole", "PDF", out().toString(), file.toString())).code();
  }

  @Test
  void brokenDocuments_areUnreadable() throws Exception {
    byte[] broken = "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    for (String kind : List.of("PDF", "OFFICE")) {
      assertThat(text(kind, broken)).as(kind).isEqualTo(WorkerFrames.UNREADABLE_CODE);
    }
    assertThat(page("PICTURE", 0, broken)).isEqualTo(WorkerFrames.UNREADABLE_CODE);
  }

  @Test
  void documentOfWord_isReadAsText() throws Exception {
    assertThat(
            text(
                "OFFICE",
                HostileDocuments.docx(
                    "<w:document xmlns:w='w'><w:p><w:r><w:t>关于立项的</w:t></w:r><w:r><w:t>批复</w:t></w:r></w:p>"
                        + "<w:p><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r></w:p></w:document>")))
        .isZero();
    assertThat(said()).isEqualTo("1\n关于立项的批复\n\n");
  }

  @Test
  void tableOfExcel_isReadAsLines() throws Exception {
    assertThat(
            text(
                "OFFICE",
                HostileDocuments.zip(
                    Map.of(
                        "xl/sharedStrings.xml",
                        "<sst><si><t>应用</t></si><si><t>清溪巡河</t></si></sst>"
                            .getBytes(StandardCharsets.UTF_8),
                        "xl/worksheets/sheet1.xml",
                        ("<worksheet><row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>"
                                + "<row><c><v>41</v></c><c t='s'><v>9</v></c></row></worksheet>")
                            .getBytes(StandardCharsets.UTF_8)))))
        .isZero();
    assertThat(said()).isEqualTo("1\n应用\t清溪巡河\t\n41\t\t\n");
  }

  @Test
  void hostileDocumentsOfWord_areRefused() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "geheim");
    assertThat(
            text(
                "OFFICE",
                HostileDocuments.docx(
                    "<!DOCTYPE d [<!ENTITY x SYSTEM '"
                        + secret.toUri()
                        + "'>]><w:document xmlns:w='w'><w:p><w:t>&x;</w:t></w:p></w:document>")))
        .as("external entity")
        .isEqualTo(WorkerFrames.UNREADABLE_CODE);
    assertThat(text("OFFICE", HostileDocuments.bomb()))
        .as("bomb")
        .isEqualTo(WorkerFrames.LIMIT_CODE);
  }

  @Test
  void picture_isDrawnAnew_andOneOfTooManyPixelsIsNotRead() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(4_000, 200, BufferedImage.TYPE_INT_RGB), "png", out);
    byte[] png = out.toByteArray();
    assertThat(page("PICTURE", 0, png)).isZero();
    assertThat(drawn().getWidth()).isLessThanOrEqualTo(RedrawnPicture.MOST_PIXELS);
    ByteBuffer.wrap(png).putInt(HEIGHT_OF_PNG, 2_000_000);
    assertThat(page("PICTURE", 0, png)).isNotZero();
  }
}
