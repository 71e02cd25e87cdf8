package cn.beian.inspect.js;

import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Attribute;
import cn.beian.inspect.markup.Markup.Element;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.PropertyNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Templates that a compiler of quick apps turned into object literals: {@code {type: 'text', attr:
 * {value: '签到'}, events: {click: 'onSign'}, children: [...]}}, where a value may be a function that
 * gives it.
 */
final class CompiledTemplates {
  private static final Set<String> SIGNS = Set.of("attr", "children", "classList", "events");
  private static final int MAX_DEPTH = 200;

  private final String text;
  private final Lines lines;

  CompiledTemplates(String text, Lines lines) {
    this.text = text;
    this.lines = lines;
  }

  /** Whether an object literal is an element. */
  static boolean isElement(ObjectNode node) {
    boolean sign = false;
    boolean type = false;
    for (PropertyNode each : node.getElements()) {
      String key = key(each);
      sign |= SIGNS.contains(key);
      type |= key.equals("type") && string(each.getValue()) != null;
    }
    return sign && type;
  }

  /** The element with all in it, in the form of WXML. */
  Element element(ObjectNode node) {
    return element(node, 0);
  }

  private Element element(ObjectNode node, int depth) {
    String name = "";
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    List<Markup> children = new ArrayList<>();
    for (PropertyNode each : node.getElements()) {
      Expression value = each.getValue();
      switch (key(each)) {
        case "type" -> name = String.valueOf(string(value));
        case "attr" -> members(value, "", attributes);
        case "events" -> members(value, "@", attributes);
        case "shown" -> put(attributes, "wx:if", value);
        case "repeat" -> put(attributes, "wx:for", value);
        case "children" -> children(value, children, depth);
        default -> {
          // classes and styles say nothing
        }
      }
    }
    return new Element(name, attributes, children, lines.at(Math.max(0, node.getStart())));
  }

  private void children(@Nullable Expression value, List<Markup> children, int depth) {
    if (value instanceof LiteralNode.ArrayLiteralNode list && depth < MAX_DEPTH) {
      for (Expression child : list.getElementExpressions()) {
        if (child instanceof ObjectNode inner && isElement(inner)) {
          children.add(element(inner, depth + 1));
        }
      }
    }
  }

  private void members(
      @Nullable Expression value, String before, Map<String, Attribute> attributes) {
    if (value instanceof ObjectNode object) {
      for (PropertyNode each : object.getElements()) {
        String key = key(each);
        if (!key.isEmpty()) {
          put(attributes, before + key, each.getValue());
        }
      }
    }
  }

  private void put(Map<String, Attribute> attributes, String name, @Nullable Expression value) {
    if (value == null) {
      return;
    }
    String constant = string(value);
    String code = constant == null ? code(value) : constant;
    boolean braced = constant == null && !name.startsWith("@") && !code.isBlank();
    attributes.putIfAbsent(
        name,
        new Attribute(
            braced ? "{{" + code.replace("}}", "} }") + "}}" : code,
            lines.at(Math.max(0, value.getStart()))));
  }

  /** The code of a value; of a function that gives it, what it gives. */
  private String code(Expression value) {
    int from = Math.max(0, Math.min(value.getStart(), text.length()));
    int to = Math.max(from, Math.min(value.getFinish(), text.length()));
    String code = text.substring(from, to);
    if (value instanceof FunctionNode) {
      int body = code.indexOf("return");
      code = body < 0 ? code : code.substring(body + "return".length());
    }
    return withoutEnd(code.replace("this.", "")).strip();
  }

  /** Without the braces, semicolons and blanks at the end. */
  private static String withoutEnd(String code) {
    int end = code.length();
    while (end > 0 && "{}; \t\n\u000B\f\r".indexOf(code.charAt(end - 1)) >= 0) {
      end--;
    }
    return code.substring(0, end);
  }

  private static String key(PropertyNode property) {
    if (property.isComputed()) {
      return "";
    }
    if (property.getKey() instanceof LiteralNode<?> literal) {
      return literal.getString();
    }
    return property.getKey() instanceof IdentNode ident ? ident.getName() : "";
  }

  private static @Nullable String string(@Nullable Expression value) {
    return value instanceof LiteralNode<?> literal && literal.isString()
        ? literal.getString()
        : null;
  }
}
