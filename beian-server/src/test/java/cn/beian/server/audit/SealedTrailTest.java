package cn.beian.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.ledger.note.Verifier;
import cn.beian.server.ServerTest;
import cn.beian.server.audit.AuditCheck.Fault;
import cn.beian.server.audit.AuditCheck.Kind;
import cn.beian.server.database.DatabaseOwner;
import cn.beian.server.ledger.AuditLedger;
import cn.beian.server.platform.RecordClient;
import cn.beian.server.platform.TrustedClock;
import cn.beian.server.trail.OutsideChangeStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An owner of the database who knows how the trail is built adds to it, or shortens it. */
class SealedTrailTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @TempDir private Path folder;
  private PGSimpleDataSource trail = new PGSimpleDataSource();
  private PGSimpleDataSource ledger = new PGSimpleDataSource();

  @BeforeEach
  void database() {
    String name = "sealed_" + System.nanoTime();
    DatabaseOwner.of(server).execute("create database " + name);
    trail = source(name, "public");
    ledger = source(name, AuditLedger.SCHEMA);
    Flyway.configure().dataSource(trail).load().migrate();
  }

  @Test
  void rowThatAppendsItself_asTheServerWould_hasNoSeal() {
    AuditChainStore chain = chain();
    long first = append(chain, "one");
    long forged = forge("user_account as the owner wants it", "");
    assertThat(faults()).containsExactly(new Fault(Kind.ROW_UNSEALED, forged, "forged"));

    append(chain, "two");
    assertThat(faults()).as("a lawful row follows").hasSize(1);
    assertThat(faults(forged)).as("clarified").isEmpty();
    assertThat(AuditCheck.unsealed(trail, log(), forged)).isTrue();
    assertThat(AuditCheck.unsealed(trail, log(), first)).isFalse();

    long again = forge("with the seal of another row", sealOf(first));
    assertThat(faults(forged)).containsExactly(new Fault(Kind.ROW_UNSEALED, again, "forged"));
  }

  @Test
  void rowsAboutNothingThatCanBe_areReported_andStopNoCheck() {
    append(chain(), "one");
    for (String subject : List.of("account:x", "nothing", "vote:x", ":", "other:x")) {
      owner()
          .sql(
              """
              insert into audit_entry (at, actor, action, subject, detail, previous, digest)
                select now(), 'system', action, ?, 'x', gen_random_uuid(), gen_random_uuid()
                  from unnest(array['register.changed-outside', 'vote.standing']) as action
              """)
          .param(subject)
          .update();
    }
    assertThat(RegisterCheck.run(trail)).hasSizeGreaterThan(5);
    assertThat(faults()).isNotEmpty();
  }

  @Test
  void rowsCutOffTheEnd_areMissed_andStayMissedWhenOthersFollow() {
    AuditChainStore chain = chain();
    append(chain, "one");
    long last = append(chain, "two");
    owner().sql("delete from audit_entry where id = ?").param(last).update();
    assertThat(faults()).containsExactly(new Fault(Kind.NEWEST_GONE, last, ""));

    append(chain, "three");
    long report =
        owner()
            .sql("select id from audit_entry where action = ?")
            .param(OutsideChangeStore.ACTION)
            .query(Long.class)
            .single();
    assertThat(faults()).isEmpty();
    assertThat(RegisterCheck.run(trail))
        .contains(new Fault(Kind.ROWS_CUT, report, String.valueOf(last)));
    assertThat(RegisterCheck.run(trail, report))
        .extracting(Fault::kind)
        .doesNotContain(Kind.ROWS_CUT);
    append(chain, "four");
    assertThat(
            owner()
                .sql("select count(*) from audit_entry where action = ?")
                .param(OutsideChangeStore.ACTION)
                .query(Long.class)
                .single())
        .as("noticed once")
        .isEqualTo(1);
  }

  /** A number up to which rows are accepted would cover others. */
  @Test
  void rowsWithOtherNumbers_areReported() {
    AuditChainStore chain = chain();
    append(chain, "one");
    append(chain, "two");
    long last = append(chain, "three");
    assertThat(faults()).isEmpty();
    owner().sql("alter table audit_entry alter column id drop identity").update();
    owner().sql("update audit_entry set id = id + 1000").update();
    assertThat(faults()).containsExactly(new Fault(Kind.NEWEST_GONE, last, ""));
    owner().sql("update audit_entry set id = id - 1000 where id = ?").param(last + 1000).update();
    owner().sql("update audit_entry set id = id - 1002 where id > 1000").update();
    assertThat(faults(last))
        .extracting(Fault::kind)
        .as("%d rows have no room below", last)
        .containsOnly(Kind.ROW_CHANGED);
  }

  @Test
  void transactionThatRecordsNothing_isNoRow_alsoWhereRowsWereCutOff() {
    AuditChainStore chain = chain();
    TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(trail));
    transaction.executeWithoutResult(status -> chain.append(List.of()));
    assertThat(faults()).as("before the first row").isEmpty();
    long last = append(chain, "one");
    owner().sql("delete from audit_entry where id = ?").param(last).update();
    transaction.executeWithoutResult(status -> chain.append(List.of()));
    assertThat(faults()).containsExactly(new Fault(Kind.NEWEST_GONE, last, ""));
  }

  @Test
  void olderDatabase_underTheFileOfANewerOne_isNoticedOnce() {
    append(chain(), "one");
    owner().sql("create table kept as select * from audit_entry").update();
    for (int i = 0; i < 5; i++) {
      append(chain(), "later");
    }
    owner().sql("delete from audit_entry where id not in (select id from kept)").update();
    owner().sql("alter table audit_entry alter column id restart with 2").update();
    AuditChainStore restarted = chain();
    append(restarted, "two");
    append(restarted, "three");
    append(chain(), "four");
    assertThat(RegisterCheck.run(trail))
        .filteredOn(fault -> fault.kind() == Kind.ROWS_CUT)
        .hasSize(1);
    assertThat(faults()).isEmpty();
  }

  @Test
  void sealsTakenFromAllRows_areMissed_onceAHeadHasSaidThatTheyAreThere() throws Exception {
    AuditChainStore chain = chain();
    append(chain, "one");
    heads(chain).takeDaily();
    long last = append(chain, "two");
    owner().sql("update audit_entry set seal = null").update();
    assertThat(faults()).hasSize(2).contains(new Fault(Kind.ROW_UNSEALED, last, "test"));
  }

  @Test
  void trailOfAnEarlierVersion_isSealedFromItsEndOn_asItsNextHeadSays() throws Exception {
    AuditChainStore chain = chain();
    append(chain, "one");
    append(chain, "two");
    String digest =
        owner()
            .sql("select digest from audit_entry order by id desc limit 1")
            .query(String.class)
            .single();
    AuditHead earlier =
        new AuditHead(LocalDate.now(Clock.systemUTC()), 2, digest, Optional.empty());
    log().add(earlier.entry());
    owner().sql("update audit_entry set seal = null").update();
    assertThat(faults()).isEmpty();

    heads(chain).takeDaily();
    assertThat(log().newest().flatMap(AuditHead::read).orElseThrow().unsealed())
        .as("taken at once, on the same day")
        .hasValue(2L);
    heads(chain).takeDaily();
    assertThat(log().size()).as("one of them").isEqualTo(2);
    append(chain, "three");
    assertThat(faults()).isEmpty();
    forge("x", "");
    assertThat(faults()).extracting(Fault::kind).containsExactly(Kind.ROW_UNSEALED);
  }

  @Test
  void withoutTheKey_sealsAreNotCompared_andTheResultSaysSo() throws Exception {
    AuditChainStore chain = chain();
    append(chain, "one");
    heads(chain).takeDaily();
    Verifier known = log().verifier();
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    AuditCheck.Result result =
        AuditCheck.run(trail, AuditLedger.reading(ledger, known, elsewhere, null));
    assertThat(result.sealsCompared()).isFalse();
    assertThat(result.endCompared()).as("the folder has no newest.row").isFalse();
    assertThat(result.faults()).isEmpty();
    assertThat(AuditCheck.run(trail, log()).endCompared()).isTrue();
    forge("x", "");
    assertThat(AuditCheck.run(trail, AuditLedger.reading(ledger, known, elsewhere, null)).faults())
        .as("a seal that is not there is missed without the key")
        .extracting(Fault::kind)
        .containsExactly(Kind.ROW_UNSEALED);
  }

  /** As the server of another start. */
  private AuditChainStore chain() {
    return new AuditChainStore(
        RecordClient.of(trail), log(), new NewestRow(folder.resolve("audit")));
  }

  private AuditLedger log() {
    return AuditLedger.signing(
        ledger, folder.resolve("audit"), "beian.example/audit", null, null, Clock.systemUTC());
  }

  private AuditHeads heads(AuditChainStore chain) {
    TrustedClock trusted = new TrustedClock(Clock.systemUTC(), System::nanoTime, chain::newest);
    return new AuditHeads(chain, log(), Clock.systemUTC(), trusted);
  }

  private long append(AuditChainStore chain, String detail) {
    new TransactionTemplate(new JdbcTransactionManager(trail))
        .executeWithoutResult(
            status ->
                chain.append(
                    List.of(AuditRow.of(Instant.now(), "someone", "test", "test:1", detail))));
    return owner().sql("select max(id) from audit_entry").query(Long.class).single();
  }

  /** A row at the end of the chain, with the digest that it must have. */
  private long forge(String detail, String seal) {
    String previous =
        owner()
            .sql("select digest from audit_entry order by id desc limit 1")
            .query(String.class)
            .single();
    AuditRow row = AuditRow.of(Instant.now(), "system", "forged", "account:1", detail);
    owner()
        .sql(
            """
            insert into audit_entry (at, actor, action, subject, detail, previous, digest, seal)
              values (?, ?, ?, ?, ?, ?, ?, nullif(?, ''))
            """)
        .params(
            Timestamp.from(row.at()),
            row.actor(),
            row.action(),
            row.subject(),
            row.detail(),
            previous,
            row.digest(previous),
            seal)
        .update();
    return owner().sql("select max(id) from audit_entry").query(Long.class).single();
  }

  private String sealOf(long row) {
    return owner()
        .sql("select seal from audit_entry where id = ?")
        .param(row)
        .query(String.class)
        .single();
  }

  private JdbcClient owner() {
    return JdbcClient.create(trail);
  }

  private List<Fault> faults() {
    return faults(0);
  }

  private List<Fault> faults(long known) {
    return AuditCheck.run(trail, log(), known).faults();
  }

  private PGSimpleDataSource source(String database, String schema) {
    PGSimpleDataSource source = DatabaseOwner.dataSource(server);
    source.setDatabaseName(database);
    source.setCurrentSchema(schema);
    return source;
  }
}
