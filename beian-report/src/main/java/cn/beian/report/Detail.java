package cn.beian.report;

/**
 * How much of each finding a text report shows. A report that is longer than {@link #LINES} is
 * written again with less of each: what is left out stands in the JSON and under {@code --full}.
 */
enum Detail {
  /** Every rule with all that is said of it. */
  FULL(3, 3),
  /** A few places of each finding, effort and basis. */
  ROOMY(3, 2),
  /** Places in one line each, neither effort nor basis; what is missing by its reason. */
  CLOSE(3, 1),
  /** Fewer places. */
  TIGHT(2, 1),
  /** What is advised with its library alone; what is missing by its title. */
  TIGHTER(2, 0),
  /** One place of each finding, what is advised by its title alone. */
  TIGHTEST(1, 0);

  /** Lines of an ordinary report: what somebody reads at one sitting. */
  static final int LINES = 60;

  private final int places;
  private final int advised;

  Detail(int places, int advised) {
    this.places = places;
    this.advised = advised;
  }

  /** How many places of a finding that asks something of somebody are shown. */
  int places() {
    return places;
  }

  /** How many places of an advice are shown. */
  int advised() {
    return advised;
  }

  boolean isAtLeast(Detail other) {
    return compareTo(other) >= 0;
  }
}
