package cn.beian.server.filings.overdue;

import cn.beian.server.filings.filed.ShownNumbers;
import cn.beian.server.filings.filed.ShownNumbers.Duty;
import cn.beian.server.identity.Identity;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Filed apps of the current person's region whose number was not seen in them by its last day
 * by division.
 */
@Service
@Transactional(readOnly = true)
public class UnshownNumbers {
  private static final int PAGE = 50;

  /**
   * A page of the list.
   *
   * @param more whether others follow
   */
  public record Page(List<Row> rows, boolean more) {
    public Page {
      rows = List.copyOf(rows);
    }

    /** The last of it. */
    public Row last() {
      return rows.get(rows.size() - 1);
    }
  }

  /** An app and what it had to do. */
  public record Row(UnshownNumber app, Duty duty) {}

  private final OverdueStore store;
  private final ShownNumbers numbers;
  private final Identity identity;

  UnshownNumbers(OverdueStore store, ShownNumbers numbers, Identity identity) {
    this.store = store;
    this.numbers = numbers;
    this.identity = identity;
  }

  /**
   * A page of them.
   *
   * @param after place of the last of the page before; 0 to begin
   */
  public Page page(long after) {
    List<UnshownNumber> found =
        identity
            .current()
            .regionPrefix()
            .map(region -> store.numbersNotSeen(region, numbers.lateSince(), after, PAGE + 1))
            .orElse(List.of());
    return new Page(
        found.stream().limit(PAGE).map(one -> new Row(one, numbers.duty(one.since()))).toList(),
        found.size() > PAGE);
  }
}
