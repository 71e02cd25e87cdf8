package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.report.QrCode;
import cn.beian.server.ServerTest;
import cn.beian.server.platform.Sha256Hex;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.records.Filed;
import cn.beian.server.records.Records;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A package is hashed in the browser, and its digest alone is sent. */
@Tag("once")
class LookupBrowserTest extends ServerTest {
  /** More than a piece of the script, and no whole number of blocks. */
  private static final int SIZE = 5_000_003;

  @Autowired private Records records;
  @Autowired private TransactionTemplate transactions;
  @TempDir private Path folder;

  @Test
  void droppedPackage_isToldWhetherItIsTheFiledOne() throws Exception {
    byte[] bytes = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      bytes[i] = (byte) (i * 31 + (i >>> 9));
    }
    String sha256 = Sha256Hex.of(bytes);
    String number =
        Objects.requireNonNull(
            transactions.execute(
                status ->
                    records
                        .accept(
                            Filed.acceptance(
                                new FiledPackage("android", "cn.x", "1", sha256, Filed.hex())))
                        .toString()));
    try (Browser browser = Browser.open(url(""))) {
      browser.go("/lookup").attach("package", Files.write(folder.resolve("a.apk"), bytes));
      browser.await(By.cssSelector("a[href$='" + number + "']"));
      browser.says("portal.lookup.FILED_THIS_BUILD");
      browser.says("portal.lookup.build.REVIEWED_BEFORE_NUMBER");
      assertThat(browser.driver().getCurrentUrl()).contains("sha256=" + sha256);
      browser.checkInBothLanguages("lookup-found");
      bytes[SIZE / 2]++;
      browser.go("/lookup").attach("package", Files.write(folder.resolve("b.apk"), bytes));
      browser.await(By.cssSelector("[role=status] h2"));
      browser.says("portal.lookup.UNKNOWN");
    }
  }

  @Test
  void certificateOrPicture_inTheBoxForPackages_isNotToldAsUnfiled() throws Exception {
    Path photo = Files.write(folder.resolve("code.png"), QrCode.png(url("/records/ZW-A")));
    Path paper = Files.writeString(folder.resolve("paper.pdf"), "%PDF-1.7 of a certificate");
    try (Browser browser = Browser.open(url(""))) {
      browser.go("/lookup").attach("package", photo);
      browser.await(By.cssSelector("[data-kind=picture]:not([hidden])"));
      browser.says("portal.lookup.isPicture");
      browser.attach("package", paper);
      browser.await(By.cssSelector("[data-kind=pdf]:not([hidden]) a[href$='/verify']"));
      browser.says("portal.lookup.isPdf");
      assertThat(browser.driver().getCurrentUrl()).doesNotContain("sha256");
      browser.attach("photo", paper).press("portal.lookup.photo.do").await(By.id("photo-error"));
      browser.says("portal.lookup.photo.PDF");
    }
  }

  @Test
  void photoOfACode_isMadeSmallerAndSent_orReadWhereTheBrowserCan() throws Exception {
    String number = "ZW-A-330000-2026-000123-P";
    byte[] code = QrCode.png(url("/records/" + number));
    Path photo = Files.write(folder.resolve("photo.png"), code);
    try (Browser browser = Browser.open(url(""))) {
      browser.go("/lookup").attach("photo", photo).press("portal.lookup.photo.do");
      browser.await(By.cssSelector("form[action='/search']"));
      assertThat(browser.path()).endsWith("/records/" + number);
      browser.go("/lookup").attach("photo", photo);
      ((JavascriptExecutor) browser.driver())
          .executeScript(
              "window.BarcodeDetector = class { static async getSupportedFormats() {"
                  + " return ['qr_code']; } async detect() { return [{rawValue: 'of a shop'}]; } }");
      browser.press("portal.lookup.photo.do").await(By.id("photo-error"));
      browser.says("portal.lookup.photo.OTHER_TEXT");
      assertThat(browser.driver().getCurrentUrl()).contains("code=of");
      browser.checkInBothLanguages("lookup-other-code");
    }
  }
}
