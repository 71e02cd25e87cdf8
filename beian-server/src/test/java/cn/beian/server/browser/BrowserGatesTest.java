package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/** Planted violations: the checks of the browser tests must bite. */
class BrowserGatesTest {
  private static final String PLANTED =
      "<!doctype html><html><title>x</title><body><img src='data:,'><p style='color:#eee'>pale</p><input></body></html>";
  private static final String SCRIPTED =
      "<!doctype html><html><title>x</title><body><p>still</p><script>document.body.textContent = 'moved'</script></body></html>";
  private static final String BUTTONS =
      "<!doctype html><html><title>x</title><body><main><a class='btn' href='/'>one</a>"
          + "<button class='btn quiet'>quiet</button><button class='btn' hidden>hidden</button>"
          + "<details><summary>more</summary><button class='btn'>folded</button></details>"
          + "<button class='btn'>two</button></main></body></html>";

  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    page("/planted", PLANTED, "default-src 'self'");
    page("/scripted", SCRIPTED, "default-src * 'unsafe-inline'");
    page("/buttons", BUTTONS, "default-src * 'unsafe-inline'");
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void plantedPage_axeAndPolicy_bothBite() {
    try (Browser browser = Browser.open(address())) {
      browser.go("/planted");
      assertThat(PageCheck.graveFindings(browser.driver()))
          .anyMatch(finding -> finding.startsWith("label"));
      assertThat(browser.policyViolations()).isNotEmpty();
    }
  }

  @Test
  void browserWithoutScript_runsNone() {
    try (Browser browser = Browser.withoutScript(address())) {
      assertThat(browser.go("/scripted").text()).isEqualTo("still");
    }
    try (Browser browser = Browser.open(address())) {
      assertThat(browser.go("/scripted").text()).isEqualTo("moved");
    }
  }

  @Test
  void plantedButtons_thoseInSightAreCounted() {
    try (Browser browser = Browser.open(address())) {
      browser.go("/buttons");
      assertThat(PrimaryButtons.on(browser.driver())).containsExactly("one", "two");
      browser.driver().findElement(By.tagName("summary")).click();
      assertThat(PrimaryButtons.on(browser.driver())).containsExactly("one", "folded", "two");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "单位 0193aaaa-0000-7000-8000-0000000002af 没有任何记录",
        "失败：java.lang.IllegalStateException",
        "filings.check.left",
        "??work_zh??",
        "状态：NATIONAL_REVIEW",
        "RejectedInput[problems=[]]",
        "Optional.empty",
        "{\"status\": 400}",
        "期限\nnull\n"
      })
  void plantedCodes_areFound(String text) {
    assertThat(CodesOnPage.in(text)).isNotEmpty();
  }

  @Test
  void wordsOfPeople_areNoCodes() {
    assertThat(
            CodesOnPage.in(
                "备案编号 ZW-A-330100-2026-000001-6，软件包 cn.gov.river.app，规则 FORM-101，JSON、XLSX 下载"))
        .isEmpty();
  }

  private String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void page(String path, String html, String policy) {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html;charset=utf-8");
          exchange.getResponseHeaders().add("Content-Security-Policy", policy);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}
