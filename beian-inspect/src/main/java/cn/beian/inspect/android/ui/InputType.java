package cn.beian.inspect.android.ui;

import cn.beian.inspect.android.resource.Attr;
import cn.beian.inspect.android.resource.XmlElement;
import java.util.Map;
import java.util.Optional;

/** What an input takes, by its class and {@code android:inputType} (AOSP {@code InputType}). */
final class InputType {
  private static final int CLASS = 0x0f;
  private static final int VARIATION = 0xff0;
  private static final int NUMBER = 2;
  private static final int PHONE = 3;
  private static final int DATE_TIME = 4;
  private static final int NUMBER_PASSWORD = 0x10;
  private static final Map<Integer, String> TEXT_VARIATIONS =
      Map.of(
          0x20,
          "email",
          0xd0,
          "email",
          0x60,
          "name",
          0x70,
          "address",
          0x80,
          "password",
          0x90,
          "password",
          0xe0,
          "password",
          0x10,
          "url");

  private static final Map<String, String> BY_CLASS =
      Map.of(
          "CheckBox", "checkbox",
          "RadioButton", "radio",
          "Switch", "switch",
          "SwitchCompat", "switch",
          "SwitchMaterial", "switch",
          "Spinner", "picker",
          "RatingBar", "rating",
          "SeekBar", "slider",
          "DatePicker", "date",
          "TimePicker", "time");

  private InputType() {}

  /** The type of an input; empty where the element is none. */
  static Optional<String> of(XmlElement element, String simpleName) {
    for (Map.Entry<String, String> entry : BY_CLASS.entrySet()) {
      if (simpleName.endsWith(entry.getKey())) {
        return Optional.of(entry.getValue());
      }
    }
    if (!simpleName.endsWith("EditText") && !simpleName.endsWith("AutoCompleteTextView")) {
      return Optional.empty();
    }
    return Optional.of(
        element
            .android(Attr.INPUT_TYPE)
            .filter(a -> a.value().isInteger())
            .map(a -> text(a.value().data()))
            .orElse("text"));
  }

  private static String text(int inputType) {
    int variation = inputType & VARIATION;
    return switch (inputType & CLASS) {
      case NUMBER -> variation == NUMBER_PASSWORD ? "password" : "number";
      case PHONE -> "phone";
      case DATE_TIME -> "date";
      default -> TEXT_VARIATIONS.getOrDefault(variation, "text");
    };
  }
}
