package cn.beian.rules.comparison;

import cn.beian.facts.FactSet;
import cn.beian.rules.Context;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.comparison.VersionComparison.Version;
import java.time.LocalDate;

/** Compares two versions, aspect after aspect. */
public final class VersionReview {
  private VersionReview() {}

  /**
   * Compares, in time linear in the number of facts.
   *
   * @param declared what the sponsor declares of the app; its registry and exemptions do not count
   */
  public static VersionComparison compare(
      FactSet before, FactSet after, Context declared, Rulebook rulebook, LocalDate asOf) {
    VersionChanges changes = new VersionChanges(before, after);
    IdentityReview identity = new IdentityReview(changes);
    PageReview pages = new PageReview(changes, rulebook);
    AccessReview reach = new AccessReview(changes, rulebook.deviceAccesses());
    identity.names();
    new FunctionReview(changes, pages, declared, rulebook, asOf).functions();
    pages.pages();
    pages.texts();
    pages.items();
    reach.accesses();
    reach.sdks();
    reach.domains();
    identity.signers();
    reach.code();
    identity.order();
    return new VersionComparison(
        Version.of(before),
        Version.of(after),
        rulebook.version(),
        asOf,
        changes.changes(),
        changes.differences());
  }
}
