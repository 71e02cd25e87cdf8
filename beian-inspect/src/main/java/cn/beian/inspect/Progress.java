package cn.beian.inspect;

/** Told how far an inspection is; may be called from several threads. */
@FunctionalInterface
public interface Progress {
  /** {@code done} of {@code total} pieces of that class are finished. */
  void at(int done, int total, String entryClass);
}
