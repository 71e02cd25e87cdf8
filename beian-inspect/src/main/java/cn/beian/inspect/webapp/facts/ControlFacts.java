package cn.beian.inspect.webapp.facts;

import static cn.beian.facts.FactKind.CONTROL;
import static cn.beian.facts.FactKind.FORM_FIELD;

import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Attribute;
import cn.beian.inspect.markup.Markup.Chars;
import cn.beian.inspect.markup.Markup.Element;
import cn.beian.inspect.webapp.project.TemplateExpressions;
import cn.beian.inspect.webapp.vue.VueParts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a person acts on and fills in, of one template. */
final class ControlFacts {
  private static final int MAX_CONTROL_TEXT = 120;

  /** What is looked at for the text of one control; controls without end hold each other. */
  private static final int MAX_INSIDE = 10_000;

  /** Parts of a sentence, or a value between words; a label may end in any of these. */
  private static final Pattern SENTENCE =
      Pattern.compile("[，。！？；,;!?]\\s*\\S|\\S\\s*…\\s*\\p{IsHan}");

  /** More than how to fill in: what. */
  private static final Pattern ASKS =
      Pattern.compile("^(?!(请您?)?(输入|填写|选择|录入)?(内容|文字)?[…：:.。]*$).*\\p{L}");

  private static final int MAX_ARGUMENTS = 8;

  /** Elements whose own text is what they ask. */
  static final Set<String> TICKED = Set.of("checkbox", "radio");

  private final Handlers handlers;
  private final String script;
  private final Lines facts;

  /** Takes facts of a line of the template. */
  interface Lines {
    void add(FactKind kind, int line, Map<Field, ?> values);
  }

  /**
   * @param script whose functions are the handlers
   */
  ControlFacts(Handlers handlers, String script, Lines facts) {
    this.handlers = handlers;
    this.script = script;
    this.facts = facts;
  }

