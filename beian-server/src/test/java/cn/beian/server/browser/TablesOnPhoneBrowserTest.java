package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** On a phone the reason of a row stands below it, not beyond the right edge. */
class TablesOnPhoneBrowserTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @TempDir private Path folder;

  @Test
  void resultsOfImportsAndComparisons_standWithinThePage() throws Exception {
    Path list = folder.resolve("apps.csv");
    Files.writeString(
        list,
        "应用名称,形态,软件包名称或 AppID,上线日期\n智慧农牧综合服务平台,微信群,cn.gov."
            + "long.".repeat(15)
            + "name,昨天\n掌上办,APP,a b,昨天\n");
    try (Browser browser = Browser.open(url("")).as(Cast.local(server).supervisor)) {
      browser.go("/inventory/import").attach("file", list).press("import.check");
      within(browser, "只能填 APP");
      browser.go("/inventory/comparison").attach("file", list).press("inventory.comparison.do");
      within(browser, "智慧农牧综合服务平台");
      browser.go(browser.path() + "?side=UNREAD");
      within(browser, "不能有空格");
    }
  }

  private static void within(Browser browser, String words) {
    browser
        .driver()
        .executeCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", 390, "height", 1000, "deviceScaleFactor", 1, "mobile", true));
    assertThat(browser.text()).contains(words);
    assertThat(
            browser
                .driver()
                .executeScript(
                    "return [...document.querySelectorAll('.table td')].filter(one =>"
                        + " one.getBoundingClientRect().right > 390).length"))
        .as(browser.path())
        .isEqualTo(0L);
    browser.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }
}
