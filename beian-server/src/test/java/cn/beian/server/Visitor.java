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
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser without script: cookies, forms, pages. */
public final class Visitor {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
  private static final String BOUNDARY = "-----------visitor";

  private final String server;
  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private String token = "";

  /** A visitor of the server at that address. */
  public Visitor(String server) {
    this.server = server;
  }

  /** Gets a page and remembers the token of its forms. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpResponse<String> page = send(request(path).GET());
    Matcher matcher = CSRF.matcher(page.body());
    if (matcher.find()) {
      token = matcher.group(1);
    }
    return page;
  }

  /** Gets a file. */
  public byte[] bytes(String path) throws IOException, InterruptedException {
    return client.send(request(path).GET().build(), BodyHandlers.ofByteArray()).body();
  }

  /** Logs in and stands on the start page. */
  public Visitor logIn(String login, String password, String language)
      throws IOException, InterruptedException {
    get("/login?lang=" + language);
    HttpResponse<String> answer = post("/login", Map.of("username", login, "password", password));
    assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("error");
    get("/");
    return this;
  }

  /** Sends a form. */
  public HttpResponse<String> post(String path, Map<String, String> fields)
      throws IOException, InterruptedException {
    return post(path, fields, Map.of());
  }

  /** Sends a form with these headers beside the usual ones. */
  public HttpResponse<String> post(
      String path, Map<String, String> fields, Map<String, String> headers)
      throws IOException, InterruptedException {
    Map<String, String> all = new TreeMap<>(fields);
    all.put("_csrf", token);
    String form =
        all.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    headers.forEach(request::header);
    return send(request);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Sends a form with a file. */
  public HttpResponse<String> upload(
      String path, Map<String, String> fields, String fileName, byte[] bytes)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .header("Origin", server)
            .POST(BodyPublishers.ofByteArray(multipart(fields, fileName, bytes))));
  }

  /** The body of such a form. */
  public byte[] multipart(Map<String, String> fields, String fileName, byte[] bytes) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Map<String, String> all = new TreeMap<>(fields);
    all.put("_csrf", token);
    all.forEach(
        (name, value) ->
            part(body, "name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8)));
    part(body, "name=\"file\"; filename=\"" + fileName + "\"", bytes);
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  private static void part(ByteArrayOutputStream body, String disposition, byte[] bytes) {
    String head =
        "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(bytes);
    body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  /** Sends any request with the token in its header, as script does. */
  public HttpResponse<String> send(
      String method, String path, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        request(path)
            .method(method, BodyPublishers.ofByteArray(body))
            .header("X-CSRF-TOKEN", token);
    headers.forEach(builder::header);
    return send(builder);
  }

  /** The token of the forms of the last page. */
  public String token() {
    return token;
  }

  /** The cookies, as a header has them. */
  public String cookies() {
    return client
        .cookieHandler()
        .map(CookieManager.class::cast)
        .orElseThrow()
        .getCookieStore()
        .getCookies()
        .stream()
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /** Follows a redirection. */
  public HttpResponse<String> follow(HttpResponse<String> answer)
      throws IOException, InterruptedException {
    String to = answer.headers().firstValue("Location").orElseThrow();
    URI uri = URI.create(to);
    return get(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server + path)).header("Accept", "text/html");
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
