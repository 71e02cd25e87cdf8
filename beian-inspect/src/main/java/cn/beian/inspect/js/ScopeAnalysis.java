package cn.beian.inspect.js;

import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.ImportNode;
import com.oracle.js.parser.ir.ImportSpecifierNode;
import com.oracle.js.parser.ir.IndexNode;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.Module;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.PropertyNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What names stand for while a script is walked, and which function the walk is in. A name stands
 * for one thing in a function, that which it was set to first.
 */
final class ScopeAnalysis {
  /** Global objects of the mini-program platforms and of the frameworks over them. */
  static final Set<String> PLATFORMS = Set.of("wx", "uni", "my", "dd", "qq", "tt", "swan", "Taro");

  private static final int MAX_CHAIN = 24;

  /** How packages of quick apps name the modules of the platform. */
  private static final String PACKAGED = "@app-module/";

  /**
   * Functions that only hold the functions of a component: components, hooks, setup, modules of a
   * bundle, and those whose names were made short.
   */
  private static final Pattern HOLDER =
      Pattern.compile("[A-Z].*|setup|use[A-Z].*|methods|\\$gwx.*|[a-z$_]|\\d+|.*[/.].*");

  /** What a call of the platform goes on with: part of the function that makes the call. */
  private static final Set<String> CALLBACKS = Set.of("success", "fail", "complete");

  private static final Pattern HOOK = Pattern.compile("use[A-Z]\\w*");

  /** What the walk was in before it went into a function. */
  private record Scope(String function, int depth) {}

  private final Set<String> modules = new LinkedHashSet<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Map<String, String> globals = new TreeMap<>();
  private final Map<String, String> exports = new TreeMap<>();
  private final Deque<Scope> scopes = new ArrayDeque<>();
  private String function = "";
  private int depth;

  // ---- results ---------------------------------------------------------------------------------

  List<String> modules() {
    return List.copyOf(modules);
  }

  /** Those at the top level. */
  Map<String, String> aliases() {
    Map<String, String> top = new TreeMap<>(aliases);
    top.keySet().removeIf(name -> name.indexOf('\0') >= 0);
    return top;
  }

  Map<String, String> globals() {
    return globals;
  }

  Map<String, String> exports() {
    return exports;
  }

  // ---- functions -------------------------------------------------------------------------------

  /** The outermost named function that the walk is in; empty at the top level. */
  String function() {
    return function;
  }

  /**
   * Goes into a function.
   *
   * @param name empty where it has none
   * @return whether what is in it belongs to it from now on
   */
  boolean enter(String name) {
    scopes.push(new Scope(function, depth));
    boolean callback = depth > 0 && CALLBACKS.contains(name);
    if (!name.isEmpty() && !callback && (depth == 0 || HOLDER.matcher(function).matches())) {
      function = name;
      depth = 1;
      return true;
    }
    depth += function.isEmpty() ? 0 : 1;
    return false;
  }

  void leave() {
    Scope outer = scopes.pop();
    function = outer.function;
    depth = outer.depth;
  }

  // ---- modules ---------------------------------------------------------------------------------

  void module(Module module) {
    module.getImports().forEach(this::imported);
    module.getIndirectExportEntries().forEach(this::exported);
    module.getStarExportEntries().forEach(this::exported);
  }

  void require(String module) {
    modules.add(module);
  }

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
    if (module.startsWith(PACKAGED)) {
      return module.substring(PACKAGED.length());
    }
    if (module.startsWith("@system.") || module.startsWith("@service.")) {
      return module.substring(1);
    }
    return module.equals("@tarojs/taro") ? "Taro" : "require(" + module + ")";
  }

  /** The dotted name of an expression; empty where it has none. */
  String dotted(@Nullable Node node) {
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

  /** What a name stands for here; itself where that is not known. */
  String alias(String name) {
    String local = aliases.get(function + "\0" + name);
    for (Scope scope : scopes) {
      local = local != null ? local : aliases.get(scope.function + "\0" + name);
    }
    return local != null ? local : aliases.getOrDefault(name, name);
  }

  /** The module that a call requires; empty for any other call. */
  static String required(CallNode call) {
    boolean named =
        call.getFunction() instanceof IdentNode ident && ident.getName().equals("require");
    String module =
        call.getArgs().size() == 1
                && call.getArgs().get(0) instanceof LiteralNode<?> arg
                && arg.isString()
            ? arg.getString()
            : "";
    return named || module.startsWith(PACKAGED) ? module : "";
  }

  /** Lets a local name stand for what it was set to, where that is a plain chain. */
  void bind(String local, String value) {
    if (!value.isEmpty() && !value.equals(local) && value.length() < 200) {
      aliases.putIfAbsent(function.isEmpty() ? local : function + "\0" + local, value);
    }
  }

  /** What a name may stand for that is set to this value; empty for none. */
  String bindable(@Nullable Expression value) {
    if (value instanceof CallNode wrapper
        && wrapper.getArgs().size() == 1
        && wrapper.getArgs().get(0) instanceof CallNode inner
        && !required(inner).isEmpty()) {
      return meaning(required(inner)); // as compilers wrap what they require
    }
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

  /** The same for each name of a pattern that takes the value apart. */
  void destructured(ObjectNode pattern, String value) {
    if (value.isEmpty()) {
      return;
    }
    for (PropertyNode each : pattern.getElements()) {
      if (each.getKey() instanceof IdentNode key && each.getValue() instanceof IdentNode local) {
        bind(local.getName(), value + "." + key.getName());
      }
    }
  }

  /** {@code Vue.prototype.$api = api}, {@code app.config.globalProperties.$api = api}. */
  void global(AccessNode target, Expression value) {
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
}
