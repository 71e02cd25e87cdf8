package cn.beian.server.filings.overdue;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.identity.Identity;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Filed apps of the current person's region whose day of migration or shut-down is over, and whose
 * end nobody has announced, by division.
 */
@Service
@Transactional(readOnly = true)
public class PassedEnds {
  private static final int PAGE = 50;

  /**
   * A page of the list.
   *
   * @param more whether others follow
   */
  public record Page(List<PassedEnd> rows, boolean more) {
    public Page {
      rows = List.copyOf(rows);
    }

    /** The last of it. */
    public PassedEnd last() {
      return rows.get(rows.size() - 1);
    }
  }

  private final OverdueStore store;
  private final Identity identity;
  private final Clock clock;

  PassedEnds(OverdueStore store, Identity identity, Clock clock) {
    this.store = store;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * A page of them.
   *
   * @param after place of the last of the page before; 0 to begin
   */
  public Page page(long after) {
    List<PassedEnd> found =
        identity
            .current()
            .regionPrefix()
            .map(
                region ->
                    store.endsBefore(region, OfficialTime.dayOf(clock.instant()), after, PAGE + 1))
            .orElse(List.of());
    return new Page(found.stream().limit(PAGE).toList(), found.size() > PAGE);
  }
}
