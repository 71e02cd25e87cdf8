package cn.beian.server.identity;

import cn.beian.server.platform.MappedTable;
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
    return new ImportedRow(number, name, Outcome.of(why), List.of(), List.of(why));
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
    UNCHANGED,
    /** It adds up others: there is nothing to take, and nothing to correct. */
    TOTAL,
    /** It explains the table: there is nothing to take, and nothing to correct. */
    NOTE;

    /** Whether the row is about something that could be taken. */
    public boolean data() {
      return this != TOTAL && this != NOTE;
    }

    /** What becomes of a row with this problem: most are not taken. */
    public static Outcome of(String problem) {
      return problem.equals(MappedTable.TOTAL)
          ? TOTAL
          : problem.equals(MappedTable.NOTE) ? NOTE : REFUSED;
    }
  }

  /**
   * A change.
   *
   * @param field of a unit or person
   * @param before as stored; constants by their names
   */
  public record Change(String field, String before, String after) {}
}