  /**
   * Adds a control.
   *
   * @param handler empty where it has none
   * @param code whether the handler is code, not the name of a function
   * @param caption what stands beside it, where it shows no text of its own
   */
  void control(Element element, Attribute handler, boolean code, String caption) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.TYPE, VueParts.kebab(element.name()));
    String own = said(element);
    String text = own.isEmpty() ? caption : own;
    if (!text.isEmpty()) {
      values.put(Field.TEXT, text);
    }
    List<String> calls = List.of();
    List<String> arguments = arguments(element);
    if (code) {
      HandlerExpression found = HandlerExpression.of(handler.value());
      String name =
          found.first().isEmpty() ? TemplateExpressions.collapsed(handler.value()) : found.first();
      values.put(Field.HANDLER, name.substring(0, Math.min(MAX_CONTROL_TEXT, name.length())));
      calls = handlers.calls(script, found);
      found.literals().stream()
          .filter(each -> !each.isBlank())
          .limit(Math.max(0, MAX_ARGUMENTS - arguments.size()))
          .forEach(arguments::add);
    } else if (!handler.value().isEmpty()) {
      values.put(Field.HANDLER, handler.value());
      TemplateExpressions found = TemplateExpressions.of(handler.value());
      List<String> functions =
          found.literals().isEmpty() ? List.of(handler.value()) : found.literals();
      calls =
          functions.stream()
              .flatMap(function -> handlers.calls(script, function).stream())
              .distinct()
              .sorted()
              .toList();
    }
    if (!calls.isEmpty()) {
      values.put(Field.CALLS, calls);
    }
    if (!arguments.isEmpty()) {
      values.put(Field.ARGUMENTS, arguments);
    }
    facts.add(CONTROL, handler.line(), values);
  }

  /** Where it leads, its open-type and its data attributes, as {@code name=value}. */
  private static List<String> arguments(Element element) {
    List<String> arguments = new ArrayList<>();
    element
        .attributes()
        .forEach(
            (name, attribute) -> {
              boolean wanted =
                  name.equals("url")
                      || name.equals("open-type")
                      || name.equals("form-type")
                      || name.startsWith("data-");
              if (wanted && arguments.size() < MAX_ARGUMENTS && !attribute.value().isBlank()) {
                String value = attribute.value();
                arguments.add(name + "=" + value.substring(0, Math.min(200, value.length())));
              }
            });
    return arguments;
  }

  /** What a person reads on an element: the texts inside it, or else its label. */
  static String said(Element element) {
    StringBuilder out = new StringBuilder();
    collect(element, out, MAX_INSIDE);
    if (out.isEmpty()) {
      for (String name : List.of("title", "label", "text", "aria-label", "alt", "value")) {
        String value = TemplateExpressions.of(element.value(name)).text();
        if (TemplateExpressions.says(value)) {
          return value.substring(0, Math.min(MAX_CONTROL_TEXT, value.length()));
        }
      }
    }
    return out.substring(0, Math.min(MAX_CONTROL_TEXT, out.length()));
  }

  /** Looks at so many nodes at most; tells how many are left. */
  private static int collect(Element element, StringBuilder out, int most) {
    int left = most;
    for (Markup child : element.children()) {
      if (out.length() > MAX_CONTROL_TEXT || --left <= 0) {
        return 0;
      }
      if (child instanceof Chars chars && !element.name().equals("wxs")) {
        TemplateExpressions found = TemplateExpressions.of(chars.text());
        for (String text : found.texts()) {
          if (TemplateExpressions.says(text)) {
            out.append(out.isEmpty() ? "" : " ").append(text);
          }
        }
      } else if (child instanceof Element inner) {
        left = collect(inner, out, left);
      }
    }
    return left;
  }

  // ---- form fields -----------------------------------------------------------------------------

  /**
   * Adds a form field.
   *
   * @param type name of its element
   * @param before text that stands before it, which may be its label
   */
  void field(Element element, String type, String before) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.TYPE, fieldType(element, type));
    String name = element.value("name");
    name = name.isEmpty() ? binding(element) : name;
    if (!name.isEmpty()) {
      values.put(Field.NAME, name);
    }
    String own = TemplateExpressions.of(element.value("label")).text();
    own = own.isEmpty() ? TemplateExpressions.of(element.value("title")).text() : own;
    boolean labelled = TICKED.contains(type);
    String placeholder = TemplateExpressions.of(element.value("placeholder")).text();
    String label = own.isEmpty() ? (labelled ? said(element) : caption(before, placeholder)) : own;
    if (!label.isBlank()) {
      values.put(Field.LABEL, label.strip());
    }
    if (!placeholder.isEmpty()) {
      values.put(Field.PLACEHOLDER, placeholder);
    }
    boolean required =
        label.startsWith("*")
            || label.endsWith("*")
            || element.attributes().containsKey("required");
    if (required) {
      values.put(Field.REQUIRED, true);
    }
    facts.add(FORM_FIELD, element.line(), values);
  }

  /**
   * The nearest words first: a sentence above an input is not its label where the input says itself
   * what it asks for.
   */
  private static String caption(String before, String placeholder) {
    boolean sentence = SENTENCE.matcher(before).find();
    return sentence && ASKS.matcher(placeholder).find() ? "" : before;
  }

  private static String binding(Element element) {
    for (String attribute : List.of("model:value", "value", "checked")) {
      List<String> names = TemplateExpressions.of(element.value(attribute)).names();
      if (!names.isEmpty()) {
        return names.get(0);
      }
    }
    return "";
  }

  private static String fieldType(Element element, String type) {
    if (element.attributes().containsKey("password")
        && !element.value("password").equals("false")) {
      return "password";
    }
    if (type.equals("picker") && !element.value("mode").isEmpty()) {
      return "picker." + element.value("mode");
    }
    String stated = element.value("type");
    if (type.equals("input") || type.endsWith("-input") || type.endsWith("-field")) {
      return stated.isEmpty() || stated.contains("{{") ? "text" : stated;
    }
    return type.endsWith("-uploader") ? "image" : type;
  }
}
