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
import com.oracle.js.parser.ir.ImportNode;
import com.oracle.js.parser.ir.ImportSpecifierNode;
import com.oracle.js.parser.ir.IndexNode;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.Module;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.VarNode;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
  /** Global objects of the mini-program platforms and of the frameworks over them. */
  static final Set<String> PLATFORMS = Set.of("wx", "uni", "my", "dd", "qq", "tt", "swan", "Taro");

  private static final Set<String> DEFINERS = Set.of("Page", "Component", "App", "Behavior");
  private static final int MAX_CHAIN = 24;

  /**
   * Functions that only hold the functions of a component: components, hooks, setup, modules of a
   * bundle, and those whose names were made short.
   */
  private static final Pattern HOLDER =
      Pattern.compile("[A-Z].*|setup|use[A-Z].*|methods|\\$gwx.*|[a-z$_]{1,2}|\\d+|.*[/.].*");

  private static final Pattern HOOK = Pattern.compile("use[A-Z]\\w*");
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

  /** What the walk was in before it went into a function that has functions of its own. */
  private record Scope(String function, int depth) {}

  private final String text;
  private final Lines lines;
  private final List<Literal> literals = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final TreeMap<String, Integer> functions = new TreeMap<>();
  private final TreeMap<String, Integer> dataKeys = new TreeMap<>();
  private final Set<String> modules = new LinkedHashSet<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Map<String, String> globals = new TreeMap<>();
  private final Map<String, String> exports = new TreeMap<>();
  private final IdentityHashMap<Node, String> names = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Boolean> callees = new IdentityHashMap<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Deque<Scope> scopes = new ArrayDeque<>();
  private String function = "";
  private int functionDepth;

  ScriptWalk(String text) {
    super(new LexicalContext());
    this.text = text;
    this.lines = new Lines(text);
    frames.push(new Frame("", 0));
  }

  void run(FunctionNode root) {
    if (root.getModule() != null) {
      root.getModule().getImports().forEach(this::imported);
      root.getModule().getIndirectExportEntries().forEach(this::exported);
      root.getModule().getStarExportEntries().forEach(this::exported);
    }
    root.getBody().accept(this);
  }

  Script script(List<Element> elements) {
    Map<String, String> top = new TreeMap<>(aliases);
    top.keySet().removeIf(name -> name.indexOf('\0') >= 0);
    return new Script(
        List.copyOf(literals),
        List.copyOf(calls),
        functions,
        dataKeys,
        List.copyOf(modules),
        top,
        globals,
        exports,
        elements,
        "");
  }

  private int line(Node node) {
    return lines.at(Math.max(0, node.getStart()));
  }

  // ---- names -----------------------------------------------------------------------------------

  private void imported(ImportNode node) {
    if (node.getModuleSpecifier() == null) {
      return;
    }
    String module = meaning(node.getModuleSpecifier().getString());
    modules.add(node.getModuleSpecifier().getString());
    var clause = node.getImportClause();
    if (clause == null) {
      return;
    }
    if (clause.getDefaultBinding() != null) {
      aliases.put(clause.getDefaultBinding().getName(), module);
    }
    if (clause.getNameSpaceImport() != null) {
      aliases.put(clause.getNameSpaceImport().getBindingIdentifier().getName(), module);
    }
    if (clause.getNamedImports() != null) {
      for (ImportSpecifierNode each : clause.getNamedImports().getImportSpecifiers()) {
        String local = each.getBindingIdentifier().getName();
        String remote =
            each.getIdentifier() == null ? local : each.getIdentifier().getPropertyName();
        aliases.put(local, module + "." + remote);
      }
    }
  }

  /** {@code export { a as b } from 'm'} and {@code export * from 'm'}. */
  private void exported(Module.ExportEntry entry) {
    if (entry.getModuleRequest() == null) {
      return;
    }
    String module = String.valueOf(entry.getModuleRequest().specifier());
    modules.add(module);
    if (entry.getExportName() != null && entry.getImportName() != null) {
      exports.put(
          entry.getExportName().toString(), "require(" + module + ")." + entry.getImportName());
    }
  }

  /**
   * What a module is called: {@code system.router} for {@code @system.router} of quick apps and
   * {@code Taro}, which are the platform's; else {@code require(name)}.
   */
  private static String meaning(String module) {
    if (module.startsWith("@system.") || module.startsWith("@service.")) {
      return module.substring(1);
    }
    return module.equals("@tarojs/taro") ? "Taro" : "require(" + module + ")";
  }

  /** The dotted name of an expression; empty where it has none. */
  private String dotted(@Nullable Node node) {
    List<String> parts = new ArrayList<>();
    Node at = node;
    String root = "?";
    while (at != null && parts.size() < MAX_CHAIN) {
      if (at instanceof AccessNode access) {
        parts.add(access.getProperty());
        at = access.getBase();
      } else if (at instanceof IndexNode index) {
        if (index.getIndex() instanceof LiteralNode<?> key && key.isString()) {
          parts.add(key.getString());
        }
        at = index.getBase();
      } else if (at instanceof CallNode call) {
        String module = required(call);
        if (!module.isEmpty()) {
          root = meaning(module);
          break;
        }
        at = call.getFunction();
      } else if (at instanceof IdentNode ident) {
        root = ident.isThis() ? "this" : alias(ident.getName());
        break;
      } else {
        break;
      }
    }
    if (root.equals("?") && parts.isEmpty()) {
      return "";
    }
    StringBuilder name = new StringBuilder(root);
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (!parts.get(i).equals("default") || !isModule(root)) {
        name.append('.').append(parts.get(i));
      }
    }
    return name.toString();
  }

  private static boolean isModule(String root) {
    return root.startsWith("require(") || PLATFORMS.contains(root) || root.startsWith("system.");
  }

  private String alias(String name) {
    String local = aliases.get(function + "\0" + name);
    for (Scope scope : scopes) {
      local = local != null ? local : aliases.get(scope.function + "\0" + name);
    }
    return local != null ? local : aliases.getOrDefault(name, name);
  }

  private static String required(CallNode call) {
    boolean named =
        call.getFunction() instanceof IdentNode ident && ident.getName().equals("require");
    return named
            && call.getArgs().size() == 1
            && call.getArgs().get(0) instanceof LiteralNode<?> arg
            && arg.isString()
        ? arg.getString()
        : "";
  }

  /** Lets a local name stand for what it was set to, where that is a plain chain. */
  private void bind(String local, String value) {
    if (!value.isEmpty() && !value.equals(local) && value.length() < 200) {
      aliases.putIfAbsent(function.isEmpty() ? local : function + "\0" + local, value);
    }
  }

  private String bindable(@Nullable Expression value) {
    if (value instanceof CallNode) {
      String name = dotted(value);
      int dot = name.indexOf('.');
      String root = dot < 0 ? name : name.substring(0, dot);
      boolean known =
          PLATFORMS.contains(root)
              || root.equals("system")
              || name.equals("getApp")
              || requiredOnly(name).equals(name)
              || HOOK.matcher(name.substring(name.lastIndexOf('.') + 1)).matches();
      return known ? name : "";
    }
    return value instanceof IdentNode || value instanceof AccessNode ? dotted(value) : "";
  }

  private static String requiredOnly(String name) {
    return name.startsWith("require(") && name.endsWith(")") ? name : "";
  }

  private void destructured(ObjectNode pattern, String value) {
    if (value.isEmpty()) {
      return;
    }
    for (PropertyNode each : pattern.getElements()) {
      if (each.getKey() instanceof IdentNode key && each.getValue() instanceof IdentNode local) {
        bind(local.getName(), value + "." + key.getName());
      }
    }
  }

  /** Gives a function its name, through wrappers such as {@code throttle(function () {…})}. */
  private void name(@Nullable Node value, String name) {
    if (value instanceof FunctionNode || value instanceof CallNode) {
      names.put(value, name);
    }
  }

  // ---- nodes -----------------------------------------------------------------------------------

  @Override
  public boolean enterVarNode(VarNode node) {
    String local = node.getName().getName();
    Expression init = node.getInit();
    if (init != null && !(init instanceof FunctionNode)) {
      bind(local, bindable(init));
    }
    name(init, local.startsWith("*") || local.startsWith(":") ? "" : local);
    return true;
  }

  @Override
  public boolean enterFunctionNode(FunctionNode node) {
    String name = names.getOrDefault(node, "");
    if (name.isEmpty() && node.getIdent() != null && !node.isAnonymous()) {
      name = node.getIdent().getName();
    }
    boolean named = !name.isEmpty() && !name.startsWith(":");
    scopes.push(new Scope(function, functionDepth));
    if (named && (functionDepth == 0 || HOLDER.matcher(function).matches())) {
      function = name;
      functionDepth = 1;
      functions.putIfAbsent(name, line(node));
    } else if (!function.isEmpty()) {
      functionDepth++;
    }
    frames.push(new Frame("", 0));
    return true;
  }

  @Override
  public Node leaveFunctionNode(FunctionNode node) {
    frames.pop();
    Scope outer = scopes.pop();
    function = outer.function;
    functionDepth = outer.depth;
    return node;
  }

  @Override
  public boolean enterCallNode(CallNode node) {
    String name = dotted(node.getFunction());
    String module = required(node);
    if (!module.isEmpty()) {
      modules.add(module);
    }
    String bound = names.get(node);
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
      calls.add(new Call(name, frame.line, function, frame.arguments));
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
        && PLATFORMS.contains(alias(base.getName()))
        && !callees.containsKey(base)) {
      calls.add(new Call(dotted(node), line(node), function, List.of()));
    } else {
      callees.put(node.getBase(), true);
    }
    return true;
  }

  @Override
  public boolean enterPropertyNode(PropertyNode node) {
    property(node);
    return false;
  }

  @Override
  public boolean enterClassElement(ClassElement node) {
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
      destructured(pattern, bindable(node.getRhs()));
      node.getRhs().accept(this);
      return false;
    }
    if (node.getLhs() instanceof IdentNode local) {
      bind(local.getName(), bindable(node.getRhs()));
      name(node.getRhs(), local.getName());
      return true;
    }
    if (node.getLhs() instanceof AccessNode target) {
      global(target, node.getRhs());
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

  /** {@code Vue.prototype.$api = api}, {@code app.config.globalProperties.$api = api}. */
  private void global(AccessNode target, Expression value) {
    boolean shared =
        target.getBase() instanceof AccessNode base
            && (base.getProperty().equals("prototype")
                || base.getProperty().equals("globalProperties")
                || base.getProperty().equals("$u"));
    if (shared && target.getProperty().startsWith("$")) {
      String name = value instanceof CallNode ? bindable(value) : dotted(value);
      if (!name.isEmpty()) {
        globals.putIfAbsent(target.getProperty(), name);
      }
    }
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
    literals.add(new Literal(text, line, function, frame.call, frame.path));
    argument(text);
  }

  private void argument(String text) {
    List<String> arguments = frames.element().arguments;
    if (arguments.size() < Call.MAX_ARGUMENTS) {
      arguments.add(text.length() > 200 ? text.substring(0, 200) : text);
    }
  }
}
