package cn.beian.server.records;

import java.util.List;
import java.util.UUID;

/** Orders to rectify filed apps, known to whoever orders them. */
public interface RectificationOrders {
  /** Whether an order to rectify a record runs. */
  boolean run(String number);

  /** Whether the day of one has passed, or a report on it waits for the supervisor's judgement. */
  boolean unfulfilled(String number);

  /** Ends the cases of a record that is being revoked; the orders end with them. */
  void revoked(String number);

  /** Cases about a record that an order was given in, the latest first. */
  List<UUID> cases(String number);

  /** Apps of a unit that an order to rectify runs for, at most 20, in the order of numbers. */
  List<NamedRecord> running(UUID unit);
}
