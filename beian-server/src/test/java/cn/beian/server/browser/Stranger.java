package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.QrOnPdf;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openqa.selenium.By;

/** What anybody does who has no account. */
final class Stranger {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Browser browser;
  private final String base;

  Stranger(Browser browser, String base) {
    this.browser = browser;
    this.base = base;
  }

  /** Types into the search box of the start page, and opens the first that is found. */
  Browser search(String what) {
    browser.asStranger().go("/").type("q", what).press("portal.search.button");
    By found = By.cssSelector("main ul.tasks a[href*='/records/']");
    return browser.follow(browser.driver().findElement(found));
  }

  /** Has a proof of the ledger verified, with all it says. */
  void verify(String proof, String holds, String number) {
    paste(proof);
    browser.says("portal.verify." + holds);
    if (holds.equals("holds")) {
      assertThat(browser.text()).contains(number);
    }
  }

  private void paste(String proof) {
    browser.asStranger().go("/verify");
    if (browser.runsScript()) { // typing a page of base64 takes long
      browser
          .driver()
          .executeScript("document.getElementById('proof').value = arguments[0]", proof);
    } else {
      browser.driver().findElement(By.id("proof")).sendKeys(proof);
    }
    browser.press("portal.verify.button");
  }

  /** The address in the QR code of a certificate, once it has been made. */
  String qrOfCertificate(String number, Path folder) throws Exception {
    String address = base + "/records/" + number + "/certificate/" + browser.language().code;
    HttpResponse<byte[]> pdf = ask(address, HttpResponse.BodyHandlers.ofByteArray());
    for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        pdf.statusCode() != 200 && System.nanoTime() < end;
        pdf = ask(address, HttpResponse.BodyHandlers.ofByteArray())) {}
    assertThat(pdf.statusCode()).as(address).isEqualTo(200);
    Files.write(folder.resolve("certificate.pdf"), pdf.body());
    return QrOnPdf.text(pdf.body());
  }

  /** What an address answers. */
  String get(String path) throws Exception {
    return ask(base + path, HttpResponse.BodyHandlers.ofString()).body();
  }

  private <T> HttpResponse<T> ask(String address, HttpResponse.BodyHandler<T> as) throws Exception {
    return http.send(HttpRequest.newBuilder(URI.create(address)).build(), as);
  }
}
