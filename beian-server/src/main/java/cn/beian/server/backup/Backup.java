package cn.beian.server.backup;

import cn.beian.ledger.tree.Hash;
import cn.beian.server.backup.BackupException.Code;
import cn.beian.server.backup.BackupManifest.Head;
import cn.beian.server.backup.BackupManifest.Table;
import cn.beian.server.database.DatabaseLock;
import cn.beian.server.database.ReadOnlyDatabase;
import cn.beian.server.ledger.LedgerPlace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.util.FileSystemUtils;

/**
 * Copies all that a server keeps, while it runs: the database as of one moment, then the objects,
 * which are written before a row names them and never change, so that all are there of which the
 * copied rows speak. Nothing is collected meanwhile.
 */
public final class Backup {
  private static final String KEYS = "keys";

  private final Path dataDir;
  private final Path target;
  private final Path keys;
  private final BackupProgress progress;
  private final SumsFile sums;
  private final Map<String, byte[]> heads;
  private long done;
  private long total = 1;

  private Backup(
      Path dataDir, Path target, Path keys, Map<String, byte[]> heads, BackupProgress progress) {
    this.dataDir = dataDir;
    this.target = target;
    this.keys = keys;
    this.heads = heads;
    this.progress = progress;
    this.sums = new SumsFile(target);
  }

  /**
   * Makes a backup.
   *
   * @param dataDir the server's {@code beian.data-dir}
   * @param environment BEIAN_DB_URL, BEIAN_DB_USER and BEIAN_DB_PASSWORD name another database,
   *     BEIAN_LEDGER_PUBLISHEDHEAD another place of the published head
   * @param target folder that is empty or does not exist; it is there, whole, when this returns
   * @param keys folder for the private keys, of the same kind; may lie below {@code target}
   * @throws NoSuchFileException when there is no database in the folder
   */
  public static BackupReport make(
      Path dataDir,
      Map<String, String> environment,
      Path target,
      Path keys,
      Clock clock,
      BackupProgress progress)
      throws BackupException, IOException {
    requireEmpty(target);
    boolean apart = !keys.toAbsolutePath().startsWith(target.toAbsolutePath());
    if (apart) {
      requireEmpty(keys);
    }
    Path half = beside(target);
    Path halfKeys = apart ? beside(keys) : half.resolve(target.relativize(keys));
    try {
      // read first: the database then has at least the entries that were published
      Map<String, byte[]> heads = heads(dataDir, environment);
      Backup backup = new Backup(dataDir, half, halfKeys, heads, progress);
      BackupReport report = backup.make(environment, clock.instant());
      if (apart) {
        moveInto(halfKeys, keys);
      }
      moveInto(half, target);
      return report;
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      FileSystemUtils.deleteRecursively(half);
      if (apart) {
        FileSystemUtils.deleteRecursively(halfKeys);
      }
    }
  }

  /** Where the private keys of a backup lie unless another folder is named. */
  public static Path keysIn(Path backup) {
    return backup.resolve(KEYS);
  }

  private BackupReport make(Map<String, String> environment, Instant now)
      throws BackupException, IOException, SQLException {
    try (ReadOnlyDatabase database = ReadOnlyDatabase.open(dataDir, environment);
        Connection lock = database.dataSource().getConnection();
        Connection connection = database.dataSource().getConnection()) {
      holdCollection(lock);
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      DatabaseCatalogue catalogue = new DatabaseCatalogue(connection);
      List<Table> tables = catalogue.tables(); // the first query: from now on it is one moment
      DataFiles files = DataFiles.of(dataDir);
      long databaseBytes = catalogue.bytes();
      total = Math.max(1, databaseBytes + files.bytes());
      requireSpace(databaseBytes, files.bytes());
      List<Table> copied = copyTables(connection, tables);
      List<Head> ledgers = TableRows.heads(connection, tables);
      Set<String> missing = NamedObjects.of(connection, tables);
      List<BackupManifest.Sequence> sequences = catalogue.sequences();
      List<BackupManifest.Migration> migrations = catalogue.migrations();
      connection.rollback();
      List<String> damaged = copyFiles(files, missing);
      String keySums = copyKeys(files);
      String listed = sums.finish();
      long fileCount = sums.entries().keySet().stream().filter(Backup::isFile).count();
      BackupManifest manifest =
          new BackupManifest(
              BackupManifest.FORMAT,
              now.truncatedTo(ChronoUnit.SECONDS),
              migrations,
              copied,
              sequences,
              ledgers,
              fileCount,
              files.bytes(),
              listed,
              keySums);
      manifest.write(target);
      Optional<String> signedBy = BackupSignature.write(target, keys);
      return new BackupReport(
          now.truncatedTo(ChronoUnit.SECONDS),
          copied.size(),
          copied.stream().mapToLong(Table::rows).sum(),
          fileCount,
          files.bytes(),
          files.keys().size(),
          manifest.ledger().size(),
          Hash.ofHex(manifest.ledger().root()).base64(),
          damaged,
          List.copyOf(missing),
          signedBy);
    }
  }

