package cn.beian.server.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was copied, or restored.
 *
 * @param madeAt moment of which it is
 * @param tables number of tables
 * @param rows of all tables
 * @param files number of objects and heads
 * @param bytes their size
 * @param keys number of private keys
 * @param ledgerSize entries of the ledger
 * @param ledgerRoot root of the ledger in base64, as checkpoints write it
 * @param damaged objects whose bytes do not have the digest under which they lie
 * @param missing digests that the database names and that no object has
 * @param signedBy name of the key that signed; empty where nobody did
 */
public record BackupReport(
    Instant madeAt,
    int tables,
    long rows,
    long files,
    long bytes,
    int keys,
    long ledgerSize,
    String ledgerRoot,
    List<String> damaged,
    List<String> missing,
    Optional<String> signedBy) {
  public BackupReport {
    damaged = List.copyOf(damaged);
    missing = List.copyOf(missing);
  }

  /** Whether all that the database names was there, and sound. */
  public boolean whole() {
    return damaged.isEmpty() && missing.isEmpty();
  }
}
