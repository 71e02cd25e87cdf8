package cn.beian.inspect.ios.ui;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.inspect.shared.FactValues;
import cn.beian.inspect.shared.UiText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Texts, inputs and controls of one nib. Objects are met as the views hold them, so that the text
 * shown last is taken for the label of the next input.
 */
final class NibFacts {
  private static final int MAX_ACTIONS = 20;
  private static final int MAX_CALLS = 40;

  private static final Map<String, String> ROLES =
      Map.ofEntries(
          Map.entry("UIText", "text"),
          Map.entry("UIPlaceholder", "hint"),
          Map.entry("UITitle", "text"),
          Map.entry("UIPrompt", "nav_title"),
          Map.entry("UISegmentInfo", "button"),
          Map.entry("UISectionHeaderTitle", "text"),
          Map.entry("UISectionFooterTitle", "footer"),
          Map.entry("UIHeaderTitle", "text"),
          Map.entry("UIFooterTitle", "footer"),
          Map.entry("UIAccessibilityLabel", "content_description"),
          Map.entry("UIAccessibilityHint", "content_description"));

  private static final Map<String, String> INPUTS =
      Map.ofEntries(
          Map.entry("UITextField", "text"),
          Map.entry("UITextView", "text"),
          Map.entry("UISearchBar", "search"),
          Map.entry("UISwitch", "switch"),
          Map.entry("UISlider", "slider"),
          Map.entry("UIStepper", "number"),
          Map.entry("UIDatePicker", "date"),
          Map.entry("UIPickerView", "picker"));

  /** {@code UIKeyboardType}: digits, phone numbers, mail, decimals. */
  private static final Map<Long, String> KEYBOARDS =
      Map.of(3L, "url", 4L, "number", 5L, "phone", 7L, "email", 8L, "number");

  private static final Set<String> BUTTONS =
      Set.of("UIButton", "UIBarButtonItem", "UISegmentedControl", "UITabBarItem");

  private final ArchivedObjects objects;
  private final NibScreen screen;
  private final InterfaceContext context;
  private final FactSink facts;
  private final Locator at;
  private final Map<Integer, List<String>> actions = new LinkedHashMap<>();
  private final Map<Integer, String> outlets = new HashMap<>();
  private final PictureButtons pictures;
  private String label = "";

  NibFacts(ArchivedObjects objects, NibScreen screen, InterfaceContext context, FactSink facts) {
    this.objects = objects;
    this.screen = screen;
    this.context = context;
    this.facts = facts;
    this.at = Locator.entry(screen.entry());
    this.pictures = new PictureButtons(objects);
  }

  void add() {
    connections();
    BitSet seen = new BitSet(objects.size());
    Deque<Integer> open = new ArrayDeque<>();
    open.push(objects.root());
    while (!open.isEmpty()) {
      int index = open.pop();
      if (index < 0 || index >= objects.size() || seen.get(index)) {
        continue;
      }
      seen.set(index);
      visit(index);
      List<Integer> held = new ArrayList<>(objects.refs(index));
      Collections.reverse(held);
      held.forEach(open::push);
    }
  }

  /** What an object is: of one that stands for another class, what it was before. */
  private String kind(int index) {
    String original = objects.text(index, "UIOriginalClassName");
    return original.isEmpty() ? objects.className(index) : original;
  }

  private void connections() {
    for (int each : objects.items(objects.root(), "UINibConnectionsKey")) {
      String name = objects.text(each, "UILabel");
      int source = objects.ref(each, "UISource");
      int destination = objects.ref(each, "UIDestination");
      String kind = objects.className(each);
      if (kind.contains("EventConnection")) {
        action(source, destination, name);
      } else if (kind.contains("Outlet")) {
        outlets.putIfAbsent(destination, name);
      }
    }
    for (int i = 0; i < objects.size(); i++) {
      String action = objects.text(i, "UIAction");
      if (!action.isEmpty()) {
        action(i, objects.ref(i, "UITarget"), action);
      }
    }
  }

  private void action(int source, int destination, String selector) {
    List<String> known = actions.computeIfAbsent(source, s -> new ArrayList<>());
    if (!selector.isEmpty() && known.size() < MAX_ACTIONS) {
      String of = ownerOf(destination);
      known.add(of.isEmpty() ? selector : of + "." + selector);
    }
  }

