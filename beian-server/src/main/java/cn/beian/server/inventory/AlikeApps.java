package cn.beian.server.inventory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Entries that may be of one app, as groups: who looks like somebody of a group belongs to it. All
 * that share a name are alike, save pairs that were found not to be and pairs that no inventory
 * names. The work goes with the entries and those pairs, not with the square of the entries.
 */
final class AlikeApps {
  private final Set<UUID> inventoried;
  private final Map<UUID, Set<UUID>> distinct = new HashMap<>();
  private final Map<UUID, UUID> above = new LinkedHashMap<>();

  /**
   * @param inventoried entries that an inventory names
   * @param distinct pairs that were found not to be the same
   */
  AlikeApps(Set<UUID> inventoried, Collection<List<UUID>> distinct) {
    this.inventoried = Set.copyOf(inventoried);
    for (List<UUID> pair : distinct) {
      apart(pair.get(0), pair.get(1));
      apart(pair.get(1), pair.get(0));
    }
  }

  private void apart(UUID one, UUID other) {
    distinct.computeIfAbsent(one, unused -> new HashSet<>()).add(other);
  }

  /** Takes entries that share a package name, or a unit and a name. */
  void share(List<UUID> entries) {
    Set<UUID> named = new LinkedHashSet<>();
    Set<UUID> others = new LinkedHashSet<>();
    for (UUID entry : entries) {
      (inventoried.contains(entry) ? named : others).add(entry);
    }
    Deque<UUID> next = new ArrayDeque<>();
    while (!named.isEmpty() || !next.isEmpty()) {
      if (next.isEmpty()) {
        next.add(first(named));
      }
      UUID one = next.remove();
      reach(one, named, next);
      if (inventoried.contains(one)) {
        reach(one, others, next);
      }
    }
  }

  private static UUID first(Set<UUID> entries) {
    Iterator<UUID> all = entries.iterator();
    UUID first = all.next();
    all.remove();
    return first;
  }

  private void reach(UUID one, Set<UUID> left, Deque<UUID> next) {
    Set<UUID> apart = distinct.getOrDefault(one, Set.of());
    for (Iterator<UUID> all = left.iterator(); all.hasNext(); ) {
      UUID other = all.next();
      if (!apart.contains(other)) {
        all.remove();
        join(one, other);
        next.add(other);
      }
    }
  }

  private void join(UUID one, UUID other) {
    UUID top = top(one);
    UUID under = top(other);
    if (!top.equals(under)) {
      above.put(under, top);
    }
  }

  private UUID top(UUID of) {
    UUID top = of;
    for (UUID next = above.putIfAbsent(top, top); next != null && !next.equals(top); ) {
      top = next;
      next = above.getOrDefault(top, top);
    }
    for (UUID one = of; !one.equals(top); ) {
      UUID next = above.getOrDefault(one, top);
      above.put(one, top);
      one = next;
    }
    return top;
  }

  /** The groups of two or more, in the order in which their entries came. */
  List<List<UUID>> groups() {
    Map<UUID, List<UUID>> groups = new LinkedHashMap<>();
    for (UUID one : List.copyOf(above.keySet())) {
      groups.computeIfAbsent(top(one), unused -> new ArrayList<>()).add(one);
    }
    return List.copyOf(groups.values());
  }
}
