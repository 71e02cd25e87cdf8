package cn.beian.server.documents;

/** A document that is not what its type says, or asks for more than it may. */
final class UnreadableDocumentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean limit;

  private UnreadableDocumentException(String found, boolean limit) {
    super(found);
    this.limit = limit;
  }

  static UnreadableDocumentException broken(String found) {
    return new UnreadableDocumentException(found, false);
  }

  static UnreadableDocumentException limit(String found) {
    return new UnreadableDocumentException(found, true);
  }

  /** Whether it was too much. */
  boolean limit() {
    return limit;
  }
}
