package cn.beian.inspect.webapp.facts;

import static cn.beian.facts.FactKind.CONST_STRING;
import static cn.beian.facts.FactKind.IDENTIFIER;
import static cn.beian.facts.FactKind.UI_TEXT;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Attribute;
import cn.beian.inspect.markup.Markup.Chars;
import cn.beian.inspect.markup.Markup.Element;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.ProjectModel;
import cn.beian.inspect.webapp.project.TemplateExpressions;
import cn.beian.inspect.webapp.vue.VueParts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The facts of one template: texts, controls and form fields. Texts of inline elements are joined
 * with the text around them where one of the pieces is a single character, as in {@code
 * <text>签</text><text>到</text>}.
 */
final class TemplateFacts {
  private static final Set<String> INLINE = Set.of("text", "span", "label");
  private static final Set<String> SHOWN_ATTRIBUTES =
      Set.of(
          "title",
          "label",
          "text",
          "content",
          "desc",
          "description",
          "tip",
          "tips",
          "alt",
          "aria-label",
          "header",
          "footer",
          "confirm-text",
          "cancel-text",
          "right-text",
          "left-text",
          "button-text",
          "sub-title",
          "subtitle",
          "name",
          "value",
          "tab",
          "extra",
          "message",
          "note",
          "notice",
          "empty-text",
          "range",
          "items");
  private static final Set<String> QUIET_ATTRIBUTES =
      Set.of("class", "style", "id", "class-name", "key", "ref", "hover-class");
  private static final Pattern FIELD =
      Pattern.compile(
          "input|textarea|picker|switch|slider|checkbox|radio|editor|.*-(?:input|easyinput|field|textarea|picker|uploader|switch|slider|checkbox|radio|rate|stepper)");
  private static final Pattern EVENT =
      Pattern.compile("(?:capture-)?(?:mut-)?(?:bind|catch):?([a-z_-]+)|@([a-z:_-]+)");
  private static final Set<String> LINKS = Set.of("url", "to", "link", "path");
  private static final Pattern PATH = Pattern.compile("\\.{0,2}/[A-Za-z]");
  private static final Set<String> QUIET_EVENTS =
      Set.of(
          "touchmove",
          "touchcancel",
          "scroll",
          "load",
          "error",
          "animationfinish",
          "transition",
          "focus",
          "scrolltolower",
          "scrolltoupper",
          "timeupdate",
          "touchstart",
          "touchend",
          "init",
          "regionchange",
          "update",
          "play",
          "pause",
          "ended",
          "refresherrefresh");

  private final ProjectFiles source;
  private final FactSink facts;
  private final ProjectModel app;
  private final Handlers handlers;
  private final ControlFacts controls;
  private final String file;
  private final String script;
  private final Origin origin;
  private final SponsorLabels responsibility = new SponsorLabels();

  /**
   * @param facts takes the facts, without screen
   * @param file the template
   * @param script whose functions are its handlers
   */
  TemplateFacts(
      ProjectFiles source,
      FactSink facts,
      ProjectModel app,
      Handlers handlers,
      String file,
      String script) {
    this.source = source;
    this.facts = facts;
    this.app = app;
    this.handlers = handlers;
    this.controls = new ControlFacts(handlers, script, this::fact);
    this.file = file;
    this.script = script;
    this.origin = source.origin(file);
  }

  void add(Element root) {
    children(root, SponsorLabels.isFooter(file) ? "footer" : "text");
  }

  private void fact(FactKind kind, int line, Map<Field, ?> values) {
    facts.add(kind, origin, "", source.at(file, line), values);
  }

  // ---- texts -----------------------------------------------------------------------------------

