package cn.beian.server.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** Why a form with a file was refused before it was read. */
class OriginPagesTest extends ServerTest {
  private HttpResponse<String> sent(String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url("/pre-check")))
            .header("Content-Type", "multipart/form-data; boundary=x")
            .header("Accept", "text/html")
            .header("Accept-Language", "zh")
            .POST(BodyPublishers.ofString("--x--\r\n"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void fileWithoutOrigin_isRefused_andThePageSaysSo() throws Exception {
    HttpResponse<String> answer = sent();
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("Origin", "没有说明");
  }

  @Test
  void fileOfAnotherSite_isRefused_andThePageSaysSo() throws Exception {
    HttpResponse<String> answer = sent("Origin", "http://evil.example");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("另一个网站");
  }
}
