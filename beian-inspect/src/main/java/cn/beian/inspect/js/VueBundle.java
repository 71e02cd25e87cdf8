package cn.beian.inspect.js;

import cn.beian.inspect.markup.Markup;
import com.oracle.js.parser.ParserException;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the build of a uni-app with Vue 3 put into one script, taken apart again: pages, components
 * and the functions beside them, which are the declarations of the function around everything.
 *
 * @param pieces in order
 * @param pages name of the piece by route, as {@code __definePage} says
 * @param rest the script without the pieces, of the same length
 */
public record VueBundle(List<Piece> pieces, Map<String, String> pages, String rest) {
  private static final String DEFINE = "__definePage";

  /** Its name without the underscore that compilers put before names. */
  private static final String CALLED = DEFINE.substring(1);

  /**
   * One declaration.
   *
   * @param text its value
   * @param uses names of other pieces that it refers to, sorted
   * @param parts those of them that it shows as components, sorted
   * @param template its outermost elements
   */
  public record Piece(
      String name, String text, Set<String> uses, Set<String> parts, List<Markup> template) {}

  /** Takes a script apart; empty where it cannot be parsed or defines no page. */
  public static Optional<VueBundle> of(String name, String text, int maxNesting) {
    if (!text.contains(DEFINE)) {
      return Optional.empty();
    }
    return DeepParser.tree(name, text, maxNesting, root -> taken(root, text))
        .filter(bundle -> !bundle.pages.isEmpty());
  }

  private static VueBundle taken(FunctionNode root, String text) throws ParserException {
    Declarations declarations = new Declarations();
    root.getBody().accept(declarations);
    Map<String, List<Expression>> parts = together(declarations.values);
    Lines lines = new Lines(text);
    List<Piece> pieces = new ArrayList<>();
    parts.forEach((name, values) -> pieces.add(piece(name, values, text, lines, parts.keySet())));
    StringBuilder rest = new StringBuilder(text);
    declarations.values.values().forEach(value -> blank(value, rest));
    return new VueBundle(List.copyOf(pieces), declarations.pages, rest.toString());
  }

  /** Puts {@code 0} in the place of a value, nothing in that of a function with a name. */
  private static void blank(Expression value, StringBuilder text) {
    int from = Math.max(0, value.getStart());
    for (int i = from; i < value.getFinish(); i++) {
      if (text.charAt(i) != '\n') {
        text.setCharAt(i, ' ');
      }
    }
    if (from < value.getFinish()) {
      boolean declared = value instanceof FunctionNode function && function.isDeclared();
      text.setCharAt(from, declared ? ';' : '0');
    }
  }

  /**
   * The values by name; what a component is put together of, as {@code _export_sfc(_sfc_main,
   * [["render", _sfc_render]])}, counts as part of it.
   */
  private static Map<String, List<Expression>> together(Map<String, Expression> values) {
    Map<String, List<Expression>> all = new LinkedHashMap<>();
    values.forEach((name, value) -> all.put(name, new ArrayList<>(List.of(value))));
    values.forEach(
        (name, value) -> {
          if (value instanceof CallNode call && call.getArgs().size() == 2) {
            for (String member : members(call)) {
              List<Expression> taken = member.equals(name) ? null : all.remove(member);
              List<Expression> into = all.get(name);
              if (taken != null && into != null) {
                into.addAll(0, taken);
              }
            }
          }
        });
    return all;
  }

  private static List<String> members(CallNode call) {
    List<String> names = new ArrayList<>();
    if (call.getArgs().get(0) instanceof IdentNode main
        && call.getArgs().get(1) instanceof LiteralNode.ArrayLiteralNode pairs) {
      for (Expression pair : pairs.getElementExpressions()) {
        if (pair instanceof LiteralNode.ArrayLiteralNode two
            && two.getElementExpressions().size() == 2
            && two.getElementExpressions().get(0) instanceof LiteralNode<?> key
            && "render".equals(key.getString())) {
          names.add(main.getName());
          if (two.getElementExpressions().get(1) instanceof IdentNode render) {
            names.add(render.getName());
          }
        }
      }
    }
    return names;
  }

