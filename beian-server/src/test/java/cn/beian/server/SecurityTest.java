package cn.beian.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityTest extends ServerTest {
  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new java.net.CookieManager()).build();

  @Test
  void post_withoutCsrfToken_isRefusedWithoutStackTrace() throws Exception {
    HttpResponse<String> answer = post("/account/recovery", "login=x");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("您不能看这一页").doesNotContain("Exception");
  }

  @Test
  void unknownPage_inEnglish_saysSo() throws Exception {
    HttpResponse<String> answer = get("/?lang=en");
    assertThat(answer.body()).contains("lang=\"en\"");
    answer = get("/account/set-up/zz/yy");
    assertThat(answer.body()).doesNotContain("Exception");
    assertThat(get("/account/invitation/zz").statusCode()).isEqualTo(410);
    answer = get("/no-such-page");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("There is no such page");
    assertThat(get("/applications").headers().firstValue("Location"))
        .as("what exists asks for a log-in")
        .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
  }

  @ParameterizedTest
  @CsvSource({
    "zh, 您还没有登录, 以前保存的内容都还在, 登录",
    "en, You are not logged in, anything saved before is kept, Log in"
  })
  void formOfNobody_isToldToLogIn_andTheLogInLeadsBackToItsPage(
      String language, String title, String kept, String logIn) throws Exception {
    String login = person(UUID.randomUUID(), "HANDLER");
    String form = "/applications/" + UUID.randomUUID() + "/topics/OFFERED";
    String own = url("");
    for (String[] one :
        new String[][] {
          {form, own + form, form},
          {form, "http://evil.example/cases", form},
          {form.replace("topics/OFFERED", "ready"), null, form.replace("/topics/OFFERED", "")}
        }) {
      Visitor visitor = new Visitor(own);
      visitor.get("/login?lang=" + language);
      Map<String, String> from = one[1] == null ? Map.of() : Map.of("Referer", one[1]);
      HttpResponse<String> refused = visitor.post(one[0], Map.of(), from);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body())
          .contains(title, kept, "class=\"btn\" href=\"/login\"")
          .doesNotContain("您不能看这一页", "You cannot see this page");
      visitor.get("/login");
      assertThat(
              visitor
                  .post("/login", Map.of("username", login, "password", KNOWN_PASSWORD))
                  .headers()
                  .firstValue("Location"))
          .hasValueSatisfying(to -> assertThat(URI.create(to).getPath()).isEqualTo(one[2]));
    }
  }

  @Test
  void pageOfAnError_andALinkUsedUp_changeTheLanguageOfTheSameAddress() throws Exception {
    for (String path : List.of("/no-such-page?a=1", "/account/invitation/zz?a=1")) {
      assertThat(get(path).body()).contains("href=\"" + path + "&amp;lang=en\"");
    }
    assertThat(get("/no-such-page?a=1&lang=en").body())
        .contains("There is no such page", "href=\"/no-such-page?a=1&amp;lang=zh\"");
    Visitor handler =
        new Visitor(url("")).logIn(person(UUID.randomUUID(), "HANDLER"), KNOWN_PASSWORD, "zh");
    HttpResponse<String> refused = handler.get("/admin/audit");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains("您不能看这一页", "href=\"/admin/audit?lang=en\"")
        .doesNotContain("您还没有登录");
    assertThat(handler.get("/admin/audit?lang=en").body()).contains("You cannot see this page");
  }

  @Test
  void whatPagesLoad_isNamedByItsContent_andKept() throws Exception {
    String page = get("/login").body();
    for (String address :
        List.of("/css/beian-%s.css", "/webjars/htmx.org/[0-9.]+/dist/htmx.min-%s.js")) {
      Pattern named = Pattern.compile("\"(" + address.replace("%s", "[0-9a-f]{32}") + ")\"");
      Matcher found = named.matcher(page);
      assertThat(found.find()).as(named + " in " + page).isTrue();
      HttpResponse<String> file = get(found.group(1));
      assertThat(file.statusCode()).isEqualTo(200);
      assertThat(file.headers().firstValue("Cache-Control"))
          .hasValue("max-age=31536000, public, immutable");
      assertThat(get(found.group(1).replaceAll("[0-9a-f]{32}", "0".repeat(32))).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void strangers_leaveNothingOnTheServer_andTheirCookiesAreHttpOnlyAndLax() throws Exception {
    for (String path :
        List.of("/", "/login", "/login/code", "/pre-check", "/verify", "/applications", "/cases")) {
      List<String> cookies = get(path + "?a=" + "b".repeat(200)).headers().allValues("Set-Cookie");
      assertThat(cookies).as(path).noneMatch(cookie -> cookie.startsWith("beian="));
      assertThat(cookies)
          .as(path)
          .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    }
    String form = "username=nobody" + UUID.randomUUID() + "&password=x&_csrf=";
    HttpResponse<String> failed = post("/login", form + csrf(get("/login").body()));
    assertThat(failed.headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith("beian="));
  }

  @Test
  void tokenOfForms_thatIsLongerThanOurs_isNone_andStandsInNoPage() throws Exception {
    HttpResponse<String> page =
        client.send(
            HttpRequest.newBuilder(URI.create(url("/login")))
                .header("Accept", "text/html")
                .header("Cookie", "form=" + "x".repeat(7000))
                .build(),
            BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).hasSizeLessThan(50_000);
    assertThat(page.headers().allValues("Set-Cookie")).anyMatch(one -> one.startsWith("form="));
  }

  @Test
  void logIn_tooManyAttempts_isToldToWait() throws Exception {
    String token = csrf(get("/login").body());
    String form = "username=nobody" + UUID.randomUUID() + "&password=x&_csrf=" + token;
    for (String path : List.of("/login", "/%6cogin", "/login", "/logi%6e", "/%6Cogin")) {
      assertThat(post(path, form).headers().firstValue("Location"))
          .hasValueSatisfying(to -> assertThat(to).endsWith("?error"));
    }
    for (String path : List.of("/login", "/%6cogin")) {
      assertThat(post(path, form).headers().firstValue("Location"))
          .hasValueSatisfying(to -> assertThat(to).endsWith("?wait"));
    }
    assertThat(get("/login?wait").body()).contains("尝试次数过多");
  }

  @Test
  void headers_forbidFramesSniffingAndInline() throws Exception {
    HttpResponse<String> page = get("/");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .contains("frame-ancestors 'none'")
                    .contains("object-src 'none'"));
    assertThat(page.headers().firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
    assertThat(page.headers().firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
    assertThat(page.headers().firstValue("Permissions-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("camera=()"));
  }

  private static String csrf(String page) {
    var matcher =
        java.util.regex.Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(page);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url(path))).header("Accept", "text/html").build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url(path)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "text/html")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }
}
