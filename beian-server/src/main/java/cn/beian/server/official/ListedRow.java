package cn.beian.server.official;

import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.util.List;

/**
 * A row of a published list, and what becomes of it.
 *
 * @param line in the file, from 1
 * @param name of the app, as the list has it
 * @param sponsor as the list has it
 * @param packageId package name or AppID as the list has it; empty where it has none
 * @param official the number, folded
 * @param day when it was given, {@code 2026-11-28}; empty where it is not known
 * @param words message key of why; empty where the fate says all
 * @param known the official number that a record of the row has so far; may be empty
 * @param candidates records that the row may mean, at most {@value #MOST_CANDIDATES}
 */
public record ListedRow(
    int line,
    String name,
    String sponsor,
    String packageId,
    String official,
    String day,
    Fate fate,
    String words,
    String known,
    List<Candidate> candidates) {
  static final int MOST_CANDIDATES = 10;

  private static final int PACKAGE = 9;

  /** Why a row is refused whose record has ended. */
  static final String ENDED = "official.row.ended";

  /** Why a row is refused that another list, or a decision, contradicts: a supervisor decides. */
  static final String DISPUTED = "official.row.disputed";

  public ListedRow {
    candidates = List.copyOf(candidates);
  }

  /** What becomes of a row; what asks for a person first. */
  public enum Fate {
    /** Nothing of it is taken. */
    REFUSED,
    /** A person has to choose the record, or to leave it. */
    DOUBTFUL,
    /** No record of the region is of this name and sponsor. */
    UNMATCHED,
    /** The record gets its number. */
    NEW,
    /** A person chose it. */
    CHOSEN,
    /** The record has that number and day. */
    UNCHANGED
  }

  /**
   * A record that a row may mean.
   *
   * @param official number that it has so far; may be empty
   */
  public record Candidate(String number, String appName, String sponsorName, String official) {
    /** As it is chosen: with the number that it had when it was shown. */
    public String choice() {
      return official.isEmpty() ? number : number + '/' + official;
    }
  }

  ListedRow with(Fate other, String why) {
    return new ListedRow(
        line, name, sponsor, packageId, official, day, other, why, known, candidates);
  }

  /** The row of which a person says which record it means. */
  ListedRow meaning(Candidate record, Fate other, String why) {
    return new ListedRow(
        line,
        name,
        sponsor,
        packageId,
        official,
        day,
        other,
        why,
        record.official(),
        List.of(record));
  }

  /** Whether it names its record without doubt. */
  boolean sure() {
    return fate == Fate.NEW || fate == Fate.CHOSEN || fate == Fate.UNCHANGED;
  }

  /** Whether it means a record that has ended, which gets no number any more. */
  boolean ended() {
    return fate == Fate.REFUSED && words.equals(ENDED) && candidates.size() == 1;
  }

  /** Whether a supervisor has to decide about it. */
  boolean disputed() {
    return fate == Fate.REFUSED && words.equals(DISPUTED) && candidates.size() == 1;
  }

  /** The record of a row that is sure, has ended or is disputed. */
  String number() {
    return candidates.get(0).number();
  }

  /** As it is kept once a person acted on it: of candidates, the one that was meant. */
  void write(CsvWriter kept) {
    kept.writeRecord(
        String.valueOf(line),
        name,
        sponsor,
        official,
        day,
        fate.name(),
        words,
        known,
        candidates.size() == 1 ? number() : "",
        packageId);
  }

  /** A row as it was kept. */
  static ListedRow read(CsvRecord kept) {
    return new ListedRow(
        Integer.parseInt(kept.getField(0)),
        kept.getField(1),
        kept.getField(2),
        kept.getFieldCount() > PACKAGE ? kept.getField(PACKAGE) : "", // not kept before
        kept.getField(3),
        kept.getField(4),
        Fate.valueOf(kept.getField(5)),
        kept.getField(6),
        kept.getField(7),
        kept.getField(8).isEmpty()
            ? List.of()
            : List.of(new Candidate(kept.getField(8), "", "", "")));
  }
}
