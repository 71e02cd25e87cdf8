package cn.beian.inspect.hybrid.hermes;

import cn.beian.inspect.js.Call;
import cn.beian.inspect.js.Literal;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.markup.Markup.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is found in one module of a bundle, or in what stands around them. */
final class ModuleScript {
  private static final int MAX_DEPTH = 12;

  private final List<Literal> literals = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final TreeMap<String, Integer> functions = new TreeMap<>();
  private final Set<String> modules = new LinkedHashSet<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Map<String, String> exports = new HashMap<>();
  private final List<ScriptValue.Node> nodes = new ArrayList<>();

  Script toScript(String problem) {
    List<Element> roots = nodes.stream().filter(node -> !node.held).map(n -> n.element).toList();
    return new Script(
        List.copyOf(literals),
        List.copyOf(calls),
        functions,
        new TreeMap<>(),
        List.copyOf(modules),
        Map.copyOf(aliases),
        Map.of(),
        Map.copyOf(exports),
        roots,
        problem);
  }

  /** An element was made. */
  void node(ScriptValue.Node node) {
    nodes.add(node);
  }

  /** A name stands for something of another module. */
  void alias(String name, String value) {
    aliases.putIfAbsent(name, value);
  }

  /** Something of another module is passed on under a name. */
  void exports(String name, String value) {
    exports.putIfAbsent(name, value);
  }

  /** There is a function of that name; none where it is empty. */
  void function(String name) {
    if (!name.isEmpty()) {
      functions.put(name, 0);
    }
  }

  void requires(String module) {
    modules.add(module);
  }

  void call(String name, String function, List<ScriptValue> arguments) {
    List<String> texts = new ArrayList<>();
    boolean log = name.startsWith("console.");
    for (ScriptValue argument : log ? parts(arguments) : arguments) {
      String text = log ? named(argument) : text(argument);
      if (!text.isEmpty() && texts.size() < Call.MAX_ARGUMENTS) {
        texts.add(text);
      }
    }
    calls.add(new Call(name, 0, function, texts));
  }

  private static String text(ScriptValue argument) {
    if (argument instanceof ScriptValue.Str string) {
      return string.text;
    }
    return argument instanceof ScriptValue.Num number ? number.text() : "";
  }

  /** What is added to each other, one by one. */
  private static List<ScriptValue> parts(List<ScriptValue> arguments) {
    List<ScriptValue> parts = new ArrayList<>();
    for (ScriptValue argument : arguments) {
      parts.addAll(argument instanceof ScriptValue.Sum sum ? sum.parts : List.of(argument));
    }
    return parts;
  }

  private static String named(ScriptValue value) {
    return value instanceof ScriptValue.Named named && !value.equals(ScriptValue.NOTHING)
        ? named.name()
        : "";
  }

  /** Tells the strings in a value that were not told before. */
  void tell(ScriptValue value, String function, String call, List<String> path) {
    tell(value, function, call, path, 0);
  }

  private void tell(ScriptValue value, String function, String call, List<String> path, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    if (value instanceof ScriptValue.Str string) {
      if (!string.told && !string.text.isEmpty()) {
        literals.add(new Literal(string.text, 0, function, call, path));
      }
      string.told = true;
    } else if (value instanceof ScriptValue.Sum sum && !sum.told) {
      sum.told = true;
      sum.parts.forEach(part -> tell(part, function, call, path, depth + 1));
    } else if (value instanceof ScriptValue.Arr array && !array.told) {
      array.told = true;
      array.items.forEach(item -> tell(item, function, call, path, depth + 1));
    } else if (value instanceof ScriptValue.Obj object && !object.told) {
      object.told = true;
      object.entries.forEach((key, item) -> tell(item, function, call, with(path, key), depth + 1));
    }
  }

  private static List<String> with(List<String> path, String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return longer;
  }
}
