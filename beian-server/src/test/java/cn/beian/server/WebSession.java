package cn.beian.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.fixtures.PasswordHashes;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A {@link Visitor} who is logged in, is led on by every redirection, and has a fresh token. */
public final class WebSession {
  /** The password of whoever was given one here. */
  public static final String PASSWORD = "会话-session-2026";

  private final Visitor visitor;

  private WebSession(Visitor visitor) {
    this.visitor = visitor;
  }

  /** Logs a user in, whose password this sets. */
  public static WebSession of(ApplicationContext server, String base, String login)
      throws Exception {
    givePassword(server, login);
    return new WebSession(new Visitor(base).logIn(login, PASSWORD, "zh"));
  }

  /** Lets a user log in with {@link #PASSWORD}. */
  public static void givePassword(ApplicationContext server, String login) {
    server
        .getBean(JdbcClient.class)
        .sql("update user_account set password_hash = ? where login = ?")
        .params(PasswordHashes.of(PASSWORD), login)
        .update();
  }

  /** A page, redirects followed. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return led(visitor.get(path));
  }

  /** Gets what the browser has kept under that tag already. */
  public HttpResponse<String> getKept(String path, String tag)
      throws IOException, InterruptedException {
    return visitor.send("GET", path, Map.of("If-None-Match", tag), new byte[0]);
  }

  /** A file. */
  public byte[] bytes(String path) throws IOException, InterruptedException {
    return visitor.bytes(path);
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
    visitor.get("/");
    return led(visitor.post(path, form));
  }

  /** Sends a form as htmx does: the part of the page that it answers. */
  public String part(String path, Map<String, String> form)
      throws IOException, InterruptedException {
    visitor.get("/");
    return visitor.post(path, form, Map.of("HX-Request", "true")).body();
  }

  /** Sends a form with a file called {@code file}. */
  public HttpResponse<String> postFile(
      String path, Map<String, String> form, String fileName, byte[] file)
      throws IOException, InterruptedException {
    visitor.get("/");
    return led(visitor.upload(path, form, fileName, file));
  }

  private HttpResponse<String> led(HttpResponse<String> first)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = first;
    while (answer.statusCode() / 100 == 3) {
      answer = visitor.follow(answer);
    }
    return answer;
  }
}
