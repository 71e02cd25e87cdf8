package cn.beian.server.cases;

import cn.beian.filing.Role;
import cn.beian.server.identity.Identity;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The cases that the current person may read, page by page.
 *
 * @param <K> the cases
 */
public final class CaseDesk<K> {
  /** Cases that a page shows. */
  public static final int PAGE = 50;

  private static final int LAST_YEAR = 9999;

  private final Identity identity;
  private final CaseQueries<K> cases;
  private final Set<Role> official;

  /**
   * The cases of one table.
   *
   * @param official the roles by which cases of a region are read
   */
  public CaseDesk(Identity identity, CaseQueries<K> cases, Set<Role> official) {
    this.identity = identity;
    this.cases = cases;
    this.official = Set.copyOf(official);
  }

  /**
   * A page, and one case more where others follow: open ones by the day that is due, one's own turn
   * first.
   *
   * @param after the last case of the page before; one that does not exist begins anew
   * @param due when that one was due
   */
  public List<K> page(boolean closed, Optional<UUID> after, Optional<LocalDate> due) {
    return cases.list(reach(), closed, after, due.filter(CaseDesk::storable), PAGE + 1);
  }

  /** Whether the database knows a day that an address names. */
  private static boolean storable(LocalDate day) {
    return day.getYear() > 0 && day.getYear() <= LAST_YEAR;
  }

  private CaseReach reach() {
    return CaseReach.of(identity.current(), official);
  }
}
