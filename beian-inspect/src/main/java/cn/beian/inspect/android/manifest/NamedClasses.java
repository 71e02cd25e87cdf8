package cn.beian.inspect.android.manifest;

import static cn.beian.inspect.android.resource.Attr.*;

import cn.beian.inspect.android.resource.ResourceTable;
import cn.beian.inspect.android.resource.Value;
import cn.beian.inspect.android.resource.XmlElement;
import cn.beian.inspect.reader.FileTree;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Classes that are named outside of code, so that Android, a library or the app itself can make
 * them; other texts may be among them.
 */
public final class NamedClasses {
  private static final Set<String> STARTED =
      Set.of("activity", "activity-alias", "service", "receiver");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}_.$-]+");
  private static final String SERVICES = "META-INF/services/";

  private final ResourceTable table;
  private final Set<String> names = new HashSet<>();

  public NamedClasses(ResourceTable table) {
    this.table = table;
  }

  /** All so far. */
  public Collection<String> all() {
    return names;
  }

  /**
   * A manifest: all that it names save activities, services and receivers that only code of the app
   * can start, which is those that are not exported and have no filter.
   */
  public void manifest(XmlElement document, String appId) {
    for (XmlElement child : document.children()) {
      boolean inside =
          STARTED.contains(child.name())
              && child.children("intent-filter").isEmpty()
              && !table.text(child, EXPORTED).orElse("").equals("true");
      if (!inside) {
        for (XmlElement.Attribute attribute : child.attributes()) {
          text(table.text(attribute.value()));
          text(Manifest.className(appId, attribute.text()));
        }
      }
      manifest(child, appId);
    }
  }

  /** A layout, menu, navigation or preference file. */
  public void document(XmlElement element) {
    text(element.name());
    element.attributes().forEach(attribute -> text(attribute.text()));
    element.children().forEach(this::document);
  }

  /** Texts of the resources. */
  public void resources() {
    for (ResourceTable.Resource resource : table.all()) {
      for (ResourceTable.Configured configured : resource.values()) {
        value(configured.value());
        configured.items().forEach(this::value);
      }
    }
  }

  private void value(Value value) {
    if (value.type() == Value.STRING && value.string().indexOf(' ') < 0) {
      text(value.string());
    }
  }

  private void text(String text) {
    if (text.indexOf('.') > 0) {
      for (String name : BETWEEN.split(text, -1)) {
        if (name.indexOf('.') > 0) {
          names.add(name);
        }
      }
    }
  }

  /** What the service loader of Java looks for by the names of entries. */
  public static List<String> services(FileTree files) {
    return files.entries().stream()
        .map(FileTree.Entry::name)
        .filter(name -> name.startsWith(SERVICES))
        .map(name -> name.substring(SERVICES.length()))
        .toList();
  }
}
