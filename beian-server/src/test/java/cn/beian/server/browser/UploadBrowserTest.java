package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.testkit.miniprogram.MiniProgramFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The start page's script: an upload goes on where the connection was lost. */
@Tag("once")
class UploadBrowserTest extends ServerTest {
  private static final int SLOW = 1_000_000;

  @TempDir Path folder;

  @Test
  void connectionLost_onTheWay_uploadGoesOnByItself() throws Exception {
    byte[] noise = new byte[20_000_000];
    new Random(1).nextBytes(noise);
    Path zip =
        Files.write(
            folder.resolve("巡河.zip"),
            MiniProgramFiles.atRoot()
                .page("pages/a", "<view>巡河</view>", "Page({})", "{}")
                .bytes("noise.bin", noise)
                .zip());
    try (Browser browser = Browser.open("http://localhost:" + port)) {
      browser.logIn(new Login(person(UUID.randomUUID(), "HANDLER"), KNOWN_PASSWORD)).go("/");
      browser.attach("file", zip);
      network(browser, false, SLOW);
      browser.driver().findElement(By.cssSelector("form.drop button")).click();
      await(browser, "正在上传");
      browser.check("upload-sending");
      network(browser, true, SLOW);
      await(browser, "连接中断");
      network(browser, false, -1);
      new WebDriverWait(browser.driver(), Browser.PATIENCE)
          .until(driver -> browser.path().startsWith("/packages/"));
      assertThat(browser.text()).contains("巡河.zip");
    }
  }

  private static void network(Browser browser, boolean offline, int bytesPerSecond) {
    browser.driver().executeCdpCommand("Network.enable", Map.of());
    browser
        .driver()
        .executeCdpCommand(
            "Network.emulateNetworkConditions",
            Map.of(
                "offline",
                offline,
                "latency",
                0,
                "downloadThroughput",
                -1,
                "uploadThroughput",
                bytesPerSecond));
  }

  private static void await(Browser browser, String words) {
    new WebDriverWait(browser.driver(), Browser.PATIENCE)
        .until(driver -> browser.text().contains(words));
  }
}
