package cn.beian.cli.planted.here;

import cn.beian.ledger.Ledger;
import java.util.function.ToLongFunction;

/** Appends without a call of its own, for the gate to see. */
final class PlantedAppend {
  private PlantedAppend() {}

  static ToLongFunction<byte[]> byReference(Ledger ledger) {
    return ledger::append;
  }
}
