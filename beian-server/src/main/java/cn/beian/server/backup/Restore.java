package cn.beian.server.backup;

import cn.beian.ledger.tree.Hash;
import cn.beian.server.backup.BackupException.Code;
import cn.beian.server.backup.BackupManifest.Head;
import cn.beian.server.backup.BackupManifest.Migration;
import cn.beian.server.backup.BackupManifest.Sequence;
import cn.beian.server.backup.BackupManifest.Table;
import cn.beian.server.database.FreshDatabase;
import cn.beian.server.ledger.LedgerPlace;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.util.FileSystemUtils;

/**
 * Brings a backup back, into an empty folder and an empty database alone. The tables are made by
 * the migrations of this program, which have to be those of the one that made the backup, and
 * filled in one transaction. Every file is compared with its digest.
 */
public final class Restore {
  private final Path backup;
  private final Path keys;
  private final Path dataDir;
  private final BackupProgress progress;
  private long done;
  private long total = 1;

  private Restore(Path backup, Path keys, Path dataDir, BackupProgress progress) {
    this.backup = backup;
    this.keys = keys;
    this.dataDir = dataDir;
    this.progress = progress;
  }

  /**
   * Restores a backup. When this fails, the folder is as empty as before; a database that
   * BEIAN_DB_URL names may have tables.
   *
   * @param keys where the keys of the backup lie
   * @param dataDir the data folder to make
   * @param environment BEIAN_DB_URL, BEIAN_DB_USER and BEIAN_DB_PASSWORD name another database than
   *     one in the folder; the head of the ledger that BEIAN_LEDGER_PUBLISHEDHEAD names is kept
   *     where it exists
   */
  public static BackupReport into(
      Path backup,
      Path keys,
      Path dataDir,
      Map<String, String> environment,
      BackupProgress progress)
      throws BackupException, IOException {
    BackupManifest manifest = BackupManifest.read(backup);
    Backup.requireEmpty(dataDir);
    boolean finished = false;
    try {
      BackupReport report = new Restore(backup, keys, dataDir, progress).run(manifest, environment);
      finished = true;
      return report;
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      if (!finished) {
        FileSystemUtils.deleteRecursively(dataDir);
      }
    }
  }

  private BackupReport run(BackupManifest manifest, Map<String, String> environment)
      throws BackupException, IOException, SQLException {
    if (!Files.isRegularFile(keys.resolve(SumsFile.NAME))) {
      throw new BackupException(Code.NO_KEYS, keys);
    }
    Optional<String> signedBy = BackupSignature.check(backup, keys);
    SumsFile sums = SumsFile.read(backup, manifest.sums());
    SumsFile keySums = SumsFile.read(keys, manifest.keySums());
    total = Math.max(1, manifest.fileBytes() + databaseBytes(manifest));
    for (Table table : manifest.tables()) {
      sums.check(table.file()); // before anything is made
    }
    Files.createDirectories(dataDir);
    for (String name : sums.entries().keySet()) {
      if (name.startsWith(BackupManifest.FILES + "/")) {
        String below = name.substring(BackupManifest.FILES.length() + 1);
        require(DataFiles.isStored(below), name);
        sums.copyBack(name, dataDir.resolve(below), this::did);
      }
    }
    for (String name : keySums.entries().keySet()) {
      require(DataFiles.isKey(name), name);
      keySums.copyBack(name, dataDir.resolve(name), bytes -> {});
    }
    keepHeadsOutside(environment);
    try (FreshDatabase database = FreshDatabase.open(dataDir, environment)) {
      fill(database, manifest);
    }
    return new BackupReport(
        manifest.madeAt(),
        manifest.tables().size(),
        manifest.tables().stream().mapToLong(Table::rows).sum(),
        manifest.files(),
        manifest.fileBytes(),
        keySums.entries().size(),
        manifest.ledger().size(),
        Hash.ofHex(manifest.ledger().root()).base64(),
        List.of(),
        List.of(),
        signedBy);
  }

  /** Nothing is put where no backup has anything, such as among what the server runs. */
  private static void require(boolean kept, String name) throws BackupException {
    if (!kept) {
      throw new BackupException(Code.DAMAGED, name);
    }
  }

  private long databaseBytes(BackupManifest manifest) throws IOException {
    long bytes = 0;
    for (Table table : manifest.tables()) {
      Path file = backup.resolve(table.file());
      bytes += Files.exists(file) ? Files.size(file) : 0;
    }
    return bytes;
  }

