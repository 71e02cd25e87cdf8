package cn.beian.inspect.hybrid.hermes;

import cn.beian.inspect.hybrid.hermes.BundleCode.Place;
import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Attribute;
import cn.beian.inspect.markup.Markup.Chars;
import cn.beian.inspect.markup.Markup.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Elements that code makes: {@code jsx(type, {children: …})} and {@code createElement(type, props,
 * …)}, in the form of WXML, as templates of all frameworks come.
 */
final class ElementCalls {
  private static final Set<String> MAKERS = Set.of("jsx", "jsxs", "jsxDEV", "createElement");
  private static final String CREATE = "createElement";
  private static final String CHILDREN = "children";

  /** ElementCalls of React Native that have another name here. */
  private static final Map<String, String> TAGS =
      Map.ofEntries(
          Map.entry("View", "view"),
          Map.entry("SafeAreaView", "view"),
          Map.entry("FlatList", "view"),
          Map.entry("TouchableOpacity", "view"),
          Map.entry("TouchableHighlight", "view"),
          Map.entry("TouchableWithoutFeedback", "view"),
          Map.entry("Pressable", "view"),
          Map.entry("ScrollView", "scroll-view"),
          Map.entry("Text", "text"),
          Map.entry("TextInput", "input"),
          Map.entry("Button", "button"),
          Map.entry("Navigator", "view"), // not the link of that name
          Map.entry("Switch", "switch"),
          Map.entry("Image", "image"),
          Map.entry("WebView", "web-view"));

  private static final Map<String, String> EVENTS =
      Map.of("onPress", "bindtap", "onChangeText", "bindinput", "onValueChange", "bindchange");

  private static final Map<String, String> KEYBOARDS =
      Map.of(
          "numeric", "number",
          "number-pad", "number",
          "decimal-pad", "digit",
          "phone-pad", "tel");

  private static final int MAX_CHILDREN = 500;
  private static final int MAX_DEPTH = 60;

  private final BundleCode bundle;

  ElementCalls(BundleCode bundle) {
    this.bundle = bundle;
  }

  /** Whether a call of that name makes an element. */
  static boolean makes(String name) {
    return MAKERS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /** The element that a call makes; its texts count as told. */
  ScriptValue.Node node(String maker, List<ScriptValue> given, Place place, ModuleScript into) {
    ScriptValue type = given.get(0);
    ScriptValue.Obj props =
        given.size() > 1 && given.get(1) instanceof ScriptValue.Obj known
            ? known
            : new ScriptValue.Obj();
    String tag = tag(type, into);
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    Children children = new Children();
    if (tag.equals("button")) {
      children.add(props.entries.getOrDefault("title", ScriptValue.NOTHING), 0);
    }
    props.entries.forEach((key, value) -> attribute(tag, key, value, attributes));
    if (maker.endsWith(CREATE)) {
      given.stream().skip(2).forEach(value -> children.add(value, 0));
    }
    children.add(props.entries.getOrDefault(CHILDREN, ScriptValue.NOTHING), 0);
    if (Names.of(type).endsWith(".Screen")) {
      screen(Names.of(type), props, place);
    }
    ScriptValue.Node node =
        new ScriptValue.Node(
            new Element(tag, attributes, List.copyOf(children.all), 0), children.height + 1);
    into.node(node);
    return node;
  }

  /** The name of an element; a component of another module is known by an alias of it. */
  private static String tag(ScriptValue type, ModuleScript into) {
    String name = type instanceof ScriptValue.Str text ? told(text) : Names.of(type);
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (last.equals("default") || last.endsWith(")")) {
      last = "Component" + name.replaceAll("\\D", "");
    }
    if (Names.isOfModule(type) && !TAGS.containsKey(last)) {
      into.alias(last, name);
    }
    return last.equals("?") ? "view" : TAGS.getOrDefault(last, last);
  }

  private static String told(ScriptValue.Str text) {
    text.told = true;
    return text.text;
  }

  private void attribute(
      String tag, String key, ScriptValue value, Map<String, Attribute> attributes) {
    if (value instanceof ScriptValue.Closure closure && key.startsWith("on")) {
      String handler = bundle.handler(closure, key);
      attributes.put(EVENTS.getOrDefault(key, key), new Attribute(handler, 0));
    } else if (value instanceof ScriptValue.Str text && key.equals("placeholder")) {
      attributes.put(key, new Attribute(told(text), 0));
    } else if (value instanceof ScriptValue.Str text && key.equals("keyboardType")) {
      attributes.put("type", new Attribute(KEYBOARDS.getOrDefault(text.text, "text"), 0));
    } else if (key.equals("secureTextEntry") && tag.equals("input")) {
      attributes.put("password", new Attribute("", 0));
    } else if (key.equals("source") && value instanceof ScriptValue.Obj source) {
      if (source.entries.get("uri") instanceof ScriptValue.Str uri) {
        attributes.put("src", new Attribute(uri.text, 0));
      }
    }
  }

  /** Puts the children of one element together. */
  private static final class Children {
    final List<Markup> all = new ArrayList<>();
    int height;

    void add(ScriptValue value, int depth) {
      if (all.size() > MAX_CHILDREN || depth > MAX_DEPTH) {
        return;
      }
      if (value instanceof ScriptValue.Str text) {
        all.add(new Chars(told(text), 0));
      } else if (value instanceof ScriptValue.Num number) {
        all.add(new Chars(number.text(), 0));
      } else if (value instanceof ScriptValue.Node node && node.height < MAX_DEPTH) {
        node.held = true;
        height = Math.max(height, node.height);
        all.add(node.element);
      } else if (value instanceof ScriptValue.Arr array) {
        array.items.forEach(item -> add(item, depth + 1));
      } else if (value instanceof ScriptValue.Sum sum) {
        all.add(new Chars(sum(sum), 0));
      } else if (value instanceof ScriptValue.Named named && !value.equals(ScriptValue.NOTHING)) {
        all.add(new Chars("{{" + named.name() + "}}", 0));
      }
    }

    private static String sum(ScriptValue.Sum sum) {
      StringBuilder text = new StringBuilder();
      for (ScriptValue part : sum.parts) {
        text.append(
            part instanceof ScriptValue.Str piece ? told(piece) : "{{" + Names.of(part) + "}}");
      }
      return text.toString();
    }
  }

  /** {@code <Stack.Screen name component options={{title}}>} of React Navigation. */
  private void screen(String type, ScriptValue.Obj props, Place place) {
    ScriptValue component = props.entries.getOrDefault("component", ScriptValue.NOTHING);
    if (props.entries.get("name") instanceof ScriptValue.Str name) {
      name.told = true;
      String title = "";
      if (props.entries.get("options") instanceof ScriptValue.Obj options
          && options.entries.get("title") instanceof ScriptValue.Str text) {
        title = told(text);
      }
      String from = Names.isOfModule(component) ? Names.of(component) : "";
      String module = from.isEmpty() ? place.module : Names.module(from);
      bundle.screens().add(new Screen(name.text, title, module, type.contains("Tab")));
    }
  }

  /**
   * A screen that a navigator names.
   *
   * @param module that makes its component
   */
  record Screen(String name, String title, String module, boolean tab) {}
}
