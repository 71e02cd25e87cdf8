package cn.beian.inspect.android.ui;

import cn.beian.inspect.android.resource.Attr;
import cn.beian.inspect.android.resource.ResourceTable;
import cn.beian.inspect.android.resource.XmlElement;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A layout, menu, navigation or preference file.
 *
 * @param entry its path in the package
 * @param resource {@code type/name}; of a file without resource {@code type/file name}
 * @param document unnamed element that holds the root
 * @param includes resources that it shows inside itself
 * @param classes classes that it names: fragments and own views
 */
public record UiFile(
    String entry,
    String resource,
    XmlElement document,
    SortedSet<String> includes,
    SortedSet<String> classes) {

  private static final Set<String> SHOWN = Set.of("layout", "menu", "navigation");

  String type() {
    return resource.substring(0, resource.indexOf('/'));
  }

  /** Gathers what a document includes and names. */
  public static UiFile of(String entry, String resource, XmlElement document, ResourceTable table) {
    UiFile file = new UiFile(entry, resource, document, new TreeSet<>(), new TreeSet<>());
    file.visit(document, table);
    return file;
  }

  private void visit(XmlElement element, ResourceTable table) {
    if (element.name().indexOf('.') > 0) {
      classes.add(element.name());
    }
    for (XmlElement.Attribute attribute : element.attributes()) {
      if (attribute.value().isReference()) {
        table
            .get(attribute.value().data())
            .filter(r -> SHOWN.contains(r.type()))
            .ifPresent(r -> includes.add(r.type() + "/" + r.name()));
      } else if (isClassName(attribute)) {
        classes.add(attribute.text());
      }
    }
    for (XmlElement child : element.children()) {
      visit(child, table);
    }
  }

  private static boolean isClassName(XmlElement.Attribute attribute) {
    return (attribute.id() == Attr.NAME.id() || attribute.name().equals("class"))
        && attribute.text().indexOf('.') > 0;
  }
}
