package cn.beian.server.offline;

import cn.beian.ledger.Ed25519;
import cn.beian.ledger.ProofException;
import cn.beian.ledger.TlogProof;
import cn.beian.ledger.Verifier;
import cn.beian.server.database.ReadOnlyDatabase;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.RecordCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger of a data folder, read by a command; a server may run on it at the same time. */
public final class OfflineLedger implements AutoCloseable {
  private static final String NEWEST_ENTRY =
      """
      select v.entry_index from filing_revision v join filing_record r on r.number = v.number
       where r.number = ? or (r.official_number = ? and r.official_number <> '')
       order by v.revision desc limit 1
      """;

  private final ReadOnlyDatabase database;
  private final PublicLedger ledger;

  private OfflineLedger(ReadOnlyDatabase database, PublicLedger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /**
   * Opens it.
   *
   * @param dataDir the server's {@code beian.data-dir}
   * @param environment BEIAN_DB_URL, BEIAN_DB_USER and BEIAN_DB_PASSWORD name another database,
   *     BEIAN_LEDGER_PUBLISHEDHEAD another place of the published head
   * @param log the log's public key; without it, that of the signing key in the folder
   * @throws IOException when there is neither a database nor a key, or they cannot be read
   */
  public static OfflineLedger open(
      Path dataDir, Map<String, String> environment, @Nullable Verifier log) throws IOException {
    Path directory = dataDir.resolve("ledger");
    Verifier known = log == null ? keyIn(directory) : log;
    String head = environment.get("BEIAN_LEDGER_PUBLISHEDHEAD");
    try {
      ReadOnlyDatabase database = ReadOnlyDatabase.open(dataDir, environment);
      return new OfflineLedger(
          database,
          PublicLedger.reading(
              database.dataSource(), known, directory, head == null ? null : Path.of(head)));
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Number of entries. */
  public long size() {
    return inTransaction(ledger::size);
  }

  /** Re-hashes the ledger and compares it with the records. */
  public RecordCheck.Result fsck(LongConsumer progress) {
    return RecordCheck.run(database.dataSource(), ledger, progress);
  }

  /** The log's public key. */
  public Verifier key() {
    return ledger.verifier();
  }

  /**
   * The proof of the newest entry of a number, carrying the entry; empty if there is no such number
   * or its entry is not signed yet.
   */
  public Optional<TlogProof> prove(String number) {
    return inTransaction(
        () ->
            new JdbcTemplate(database.dataSource())
                .queryForList(NEWEST_ENTRY, Long.class, number, number).stream()
                    .findFirst()
                    .flatMap(ledger::proveCarrying));
  }

  @Override
  public void close() {
    database.close();
  }

  private <T> T inTransaction(Supplier<T> work) {
    DataSource dataSource = database.dataSource();
    TransactionTemplate transaction =
        new TransactionTemplate(new JdbcTransactionManager(dataSource));
    transaction.setReadOnly(true);
    transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    return Objects.requireNonNull(transaction.execute(status -> work.get()));
  }

  static Verifier keyIn(Path directory) throws IOException {
    Path file = directory.resolve("signing.key");
    try {
      return Ed25519.signer(Files.readString(file).strip()).verifier();
    } catch (ProofException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
