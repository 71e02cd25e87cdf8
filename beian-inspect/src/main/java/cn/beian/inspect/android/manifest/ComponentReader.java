package cn.beian.inspect.android.manifest;

import static cn.beian.inspect.android.resource.Attr.*;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.android.resource.Attr;
import cn.beian.inspect.android.resource.ResourceTable;
import cn.beian.inspect.android.resource.Value;
import cn.beian.inspect.android.resource.XmlElement;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.shared.CodeOrigin;
import cn.beian.inspect.shared.UiText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Activities, services, receivers and providers with the state of export that takes effect: as
 * stated, else true with an intent filter; a provider without a statement is exported below target
 * 17.
 */
final class ComponentReader {
  private static final Set<String> COMPONENTS =
      Set.of("activity", "activity-alias", "service", "receiver", "provider");
  private static final int PROVIDER_PRIVATE = 17;
  private static final int EXPORTED_REQUIRED = 31;
  private static final int MAX_LINKS = 1_000; // of one filter
  private static final String MAIN = "android.intent.action.MAIN";
  private static final Set<String> LAUNCHERS =
      Set.of("android.intent.category.LAUNCHER", "android.intent.category.LEANBACK_LAUNCHER");

  private final ResourceTable table;
  private final FactSink facts;
  private final CodeOrigin origins;
  private final String appId;
  private final int target;

  ComponentReader(
      ResourceTable table, FactSink facts, CodeOrigin origins, String appId, int target) {
    this.table = table;
    this.facts = facts;
    this.origins = origins;
    this.appId = appId;
    this.target = target;
  }

  /** Puts the facts and adds the class names of activities. */
  void read(XmlElement application, SortedSet<String> activities, List<Manifest.Screen> screens) {
    for (XmlElement child : application.children()) {
      if (COMPONENTS.contains(child.name())) {
        component(child, activities, screens);
      }
    }
  }

  private void component(
      XmlElement element, SortedSet<String> activities, List<Manifest.Screen> screens) {
    Locator at = Manifest.at(element);
    String name = Manifest.className(appId, text(element, NAME).orElse(""));
    String target =
        element.name().equals("activity-alias")
            ? Manifest.className(appId, text(element, TARGET_ACTIVITY).orElse(name))
            : name;
    boolean launcher = isLauncher(element);
    Catalogue.CodeOwner owner = origins.owner(name);
    Origin origin = CodeOrigin.of(owner);
    if (owner != null) {
      CodeOrigin.tell(facts, owner, at);
    }
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, name);
    values.put(Field.TYPE, element.name().startsWith("activity") ? "activity" : element.name());
    values.put(Field.EXPORTED, exported(element, at));
    if (launcher) {
      values.put(Field.ROLE, "launcher");
    }
    text(element, PERMISSION)
        .or(() -> text(element, READ_PERMISSION))
        .ifPresent(permission -> values.put(Field.PERMISSION, permission));
    List<String> items = items(element);
    if (element.name().equals("activity")) {
      items.addAll(task(element));
    }
    if (!items.isEmpty()) {
      values.put(Field.ITEMS, items);
    }
    facts.add(FactKind.COMPONENT, origin, "", at, values);
    if (element.name().startsWith("activity")) {
      activities.add(target);
      screens.add(screen(element, target, launcher, origin, at));
    }
  }

  private Manifest.Screen screen(
      XmlElement element, String name, boolean launcher, Origin origin, Locator at) {
    Optional<Value> label = element.android(LABEL).map(XmlElement.Attribute::value);
    label.ifPresent(value -> UiText.add(facts, table.texts(value), "nav_title", origin, name, at));
    return new Manifest.Screen(name, label.map(table::text).orElse(""), launcher, origin, at);
  }

  private boolean exported(XmlElement element, Locator at) {
    boolean filtered = !element.children("intent-filter").isEmpty();
    Optional<String> stated = text(element, EXPORTED);
    if (stated.isPresent()) {
      return stated.get().equals("true");
    }
    if (filtered && target >= EXPORTED_REQUIRED) {
      facts.anomaly("manifest-exported-missing", at, "a filter without android:exported");
    }
    return filtered || (element.name().equals("provider") && target < PROVIDER_PRIVATE);
  }

  private boolean isLauncher(XmlElement element) {
    for (XmlElement filter : element.children("intent-filter")) {
      boolean main = names(filter, "action").contains(MAIN);
      if (main && names(filter, "category").stream().anyMatch(LAUNCHERS::contains)) {
        return true;
      }
    }
    return false;
  }

  private List<String> items(XmlElement element) {
    TreeSet<String> items = new TreeSet<>();
    for (XmlElement filter : element.children("intent-filter")) {
      items.addAll(names(filter, "action"));
      items.addAll(links(filter));
    }
    text(element, AUTHORITIES).ifPresent(items::add);
    return new ArrayList<>(items);
  }

  /** How an activity joins the tasks of others: its launch mode and what it says to belong to. */
  private List<String> task(XmlElement element) {
    List<String> task = new ArrayList<>();
    switch (text(element, LAUNCH_MODE).orElse("")) {
      case "2", "singleTask" -> task.add("launch_mode:singleTask");
      case "3", "singleInstance" -> task.add("launch_mode:singleInstance");
      default -> {}
    }
    text(element, TASK_AFFINITY)
        .ifPresent(name -> task.add("task_affinity:" + (name.isEmpty() ? "none" : name)));
    return task;
  }

  /** Android joins the data elements of one filter: each scheme goes with each host. */
  private List<String> links(XmlElement filter) {
    List<XmlElement> data = filter.children("data");
    List<String> hosts = data.stream().flatMap(e -> text(e, HOST).stream()).toList();
    return data.stream()
        .flatMap(e -> text(e, SCHEME).stream())
        .flatMap(
            scheme ->
                (hosts.isEmpty() ? List.of("") : hosts).stream().map(host -> scheme + "://" + host))
        .limit(MAX_LINKS)
        .toList();
  }

  private List<String> names(XmlElement filter, String child) {
    return filter.children(child).stream().flatMap(e -> text(e, NAME).stream()).toList();
  }

  private Optional<String> text(XmlElement element, Attr attr) {
    return table.text(element, attr);
  }
}
