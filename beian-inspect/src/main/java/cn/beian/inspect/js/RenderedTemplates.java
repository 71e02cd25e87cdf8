package cn.beian.inspect.js;

import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Attribute;
import cn.beian.inspect.markup.Markup.Chars;
import cn.beian.inspect.markup.Markup.Element;
import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.VarNode;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Templates that the compiler of Vue 3 turned into calls: {@code createElementVNode("button",
 * {onClick: …}, "签到")}. Gives the outermost elements of what it visits, in the form of WXML, with
 * {@code @event} for handlers.
 */
final class RenderedTemplates extends NodeVisitor<LexicalContext> {
  private static final Set<String> ELEMENTS =
      Set.of("createElementVNode", "createElementBlock", "createVNode", "createBlock");

  /**
   * Places of {@code $props, $setup, $data, $options} among the parameters of a render function.
   */
  private static final int RENDER_PARAMETERS = 6;

  private static final Pattern MODEL = Pattern.compile("=>\\s*+\\(?+\\s*+([\\w$.]++)\\s*+=");

  private final String text;
  private final Lines lines;
  private final int shift;
  private final List<Markup> into;
  private final Map<String, String> components;
  private final Deque<Set<String>> contexts;

  /**
   * @param shift added to the lines of the text
   */
  RenderedTemplates(String text, Lines lines, int shift) {
    this(text, lines, shift, new ArrayList<>(), new HashMap<>(), new ArrayDeque<>());
  }

  private RenderedTemplates(
      String text,
      Lines lines,
      int shift,
      List<Markup> into,
      Map<String, String> components,
      Deque<Set<String>> contexts) {
    super(new LexicalContext());
    this.text = text;
    this.lines = lines;
    this.shift = shift;
    this.into = into;
    this.components = components;
    this.contexts = contexts;
  }

  /** What was found so far. */
  List<Markup> found() {
    return into;
  }

  /** The last part of the name of what is called; empty where it has none. */
  static String called(CallNode call) {
    String name =
        call.getFunction() instanceof AccessNode access
            ? access.getProperty()
            : call.getFunction() instanceof IdentNode ident ? ident.getName() : "";
    return name.startsWith("_") ? name.substring(1) : name;
  }

  static boolean isElement(CallNode call) {
    return ELEMENTS.contains(called(call)) && !call.getArgs().isEmpty();
  }

  @Override
  public boolean enterFunctionNode(FunctionNode node) {
    Set<String> names = Set.of();
    if (node.getParameters().size() == RENDER_PARAMETERS) {
      names = new HashSet<>();
      for (IdentNode parameter : node.getParameters()) {
        names.add(parameter.getName());
      }
    }
    contexts.push(names);
    return true;
  }

  @Override
  public Node leaveFunctionNode(FunctionNode node) {
    contexts.pop();
    return node;
  }

  @Override
  public boolean enterVarNode(VarNode node) {
    if (node.getInit() instanceof CallNode call
        && called(call).equals("resolveComponent")
        && !call.getArgs().isEmpty()
        && call.getArgs().get(0) instanceof LiteralNode<?> name
        && name.isString()) {
      components.put(node.getName().getName(), name.getString());
    }
    return true;
  }

  @Override
  public boolean enterCallNode(CallNode node) {
    if (isElement(node)) {
      into.add(element(node));
      return false;
    }
    return true;
  }

  private Element element(CallNode call) {
    List<Expression> args = call.getArgs();
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    List<Markup> children = new ArrayList<>();
    if (args.size() > 1) {
      attributes(args.get(1), attributes);
    }
    if (args.size() > 2) {
      children(args.get(2), children);
    }
    return new Element(name(args.get(0)), attributes, children, line(call));
  }

  private String name(Expression tag) {
    if (tag instanceof LiteralNode<?> literal && literal.isString()) {
      return literal.getString();
    }
    return tag instanceof IdentNode ident
        ? components.getOrDefault(ident.getName(), "component")
        : "block";
  }

  private int line(Node node) {
    return lines.at(Math.max(0, node.getStart())) + shift;
  }

  // ---- children --------------------------------------------------------------------------------

