package cn.beian.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.platform.BeianSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Cookie;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class HostCookiesTest {

  @Test
  void behindHttps_cookiesAreBoundToThisHost() {
    Cookie session = session("https://beian.gov.cn");
    assertThat(session.getName()).isEqualTo("__Host-beian");
    assertThat(session.getSecure()).isTrue();
    assertThat(session.getPath()).isEqualTo("/");
    assertThat(session.getDomain()).isNull();
    assertThat(language("https://beian.gov.cn"))
        .startsWith("__Host-language=")
        .contains("Path=/")
        .contains("Secure");
  }

  @Test
  void withoutHttps_theyHaveTheirPlainNames() {
    assertThat(session(null).getName()).isEqualTo("beian");
    assertThat(session("http://10.0.0.7:8080").getSecure()).isFalse();
    assertThat(language("http://10.0.0.7:8080")).startsWith("language=");
  }

  private static Cookie session(@Nullable String publicUrl) {
    TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory();
    new WebConfiguration().hostCookies(settings(publicUrl)).customize(tomcat);
    return tomcat.getSettings().getSession().getCookie();
  }

  private static String language(String publicUrl) {
    MockHttpServletResponse response = new MockHttpServletResponse();
    new WebConfiguration()
        .localeResolver(settings(publicUrl))
        .setLocale(new MockHttpServletRequest(), response, java.util.Locale.ENGLISH);
    return String.valueOf(response.getHeader("Set-Cookie"));
  }

  private static BeianSettings settings(@Nullable String publicUrl) {
    Map<String, String> given =
        publicUrl == null ? Map.of() : Map.of("beian.public-url", publicUrl);
    return new Binder(new MapConfigurationPropertySource(given))
        .bindOrCreate("beian", BeianSettings.class);
  }
}
