package cn.beian.inspect.js;

import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Attribute;
import cn.beian.inspect.markup.Markup.Element;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the build of a uni-app with Vue 2 put into two scripts of modules that have the same names
 * in both: app-service.js holds code and handlers, app-view.js texts. A module is
 *
 * <pre>
 * "0c8f": function(t,e,n){ …var r=function(){var t=this,n=t._self._c||…; return n("view",…)}… }
 *         a template, in both scripts; elements by their number _i
 * "006b": function(t,e,n){ var i=n("98dd"), r=n("e09c"); … Object(o["a"])(r["default"],i["b"],…) }
 *         a component: its template, its code
 * "e115": __definePage("pages/a/a", function(){return Vue.extend(n("006b").default)})
 * </pre>
 *
 * @param pages the name of a component by route
 * @param components by name of their module
 * @param scripts text of the modules that have code, by name
 * @param rest the service script without those modules
 */
public record VueTwoBundle(
    Map<String, String> pages,
    Map<String, Component> components,
    Map<String, String> scripts,
    String rest) {
  private static final String DEFINE = "__definePage";

  /** What each handler of app-view.js does: it asks the other script. */
  private static final String VIEW_EVENT = "handleViewEvent";

  private static final int MAX_STEPS = 4;
  private static final int MAX_HANDING_ON = 800;

  /** How compilers call what a module imports, so that it has no {@code this}. */
  private static final Pattern IMPORTED =
      Pattern.compile("\\(0,\\s*([\\w$]+(?:\\.[\\w$]+)+)\\)\\(");

  private static final Pattern EXPORTED =
      Pattern.compile("(?<![\\w$])(exports\\.[A-Za-z_$][\\w$]*=)([\\w$]+)(?=[;,}\\n])");
  private static final Pattern DECLARED = Pattern.compile("(?<![\\w$.])([\\w$]+)=function\\(");

  /** What hands on all that another module exports. */
  private static final Pattern HANDING_ON = Pattern.compile("for\\s*\\(\\s*var \\w+ in \\w+\\)");

  /**
   * A page or a part of pages.
   *
   * @param script the module that holds its code; empty where it has none
   * @param parts names of the components that its code uses
   * @param template its outermost elements
   */
  public record Component(String script, List<String> parts, List<Markup> template) {}

  /** A call that asks for a module, and where it ends. */
  private record Call(int end, String module) {}

  /** A module of either script. */
  private record Module(
      String text, List<String> requires, Map<String, String> pages, List<Markup> template) {}

  /**
   * Takes the scripts apart; empty where the first cannot be parsed or defines no page.
   *
   * @param view may be empty
   */
  public static Optional<VueTwoBundle> of(String service, String view, int maxNesting) {
    if (!service.contains(DEFINE)) {
      return Optional.empty();
    }
    StringBuilder rest = new StringBuilder(service);
    Map<String, Module> code =
        DeepParser.tree("app-service.js", service, maxNesting, root -> modules(root, service, rest))
            .orElse(Map.of());
    Map<String, Module> shown =
        view.isEmpty()
            ? Map.of()
            : DeepParser.tree("app-view.js", view, maxNesting, root -> modules(root, view, null))
                .orElse(Map.of());
    Map<String, String> pages = new LinkedHashMap<>();
    code.values().forEach(module -> module.pages.forEach(pages::putIfAbsent));
    if (pages.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Component> components = new TreeMap<>();
    Map<String, String> scripts = new TreeMap<>();
    code.forEach(
        (name, module) -> {
          component(module, code, shown).ifPresent(made -> components.put(name, made));
          scripts.put(name, module.text);
        });
    return Optional.of(new VueTwoBundle(pages, components, scripts, rest.toString()));
  }

  // ---- modules ---------------------------------------------------------------------------------

  private static Map<String, Module> modules(
      FunctionNode root, String text, @Nullable StringBuilder rest) {
    Map<String, Module> found = new LinkedHashMap<>();
    root.getBody()
        .accept(
            new NodeVisitor<LexicalContext>(new LexicalContext()) {
              @Override
              public boolean enterObjectNode(ObjectNode node) {
                boolean all = !node.getElements().isEmpty();
                for (PropertyNode each : node.getElements()) {
                  all &= each.getValue() instanceof FunctionNode;
                }
                if (!all || !found.isEmpty()) {
                  return found.isEmpty();
                }
                Set<String> names = new HashSet<>();
                node.getElements().forEach(each -> names.add(VueTwoTemplates.key(each)));
                for (PropertyNode each : node.getElements()) {
                  FunctionNode function = (FunctionNode) each.getValue();
                  found.putIfAbsent(VueTwoTemplates.key(each), module(function, text, names));
                  blank(function, rest);
                }
                return false;
              }
            });
    return found;
  }

  private static void blank(FunctionNode function, @Nullable StringBuilder rest) {
    if (rest != null) {
      for (int i = Math.max(0, function.getStart()); i < function.getFinish(); i++) {
        if (rest.charAt(i) != '\n') {
          rest.setCharAt(i, ' ');
        }
      }
      rest.setCharAt(Math.max(0, function.getStart()), '0');
    }
  }

  private static Module module(FunctionNode function, String text, Set<String> names) {
    List<IdentNode> parameters = function.getParameters();
    String exports = parameters.size() > 1 ? parameters.get(1).getName() : "";
    String require = parameters.size() > 2 ? parameters.get(2).getName() : "";
    Requires requires = new Requires(require, names);
    function.getBody().accept(requires);
    VueTwoTemplates template = new VueTwoTemplates(text);
    function.getBody().accept(template);
    int from = Math.max(0, function.getStart());
    StringBuilder own = new StringBuilder();
    int at = from;
    for (Map.Entry<Integer, Call> call : requires.calls.entrySet()) {
      int start = call.getKey();
      int end = call.getValue().end;
      if (start < at || end < start) {
        continue;
      }
      own.append(text, at, start);
      own.append("require(\"./").append(call.getValue().module).append("\")");
      at = end;
    }
    own.append(text, at, Math.max(at, function.getFinish()));
    return new Module(
        exported(IMPORTED.matcher("(" + own + ")").replaceAll("$1("), exports),
        requires.calls.values().stream().map(Call::module).distinct().toList(),
        requires.pages,
        template.found());
  }

  /** The text with what it exports as modules have it; a function there leads to that within. */
  private static String exported(String text, String exports) {
    if (exports.isEmpty()) {
      return text;
    }
    Pattern set = Pattern.compile("(?<![\\w$.])" + Pattern.quote(exports) + "\\.([\\w$]+)=(?!=)");
    String renamed = set.matcher(text).replaceAll(Matcher.quoteReplacement("exports.") + "$1=");
    Set<String> functions = new HashSet<>();
    Matcher declared = DECLARED.matcher(renamed);
    while (declared.find()) {
      functions.add(declared.group(1));
    }
    return EXPORTED
        .matcher(renamed)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    functions.contains(found.group(2))
                        ? found.group(1) + "function(){return " + found.group(2) + "()}"
                        : found.group()));
  }

  /** What a module asks for, in the order of the text, and the pages that it defines. */
  private static final class Requires extends NodeVisitor<LexicalContext> {
    private final String require;
    private final Map<Integer, Call> calls = new TreeMap<>();
    private final Map<String, String> pages = new LinkedHashMap<>();
    private final Set<String> names;
    private String defining = "";

    Requires(String require, Set<String> names) {
      super(new LexicalContext());
      this.names = names;
      this.require = require;
    }

    @Override
    public boolean enterCallNode(CallNode node) {
      if (node.getFunction() instanceof IdentNode function && !node.getArgs().isEmpty()) {
        String first =
            node.getArgs().get(0) instanceof LiteralNode<?> literal ? literal.getString() : "";
        if (function.getName().equals(DEFINE) && node.getArgs().size() > 1) {
          String before = defining;
          defining = first;
          node.getArgs().get(1).accept(this);
          defining = before;
          return false;
        }
        if (function.getName().equals(require) && names.contains(first) && isName(first)) {
          calls.put(node.getStart(), new Call(node.getFinish(), first));
          if (!defining.isEmpty()) {
            pages.putIfAbsent(defining, first);
          }
        }
      }
      return true;
    }

    /** Names are hashes, numbers or paths; what could leave a text is none. */
    private static boolean isName(String name) {
      return name.chars().noneMatch(c -> c == '"' || c == '\\' || c < ' ');
    }
  }

  // ---- components ------------------------------------------------------------------------------

  /** A module that asks for a template first, then for code. */
  private static Optional<Component> component(
      Module module, Map<String, Module> code, Map<String, Module> shown) {
    if (module.requires.isEmpty() || !module.template.isEmpty()) {
      return Optional.empty();
    }
    String template = module.requires.get(0);
    Module handlers = code.get(template);
    Module texts = shown.getOrDefault(template, handlers);
    if (handlers == null || texts == null || texts.template.isEmpty()) {
      return Optional.empty();
    }
    String script = module.requires.size() > 1 ? script(module.requires.get(1), code) : "";
    Module own = code.get(script);
    List<String> parts = new ArrayList<>();
    if (own != null) {
      for (String each : own.requires) {
        Module part = code.get(each);
        if (part != null && !part.requires.isEmpty()) {
          Module first = code.get(part.requires.get(0));
          if (first != null && !first.template.isEmpty()) {
            parts.add(each);
          }
        }
      }
    }
    Map<String, Element> numbered = new HashMap<>();
    handlers.template.forEach(each -> number(each, numbered));
    List<Markup> merged = texts.template.stream().map(each -> merged(each, numbered)).toList();
    return Optional.of(new Component(script, List.copyOf(parts), merged));
  }

  /** The module with the code, behind those that only hand it on. */
  private static String script(String name, Map<String, Module> code) {
    String now = name;
    Set<String> met = new LinkedHashSet<>();
    for (int step = 0; step < MAX_STEPS && met.add(now); step++) {
      Module module = code.get(now);
      if (module == null
          || module.requires.size() != 1
          || module.text.length() > MAX_HANDING_ON
          || !HANDING_ON.matcher(module.text).find()) {
        break;
      }
      now = module.requires.get(0);
    }
    return now;
  }

  private static void number(Markup markup, Map<String, Element> numbered) {
    if (markup instanceof Element element) {
      Attribute number = element.attributes().get(VueTwoTemplates.NUMBER);
      if (number != null) {
        numbered.putIfAbsent(number.value(), element);
      }
      element.children().forEach(each -> number(each, numbered));
    }
  }

  /** The elements with their texts, with the handlers and fields that the other script has. */
  private static Markup merged(Markup markup, Map<String, Element> numbered) {
    if (!(markup instanceof Element element)) {
      return markup;
    }
    Map<String, Attribute> attributes = new LinkedHashMap<>(element.attributes());
    Attribute number = attributes.remove(VueTwoTemplates.NUMBER);
    Element handlers = number == null ? null : numbered.get(number.value());
    attributes.values().removeIf(value -> value.value().contains(VIEW_EVENT));
    if (handlers != null) {
      handlers.attributes().forEach(attributes::putIfAbsent);
      attributes.remove(VueTwoTemplates.NUMBER);
    }
    List<Markup> children = new ArrayList<>();
    for (Markup child : element.children()) {
      children.add(merged(child, numbered));
    }
    return new Element(element.name(), attributes, children, element.line());
  }
}
