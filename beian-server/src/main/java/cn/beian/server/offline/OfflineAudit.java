package cn.beian.server.offline;

import cn.beian.ledger.note.Verifier;
import cn.beian.server.audit.AccountCheck;
import cn.beian.server.audit.AuditCheck;
import cn.beian.server.audit.RegisterCheck;
import cn.beian.server.database.ReadOnlyDatabase;
import cn.beian.server.ledger.AuditLedger;
import cn.beian.server.ledger.LedgerPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The audit trail of a data folder, read by a command; a server may run on it at the same time. */
public final class OfflineAudit implements AutoCloseable {
  private final ReadOnlyDatabase database;
  private final AuditLedger ledger;

  private OfflineAudit(ReadOnlyDatabase database, AuditLedger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /**
   * Opens it.
   *
   * @param dataDir the server's {@code beian.data-dir}
   * @param environment BEIAN_DB_URL, BEIAN_DB_USER and BEIAN_DB_PASSWORD name another database,
   *     BEIAN_AUDIT_PUBLISHEDHEAD another place of the published head
   * @param log public key of the trail's ledger; without it, that of the key in the folder
   * @throws IOException when there is neither a database nor a key, or they cannot be read
   */
  public static OfflineAudit open(
      Path dataDir, Map<String, String> environment, @Nullable Verifier log) throws IOException {
    Path directory = LedgerPlace.AUDIT.directory(dataDir);
    Verifier known = log == null ? OfflineLedger.keyIn(directory) : log;
    Optional<Path> head = LedgerPlace.AUDIT.headElsewhere(environment);
    return ReadOnlyDatabase.open(
        dataDir,
        environment,
        database ->
            new OfflineAudit(
                database,
                AuditLedger.reading(
                    database.dataSource(AuditLedger.SCHEMA), known, directory, head.orElse(null))));
  }

  /**
   * Checks every row, every head, and against their rows the accounts and what {@link
   * cn.beian.server.trail.RegisterStandings} records.
   */
  public AuditCheck.Result verify() {
    return verify(0);
  }

  /**
   * The same.
   *
   * @param known accepts changes past the server that rows up to this one report, and those of
   *     these rows that the server did not write
   */
  public AuditCheck.Result verify(long known) {
    return AuditCheck.run(database.dataSource(), ledger, known)
        .with(AccountCheck.run(database.dataSource()))
        .with(RegisterCheck.run(database.dataSource(), known));
  }

  /** Whether a row of the trail reports a change past the server, or is one itself. */
  public boolean reportsOutsideChange(long row) {
    return RegisterCheck.reports(database.dataSource(), row)
        || AuditCheck.unsealed(database.dataSource(), ledger, row);
  }

  @Override
  public void close() {
    database.close();
  }
}
