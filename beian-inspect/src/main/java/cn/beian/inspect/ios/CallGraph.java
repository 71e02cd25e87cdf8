package cn.beian.inspect.ios;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What routines of the app's own code call, gathered image by image: a routine is known by its
 * address, a method by {@code Class.selector:}. Blocks are routines that the method names around
 * them, so what they call is followed from it.
 */
final class CallGraph {
  private static final int MAX_CALLS = 200;
  private static final int MAX_ROUTINES = 64;
  private static final int MAX_SHOWN = 40;

  private record Place(String entry, long address) {}

  private record MadeControl(String screen, Origin origin, Locator at, Map<Field, Object> values) {}

  private final Map<Place, Set<String>> calls = new HashMap<>();
  private final Map<Place, Set<Long>> routines = new HashMap<>();
  private final Map<Place, String> methods = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, SortedSet<String>> makes = new TreeMap<>();
  private final List<MadeControl> controls = new ArrayList<>();

  /** A routine, and the method that it is; empty for none. */
  void routine(String entry, long address, String method) {
    if (!method.isEmpty()) {
      Place place = new Place(entry, address);
      methods.put(place, method);
      places.putIfAbsent(method, place);
    }
  }

  void calls(String entry, long routine, String name) {
    Set<String> known = calls.computeIfAbsent(new Place(entry, routine), p -> new HashSet<>(4));
    if (known.size() < MAX_CALLS) {
      known.add(name);
    }
  }

  void leadsTo(String entry, long routine, long other) {
    Set<Long> known = routines.computeIfAbsent(new Place(entry, routine), p -> new HashSet<>(4));
    if (known.size() < MAX_CALLS) {
      known.add(other);
    }
  }

  /** A controller makes another one. */
  void makes(String className, String other) {
    makes.computeIfAbsent(className, c -> new TreeSet<>()).add(other);
  }

  /** Controllers that the code of one makes. */
  SortedSet<String> madeBy(String className) {
    return makes.getOrDefault(className, new TreeSet<>());
  }

  /** A control that code makes; it becomes a fact when all code is known. */
  void control(String screen, Origin origin, Locator at, Map<Field, Object> values) {
    controls.add(new MadeControl(screen, origin, at, values));
  }

  void addControls(FactSink facts) {
    for (MadeControl each : controls) {
      Map<Field, Object> values = new EnumMap<>(each.values);
      String handler = String.valueOf(values.get(Field.HANDLER));
      List<String> called = callsOf(handler).stream().limit(MAX_SHOWN).toList();
      if (!called.isEmpty()) {
        values.put(Field.CALLS, called);
      }
      facts.add(FactKind.CONTROL, each.origin, each.screen, each.at, values);
    }
  }

  /** What a method calls, in it and in the routines and methods of its class that it leads to. */
  SortedSet<String> callsOf(String method) {
    TreeSet<String> found = new TreeSet<>();
    String owner = ownerOf(method);
    Set<Place> seen = new HashSet<>();
    Deque<Place> open = new ArrayDeque<>();
    Place first = places.get(method);
    if (first != null) {
      open.add(first);
    }
    while (!open.isEmpty() && seen.size() < MAX_ROUTINES) {
      Place place = open.remove();
      if (!seen.add(place)) {
        continue;
      }
      for (String call : new TreeSet<>(calls.getOrDefault(place, Set.of()))) {
        found.add(call);
        Place own = ownerOf(call).equals(owner) ? places.get(call) : null;
        if (own != null) {
          open.add(own);
        }
      }
      for (long next : new TreeSet<>(routines.getOrDefault(place, Set.of()))) {
        Place other = new Place(place.entry, next);
        String name = methods.getOrDefault(other, "");
        if (name.isEmpty() || ownerOf(name).equals(owner)) {
          open.add(other);
        }
      }
    }
    return found;
  }

  private static String ownerOf(String method) {
    return method.substring(0, Math.max(0, method.lastIndexOf('.')));
  }
}
