package cn.beian.inspect.js;

import cn.beian.inspect.markup.Markup.Element;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What was read of one script.
 *
 * @param literals in order of appearance
 * @param calls in order of appearance
 * @param functions line by name of each function that {@link Literal#function()} may name
 * @param dataKeys line by key of the initial data of a page or component
 * @param modules what it requires or imports, as written, in order, each once
 * @param aliases what a name at the top level stands for, as {@code require(../api).sign}
 * @param globals the same for names that are put on a prototype, as {@code Vue.prototype.$api}
 * @param exports what a name is exported as that another module defines
 * @param elements the outermost elements written in it, in order
 * @param problem why it could not be parsed, then the rest comes from a scan of its tokens and
 *     knows no functions; empty where it was parsed
 */
public record Script(
    List<Literal> literals,
    List<Call> calls,
    SortedMap<String, Integer> functions,
    SortedMap<String, Integer> dataKeys,
    List<String> modules,
    Map<String, String> aliases,
    Map<String, String> globals,
    Map<String, String> exports,
    List<Element> elements,
    String problem) {
  /** Of a script in which there is nothing. */
  public static final Script EMPTY =
      new Script(
          List.of(),
          List.of(),
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          List.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          List.of(),
          "");

  /** The same with further modules, which something outside of it loads beside it. */
  public Script requiring(List<String> further) {
    List<String> all = new ArrayList<>(modules);
    all.addAll(further);
    return new Script(
        literals,
        calls,
        functions,
        dataKeys,
        List.copyOf(all),
        aliases,
        globals,
        exports,
        elements,
        problem);
  }

  /** Whether the syntax was understood as a whole. */
  public boolean parsed() {
    return problem.isEmpty();
  }

  /** A dotted name with what its first part stands for at the top level of the script. */
  public String resolved(String name) {
    int dot = name.indexOf('.');
    String root = dot < 0 ? name : name.substring(0, dot);
    String value = aliases.get(root);
    return value == null ? name : value + (dot < 0 ? "" : name.substring(dot));
  }
}
