package cn.beian.cli.planted.here;

import cn.beian.ledger.Ledger;
import java.util.function.ToLongFunction;

/** Appends without a call of its own, to be detected by the check. */
final class PlantedAppend {
  private PlantedAppend() {}

  static ToLongFunction<byte[]> byReference(Ledger ledger) {
    return ledger::append;
  }
}
