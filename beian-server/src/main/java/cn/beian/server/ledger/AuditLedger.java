package cn.beian.server.ledger;

import cn.beian.ledger.EntryCheck;
import cn.beian.ledger.FsckReport;
import cn.beian.ledger.PublishRefusedException;
import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.Verifier;
import cn.beian.server.database.OneMoment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ledger beside that of the register: its tables are in a schema of their own, its key and its
 * published head in a folder of their own. Each entry is signed as soon as it is there.
 */
public final class AuditLedger {
  /** Schema of its tables; a data source given here must look there first. */
  public static final String SCHEMA = "audit_ledger";

  private final PublicLedger ledger;
  private final Path directory;
  private final JdbcTransactionManager manager;
  private final OneMoment oneMoment;

  private AuditLedger(DataSource dataSource, PublicLedger ledger, Path directory) {
    this.ledger = ledger;
    this.directory = directory;
    this.manager = new JdbcTransactionManager(dataSource);
    this.oneMoment = OneMoment.of(manager);
  }

  /**
   * The ledger of a server, which makes the key at the first start.
   *
   * @param publishedHead another place of the published head than in {@code directory}
   * @param clockWasAheadUntil as in {@link LedgerSettings}
   */
  public static AuditLedger signing(
      DataSource dataSource,
      Path directory,
      String origin,
      @Nullable Path publishedHead,
      @Nullable Instant clockWasAheadUntil,
      Clock clock) {
    return new AuditLedger(
        dataSource,
        new PublicLedger(
            new JdbcLedgerStorage(new JdbcTemplate(dataSource)),
            SigningKey.load(directory, origin),
            LedgerConfiguration.publishedHead(directory, publishedHead),
            clock,
            clockWasAheadUntil),
        directory);
  }

  /** The ledger for a command that only reads it. */
  public static AuditLedger reading(
      DataSource dataSource, Verifier log, Path directory, @Nullable Path publishedHead) {
    return new AuditLedger(
        dataSource, PublicLedger.reading(dataSource, log, directory, publishedHead), directory);
  }

  /** Adds an entry, commits and signs. */
  public Checkpoint add(byte[] entry) throws PublishRefusedException, IOException {
    new TransactionTemplate(manager)
        .executeWithoutResult(status -> ledger.appendLast(entry, index -> {}));
    return sign();
  }

  /** Signs what is committed, unless that was done. */
  public Checkpoint sign() throws PublishRefusedException, IOException {
    TransactionStatus status = manager.getTransaction(new DefaultTransactionDefinition());
    Checkpoint checkpoint;
    try {
      checkpoint = ledger.publish();
    } catch (PublishRefusedException | IOException | RuntimeException e) {
      manager.rollback(status);
      throw e;
    }
    manager.commit(status);
    return checkpoint;
  }

  /** Number of entries. */
  public long size() {
    return oneMoment.read(ledger::size);
  }

  /** All entries, in order. */
  public List<byte[]> entries() {
    return oneMoment.read(
        () -> {
          List<byte[]> entries = new ArrayList<>();
          long size = ledger.size();
          for (long index = 0; index < size; index++) {
            ledger.entry(index).ifPresent(entries::add);
          }
          return entries;
        });
  }

  /** The newest entry. */
  public Optional<byte[]> newest() {
    return oneMoment.read(
        () -> {
          long size = ledger.size();
          return size == 0 ? Optional.<byte[]>empty() : ledger.entry(size - 1);
        });
  }

  /** The last signed checkpoint. */
  public Optional<Checkpoint> checkpoint() {
    return oneMoment.read(ledger::checkpoint);
  }

  /** Re-hashes everything; faults are data. */
  public FsckReport fsck() {
    PublicLedger now = ledger.asOfNow();
    return oneMoment.read(() -> now.fsck(EntryCheck.none()));
  }

  /** The folder of its key. */
  public Path directory() {
    return directory;
  }

  /**
   * A secret for another use, derived from the signing key; empty where the folder has not the key
   * of this ledger.
   *
   * @param use name of the use
   */
  public Optional<byte[]> derivedKey(String use) {
    return SigningKey.derived(directory, ledger.verifier(), use);
  }

  /** The log's public key. */
  public Verifier verifier() {
    return ledger.verifier();
  }
}
