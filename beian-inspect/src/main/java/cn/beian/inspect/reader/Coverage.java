package cn.beian.inspect.reader;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Unread;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** A kind of content of which a reader says how much it could read, and why not the rest. */
public enum Coverage {
  /** Pages and activities that have something to show. */
  PAGES,
  /** Texts that a person sees. */
  TEXT,
  /** Scripts and methods. */
  CODE,
  /** Configuration and values that the other kinds refer to. */
  RESOURCES,
  /** Entries of the archives. */
  ENTRIES,
  /** Whether the package is what its maker signed: one of one, or none. */
  SIGNATURE;

  /**
   * Says it of the whole package; what is said several times adds up.
   *
   * @param readable how many were read, 0 to {@code total}
   * @param reason why the rest was not; not told where all were read
   */
  public void add(FactSink facts, long readable, long total, Unread reason) {
    add(facts, readable, total, reason.text());
  }

  /** The same, of a reason that names something. */
  public void add(FactSink facts, long readable, long total, Unread.Said reason) {
    add(facts, readable, total, reason.text());
  }

  /**
   * Whether the package is what its maker signed.
   *
   * @param why it is not: one of {@link Unread}, else what of its form cannot be read
   */
  public static void signature(FactSink facts, boolean holds, String why) {
    SIGNATURE.add(facts, holds ? 1 : 0, 1, why);
  }

  private void add(FactSink facts, long readable, long total, String reason) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, name().toLowerCase(Locale.ROOT));
    values.put(Field.READABLE, readable);
    values.put(Field.TOTAL, total);
    if (readable < total) {
      values.put(Field.REASON, reason);
    }
    facts.add(FactKind.COVERAGE, Locator.PACKAGE, values);
  }
}
