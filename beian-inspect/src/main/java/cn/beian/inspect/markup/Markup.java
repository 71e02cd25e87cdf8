package cn.beian.inspect.markup;

import java.util.List;
import java.util.Map;

/** A node of a template. */
public sealed interface Markup {
  /** From 1. */
  int line();

  /** Text as written, entities put in; expressions in double braces are still in it. */
  record Chars(String text, int line) implements Markup {}

  /**
   * An element.
   *
   * @param name as written; empty for the root of a file
   * @param attributes by name as written, in order; without value is empty
   * @param children in order
   */
  record Element(String name, Map<String, Attribute> attributes, List<Markup> children, int line)
      implements Markup {
    public String value(String attribute) {
      Attribute found = attributes.get(attribute);
      return found == null ? "" : found.value();
    }
  }

  /** Value of an attribute with the line it starts at. */
  record Attribute(String value, int line) {}
}