  /** The class that is sent an action; a segue has the name of the screen that it leads to. */
  private String ownerOf(int destination) {
    String custom = objects.text(destination, "UIClassName");
    if (!custom.isEmpty()) {
      return context.readable(custom);
    }
    String kind = objects.className(destination);
    if (kind.equals("UIProxyObject")) {
      String id = objects.text(destination, "UIProxiedObjectIdentifier");
      String segue = context.segue(screen.entry(), id);
      return segue.isEmpty() ? screen.owner() : segue;
    }
    return kind;
  }

  private void visit(int index) {
    String kind = kind(index);
    Optional<String> input = input(index, kind);
    boolean button = BUTTONS.contains(kind);
    List<String> shown = texts(index, kind, button);
    if (input.isPresent()) {
      formField(index, input.get(), shown);
    } else if (button || actions.containsKey(index)) {
      control(index, kind, shown);
    } else if (!shown.isEmpty() && kind.equals("UILabel")) {
      label = shown.get(0);
    }
  }

  /** Puts the texts of an object, and returns them in its own language. */
  private List<String> texts(int index, String kind, boolean button) {
    List<String> shown = new ArrayList<>();
    for (Map.Entry<String, String> each : ROLES.entrySet()) {
      String text = objects.text(index, each.getKey());
      if (!text.isBlank()) {
        if (!each.getValue().equals("content_description")) {
          shown.add(text);
        }
        text(index, each.getKey(), text, role(kind, button, each.getValue()));
      }
    }
    if (button && shown.isEmpty()) {
      for (int content : objects.items(index, "UIButtonStatefulContent")) {
        String title = objects.text(content, "UITitle");
        if (!title.isBlank()) {
          shown.add(title);
        }
      }
    }
    Collections.sort(shown);
    return shown;
  }

  private static String role(String kind, boolean button, String usual) {
    return kind.equals("UINavigationItem")
        ? "nav_title"
        : kind.equals("UITabBarItem")
            ? "tab"
            : button || kind.equals("UIButtonContent") || kind.equals("UISegment")
                ? "button"
                : usual.equals("text") && kind.endsWith("Controller") ? "nav_title" : usual;
  }

  private void text(int index, String key, String text, String role) {
    UiText.add(facts, Map.of("", text), role, screen.origin(), screen.name(), at);
    String localized = objects.localizedKey(index, key);
    if (!localized.isEmpty()) {
      UiText.add(
          facts,
          context.translations(screen.table(), localized),
          role,
          screen.origin(),
          screen.name(),
          at);
    }
  }

  private Optional<String> input(int index, String kind) {
    String type = INPUTS.get(kind);
    if (type == null) {
      return Optional.empty();
    }
    if (objects.number(index, "UISecureTextEntry") != 0) {
      return Optional.of("password");
    }
    return kind.equals("UITextField")
        ? Optional.of(KEYBOARDS.getOrDefault(objects.number(index, "UIKeyboardType"), type))
        : Optional.of(type);
  }

  private void formField(int index, String type, List<String> shown) {
    Map<Field, Object> values =
        FactValues.field(
            outlets.getOrDefault(index, ""), type, label, objects.text(index, "UIPlaceholder"));
    facts.add(FactKind.FORM_FIELD, screen.origin(), screen.name(), at, values);
    if (actions.containsKey(index)) {
      control(index, kind(index), shown);
    }
  }

  private void control(int index, String kind, List<String> texts) {
    boolean picture = texts.isEmpty() && pictures.is(index, kind);
    String description = picture ? pictures.description(index) : "";
    List<String> shown = description.isEmpty() ? texts : List.of(description);
    boolean silent = picture && !pictures.isDescribed(index) && !outlets.containsKey(index);
    if (silent || !description.isEmpty()) {
      controls(index, PictureButtons.TYPE, shown);
    } else {
      controls(index, kind, shown);
    }
  }

  private void controls(int index, String kind, List<String> shown) {
    List<String> handled = actions.getOrDefault(index, List.of());
    if (handled.isEmpty()) {
      control(kind, shown, "");
    }
    handled.forEach(handler -> control(kind, shown, handler));
  }

  private void control(String kind, List<String> shown, String handler) {
    List<String> calls =
        handler.isEmpty() ? List.of() : context.callsOf(handler).stream().limit(MAX_CALLS).toList();
    String text = shown.isEmpty() ? "" : shown.get(0);
    Map<Field, Object> values = FactValues.control(kind, text, handler, calls);
    facts.add(FactKind.CONTROL, screen.origin(), screen.name(), at, values);
  }
}
