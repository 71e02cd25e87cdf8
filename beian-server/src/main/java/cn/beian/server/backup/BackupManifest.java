package cn.beian.server.backup;

import cn.beian.server.backup.BackupException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup holds; written when all else is there, so that a folder without it is no backup.
 *
 * <pre>
 * manifest.json
 * manifest.sig                     who made it, see {@link BackupSignature}
 * SHA256SUMS                       digest and name of each file below, as sha256sum -c reads it
 * database/SCHEMA.TABLE.copy.gz    COPY TABLE TO STDOUT, as of one moment
 * files/objects/…, files/ledger/…  from the data folder, under the names that they have there
 * keys/…, keys/SHA256SUMS          private keys; may lie elsewhere
 * </pre>
 *
 * @param format version of this form
 * @param madeAt moment of which the database is
 * @param migrations those that were applied, in order
 * @param tables in the order of their names, without the list of migrations
 * @param sequences that number rows
 * @param ledgers head of each ledger, signed or not
 * @param files number of files from the data folder
 * @param fileBytes their sizes together
 * @param sums digest of {@code SHA256SUMS}
 * @param keySums digest of {@code keys/SHA256SUMS}
 */
record BackupManifest(
    int format,
    Instant madeAt,
    List<Migration> migrations,
    List<Table> tables,
    List<Sequence> sequences,
    List<Head> ledgers,
    long files,
    long fileBytes,
    String sums,
    String keySums) {
  static final int FORMAT = 1;
  static final String NAME = "manifest.json";
  static final String DATABASE = "database";
  static final String FILES = "files";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  BackupManifest {
    migrations = List.copyOf(migrations);
    tables = List.copyOf(tables);
    sequences = List.copyOf(sequences);
    ledgers = List.copyOf(ledgers);
  }

  record Migration(String version, String checksum) {}

  record Table(String schema, String name, List<String> columns, long rows) {
    Table {
      columns = List.copyOf(columns);
    }

    String file() {
      return DATABASE + "/" + schema + "." + name + ".copy.gz";
    }

    Table with(long counted) {
      return new Table(schema, name, columns, counted);
    }
  }

  /**
   * A sequence.
   *
   * @param last the number that it gave last, or the one that it begins with
   * @param called whether it gave one
   */
  record Sequence(String schema, String name, long last, boolean called) {}

  /**
   * The head of a ledger.
   *
   * @param schema of its tables; the first is that of the register
   * @param root in hex
   */
  record Head(String schema, long size, String root) {}

  /** The head of the ledger of the register. */
  Head ledger() {
    return ledgers.get(0);
  }

  void write(Path backup) throws IOException {
    SumsFile.writeDurably(backup.resolve(NAME), JSON.writeValueAsBytes(this));
  }

  static BackupManifest read(Path backup) throws BackupException, IOException {
    Path file = backup.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new BackupException(Code.NO_BACKUP, backup);
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      int format = JSON.readTree(bytes).path("format").asInt(0);
      if (format != FORMAT) {
        throw new BackupException(Code.OTHER_FORMAT, format, FORMAT);
      }
      return JSON.readValue(bytes, BackupManifest.class);
    } catch (JacksonException e) {
      throw new BackupException(Code.DAMAGED, NAME);
    }
  }
}
