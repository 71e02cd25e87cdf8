package cn.beian.server.identity;

import java.util.List;

/**
 * What becomes of a row of an imported table.
 *
 * @param number line in the file, from 1
 * @param name whom or what the row names
 * @param changes what is changed; empty unless {@link Outcome#CHANGED}
 * @param flags message keys: what is doubtful in it, or why it is refused
 */
public record ImportedRow(
    int number, String name, Outcome outcome, List<Change> changes, List<String> flags) {
  public ImportedRow {
    changes = List.copyOf(changes);
    flags = List.copyOf(flags);
  }

  static ImportedRow refused(int number, String name, String why) {
    return new ImportedRow(number, name, Outcome.REFUSED, List.of(), List.of(why));
  }

  /** What becomes of it. */
  public enum Outcome {
    /** It is not taken. */
    REFUSED,
    /** What is there is changed. */
    CHANGED,
    /** It is made. */
    NEW,
    /** It is there as it is. */
    UNCHANGED
  }

  /**
   * A change.
   *
   * @param field of a unit or person
   * @param before as stored; constants by their names
   */
  public record Change(String field, String before, String after) {}
}