  private static Piece piece(
      String name, List<Expression> values, String text, Lines lines, Set<String> declared) {
    References references = new References(declared);
    List<Markup> template = new ArrayList<>();
    StringBuilder own = new StringBuilder();
    int line = 1;
    for (Expression value : values) {
      int from = Math.max(0, value.getStart());
      int to = Math.max(from, value.getFinish());
      value.accept(references);
      RenderedTemplates found = new RenderedTemplates(text, lines, line - lines.at(from));
      value.accept(found);
      template.addAll(found.found());
      own.append(own.isEmpty() ? "" : ",").append(text, from, to);
      line += lines.at(to) - lines.at(from);
    }
    return new Piece(
        name,
        values.size() == 1 ? own.toString() : "(" + own + ")",
        references.of(references.used, name),
        references.of(references.shown, name),
        List.copyOf(template));
  }

  /** The declarations of the outermost function, and the pages that are defined of them. */
  private static final class Declarations extends NodeVisitor<LexicalContext> {
    private final Map<String, Expression> values = new LinkedHashMap<>();
    private final Map<String, String> pages = new LinkedHashMap<>();
    private int depth;

    Declarations() {
      super(new LexicalContext());
    }

    @Override
    public boolean enterFunctionNode(FunctionNode node) {
      depth++;
      return true;
    }

    @Override
    public Node leaveFunctionNode(FunctionNode node) {
      depth--;
      return node;
    }

    @Override
    public boolean enterVarNode(VarNode node) {
      if (depth == 1 && node.getInit() != null) {
        values.putIfAbsent(node.getName().getName(), node.getInit());
      }
      return true;
    }

    @Override
    public boolean enterCallNode(CallNode node) {
      List<Expression> args = node.getArgs();
      if (RenderedTemplates.called(node).equals(CALLED)
          && args.size() > 1
          && args.get(0) instanceof LiteralNode<?> route
          && route.isString()
          && args.get(1) instanceof IdentNode page) {
        pages.putIfAbsent(route.getString(), page.getName());
      }
      return true;
    }
  }

  /** Names that a value refers to, but for those that it declares itself. */
  private static final class References extends NodeVisitor<LexicalContext> {
    private final Set<String> declared;
    private final Set<String> used = new HashSet<>();
    private final Set<String> shown = new HashSet<>();
    private final Set<String> own = new HashSet<>();

    References(Set<String> declared) {
      super(new LexicalContext());
      this.declared = declared;
    }

    Set<String> of(Set<String> names, String self) {
      TreeSet<String> found = new TreeSet<>(names);
      found.retainAll(declared);
      found.removeAll(own);
      found.remove(self);
      return found;
    }

    @Override
    public boolean enterFunctionNode(FunctionNode node) {
      node.getParameters().forEach(parameter -> own.add(parameter.getName()));
      return true;
    }

    @Override
    public boolean enterVarNode(VarNode node) {
      own.add(node.getName().getName());
      return true;
    }

    @Override
    public boolean enterIdentNode(IdentNode node) {
      used.add(node.getName());
      return true;
    }

    @Override
    public boolean enterCallNode(CallNode node) {
      if (RenderedTemplates.isElement(node)
          && node.getArgs().get(0) instanceof IdentNode component) {
        shown.add(component.getName());
      }
      return true;
    }

    @Override
    public boolean enterPropertyNode(PropertyNode node) {
      String key = node.getKey() instanceof IdentNode ident ? ident.getName() : "";
      if (key.equals("components") && node.getValue() instanceof ObjectNode components) {
        for (PropertyNode each : components.getElements()) {
          if (each.getValue() instanceof IdentNode component) {
            shown.add(component.getName());
          }
        }
      }
      if (node.isComputed()) {
        node.getKey().accept(this);
      }
      if (node.getValue() != null) {
        node.getValue().accept(this);
      }
      return false;
    }
  }
}
