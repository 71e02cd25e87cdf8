package cn.beian.inspect.reader;

/**
 * What an inspection may consume. All are counts, never seconds, so that the same package ends the
 * same way on every machine; the values in force stand in the header of the facts.
 *
 * @param packageBytes size of all files handed in
 * @param entries entries of an archive or files of a folder
 * @param nameBytes length of an entry's name
 * @param entryBytes inflated size of one entry
 * @param parsedBytes inflated size of one entry that is held in memory and parsed
 * @param inflatedBytes inflated size of all entries together
 * @param ratio inflated to compressed size of one entry
 * @param ratioFromBytes inflated size from which the ratio counts
 * @param nesting depth of elements, archives and JSON values
 * @param nodes elements, tokens or instructions of one entry
 * @param passes how often a parser may look at the bytes of one entry, of which parts can point to
 *     each other: code units walked, texts decoded, values read
 * @param facts different facts
 * @param textChars characters of one text; longer ones are cut
 */
public record Limits(
    long packageBytes,
    int entries,
    int nameBytes,
    long entryBytes,
    int parsedBytes,
    long inflatedBytes,
    int ratio,
    long ratioFromBytes,
    int nesting,
    int nodes,
    int passes,
    int facts,
    int textChars) {
  private static final int MIB = 1 << 20;

  /** Admits every ordinary package within a heap of 512 MiB. */
  public static Limits standard() {
    return new Limits(
        Integer.MAX_VALUE,
        200_000,
        4_096,
        1024L * MIB,
        96 * MIB,
        4096L * MIB,
        100,
        25L * MIB,
        200,
        50_000_000,
        4,
        400_000,
        4_096);
  }

  /** {@code name=value} pairs in a fixed order, joined by semicolons. */
  public String canonical() {
    return String.format(
        java.util.Locale.ROOT,
        "packageBytes=%d;entries=%d;nameBytes=%d;entryBytes=%d;parsedBytes=%d;inflatedBytes=%d;ratio=%d;ratioFromBytes=%d;nesting=%d;nodes=%d;passes=%d;facts=%d;textChars=%d",
        packageBytes,
        entries,
        nameBytes,
        entryBytes,
        parsedBytes,
        inflatedBytes,
        ratio,
        ratioFromBytes,
        nesting,
        nodes,
        passes,
        facts,
        textChars);
  }
}
