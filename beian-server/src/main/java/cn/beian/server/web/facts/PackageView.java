package cn.beian.server.web.facts;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.PackageHeader;
import cn.beian.rules.CoverageSummary;
import cn.beian.rules.engine.RuleEngine;
import cn.beian.server.testing.StoredFacts;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A package at a glance.
 *
 * @param factsDigest SHA-256 of the facts, as test results name it
 * @param counts how many facts there are of each kind
 */
public record PackageView(
    PackageHeader header,
    String factsDigest,
    List<Fact> identity,
    List<Fact> certificates,
    List<Fact> schemes,
    List<Fact> packers,
    List<CoverageSummary> coverage,
    List<Fact> anomalies,
    Map<FactKind, Integer> counts) {
  private static final int MOST = 40;
  private static final List<String> ASKED_FIRST =
      List.of("label", "package", "version_name", "version_code");
  private static final Set<FactKind> FEW =
      EnumSet.of(
          FactKind.IDENTITY,
          FactKind.CERTIFICATE,
          FactKind.SIGNATURE_SCHEME,
          FactKind.PACKER,
          FactKind.ANOMALY,
          FactKind.COVERAGE);

  static PackageView of(StoredFacts stored) {
    FactSet facts = stored.of(FEW);
    return new PackageView(
        facts.header(),
        stored.digest(),
        identity(facts),
        first(facts, FactKind.CERTIFICATE),
        first(facts, FactKind.SIGNATURE_SCHEME),
        first(facts, FactKind.PACKER),
        RuleEngine.coverage(facts),
        first(facts, FactKind.ANOMALY),
        stored.counts());
  }

  /** What people ask first comes first, and days stand by themselves, in their order. */
  private static List<Fact> identity(FactSet facts) {
    return facts.of(FactKind.IDENTITY).stream()
        .sorted(Comparator.comparingInt(PackageView::rank))
        .limit(MOST)
        .toList();
  }

  private static int rank(Fact property) {
    int at = ASKED_FIRST.indexOf(property.text(Field.NAME));
    int day = FactWords.MOMENTS.indexOf(property.text(Field.NAME));
    return at >= 0 ? at : ASKED_FIRST.size() + 1 + day;
  }

  private static List<Fact> first(FactSet facts, FactKind kind) {
    return facts.of(kind).stream().limit(MOST).toList();
  }

  /** Package name or AppID; empty where there is none. */
  String packageId() {
    return identity.stream()
        .filter(property -> property.text(Field.NAME).equals("package"))
        .map(property -> property.text(Field.VALUE))
        .findFirst()
        .orElse("");
  }

  /** How many facts there are in all. */
  public int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many facts there are of a kind. */
  public int count(FactKind kind) {
    return counts.getOrDefault(kind, 0);
  }

  /** How many odd things there are beside those that are listed. */
  public int moreAnomalies() {
    return count(FactKind.ANOMALY) - anomalies.size();
  }
}