  private void children(Element parent, String role) {
    StringBuilder joined = new StringBuilder();
    int joinedLine = 0;
    boolean split = false;
    int pieces = 0;
    InputLabels labels = new InputLabels(parent, TemplateFacts::isLabelled);
    Siblings siblings = new Siblings(parent);
    for (int i = 0; i < parent.children().size(); i++) {
      Markup child = parent.children().get(i);
      String piece = inlineText(child);
      if (!piece.isEmpty()) {
        joinedLine = joined.isEmpty() ? child.line() : joinedLine;
        joined.append(piece);
        pieces++;
        split |= piece.codePointCount(0, piece.length()) == 1;
      } else if (!joined.isEmpty()) {
        join(joined.toString(), joinedLine, split && pieces > 1, role);
        joined.setLength(0);
        split = false;
        pieces = 0;
      }
      if (child instanceof Chars chars) {
        text(chars.text(), chars.line(), role);
      } else if (child instanceof Element element) {
        counted(siblings, i, element);
        element(element, role, labels.at(i), siblings.caption(element));
      }
    }
    join(joined.toString(), joinedLine, split && pieces > 1, role);
  }

  /** A picture beside a number says what is counted. */
  private void counted(Siblings siblings, int at, Element element) {
    String icon = origin == Origin.APP ? Pictures.icon(element) : "";
    if (!icon.isEmpty() && siblings.countFollows(at)) {
      fact(IDENTIFIER, element.line(), Map.of(Field.NAME, icon, Field.ROLE, "counted_icon"));
    }
  }

  private void join(String text, int line, boolean wanted, String role) {
    if (wanted) {
      text(text, line, role);
    }
  }

  /** Text of a text node or of an inline element that holds nothing else; else empty. */
  private static String inlineText(Markup node) {
    if (node instanceof Chars chars) {
      return TemplateExpressions.of(chars.text()).text();
    }
    Element element = (Element) node;
    boolean plain =
        INLINE.contains(element.name())
            && element.children().size() == 1
            && element.children().get(0) instanceof Chars;
    return plain ? inlineText(element.children().get(0)) : "";
  }

  private void text(String raw, int line, String role) {
    TemplateExpressions found = TemplateExpressions.of(raw);
    shown(found.text(), line, role);
    responsibility.line(found.text()).ifPresent(whole -> shown(whole, line, role));
    found.literals().forEach(literal -> shown(literal, line, role));
    names(found, line);
    if (origin == Origin.APP && Pictures.signFirst(found)) {
      String name = found.names().get(0);
      String last = name.substring(name.lastIndexOf('.') + 1);
      fact(IDENTIFIER, line, Map.of(Field.NAME, last, Field.ROLE, "counted_icon"));
    }
  }

  private void shown(String text, int line, String role) {
    String said = app.texts().getOrDefault(text, text);
    if (TemplateExpressions.says(said)) {
      fact(UI_TEXT, line, Map.of(Field.TEXT, said, Field.ROLE, role));
    }
  }

  private void names(TemplateExpressions found, int line) {
    if (origin == Origin.APP) {
      for (String compared : found.compared()) {
        fact(CONST_STRING, line, Map.of(Field.TEXT, compared));
      }
      for (String name : found.names()) {
        fact(IDENTIFIER, line, Map.of(Field.NAME, name, Field.ROLE, "binding"));
      }
    }
  }

  // ---- elements --------------------------------------------------------------------------------

