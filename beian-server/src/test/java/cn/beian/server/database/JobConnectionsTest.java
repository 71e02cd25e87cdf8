package cn.beian.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class JobConnectionsTest extends ServerTest {
  @Autowired private DataSource database;

  @Test
  void publicReads_haveLimitsOfTheirOwn_andWriteNothing() {
    DatabaseUse.PUBLIC_READ.during(
        () -> {
          assertThat(shown("statement_timeout")).isEqualTo("3s");
          assertThat(shown("lock_timeout")).isEqualTo("1s");
          assertThat(shown("default_transaction_read_only")).isEqualTo("on");
        });
    DatabaseUse.PAGE.during(
        () -> {
          assertThat(shown("statement_timeout")).isEqualTo("1min");
          assertThat(shown("plan_cache_mode")).isEqualTo("force_custom_plan");
        });
  }

  private String shown(String setting) {
    return jdbc.sql("show " + setting).query(String.class).single();
  }

  @Test
  void whoSendsSomething_takesNoConnectionOfTheJobs() throws Exception {
    String login = person(UUID.randomUUID(), "HANDLER");
    Visitor handler = new Visitor(url("")).logIn(login, KNOWN_PASSWORD, "zh");
    List<Connection> taken = new ArrayList<>();
    HttpResponse<String> answer;
    try {
      for (int i = 0; i < DatabaseConfiguration.FOR_JOBS; i++) {
        taken.add(database.getConnection());
      }
      answer = CompletableFuture.supplyAsync(() -> refused(handler)).get(15, TimeUnit.SECONDS);
    } finally {
      for (Connection one : taken) {
        one.close();
      }
    }
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(
            jdbc.sql("SELECT subject FROM audit_entry WHERE actor = ? AND action = ?")
                .params(login, "access.refused")
                .query(String.class)
                .list())
        .containsExactly("page:/rulebooks/drafts");
  }

  private static HttpResponse<String> refused(Visitor handler) {
    try {
      return handler.post("/rulebooks/drafts", Map.of("a", "b"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
