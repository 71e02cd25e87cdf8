package cn.beian.inspect.webapp.vue;

/**
 * A text for a pattern that stands in the package, which may be one that tries every way: it ends
 * after so many reads of single characters, of this text and of all.
 */
final class CountedText implements CharSequence {
  private static final int MAX_READS = 20_000;
  private static final int MAX_READS_OF_ALL = 20_000_000;

  private final String text;
  private final Reads reads;

  CountedText(String text, Reads reads) {
    this.text = text;
    this.reads = reads;
  }

  /** What was read of one text after the other; for one thread. */
  static final class Reads {
    private int now;
    private int all;

    /** The same, for the next text. */
    Reads next() {
      now = 0;
      return this;
    }

    private void one() {
      if (++now > MAX_READS || ++all > MAX_READS_OF_ALL) {
        throw new TooManyReads();
      }
    }
  }

  /** A pattern read on and on. */
  static final class TooManyReads extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooManyReads() {
      super("too many reads", null, false, false);
    }
  }

  @Override
  public char charAt(int index) {
    reads.one();
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
