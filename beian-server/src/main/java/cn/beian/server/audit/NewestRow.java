package cn.beian.server.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest row of the trail that this server has committed, in a file outside the database, so
 * that rows cannot be cut off unseen before their head is signed. The file may be behind the trail,
 * by what was committed as the server was killed, and never ahead of it.
 */
final class NewestRow {
  private static final Logger LOG = LoggerFactory.getLogger(NewestRow.class);
  private static final int LONGEST = 100;
  private static final Pattern LINE = Pattern.compile("(\\d{1,18}) ([0-9a-f]{64})\n?");

  private final Path file;
  private Optional<Row> newest;
  private boolean writable = true;

  NewestRow(Path directory) {
    this.file = directory.resolve("newest.row");
    this.newest = read(directory);
  }

  /** A row of the trail by its id and digest. */
  record Row(long id, String digest) {}

  /** The row that the file of a folder names; empty if it is missing or cannot be read. */
  static Optional<Row> read(Path directory) {
    Path file = directory.resolve("newest.row");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      Matcher line = LINE.matcher(new String(bytes.readNBytes(LONGEST), StandardCharsets.US_ASCII));
      return line.matches()
          ? Optional.of(new Row(Long.parseLong(line.group(1)), line.group(2)))
          : Optional.empty();
    } catch (IOException e) {
      LOG.warn("{} cannot be read; rows cut off the audit trail are not noticed by it", file, e);
      return Optional.empty();
    }
  }

  /** The newest row known. */
  synchronized Optional<Row> known() {
    return newest;
  }

  /**
   * Notes a committed row, unless a newer one is known. Where that fails, work goes on.
   *
   * @param afterCut whether the row known until now is gone
   */
  synchronized void committed(Row row, boolean afterCut) {
    if (!afterCut && newest.filter(known -> known.id() >= row.id()).isPresent()) {
      return;
    }
    newest = Optional.of(row);
    Path part = file.resolveSibling("newest.row.part");
    try {
      Files.writeString(part, row.id() + " " + row.digest() + "\n");
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      writable = true;
    } catch (IOException e) {
      if (writable) {
        LOG.warn("{} cannot be written; until it can, rows cut off are not noticed by it", file, e);
      }
      writable = false;
    }
  }
}
