package cn.beian.inspect.ios.ui;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Buttons of a nib that show a picture and no title, and what VoiceOver is told of them: the nib
 * lists {@code UIRuntimeAccessibilityConfiguration} objects with the object that each is of (public
 * header dumps of UIKit). Symbols and items of the system have descriptions of their own.
 */
final class PictureButtons {
  /** The type in facts. */
  static final String TYPE = "ImageButton";

  private static final String SYMBOL = "UISystemSymbolResourceName";

  private final ArchivedObjects objects;
  private final Map<Integer, Integer> configurations = new HashMap<>();

  PictureButtons(ArchivedObjects objects) {
    this.objects = objects;
    for (int each : objects.items(objects.root(), "UINibAccessibilityConfigurationsKey")) {
      configurations.putIfAbsent(objects.ref(each, "UIAccessibileObject"), each);
    }
  }

  /** Whether a button that shows no text shows a picture of the app. */
  boolean is(int index, String kind) {
    if (kind.equals("UIBarButtonItem")) {
      return isPicture(objects.ref(index, "UIImage"))
          && objects.number(index, "UIIsSystemItem") == 0;
    }
    if (!kind.equals("UIButton")) {
      return false;
    }
    int configuration = objects.ref(index, "UIButtonConfiguration");
    if (configuration >= 0) {
      return isPicture(objects.ref(configuration, "UIButtonConfigurationImage"))
          && objects.ref(configuration, "UIButtonConfigurationTitle") < 0
          && objects.ref(configuration, "UIButtonConfigurationSubtitle") < 0;
    }
    boolean picture = false;
    for (int content : contents(index)) {
      if (objects.ref(content, "UITitle") >= 0 || objects.ref(content, "UIAttributedTitle") >= 0) {
        return false;
      }
      picture |=
          isPicture(objects.ref(content, "UIImage"))
              || isPicture(objects.ref(content, "UIBackgroundImage"));
    }
    return picture;
  }

  private List<Integer> contents(int index) {
    return objects.items(index, "UIButtonStatefulContent").stream()
        .filter(each -> objects.className(each).equals("UIButtonContent"))
        .toList();
  }

  private boolean isPicture(int image) {
    return image >= 0 && objects.text(image, SYMBOL).isEmpty();
  }

  /**
   * Whether it is described in the nib, is none for VoiceOver, or its own class may describe it.
   */
  boolean isDescribed(int index) {
    int configuration = configurations.getOrDefault(index, -1);
    return objects.ref(configuration, "UIAccessibilityLabel") >= 0
        || objects.ref(configuration, "UIIsAccessibilityElement") >= 0
        || !objects.text(index, "UIClassName").isEmpty();
  }

  /** What VoiceOver says of it; empty where the nib does not tell. */
  String description(int index) {
    return objects.text(configurations.getOrDefault(index, -1), "UIAccessibilityLabel");
  }
}
