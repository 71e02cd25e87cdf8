package cn.beian.inspect.android;

import cn.beian.facts.Origin;
import cn.beian.inspect.Catalogue;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose code a class is, by the longest package prefix in the catalogue. The app's own package goes
 * before the catalogue, and what the catalogue does not know counts as the app's: a hidden function
 * must not escape by an odd package name.
 */
final class CodeOrigin {
  private record Owner(Origin origin, Catalogue.Line line) {}

  private final String appPrefix;
  private final NavigableMap<String, Owner> byPrefix = new TreeMap<>();

  CodeOrigin(String appId, Catalogue catalogue) {
    this.appPrefix = appId.indexOf('.') > 0 ? appId + "." : "";
    catalogue.lines("framework").forEach(line -> put(line, Origin.FRAMEWORK));
    catalogue.lines("sdk").forEach(line -> put(line, Origin.SDK));
  }

  private void put(Catalogue.Line line, Origin origin) {
    byPrefix.put(line.key(), new Owner(origin, line));
  }

  /** Origin of a class by its dotted name. */
  Origin of(String className) {
    Owner owner = owner(className);
    return owner == null ? Origin.APP : owner.origin;
  }

  /** The catalogue's line on the SDK that a class belongs to. */
  Optional<Catalogue.Line> sdk(String className) {
    Owner owner = owner(className);
    return owner == null || owner.origin != Origin.SDK ? Optional.empty() : Optional.of(owner.line);
  }

  private @Nullable Owner owner(String className) {
    if (!appPrefix.isEmpty() && className.startsWith(appPrefix)) {
      return null;
    }
    String prefix = Prefixes.longest(byPrefix.navigableKeySet(), className);
    return prefix == null ? null : byPrefix.get(prefix);
  }
}
