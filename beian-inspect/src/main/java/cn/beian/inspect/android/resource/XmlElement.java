package cn.beian.inspect.android.resource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** An element of binary XML. */
public final class XmlElement {
  /** Namespace of the platform's attributes. */
  public static final String ANDROID = "http://schemas.android.com/apk/res/android";

  /**
   * An attribute.
   *
   * @param id resource id of the name; 0 where the file gives none
   * @param raw the text before compilation; empty where it was left out
   */
  public record Attribute(String namespace, String name, int id, Value value, String raw) {
    /** The text of a string value; of others what the source said, if kept. */
    public String text() {
      return value.type() == Value.STRING ? value.string() : raw;
    }
  }

  private final String name;
  private final int line;
  private final List<Attribute> attributes;
  private final List<XmlElement> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  XmlElement(String name, int line, List<Attribute> attributes) {
    this.name = name;
    this.line = line;
    this.attributes = List.copyOf(attributes);
  }

  public String name() {
    return name;
  }

  /** Line in the source; 0 where unknown. */
  public int line() {
    return line;
  }

  public List<Attribute> attributes() {
    return attributes;
  }

  public List<XmlElement> children() {
    return Collections.unmodifiableList(children);
  }

  /** Character data directly inside. */
  public String text() {
    return text.toString();
  }

  void add(XmlElement child) {
    children.add(child);
  }

  void addText(String more) {
    text.append(more);
  }

  /** Children of that name. */
  public List<XmlElement> children(String childName) {
    return children.stream().filter(child -> child.name.equals(childName)).toList();
  }

  /**
   * A platform attribute: by resource id, as names may be blank or lie; by name only where the file
   * gives no id. The first of several counts.
   */
  public Optional<Attribute> android(Attr attr) {
    for (Attribute attribute : attributes) {
      if (attribute.id == attr.id()) {
        return Optional.of(attribute);
      }
    }
    for (Attribute attribute : attributes) {
      if (attribute.id == 0
          && attribute.name.equals(attr.xmlName())
          && (attribute.namespace.equals(ANDROID) || attribute.namespace.isEmpty())) {
        return Optional.of(attribute);
      }
    }
    return Optional.empty();
  }

  /** An attribute outside the platform's namespace, by name. */
  public Optional<Attribute> plain(String attributeName) {
    return attributes.stream()
        .filter(a -> a.name.equals(attributeName) && !a.namespace.equals(ANDROID))
        .findFirst();
  }
}
