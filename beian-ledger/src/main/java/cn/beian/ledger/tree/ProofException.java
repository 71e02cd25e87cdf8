package cn.beian.ledger.tree;

/** A text does not follow its format, or a proof does not prove its claim. */
public final class ProofException extends Exception {
  private static final long serialVersionUID = 1;

  /** The reason; stable, also the last part of a key of {@code messages_*.properties}. */
  public enum Code {
    /** The text does not follow its format. */
    MALFORMED,
    /** The signed note does not follow its format. */
    MALFORMED_NOTE,
    /** The text of the note is not a checkpoint. */
    MALFORMED_CHECKPOINT,
    /** No signature is by a key that the verifier knows. */
    NO_KNOWN_SIGNATURE,
    /** A signature by a known key is wrong. */
    BAD_SIGNATURE,
    /** The checkpoint belongs to another log than its signer's. */
    WRONG_ORIGIN,
    /** The index is not below the size of the tree. */
    INDEX_OUT_OF_RANGE,
    /** The old size is above the new size, or not that of the older tree. */
    SIZES_REVERSED,
    /** The path is shorter or longer than index and size require. */
    WRONG_PATH_LENGTH,
    /** A hash does not have the length that the hasher produces. */
    WRONG_HASH_LENGTH,
    /** The path does not lead to the root. */
    ROOT_MISMATCH
  }

  private final Code code;

  public ProofException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** The reason, for programs. */
  public Code code() {
    return code;
  }
}
