package cn.beian.server.filings.overdue;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.identity.Identity;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Existing apps of the current person's region that have no number although the last day for filing
 * them has passed, by division and unit. Known are those whose unit has begun to apply.
 */
@Service
@Transactional(readOnly = true)
public class OverdueFilings {
  private static final int PAGE = 50;

  /**
   * A page of the list.
   *
   * @param more whether others follow
   */
  public record Page(List<OverdueFiling> rows, boolean more) {
    public Page {
      rows = List.copyOf(rows);
    }

    /** Of rows that were asked for with one more than a page has. */
    private static Page of(List<OverdueFiling> found) {
      return found.size() > PAGE ? new Page(found.subList(0, PAGE), true) : new Page(found, false);
    }

    /** The last of it. */
    public OverdueFiling last() {
      return rows.get(rows.size() - 1);
    }
  }

  private final OverdueStore store;
  private final ApplicationStore applications;
  private final Cases cases;
  private final Identity identity;
  private final Clock clock;

  OverdueFilings(
      OverdueStore store,
      ApplicationStore applications,
      Cases cases,
      Identity identity,
      Clock clock) {
    this.store = store;
    this.applications = applications;
    this.cases = cases;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * A page of them.
   *
   * @param after the last of the page before; one that does not exist begins anew
   */
  public Page page(Optional<UUID> after) {
    boolean passed = cases.deadline().date().isBefore(OfficialTime.dayOf(clock.instant()));
    return Page.of(
        identity
            .current()
            .regionPrefix()
            .filter(region -> passed)
            .map(
                region ->
                    store.existingWithoutNumber(
                        region, cases.inForce(), after.flatMap(applications::find), PAGE + 1))
            .orElse(List.of()));
  }
}
