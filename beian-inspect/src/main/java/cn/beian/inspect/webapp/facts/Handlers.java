package cn.beian.inspect.webapp.facts;

import cn.beian.inspect.js.Call;
import cn.beian.inspect.js.Literal;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.webapp.project.ProjectFiles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the functions of the scripts call, followed through methods of the same page, local
 * functions and functions of required modules. Only names are followed: a callback counts as part
 * of the function that passes it, what a value holds at run time is not known.
 */
final class Handlers {
  private static final int MAX_DEPTH = 6;
  private static final int MAX_CALLS = 48;
  private static final int MAX_NAME = 120;
  private static final String REQUIRE = "require(";
  private static final Pattern STORE = Pattern.compile("(?:.*/)?(?:stores?|vuex)/.*");
  private static final Set<String> DISPATCHES = Set.of("dispatch", "commit");

  private final ProjectFiles source;
  private final Map<String, Script> scripts;
  private final List<String> mains;
  private final Map<String, Map<String, List<Call>>> byFunction = new HashMap<>();
  private final Map<String, Map<String, List<Literal>>> literals = new HashMap<>();

  /** File by name of the functions of shared stores, which pages take by name. */
  private final Map<String, String> stores = new HashMap<>();

  private final Map<String, List<String>> required = new ConcurrentHashMap<>();
  private final Map<String, List<String>> known = new ConcurrentHashMap<>();

  private record Step(String file, String function, int depth) {}

  /** One search: what was found, and what is still to be looked at. */
  private record Search(Set<String> found, Deque<Step> left) {
    Search() {
      this(new TreeSet<>(), new ArrayDeque<>());
    }
  }

  /**
   * @param mains scripts that run at launch: what {@code getApp()} means, and where names are put
   *     on the prototype of all pages
   */
  Handlers(ProjectFiles source, Map<String, Script> scripts, List<String> mains) {
    this.source = source;
    this.scripts = scripts;
    this.mains = mains.stream().filter(scripts::containsKey).toList();
    scripts.forEach(
        (file, script) -> {
          byFunction.put(
              file, script.calls().stream().collect(Collectors.groupingBy(Call::function)));
          literals.put(
              file, script.literals().stream().collect(Collectors.groupingBy(Literal::function)));
          if (STORE.matcher(file).matches()) {
            script.functions().keySet().forEach(name -> stores.putIfAbsent(name, file));
          }
        });
  }

  /** Calls that stand in a function itself; empty where it is not known. */
  List<Call> callsIn(String file, String function) {
    return byFunction.getOrDefault(file, Map.of()).getOrDefault(function, List.of());
  }

  /** Strings that stand in a function itself; empty where it is not known. */
  List<Literal> literalsIn(String file, String function) {
    return literals.getOrDefault(file, Map.of()).getOrDefault(function, List.of());
  }

  /**
   * Names of what a function calls, directly or through others, sorted, at most 48; empty where the
   * function is not known.
   */
  List<String> calls(String file, String function) {
    return known.computeIfAbsent(file + "\0" + function, key -> search(file, function));
  }

  private List<String> search(String file, String function) {
    Search search = new Search();
    search.left.add(new Step(owner(file, function), function, 0));
    return run(search);
  }

  /** Names of what code in a template calls, which stands beside that script. */
  List<String> calls(String file, HandlerExpression code) {
    return known.computeIfAbsent(
        file + "\0\0" + String.join("\0", code.functions()), key -> search(file, code));
  }

  private List<String> search(String file, HandlerExpression code) {
    Search search = new Search();
    Script script = scripts.get(file);
    for (String name : code.functions()) {
      String plain = name.startsWith("this.") ? name.substring(5) : name;
      if (plain.indexOf('.') < 0 && knows(file, plain)) {
        search.left.add(new Step(owner(file, plain), plain, 0));
      } else {
        String whole = script == null ? name : script.resolved(name);
        follow(whole, new Step(file, "", 0), search);
      }
    }
    return run(search);
  }

  private List<String> run(Search search) {
    Set<Step> seen = new HashSet<>();
    while (!search.left.isEmpty() && search.found.size() < MAX_CALLS) {
      Step step = search.left.remove();
      if (!seen.add(new Step(step.file, step.function, 0))) {
        continue;
      }
      for (Call call : callsIn(step.file, step.function)) {
        follow(call.name(), step, search);
        dispatched(call, step, search);
      }
    }
    return search.found.stream().limit(MAX_CALLS).toList();
  }

