package cn.beian.ledger;

import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.tree.Tile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a published ledger as a static log of c2sp.org/tlog-tiles. */
final class TileFolder {
  private TileFolder() {}

  static Path write(Ledger ledger, Path folder) throws IOException {
    Checkpoint checkpoint = ledger.checkpoint().orElseThrow();
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("checkpoint"), checkpoint.format());
    long count = checkpoint.size();
    for (int level = Tile.ENTRIES; count > 0 && level <= 7; level++) {
      for (long index = 0; index * Tile.FULL < count; index++) {
        int width = (int) Math.min(Tile.FULL, count - index * Tile.FULL);
        Tile tile = new Tile(level, index, width);
        Path file = folder.resolve("tile").resolve(tile.path());
        Files.createDirectories(file.getParent());
        Files.write(file, ledger.tile(tile).orElseThrow());
      }
      count = level == Tile.ENTRIES ? count : count / Tile.FULL;
    }
    return folder;
  }
}
