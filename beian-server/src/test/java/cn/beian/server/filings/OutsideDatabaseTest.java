package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.numbers.FilingNumber;
import cn.beian.server.BeianServer;
import cn.beian.server.ServerTest;
import cn.beian.server.audit.AuditCheck;
import cn.beian.server.backup.Backup;
import cn.beian.server.backup.BackupReport;
import cn.beian.server.backup.Restore;
import cn.beian.server.database.DatabaseOwner;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.offline.OfflineAudit;
import cn.beian.server.offline.OfflineLedger;
import cn.beian.server.trail.AccountStandings;
import cn.beian.server.trail.RegisterBaseline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A PostgreSQL of the operator's own, with the two roles that the operator's guide makes: the
 * statements are those of the guide.
 */
class OutsideDatabaseTest extends ServerTest {
  private static final Path GUIDE = Path.of("../docs/guide/operator-database.md");

  @Autowired private ApplicationContext embedded;
  @TempDir private Path folder;

  @Test
  void rolesOfTheGuide_fileAnApplication_areChecked_backedUpAndRestored() throws Exception {
    Map<String, String> environment = made("outside");
    Path data = folder.resolve("data");
    FilingNumber number;
    try (ConfigurableApplicationContext server =
        BeianServer.start(
            "--server.port=0",
            "--data",
            data.toString(),
            "--beian.db.url=" + environment.get("BEIAN_DB_URL"),
            "--beian.db.user=" + environment.get("BEIAN_DB_USER"),
            "--beian.db.password=" + environment.get("BEIAN_DB_PASSWORD"),
            "--beian.db.owner=" + environment.get("BEIAN_DB_OWNER"),
            "--beian.db.owner-password=" + environment.get("BEIAN_DB_OWNER_PASSWORD"),
            "--db-scheduler.polling-interval=100ms")) {
      assertThat(data.resolve("postgres")).as("no database of its own").doesNotExist();
      FilingSteps steps = new FilingSteps(server);
      number =
          steps.accepted(
              steps.inNationalReview(
                  steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler))));
      server.getBean(PublicLedger.class).publish();
      server // accounts and units of the test were put there past the server
          .getBean(TransactionTemplate.class)
          .executeWithoutResult(now -> server.getBean(AccountStandings.class).recordAll());
      server.getBean(RegisterBaseline.class).recordAll();
      JdbcTemplate working = server.getBean(JdbcTemplate.class);
      long known =
          Objects.requireNonNull(
              working.queryForObject("select max(id) from audit_entry", Long.class));
      assertThat(working.queryForObject("select current_user::text", String.class))
          .isEqualTo("outside");
      assertThatThrownBy(() -> working.update("delete from audit_entry"))
          .rootCause()
          .hasMessageContaining("permission denied");

      try (OfflineLedger ledger = OfflineLedger.open(data, environment, null)) {
        assertThat(ledger.fsck(read -> {}).clean()).isTrue();
        assertThat(ledger.prove(number.toString())).isPresent();
      }
      try (OfflineAudit audit = OfflineAudit.open(data, environment, null)) {
        assertThat(audit.verify().faults())
            .allMatch(fault -> fault.kind() == AuditCheck.Kind.REGISTER_OVERWRITTEN)
            .isNotEmpty();
        assertThat(audit.verify(known).clean()).isTrue();
      }
      BackupReport report =
          Backup.make(
              data,
              environment,
              folder.resolve("backup"),
              folder.resolve("keys"),
              Clock.systemUTC(),
              (done, total) -> {});
      assertThat(report.damaged()).isEmpty();
      assertThat(report.ledgerSize()).isEqualTo(1);
    }

    Map<String, String> other = made("outside_copy");
    Path copy = folder.resolve("copy");
    Restore.into(
        folder.resolve("backup"), folder.resolve("keys"), copy, other, (done, total) -> {});
    try (OfflineLedger ledger = OfflineLedger.open(copy, other, null)) {
      assertThat(ledger.fsck(read -> {}).clean()).isTrue();
      assertThat(ledger.size()).isEqualTo(1);
    }
  }

  /** Roles and a database as the guide makes them, under another name; what a server is told. */
  private Map<String, String> made(String name) throws Exception {
    PGSimpleDataSource superuser = DatabaseOwner.dataSource(embedded);
    JdbcTemplate jdbc = new JdbcTemplate(superuser);
    List<String> statements = statements();
    assertThat(statements).hasSizeGreaterThan(3);
    for (String statement : statements) {
      jdbc.execute(statement.replace("beian", name).replace("…", "secret"));
    }
    String url = "jdbc:postgresql://127.0.0.1:" + superuser.getPortNumbers()[0] + "/" + name;
    return Map.of(
        "BEIAN_DB_URL",
        url,
        "BEIAN_DB_USER",
        name,
        "BEIAN_DB_PASSWORD",
        "secret",
        "BEIAN_DB_OWNER",
        name + "_owner",
        "BEIAN_DB_OWNER_PASSWORD",
        "secret");
  }

  private static List<String> statements() throws Exception {
    Matcher block =
        Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));
    assertThat(block.find()).isTrue();
    return block
        .group(1)
        .lines()
        .map(line -> line.replaceFirst("--.*", "").strip())
        .filter(line -> !line.isEmpty())
        .map(line -> line.replaceFirst(";$", ""))
        .toList();
  }
}