  private static boolean isFile(String name) {
    return name.startsWith(BackupManifest.FILES + "/");
  }

  /** Until its connection is closed. */
  private static void holdCollection(Connection lock) throws SQLException {
    try (Statement statement = lock.createStatement()) {
      statement.execute("select pg_advisory_lock_shared(" + DatabaseLock.FILES.number() + ")");
    }
  }

  private List<Table> copyTables(Connection connection, List<Table> tables)
      throws IOException, SQLException {
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    List<Table> copied = new ArrayList<>();
    for (Table table : tables) {
      long[] rows = new long[1];
      sums.write(
          table.file(),
          out -> {
            GZIPOutputStream packed = new GZIPOutputStream(out, 1 << 16);
            try {
              rows[0] =
                  copies.copyOut("copy " + TableRows.of(table) + " to stdout", new Counted(packed));
            } catch (SQLException e) {
              throw new IOException(table.name() + ": " + e.getMessage(), e);
            }
            packed.finish(); // the file is closed by whoever opened it
          });
      copied.add(table.with(rows[0]));
    }
    return copied;
  }

  /**
   * Copies the files.
   *
   * @param missing digests of objects; those that are there are taken out
   * @return names of objects that are not what their name says
   */
  private List<String> copyFiles(DataFiles files, Set<String> missing) throws IOException {
    List<String> damaged = new ArrayList<>();
    for (String name : files.stored().keySet()) {
      if (heads.containsKey(name)) {
        continue;
      }
      String sum = sums.copy(dataDir.resolve(name), BackupManifest.FILES + "/" + name, this::did);
      missing.remove(DataFiles.digest(name));
      String promised = DataFiles.promised(name);
      if (!promised.isEmpty() && !promised.equals(sum)) {
        damaged.add(name);
      }
    }
    for (Map.Entry<String, byte[]> head : heads.entrySet()) {
      sums.write(BackupManifest.FILES + "/" + head.getKey(), out -> out.write(head.getValue()));
    }
    return damaged;
  }

  private String copyKeys(DataFiles files) throws IOException {
    SumsFile keySums = new SumsFile(keys);
    SumsFile.makeFolders(keys.resolve(SumsFile.NAME));
    for (String name : files.keys().keySet()) {
      keySums.copy(dataDir.resolve(name), name, bytes -> {});
    }
    return keySums.finish();
  }

  /** What is kept outside of the database, under the names that it has in a data folder. */
  private static Map<String, byte[]> heads(Path dataDir, Map<String, String> environment)
      throws IOException {
    Map<String, byte[]> heads = new TreeMap<>();
    for (String name : DataFiles.of(dataDir).stored().keySet()) {
      if (name.endsWith(".head")) {
        heads.put(name, Files.readAllBytes(dataDir.resolve(name)));
      }
    }
    for (LedgerPlace place : LedgerPlace.values()) {
      Optional<Path> elsewhere = place.headElsewhere(environment).filter(Files::isRegularFile);
      if (elsewhere.isPresent()) {
        heads.put(place.headInDataDir(), Files.readAllBytes(elsewhere.get()));
      }
    }
    return heads;
  }

  private void requireSpace(long databaseBytes, long fileBytes)
      throws BackupException, IOException {
    SumsFile.makeFolders(target.resolve(BackupManifest.NAME));
    long needed = fileBytes + databaseBytes / 2; // text that is compressed
    long free = Files.getFileStore(target).getUsableSpace();
    if (free < needed) {
      throw new BackupException(Code.NO_SPACE, target, needed, free);
    }
  }

  private void did(long bytes) {
    done += bytes;
    progress.at(Math.min(done, total), total);
  }

  static void requireEmpty(Path folder) throws BackupException, IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
        if (!content.iterator().hasNext()) {
          return;
        }
      }
    }
    throw new BackupException(Code.FOLDER_NOT_EMPTY, folder);
  }

  private static Path beside(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    return whole.resolveSibling(
        whole.getFileName() + "." + ProcessHandle.current().pid() + ".part");
  }

  private static void moveInto(Path half, Path whole) throws IOException {
    Files.deleteIfExists(whole); // it is empty
    Files.move(half, whole, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Tells the progress of what passes before it is packed. */
  private final class Counted extends OutputStream {
    private final OutputStream out;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
      out.write(octet);
      did(1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      out.write(bytes, start, length);
      did(length);
    }
  }
}
