package cn.beian.inspect.android.manifest;

import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.android.resource.Value;
import cn.beian.inspect.android.resource.XmlElement;
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
public record Manifest(
    String appId,
    int minSdk,
    int targetSdk,
    SortedSet<String> activities,
    List<Screen> screens,
    Optional<Value> networkConfig) {
  public static final String ENTRY = "AndroidManifest.xml";

  /** An activity as a screen; {@code label} is empty where it states none. */
  public record Screen(String name, String label, boolean launch, Origin origin, Locator at) {}

  /** The class that a name in the manifest stands for. */
  static String className(String appId, String name) {
    if (name.startsWith(".")) {
      return appId + name;
    }
    return name.indexOf('.') < 0 && !name.isEmpty() ? appId + "." + name : name;
  }

  /** Root elements of that name, wherever a lying outer element hides them. */
  public static Optional<XmlElement> root(XmlElement document, String name) {
    List<XmlElement> found = document.children(name);
    return found.isEmpty() ? document.children().stream().findFirst() : Optional.of(found.get(0));
  }

  /** Where an element stands. */
  static Locator at(XmlElement element) {
    return element.line() == 0 ? Locator.entry(ENTRY) : Locator.line(ENTRY, element.line());
  }
}
