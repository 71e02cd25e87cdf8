package cn.beian.inspect.harmony.code;

import cn.beian.inspect.harmony.abc.ArkValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An element of a page while it is put together: what it is made of, its attributes, its children.
 */
final class UiNode {
  final String name;
  final List<ArkValue> made;
  final Map<String, List<ArkValue>> attributes = new LinkedHashMap<>();
  final List<UiNode> children = new ArrayList<>();

  /** Whether it holds something that is not known, as a component of another file. */
  boolean holdsUnknown;

  /** The module whose functions its handlers are. */
  final Program.Part part;

  UiNode(String name, List<ArkValue> made, Program.Part part) {
    this.name = name;
    this.made = made;
    this.part = part;
  }

  /** The first value of an attribute; unknown where it is not set. */
  ArkValue attribute(String attribute) {
    List<ArkValue> values = attributes.getOrDefault(attribute, List.of());
    return values.isEmpty() ? ArkValue.Unknown.UNKNOWN : values.get(0);
  }

  /** What it was made with; unknown where that was nothing. */
  ArkValue argument() {
    return made.isEmpty() ? ArkValue.Unknown.UNKNOWN : made.get(0);
  }
}
