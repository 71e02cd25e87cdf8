package cn.beian.facts;

/**
 * Where a fact was found.
 *
 * @param entry path inside the package, {@code !} before the path inside a nested archive; empty
 *     for the package itself
 * @param line line in a text, from 1; 0 if not applicable
 * @param offset byte offset in the inflated entry, from 0; -1 if not applicable
 * @param member class and method in code; empty if not applicable
 */
public record Locator(String entry, int line, long offset, String member)
    implements Comparable<Locator> {
  /** The package as a whole. */
  public static final Locator PACKAGE = new Locator("", 0, -1, "");

  public Locator {
    if (line < 0 || offset < -1) {
      throw new IllegalArgumentException("line " + line + ", offset " + offset);
    }
    entry =
        Text.wellFormed(entry); // otherwise the order would differ from that of the written form
    member = Text.wellFormed(member);
  }

  public static Locator entry(String entry) {
    return new Locator(entry, 0, -1, "");
  }

  public static Locator line(String entry, int line) {
    return new Locator(entry, line, -1, "");
  }

  public static Locator offset(String entry, long offset) {
    return new Locator(entry, 0, offset, "");
  }

  public static Locator member(String entry, String member) {
    return new Locator(entry, 0, -1, member);
  }

  @Override
  public int compareTo(Locator other) {
    int order = entry.compareTo(other.entry);
    order = order != 0 ? order : Integer.compare(line, other.line);
    order = order != 0 ? order : Long.compare(offset, other.offset);
    return order != 0 ? order : member.compareTo(other.member);
  }

  /**
   * For people: {@code pages/a.wxml:41}, {@code classes.dex cn.x.Main.onCreate}, {@code
   * lib/a.so @0x1f}.
   */
  @Override
  public String toString() {
    StringBuilder s = new StringBuilder(entry);
    if (line > 0) {
      s.append(':').append(line);
    }
    if (offset >= 0) {
      s.append(" @0x").append(Long.toHexString(offset));
    }
    if (!member.isEmpty()) {
      s.append(' ').append(member);
    }
    return s.toString().strip();
  }
}
