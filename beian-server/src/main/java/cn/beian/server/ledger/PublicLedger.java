package cn.beian.server.ledger;

import cn.beian.ledger.EntryCheck;
import cn.beian.ledger.FsckReport;
import cn.beian.ledger.Ledger;
import cn.beian.ledger.PublishRefusedException;
import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.Signer;
import cn.beian.ledger.note.TlogProof;
import cn.beian.ledger.note.Verifier;
import cn.beian.ledger.storage.LedgerStorage;
import cn.beian.ledger.storage.PublishedHead;
import cn.beian.ledger.tree.ConsistencyProof;
import cn.beian.ledger.tree.Tile;
import cn.beian.ledger.tree.TreeHead;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The ledger of public acts. */
public class PublicLedger {
  private static final Logger LOG = LoggerFactory.getLogger(PublicLedger.class);

  private final LedgerStorage storage;
  private final Ledger ledger;
  private final Signer signer;
  private final PublishedHead outside;
  private final Clock clock;
  private final @Nullable Instant aheadUntil;

  PublicLedger(LedgerStorage storage, Signer signer, PublishedHead outside, Clock clock) {
    this(storage, signer, outside, clock, null);
  }

  /**
   * A ledger that is signed.
   *
   * @param aheadUntil as in {@link LedgerSettings#clockWasAheadUntil}
   */
  PublicLedger(
      LedgerStorage storage,
      Signer signer,
      PublishedHead outside,
      Clock clock,
      @Nullable Instant aheadUntil) {
    this.aheadUntil = aheadUntil;
    this.storage = storage;
    this.ledger = new Ledger(storage);
    this.signer = signer;
    this.outside = outside;
    this.clock = clock;
  }

  /**
   * The ledger of a database for a command that only reads it, outside a server; transactions are
   * the caller's.
   *
   * @param log the log's public key
   * @param directory folder of what is kept outside the database
   * @param publishedHead another place of the published head than in that folder
   */
  public static PublicLedger reading(
      DataSource dataSource, Verifier log, Path directory, @Nullable Path publishedHead) {
    return new PublicLedger(
        new JdbcLedgerStorage(new JdbcTemplate(dataSource)),
        new NoSigner(log),
        LedgerConfiguration.publishedHead(directory, publishedHead),
        Clock.systemUTC());
  }

  /** The head of the ledger, signed or not, as a connection sees it in its transaction. */
  public static TreeHead headOn(Connection connection) {
    DataSource one = new SingleConnectionDataSource(connection, true);
    Ledger ledger = new Ledger(new JdbcLedgerStorage(new JdbcTemplate(one)));
    return ledger.head(ledger.size());
  }

  /**
   * Appends an entry as the last act of the caller's transaction, which must exist: when all else
   * of it is done, and before it is committed. The whole country waits for the lock of the ledger,
   * so nothing else happens under it, whatever the caller does after this call. Entries of one
   * transaction keep their order.
   *
   * @param appended is told the index of the entry, to note it
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void appendLast(byte[] entry, LongConsumer appended) {
    TransactionSynchronizationManager.registerSynchronization(
        new LastAct(() -> appended.accept(ledger.append(entry))));
  }

  /** Signs what is committed, unless that was done within the last hour; one caller at a time. */
  @Transactional
  public Checkpoint publish() throws PublishRefusedException, IOException {
    Checkpoint checkpoint;
    synchronized (outside) { // the published head is one file
      checkpoint = ledger.publish(List.of(signer), outside, now());
    }
    LOG.debug("checkpoint of {} entries", checkpoint.size());
    return checkpoint;
  }

  /** The time; that of the last checkpoint where the operator has said that it was ahead. */
  private Instant now() {
    Instant now = clock.instant();
    Instant accepted = aheadUntil;
    return accepted == null
        ? now
        : ledger
            .checkpoint()
            .flatMap(Checkpoint::time)
            .filter(last -> last.isAfter(now) && !last.isAfter(accepted))
            .orElse(now);
  }

  /** The last signed checkpoint. */
  @Transactional(readOnly = true)
  public Optional<Checkpoint> checkpoint() {
    return ledger.checkpoint();
  }

  /** That the tree of one size is a prefix of that of another; empty where not both are signed. */
  @Transactional(readOnly = true)
  public Optional<ConsistencyProof> proveConsistency(long oldSize, long newSize) {
    return ledger.provePublished(oldSize, newSize);
  }

  /** A proof against the last checkpoint; empty while that does not cover the entry. */
  @Transactional(readOnly = true)
  public Optional<TlogProof> prove(long index) {
    return ledger.prove(index);
  }

  /** As {@link #prove}, and the proof carries the entry that it is about. */
  @Transactional(readOnly = true)
  public Optional<TlogProof> proveCarrying(long index) {
    return ledger.prove(index).map(proof -> proof.withExtra(ledger.entry(index).orElseThrow()));
  }

  /** The bytes of a tile; empty while the last checkpoint does not cover all of it. */
  @Transactional(readOnly = true)
  public Optional<byte[]> tile(Tile tile) {
    return ledger.tile(tile);
  }

  @Transactional(readOnly = true)
  public Optional<byte[]> entry(long index) {
    return ledger.entry(index);
  }

  /** Entries in their order; all of them must be there. */
  @Transactional(readOnly = true)
  public List<byte[]> entries(long first, int count) {
    return storage.entries(first, count);
  }

  /** Number of entries, signed or not. */
  @Transactional(readOnly = true)
  public long size() {
    return ledger.size();
  }

  /** The log's public key, for verifiers. */
  public Verifier verifier() {
    return signer.verifier();
  }

  /**
   * The ledger with the head kept outside as it is now. A check while the server works reads this
   * before the database, so that a signature made in between is not taken for a lost entry.
   */
  public PublicLedger asOfNow() {
    return new PublicLedger(storage, signer, HeadAsRead.of(outside), clock);
  }

  /** Re-hashes everything and checks each entry in another way too; faults are data. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public <F> FsckReport fsck(EntryCheck<F> check) {
    return ledger.fsck(List.of(signer.verifier()), outside, check);
  }

  /** Comes after everything else that waits for the commit. */
  private record LastAct(Runnable act) implements TransactionSynchronization {
    @Override
    public int getOrder() {
      return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      act.run();
    }
  }

  /** Stands where nothing is signed. */
  private record NoSigner(Verifier verifier) implements Signer {
    @Override
    public byte[] sign(byte[] text) {
      throw new UnsupportedOperationException("this ledger is only read");
    }
  }
}
