package cn.beian.server.web.facts;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.Origin;
import cn.beian.rules.DeviceAccess;
import cn.beian.rules.DeviceAccesses;
import cn.beian.server.testing.StoredFacts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A permission with the code that needs it.
 *
 * @param access what it opens; absent where that is nothing that people care about
 * @param uses calls of the app's own code, the first
 * @param ownUses how many places of the app's own code use it
 * @param libraryUses how many places of other parties' code do
 */
public record PermissionView(
    Fact fact, Optional<DeviceAccess> access, List<Fact> uses, int ownUses, int libraryUses) {
  private static final int MOST_USES = 4;

  private static final class Uses {
    final List<Fact> first = new ArrayList<>();
    int own;
    int library;

    void add(Fact call) {
      if (call.origin() == Origin.APP) {
        own += call.count();
        if (first.size() < MOST_USES) {
          first.add(call);
        }
      } else {
        library += call.count();
      }
    }
  }

  /** All permissions, those that open something first. */
  static List<PermissionView> of(StoredFacts facts, DeviceAccesses accesses) {
    List<Fact> permissions = new ArrayList<>();
    Map<DeviceAccess, Uses> uses = new HashMap<>();
    facts.read(
        EnumSet.of(FactKind.API_CALL, FactKind.PERMISSION),
        "",
        fact -> {
          if (fact.kind() == FactKind.PERMISSION) {
            permissions.add(fact);
          } else {
            accesses
                .of(fact)
                .ifPresent(access -> uses.computeIfAbsent(access, a -> new Uses()).add(fact));
          }
        });
    List<PermissionView> views = new ArrayList<>();
    List<PermissionView> others = new ArrayList<>();
    for (Fact permission : permissions) {
      Optional<DeviceAccess> access = accesses.of(permission);
      Uses used = access.map(uses::get).orElseGet(Uses::new);
      (access.isPresent() ? views : others)
          .add(new PermissionView(permission, access, used.first, used.own, used.library));
    }
    views.addAll(others);
    return views;
  }
}
