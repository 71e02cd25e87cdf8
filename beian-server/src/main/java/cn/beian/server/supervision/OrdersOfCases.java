package cn.beian.server.supervision;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.SupervisionCause;
import cn.beian.server.cases.Act;
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
  private final SupervisionProcedure procedure;
  private final Clock clock;

  OrdersOfCases(SupervisionStore store, SupervisionProcedure procedure, Clock clock) {
    this.store = store;
    this.procedure = procedure;
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
  public void revoked(String number) {
    for (UUID id : store.openOf(number)) {
      store
          .queries()
          .lock(id)
          .filter(one -> !one.closed())
          .ifPresent(one -> procedure.advance(one, Act.bySystem(SupervisionCause.REVOKED, "")));
    }
  }

  @Override
  public List<UUID> cases(String number) {
    return store.orderedCases(number);
  }

  @Override
  public List<NamedRecord> running(UUID unit) {
    return store.orderedOf(unit);
  }
}
