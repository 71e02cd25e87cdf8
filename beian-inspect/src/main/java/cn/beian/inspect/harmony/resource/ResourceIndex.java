package cn.beian.inspect.harmony.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The resources of a package, those of all its modules together. */
public final class ResourceIndex {
  /** Without resources. */
  public static final ResourceIndex EMPTY = new ResourceIndex(List.of(), 0);

  private static final int MAX_REFERENCES = 8;

  private final List<Resource> resources;
  private final int broken;
  private final Map<Integer, Resource> byId = new HashMap<>();
  private final Map<String, Resource> byName = new HashMap<>();

  ResourceIndex(List<Resource> resources, int broken) {
    this.resources = List.copyOf(resources);
    this.broken = broken;
    for (Resource resource : resources) {
      byId.putIfAbsent(resource.id(), resource);
      byName.putIfAbsent(kind(resource.type()) + resource.name(), resource);
    }
  }

  /** The resources of several modules; of two of one number that of the first counts. */
  public static ResourceIndex merged(List<ResourceIndex> indexes) {
    List<Resource> all = new ArrayList<>();
    int broken = 0;
    for (ResourceIndex index : indexes) {
      all.addAll(index.resources);
      broken += index.broken;
    }
    return new ResourceIndex(all, broken);
  }

  private static String kind(int type) {
    return switch (type) {
      case Resource.STRING -> "string.";
      case Resource.STRINGS -> "strarray.";
      case Resource.PLURAL -> "plural.";
      case Resource.MEDIA -> "media.";
      case Resource.PROFILE -> "profile.";
      default -> "?.";
    };
  }

  public List<Resource> all() {
    return resources;
  }

  /** How many could not be read. */
  public int broken() {
    return broken;
  }

  public Optional<Resource> get(int id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** A resource by kind and name, as {@code string.app_name}. */
  public Optional<Resource> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The texts of what a manifest says by locale: a text itself, or a reference {@code
   * $string:app_name}, which its number goes before.
   *
   * @param id 0 where none is stated
   */
  public Map<String, String> texts(String said, int id) {
    Optional<Resource> resource = id == 0 ? Optional.empty() : get(id);
    if (resource.isEmpty() && said.startsWith("$") && said.indexOf(':') > 0) {
      resource = named(said.substring(1).replace(':', '.'));
    }
    if (resource.filter(Resource::isText).isEmpty()) {
      boolean reference = said.isEmpty() || said.startsWith("$") || !resource.isEmpty();
      return reference ? Map.of() : Map.of("", said);
    }
    return texts(resource.get());
  }

  /** The first text of a resource by locale; references to others are followed. */
  public Map<String, String> texts(Resource resource) {
    Map<String, String> texts = new TreeMap<>();
    for (Resource.Configured value : resource.values()) {
      if (!value.texts().isEmpty()) {
        texts.putIfAbsent(value.locale(), resolved(value.texts().get(0)));
      }
    }
    return texts;
  }

  private String resolved(String text) {
    String found = text;
    for (int i = 0; i < MAX_REFERENCES && found.startsWith("$string:"); i++) {
      Optional<Resource> other = named(found.substring(1).replace(':', '.'));
      if (other.isEmpty() || other.get().values().isEmpty()) {
        return found;
      }
      List<String> texts = other.get().values().get(0).texts();
      found = texts.isEmpty() ? found : texts.get(0);
    }
    return found;
  }
}
