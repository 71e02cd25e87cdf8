package cn.beian.inspect.android.ui;

import static cn.beian.inspect.android.resource.Attr.*;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.android.resource.Attr;
import cn.beian.inspect.android.resource.ResourceTable;
import cn.beian.inspect.android.resource.XmlElement;
import cn.beian.inspect.android.shared.CodeFindings;
import cn.beian.inspect.shared.UiText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Texts, inputs and controls of layout, menu, navigation and preference files. */
public final class UiReader {
  private static final int MAX_CALLS = 40;
  private static final int FOLLOW = 2;

  /** Listeners of one id that are looked at; the ids of dialogs are used by some dozens. */
  private static final int MAX_LISTENERS = 2_000;

  private static final Set<String> BUTTONS = Set.of("Button", "Chip", "Fab", "item");

  private static final List<String> LIBRARIES =
      List.of(
          "abc_",
          "mtrl_",
          "design_",
          "material_",
          "m3_",
          "notification_",
          "support_",
          "select_dialog_",
          "preference_",
          "exo_",
          "common_google_",
          "fingerprint_",
          "tooltip_",
          "custom_dialog_",
          "ime_",
          "browser_actions_",
          "expand_button_",
          "image_frame_",
          "androidx_");

  private final ResourceTable table;
  private final CodeFindings findings;
  private final ScreenMap screens;
  private final Map<String, Set<CodeFindings.Listener>> handlers;
  private final Map<String, List<String>> called = new HashMap<>();

  public UiReader(ResourceTable table, CodeFindings findings, ScreenMap screens) {
    this.table = table;
    this.findings = findings;
    this.screens = screens;
    this.handlers = findings.handlersByView();
  }

  private List<String> calls(String handler) {
    return called.computeIfAbsent(
        handler, h -> findings.callsOf(h, FOLLOW).stream().limit(MAX_CALLS).toList());
  }

  /** Puts the facts of a file once for each of its screens, or once without. */
  public void read(UiFile file, FactSink facts) {
    Origin origin = origin(file.resource().substring(file.resource().indexOf('/') + 1));
    Collection<String> of = screens.of(file.resource());
    for (String screen : of.isEmpty() ? List.of("") : of) {
      new One(file, facts, origin, screen).visit(file.document());
    }
  }

  /** Resources of the libraries that Google's build tools merge into an app, by their name. */
  static Origin origin(String name) {
    for (String prefix : LIBRARIES) {
      if (name.startsWith(prefix)) {
        return Origin.FRAMEWORK;
      }
    }
    return Origin.APP;
  }

  /** One file on one screen. */
  private final class One {
    private final UiFile file;
    private final FactSink facts;
    private final Origin origin;
    private final String screen;
    private String label = ""; // the text shown last, taken for the label of the next input

    One(UiFile file, FactSink facts, Origin origin, String screen) {
      this.file = file;
      this.facts = facts;
      this.origin = origin;
      this.screen = screen;
    }

    void visit(XmlElement element) {
      String simple = element.name().substring(element.name().lastIndexOf('.') + 1);
      if (!simple.isEmpty()) {
        texts(element, simple);
        Optional<String> input = InputType.of(element, simple);
        if (input.isPresent()) {
          formField(element, input.get());
        } else {
          control(element, simple);
        }
      }
      element.children().forEach(this::visit);
    }

    private Locator at(XmlElement element) {
      return element.line() == 0
          ? Locator.entry(file.entry())
          : Locator.line(file.entry(), element.line());
    }

    private void texts(XmlElement element, String simple) {
      boolean menu = file.type().equals("menu");
      String role = menu ? "menu" : isButton(simple) ? "button" : "text";
      text(element, TEXT, role);
      text(element, HINT, "hint");
      text(element, CONTENT_DESCRIPTION, "content_description");
      text(element, TITLE, menu ? "menu" : file.type().equals("xml") ? "text" : "nav_title");
      text(element, SUMMARY, "text");
      text(element, DIALOG_TITLE, "modal");
      text(element, LABEL, "nav_title");
      for (XmlElement.Attribute own : element.attributes()) {
        if (own.name().equals("title") && !own.namespace().equals(XmlElement.ANDROID)) {
          UiText.add(facts, table.texts(own.value()), "nav_title", origin, screen, at(element));
        }
      }
      String shown = value(element, TEXT);
      if (!shown.isBlank() && role.equals("text")) {
        label = shown;
      }
    }

    private void text(XmlElement element, Attr attr, String role) {
      element
          .android(attr)
          .ifPresent(
              a -> UiText.add(facts, table.texts(a.value()), role, origin, screen, at(element)));
    }

    private String value(XmlElement element, Attr attr) {
      return element.android(attr).map(a -> table.text(a.value())).orElse("");
    }

    private String idName(XmlElement element) {
      return element
          .android(ID)
          .flatMap(a -> table.get(a.value().data()))
          .map(ResourceTable.Resource::name)
          .orElse("");
    }

    private void formField(XmlElement element, String type) {
      Map<Field, Object> values = new EnumMap<>(Field.class);
      values.put(Field.NAME, idName(element));
      values.put(Field.TYPE, type);
      String own = value(element, TEXT);
      String shown = own.isBlank() ? label : own;
      if (!shown.isBlank()) {
        values.put(Field.LABEL, shown);
      }
      String hint = value(element, HINT);
      if (!hint.isBlank()) {
        values.put(Field.PLACEHOLDER, hint);
      }
      facts.add(FactKind.FORM_FIELD, origin, screen, at(element), values);
    }

    private void control(XmlElement element, String simple) {
      String id = idName(element);
      List<String> handled = new ArrayList<>();
      String onClick = value(element, ON_CLICK);
      if (!onClick.isEmpty()) {
        handled.add(screen.isEmpty() ? onClick : screen + "." + onClick);
      }
      Iterator<CodeFindings.Listener> listeners = handlers.getOrDefault(id, Set.of()).iterator();
      for (int i = 0; i < MAX_LISTENERS && listeners.hasNext(); i++) {
        CodeFindings.Listener listener = listeners.next();
        if (screens.ofClass(listener.owner()).equals(screen)) {
          handled.add(listener.handler());
        }
      }
      if (handled.isEmpty()) {
        if (isButton(simple)) {
          control(element, simple, "");
        }
        return;
      }
      handled.forEach(handler -> control(element, simple, handler));
    }

    private void control(XmlElement element, String simple, String handler) {
      Map<Field, Object> values = new EnumMap<>(Field.class);
      values.put(Field.TYPE, simple);
      String shown = value(element, TEXT);
      if (shown.isBlank()) {
        shown = value(element, file.type().equals("menu") ? TITLE : CONTENT_DESCRIPTION);
      }
      if (!shown.isBlank()) {
        values.put(Field.TEXT, shown);
      }
      if (!handler.isEmpty()) {
        values.put(Field.HANDLER, handler);
        List<String> calls = calls(handler);
        if (!calls.isEmpty()) {
          values.put(Field.CALLS, calls);
        }
      }
      facts.add(FactKind.CONTROL, origin, screen, at(element), values);
    }
  }

  private static boolean isButton(String simple) {
    return BUTTONS.stream().anyMatch(simple::endsWith) || simple.equals("FloatingActionButton");
  }
}
