package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.ledger.PublicLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * The whole path: package, application, both reviews, number, certificate, proof, launch build,
 * look-up; in either language, and without script.
 */
@Tag("once")
class FilingBrowserTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private PublicLedger ledger;
  @TempDir private Path folder;

  /** How the path is walked. */
  enum Manner {
    CHINESE(true, Language.CHINESE),
    ENGLISH(true, Language.ENGLISH),
    WITHOUT_SCRIPT(false, Language.CHINESE);

    private final boolean script;
    private final Language language;

    Manner(boolean script, Language language) {
      this.script = script;
      this.language = language;
    }

    Browser browser(String base) {
      Browser browser = script ? Browser.open(base) : Browser.withoutScript(base);
      return browser.in(language);
    }
  }

  @ParameterizedTest
  @EnumSource
  void existingApp_fromPackageToStoreLookUp_walked(Manner manner) throws Exception {
    Cast cast = Cast.local(server);
    TestApp app = new TestApp(folder, "清溪巡河", cast.unitName);
    try (Browser browser = manner.browser(url(""))) {
      Sponsor sponsor = new Sponsor(browser, cast.handler, cast.approver);
      String application = sponsor.submit(app.build("review.apk"));
      new Province(browser, cast.firstSeat, cast.secondSeat).complete(application);
      new Nation(browser, cast.reviewer, cast.signer).accept(application);

      String number = sponsor.number(application);
      assertThat(number).startsWith("ZW-A-330100-");
      Path launch = app.build("launch.apk", "备案编号：" + number);
      sponsor.launch(application, launch, "filings.launch.ACCEPTED");

      Stranger stranger = new Stranger(browser, url(""));
      stranger.search(number).says("portal.state.FILED").says("portal.record.builds");
      assertThat(browser.path()).startsWith("/records/" + number);
      assertThat(browser.text()).contains(cast.unitName);
      assertThat(stranger.qrOfCertificate(number, folder)).isEqualTo(url("/records/" + number));
      verifyProof(stranger, number);
      assertThat(stranger.get("/api/v1/lookup?sha256=" + sha256(launch)))
          .contains("FILED_THIS_BUILD");
    }
  }

  private void verifyProof(Stranger stranger, String number) throws Exception {
    long index =
        jdbc.sql("select entry_index from filing_revision where number = ? and revision = 1")
            .param(number)
            .query(Long.class)
            .single();
    ledger.publish();
    String proof = stranger.get("/ledger/proofs/" + index);
    stranger.verify(proof, "holds", number);
    stranger.verify(proof.replace("index " + index, "index " + (index + 1)), "fails", number);
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