  private void children(Expression value, List<Markup> children) {
    if (value instanceof LiteralNode.ArrayLiteralNode list) {
      list.getElementExpressions().stream()
          .filter(Objects::nonNull)
          .forEach(each -> children(each, children));
    } else if (value instanceof LiteralNode<?> literal && literal.isString()) {
      children.add(new Chars(literal.getString(), line(value)));
    } else if (value instanceof BinaryNode
        || (value instanceof CallNode call && called(call).equals("toDisplayString"))) {
      StringBuilder said = new StringBuilder();
      if (said(value, said)) {
        children.add(new Chars(said.toString(), line(value)));
        return;
      }
      deeper(value, children);
    } else if (value instanceof CallNode call
        && called(call).equals("createTextVNode")
        && !call.getArgs().isEmpty()) {
      children(call.getArgs().get(0), children);
    } else {
      deeper(value, children);
    }
  }

  private void deeper(Node value, List<Markup> children) {
    value.accept(new RenderedTemplates(text, lines, shift, children, components, contexts));
  }

  /** A text with what is put into it; false where the value is something else. */
  private boolean said(Expression value, StringBuilder said) {
    if (value instanceof LiteralNode<?> literal && literal.isString()) {
      said.append(literal.getString());
      return true;
    }
    if (value instanceof CallNode call && called(call).equals("toDisplayString")) {
      call.getArgs().forEach(arg -> said.append("{{").append(code(arg)).append("}}"));
      return true;
    }
    return value instanceof BinaryNode sum
        && sum.isTokenType(TokenType.ADD)
        && said(sum.getLhs(), said)
        && said(sum.getRhs(), said);
  }

  // ---- attributes ------------------------------------------------------------------------------

  private void attributes(Expression props, Map<String, Attribute> attributes) {
    if (props instanceof ObjectNode object) {
      for (PropertyNode each : object.getElements()) {
        String key = key(each);
        if (!key.isEmpty() && each.getValue() != null) {
          attribute(key, each.getValue(), attributes);
        }
      }
    } else if (props instanceof CallNode call) { // mergeProps, normalizeProps
      call.getArgs().forEach(arg -> attributes(arg, attributes));
    }
  }

  private void attribute(String key, Expression value, Map<String, Attribute> attributes) {
    int line = line(value);
    String code = code(value);
    if (key.startsWith("onUpdate:")) {
      Matcher model = MODEL.matcher(code);
      if (model.find()) {
        String name = model.group(1).replaceAll("\\.value$", "");
        attributes.putIfAbsent("model:value", new Attribute("{{" + name + "}}", line));
      }
    } else if (key.length() > 2 && key.startsWith("on") && Character.isUpperCase(key.charAt(2))) {
      String event = Character.toLowerCase(key.charAt(2)) + key.substring(3);
      attributes.putIfAbsent("@" + event, new Attribute(handler(value), line));
    } else if (value instanceof LiteralNode<?> literal) {
      attributes.putIfAbsent(key, new Attribute(String.valueOf(literal.getString()), line));
    } else if (!code.isBlank()) {
      attributes.putIfAbsent(key, new Attribute("{{" + code.replace("}}", "} }") + "}}", line));
    }
  }

  /** What an event does, without modifiers and without what keeps it for the next time. */
  private String handler(Expression value) {
    if (value instanceof CallNode call
        && called(call).startsWith("with")
        && !call.getArgs().isEmpty()) {
      return handler(call.getArgs().get(0));
    }
    if (value instanceof BinaryNode kept
        && kept.isTokenType(TokenType.OR)
        && kept.getRhs() instanceof BinaryNode assigned) {
      return handler(assigned.getRhs());
    }
    return code(value);
  }

  /** The code of a value, names without what the compiler put before them. */
  private String code(Expression value) {
    int from = Math.max(0, Math.min(value.getStart(), text.length()));
    int to = Math.max(from, Math.min(value.getFinish(), text.length()));
    String code = text.substring(from, to);
    for (Set<String> names : contexts) {
      if (!names.isEmpty()) {
        StringBuilder any = new StringBuilder();
        names.forEach(name -> any.append(any.isEmpty() ? "" : "|").append(Pattern.quote(name)));
        return code.replaceAll("(?<![\\w$.])(?:" + any + ")\\.(?=[A-Za-z_$])", "");
      }
    }
    return code;
  }

  private static String key(PropertyNode property) {
    if (property.isComputed()) {
      return "";
    }
    Node key = property.getKey();
    if (key instanceof LiteralNode<?> literal) {
      return literal.getString();
    }
    return key instanceof IdentNode ident ? ident.getName() : "";
  }
}
