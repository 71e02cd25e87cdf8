package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.report.Certificate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Report and certificate meet what veraPDF can check of PDF/UA-1 (ISO 14289-1). */
class PdfUaTest {
  @TempDir Path folder;

  @BeforeAll
  static void validator() {
    VeraGreenfieldFoundryProvider.initialise();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void report_isPdfUa(String language) throws Exception {
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
    assertThat(broken(Files.readAllBytes(file))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void certificate_isPdfUa(String language) throws Exception {
    Certificate certificate =
        new Certificate(
            "ZW-A-330000-2026-000123-P",
            1,
            "清溪巡河 office ff",
            "云州市水务局",
            LocalDate.of(2026, 11, 25),
            List.of(
                new Certificate.FiledPackage(
                    "Android cn.yunzhou.river", "3.2.1", "ff".repeat(32), "cd".repeat(32))),
            "ef".repeat(32),
            7,
            URI.create("https://beian.example/n/ZW-A-330000-2026-000123-P"),
            "c2sp.org/tlog-proof@v1\nindex 7\n\nexample\n");
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    certificate.writePdf(Locale.forLanguageTag(language), pdf);
    assertThat(broken(pdf.toByteArray())).isEmpty();
  }

  /** The clauses that the file breaks. */
  private static List<String> broken(byte[] pdf) throws Exception {
    PDFAFlavour flavour = PDFAFlavour.PDFUA_1;
    try (PDFAParser parser =
            Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      return validator.validate(parser).getTestAssertions().stream()
          .filter(one -> one.getStatus() == TestAssertion.Status.FAILED)
          .map(one -> one.getRuleId().getClause() + " " + one.getMessage())
          .distinct()
          .toList();
    }
  }
}
