package cn.beian.server.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxyValveTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "10.0.0.7, 203.0.113.9, 203.0.113.9",
        "10.0.0.7, \"198.51.100.1, 203.0.113.9\", 203.0.113.9",
        "10.0.0.7, \"198.51.100.1, 203.0.113.9, 10.0.0.8\", 203.0.113.9",
        "10.0.0.7, \"203.0.113.9:4711, 10.0.0.8\", 203.0.113.9",
        "10.0.0.7, \"[2001:db8::1]:4711\", 2001:db8::1",
        "10.0.0.7, \"203.0.113.9, unknown\", 10.0.0.7",
        "10.0.0.7, evil.example, 10.0.0.7",
        "10.0.0.7, \"10.0.0.9, 10.0.0.8\", 10.0.0.9",
        "10.0.0.7, \"\", 10.0.0.7",
        "192.0.2.66, 203.0.113.9, 192.0.2.66",
      })
  void sender_isTheRightmostAddressThatIsNoTrustedProxy(String peer, String chain, String sender)
      throws Exception {
    Request request = passed(List.of("10.0.0.0/24"), null, peer, Map.of("X-Forwarded-For", chain));
    assertThat(request.getRemoteAddr()).isEqualTo(sender);
  }

  @Test
  void nobodyIsBelieved_whereNoProxyIsNamed() throws Exception {
    Request request =
        passed(
            List.of(),
            null,
            "127.0.0.1",
            Map.of(
                "X-Forwarded-For", "203.0.113.9",
                "X-Forwarded-Proto", "https",
                "X-Forwarded-Host", "evil.example"));
    assertThat(request.getRemoteAddr()).isEqualTo("127.0.0.1");
    assertThat(request.isSecure()).isFalse();
    assertThat(request.getServerName()).isEqualTo("asked.example");
  }

  @Test
  void trustedProxy_saysWhetherItWasHttps_butNotTheHost() throws Exception {
    Request request =
        passed(
            List.of("127.0.0.1", "::1"),
            null,
            "127.0.0.1",
            Map.of("X-Forwarded-Proto", "https", "X-Forwarded-Host", "evil.example"));
    assertThat(request.isSecure()).isTrue();
    assertThat(request.getServerPort()).isEqualTo(443);
    assertThat(request.getServerName()).isEqualTo("asked.example");
  }

  @Test
  void publicUrl_isTheNameOfTheServer_whateverHostSays() throws Exception {
    Request request = passed(List.of(), "https://beian.gov.cn/", "192.0.2.66", Map.of());
    assertThat(request.getRequestURL().toString()).isEqualTo("https://beian.gov.cn/applications");
    assertThat(request.isSecure()).isTrue();
  }

  @Test
  void settings_thatMeanNothing_stopTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrustedProxyValve(List.of("proxy.local"), null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrustedProxyValve(List.of(), "beian.gov.cn"));
  }

  private static Request passed(
      List<String> trusted, @Nullable String publicUrl, String peer, Map<String, String> headers)
      throws Exception {
    org.apache.coyote.Request coyote = new org.apache.coyote.Request();
    coyote.serverName().setString("asked.example");
    coyote.setServerPort(8080);
    coyote.scheme().setString("http");
    coyote.requestURI().setString("/applications");
    headers.forEach((name, value) -> coyote.getMimeHeaders().addValue(name).setString(value));
    Request request = new Request(new Connector(), coyote);
    request.setRemoteAddr(peer);
    TrustedProxyValve valve = new TrustedProxyValve(trusted, publicUrl);
    valve.setNext(
        new ValveBase() {
          @Override
          public void invoke(Request passed, Response response) {
            // it is looked at afterwards
          }
        });
    valve.invoke(request, new Response(new org.apache.coyote.Response()));
    return request;
  }
}
