package cn.beian.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {
  private static final String PROOF = "c2sp.org/tlog-proof@v1\nindex 7\n\nexample\n";

  @TempDir Path folder;

  @Test
  void text_can_be_read_back_in_both_languages() throws Exception {
    assertThat(text(write(certificate("清溪巡河"), Locale.CHINESE)))
        .contains("国家互联网信息办公室", "已备案，当前有效（截至 2026-11-28）")
        .contains("备案凭证", "ZW-A-330000-2026-000123-P", "清溪巡河", "云州市水务局")
        .contains("账本的头", "rra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc=（共 41 条）")
        .doesNotContain("#");
    assertThat(text(write(certificate("清溪巡河"), Locale.ENGLISH)))
        .contains(
            "Certificate of filing", "清溪巡河", "Sponsor", "as of 2026-11-28", "yngbnc= (size 41)");
  }

  @Test
  void of_a_filing_that_ended_says_so_before_all_else() throws Exception {
    Certificate one = certificate("清溪巡河");
    String ended = "备案已于 2026年11月28日 注销，本凭证只证明曾经备案。";
    Certificate over =
        new Certificate(
            one.number(),
            3,
            one.appName(),
            one.sponsor(),
            one.filedOn(),
            new Certificate.Standing(one.standing().issuer(), "已注销", one.standing().asOf(), ended),
            one.packages(),
            one.reportSha256(),
            7,
            one.ledgerHead(),
            one.publicAddress(),
            PROOF);
    assertThat(text(write(over, Locale.CHINESE)))
        .contains(ended, "已注销（截至 2026-11-28）")
        .doesNotContain("当前有效");
    try (PDDocument pdf = Loader.loadPDF(write(over, Locale.CHINESE).toFile())) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(1);
    }
  }

  @Test
  void what_is_no_character_in_a_name_keeps_nobody_from_his_certificate() throws Exception {
    assertThat(text(write(certificate("清溪\uFFFE巡河"), Locale.CHINESE))).contains("清溪\\uFFFE巡河");
  }

  @Test
  void a_name_of_any_length_leaves_a_code() throws Exception {
    try (PDDocument pdf =
        Loader.loadPDF(write(certificate("清溪巡河".repeat(200)), Locale.CHINESE).toFile())) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(2);
      assertThat(pdf.getPage(1).getResources().getXObjectNames()).hasSize(1);
    }
  }

  @Test
  void code_leads_to_the_public_address() throws Exception {
    Path pdf = write(certificate("清溪巡河"), Locale.CHINESE);
    run("pdftoppm", "-r", "150", "-png", "-singlefile", pdf.toString(), folder + "/page");
    var image = ImageIO.read(folder.resolve("page.png").toFile());
    var bitmap = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image)));
    assertThat(new QRCodeReader().decode(bitmap).getText())
        .isEqualTo("https://beian.example/n/ZW-A-330000-2026-000123-P");
  }

  @Test
  void of_many_packages_goes_on_and_keeps_its_code_on_the_first_page() throws Exception {
    Certificate one = certificate("清溪巡河");
    Certificate many =
        new Certificate(
            one.number(),
            1,
            one.appName(),
            one.sponsor(),
            one.filedOn(),
            one.standing(),
            Collections.nCopies(12, one.packages().get(0)),
            one.reportSha256(),
            7,
            one.ledgerHead(),
            one.publicAddress(),
            PROOF);
    try (PDDocument pdf = Loader.loadPDF(write(many, Locale.ENGLISH).toFile())) {
      assertThat(pdf.getNumberOfPages()).isGreaterThan(1);
    }
  }

  @Test
  void proof_is_attached_and_every_font_embedded() throws Exception {
    try (PDDocument pdf = Loader.loadPDF(write(certificate("清溪巡河"), Locale.CHINESE).toFile())) {
      var files = pdf.getDocumentCatalog().getNames().getEmbeddedFiles().getNames();
      assertThat(files).containsOnlyKeys("ZW-A-330000-2026-000123-P-r1.tlog-proof");
      assertThat(files.values().iterator().next().getEmbeddedFile().toByteArray())
          .isEqualTo(PROOF.getBytes(StandardCharsets.UTF_8));
      assertThat(pdf.getNumberOfPages()).isEqualTo(1);
      var resources = pdf.getPage(0).getResources();
      for (var name : resources.getFontNames()) {
        assertThat(resources.getFont(name)).matches(PDFont::isEmbedded);
      }
    }
  }

  @Test
  void proof_is_found_again_and_nothing_in_another_pdf() throws Exception {
    byte[] pdf = Files.readAllBytes(write(certificate("清溪巡河"), Locale.ENGLISH));
    assertThat(Certificate.proofIn(pdf)).hasValue(PROOF);
    assertThat(Certificate.plainProofIn(pdf)).hasValue(PROOF);
    assertThat(Certificate.plainProofIn(Arrays.copyOfRange(pdf, 9, pdf.length))).isEmpty();
    ByteArrayOutputStream empty = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      document.save(empty);
    }
    assertThat(Certificate.proofIn(empty.toByteArray())).isEmpty();
    assertThatThrownBy(() -> Certificate.proofIn(new byte[9])).isInstanceOf(IOException.class);
  }

  @Test
  void character_without_glyph_is_told_not_printed() {
    assertThatThrownBy(() -> write(certificate("㙍村通"), Locale.CHINESE))
        .isInstanceOfSatisfying(
            MissingGlyphException.class, e -> assertThat(e.characters()).isEqualTo("㙍"));
  }

  @Test
  void markup_in_a_name_is_only_text() throws Exception {
    assertThat(text(write(certificate("<b>&\"巡河"), Locale.CHINESE))).contains("<b>&\"巡河");
  }

  private static Certificate certificate(String app) {
    return new Certificate(
        "ZW-A-330000-2026-000123-P",
        1,
        app,
        "云州市水务局",
        LocalDate.of(2026, 11, 25),
        new Certificate.Standing("国家互联网信息办公室", "已备案，当前有效", LocalDate.of(2026, 11, 28), ""),
        List.of(
            new Certificate.FiledPackage(
                "Android cn.yunzhou.river", "3.2.1", "ab".repeat(32), "cd".repeat(32))),
        "ef".repeat(32),
        7,
        new Certificate.LedgerHead(41, "rra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc="),
        URI.create("https://beian.example/n/ZW-A-330000-2026-000123-P"),
        PROOF);
  }

  private Path write(Certificate certificate, Locale locale)
      throws IOException, MissingGlyphException {
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    certificate.writePdf(locale, pdf);
    return Files.write(folder.resolve("certificate.pdf"), pdf.toByteArray());
  }

  private String text(Path pdf) throws Exception {
    run("pdftotext", "-layout", pdf.toString(), folder + "/certificate.txt");
    return Files.readString(folder.resolve("certificate.txt"));
  }

  private static void run(String... command) throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/" + command[0])), command[0] + " is not installed");
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
