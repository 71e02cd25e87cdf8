package cn.beian.inspect.harmony.code;

import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.harmony.abc.ArkValue;
import cn.beian.inspect.shared.FactValues;
import cn.beian.inspect.shared.UiText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Texts, controls and form fields of a tree of elements, as facts. */
final class UiFacts {
  private static final int MAX_CONTROL_TEXT = 120;
  private static final Set<String> TITLES = Set.of("Navigation", "NavDestination");

  /** Elements that people fill in, and the type of the field. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("TextInput", "text"),
          Map.entry("TextArea", "textarea"),
          Map.entry("RichEditor", "textarea"),
          Map.entry("Search", "search"),
          Map.entry("Checkbox", "checkbox"),
          Map.entry("Radio", "radio"),
          Map.entry("Toggle", "switch"),
          Map.entry("Slider", "slider"),
          Map.entry("Rating", "rating"),
          Map.entry("Select", "picker"),
          Map.entry("TextPicker", "picker"),
          Map.entry("DatePicker", "date"),
          Map.entry("CalendarPicker", "date"),
          Map.entry("TimePicker", "time"));

  /** What an enumerated type of a field is called; numbers as the compiler may put them. */
  private static final Map<String, String> INPUTS =
      Map.ofEntries(
          Map.entry("InputType.Number", "number"),
          Map.entry("InputType.PhoneNumber", "phone"),
          Map.entry("InputType.Email", "email"),
          Map.entry("InputType.Password", "password"),
          Map.entry("InputType.NEW_PASSWORD", "password"),
          Map.entry("InputType.NUMBER_PASSWORD", "password"),
          Map.entry("InputType.USER_NAME", "name"),
          Map.entry("2", "number"),
          Map.entry("3", "phone"),
          Map.entry("5", "email"),
          Map.entry("7", "password"),
          Map.entry("8", "password"));

  private final String screen;
  private boolean described; // what is around says what it is
  private String label = ""; // the text shown last, taken for the label of the next field

  UiFacts(String screen) {
    this.screen = screen;
  }

  /** Adds them; gives the number of elements. */
  int add(UiNode node) {
    int count = 1;
    if (!node.name.isEmpty()) {
      shown(node);
      if (FIELDS.containsKey(node.name)) {
        field(node);
      }
      control(node);
    }
    boolean outside = described;
    described |= PictureButton.isDescribed(node);
    for (UiNode child : node.children) {
      count += add(child);
    }
    described = outside;
    return count;
  }

  private static Locator at(UiNode node) {
    return Locator.member(node.part.entry(), node.part.record());
  }

  private void text(UiNode node, Map<String, String> byLocale, String role) {
    UiText.add(node.part.facts(), byLocale, role, Origin.APP, screen, at(node));
  }

  private void shown(UiNode node) {
    boolean field = FIELDS.containsKey(node.name);
    Map<String, String> own = own(node);
    if (!own.isEmpty() && !field) {
      text(node, own, isButton(node) ? "button" : node.name.startsWith("Menu") ? "menu" : "text");
      label = isButton(node) ? "" : Texts.best(own);
    }
    text(node, node.part.texts().member(node.argument(), "placeholder"), "hint");
    if (TITLES.contains(node.name)) {
      text(node, title(node, node.attribute("title")), "nav_title");
    }
    if (node.name.equals("TabContent")) {
      text(node, title(node, node.attribute("tabBar")), "tab");
    }
    text(node, node.part.texts().of(node.attribute("accessibilityText")), "content_description");
  }

  private static Map<String, String> title(UiNode node, ArkValue value) {
    Map<String, String> plain = node.part.texts().of(value);
    if (!plain.isEmpty()) {
      return plain;
    }
    for (String member : List.of("main", "text", "title")) {
      Map<String, String> inside = node.part.texts().member(value, member);
      if (!inside.isEmpty()) {
        return inside;
      }
    }
    return Map.of();
  }

  /** What an element shows itself. */
  private static Map<String, String> own(UiNode node) {
    Map<String, String> plain = node.part.texts().of(node.argument());
    if (!plain.isEmpty()) {
      return isPicture(node) ? Map.of() : plain;
    }
    for (String member : List.of("content", "value", "label", "title")) {
      Map<String, String> inside = node.part.texts().member(node.argument(), member);
      if (!inside.isEmpty()) {
        return inside;
      }
    }
    return Map.of();
  }

  private static boolean isPicture(UiNode node) {
    return node.name.startsWith("Image")
        || node.name.equals("Video")
        || node.name.equals("Web")
        || node.name.startsWith("Symbol");
  }

  private static boolean isButton(UiNode node) {
    return node.name.equals("Button") || node.name.endsWith("Button");
  }

  private void field(UiNode node) {
    String type = FIELDS.getOrDefault(node.name, "text");
    ArkValue stated = node.attribute("type");
    String input =
        stated instanceof ArkValue.Name name
            ? name.name()
            : stated instanceof ArkValue.Amount number ? Texts.number(number.value()) : "";
    String name = Texts.best(node.part.texts().member(node.argument(), "name"));
    name = name.isEmpty() ? state(node) : name;
    String placeholder = Texts.best(node.part.texts().member(node.argument(), "placeholder"));
    String kind = type.equals("text") ? INPUTS.getOrDefault(input, type) : type;
    node.part
        .facts()
        .add(
            FactKind.FORM_FIELD,
            Origin.APP,
            screen,
            at(node),
            FactValues.field(name, kind, label, placeholder));
    label = "";
  }

  /** The state that a field shows: {@code TextInput({text: this.phone})}. */
  private static String state(UiNode node) {
    if (node.argument() instanceof ArkValue.Literals literals
        && literals.members().get("text") instanceof ArkValue.Name bound) {
      return bound.name().substring(bound.name().lastIndexOf('.') + 1);
    }
    return "";
  }

  private void control(UiNode node) {
    ArkValue handler = node.attribute("onClick");
    boolean handled = node.attributes.containsKey("onClick");
    if (!handled && !isButton(node)) {
      return;
    }
    StringBuilder said = new StringBuilder();
    said(node, said);
    String text = said.substring(0, Math.min(MAX_CONTROL_TEXT, said.length()));
    String name = "";
    List<String> calls = List.of();
    if (handler instanceof ArkValue.Function function) {
      name = node.part.handlers().name(function.method());
      name = name.isEmpty() ? "?" : name;
      calls = node.part.handlers().calls(function.method());
    } else if (handler instanceof ArkValue.Name known) {
      name = known.name();
    }
    String type = node.name.toLowerCase(Locale.ROOT);
    if (text.isEmpty() && PictureButton.is(node)) {
      text = PictureButton.description(node);
      boolean silent = !described && !PictureButton.isDescribedWithin(node);
      type = silent || !text.isEmpty() ? PictureButton.TYPE : type;
    }
    Map<Field, Object> values = FactValues.control(type, text, name, calls);
    node.part.facts().add(FactKind.CONTROL, Origin.APP, screen, at(node), values);
  }

  private static void said(UiNode node, StringBuilder out) {
    if (out.length() > MAX_CONTROL_TEXT) {
      return;
    }
    String own = Texts.best(own(node));
    if (!own.isBlank()) {
      out.append(out.isEmpty() ? "" : " ").append(own);
    }
    node.children.forEach(child -> said(child, out));
  }
}
