package cn.beian.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.beian.server.BeianServer;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.audit.AccountCheck;
import cn.beian.server.audit.AuditCheck;
import cn.beian.server.audit.RegisterCheck;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.Acceptance.GroupOutcome;
import cn.beian.server.records.Certificates;
import cn.beian.server.records.FilingLookup;
import cn.beian.server.records.PublicOutcome;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.RecordCheck;
import cn.beian.server.records.Records;
import cn.beian.server.trail.AuditTrail;
import cn.beian.server.trail.RegisterBaseline;
import cn.beian.server.trail.RegisterStandings;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The data folder of the version of 2026-11-26 opens in this one. What lies in the resource was
 * written by that version (commit b37a7bc): every row of every table, the ledger’s key and
 * published head, the objects; only certificates were left out. Four filings came to a number, one
 * with a launch build and a case of supervision, one with an exemption, one with an accepted
 * explanation and open advice, one that was restricted; others are on their way.
 */
class EarlierDataTest extends ServerTest {
  private static final String LAST_MIGRATION = "202611261840";
  private static final String WITH_LAUNCH_BUILD = "ZW-A-330100-2026-000001-6";
  private static final String WITH_EXEMPTION = "ZW-A-330100-2026-000002-9";
  private static final String WITH_EXPLANATION = "ZW-A-330100-2026-000003-C";
  private static final String RESTRICTED = "ZW-A-330100-2026-000004-F";

  @Autowired private EmbeddedPostgres postgres;
  @TempDir private Path data;

  @Test
  void dataOfTheVersionBefore_isMigrated_corrected_cleanAndShown() throws Exception {
    String url = database();
    try (ConfigurableApplicationContext server =
        BeianServer.start(
            "--server.port=0",
            "--data",
            data.toString(),
            "--beian.db.url=" + url,
            "--beian.db.user=" + postgres.user(),
            "--beian.db.password=" + postgres.password(),
            "--db-scheduler.polling-interval=100ms")) {
      Records records = server.getBean(Records.class);
      await().until(() -> records.toCorrect("", 1).isEmpty());
      await()
          .until(() -> server.getBean(Certificates.class).find(WITH_EXPLANATION, "zh").isPresent());
      outcomesAreRight(records);
      limitSkipsNewYearsDay(server.getBean(JdbcClient.class));
      PublicLedger ledger = server.getBean(PublicLedger.class);
      ledger.publish();
      RecordCheck.Result check =
          RecordCheck.run(server.getBean(DataSource.class), ledger, read -> {});
      assertThat(check.faults()).isEmpty();
      assertThat(check.ledger().faults()).isEmpty();
      assertThat(check.ledger().entries()).isGreaterThan(6);
      assertThat(server.getBean(FilingLookup.class).search("水").records())
          .as("names are found by the new index, the restricted one is not")
          .hasSize(3);
      appsAreThere(server.getBean(JdbcClient.class));
      pagesOpen(server);
      newKinds_areRecordedOnce(server);
      lettersAreKept(server.getBean(JdbcClient.class));
      contactsAreSealed_andShown(server);
    }
  }

