package cn.beian.inspect.js;

import cn.beian.inspect.markup.Markup.Element;
import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.CaseNode;
import com.oracle.js.parser.ir.ClassElement;
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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a syntax tree. A function takes its name from what it is bound to (a declaration, a
 * variable, a key); functions inside a named one belong to it, so that callbacks count as part of
 * the handler that passes them.
 */
final class ScriptWalk extends NodeVisitor<LexicalContext> {
  private static final Set<String> DEFINERS = Set.of("Page", "Component", "App", "Behavior");
  private static final int MAX_NAME = 200;

  /** Deeper within each other are only comparisons and sums; of a place, its end counts. */
  private static final int MAX_PATH = 64;

  private static final Pattern PROPERTY = Pattern.compile("\\.([A-Za-z_$][A-Za-z0-9_$]*)");

  /** Arguments of a call, or the body of a function or statement outside any call. */
  private static final class Frame {
    final String call;
    final int line;
    final List<String> arguments = new ArrayList<>();
    final List<String> path = new ArrayList<>();

    Frame(String call, int line) {
      this.call = call;
      this.line = line;
    }
  }

  private final String text;
  private final Lines lines;
  private final List<Literal> literals = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final TreeMap<String, Integer> functions = new TreeMap<>();
  private final TreeMap<String, Integer> dataKeys = new TreeMap<>();
  private final ScopeAnalysis names = new ScopeAnalysis();
  private final IdentityHashMap<Node, String> given = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Boolean> callees = new IdentityHashMap<>();
  private final List<Element> elements = new ArrayList<>();
  private final CompiledTemplates templates;

  /** How many elements of a compiled template the walk is in. */
  private int templateDepth;

  private final Deque<Frame> frames = new ArrayDeque<>();

  ScriptWalk(String text) {
    super(new LexicalContext());
    this.text = text;
    this.lines = new Lines(text);
    this.templates = new CompiledTemplates(text, lines);
    frames.push(new Frame("", 0));
  }

  void run(FunctionNode root) {
    if (root.getModule() != null) {
      names.module(root.getModule());
    }
    root.getBody().accept(this);
  }

  /**
   * What was found.
   *
   * @param written elements that the script held and that the syntax tree does not show
   */
  Script script(List<Element> written) {
    elements.addAll(0, written);
    return new Script(
        List.copyOf(literals),
        List.copyOf(calls),
        functions,
        dataKeys,
        names.modules(),
        names.aliases(),
        names.globals(),
        names.exports(),
        List.copyOf(elements),
        "");
  }

  private int line(Node node) {
    return lines.at(Math.max(0, node.getStart()));
  }

  // ---- names -----------------------------------------------------------------------------------

  /** Gives a function its name, through wrappers such as {@code throttle(function () {…})}. */
  private void name(@Nullable Node value, String name) {
    if (value instanceof FunctionNode || value instanceof CallNode) {
      given.put(value, name);
    }
  }

  // ---- nodes -----------------------------------------------------------------------------------

  @Override
  public boolean enterVarNode(VarNode node) {
    String local = node.getName().getName();
    Expression init = node.getInit();
    if (init != null && !(init instanceof FunctionNode)) {
      names.bind(local, names.bindable(init));
    }
    name(init, local.startsWith("*") || local.startsWith(":") ? "" : local);
    return true;
  }

  @Override
  public boolean enterFunctionNode(FunctionNode node) {
    String name = given.getOrDefault(node, "");
    if (name.isEmpty() && node.getIdent() != null && !node.isAnonymous()) {
      name = node.getIdent().getName();
    }
    name = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
    boolean named = !name.isEmpty() && !name.startsWith(":");
    if (names.enter(named ? name : "")) {
      functions.putIfAbsent(name, line(node));
    }
    frames.push(new Frame("", 0));
    return true;
  }

  @Override
  public Node leaveFunctionNode(FunctionNode node) {
    frames.pop();
    names.leave();
    return node;
  }

  @Override
  public boolean enterCallNode(CallNode node) {
    String name = names.dotted(node.getFunction());
    String module = ScopeAnalysis.required(node);
    if (!module.isEmpty()) {
      names.require(module);
    }
    String bound = given.get(node);
    if (bound != null && !DEFINERS.contains(name)) {
      node.getArgs().forEach(arg -> name(arg, bound));
    }
    callees.put(node.getFunction(), true);
    node.getFunction().accept(this);
    Frame frame = new Frame(name, line(node));
    frames.push(frame);
    for (Expression arg : node.getArgs()) {
      arg.accept(this);
    }
    frames.pop();
    if (name.endsWith(".sort") && !node.getArgs().isEmpty()) {
      comparedBy(node.getArgs().get(0), frame);
    }
    if (!name.isEmpty() && module.isEmpty()) {
      List<String> arguments = Logged.is(name) ? Logged.values(node, names) : frame.arguments;
      calls.add(new Call(name, frame.line, names.function(), arguments));
    }
    for (String argument : frame.arguments) {
      argument(argument);
    }
    return false;
  }

  /** Properties that a comparing function reads, as arguments of the call. */
  private void comparedBy(Expression comparator, Frame frame) {
    int start = Math.max(0, comparator.getStart());
    int end = Math.min(text.length(), Math.min(comparator.getFinish(), start + 400));
    Matcher property = PROPERTY.matcher(text.substring(Math.min(start, end), end));
    while (property.find() && frame.arguments.size() < Call.MAX_ARGUMENTS) {
      if (!frame.arguments.contains(property.group(1))) {
        frame.arguments.add(property.group(1));
      }
    }
  }

