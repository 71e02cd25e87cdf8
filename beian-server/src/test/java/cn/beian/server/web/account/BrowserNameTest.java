package cn.beian.server.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of one's account names browsers and regions as people do. */
class BrowserNameTest extends ServerTest {
  private static final String KHTML = " AppleWebKit/537.36 (KHTML, like Gecko) ";
  private static final String WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
  private static final String MOBILE =
      "Mozilla/5.0 (Linux; Android 13; SM-S9010 Build/TP1A.220624.014; wv)"
          + KHTML
          + "Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MMWEBSDK/20231202"
          + " MMWEBID/2247 MicroMessenger/8.0.47.2560(0x28002F36) WeChat/arm64 Weixin";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (Windows NT 10.0; Win64; x64) Chrome/131.0.0.0 Safari/537.36 | chrome | 131 | windows
          (Windows NT 10.0) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.2903.86 | edge | 131 | windows
          (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0 | firefox | 133 | linux
          (Macintosh; Intel Mac OS X 10_15_7) Version/17.6 Safari/605.1.15 | safari | 17 | mac
          (iPhone; CPU iPhone OS 17_6 like Mac OS X) Version/17.6 Safari/604.1 | safari | 17 | ios
          (iPhone; CPU iPhone OS 17_6) CriOS/131.0.6778.73 Mobile Safari/604.1 | chrome | 131 | ios
          (iPad; CPU OS 17_6 like Mac OS X) Safari/604.1 MicroMessenger/8.0.54 | wechat | 8 | ipad
          (Linux; Android 12; HarmonyOS) Chrome/99.0 HuaweiBrowser/14.0.5 | huawei | 14 | harmony
          (Windows NT 6.1) Chrome/94.0.4606.71 Core/1.94 QQBrowser/12 | qq | 12 | windows
          (Linux; U; Android 11) Chrome/100.0 UCBrowser/15.3.6 Mobile Safari/537 | uc | 15 | android
          (Windows NT 10.0; WOW64) Chrome/86.0.4240.198 Safari/537.36 360SE | 360 | '' | windows
          (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko | ie | '' | windows
          """)
  void browsers_areNamed(String said, String program, String version, String system) {
    assertThat(BrowserName.of("Mozilla/5.0 " + said))
        .isEqualTo(new BrowserName(program, version, system));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Java-http-client/17", "<b>x</b>", "Mozilla/5.0", "Version/9"})
  void whatIsNotRecognised_isAnotherProgram(String said) {
    assertThat(BrowserName.of(said)).isEqualTo(BrowserName.OTHER);
  }

  @Test
  void versions_areShort_andOnlyTheBeginningCounts() {
    assertThat(BrowserName.of("Chrome/" + "9".repeat(100)).version()).isEqualTo("9999");
    assertThat(BrowserName.of("Chrome/").version()).isEmpty();
    assertThat(BrowserName.of("x".repeat(512) + "Chrome/131")).isEqualTo(BrowserName.OTHER);
    assertThat(BrowserName.of("curl/8.5.0")).isEqualTo(new BrowserName("curl", "", ""));
  }

  private String page(String userAgent, String language) throws Exception {
    String login = person(UUID.randomUUID(), "HANDLER");
    Visitor visitor = new Visitor(url(""));
    visitor.get("/login?lang=" + language);
    visitor.post(
        "/login",
        Map.of("username", login, "password", KNOWN_PASSWORD),
        Map.of("User-Agent", userAgent));
    return visitor.get("/account").body();
  }

  @Test
  void ownPage_namesBrowserAndRegion() throws Exception {
    String page = page(WINDOWS + KHTML + "Chrome/131.0.0.0 Safari/537.36", "zh");
    assertThat(page).contains("Chrome 131，Windows", "浙江省").doesNotContain("AppleWebKit");
    assertThat(page(MOBILE, "en")).contains("WeChat 8, Android", "Zhejiang");
    assertThat(page("curl/8.5.0", "zh")).contains(">curl<").doesNotContain("curl/8");
    assertThat(page("<script>alert(1)</script>", "zh"))
        .contains("另一种程序")
        .doesNotContain("alert(1)");
  }
}
