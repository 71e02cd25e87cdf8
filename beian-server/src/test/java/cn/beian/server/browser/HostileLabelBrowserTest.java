package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * An app whose name is a script and turns the direction of writing: everywhere a text, and the
 * security policy has nothing to do.
 */
@Tag("once")
class HostileLabelBrowserTest extends ServerTest {
  private static final String LABEL =
      "清溪\u202e\u001b\"><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";

  @Autowired private ApplicationContext server;
  @TempDir private Path folder;

  @Test
  void scriptInTheLabel_isShownAsText_everywhere() throws Exception {
    Cast cast = Cast.local(server);
    try (Browser browser = Browser.open(url(""))) {
      TestApp app = new TestApp(folder, LABEL, cast.unitName);
      Sponsor sponsor = new Sponsor(browser, cast.handler, cast.approver);
      String application = sponsor.drop(app.build("<b>&.apk", LABEL)).beginExisting();
      String review = Province.caseOf(application);
      browser.driver().navigate().back();
      shown(browser);
      shown(browser, "/applications", application, application + "/topics/APP");
      shown(browser, application + "/check", application + "/undertaking");
      cast.send(application);
      shown(browser, application);

      new Province(browser, cast.firstSeat, cast.secondSeat).first(application);
      shown(browser, "/work", review);
      cast.complete(application);
      Nation nation = new Nation(browser, cast.reviewer, cast.signer);
      nation.reviews(application);
      shown(browser, "/work", review, review + "/decision?act=return");
      nation.accept(application);

      String number = sponsor.number(application);
      browser.asStranger();
      shown(browser, "/records/" + number, "/search?q=" + number);
      Stranger stranger = new Stranger(browser, url(""));
      assertThat(stranger.qrOfCertificate(number, folder)).endsWith(number);
      assertThat(Poppler.text(folder.resolve("certificate.pdf")).replaceAll("\\s", ""))
          .contains("<script>document.title='taken'</script>");
      browser.go("/api/v1/records/" + number);
      assertThat(browser.driver().getTitle()).isNotEqualTo("taken");
    }
  }

  private static void shown(Browser browser, String... paths) {
    for (String path : paths.length == 0 ? new String[] {browser.path()} : paths) {
      browser.go(path);
      assertThat(browser.driver().getPageSource()).as(path).contains("&lt;script&gt;");
      assertThat(browser.driver().getPageSource())
          .as(path + ", what misleads is shown by its number")
          .doesNotContain("\u202e", "\u001b")
          .contains("清溪\\u202E\\u001B");
      assertThat(browser.text()).as(path).contains("<script>document.title='taken'</script>");
      assertThat(browser.driver().findElements(By.cssSelector("script:not([src]),img[onerror]")))
          .as(path)
          .isEmpty();
      assertThat(browser.driver().getTitle()).as(path).isNotEqualTo("taken");
    }
  }
}
