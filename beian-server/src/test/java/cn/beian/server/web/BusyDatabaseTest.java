package cn.beian.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What anybody may ask takes nothing from the pages of those who work here. */
class BusyDatabaseTest extends ServerTest {
  private static final int MANY = 80;

  @Autowired private TransactionTemplate transactions;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void publicReads_moreThanTheDatabaseAnswers_areToldToComeAgain_andPagesGoOn() throws Exception {
    transactions.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          jdbc.sql("lock table filing_record in access exclusive mode").update();
          List<CompletableFuture<HttpResponse<String>>> asked =
              IntStream.range(0, MANY)
                  .mapToObj(i -> client.sendAsync(get("/search?q=8"), BodyHandlers.ofString()))
                  .toList();
          assertThat(client.sendAsync(get("/login"), BodyHandlers.ofString()))
              .as("the page of somebody who works here")
              .succeedsWithin(10, TimeUnit.SECONDS)
              .matches(answer -> answer.statusCode() == 200);
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
    assertThat(client.send(get("/search?q=8"), BodyHandlers.ofString()).statusCode())
        .as("what is found, or the one record that others have made")
        .isIn(200, 302);
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

  @Test
  void health_isAskedOnAConnectionThatIsThere(@Autowired ApplicationContext server) {
    assertThat(server.getBean("dbHealthContributor"))
        .as("not one of each data source, of which one opens a connection each time")
        .isInstanceOf(DataSourceHealthIndicator.class);
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create(url(path)))
        .header("Accept", path.startsWith("/search") ? "text/html" : "application/json")
        .build();
  }
}
