package cn.beian.server.holds;

import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.records.RectificationOrders;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sponsors whose new projects and payments for operation are suspended. */
@Service
@Transactional(readOnly = true)
public class Holds {
  private static final int OF_ONE = 20;

  private final HoldStore store;
  private final RectificationOrders orders;
  private final Identity identity;

  Holds(HoldStore store, RectificationOrders orders, Identity identity) {
    this.store = store;
    this.orders = orders;
    this.identity = identity;
  }

  /**
   * Holds in the order of their numbers: for officials those in their region, for an approver those
   * of his unit and of the sponsors for whose approved projects his unit pays.
   *
   * @param after number of the last one before; empty to begin
   * @param most rows to read
   */
  public List<Hold> page(String after, int most) {
    Person me = identity.current();
    return AccessRules.readsCases(me, "/holds")
        ? me.regionPrefix().map(prefix -> store.page(prefix, after, most)).orElse(List.of())
        : store.paidBy(me.organizationId(), after, most);
  }

  /** Holds and running orders of a sponsor, for a reader who may read its case. */
  public SponsorHolds of(UUID sponsor) {
    return new SponsorHolds(store.of(sponsor, OF_ONE), orders.running(sponsor));
  }
}
