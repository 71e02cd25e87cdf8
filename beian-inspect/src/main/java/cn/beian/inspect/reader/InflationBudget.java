package cn.beian.inspect.reader;

import cn.beian.inspect.reader.PackageFormatException.Code;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes really inflated during one inspection; safe for use by several threads. */
public final class InflationBudget {
  private final Limits limits;
  private final long most;
  private final AtomicLong inflated = new AtomicLong();

  /**
   * @param packageBytes size of the whole package, against which the ratio of all entries counts
   */
  public InflationBudget(Limits limits, long packageBytes) {
    this.limits = limits;
    this.most =
        Math.min(
            limits.inflatedBytes(),
            Math.max(limits.ratioFromBytes(), limits.ratio() * packageBytes));
  }

  public Limits limits() {
    return limits;
  }

  /** Bytes inflated so far. */
  public long inflatedBytes() {
    return inflated.get();
  }

  /**
   * Counts more bytes.
   *
   * @param entry that they belong to
   * @param soFar inflated bytes of that entry, the new ones included
   * @param compressed size of that entry
   * @throws PackageFormatException LIMIT
   */
  public void count(String entry, long soFar, long compressed, int more)
      throws PackageFormatException {
    if (soFar > limits.entryBytes()) {
      throw new PackageFormatException(
          Code.LIMIT, entry, -1, "inflates to more than " + limits.entryBytes() + " bytes");
    }
    if (soFar > limits.ratioFromBytes() && soFar / limits.ratio() > compressed) {
      throw new PackageFormatException(
          Code.LIMIT, entry, -1, "inflates to more than " + limits.ratio() + " times its size");
    }
    if (inflated.addAndGet(more) > most) {
      throw new PackageFormatException(
          Code.LIMIT, "", -1, "entries inflate to more than " + most + " bytes in all");
    }
  }
}
