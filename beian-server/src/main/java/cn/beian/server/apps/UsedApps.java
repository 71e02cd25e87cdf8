package cn.beian.server.apps;

import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.RecordState;
import cn.beian.server.identity.Identity;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The apps of other units that the current person's unit uses. */
@Service
@Transactional(readOnly = true)
public class UsedApps {
  /** Apps of a page. */
  public static final int PAGE = 50;

  private final UsingUnitStore store;
  private final Identity identity;

  UsedApps(UsingUnitStore store, Identity identity) {
    this.store = store;
    this.identity = identity;
  }

  /**
   * An app.
   *
   * @param place where the next page goes on
   * @param name of a restricted record empty, and so is the owner
   * @param owner empty where nobody knows it
   * @param number of its latest record; empty while it is not filed
   * @param shown the number that it has to show; empty while it is not filed
   * @param restricted whether only number and state may be shown
   */
  public record UsedApp(
      long place,
      String name,
      AppForm form,
      RecordState state,
      String owner,
      String number,
      String shown,
      boolean restricted) {
    public UsedApp {
      name = restricted ? "" : name;
      owner = restricted ? "" : owner;
    }
  }

  /** How many there are. */
  public int count() {
    return store.countUsed(identity.current().organizationId());
  }

  /**
   * Those that were named last first.
   *
   * @param before place of the last of the page before
   * @param most at most {@value #PAGE}
   */
  public List<UsedApp> list(long before, int most) {
    return store.used(identity.current().organizationId(), before, Math.min(most, PAGE));
  }
}
