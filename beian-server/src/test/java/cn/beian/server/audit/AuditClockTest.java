package cn.beian.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.ledger.PublishRefusedException;
import cn.beian.server.ServerTest;
import cn.beian.server.database.DatabaseOwner;
import cn.beian.server.ledger.AuditLedger;
import cn.beian.server.platform.RecordClient;
import cn.beian.server.platform.TrustedClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A trail in a database of its own, and a clock that somebody sets. */
class AuditClockTest extends ServerTest {
  private static final Instant BEGAN = Instant.parse("2026-12-02T02:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  @Autowired private ApplicationContext server;
  @TempDir private Path folder;
  private final SetClock clock = new SetClock();
  private PGSimpleDataSource trail = new PGSimpleDataSource();
  private PGSimpleDataSource ledger = new PGSimpleDataSource();
  private Optional<AuditChainStore> chain = Optional.empty();

  @BeforeEach
  void database() {
    String name = "clock_" + System.nanoTime();
    DatabaseOwner.of(server).execute("create database " + name);
    trail = source(name, "public");
    ledger = source(name, AuditLedger.SCHEMA);
    Flyway.configure().dataSource(trail).load().migrate();
    chain =
        Optional.of(
            new AuditChainStore(
                RecordClient.of(trail), log(null), new NewestRow(folder.resolve("audit"))));
  }

  private PGSimpleDataSource source(String database, String schema) {
    PGSimpleDataSource source = DatabaseOwner.dataSource(server);
    source.setDatabaseName(database);
    source.setCurrentSchema(schema);
    return source;
  }

  private AuditLedger log(@Nullable Instant aheadUntil) {
    return AuditLedger.signing(
        ledger, folder.resolve("audit"), "beian.example/audit", null, aheadUntil, clock);
  }

  private AuditHeads heads(AuditLedger log) {
    TrustedClock trusted =
        new TrustedClock(clock, () -> clock.passed.toNanos(), () -> chain.orElseThrow().newest());
    return new AuditHeads(chain.orElseThrow(), log, clock, trusted);
  }

  private void row() {
    new TransactionTemplate(new JdbcTransactionManager(trail))
        .executeWithoutResult(
            status ->
                chain
                    .orElseThrow()
                    .append(List.of(AuditRow.of(clock.instant(), "u", "test", "test:1", ""))));
  }

  /** A day on which somebody does something in the morning, and the head is taken at night. */
  private void day(AuditHeads heads) throws Exception {
    row();
    clock.pass(DAY.dividedBy(2));
    heads.takeDaily();
    clock.pass(DAY.dividedBy(2));
  }

  private List<AuditCheck.Fault> faults(AuditLedger log) {
    return AuditCheck.run(trail, log).faults();
  }

  @Test
  void clockThatLeapsAhead_andIsSetRight_stopsNoHead_andSignsNothingMeanwhile() throws Exception {
    AuditLedger log = log(null);
    AuditHeads heads = heads(log);
    day(heads);
    day(heads);
    assertThat(log.size()).isEqualTo(2);
    clock.ahead = Duration.ofDays(40);
    assertThat(heads.takeDaily()).as("forty days after the newest row").isEmpty();
    row();
    assertThat(heads.takeDaily()).as("somebody worked meanwhile").isEmpty();
    assertThat(log.size()).isEqualTo(2);
    clock.ahead = Duration.ZERO;
    for (int i = 0; i < 5; i++) {
      day(heads);
    }
    assertThat(log.size()).isEqualTo(7);
    assertThat(faults(log)).isEmpty();
    assertThat(log.fsck().clean()).isTrue();
  }

  @Test
  void headOfADayToCome_fromBefore_isFollowedADayLater_andIsSignedOnceTheOperatorSaysSo()
      throws Exception {
    clock.ahead = Duration.ofDays(40);
    day(heads(log(null)));
    Instant ahead = clock.instant();
    clock.ahead = Duration.ZERO;
    AuditLedger log = log(null);
    AuditHeads heads = heads(log);
    row();
    assertThatThrownBy(heads::takeDaily)
        .isInstanceOfSatisfying(
            PublishRefusedException.class,
            e -> assertThat(e.code()).isEqualTo(PublishRefusedException.Code.CLOCK_BEHIND));
    for (int i = 0; i < 4; i++) {
      row();
      clock.pass(DAY);
    }
    assertThat(faults(log))
        .extracting(AuditCheck.Fault::kind)
        .as("rows of several days without a head")
        .containsExactly(AuditCheck.Kind.HEAD_OVERDUE);
    row();
    AuditLedger accepted = log(ahead);
    AuditHeads again = heads(accepted);
    clock.pass(DAY);
    row();
    assertThat(again.takeDaily()).isPresent();
    assertThat(accepted.checkpoint().orElseThrow().size()).isEqualTo(accepted.size());
    assertThat(faults(accepted)).isEmpty();
  }

  @Test
  void dayWithoutARow_hasNoHead() throws Exception {
    AuditLedger log = log(null);
    AuditHeads heads = heads(log);
    day(heads);
    assertThat(heads.takeDaily()).isPresent();
    assertThat(log.size()).isEqualTo(1);
  }

  @Test
  void cleanUps_waitWhileTheClockIsDoubted() {
    TrustedClock trusted =
        new TrustedClock(
            clock, () -> clock.passed.toNanos(), () -> Optional.of(BEGAN.plus(clock.passed)));
    assertThat(trusted.waits("test")).isFalse();
    clock.pass(Duration.ofDays(9));
    assertThat(trusted.waits("test")).as("time passed").isFalse();
    clock.ahead = Duration.ofDays(2);
    assertThat(trusted.waits("test")).as("leapt ahead").isTrue();
    clock.ahead = Duration.ofDays(-2);
    assertThat(trusted.waits("test")).as("set back").isTrue();
    clock.ahead = Duration.ofMinutes(3);
    assertThat(trusted.waits("test")).as("set right").isFalse();
    TrustedClock started =
        new TrustedClock(clock, () -> clock.passed.toNanos(), () -> Optional.of(BEGAN));
    assertThat(started.waits("test")).as("ahead of the newest row since the start").isTrue();
  }

  /** Time that passes, and a clock that may be ahead of it. */
  private static final class SetClock extends Clock {
    private Duration passed = Duration.ZERO;
    private Duration ahead = Duration.ZERO;

    void pass(Duration time) {
      passed = passed.plus(time);
    }

    @Override
    public Instant instant() {
      return BEGAN.plus(passed).plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("instants are UTC");
    }
  }
}
