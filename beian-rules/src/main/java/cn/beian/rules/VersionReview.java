package cn.beian.rules;

import cn.beian.facts.FactSet;
import cn.beian.rules.VersionComparison.Version;
import java.time.LocalDate;

/** Compares two versions, aspect after aspect. */
final class VersionReview {
  private VersionReview() {}

  static VersionComparison compare(
      FactSet before, FactSet after, Context declared, Rulebook rulebook, LocalDate asOf) {
    VersionChanges changes = new VersionChanges(before, after);
    IdentityReview identity = new IdentityReview(changes);
    PageReview pages = new PageReview(changes, rulebook);
    ReachReview reach = new ReachReview(changes);
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
