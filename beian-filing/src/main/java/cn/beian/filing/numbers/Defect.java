package cn.beian.filing.numbers;

/**
 * What is wrong with a code, and where.
 *
 * @param reason the kind of mistake; its text takes position, found and expected as arguments
 * @param position 1-based place in the folded input; 0 when the whole is meant
 * @param found what stands there; empty when nothing does
 * @param expected what should stand there, in words or as the exact character; empty when unknown
 */
public record Defect(Reason reason, int position, String found, String expected) {
  /** Kinds of mistakes. */
  public enum Reason {
    /** Nothing was entered. */
    EMPTY,
    /** Too short or too long. */
    LENGTH,
    /** A character that cannot stand at its place. */
    CHARACTER,
    /** The check character does not fit the rest: some character is mistyped. */
    CHECK,
    /** Number of a division that GB/T 2260 cannot hold. */
    DIVISION,
    /** The fixed beginning is missing. */
    PREFIX,
    /** A separator is missing or stands elsewhere. */
    SEPARATOR,
    /** A year or serial outside its range. */
    RANGE
  }
}
