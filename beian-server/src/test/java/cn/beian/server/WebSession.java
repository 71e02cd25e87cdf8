package cn.beian.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Somebody who is logged in over HTTP, without a browser and without script. */
public final class WebSession {
  /** The password of whoever was given one here. */
  public static final String PASSWORD = "会话-session-2026";

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final String base;

  private WebSession(String base) {
    this.base = base;
  }

  /** Logs a user in, whose password this sets. */
  public static WebSession of(ApplicationContext server, String base, String login)
      throws Exception {
    givePassword(server, login);
    WebSession session = new WebSession(base);
    HttpResponse<String> start =
        session.post("/login", Map.of("username", login, "password", PASSWORD));
    assertThat(start.uri().getPath()).isEqualTo("/");
    return session;
  }

  /** Lets a user log in with {@link #PASSWORD}. */
  public static void givePassword(ApplicationContext server, String login) {
    String hash = Objects.requireNonNull(server.getBean(PasswordEncoder.class).encode(PASSWORD));
    server
        .getBean(JdbcClient.class)
        .sql("update user_account set password_hash = ? where login = ?")
        .params(hash, login)
        .update();
  }

  /** A page, redirects followed. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "text/html"));
  }

  /** The text of a page that must be there. */
  public String page(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(path + "\n" + answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** Sends a form; the page that it leads to. */
  public HttpResponse<String> post(String path, Map<String, String> form)
      throws IOException, InterruptedException {
    return send(request(path, form).header("Accept", "text/html"));
  }

  /** Sends a form as htmx does: the part of the page that it answers. */
  public String part(String path, Map<String, String> form)
      throws IOException, InterruptedException {
    return send(request(path, form).header("HX-Request", "true")).body();
  }

  private HttpRequest.Builder request(String path, Map<String, String> form)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body + "&_csrf=" + encoded(token())));
  }

  /** Sends a form with a file called {@code file}. */
  public HttpResponse<String> postFile(
      String path, Map<String, String> form, String fileName, byte[] file)
      throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<String, String> entry : form.entrySet()) {
      part(
          body,
          "name=\"" + entry.getKey() + "\"",
          entry.getValue().getBytes(StandardCharsets.UTF_8));
    }
    part(body, "name=\"_csrf\"", token().getBytes(StandardCharsets.UTF_8));
    part(body, "name=\"file\"; filename=\"" + fileName + "\"", file);
    body.write("--limit--\r\n".getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Accept", "text/html")
            .header("Content-Type", "multipart/form-data; boundary=limit")
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private static void part(ByteArrayOutputStream body, String disposition, byte[] content)
      throws IOException {
    String head = "--limit\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
    body.write(head.getBytes(StandardCharsets.UTF_8));
    body.write(content);
    body.write("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  private String token() throws IOException, InterruptedException {
    for (String path : new String[] {"/", "/login"}) {
      Matcher token = TOKEN.matcher(get(path).body());
      if (token.find()) {
        return token.group(1);
      }
    }
    throw new AssertionError("no form with a token");
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
