package cn.beian.server.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AskedPageTest {
  private final MockHttpServletResponse response = new MockHttpServletResponse();
  private final List<String> tried = new ArrayList<>();

  private void refused(String referer) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/applications/x/submit");
    request.addHeader("Host", "localhost");
    request.addHeader("Referer", "http://localhost" + referer);
    AskedPage.saveForm(
        request,
        response,
        "/applications/x/submit",
        path -> {
          tried.add(path);
          return path.equals("/applications/x");
        });
  }

  @Test
  void formOfAPage_leadsToTheNearestPageAboveIt() {
    refused("/applications/x/topics/APP");
    assertThat(tried)
        .containsExactly("/applications/x/topics/APP", "/applications/x/topics", "/applications/x");
    assertThat(response.getCookie("asked-page")).isNotNull();
  }

  @Test
  void addressOfThousandsOfParts_isNotWalkedThrough() {
    refused("/a".repeat(400));
    assertThat(tried).hasSizeLessThan(10);
    tried.clear();
    refused("/".repeat(7000));
    assertThat(tried).isEmpty();
    assertThat(response.getCookie("asked-page")).isNull();
  }
}
