package cn.beian.inspect.android.resource;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The resources of an app with their values in each configuration, and what a reference to them
 * comes down to; see {@link ResourceTableParser} for the binary layout, {@link ProtoTable} for that
 * of a bundle.
 */
public final class ResourceTable {
  /** A table without resources. */
  public static final ResourceTable EMPTY = new ResourceTable(Map.of(), 0, 0);

  private static final int MAX_REFERENCES = 20;
  private static final int MAX_VALUES = 2_000;

  /**
   * A value in one configuration.
   *
   * @param locale BCP 47 tag; empty for the default
   * @param items values of an array, plural or style; empty for a simple value
   */
  public record Configured(String locale, Value value, List<Value> items) {}

  /** A resource: {@code @type/name} with its values in file order. */
  public record Resource(int id, String type, String name, List<Configured> values) {
    /** Path of the file that a simple value names; empty where it names none. */
    List<String> files() {
      return values.stream()
          .filter(v -> v.value.type() == Value.STRING && v.value.string().startsWith("res/"))
          .map(v -> v.value.string())
          .toList();
    }
  }

  private final Map<Integer, Resource> byId;
  private final Map<String, Integer> byName = new HashMap<>();
  private final Map<Integer, Value> usual = new ConcurrentHashMap<>();
  private final Map<Integer, Map<String, String>> known = new ConcurrentHashMap<>();
  private final int entries;
  private final int broken;

  public ResourceTable(Map<Integer, Resource> byId, int entries, int broken) {
    this.byId = byId;
    this.entries = entries;
    this.broken = broken;
    byId.forEach((id, resource) -> byName.putIfAbsent(resource.type + "/" + resource.name, id));
  }

  /** Several tables as one, the values of each resource in the order of the tables. */
  public static ResourceTable merged(List<ResourceTable> tables) {
    if (tables.size() == 1) {
      return tables.get(0);
    }
    Map<Integer, Resource> all = new TreeMap<>(Integer::compareUnsigned);
    int entries = 0;
    int broken = 0;
    for (ResourceTable table : tables) {
      entries += table.entries;
      broken += table.broken;
      table.byId.forEach(
          (id, resource) ->
              all.merge(
                  id,
                  resource,
                  (some, more) -> {
                    some.values.addAll(more.values);
                    return some;
                  }));
    }
    return new ResourceTable(all, entries, broken);
  }

  /** All resources in the order of their ids. */
  public Collection<Resource> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /** Entries that were read. */
  public int entries() {
    return entries;
  }

  /** Entries that left the data. */
  public int broken() {
    return broken;
  }

  public Optional<Resource> get(int id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The resource {@code type/name}. */
  Optional<Resource> named(String type, String name) {
    return Optional.ofNullable(byName.get(type + "/" + name)).map(byId::get);
  }

  /**
   * Texts by locale that a value stands for, references followed; the default has the empty tag. Of
   * at most {@value #MAX_VALUES} values, so that no text costs more however often it is used.
   */
  public Map<String, String> texts(Value value) {
    return value.isReference()
        ? known.computeIfAbsent(value.data(), id -> new Texts().of(value))
        : new Texts().of(value);
  }

  /** One search for texts. */
  private final class Texts {
    private final Map<String, String> found = new TreeMap<>();
    private final Set<Integer> followed = new HashSet<>();
    private int values;

    Map<String, String> of(Value value) {
      collect(value, "");
      return Collections.unmodifiableMap(found);
    }

    private void collect(Value value, String locale) {
      if (value.type() == Value.STRING) {
        found.putIfAbsent(locale, value.string());
      } else if (value.isReference()
          && followed.size() < MAX_REFERENCES
          && followed.add(value.data())) {
        Resource resource = byId.get(value.data());
        for (Configured each : resource == null ? List.<Configured>of() : resource.values) {
          if (++values > MAX_VALUES) {
            return;
          }
          collect(each.value, each.locale.isEmpty() ? locale : each.locale);
        }
      }
    }
  }

  /** The text of the default configuration, or of the first one; empty where it is no text. */
  public String text(Value value) {
    Map<String, String> texts = texts(value);
    String text = texts.get("");
    return text != null ? text : texts.values().stream().findFirst().orElse("");
  }

  /** The value of an attribute as text, references followed. */
  public Optional<String> text(XmlElement element, Attr attr) {
    return element
        .android(attr)
        .map(attribute -> resolved(attribute.value()).text(attribute.raw()));
  }

  /** A value with references followed to the first simple value of the default configuration. */
  public Value resolved(Value value) {
    Value now = value;
    for (int i = 0; i < MAX_REFERENCES && now.isReference(); i++) {
      Resource resource = byId.get(now.data());
      if (resource == null || resource.values.isEmpty()) {
        return now;
      }
      now = usual.computeIfAbsent(resource.id, id -> usual(resource));
    }
    return now;
  }

  private static Value usual(Resource resource) {
    return resource.values.stream()
        .filter(v -> v.locale.isEmpty())
        .findFirst()
        .orElse(resource.values.get(0))
        .value;
  }
}
