package cn.beian.server.records;

/** Orders to rectify filed apps, known to whoever orders them. */
public interface RectificationOrders {
  /** Whether an order to rectify a record runs. */
  boolean run(String number);

  /** Whether the day of one has passed, or a report on it waits for the supervisor's judgement. */
  boolean unfulfilled(String number);
}
