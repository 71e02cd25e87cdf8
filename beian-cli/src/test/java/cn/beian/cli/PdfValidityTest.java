package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.report.Certificate;
import cn.beian.report.LetterPdf;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/**
 * Report and certificate meet what veraPDF can check of the standards they claim: PDF/UA-1 (ISO
 * 14289-1) and PDF/A-2a, with an attached file PDF/A-3a (ISO 19005).
 */
@Tag("once")
class PdfValidityTest {
  @TempDir Path folder;

  @BeforeAll
  static void validator() {
    VeraGreenfieldFoundryProvider.initialise();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void report_isAccessibleAndArchivable(String language) throws Exception {
    Path file = folder.resolve("report.pdf");
    Run.of(
        "inspect",
        Run.project("docs/examples/patrol"),
        "--declared",
        Run.project("docs/examples/declared.json"),
        "--format",
        "pdf",
        "--lang",
        language,
        "--out",
        file);
    byte[] pdf = Files.readAllBytes(file);
    assertThat(claimed(pdf)).containsExactlyInAnyOrder(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A);
    assertThat(broken(pdf)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void certificate_isAccessibleAndArchivable(String language) throws Exception {
    byte[] pdf = certificate(language);
    assertThat(claimed(pdf)).containsExactlyInAnyOrder(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_A);
    assertThat(broken(pdf)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void letter_isAccessibleAndArchivable(String language) throws Exception {
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    LetterPdf.write(
        "一次性告知书 7Q3K9-X2MPA-3",
        LocalDate.of(2026, 11, 25),
        Locale.forLanguageTag(language),
        "<article><h1>一次性告知书</h1><p>云州市水务局：</p><ol><li><strong>立项批复</strong><br/>请附 office 㙍</li></ol>"
            + "<details open=\"open\"><summary>怎么算的</summary><ul><li>10 个工作日</li></ul></details>"
            + "<div class=\"sign\"><p>云州省网信办</p></div></article>",
        pdf);
    assertThat(claimed(pdf.toByteArray()))
        .containsExactlyInAnyOrder(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A);
    assertThat(broken(pdf.toByteArray())).isEmpty();
  }

  /** The colours of the pages and of the code depend on the profile alone. */
  @Test
  void certificate_withoutColourProfile_isTold() throws Exception {
    ByteArrayOutputStream spoiled = new ByteArrayOutputStream();
    try (PDDocument document = Loader.loadPDF(certificate("zh"))) {
      document.getDocumentCatalog().setOutputIntents(List.of());
      document.save(spoiled);
    }
    assertThat(broken(spoiled.toByteArray()))
        .anyMatch(told -> told.startsWith("3a 6.2.4.3 DeviceRGB"));
  }

  private static byte[] certificate(String language) throws Exception {
    Certificate certificate =
        new Certificate(
            "ZW-A-330000-2026-000123-P",
            1,
            "清溪巡河 office ff",
            "云州市水务局",
            LocalDate.of(2026, 11, 25),
            new Certificate.Standing("国家互联网信息办公室", "已备案，当前有效", LocalDate.of(2026, 11, 28), ""),
            List.of(
                new Certificate.FiledPackage(
                    "Android cn.yunzhou.river", "3.2.1", "ff".repeat(32), "cd".repeat(32))),
            "ef".repeat(32),
            7,
            new Certificate.LedgerHead(41, "rra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc="),
            URI.create("https://beian.example/n/ZW-A-330000-2026-000123-P"),
            "c2sp.org/tlog-proof@v1\nindex 7\n\nexample\n");
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    certificate.writePdf(Locale.forLanguageTag(language), pdf);
    return pdf.toByteArray();
  }

  /** The standards that the file's metadata claim. */
  private static List<PDFAFlavour> claimed(byte[] pdf) throws Exception {
    try (PDFAParser parser =
        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf))) {
      return parser.getFlavours();
    }
  }

  /** The clauses of the claimed standards that the file violates. */
  private static List<String> broken(byte[] pdf) throws Exception {
    List<String> broken = new ArrayList<>();
    for (PDFAFlavour flavour : claimed(pdf)) {
      try (PDFAParser parser =
              Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
          PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
        validator.validate(parser).getTestAssertions().stream()
            .filter(one -> one.getStatus() == TestAssertion.Status.FAILED)
            .map(one -> flavour + " " + one.getRuleId().getClause() + " " + one.getMessage())
            .distinct()
            .forEach(broken::add);
      }
    }
    return broken;
  }
}
