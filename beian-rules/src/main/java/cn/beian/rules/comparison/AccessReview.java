package cn.beian.rules.comparison;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.rules.DeviceAccess;
import cn.beian.rules.DeviceAccesses;
import cn.beian.rules.Evidence;
import cn.beian.rules.comparison.VersionComparison.Difference;
import cn.beian.rules.engine.OwnDomains;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the app can reach: the device, other parties, domains, its own parts. */
final class AccessReview {
  /** Purposes of components that serve the makers alone. */
  private static final Set<String> LIBRARIES = Set.of("library", "user interface", "cryptography");

  private final VersionChanges changes;
  private final DeviceAccesses known;

  AccessReview(VersionChanges changes, DeviceAccesses accesses) {
    this.changes = changes;
    this.known = accesses;
  }

  void accesses() {
    changes.differ(Aspect.PERMISSIONS, facts -> VersionChanges.names(facts, FactKind.PERMISSION));
    Map<DeviceAccess, List<Fact>> earlier = accesses(changes.before());
    accesses(changes.after())
        .forEach((access, facts) -> access(access, earlier.getOrDefault(access, List.of()), facts));
  }

  private Map<DeviceAccess, List<Fact>> accesses(FactSet facts) {
    Map<DeviceAccess, List<Fact>> byAccess =
        new TreeMap<>(Comparator.comparing(known.all()::indexOf));
    Stream.of(FactKind.PERMISSION, FactKind.API_CALL)
        .flatMap(kind -> facts.of(kind).stream())
        .forEach(
            fact ->
                known
                    .of(fact)
                    .ifPresent(
                        access ->
                            byAccess.computeIfAbsent(access, a -> new ArrayList<>()).add(fact)));
    return byAccess;
  }

  private void access(DeviceAccess access, List<Fact> once, List<Fact> now) {
    boolean permitted = has(FactKind.PERMISSION, now);
    boolean used = has(FactKind.API_CALL, now);
    boolean newlyPermitted = permitted && !has(FactKind.PERMISSION, once);
    boolean newlyUsed = used && !has(FactKind.API_CALL, once);
    if (!newlyPermitted && !newlyUsed) {
      return;
    }
    ReadParts before = changes.readBefore();
    if (newlyPermitted ? !before.settings() : !before.code()) {
      changes.reached().add(access.title(), VersionChanges.evidence(now));
      return;
    }
    String code = newlyPermitted ? used ? "access.gained" : asked() : "access.used";
    String purpose =
        now.stream()
            .map(fact -> fact.text(Field.REASON))
            .filter(reason -> !reason.isEmpty())
            .findFirst()
            .orElse("");
    Map<String, String> params = purpose.isEmpty() ? Map.of() : Map.of("purpose", purpose);
    changes.add(
        new Change(
            Proposal.INFORMATION_CHANGE,
            VersionChanges.reason(purpose.isEmpty() ? code : code + ".purpose", params),
            access.title(),
            VersionChanges.evidence(now)));
  }

  /** Without all of the code, that no use was seen says nothing. */
  private String asked() {
    return changes.readAfter().code() ? "access.unused" : "access.asked";
  }

  private static boolean has(FactKind kind, List<Fact> facts) {
    return facts.stream().anyMatch(fact -> fact.kind() == kind);
  }

  /** A library is a difference, no change of the record. */
  void sdks() {
    Difference difference =
        changes.differ(Aspect.SDKS, facts -> VersionChanges.names(facts, FactKind.SDK));
    for (String name : difference.added()) {
      List<Fact> facts =
          changes.after().of(FactKind.SDK).stream()
              .filter(fact -> fact.text(Field.NAME).equals(name))
              .toList();
      String purpose = facts.get(0).text(Field.PURPOSE);
      if (purpose.isEmpty() || LIBRARIES.contains(purpose)) {
        continue;
      }
      if (!changes.readBefore().code()) {
        changes.reached().add(name, VersionChanges.evidence(facts));
      } else {
        changes.change(
            Proposal.INFORMATION_CHANGE,
            "sdk",
            Map.of("sdk", name, "vendor", facts.get(0).text(Field.VENDOR), "purposes", purpose),
            facts);
      }
    }
  }

  void domains() {
    Difference difference = changes.differ(Aspect.DOMAINS, OwnDomains::of);
    if (difference.added().isEmpty()) {
      return;
    }
    List<Fact> facts =
        changes.after().of(FactKind.DOMAIN).stream()
            .filter(fact -> difference.added().contains(fact.text(Field.NAME)))
            .toList();
    if (changes.readBefore().texts()) {
      changes.change(
          Proposal.INFORMATION_CHANGE,
          "domains",
          VersionChanges.named("domains", difference.added()),
          facts);
    } else {
      List<Evidence> evidence = VersionChanges.evidence(facts);
      difference.added().forEach(name -> changes.reached().add(name, evidence));
    }
  }

  void code() {
    changes.differ(Aspect.COMPONENTS, AccessReview::components);
    changes.differ(Aspect.CALLED_APIS, PlatformCalls::of);
  }

  private static Set<String> components(FactSet facts) {
    return facts.of(FactKind.COMPONENT).stream()
        .map(
            fact ->
                fact.text(Field.TYPE)
                    + " "
                    + fact.text(Field.NAME)
                    + (fact.flag(Field.EXPORTED).orElse(false) ? " exported" : ""))
        .collect(Collectors.toSet());
  }
}
