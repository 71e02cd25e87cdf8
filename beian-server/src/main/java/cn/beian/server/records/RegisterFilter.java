package cn.beian.server.records;

import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.numbers.NumberKind;
import cn.beian.filing.states.RecordState;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Which records of the register are wanted.
 *
 * @param region those of this division and of what lies in it; the central level means its own
 * @param month of the filing, Asia/Shanghai
 * @param sponsor words that the name of the sponsor contains, separated by white space; empty for
 *     any
 */
public record RegisterFilter(
    Optional<DivisionCode> region,
    Optional<NumberKind> kind,
    Optional<RecordState> state,
    Optional<YearMonth> month,
    String sponsor) {
  /** Every record. */
  public static final RegisterFilter ALL =
      new RegisterFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "");

  /** Whether it asks for something that is not public of a restricted record. */
  boolean asksForMoreThanNumberAndState() {
    return month.isPresent() || !sponsor.isBlank();
  }
}
