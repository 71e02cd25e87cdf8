package cn.beian.ledger.tree;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a tile of c2sp.org/tlog-tiles, a row of up to 256 neighbouring hashes of the tree
 * or the entries below them. Its path, after {@code tile/}, is
 *
 * <pre>
 * L/N          a full tile of hashes, L from 0 to 63
 * L/N.p/W      its first W hashes, W from 1 to 255
 * entries/N    the entries of the tile of level 0, in full or with .p/W
 * N            three digits a group, all but the last prefixed by x: 1234067 is x001/x234/067
 * </pre>
 *
 * @param level of tiles: one above is eight levels of the tree; {@link #ENTRIES} for the entries
 * @param index number of full tiles to its left
 * @param width number of hashes or entries, 1 to 256
 */
public record Tile(int level, long index, int width) {
  /** Hashes or entries of a full tile. */
  public static final int FULL = 256;

  /** The level of tiles that hold entries instead of hashes. */
  public static final int ENTRIES = -1;

  /** Levels of the tree between two levels of tiles. */
  private static final int HEIGHT = 8;

  private static final Pattern PATH =
      Pattern.compile(
          "(entries|0|[1-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/){0,4}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  public Tile {
    if (level < ENTRIES || level > 63 || index < 0 || width < 1 || width > FULL) {
      throw new IllegalArgumentException("no tile " + level + "/" + index + ".p/" + width);
    }
  }

  /** Reads a path in its canonical form; empty if it is not one. */
  public static Optional<Tile> parse(String path) {
    Matcher match = PATH.matcher(path);
    if (!match.matches()) {
      return Optional.empty();
    }
    int level = match.group(1).equals("entries") ? ENTRIES : Integer.parseInt(match.group(1));
    long index = Long.parseLong(match.group(2).replaceAll("[x/]", ""));
    int width = match.group(3) == null ? FULL : Integer.parseInt(match.group(3));
    boolean partial = match.group(3) != null;
    if (width > FULL || (partial && width == FULL)) {
      return Optional.empty();
    }
    Tile tile = new Tile(level, index, width);
    return tile.path().equals(path) ? Optional.of(tile) : Optional.empty();
  }

  /** The path, after {@code tile/}. */
  public String path() {
    StringBuilder number = new StringBuilder(threeDigits(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      number.insert(0, "x" + threeDigits(rest % 1000) + "/");
    }
    String name = level == ENTRIES ? "entries" : Integer.toString(level);
    return name + "/" + number + (isFull() ? "" : ".p/" + width);
  }

  /** Whether it is full and therefore never superseded. */
  public boolean isFull() {
    return width == FULL;
  }

  /** Whether all of it lies within a tree of {@code size} leaves. */
  public boolean within(long size) {
    int shift = HEIGHT * Math.max(level, 0);
    long complete = shift > 62 ? 0 : size >>> shift; // hashes of that level
    return index <= complete / FULL && index * FULL + width <= complete; // without overflow
  }

  /** The subtree whose hash is at a position of this tile of hashes. */
  public Subtree subtree(int place) {
    return new Subtree(HEIGHT * level, index * FULL + place);
  }

  private static String threeDigits(long number) {
    return Long.toString(1000 + number).substring(1);
  }
}
