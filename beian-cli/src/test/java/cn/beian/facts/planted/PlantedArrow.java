package cn.beian.facts.planted;

import cn.beian.ledger.tree.Hasher;

/** Breaks an arrow on purpose: facts know no ledger. ArchitectureTest must refuse it. */
public final class PlantedArrow {
  private PlantedArrow() {}

  /** What must not be here. */
  public static Hasher planted() {
    return Hasher.sha256();
  }
}