  /** {@code store.dispatch('user/sign')} means a function of that name in a store. */
  private void dispatched(Call call, Step from, Search search) {
    if (DISPATCHES.contains(call.lastName()) && !call.arguments().isEmpty()) {
      String action = call.arguments().get(0);
      String function = action.substring(action.lastIndexOf('/') + 1);
      String file = stores.get(function);
      if (file != null && from.depth < MAX_DEPTH) {
        search.found.add(stripped(file) + "." + function);
        search.left.add(new Step(file, function, from.depth + 1));
      }
    }
  }

  private boolean knows(String file, String function) {
    Script script = scripts.get(owner(file, function));
    return script != null && script.functions().containsKey(function);
  }

  /**
   * The file itself, or a module that it takes the function from, as a mixin or a re-export, or a
   * store whose functions it maps.
   */
  private String owner(String file, String function) {
    Script script = scripts.get(file);
    if (script == null || script.functions().containsKey(function)) {
      return file;
    }
    for (String target : required.computeIfAbsent(file, key -> required(file, script))) {
      Script other = scripts.get(target);
      if (other != null && other.functions().containsKey(function)) {
        return target;
      }
    }
    return stores.getOrDefault(function, file);
  }

  /** The scripts that a script requires, each once. */
  private List<String> required(String file, Script script) {
    return script.modules().stream()
        .map(module -> source.module(file, module))
        .filter(scripts::containsKey)
        .distinct()
        .toList();
  }

  private void follow(String name, Step from, Search search) {
    if (name.startsWith(REQUIRE)) {
      module(name, from, search);
      return;
    }
    if (CallNames.isLanguage(name)) {
      return;
    }
    String shown = CallNames.isPlatform(name) ? CallNames.platform(name) : name;
    search.found.add(shown.length() > MAX_NAME ? shown.substring(0, MAX_NAME) : shown);
    if (from.depth >= MAX_DEPTH) {
      return;
    }
    int dot = name.indexOf('.');
    String root = dot < 0 ? name : name.substring(0, dot);
    String last = name.substring(name.lastIndexOf('.') + 1);
    int depth = from.depth + 1;
    if (root.equals("getApp") && dot > 0) {
      mains.forEach(main -> search.left.add(new Step(main, last, depth)));
    } else if (dot < 0) {
      search.left.add(new Step(from.file, name, depth));
    } else if (root.equals("this") && name.indexOf('.', dot + 1) < 0) {
      search.left.add(new Step(owner(from.file, last), last, depth));
    } else {
      shared(name, depth, search);
    }
  }

  /** A name that a main script put on the prototype of all pages, as {@code this.$api.sign}. */
  private void shared(String name, int depth, Search search) {
    int dollar = name.indexOf('$');
    if (dollar < 0) {
      return;
    }
    int end = name.indexOf('.', dollar);
    String global = end < 0 ? name.substring(dollar) : name.substring(dollar, end);
    for (String main : mains) {
      String value = scripts.get(main) == null ? "" : global(main, global);
      if (value.startsWith(REQUIRE)) {
        String rest = end < 0 ? "" : name.substring(end);
        module(value + rest, new Step(main, "", depth), search);
      }
    }
  }

  private String global(String main, String name) {
    Script script = scripts.get(main);
    return script == null ? "" : script.globals().getOrDefault(name, "");
  }

  /** A call into a module that another file is. */
  private void module(String name, Step from, Search search) {
    int end = name.indexOf(')');
    String reference = name.substring(REQUIRE.length(), end);
    String rest = name.substring(end + 1);
    String target = source.module(from.file, reference);
    String shown = (target.isEmpty() ? reference : stripped(target)) + rest;
    search.found.add(shown.length() > MAX_NAME ? shown.substring(0, MAX_NAME) : shown);
    if (!target.isEmpty() && from.depth < MAX_DEPTH) {
      String last = rest.substring(rest.lastIndexOf('.') + 1);
      search.left.add(new Step(owner(target, last), last, from.depth + 1));
    }
  }

  private static String stripped(String module) {
    return module.substring(0, module.lastIndexOf('.'));
  }
}
