package cn.beian.server.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An address that no text can be is answered as it was asked: by a page or by a problem. */
class UnreadableAddressTest extends ServerTest {
  private static final String ZH = "地址或请求不完整，请核对后再试。";
  private static final String EN =
      "The address or the request is malformed; please check it and try again.";

  private HttpResponse<String> get(String path, String accept) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url(path))).header("Accept", accept).build(),
            BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/records/%00", "/records/a%00b", "/records/%FF", "/records/a%2Fb"})
  void unreadableNumber_toABrowser_isAPageInBothLanguages(String path) throws Exception {
    HttpResponse<String> answer = get(path, "text/html,*/*;q=0.8");
    assertThat(answer.statusCode()).isIn(400, 404);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.body())
        .contains("/css/beian.css", "<meta name=\"viewport\"", "<main")
        .doesNotContain("Tomcat");
    if (answer.statusCode() == 400) {
      assertThat(answer.body()).contains(ZH, EN);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/records/%00, application/json",
    "/records/%00, application/problem+json",
    "/api/v1/records/%00, '*/*'",
    "/api/v1/records/%00, application/json",
    "/api/v1/records/%00, text/html",
    "/api/v1/lookup?number=%00, application/json",
    "/api/v1/lookup?number=%00, text/html",
  })
  void unreadableNumber_toAProgram_isAProblemInBothLanguages(String path, String accept)
      throws Exception {
    HttpResponse<String> answer = get(path, accept);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body())
        .contains("\"status\":400", "\"title\":\"Bad Request\"", ZH, EN)
        .doesNotContain("<");
  }

  @Test
  void apiAddress_thatIsNone_isAProblem_alsoToABrowser() throws Exception {
    for (String path : new String[] {"/api/v1/nothing", "/api/nothing", "/api"}) {
      HttpResponse<String> answer = get(path, "text/html");
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .as(path)
          .startsWith("application/problem+json");
      assertThat(answer.body()).contains("没有这个地址或内容。", "There is nothing at this address.");
    }
  }

  @Test
  void pageAddress_thatIsNone_isAPage() throws Exception {
    HttpResponse<String> answer = get("/records/none/such", "text/html");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("没有这一页");
  }
}
