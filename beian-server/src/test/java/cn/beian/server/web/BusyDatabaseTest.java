package cn.beian.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What anybody may ask takes nothing from the pages of those who work here. */
class BusyDatabaseTest extends ServerTest {
  private static final int MANY = 80;
  private static final String NO_LINK =
      "0000000000000000000000000000000000000000000000000000000000000000";

  @Autowired private TransactionTemplate transactions;
  private final HttpClient client = HttpClient.newHttpClient();

  @ParameterizedTest
  @CsvSource({
    "filing_record, /search?q=8",
    "rulebook_version, /rulebooks",
    "one_time_link, /account/recovery/" + NO_LINK
  })
  void publicReads_moreThanTheDatabaseAnswers_areToldToComeAgain_andPagesGoOn(
      String table, String path) throws Exception {
    Visitor clerk =
        new Visitor(url("")).logIn(person(UUID.randomUUID(), "HANDLER"), KNOWN_PASSWORD, "zh");
    transactions.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          jdbc.sql("lock table " + table + " in access exclusive mode").update();
          List<CompletableFuture<HttpResponse<String>>> asked =
              IntStream.range(0, MANY)
                  .mapToObj(i -> client.sendAsync(get(path), BodyHandlers.ofString()))
                  .toList();
          assertThat(CompletableFuture.supplyAsync(() -> status(clerk, "/account")))
              .as("the page of somebody who works here, which asks the database")
              .succeedsWithin(10, TimeUnit.SECONDS)
              .isEqualTo(200);
          for (CompletableFuture<HttpResponse<String>> one : asked) {
            assertThat(one)
                .succeedsWithin(30, TimeUnit.SECONDS)
                .satisfies(
                    answer -> {
                      assertThat(answer.statusCode()).isEqualTo(503);
                      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                      assertThat(answer.body()).contains("现在办理的人太多");
                    });
          }
        });
    assertThat(client.send(get(path), BodyHandlers.ofString()).statusCode())
        .as("what is found, or the one record that others have made, or that the link is no more")
        .isIn(200, 302, 410);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/lookup?number=ZW-A-330000-2026-000001-X", "/ledger/lookup/x"})
  void program_whileTheDatabaseIsBusy_isToldByAProblem(String path) {
    transactions.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          jdbc.sql("lock table filing_record in access exclusive mode").update();
          assertThat(client.sendAsync(get(path), BodyHandlers.ofString()))
              .succeedsWithin(30, TimeUnit.SECONDS)
              .satisfies(
                  answer -> {
                    assertThat(answer.statusCode()).isEqualTo(503);
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                  });
        });
  }

  /** As a link is followed by a program that takes whatever comes. */
  @ParameterizedTest
  @ValueSource(strings = {"/search?q=8", "/register"})
  void pageAskedByWhoeverTakesAnything_whileTheDatabaseIsBusy_isAPage(String path) {
    HttpRequest any = HttpRequest.newBuilder(URI.create(url(path))).header("Accept", "*/*").build();
    transactions.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          jdbc.sql("lock table filing_record in access exclusive mode").update();
          assertThat(client.sendAsync(any, BodyHandlers.ofString()))
              .succeedsWithin(30, TimeUnit.SECONDS)
              .satisfies(
                  answer -> {
                    assertThat(answer.statusCode()).isEqualTo(503);
                    assertThat(answer.body()).contains("<main", "现在办理的人太多");
                  });
        });
  }

  /** Whoever works here reads a page soon, and not the text of a program. */
  @ParameterizedTest
  @ValueSource(strings = {"user_account", "notification"})
  void pageOfSomebody_whileTheDatabaseHangs_saysSoWithinSeconds(String table) throws Exception {
    Visitor clerk =
        new Visitor(url("")).logIn(person(UUID.randomUUID(), "HANDLER"), KNOWN_PASSWORD, "zh");
    transactions.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          jdbc.sql("lock table " + table + " in access exclusive mode").update();
          assertThat(CompletableFuture.supplyAsync(() -> answer(clerk, "/account")))
              .succeedsWithin(5, TimeUnit.SECONDS)
              .satisfies(
                  answer -> {
                    assertThat(answer.statusCode()).isEqualTo(503);
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("text/html");
                    assertThat(answer.body()).contains("<main", "现在办理的人太多");
                  });
        });
    assertThat(status(clerk, "/account")).isEqualTo(200);
  }

  /** Its processes are stopped, so that it takes connections and answers nothing. */
  @Test
  void pageOfSomebody_whileTheDatabaseAnswersNothing_saysSoWithinSeconds() throws Exception {
    Visitor clerk =
        new Visitor(url("")).logIn(person(UUID.randomUUID(), "HANDLER"), KNOWN_PASSWORD, "zh");
    long backend = jdbc.sql("select pg_backend_pid()").query(Long.class).single();
    ProcessHandle database = ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow();
    List<String> all =
        Stream.concat(Stream.of(database), database.children())
            .map(one -> String.valueOf(one.pid()))
            .toList();
    signal("-STOP", all);
    try { // a connection that was used a moment ago is not tried before it is used again
      Awaitility.await().until(() -> soon(clerk).contains("<main"));
      assertThat(soon(clerk)).contains("现在办理的人太多");
    } finally {
      signal("-CONT", all);
    }
    Awaitility.await().until(() -> status(clerk, "/account") == 200);
  }

  /** What is answered within five seconds; else nothing. */
  private static String soon(Visitor visitor) {
    return CompletableFuture.supplyAsync(() -> answer(visitor, "/account").body())
        .completeOnTimeout("", 5, TimeUnit.SECONDS)
        .join();
  }

  private static void signal(String which, List<String> processes) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", which));
    command.addAll(processes);
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  private static HttpResponse<String> answer(Visitor visitor, String path) {
    try {
      return visitor.get(path);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void health_isAskedOnAConnectionThatIsThere(@Autowired ApplicationContext server) {
    assertThat(server.getBean("dbHealthContributor"))
        .as("not one of each data source, of which one opens a connection each time")
        .isInstanceOf(DataSourceHealthIndicator.class);
  }

  private static int status(Visitor visitor, String path) {
    try {
      return visitor.get(path).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create(url(path)))
        .header(
            "Accept",
            path.startsWith("/api") || path.startsWith("/ledger")
                ? "application/json"
                : "text/html")
        .build();
  }
}