  /** A head outside is newer than any backup, so one that exists stays. */
  private void keepHeadsOutside(Map<String, String> environment) throws IOException {
    for (LedgerPlace place : LedgerPlace.values()) {
      Optional<Path> elsewhere = place.headElsewhere(environment);
      Path copied = dataDir.resolve(place.headInDataDir());
      if (elsewhere.isPresent() && Files.exists(copied)) {
        if (!Files.exists(elsewhere.get())) {
          SumsFile.makeFolders(elsewhere.get());
          SumsFile.writeDurably(elsewhere.get(), Files.readAllBytes(copied));
        }
        Files.delete(copied);
      }
    }
  }

  private void fill(FreshDatabase database, BackupManifest manifest)
      throws BackupException, IOException, SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      if (!new DatabaseCatalogue(connection).isEmpty()) {
        throw new BackupException(Code.DATABASE_NOT_EMPTY, connection.getCatalog());
      }
    }
    String version =
        manifest.migrations().stream()
            .map(Migration::version)
            .reduce((first, second) -> second)
            .orElseThrow(() -> new BackupException(Code.DAMAGED, BackupManifest.NAME));
    database.migrateTo(version);
    try (Connection connection = database.dataSource().getConnection()) {
      DatabaseCatalogue catalogue = new DatabaseCatalogue(connection);
      requireSame(manifest.migrations(), catalogue.migrations());
      connection.setAutoCommit(false);
      copyIn(connection, catalogue, manifest);
      List<Head> heads = TableRows.heads(connection, manifest.tables());
      if (!heads.equals(manifest.ledgers())) {
        throw new BackupException(Code.OTHER_HEAD, heads, manifest.ledgers());
      }
      connection.commit();
      connection.setAutoCommit(true);
      execute(connection, "analyze");
    }
  }

  private static void requireSame(List<Migration> made, List<Migration> known)
      throws BackupException {
    for (Migration migration : made) {
      if (!known.contains(migration)) {
        throw new BackupException(Code.OTHER_SCHEMA, migration.version());
      }
    }
    for (Migration migration : known) {
      if (!made.contains(migration)) {
        throw new BackupException(Code.OTHER_SCHEMA, migration.version());
      }
    }
  }

  /** What the migrations put into the tables goes, what was copied comes. */
  private void copyIn(Connection connection, DatabaseCatalogue catalogue, BackupManifest manifest)
      throws BackupException, IOException, SQLException {
    List<String> here = catalogue.tables().stream().map(TableRows::name).toList();
    List<DatabaseCatalogue.ForeignKey> foreign = catalogue.foreignKeys();
    for (DatabaseCatalogue.ForeignKey key : foreign) {
      execute(connection, "alter table " + key.table() + " drop constraint " + key.name());
    }
    for (String table : here) {
      execute(connection, "alter table " + table + " disable trigger user");
    }
    execute(connection, "truncate " + here.stream().collect(Collectors.joining(", ")));
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    for (Table table : manifest.tables()) {
      long rows;
      try (InputStream in =
          new GZIPInputStream(new Counted(backup.resolve(table.file())), 1 << 16)) {
        rows = copies.copyIn("copy " + TableRows.of(table) + " from stdin", in);
      }
      if (rows != table.rows()) {
        throw new BackupException(Code.TABLE_DIFFERS, TableRows.name(table));
      }
    }
    for (Sequence sequence : manifest.sequences()) {
      set(connection, sequence);
    }
    for (String table : here) {
      execute(connection, "alter table " + table + " enable trigger user");
    }
    for (DatabaseCatalogue.ForeignKey key : foreign) {
      execute(
          connection,
          "alter table " + key.table() + " add constraint " + key.name() + " " + key.definition());
    }
  }

  private static void set(Connection connection, Sequence sequence) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
      statement.setString(
          1,
          DatabaseCatalogue.quoted(sequence.schema())
              + "."
              + DatabaseCatalogue.quoted(sequence.name()));
      statement.setLong(2, sequence.last());
      statement.setBoolean(3, sequence.called());
      statement.execute();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void did(long bytes) {
    done += bytes;
    progress.at(Math.min(done, total), total);
  }

  /** Tells the progress of a file that is read. */
  private final class Counted extends FilterInputStream {
    Counted(Path file) throws IOException {
      super(new BufferedInputStream(Files.newInputStream(file)));
    }

    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
      int n = super.read(bytes, start, length);
      did(Math.max(0, n));
      return n;
    }
  }
}
