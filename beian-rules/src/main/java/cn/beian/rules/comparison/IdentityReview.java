package cn.beian.rules.comparison;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.rules.comparison.VersionComparison.Difference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the app is called, by whom it is signed, and whether the later version is the later. */
final class IdentityReview {
  private final VersionChanges changes;

  IdentityReview(VersionChanges changes) {
    this.changes = changes;
  }

  void names() {
    packageName();
    name();
  }

  private void packageName() {
    Difference difference =
        changes.differ(
            Aspect.PACKAGE,
            facts -> facts.identity("package").stream().collect(Collectors.toSet()));
    if (!difference.added().isEmpty() && !difference.missing().isEmpty()) {
      changes.change(
          Proposal.MAJOR_CHANGE,
          "package.other",
          Map.of("before", difference.missing().get(0), "after", difference.added().get(0)),
          List.of());
    }
  }

  private void name() {
    Difference difference = changes.differ(Aspect.APP_NAME, IdentityReview::labels);
    if (!difference.added().isEmpty() && !difference.missing().isEmpty()) {
      changes.change(
          Proposal.INFORMATION_CHANGE,
          "name",
          Map.of(
              "before",
              String.join("、", difference.missing()),
              "after",
              String.join("、", difference.added())),
          List.of());
    }
  }

  private static Set<String> labels(FactSet facts) {
    return facts.of(FactKind.IDENTITY).stream()
        .filter(fact -> fact.text(Field.NAME).equals("label"))
        .map(fact -> fact.text(Field.VALUE))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * A version that is not later is no version to file, or the two were given the wrong way round.
   */
  void order() {
    Optional<Long> earlier = code(changes.before());
    Optional<Long> later = code(changes.after());
    if (earlier.isPresent() && later.isPresent() && later.get() < earlier.get()) {
      changes.change(
          Proposal.NOTHING_DUE,
          "order",
          Map.of("before", earlier.get().toString(), "after", later.get().toString()),
          List.of());
    }
  }

  private static Optional<Long> code(FactSet facts) {
    return facts
        .identity("version_code")
        .filter(code -> code.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }

  void signers() {
    Difference difference =
        changes.differ(Aspect.SIGNER, facts -> signers(facts, Set.of("signer", "debug")));
    boolean signedBefore = !signers(changes.before(), Set.of("signer", "debug")).isEmpty();
    boolean signedAfter = !signers(changes.after(), Set.of("signer", "debug")).isEmpty();
    List<Fact> evidence = changes.after().of(FactKind.CERTIFICATE);
    if (difference.added().isEmpty() && difference.missing().isEmpty()) {
      return;
    }
    String code =
        !signedAfter
            ? claims(changes.after()) ? "signer.broken" : "signer.gone"
            : !signedBefore
                ? claims(changes.before()) ? "signer.repaired" : "signer.gained"
                : signers(changes.after(), Set.of("earlier_signer"))
                            .containsAll(difference.missing())
                        && !difference.missing().isEmpty()
                    ? "signer.rotated"
                    : "signer.other";
    changes.change(Proposal.INFORMATION_CHANGE, code, Map.of(), evidence);
  }

  /** Whether it has a signature, which does not hold. */
  private static boolean claims(FactSet facts) {
    return !signers(facts, Set.of("claimed")).isEmpty();
  }

  private static Set<String> signers(FactSet facts, Set<String> roles) {
    return facts.of(FactKind.CERTIFICATE).stream()
        .filter(fact -> roles.contains(fact.text(Field.ROLE)))
        .map(fact -> fact.text(Field.SHA256))
        .collect(Collectors.toSet());
  }
}
