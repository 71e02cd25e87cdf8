package cn.beian.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.server.GetsWriteNothing;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.audit.AuditCheck.Kind;
import cn.beian.server.database.DatabaseOwner;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.ledger.AuditLedger;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.trail.AuditTrail;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The trail: what the server may do to it, what is found when others rewrite it, what it holds. */
class AuditTrailTest extends ServerTest {
  private static final UUID UNIT = UUID.fromString("0193aaaa-0000-7000-8000-00000000ad17");

  @Autowired private ApplicationContext server;
  @Autowired private DataSource dataSource;
  @Autowired private AuditTrail trail;
  @Autowired private AuditHeads heads;
  @Autowired private AuditLedger auditLedger;
  @Autowired private PublicLedger publicLedger;
  @Autowired private TransactionTemplate transaction;

  @Test
  void rowRecordedWhileATransactionCommits_isWritten_whereItIsExpected() {
    String subject = "page:" + UUID.randomUUID();
    transaction.executeWithoutResult(
        status -> {
          trail.expectLast();
          TransactionSynchronizationManager.registerSynchronization(
              new TransactionSynchronization() {
                @Override
                public int getOrder() {
                  return LOWEST_PRECEDENCE - 2;
                }

                @Override
                public void beforeCommit(boolean readOnly) {
                  trail.record("test.last", subject, "");
                }
              });
        });
    assertThat(
            jdbc.sql("select count(*) from audit_entry where subject = ?")
                .param(subject)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void roleOfTheServer_mayAddAndRead_butNotChangeOrRemove() {
    trail.record("test.added", "test:role", "");
    for (String statement :
        List.of(
            "UPDATE audit_entry SET detail = 'x'",
            "DELETE FROM audit_entry",
            "TRUNCATE audit_entry",
            "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
            "DROP TABLE audit_entry",
            "UPDATE audit_ledger.ledger_entry SET bytes = ''",
            "DELETE FROM audit_ledger.ledger_checkpoint",
            "UPDATE flyway_schema_history SET checksum = 0",
            "CREATE TABLE mine (x int)",
            "SET ROLE postgres")) {
      assertThatThrownBy(() -> jdbc.sql(statement).update())
          .as(statement)
          .isInstanceOf(DataAccessException.class)
          .rootCause()
          .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }
    assertThat(
            jdbc.sql("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
                .query(Boolean.class)
                .single())
        .isFalse();
  }

  @Test
  void manyAtOnce_formOneChain_andRolledBackOnesLeaveNothing() throws Exception {
    String mark = "test:" + UUID.randomUUID();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Void> add =
          () -> {
            for (int i = 0; i < 10; i++) {
              transaction.executeWithoutResult(
                  status -> {
                    trail.record("test.first", mark, "一行\n两行\u0000");
                    trail.record("test.second", mark, "");
                  });
            }
            return null;
          };
      for (Future<Void> one : threads.invokeAll(List.of(add, add, add, add))) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
    transaction.executeWithoutResult(
        status -> {
          trail.record("test.rolledBack", mark, "");
          status.setRollbackOnly();
        });
    assertThat(count("subject", mark)).isEqualTo(80);
    assertThat(AuditCheck.run(dataSource, auditLedger).faults()).isEmpty();
  }

  @Test
  void headOfTheDay_goesIntoALedgerOfItsOwn_once() throws Exception {
    long register = publicLedger.size();
    trail.record("test.head", "test:head", "");
    heads.takeDaily();
    long size = auditLedger.size();
    trail.record("test.head", "test:head", "later");
    heads.takeDaily();
    assertThat(auditLedger.size()).isEqualTo(size).isPositive();
    assertThat(publicLedger.size()).as("one entry per revision").isEqualTo(register);
    assertThat(auditLedger.verifier().name()).isEqualTo("beian.example/audit");
    assertThat(auditLedger.verifier().vkey()).isNotEqualTo(publicLedger.verifier().vkey());
    AuditCheck.Result result = AuditCheck.run(dataSource, auditLedger);
    assertThat(result.clean()).as(result.toString()).isTrue();
    assertThat(result.heads()).isEqualTo(size);
  }

  @Test
  void ownerOfTheDatabase_whoRewritesTheTrail_isFoundOut() throws Exception {
    trail.record("test.kept", "test:tamper", "before");
    heads.takeDaily();
    trail.record("test.tampered", "test:tamper", "true");
    trail.record("test.kept", "test:tamper", "after");
    JdbcTemplate owner = DatabaseOwner.of(server);
    Long id =
        jdbc.sql(
                "SELECT id FROM audit_entry WHERE action = 'test.tampered' ORDER BY id DESC LIMIT 1")
            .query(Long.class)
            .single();
    owner.update("UPDATE audit_entry SET detail = 'false' WHERE id = ?", id);
    assertThat(faults())
        .containsExactly(new AuditCheck.Fault(Kind.ROW_CHANGED, id, "test.tampered"));
    owner.update("UPDATE audit_entry SET detail = 'true' WHERE id = ?", id);
    assertThat(faults()).isEmpty();

    List<Map<String, Object>> row =
        owner.queryForList("SELECT * FROM audit_entry WHERE id = ?", id);
    owner.update("DELETE FROM audit_entry WHERE id = ?", id);
    assertThat(faults()).extracting(AuditCheck.Fault::kind).containsExactly(Kind.ROWS_MISSING);
    owner.update(
        "INSERT INTO audit_entry (id, at, actor, action, subject, detail, previous, digest, seal)"
            + " OVERRIDING SYSTEM VALUE VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        row.get(0).get("at"),
        row.get(0).get("actor"),
        row.get(0).get("action"),
        row.get(0).get("subject"),
        row.get(0).get("detail"),
        row.get(0).get("previous"),
        row.get(0).get("digest"),
        row.get(0).get("seal"));
    assertThat(faults()).isEmpty();
  }

  /** As one who owns the database would: every digest made anew, so that the chain holds again. */
  @Test
  void chainRewrittenFromTheBeginning_orCut_differsFromTheSignedHead() throws Exception {
    trail.record("test.kept", "test:rewrite", "");
    heads.takeDaily();
    JdbcTemplate owner = DatabaseOwner.of(server);
    owner.execute("DROP SCHEMA IF EXISTS rewritten CASCADE");
    owner.execute("CREATE SCHEMA rewritten");
    owner.execute("CREATE TABLE rewritten.audit_entry AS SELECT * FROM public.audit_entry");
    PGSimpleDataSource other = DatabaseOwner.dataSource(server);
    other.setCurrentSchema("rewritten");
    JdbcTemplate rewritten = new JdbcTemplate(other);
    List<AuditRows.Stored> rows = new ArrayList<>();
    AuditRows.scan(other, rows::add);
    String last = AuditRow.BEFORE_FIRST;
    for (AuditRows.Stored one : rows) {
      AuditRow row =
          new AuditRow(
              one.row().at(), "somebody-else", one.row().action(), one.row().subject(), "");
      rewritten.update(
          "UPDATE audit_entry SET actor = ?, detail = '', previous = ?, digest = ? WHERE id = ?",
          row.actor(),
          last,
          row.digest(last),
          one.id());
      last = row.digest(last);
    }
    assertThat(AuditCheck.run(other, auditLedger).faults())
        .extracting(AuditCheck.Fault::kind)
        .contains(Kind.HEAD_DIFFERS, Kind.ROW_UNSEALED, Kind.NEWEST_GONE)
        .doesNotContain(Kind.ROW_CHANGED, Kind.ROWS_MISSING);
    rewritten.update("DELETE FROM audit_entry");
    assertThat(AuditCheck.run(other, auditLedger).faults())
        .extracting(AuditCheck.Fault::kind)
        .contains(Kind.TRAIL_CUT)
        .containsOnly(Kind.TRAIL_CUT, Kind.NEWEST_GONE);
    owner.execute("DROP SCHEMA rewritten CASCADE");
  }

  @Test
  void trailFromBeforeTheChain_isChainedByTheMigration_asTheServerWouldHave() throws Exception {
    JdbcTemplate owner = DatabaseOwner.of(server);
    owner.execute("DROP SCHEMA IF EXISTS earlier CASCADE");
    owner.execute("CREATE SCHEMA earlier");
    owner.execute(
        "CREATE TABLE earlier.audit_entry (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
            + " at timestamptz NOT NULL, actor text NOT NULL, action text NOT NULL,"
            + " subject text NOT NULL, detail text NOT NULL)");
    PGSimpleDataSource source = DatabaseOwner.dataSource(server);
    source.setCurrentSchema("earlier");
    JdbcTemplate earlier = new JdbcTemplate(source);
    for (String at : List.of("2026-11-25T08:00:00.000001Z", "1969-12-31T23:59:59.5Z")) {
      earlier.update(
          "INSERT INTO audit_entry (at, actor, action, subject, detail)"
              + " VALUES (?::timestamptz, 'root', 'account.invite', 'account:1', ?)",
          at,
          "单位 😀 [甲]\n\tsecond line");
    }
    String migration;
    try (InputStream in =
        getClass().getResourceAsStream("/db/migration/V202611271220__audit_chain.sql")) {
      migration = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    earlier.execute(migration.substring(0, migration.indexOf("-- The ledger into which")));
    earlier.execute("alter table audit_entry add column seal text");
    List<AuditRows.Stored> rows = new ArrayList<>();
    AuditRows.scan(source, rows::add);
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).previous()).isEqualTo(AuditRow.BEFORE_FIRST);
    assertThat(rows.get(1).previous()).isEqualTo(rows.get(0).digest());
    assertThat(rows)
        .allSatisfy(one -> assertThat(one.digest()).isEqualTo(one.row().digest(one.previous())));
    owner.execute("DROP SCHEMA earlier CASCADE");
  }

  @Test
  void logIn_failure_refusal_logOut_areNoted_butNotWhatAStrangerTyped() throws Exception {
    String login = person(UNIT, "HANDLER");
    Visitor visitor = new Visitor(url(""));
    visitor.get("/login");
    visitor.post("/login", Map.of("username", login, "password", "wrong"));
    visitor.get("/login");
    visitor.post("/login", Map.of("username", "myPasswordByMistake1", "password", "x"));
    visitor.logIn(login, KNOWN_PASSWORD, "zh");
    assertThat(visitor.get("/admin/audit").statusCode()).isEqualTo(403);
    visitor.get("/");
    visitor.post("/logout", Map.of());
    String account =
        "account:"
            + jdbc.sql("SELECT id FROM user_account WHERE login = ?")
                .param(login)
                .query(UUID.class)
                .single();
    assertThat(
            jdbc.sql("SELECT action FROM audit_entry WHERE subject = ? ORDER BY id")
                .param(account)
                .query(String.class)
                .list())
        .containsExactly("account.login-failed", "account.login", "account.logout");
    assertThat(
            jdbc.sql(
                    "SELECT subject || ' ' || detail FROM audit_entry WHERE actor = ? AND action = 'access.refused'")
                .param(login)
                .query(String.class)
                .list())
        .containsExactly("page:/admin/audit GET");
    assertThat(
            jdbc.sql(
                    "SELECT count(*) FROM audit_entry WHERE position('myPasswordByMistake1' IN (actor || subject || detail)) > 0")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void auditor_findsByWhoWhatWhenAndObject_pageByPage_andTakesATableAway() throws Exception {
    String mark = "对象" + Unique.word();
    for (int i = 0; i < 51; i++) {
      trail.recordAs("sought-one", "filing.create", "test:x", mark + " INITIAL " + i);
    }
    Visitor auditor = new Visitor(url("")).logIn(person(UNIT, "AUDITOR"), KNOWN_PASSWORD, "zh");
    assertThat(auditor.get("/").body()).contains("href=\"/admin/audit\"");
    String first = auditor.get("/admin/audit?object=" + encoded(mark)).body();
    assertThat(first).contains(mark + " 首次备案 50", "rel=\"next\"").doesNotContain("INITIAL");
    assertThat(first).doesNotContain("首次备案 0<");
    String older = first.replaceAll("(?s).*rel=\"next\"\\s+href=\"([^\"]+)\".*", "$1");
    assertThat(auditor.get(older.replace("&amp;", "&")).body()).contains("首次备案 0<");
    assertThat(
            auditor
                .get("/admin/audit?what=filing.create&who=sought-one&object=" + encoded(mark))
                .body())
        .contains(mark);
    assertThat(auditor.get("/admin/audit?until=2020-01-01&object=" + encoded(mark)).body())
        .contains("没有符合条件的记录");
    var table = auditor.get("/admin/audit.csv?object=" + encoded(mark));
    assertThat(table.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
    assertThat(table.body().lines()).as("head, rows, and the export itself").hasSize(53);
    assertThat(count("action", "audit.exported")).isPositive();
    trail.recordAs("=HYPERLINK(1)", "filing.create", "test:x", "公式" + mark);
    assertThat(auditor.get("/admin/audit.csv?object=" + encoded("公式" + mark)).body())
        .as("what a spreadsheet would take for a formula")
        .contains("\"'=HYPERLINK(1)\"");
  }

  @Test
  void table_ofManyPersonsAndUnits_isNamedInAFewStatements() throws Exception {
    String mark = "对象" + Unique.word();
    for (int i = 0; i < 40; i++) {
      trail.recordAs("a" + i + mark, "account.invite", "account:" + UUID.randomUUID(), mark);
      trail.recordAs("b", "filing.create", "application:" + UUID.randomUUID(), mark);
    }
    Visitor auditor = new Visitor(url("")).logIn(person(UNIT, "AUDITOR"), KNOWN_PASSWORD, "zh");
    trail.recordAs("b", "organization.create", "organization:" + UNIT, mark);
    long before = GetsWriteNothing.statements("/admin/audit.csv");
    assertThat(auditor.get("/admin/audit.csv?object=" + encoded(mark)).body().lines())
        .hasSize(83)
        .anyMatch(line -> line.contains("单位 云州市水务局"));
    assertThat(GetsWriteNothing.statements("/admin/audit.csv") - before).isBetween(5L, 30L);
  }

  @Test
  void page_showsActsOfPeople_andByAFilterAllOrThoseOfTheMachine() throws Exception {
    String mark = "来源" + Unique.word();
    trail.recordAs("p-" + mark, "filing.create", "test:x", "人" + mark);
    trail.recordAs("p-" + mark, "record.standing", "test:" + mark, "状态" + mark);
    trail.recordAs(AuditTrail.SYSTEM, "ending.recomputed", "test:x", "系统" + mark);
    trail.recordAs(AuditTrail.SYSTEM, "register.changed-outside", "test:x", "外部" + mark);
    trail.recordAs(AuditTrail.PUBLIC, "account.login-failed", "test:x", "外人" + mark);
    Visitor auditor = new Visitor(url("")).logIn(person(UNIT, "AUDITOR"), KNOWN_PASSWORD, "zh");
    String people = auditor.get("/admin/audit?object=" + encoded(mark)).body();
    assertThat(people)
        .contains(">人" + mark, ">外部" + mark, ">外人" + mark)
        .doesNotContain(">系统" + mark, "test " + mark)
        .containsPattern("aria-current=\"page\"[^>]*>人员操作<");
    assertThat(people)
        .as("actions to choose from")
        .contains("value=\"filing.create\"")
        .doesNotContain("value=\"record.standing\"");
    String machine = follow(auditor, people, "系统记录");
    assertThat(machine).contains("value=\"record.standing\"");
    assertThat(machine)
        .contains(">系统" + mark, "test " + mark)
        .doesNotContain(">人" + mark, ">外部" + mark);
    assertThat(follow(auditor, machine, "全部")).contains(">系统" + mark, ">人" + mark);
    assertThat(follow(auditor, machine, "下载")).contains("系统" + mark).doesNotContain("人" + mark);
    assertThat(follow(auditor, people, "下载")).contains("人" + mark).doesNotContain("系统" + mark);
    assertThat(auditor.get("/admin/audit.csv?object=" + encoded(mark)).body())
        .as("an address without a filter gives every row")
        .contains("人" + mark, "系统" + mark);
    assertThat(auditor.get("/admin/audit?what=ending.recomputed").body())
        .as("an action that was asked for")
        .contains(">系统" + mark);
  }

  private static String follow(Visitor visitor, String page, String words) throws Exception {
    Matcher link = Pattern.compile("<a [^>]*href=\"([^\"]+)\"[^>]*>[^<]*" + words).matcher(page);
    assertThat(link.find()).as(words).isTrue();
    return visitor.get(link.group(1).replace("&amp;", "&")).body();
  }

  @Test
  void page_ofAnyKind_readsAnIndex_howeverManyRowsThereAre() {
    JdbcTemplate template = new JdbcTemplate(dataSource);
    transaction.executeWithoutResult(
        status -> {
          template.update(
              "insert into audit_entry (at, actor, action, subject, detail, previous, digest)"
                  + " select now(), case when i % 5000 = 0 then 'someone' else 'system' end,"
                  + " 'record.read', 'test:' || i, '', gen_random_uuid(), gen_random_uuid()"
                  + " from generate_series(1, 200000) i");
          for (String kind : List.of("PEOPLE", "MACHINE")) {
            List<String> plan =
                template.queryForList(
                    "explain analyze select * from audit_entry where audit_kind(actor, action) = ?"
                        + " and id + 0 < 1000000000 order by id + 0 desc limit 51",
                    String.class,
                    kind);
            assertThat(plan)
                .anyMatch(line -> line.contains("using audit_entry_kind"))
                .noneMatch(line -> line.contains("Seq Scan") || line.contains("Sort"));
          }
          status.setRollbackOnly();
        });
  }

  private List<AuditCheck.Fault> faults() {
    return AuditCheck.run(dataSource, auditLedger).faults();
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }

  private long count(String column, String value) {
    return jdbc.sql("SELECT count(*) FROM audit_entry WHERE " + column + " = ?")
        .param(value)
        .query(Long.class)
        .single();
  }
}