  /** All people of that version have a telephone and an address, which was in the clear. */
  private static void contactsAreSealed_andShown(ConfigurableApplicationContext server)
      throws Exception {
    JdbcClient jdbc = server.getBean(JdbcClient.class);
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from user_account where telephone not like 'v1:%'
                      or email not like 'v1:%' or email_index is null or telephone_index is null
                    """)
                .query(Integer.class)
                .single())
        .isZero();
    String base = "http://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port");
    String login =
        jdbc.sql(
                "select login from user_account where password_hash is not null order by login limit 1")
            .query(String.class)
            .single();
    assertThat(new Visitor(base).logIn(login, KNOWN_PASSWORD, "zh").get("/account").body())
        .contains("value=\"0571-");
    assertThat(AccountCheck.run(server.getBean(DataSource.class))).isEmpty();
  }

  /** The trail of a version that recorded five kinds: the others are, at the next start. */
  private static void newKinds_areRecordedOnce(ConfigurableApplicationContext server)
      throws Exception {
    DataSource data = server.getBean(DataSource.class);
    assertThat(RegisterCheck.run(data)).as("recorded when it was opened").isEmpty();
    JdbcTemplate owner = DatabaseOwner.of(server);
    owner.update(
        """
        delete from audit_entry where action = 'register.standings' or action like '%.standing'
          and split_part(action, '.', 1) not in ('account', 'organization', 'policy', 'calendar',
            'letter', 'certificate')
        """);
    AuditTrail trail = server.getBean(AuditTrail.class);
    trail.record(RegisterStandings.ALL, "", "57");
    String vote = "update seat_vote set reason = reason || 'x'";
    assertThat(owner.update(vote)).isPositive();
    assertThat(RegisterCheck.run(data)).as("nothing was recorded of the new kinds").isEmpty();
    RegisterBaseline standings = server.getBean(RegisterBaseline.class);
    standings.recordNew();
    long rows = rows(owner);
    assertThat(RegisterCheck.run(data)).isEmpty();
    standings.recordNew();
    assertThat(rows(owner)).as("recorded once").isEqualTo(rows);
    owner.update(vote);
    assertThat(RegisterCheck.run(data))
        .isNotEmpty()
        .allMatch(one -> one.kind() == AuditCheck.Kind.REGISTER_DIFFERS)
        .allMatch(one -> one.text().startsWith("vote:") && !one.name().isEmpty());
    owner.update("delete from audit_entry where action = 'register.standings'");
    assertThat(RegisterCheck.run(data)).as("what has a row is compared all the same").isNotEmpty();
  }

  private static long rows(JdbcTemplate owner) {
    return Objects.requireNonNull(
        owner.queryForObject("select count(*) from audit_entry", Long.class));
  }

  /** As they read on the day of the upgrade, and each says so. */
  private static void lettersAreKept(JdbcClient jdbc) {
    await()
        .until(
            () ->
                jdbc.sql("select count(*) from letter_backlog").query(Integer.class).single() == 0);
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from application_event e
                     where e.name in ('SUBMIT', 'RESUBMIT', 'COMPLETE', 'ACCEPT')
                       and (select count(*) from issued_letter l
                         where l.procedure_name = 'application' and l.case_id = e.application_id
                           and l.issued_at = e.at and l.reconstructed_on is not null
                           and l.html like case l.language
                             when 'zh' then '%本件签发时未存原文%' else '%reconstructed on%' end) <> 2
                    """)
                .query(Integer.class)
                .single())
        .as("steps whose letter is not there in both languages")
        .isZero();
    assertThat(
            jdbc.sql("select count(*) from issued_letter where html like '%??%'")
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(jdbc.sql("select count(*) from issued_letter").query(Integer.class).single())
        .isGreaterThan(20);
  }

  /** Ten days before the notice of 2027: New Year’s Day is off by decree, which moves the limit. */
  private static void limitSkipsNewYearsDay(JdbcClient jdbc) {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.sql(
                                """
                                select e.detail || ' ' || e.expected_on || ' ' || a.due_on
                                  from application_event e join application a on a.id = e.application_id
                                 where e.name = 'recomputed' and a.state = 'NATIONAL_REVIEW'
                                       and e.actor_id is null
                                """)
                            .query(String.class)
                            .list())
                    .containsExactly("2027-01-07 2027-01-08 2027-01-08"));
  }

  private static void appsAreThere(JdbcClient jdbc) {
    assertThat(
            jdbc.sql(
                    "select count(*) from filing_record r join app a on a.id = r.app_id"
                        + " join application f on f.app_id = a.id and f.id = r.application_id"
                        + " where a.state = r.state and a.name = r.app_name"
                        + " and a.owner_id = r.organization_id and exists ("
                        + " select 1 from app_identity i where i.app_id = a.id)")
                .query(Integer.class)
                .single())
        .as("each record has an app, with name, unit, state and package names")
        .isEqualTo(4);
    assertThat(
            jdbc.sql(
                    "select count(*) from filing_revision where application_id is not null"
                        + " and event in ('FILED', 'LAUNCH_BUILD')")
                .query(Integer.class)
                .single())
        .isEqualTo(5);
    assertThat(
            jdbc.sql(
                    """
                    select r.number || ' ' || u.name || ' ' || (u.organization_id is not null)
                      from app_using_unit u join filing_record r on r.app_id = u.app_id
                     where u.source = 'FILING' and u.person_id is not null
                       and coalesce(u.organization_id = r.organization_id, true)
                     order by r.number, u.id
                    """)
                .query(String.class)
                .list())
        .as("what each filing says of its users, as a unit where it names one")
        .containsExactly(
            WITH_LAUNCH_BUILD + " 按规定办理 false",
            WITH_EXEMPTION + " 全体市民 false",
            WITH_EXEMPTION + " " + sponsor(jdbc) + " true",
            WITH_EXPLANATION + " 按规定办理 false",
            RESTRICTED + " 按规定办理 false");
  }

  private static String sponsor(JdbcClient jdbc) {
    return jdbc.sql(
            "select name from organization o join filing_record r on r.organization_id = o.id"
                + " where r.number = ?")
        .param(WITH_EXEMPTION)
        .query(String.class)
        .single();
  }

  private static void outcomesAreRight(Records records) {
    PublicRecord explained = records.find(WITH_EXPLANATION).orElseThrow();
    assertThat(outcome(explained, "FORM").outcome()).isEqualTo(PublicOutcome.EXPLAINED);
    assertThat(outcome(explained, "ENG")).isEqualTo(new GroupOutcome("ENG", PublicOutcome.PASS, 2));
    assertThat(explained.revisions())
        .extracting(PublicRecord.Revision::event)
        .containsExactly("FILED", "RECTIFYING", "CORRECTED");
    PublicRecord exempted = records.find(WITH_EXEMPTION).orElseThrow();
    assertThat(outcome(exempted, "FORM").outcome()).isEqualTo(PublicOutcome.EXEMPTED);
    assertThat(exempted.summary().exemptions())
        .singleElement()
        .satisfies(one -> assertThat(one.title()).containsKeys("zh", "en"));
    assertThat(records.find(WITH_LAUNCH_BUILD).orElseThrow().revisions())
        .as("what was right stays as it was")
        .hasSize(2);
  }

  private static GroupOutcome outcome(PublicRecord record, String group) {
    return record.summary().outcomes().stream()
        .filter(one -> one.group().equals(group))
        .findFirst()
        .orElseThrow();
  }

  private static void pagesOpen(ConfigurableApplicationContext server) throws Exception {
    String base = "http://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port");
    Visitor stranger = new Visitor(base);
    for (String number : List.of(WITH_LAUNCH_BUILD, WITH_EXEMPTION, WITH_EXPLANATION, RESTRICTED)) {
      assertThat(stranger.get("/records/" + number).statusCode()).as(number).isEqualTo(200);
    }
    assertThat(stranger.get("/records/" + WITH_EXPLANATION).body())
        .contains("经说明后认可")
        .contains("另有 2 项建议");
    String handler =
        server
            .getBean(org.springframework.jdbc.core.simple.JdbcClient.class)
            .sql(
                "select u.login from user_account u join application a on a.handler_id = u.id"
                    + " where a.number = ?")
            .param(WITH_LAUNCH_BUILD)
            .query(String.class)
            .single();
    Visitor person = new Visitor(base).logIn(handler, KNOWN_PASSWORD, "zh");
    for (String page : List.of("/", "/applications", "/work?procedure=supervision")) {
      assertThat(person.get(page).statusCode()).as(page).isEqualTo(200);
    }
  }

  @Test
  void caseThatWasGivenBack_keepsWhatWasSubmitted_andNothingThatWasChangedSince() throws Exception {
    String url = migrated("202611280101");
    UUID id = UUID.randomUUID();
    UUID nobody = UUID.randomUUID();
    try (Connection connection =
            DriverManager.getConnection(url, postgres.user(), postgres.password());
        Statement sql = connection.createStatement()) {
      sql.execute("set session_replication_role = replica"); // no unit, nobody: the case alone
      sql.execute(
          """
          insert into application (id, kind, form, state, route, organization_id, division,
            handler_id, signed_by, signed_at, round, created_at, updated_at)
          values ('ID', 'EXISTING', 'APP', 'ABANDONED', 'LOCAL', 'NOBODY', '330100', 'NOBODY',
            'NOBODY', '2026-11-02T00:00Z', 1, '2026-11-01T00:00Z', '2026-11-05T00:00Z');
          insert into application_event (application_id, at, name, from_state, to_state) values
            ('ID', '2026-11-02T00:00Z', 'SUBMIT', 'DRAFT', 'COMPLETENESS_REVIEW'),
            ('ID', '2026-11-03T00:00Z', 'ASK_SUPPLEMENT', 'COMPLETENESS_REVIEW', 'SUPPLEMENT_DUE'),
            ('ID', '2026-11-05T00:00Z', 'DEADLINE_PASSED', 'SUPPLEMENT_DUE', 'ABANDONED');
          insert into answer (application_id, field, value, origin, confirmed, answered_at) values
            ('ID', 'operation.team', 'sent', 'SPONSOR', true, '2026-11-01T00:00Z'),
            ('ID', 'operation.builder', 'drafted', 'SPONSOR', true, '2026-11-04T00:00Z');
          insert into application_package (application_id, package_id, part, added_at) values
            ('ID', 'ID', 'REVIEW', '2026-11-01T00:00Z'),
            ('ID', 'NOBODY', 'REVIEW', '2026-11-04T00:00Z');
          """
              .replace("'ID'", "'" + id + "'")
              .replace("'NOBODY'", "'" + nobody + "'"));
      Flyway.configure()
          .dataSource(url, postgres.user(), postgres.password())
          .target("202611280150")
          .load()
          .migrate();
      assertThat(texts(sql, "select value from answer_as_submitted")).containsExactly("sent");
      assertThat(texts(sql, "select package_id::text from application_package_as_submitted"))
          .containsExactly(id.toString());
      assertThat(texts(sql, "select (kept_at at time zone 'UTC')::date::text from submission"))
          .containsExactly("2026-11-03");
    }
  }

  @Test
  void listThatBothSeatsWrote_isTheListOfEach_thatHasNotVotedOtherwise() throws Exception {
    String url = migrated("202611280160");
    UUID asked = UUID.randomUUID();
    UUID differing = UUID.randomUUID();
    UUID told = UUID.randomUUID();
    try (Connection connection =
            DriverManager.getConnection(url, postgres.user(), postgres.password());
        Statement sql = connection.createStatement()) {
      sql.execute(
          "set session_replication_role = replica"); // no unit: the cases and who ticked alone
      for (UUID id : List.of(asked, differing, told)) {
        sql.execute(
            """
            insert into application (id, kind, form, state, route, organization_id, division,
              handler_id, round, created_at, updated_at)
            values ('ID', 'EXISTING', 'APP', 'COMPLETENESS_REVIEW', 'LOCAL', 'ID', '330100', 'ID',
              2, '2026-11-01T00:00Z', '2026-11-05T00:00Z')
            """
                .replace("'ID'", "'" + id + "'"));
      }
      sql.execute(
          """
          insert into user_account (id, login, name, post, telephone, email, organization_id, roles,
            region, created_at)
            values ('ASKED', 'seat', '', '', '', '', 'ASKED', '{}', '', '2026-11-01T00:00Z');
          insert into gap (application_id, round, field, demand, ticked_by, ticked_at, told_at) values
            ('ASKED', 2, 'app.name', 'open', 'ASKED', '2026-11-04T00:00Z', null),
            ('DIFFERING', 2, 'app.name', 'open', 'ASKED', '2026-11-04T00:00Z', null),
            ('TOLD', 1, 'app.name', 'told', 'ASKED', '2026-11-02T00:00Z', '2026-11-02T00:00Z');
          insert into seat_vote (application_id, round, seat, decision, voted_by, voted_at) values
            ('ASKED', 2, 'COMPLETENESS_REVIEWER', 'ASK_SUPPLEMENT', 'ASKED', '2026-11-04T00:00Z'),
            ('DIFFERING', 2, 'COMPLETENESS_REVIEWER', 'ASK_SUPPLEMENT', 'ASKED', '2026-11-04T00:00Z'),
            ('DIFFERING', 2, 'GOVERNMENT_SERVICE_REVIEWER', 'COMPLETE', 'ASKED', '2026-11-04T00:00Z');
          """
              .replace("'ASKED'", "'" + asked + "'")
              .replace("'DIFFERING'", "'" + differing + "'")
              .replace("'TOLD'", "'" + told + "'"));
      Flyway.configure()
          .dataSource(url, postgres.user(), postgres.password())
          .target("202611280220")
          .load()
          .migrate();
      assertThat(
              texts(
                  sql,
                  "select seat from seat_mark where demand = 'open' and application_id = '"
                      + asked
                      + "' order by seat"))
          .containsExactly("COMPLETENESS_REVIEWER", "GOVERNMENT_SERVICE_REVIEWER");
      assertThat(
              texts(sql, "select seat from seat_mark where application_id = '" + differing + "'"))
          .containsExactly("COMPLETENESS_REVIEWER");
      assertThat(texts(sql, "select demand from gap")).containsExactly("told");
      assertThat(texts(sql, "select count(*)::text from seat_vote")).containsExactly("3");
    }
  }

  private static List<String> texts(Statement sql, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = sql.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /** A database of its own, with the tables of a version; its address. */
  private String migrated(String version) throws SQLException {
    String name = "earlier_" + System.nanoTime();
    try (Connection owner =
            DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        Statement sql = owner.createStatement()) {
      sql.execute("create database " + name);
    }
    String url = postgres.url().replaceAll("/postgres$", "/" + name);
    Flyway.configure()
        .dataSource(url, postgres.user(), postgres.password())
        .target(version)
        .load()
        .migrate();
    return url;
  }

  /** A database as that version left it; its address. */
  /** Nobody knew where a number came from: one that a handler ever typed is not confirmed. */
  @Test
  void officialNumberOfBefore_isConfirmedWhereAListAloneSaysIt() throws Exception {
    String url = migrated("202611291110");
    try (Connection connection =
            DriverManager.getConnection(url, postgres.user(), postgres.password());
        Statement sql = connection.createStatement()) {
      sql.execute("set session_replication_role = replica");
      sql.execute(
          """
          insert into filing_record (number, official_number, app_id, application_id,
              organization_id, kind, state, app_name, sponsor_name, credit_code, division,
              filed_on, number_asked_on, summary, revision)
            select n, case when n = 'none' then '' else 'no. ' || n end, gen_random_uuid(),
              gen_random_uuid(), gen_random_uuid(), 'A', 'FILED', n, 'x', '', '330100', '2026-03-01',
              '2026-03-01', '{}', 1 from unnest(array['listed', 'typed', 'neither', 'none']) as n;
          insert into organization (id, name, credit_code, level, kind, division, route, created_at)
            values (lpad('1', 32, '0')::uuid, 'x', '', 'CENTRAL', 'ORGAN', '100000', 'MINISTRY', now());
          insert into user_account (id, login, name, post, telephone, email, organization_id, roles,
              region, created_at)
            values (lpad('2', 32, '0')::uuid, 'x', '', '', '', '', lpad('1', 32, '0')::uuid, '{}', '',
              now());
          insert into official_batch (id, name, day, source, made_at, changed_at, made_by)
            values (lpad('3', 32, '0')::uuid, 'list', '2026-03-01', 'somewhere', now(), now(),
              lpad('2', 32, '0')::uuid);
          insert into official_batch_record (batch_id, number)
            values (lpad('3', 32, '0')::uuid, 'listed'), (lpad('3', 32, '0')::uuid, 'typed');
          insert into audit_entry (at, actor, action, subject, detail, previous, digest)
            values (now(), 'handler', 'official.note', 'record:typed', 'no. typed', '', '');
          """);
      Flyway.configure()
          .dataSource(url, postgres.user(), postgres.password())
          .initSql("set session_replication_role = replica") // records without their apps
          .target("202612020143")
          .load()
          .migrate();
      assertThat(
              texts(
                  sql,
                  "select number || ' ' || official_number_source from filing_record order by 1"))
          .containsExactly(
              "listed LIST_OF_NATION", "neither ENTERED_BY_UNIT", "none ", "typed ENTERED_BY_UNIT");
    }
  }

  private String database() throws Exception {
    String url = migrated(LAST_MIGRATION);
    try (InputStream resource =
            Objects.requireNonNull(
                getClass().getResourceAsStream("/earlier/data-of-2026-11-26.zip"));
        ZipInputStream zip = new ZipInputStream(resource)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("tables.sql")) {
          fill(url, new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        } else if (!entry.isDirectory()) {
          Path file = data.resolve(entry.getName()).normalize();
          assertThat(file.startsWith(data)).isTrue();
          Files.createDirectories(Objects.requireNonNull(file.getParent()));
          Files.copy(zip, file);
        }
      }
    }
    return url;
  }

  private void fill(String url, String statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url, postgres.user(), postgres.password());
        Statement sql = connection.createStatement()) {
      sql.execute("set session_replication_role = replica"); // in whatever order they stand
      for (String statement : statements.split("\n", -1)) {
        sql.execute(statement);
      }
      sql.execute(
          """
          update answer set value = E'全体市民、 ' || (select o.name from organization o
              join filing_record r on r.organization_id = o.id where r.number = '%s')
           where field = 'app.userUnits'
             and application_id = (select application_id from filing_record where number = '%s')
          """
              .formatted(WITH_EXEMPTION, WITH_EXEMPTION));
      sql.execute(
          """
          update application_event set at = '2026-12-10T02:00Z' where to_state = 'NATIONAL_REVIEW'
             and application_id in (select id from application where state = 'NATIONAL_REVIEW');
          update application set due_on = '2027-01-07' where state = 'NATIONAL_REVIEW';
          """);
      sql.execute(
          "select setval(pg_get_serial_sequence(table_name, column_name), 1000000)"
              + " from information_schema.columns where table_schema = 'public' and is_identity = 'YES'");
    }
  }
}
