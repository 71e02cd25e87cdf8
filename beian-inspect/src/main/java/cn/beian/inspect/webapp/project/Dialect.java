package cn.beian.inspect.webapp.project;

import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Attribute;
import cn.beian.inspect.markup.Markup.Chars;
import cn.beian.inspect.markup.Markup.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a family of templates writes expressions and events. All are brought into one form: that of
 * WXML, where an expression stands in double braces, with {@code @event} for an event whose value
 * is code and not just the name of a function.
 */
public enum Dialect {
  WXML {
    @Override
    void attribute(String name, Attribute value, Result into) {
      if (name.equals("data-event-opts")) {
        uniEvents(value, into);
      } else if (!value.value().equals("__e")) {
        into.put(name, value);
      }
    }
  },
  /** Alipay and DingTalk: {@code a:if}, {@code onTap}, {@code catchTap}. */
  AXML {
    private static final Pattern EVENT = Pattern.compile("(on|catch)([A-Z][A-Za-z]*)");

    @Override
    void attribute(String name, Attribute value, Result into) {
      Matcher event = EVENT.matcher(name);
      if (event.matches()) {
        into.put("bind" + event.group(2).toLowerCase(Locale.ROOT), value);
      } else {
        boolean directive = name.startsWith("a:") || name.startsWith("qa:");
        into.put(directive ? "wx:" + name.substring(name.indexOf(':') + 1) : name, value);
      }
    }
  },
  /** uni-app, mpvue and Taro with Vue. */
  VUE {
    @Override
    void attribute(String name, Attribute value, Result into) {
      if (name.startsWith("@") || name.startsWith("v-on:")) {
        into.put("@" + event(name.substring(name.startsWith("@") ? 1 : 5)), value);
      } else if (name.startsWith(":") || name.startsWith("v-bind:")) {
        into.put(plain(name.substring(name.indexOf(':') + 1)), braced(value));
      } else if (name.startsWith("v-model")) {
        into.put("model:value", braced(value));
      } else if (name.equals("v-for")) {
        into.put("wx:for", braced(looped(value)));
      } else if (name.equals("v-text") || name.equals("v-html") || name.equals("v-t")) {
        into.children.add(new Chars("{{" + value.value() + "}}", value.line()));
      } else if (name.equals("v-if") || name.equals("v-else-if") || name.equals("v-show")) {
        into.put("wx:if", braced(value));
      } else if (!name.startsWith("v-") && !name.startsWith("#")) {
        into.put(name, value);
      }
    }
  },
  /** Web pages, with Vue or without: {@code onclick}. */
  HTML {
    @Override
    void attribute(String name, Attribute value, Result into) {
      if (name.length() > 2 && name.startsWith("on") && !name.equals("one")) {
        into.put("@" + name.substring(2).toLowerCase(Locale.ROOT), value);
      } else {
        VUE.attribute(name, value, into);
      }
    }
  },
  /** Quick apps: {@code if}, {@code for}, {@code onclick} or {@code @click}. */
  UX {
    private static final Pattern EVENT = Pattern.compile("(?:on-?|@)([a-z][a-z-]*)");

    @Override
    void attribute(String name, Attribute value, Result into) {
      Matcher event = EVENT.matcher(name);
      if (event.matches() && !name.equals("one")) {
        into.put("@" + event.group(1), unbraced(value));
      } else if (name.equals("for")) {
        into.put("wx:for", braced(looped(unbraced(value))));
      } else if (name.equals("if") || name.equals("elif") || name.equals("show")) {
        into.put("wx:if", value);
      } else {
        into.put(name, value);
      }
    }
  };

  /** The attributes and further children of an element while they are put together. */
  static final class Result {
    final Map<String, Attribute> attributes = new LinkedHashMap<>();
    final List<Markup> children = new ArrayList<>();

    void put(String name, Attribute value) {
      attributes.putIfAbsent(name, value);
    }
  }

  private static final Pattern NEVER =
      Pattern.compile("(?:\\{\\{)?\\s*(?:false|!1|!true)\\s*(?:\\}\\})?");
  private static final Pattern ALWAYS = Pattern.compile("(?:\\{\\{)?\\s*true\\s*(?:\\}\\})?");

  abstract void attribute(String name, Attribute value, Result into);

  /** The element and all in it in canonical form, without what is never shown. */
  public Element canonical(Element element) {
    Result result = new Result();
    element.attributes().forEach((name, value) -> attribute(name, value, result));
    for (Markup child : element.children()) {
      Markup canonical = child instanceof Element inner ? canonical(inner) : child;
      if (!(canonical instanceof Element inner) || !never(inner)) {
        result.children.add(canonical);
      }
    }
    Map<String, Attribute> attributes = result.attributes.isEmpty() ? Map.of() : result.attributes;
    return new Element(element.name(), attributes, result.children, element.line());
  }

  /** Whether somebody switched it off by a condition that is a constant. */
  private static boolean never(Element element) {
    return NEVER.matcher(element.value("wx:if")).matches()
        || ALWAYS.matcher(element.value("hidden")).matches();
  }

  /** Name of an event without modifiers such as {@code .stop}. */
  private static String event(String name) {
    return plain(name).toLowerCase(Locale.ROOT);
  }

  private static String plain(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static final Pattern UNI_EVENT =
      Pattern.compile("'\\^?([A-Za-z]+)',\\s*\\[\\s*\\[\\s*'([A-Za-z_$][\\w$]*)'");

  /**
   * The handlers in what uni-app makes of its events: {@code [['tap',[['onSign',['$event']]]]]},
   * while {@code bindtap} is always {@code __e}.
   */
  private static void uniEvents(Attribute value, Result into) {
    Matcher event = UNI_EVENT.matcher(value.value());
    while (event.find()) {
      into.put(
          "bind" + event.group(1).toLowerCase(Locale.ROOT),
          new Attribute(event.group(2), value.line()));
    }
  }

  private static Attribute braced(Attribute value) {
    return value.value().isBlank() || value.value().contains("{{")
        ? value
        : new Attribute("{{" + value.value() + "}}", value.line());
  }

  private static Attribute unbraced(Attribute value) {
    String text = value.value().strip();
    return text.startsWith("{{") && text.endsWith("}}")
        ? new Attribute(text.substring(2, text.length() - 2), value.line())
        : value;
  }

  /** What {@code (item, index) in list} goes over. */
  private static Attribute looped(Attribute value) {
    for (String word : List.of(" in ", " of ")) {
      int at = value.value().indexOf(word);
      if (at >= 0) {
        return new Attribute(value.value().substring(at + word.length()).strip(), value.line());
      }
    }
    return value;
  }
}
