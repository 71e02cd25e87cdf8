package cn.beian.inspect.android;

import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What the other readers need from the manifest.
 *
 * @param appId application id; empty where the manifest names none
 * @param minSdk API level; 1 where none is stated
 * @param targetSdk API level; the minimum where none is stated
 * @param activities class names of all activities
 * @param screens the activities and aliases in the order of the manifest
 * @param networkConfig resource of the network security configuration
 */
record Manifest(
    String appId,
    int minSdk,
    int targetSdk,
    SortedSet<String> activities,
    List<Screen> screens,
    Optional<Value> networkConfig) {

  /** An activity as a screen; {@code label} is empty where it states none. */
  record Screen(String name, String label, boolean launch, Origin origin, Locator at) {}

  /** The class that a name in the manifest stands for. */
  static String className(String appId, String name) {
    if (name.startsWith(".")) {
      return appId + name;
    }
    return name.indexOf('.') < 0 && !name.isEmpty() ? appId + "." + name : name;
  }

  /** Root elements of that name, wherever a lying outer element hides them. */
  static Optional<XmlElement> root(XmlElement document, String name) {
    List<XmlElement> found = document.children(name);
    return found.isEmpty() ? document.children().stream().findFirst() : Optional.of(found.get(0));
  }
}
