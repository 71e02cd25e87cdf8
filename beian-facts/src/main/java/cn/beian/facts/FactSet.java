package cn.beian.facts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All facts of one package, sorted by kind, then first place, then content. The order does not
 * depend on the order of discovery, so equal bytes give equal facts for any number of threads.
 */
public final class FactSet {
  /**
   * A fact with the text of its values, which is built only when it is needed to order two facts.
   */
  private static final class Ordered implements Comparable<Ordered> {
    final Fact fact;
    @Nullable String values;

    Ordered(Fact fact) {
      this.fact = fact;
    }

    @Override
    public int compareTo(Ordered other) {
      int order = fact.kind().compareTo(other.fact.kind());
      order = order != 0 ? order : fact.at().compareTo(other.fact.at());
      order = order != 0 ? order : fact.origin().compareTo(other.fact.origin());
      order = order != 0 ? order : fact.screen().compareTo(other.fact.screen());
      return order != 0 ? order : values().compareTo(other.values());
    }

    private String values() {
      String known = values;
      if (known == null) {
        known = fact.values().toString();
        values = known;
      }
      return known;
    }
  }

  private final PackageHeader header;
  private final List<Fact> facts;
  private final Map<FactKind, List<Fact>> byKind = new EnumMap<>(FactKind.class);

  private FactSet(PackageHeader header, List<Fact> sorted) {
    this.header = header;
    this.facts = Collections.unmodifiableList(sorted);
    for (Fact fact : sorted) {
      byKind.computeIfAbsent(fact.kind(), kind -> new ArrayList<>()).add(fact);
    }
  }

  /** Returns a sorted set of these facts. Equal facts are not merged; see {@link Collector}. */
  public static FactSet of(PackageHeader header, Iterable<Fact> facts) {
    List<Ordered> order = new ArrayList<>();
    facts.forEach(fact -> order.add(new Ordered(fact)));
    Collections.sort(order);
    List<Fact> sorted = new ArrayList<>(order.size());
    order.forEach(ordered -> sorted.add(ordered.fact));
    return new FactSet(header, sorted);
  }

  public PackageHeader header() {
    return header;
  }

  /** All facts, in order. */
  public List<Fact> all() {
    return facts;
  }

  /** The facts of one kind, in order; empty if there are none. */
  public List<Fact> of(FactKind kind) {
    return Collections.unmodifiableList(byKind.getOrDefault(kind, List.of()));
  }

  /** The first {@link FactKind#IDENTITY} value of that name, without regard to locale. */
  public Optional<String> identity(String name) {
    return of(FactKind.IDENTITY).stream()
        .filter(fact -> fact.text(Field.NAME).equals(name))
        .map(fact -> fact.text(Field.VALUE))
        .findFirst();
  }

  /**
   * Collects facts from several threads and merges equal ones, keeping the count and the first
   * places in order.
   */
  public static final class Collector implements FactSink {
    private record Key(FactKind kind, Origin origin, String screen, Map<Field, Object> values) {}

    private static final class Sites {
      int count;
      final TreeSet<Locator> first = new TreeSet<>();

      void add(Locator at) {
        count++;
        first.add(at);
        if (first.size() > Fact.MAX_SITES) {
          first.pollLast();
        }
      }
    }

    private final Map<Key, Sites> merged = new HashMap<>();
    private long characters;

    @Override
    public void add(FactKind kind, Origin origin, String screen, Locator at, Map<Field, ?> values) {
      Key key = new Key(kind, origin, Text.wellFormed(screen), Fact.checked(kind, values));
      synchronized (merged) {
        Sites sites = merged.get(key);
        if (sites == null) {
          sites = new Sites();
          merged.put(key, sites);
          characters += key.screen.length();
          key.values.values().forEach(value -> characters += characters(value));
        }
        sites.add(at);
      }
    }

    private static long characters(Object value) {
      return value instanceof String text
          ? text.length()
          : value instanceof List<?> list
              ? list.stream().mapToLong(Collector::characters).sum()
              : 0;
    }

    /** Total characters in the texts and screens of the distinct facts so far. */
    public long characters() {
      synchronized (merged) {
        return characters;
      }
    }

    /** Number of distinct facts so far. */
    public int size() {
      synchronized (merged) {
        return merged.size();
      }
    }

    /** The facts collected so far. */
    public FactSet toFactSet(PackageHeader header) {
      List<Fact> facts = new ArrayList<>();
      synchronized (merged) {
        merged.forEach(
            (key, sites) ->
                facts.add(
                    new Fact(
                        key.kind,
                        key.origin,
                        key.screen,
                        key.values,
                        sites.count,
                        new ArrayList<>(sites.first))));
      }
      return FactSet.of(header, facts);
    }
  }
}
