package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.filings.filed.ReadPackages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What the page of an application says while another package is read, and when that was none. */
@Tag("once")
class ReplacementBrowserTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @TempDir private Path folder;
  private Browser browser;

  @BeforeEach
  void open() {
    browser = Browser.open(url(""));
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void packageThatIsRead_andOneThatIsNone_leaveTheFormerOne_andAreTold() throws Exception {
    Cast cast = Cast.local(server);
    TestApp app = new TestApp(folder, "清溪巡河", cast.unitName);
    String application = cast.filled(app.build("review.apk"));
    byte[] file = ("no package " + application).getBytes(StandardCharsets.UTF_8);
    Path broken = Files.write(folder.resolve("broken.apk"), file);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    jdbc.sql(
            "insert into inspection (sha256, app_id, status, done, total, requested_at)"
                + " values (?, '', 'RUNNING', 40, 100, now())")
        .param(sha256)
        .update();
    browser.as(cast.handler).go(application).unfold("filings.package.replace");
    browser.driver().findElement(By.cssSelector("input[id^='by-']")).sendKeys(broken.toString());
    browser.press("filings.package.replace").refreshUntil("filings.package.cancel");
    browser.checkInBothLanguages("package-replacing");
    browser.go(application + "/check").checkInBothLanguages("package-replacing-check");
    jdbc.sql(
            "update inspection set status = 'FAILED', failure = 'UNREADABLE', ended_at = now()"
                + " where sha256 = ?")
        .param(sha256)
        .update();
    server
        .getBean(ReadPackages.class)
        .goOn(
            jdbc.sql("select id from package_upload where sha256 = ?")
                .param(sha256)
                .query(UUID.class)
                .single());
    browser.go(application).checkInBothLanguages("package-not-replaced");
    assertThat(browser.text()).contains("broken.apk", "app.apk");
    browser.press("filings.package.seen");
    assertThat(browser.text()).doesNotContain("broken.apk").contains("app.apk");
    browser.driver().findElement(By.cssSelector("#packages a[href$='/removal']")).click();
    browser.checkInBothLanguages("package-removal");
    browser.press("filings.back").says("filings.package.list");
  }
}