  @Override
  public boolean enterAccessNode(AccessNode node) {
    if (!callees.containsKey(node)
        && node.getBase() instanceof IdentNode base
        && ScopeAnalysis.PLATFORMS.contains(names.alias(base.getName()))
        && !callees.containsKey(base)) {
      calls.add(new Call(names.dotted(node), line(node), names.function(), List.of()));
    } else {
      callees.put(node.getBase(), true);
    }
    return true;
  }

  @Override
  public boolean enterObjectNode(ObjectNode node) {
    if (CompiledTemplates.isElement(node) && templateDepth++ == 0) {
      elements.add(templates.element(node));
    }
    return true;
  }

  @Override
  public Node leaveObjectNode(ObjectNode node) {
    if (CompiledTemplates.isElement(node)) {
      templateDepth--;
    }
    return node;
  }

  @Override
  public boolean enterPropertyNode(PropertyNode node) {
    property(node);
    return false;
  }

  @Override
  public boolean enterClassElement(ClassElement node) {
    if (node.getDecorators() != null) {
      node.getDecorators().forEach(decorator -> decorator.accept(this));
    }
    property(node);
    return false;
  }

  private void property(PropertyNode node) {
    String key = node.isComputed() || node.getKey() == null ? "" : String.valueOf(keyName(node));
    Frame frame = frames.element();
    if (DEFINERS.contains(frame.call)
        && frame.path.size() == 1
        && frame.path.get(0).equals("data")
        && !key.isEmpty()) {
      dataKeys.putIfAbsent(key, line(node));
    }
    if (node.isComputed() && node.getKey() != null) {
      node.getKey().accept(this);
    }
    frame.path.add(key);
    name(node.getValue(), key);
    for (Node part : new Node[] {node.getValue(), node.getGetter(), node.getSetter()}) {
      if (part != null) {
        part.accept(this);
      }
    }
    frame.path.remove(frame.path.size() - 1);
  }

  private static String keyName(PropertyNode node) {
    if (node.getKey() instanceof LiteralNode<?> literal) {
      return literal.getString();
    }
    return node.getKey() instanceof IdentNode ident ? ident.getName() : "";
  }

  @Override
  public boolean enterBinaryNode(BinaryNode node) {
    if (node.isTokenType(TokenType.ADD)) {
      sum(node);
      return false;
    }
    if (node.isComparison()) {
      compared(node.getLhs(), node.getRhs());
      return false;
    }
    if (node.isAssignment()) {
      return assigned(node);
    }
    return true;
  }

  private boolean assigned(BinaryNode node) {
    if (node.getLhs() instanceof ObjectNode pattern) {
      names.destructured(pattern, names.bindable(node.getRhs()));
      node.getRhs().accept(this);
      return false;
    }
    if (node.getLhs() instanceof IdentNode local) {
      names.bind(local.getName(), names.bindable(node.getRhs()));
      name(node.getRhs(), local.getName());
      return true;
    }
    if (node.getLhs() instanceof AccessNode target) {
      names.global(target, node.getRhs());
      name(node.getRhs(), target.getProperty().equals("exports") ? "" : target.getProperty());
      node.getLhs().accept(this);
      Frame frame = frames.element();
      frame.path.add(target.getProperty());
      node.getRhs().accept(this);
      frame.path.remove(frame.path.size() - 1);
      return false;
    }
    return true;
  }

  private void compared(Node... sides) {
    Frame frame = frames.element();
    frame.path.add(Literal.COMPARED);
    for (Node side : sides) {
      side.accept(this);
    }
    frame.path.remove(frame.path.size() - 1);
  }

  @Override
  public boolean enterCaseNode(CaseNode node) {
    if (node.getTest() != null) {
      compared(node.getTest());
    }
    node.getStatements().forEach(each -> each.accept(this));
    return false;
  }

  /** Constant pieces of a sum that stand next to each other are one literal. */
  private void sum(BinaryNode node) {
    Deque<Expression> terms = new ArrayDeque<>();
    Expression left = node;
    while (left instanceof BinaryNode binary && binary.isTokenType(TokenType.ADD)) {
      terms.push(binary.getRhs());
      left = binary.getLhs();
    }
    terms.push(left);
    StringBuilder run = new StringBuilder();
    int start = 0;
    for (Expression term : terms) {
      if (term instanceof LiteralNode<?> literal && literal.isString()) {
        start = run.isEmpty() ? line(term) : start;
        run.append(literal.getString());
      } else {
        flush(run, start);
        term.accept(this);
      }
    }
    flush(run, start);
  }

  private void flush(StringBuilder run, int line) {
    if (!run.isEmpty()) {
      literal(run.toString(), line);
      run.setLength(0);
    }
  }

  @Override
  public boolean enterLiteralNode(LiteralNode<?> node) {
    if (node.isString()) {
      literal(node.getString(), line(node));
    } else if (node.getValue() instanceof Number number) {
      argument(number.toString());
    }
    return true;
  }

  private void literal(String text, int line) {
    if (text.isEmpty()) {
      return;
    }
    Frame frame = frames.element();
    int depth = frame.path.size();
    List<String> path = frame.path.subList(Math.max(0, depth - MAX_PATH), depth);
    literals.add(new Literal(text, line, names.function(), frame.call, path));
    argument(text);
  }

  private void argument(String text) {
    List<String> arguments = frames.element().arguments;
    if (arguments.size() < Call.MAX_ARGUMENTS) {
      arguments.add(text.length() > 200 ? text.substring(0, 200) : text);
    }
  }
}
