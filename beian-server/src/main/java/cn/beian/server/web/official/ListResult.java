package cn.beian.server.web.official;

import cn.beian.server.official.ListedRow;
import cn.beian.server.official.ListedRow.Candidate;
import cn.beian.server.official.OfficialLists.Sent;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;

/**
 * A row of a list as pages and files show it.
 *
 * @param record number of the record that it names; empty where there is none, or several
 * @param words why; may be empty
 * @param candidates to choose from; empty once it was acted on
 */
record ListResult(
    int line,
    String name,
    String sponsor,
    String official,
    String day,
    ListedRow.Fate fate,
    String record,
    String words,
    List<Candidate> candidates) {
  ListResult {
    candidates = List.copyOf(candidates);
  }

  /** What became of rows, what asks for a person first. */
  static List<ListResult> of(Sent sent, MessageSource messages, Locale locale) {
    return sent.rows().stream()
        .sorted(
            Comparator.comparing((ListedRow row) -> row.fate() != ListedRow.Fate.DOUBTFUL)
                .thenComparing(ListedRow::fate)
                .thenComparing(ListedRow::line))
        .map(row -> of(row, sent.done(), messages, locale))
        .toList();
  }

  private static ListResult of(ListedRow row, boolean done, MessageSource messages, Locale locale) {
    return new ListResult(
        row.line(),
        row.name(),
        row.sponsor(),
        row.official(),
        row.day(),
        row.fate(),
        row.candidates().size() == 1 ? row.candidates().get(0).number() : "",
        row.words().isEmpty()
            ? ""
            : messages.getMessage(row.words(), new Object[] {row.known()}, locale),
        row.fate() == ListedRow.Fate.DOUBTFUL && !done ? row.candidates() : List.of());
  }

  /** Whether something may come of it when the list is written. */
  boolean writes() {
    return fate == ListedRow.Fate.NEW
        || fate == ListedRow.Fate.UNCHANGED // it is named by the batch
        || !candidates.isEmpty();
  }

  /** Whether a corrected cell may make something of it. */
  boolean mendable() {
    return fate == ListedRow.Fate.REFUSED || fate == ListedRow.Fate.UNMATCHED;
  }

  /** How many there are of each fate. */
  static Map<ListedRow.Fate, Long> counts(List<ListResult> results) {
    Map<ListedRow.Fate, Long> counts = new EnumMap<>(ListedRow.Fate.class);
    results.forEach(one -> counts.merge(one.fate(), 1L, Long::sum));
    return counts;
  }
}
