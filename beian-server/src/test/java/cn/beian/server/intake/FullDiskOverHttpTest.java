package cn.beian.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.database.DatabaseOwner;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.fixtures.Unique;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An act whose transaction cannot be committed, since a disk is full: what PostgreSQL says then.
 */
@ExtendWith(OutputCaptureExtension.class)
class FullDiskOverHttpTest extends ServerTest {
  private static final long MEGABYTE = 1 << 20;

  @Autowired private ApplicationContext server;
  @Autowired private FreeSpace space;

  private JdbcClient owner = JdbcClient.create(new PGSimpleDataSource());

  @BeforeEach
  void ownerOfTheTables() {
    owner = JdbcClient.create(DatabaseOwner.dataSource(server));
  }

  @AfterEach
  void repaired() {
    owner.sql("drop trigger if exists failing on level_exception").update();
    owner.sql("drop function if exists fail()").update();
  }

  private void failing(String state, String words) {
    owner
        .sql(
            """
            create function fail() returns trigger language plpgsql as
              $$ begin raise exception using errcode = '%s', message = '%s'; end $$
            """
                .formatted(state, words))
        .update();
    owner
        .sql(
            """
            create constraint trigger failing after insert on level_exception
              deferrable initially deferred for each row execute function fail()
            """)
        .update();
  }

  private HttpResponse<String> act() throws Exception {
    FilingSteps steps = new FilingSteps(server);
    Stage upper = new Stage(server, "PROVINCIAL", "LOCAL");
    jdbc.sql("update organization set division = '330000' where id = ?").param(upper.unit).update();
    jdbc.sql("update organization set parent_id = :upper where id = :unit")
        .param("upper", upper.unit)
        .param("unit", steps.stage.unit)
        .update();
    Map<String, String> form =
        Map.of("app", "防汛" + Unique.word(), "upper", upper.name, "reason", "防汛需要");
    return WebSession.of(server, url(""), steps.handler).post("/exceptions", form);
  }

  @ParameterizedTest
  @CsvSource({
    "53100, could not extend file, 100000",
    "XX000, could not write to file pg_wal/xlogtemp.1: No space left on device, 100000",
    "58030, could not write to file base/pgsql_tmp: No space left on device, 100000",
    "57P02, terminating connection because of crash of another server process, 1",
    "08006, server closed the connection, 1"
  })
  void act_isToldThatThereIsNoSpace(String state, String words, long freeMegabytes)
      throws Exception {
    FreeSpace.Measure before = space.measureBy(() -> freeMegabytes * MEGABYTE);
    try {
      failing(state, words);
      HttpResponse<String> answer = act();
      assertThat(answer.statusCode()).isEqualTo(507);
      assertThat(answer.body()).contains("服务器存储空间不足", "您做的事没有生效");
    } finally {
      space.measureBy(before);
    }
  }

  /** The log of a full disk fills it no further. */
  @Test
  void manyRefusals_areAFewLinesOfTheLog(CapturedOutput log) throws Exception {
    failing("53100", "no room for one more");
    for (int i = 0; i < 8; i++) {
      assertThat(act().statusCode()).isEqualTo(507);
    }
    assertThat(log.getOut().lines().filter(line -> line.contains("no room for one more")))
        .allMatch(line -> line.contains("POST /exceptions: nothing was done, a disk is full"))
        .hasSizeLessThanOrEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"57P02, terminating connection, 100000, 503", "XX000, internal error, 1, 500"})
  void otherFailure_isNotSaidToBeOne(String state, String words, long freeMegabytes, int status)
      throws Exception {
    FreeSpace.Measure before = space.measureBy(() -> freeMegabytes * MEGABYTE);
    try {
      failing(state, words);
      HttpResponse<String> answer = act();
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body().contains("数据库暂时连不上")).isEqualTo(status == 503);
    } finally {
      space.measureBy(before);
    }
  }
}
