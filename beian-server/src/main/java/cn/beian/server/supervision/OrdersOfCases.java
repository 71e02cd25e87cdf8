package cn.beian.server.supervision;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.records.NamedRecord;
import cn.beian.server.records.RectificationOrders;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Orders of cases that are not closed. */
@Component
class OrdersOfCases implements RectificationOrders {
  private final SupervisionStore store;
  private final Clock clock;

  OrdersOfCases(SupervisionStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public boolean run(String number) {
    return store.ordered(number);
  }

  @Override
  public boolean unfulfilled(String number) {
    return store.unfulfilled(number, OfficialTime.dayOf(clock.instant()));
  }

  @Override
  public List<NamedRecord> running(UUID unit) {
    return store.orderedOf(unit);
  }
}
