package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Planted violations: the checks of the browser tests must bite. */
class BrowserGatesTest {
  private static final String PLANTED =
      "<!doctype html><html><title>x</title><body><img src='data:,'><p style='color:#eee'>pale</p><input></body></html>";

  @Test
  void plantedPage_axeAndPolicy_bothBite() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] page = PLANTED.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html;charset=utf-8");
          exchange.getResponseHeaders().add("Content-Security-Policy", "default-src 'self'");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    try (Browser browser = Browser.open("http://localhost:" + server.getAddress().getPort())) {
      browser.go("/");
      assertThat(browser.policyViolations()).isNotEmpty();
      assertThat(browser.graveFindings()).anyMatch(finding -> finding.startsWith("label"));
    } finally {
      server.stop(0);
    }
  }
}
