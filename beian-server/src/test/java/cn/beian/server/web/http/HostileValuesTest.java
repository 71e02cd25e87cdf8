package cn.beian.server.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.Endpoint;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.identity.AccessRules;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Values that nobody types, at every page and endpoint: a sentence, never a failure. */
@Tag("once")
class HostileValuesTest extends ServerTest {
  private static final Set<String> NOT_TRIED = Set.of("/error", "/logout");

  /** Fields that pages read without naming them in their signature. */
  private static final List<String> MORE_FIELDS =
      List.of("version", "reason", "a:app.name", "b:app.name", "lang", "page", "question", "text");

  /** What a trace names; the English word alone is one of the terms. */
  private static final Pattern CLASS_NAME = Pattern.compile("[A-Za-z.]Exception\\b");

  @Autowired private List<RequestMappingHandlerMapping> mappings;

  private final Map<String, String> failed = new TreeMap<>();
  private Visitor everybody = new Visitor("");
  private String draft = "";

  @BeforeEach
  void somebodyWithEveryRole() throws Exception {
    String roles = Arrays.stream(Role.values()).map(Role::name).collect(Collectors.joining(","));
    everybody = new Visitor(url("")).logIn(person(UUID.randomUUID(), roles), KNOWN_PASSWORD, "zh");
    HttpResponse<String> created =
        everybody.post("/applications", Map.of("kind", "INITIAL", "form", "WEB"));
    String to = URI.create(created.headers().firstValue("Location").orElseThrow()).getPath();
    draft = to.substring(to.lastIndexOf('/') + 1);
  }

  private void eachEndpoint(BiConsumer<Endpoint, HandlerMethod> act) {
    for (RequestMappingHandlerMapping mapping : mappings) {
      mapping
          .getHandlerMethods()
          .forEach(
              (info, handler) -> {
                for (String pattern : info.getPatternValues()) {
                  if (!NOT_TRIED.contains(pattern)) {
                    var methods = info.getMethodsCondition().getMethods();
                    methods.forEach(one -> act.accept(new Endpoint(one.name(), pattern), handler));
                  }
                }
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "x", "99999999999999999999", "%zz"})
  void value_inEveryField(String value) {
    eachEndpoint(
        (endpoint, handler) -> {
          Set<String> fields = new LinkedHashSet<>(MORE_FIELDS);
          for (MethodParameter parameter : handler.getMethodParameters()) {
            RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
            if (asked != null) {
              String named = asked.name().isEmpty() ? asked.value() : asked.name();
              String own = String.valueOf(parameter.getParameter().getName());
              fields.add(named.isEmpty() ? own : named);
            }
          }
          Map<String, String> form =
              fields.stream().collect(Collectors.toMap(name -> name, name -> of(name, value)));
          tried(endpoint, path(endpoint, draft), form, "=" + value.replace("\u0000", "NUL"));
        });
    assertThat(failed).isEmpty();
  }

  /** A version that can be one, so that what comes after it is looked at, too. */
  private static String of(String name, String value) {
    return name.equals("version") && value.equals("x") ? "1" : value;
  }

  /** An input that is named as a part of one that a form has. */
  @Test
  void partOfAField_isNoFailure() {
    Map<String, String> form =
        Map.of("version", "1", "reason[0]", "x", "reason.class", "x", "reason[", "x", "reason", "");
    eachEndpoint((endpoint, handler) -> tried(endpoint, path(endpoint, draft), form, " parts"));
    assertThat(failed).isEmpty();
  }

  @Test
  void nothing_inAnyField_andNoFile() {
    eachEndpoint(
        (endpoint, handler) -> tried(endpoint, path(endpoint, draft), Map.of(), " no fields"));
    assertThat(failed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "00000000-0000-7000-8000-000000000000", "%00", "%FF"})
  void value_inEveryAddress(String value) {
    eachEndpoint(
        (endpoint, handler) -> {
          if (endpoint.pattern().contains("{")) {
            tried(endpoint, path(endpoint, value), Map.of("version", "1"), " at " + value);
          }
        });
    assertThat(failed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[null]",
        "null",
        "{}",
        "[1]",
        "[[]]",
        "[{\"number\":\"\\u0000\"}]",
        "[{\"packageId\":\"\\ud800\",\"platform\":\"ANDROID\"}]",
        "[{\"number\":{}}]",
        "[{",
        "[]x",
        "\u0000",
      })
  void batch_thatIsNone_isToldWhatIsWrong(String body) throws Exception {
    HttpResponse<String> answer = batch(body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("\"detail\"");
  }

  @Test
  void batch_isReadToItsThousandthQuestion_andNoFurther() throws Exception {
    String one = "{\"number\":\"1\"}";
    String thousand = "[" + (one + ",").repeat(1000);
    assertThat(batch("[" + (one + ",").repeat(999) + one + "]").statusCode()).isEqualTo(200);
    assertThat(batch("[" + (one + ",").repeat(999) + "{\"more\":[{}]}]").statusCode())
        .as("what is no question is refused")
        .isEqualTo(400);
    assertThat(batch(thousand + "{!").statusCode()).isEqualTo(413);
    assertThat(batch(thousand + "{},".repeat(1_000_000)).statusCode()).isEqualTo(413);
    assertThat(batch("[]").body()).isEqualTo("[]");
  }

  @Test
  void everyPageThatTakesFiles_saysSoInTheTable() {
    Map<String, String> silent = new TreeMap<>();
    eachEndpoint(
        (endpoint, handler) -> {
          boolean files =
              Arrays.stream(handler.getMethodParameters())
                  .map(MethodParameter::getParameterType)
                  .anyMatch(
                      type ->
                          MultipartFile.class.isAssignableFrom(type)
                              || MultipartHttpServletRequest.class.isAssignableFrom(type));
          AccessRules.Body body =
              AccessRules.rowFor(endpoint.method(), endpoint.path()).orElseThrow().body();
          if (files && !body.files()) {
            silent.put(endpoint.toString(), body.name());
          }
        });
    assertThat(silent).as("pages whose files AccessRules.TABLE would refuse").isEmpty();
  }

  private HttpResponse<String> batch(String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url("/api/v1/lookup")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }

  private static String path(Endpoint endpoint, String value) {
    return endpoint
        .pattern()
        .replace("{topic}", "APP")
        .replace("{language}", "zh")
        .replaceAll("\\{\\*?[^}]+}", value)
        .replace("**", "x");
  }

  private void tried(Endpoint endpoint, String path, Map<String, String> form, String what) {
    String query =
        form.entrySet().stream()
            .map(
                field ->
                    encoded(field.getKey())
                        + "="
                        + (field.getValue().equals("%zz") ? "%zz" : encoded(field.getValue())))
            .collect(Collectors.joining("&"));
    try {
      HttpResponse<String> answer =
          endpoint.method().equals("GET") && !form.isEmpty() && !query.contains("%zz")
              ? everybody.get(path + "?" + query)
              : endpoint.method().equals("POST")
                  ? everybody.post(path, form)
                  : everybody.send(endpoint.method(), path, Map.of(), new byte[0]);
      if (answer.statusCode() >= 500 || CLASS_NAME.matcher(answer.body()).find()) {
        failed.put(endpoint + what, answer.statusCode() + "");
      }
    } catch (Exception e) {
      throw new AssertionError(endpoint + what, e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
