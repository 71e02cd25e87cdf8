package cn.beian.server.supervision;

import cn.beian.server.records.RectificationOrders;
import org.springframework.stereotype.Component;

/** Orders of cases that are not closed. */
@Component
class OrdersOfCases implements RectificationOrders {
  private final SupervisionStore store;

  OrdersOfCases(SupervisionStore store) {
    this.store = store;
  }

  @Override
  public boolean run(String number) {
    return store.ordered(number);
  }
}
