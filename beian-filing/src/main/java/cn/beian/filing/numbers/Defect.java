package cn.beian.filing.numbers;

/**
 * A defect of a code, and its position.
 *
 * @param reason the kind of mistake; its text takes position, found and expected as arguments
 * @param position 1-based position in the folded input; 0 for the code as a whole
 * @param found the text found there; empty if there is none
 * @param expected the expected text, in words or as the exact character; empty if unknown
 */
public record Defect(Reason reason, int position, String found, String expected) {
  /** Kinds of mistakes. */
  public enum Reason {
    /** Nothing was entered. */
    EMPTY,
    /** Too short or too long. */
    LENGTH,
    /** A character that is not allowed at its position. */
    CHARACTER,
    /** The check character does not match the rest: some character is mistyped. */
    CHECK,
    /** A division number that is not possible in GB/T 2260. */
    DIVISION,
    /** The fixed prefix is missing. */
    PREFIX,
    /** A separator is missing or misplaced. */
    SEPARATOR,
    /** A year or serial outside its range. */
    RANGE
  }
}
