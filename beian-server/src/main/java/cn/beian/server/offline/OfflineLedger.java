package cn.beian.server.offline;

import cn.beian.ledger.note.Ed25519;
import cn.beian.ledger.note.TlogProof;
import cn.beian.ledger.note.Verifier;
import cn.beian.ledger.tree.ProofException;
import cn.beian.server.database.OneMoment;
import cn.beian.server.database.ReadOnlyDatabase;
import cn.beian.server.ledger.LedgerPlace;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.RecordCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

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
  private final OneMoment oneMoment;

  private OfflineLedger(ReadOnlyDatabase database, PublicLedger ledger) {
    this.database = database;
    this.ledger = ledger;
    this.oneMoment = OneMoment.of(database.dataSource());
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
    Path directory = LedgerPlace.REGISTER.directory(dataDir);
    Verifier known = log == null ? keyIn(directory) : log;
    Optional<Path> head = LedgerPlace.REGISTER.headElsewhere(environment);
    return ReadOnlyDatabase.open(
        dataDir,
        environment,
        database ->
            new OfflineLedger(
                database,
                PublicLedger.reading(database.dataSource(), known, directory, head.orElse(null))));
  }

  /** Number of entries. */
  public long size() {
    return oneMoment.read(ledger::size);
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
    return oneMoment.read(
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

  static Verifier keyIn(Path directory) throws IOException {
    Path file = directory.resolve("signing.key");
    try {
      return Ed25519.signer(Files.readString(file).strip()).verifier();
    } catch (ProofException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
