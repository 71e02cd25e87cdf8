package cn.beian.server.cases;

import cn.beian.filing.Role;
import cn.beian.server.identity.Identity;
import java.util.List;
import java.util.Set;

/**
 * The cases that the current person may read, page by page.
 *
 * @param <K> the cases
 */
public final class CaseDesk<K> {
  /** Cases that a page shows. */
  public static final int PAGE = 50;

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

  /** How many there are. */
  public int count(boolean closed) {
    return cases.count(reach(), closed);
  }

  /**
   * One page: open ones by the day that is due, one's own turn first.
   *
   * @param page from 1
   */
  public List<K> list(boolean closed, int page) {
    return cases.list(reach(), closed, (page - 1) * PAGE, PAGE);
  }

  /** The first of the open ones, at most so many. */
  public List<K> first(int most) {
    return cases.list(reach(), false, 0, most);
  }

  private CaseReach reach() {
    return CaseReach.of(identity.current(), official);
  }
}
