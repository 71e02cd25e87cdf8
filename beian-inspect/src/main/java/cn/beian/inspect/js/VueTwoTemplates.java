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
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.JoinPredecessorExpression;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.VarNode;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Templates that the compiler of Vue 2 turned into calls of what {@code _self._c} gives: {@code
 * n("button", {attrs: {_i: 5}, on: {click: …}}, [t._v("签到")])}. Gives the outermost elements of
 * what it visits. The number {@code _i} is kept: an app has each template twice, with the texts in
 * one script and with the handlers in the other.
 */
final class VueTwoTemplates extends NodeVisitor<LexicalContext> {
  /** Attribute that holds the number of an element. */
  static final String NUMBER = "_i";

  private static final String MAKER = "_c";
  private static final String TEXT = "_v";

  /** Stands in what v-model makes: it only keeps what is typed. */
  private static final String TYPED = "target.composing";

  private static final Set<String> WRAPPERS = Set.of("_$s", "_$g", "_s");

  /** The component by whatever name, before one of its members. */
  private static final Pattern THIS =
      Pattern.compile("(?<![\\w$.])[A-Za-z_$][\\w$]{0,3}\\.(?=[A-Za-z])");

  private static final Pattern FUNCTION =
      Pattern.compile("^function\\s*\\(\\w*\\)\\s*\\{\\s*(?:return\\s+)?|;?\\s*\\}$");

  private final String text;
  private final Set<String> makers;
  private final List<Markup> into;

  VueTwoTemplates(String text) {
    this(text, new HashSet<>(), new ArrayList<>());
  }

  private VueTwoTemplates(String text, Set<String> makers, List<Markup> into) {
    super(new LexicalContext());
    this.text = text;
    this.makers = makers;
    this.into = into;
  }

  List<Markup> found() {
    return into;
  }

  @Override
  public boolean enterVarNode(VarNode node) {
    Expression value = node.getInit();
    if (value instanceof BinaryNode either && either.isTokenType(TokenType.OR)) {
      value = either.getLhs();
    }
    if (value instanceof JoinPredecessorExpression joined) {
      value = joined.getExpression();
    }
    if (value instanceof AccessNode access && access.getProperty().equals(MAKER)) {
      makers.add(node.getName().getName());
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

  private boolean isElement(CallNode call) {
    boolean made =
        call.getFunction() instanceof IdentNode ident
            ? makers.contains(ident.getName())
            : property(call).equals(MAKER);
    return made && !call.getArgs().isEmpty();
  }

  private static String property(CallNode call) {
    return call.getFunction() instanceof AccessNode access ? access.getProperty() : "";
  }

  private Element element(CallNode call) {
    List<Expression> args = call.getArgs();
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    List<Markup> children = new ArrayList<>();
    int next = 1;
    if (args.size() > 1 && args.get(1) instanceof ObjectNode data) {
      data(data, attributes);
      next = 2;
    }
    if (args.size() > next) {
      children(args.get(next), children);
    }
    String tag =
        args.get(0) instanceof LiteralNode<?> name && name.isString() ? name.getString() : "block";
    return new Element(
        tag.startsWith("v-uni-") ? tag.substring("v-uni-".length()) : tag, attributes, children, 1);
  }

  // ---- children --------------------------------------------------------------------------------

  private void children(Expression value, List<Markup> children) {
    if (value instanceof LiteralNode.ArrayLiteralNode list) {
      list.getElementExpressions().stream()
          .filter(Objects::nonNull)
          .forEach(each -> children(each, children));
    } else if (value instanceof CallNode call
        && property(call).equals(TEXT)
        && !call.getArgs().isEmpty()) {
      StringBuilder said = new StringBuilder();
      said(call.getArgs().get(0), said);
      children.add(new Chars(said.toString(), 1));
    } else {
      value.accept(new VueTwoTemplates(text, makers, children));
    }
  }

  private void said(Expression value, StringBuilder said) {
    if (value instanceof LiteralNode<?> literal && literal.isString()) {
      said.append(literal.getString());
    } else if (value instanceof BinaryNode sum && sum.isTokenType(TokenType.ADD)) {
      said(sum.getLhs(), said);
      said(sum.getRhs(), said);
    } else {
      said.append("{{").append(code(unwrapped(value))).append("}}");
    }
  }

  /** What a value is without the number of its element. */
  private static Expression unwrapped(Expression value) {
    Expression inner = value;
    while (inner instanceof CallNode call
        && WRAPPERS.contains(property(call))
        && !call.getArgs().isEmpty()) {
      inner = call.getArgs().get(call.getArgs().size() - 1);
    }
    return inner;
  }

  // ---- attributes ------------------------------------------------------------------------------

  private void data(ObjectNode data, Map<String, Attribute> attributes) {
    for (PropertyNode each : data.getElements()) {
      String key = key(each);
      if (each.getValue() == null) {
        continue;
      }
      switch (key) {
        case "attrs", "domProps" -> members(each, "", attributes);
        case "on", "nativeOn" -> members(each, "@", attributes);
        case "model" -> model(each.getValue(), attributes);
        case "directives" -> {
          if (each.getValue() instanceof LiteralNode.ArrayLiteralNode list) {
            list.getElementExpressions().forEach(one -> model(one, attributes));
          }
        }
        default -> {}
      }
    }
  }

  private void members(PropertyNode of, String before, Map<String, Attribute> attributes) {
    if (of.getValue() instanceof ObjectNode members) {
      for (PropertyNode each : members.getElements()) {
        if (each.getValue() != null) {
          String value = before.isEmpty() ? value(each.getValue()) : handler(each.getValue());
          if (!value.contains(TYPED)) {
            attributes.putIfAbsent(before + key(each), new Attribute(value, 1));
          }
        }
      }
    }
  }

  private String value(Expression value) {
    Expression inner = unwrapped(value);
    if (inner instanceof LiteralNode<?> literal) {
      return String.valueOf(literal.getString());
    }
    if (inner instanceof BinaryNode sum && sum.getLhs() instanceof LiteralNode<?> first) {
      return String.valueOf(first.getString()); // the number of an element that is repeated
    }
    return "{{" + code(inner) + "}}";
  }

  /** Of what is bound both ways the expression is kept as written. */
  private static void model(Node value, Map<String, Attribute> attributes) {
    if (value instanceof ObjectNode object) {
      boolean other = false;
      String expression = "";
      for (PropertyNode each : object.getElements()) {
        if (each.getValue() instanceof LiteralNode<?> literal && literal.isString()) {
          other |= key(each).equals("rawName") && !literal.getString().startsWith("v-model");
          expression = key(each).equals("expression") ? literal.getString() : expression;
        }
      }
      if (!other && !expression.isBlank()) {
        attributes.putIfAbsent("model:value", new Attribute("{{" + expression + "}}", 1));
      }
    }
  }

  /** What an event does: the last of several, as the first writes what was typed. */
  private String handler(Expression value) {
    Expression last = value;
    if (value instanceof LiteralNode.ArrayLiteralNode list
        && !list.getElementExpressions().isEmpty()) {
      last = list.getElementExpressions().get(list.getElementExpressions().size() - 1);
    }
    return FUNCTION.matcher(code(last)).replaceAll("");
  }

  private String code(Expression value) {
    int from = Math.max(0, Math.min(value.getStart(), text.length()));
    int to = Math.max(from, Math.min(value.getFinish(), text.length()));
    return THIS.matcher(text.substring(from, to)).replaceAll("").replace("}}", "} }");
  }

  /** The name of a member; empty where it is worked out. */
  static String key(PropertyNode property) {
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