  private void element(Element element, String role, String before, String caption) {
    String name = element.name();
    if (name.equals("wxs")) {
      return;
    }
    if (DeadEnds.contains(app, file, element)
        && element.attributes().keySet().stream().noneMatch(key -> EVENT.matcher(key).matches())) {
      String said = ControlFacts.said(element);
      if (!said.isEmpty()) {
        fact(CONST_STRING, element.line(), Map.of(Field.TEXT, said));
      }
      return;
    }
    String inner = role.equals("text") && SponsorLabels.isFooter(element) ? "footer" : role;
    boolean control = false;
    for (Map.Entry<String, Attribute> each : element.attributes().entrySet()) {
      attribute(element, each.getKey(), each.getValue());
      Matcher event = EVENT.matcher(each.getKey());
      if (event.matches()
          && !QUIET_EVENTS.contains(event.group(1) == null ? event.group(2) : event.group(1))
          && !each.getValue().value().isBlank()
          && !leadsNowhere(element, each.getValue().value(), event.group(2) != null)) {
        controls.control(element, each.getValue(), event.group(2) != null, caption);
        control = true;
      }
    }
    String type = VueParts.kebab(name);
    boolean button = isButton(element, type);
    if (!control && (button || type.equals("navigator") || type.equals("a") || leads(element))) {
      controls.control(element, new Attribute("", element.line()), false, caption);
      control = true;
    }
    if (control && !type.equals("form") && !type.equals("scroll-view") && !type.equals("swiper")) {
      inner = "button";
    }
    if (isField(element)) {
      controls.field(element, type, before);
      responsibility.interrupted();
    }
    children(element, inner);
  }

  private boolean leadsNowhere(Element element, String handler, boolean code) {
    HandlerExpression found =
        code ? HandlerExpression.of(handler) : new HandlerExpression(List.of(handler), List.of());
    return found.literals().isEmpty()
        && found.functions().size() == 1
        && DeadEnds.contains(app, handlers, script, found.functions().get(0), element);
  }

  /** Whether it is a component that says to which page it leads, as a line of a menu. */
  private static boolean leads(Element element) {
    return element.name().indexOf('-') > 0
        && LINKS.stream().map(element::value).anyMatch(link -> PATH.matcher(link).lookingAt());
  }

  /** A box to tick says itself what it is, by the text inside it. */
  private static boolean isLabelled(Element element) {
    return isField(element) && !ControlFacts.TICKED.contains(VueParts.kebab(element.name()));
  }

  private static boolean isField(Element element) {
    String type = VueParts.kebab(element.name());
    return !isButton(element, type) && FIELD.matcher(type).matches();
  }

  private static boolean isButton(Element element, String type) {
    String stated = type.equals("input") ? element.value("type") : "";
    return type.equals("button")
        || type.endsWith("-button")
        || stated.equals("button")
        || stated.equals("submit");
  }

  private void attribute(Element element, String name, Attribute attribute) {
    String value = attribute.value();
    if (value.isBlank() || QUIET_ATTRIBUTES.contains(name)) {
      return;
    }
    if (name.startsWith("@")) {
      for (String literal : HandlerExpression.of(value).literals()) {
        if (TemplateExpressions.isChinese(literal)) {
          fact(
              CONST_STRING,
              attribute.line(),
              Map.of(Field.TEXT, TemplateExpressions.collapsed(literal)));
        }
      }
      return;
    }
    int line = attribute.line();
    Addresses.add(facts, origin, "", source.at(file, line), value, Addresses.use(name));
    TemplateExpressions found = TemplateExpressions.of(value);
    names(found, line);
    boolean shownHere = SHOWN_ATTRIBUTES.contains(name) && !name.startsWith("wx:");
    String role =
        name.startsWith("placeholder")
            ? "hint"
            : name.equals("alt") || name.equals("aria-label") ? "content_description" : "text";
    if (name.equals("placeholder-class") || name.equals("placeholder-style")) {
      return;
    }
    for (String text : found.texts()) {
      if (!TemplateExpressions.isChinese(text) && !app.texts().containsKey(text)) {
        continue;
      }
      if (shownHere || role.equals("hint") || isProperty(element, name)) {
        shown(text, line, role);
      } else {
        fact(CONST_STRING, line, Map.of(Field.TEXT, text));
      }
    }
  }

  /** A property of a component, which it most likely shows. */
  private static boolean isProperty(Element element, String name) {
    return (element.name().indexOf('-') > 0 || Character.isUpperCase(element.name().charAt(0)))
        && !name.startsWith("data-")
        && !name.startsWith("wx:")
        && !name.startsWith("bind")
        && !name.startsWith("catch");
  }
}
