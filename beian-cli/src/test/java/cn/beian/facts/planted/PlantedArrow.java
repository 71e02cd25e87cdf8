package cn.beian.facts.planted;

import cn.beian.ledger.tree.Hasher;

/**
 * Breaks a dependency rule on purpose: facts must not use the ledger. ArchitectureTest must refuse
 * it.
 */
public final class PlantedArrow {
  private PlantedArrow() {}

  /** The forbidden reference. */
  public static Hasher planted() {
    return Hasher.sha256();
  }
}
