package cn.beian.inspect.harmony.code;

import java.util.Map;
import java.util.Set;

/**
 * An element that people press and that shows pictures alone. Readers of screens tell what it is by
 * {@code accessibilityText} (OpenHarmony documentation, "Accessibility Attributes").
 */
final class PictureButton {
  /** Its type in facts, whether it is a button or a picture itself. */
  static final String TYPE = "imagebutton";

  /** Elements that show nothing themselves. */
  private static final Set<String> CONTAINERS =
      Set.of("Button", "Row", "Column", "Stack", "Flex", "RelativeContainer", "Blank", "Divider");

  private PictureButton() {}

  /** Whether it is one: all that it holds is known, and pictures. */
  static boolean is(UiNode node) {
    return holdsPicture(node) && holdsNothingElse(node);
  }

  private static boolean isPicture(UiNode node) {
    return node.name.equals("Image") || node.name.startsWith("Symbol");
  }

  private static boolean holdsPicture(UiNode node) {
    return isPicture(node) || node.children.stream().anyMatch(PictureButton::holdsPicture);
  }

  private static boolean holdsNothingElse(UiNode node) {
    return !node.holdsUnknown
        && (isPicture(node) || CONTAINERS.contains(node.name))
        && node.children.stream().allMatch(PictureButton::holdsNothingElse);
  }

  /** Whether something of an element itself is set for those who do not see it, or may be. */
  static boolean isDescribed(UiNode node) {
    return node.attributes.keySet().stream()
        .anyMatch(name -> name.startsWith("accessibility") || name.equals("attributeModifier"));
  }

  /** Whether that is so of it or of anything in it. */
  static boolean isDescribedWithin(UiNode node) {
    return isDescribed(node) || node.children.stream().anyMatch(PictureButton::isDescribedWithin);
  }

  /** What it is said to be; empty where that is not known. */
  static String description(UiNode node) {
    Map<String, String> own = node.part.texts().of(node.attribute("accessibilityText"));
    if (!own.isEmpty()) {
      return Texts.best(own);
    }
    return node.children.stream()
        .map(PictureButton::description)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("");
  }
}
