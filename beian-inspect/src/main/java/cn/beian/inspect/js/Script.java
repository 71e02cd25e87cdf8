package cn.beian.inspect.js;

import java.util.List;
import java.util.SortedMap;

/**
 * What was read of one script.
 *
 * @param literals in order of appearance
 * @param calls in order of appearance
 * @param functions line by name of each function that {@link Literal#function()} may name
 * @param dataKeys line by key of the initial data of a page or component
 * @param modules what it requires or imports, as written, in order, each once
 * @param problem why it could not be parsed, then the rest comes from a scan of its tokens and
 *     knows no functions; empty where it was parsed
 */
public record Script(
    List<Literal> literals,
    List<Call> calls,
    SortedMap<String, Integer> functions,
    SortedMap<String, Integer> dataKeys,
    List<String> modules,
    String problem) {

  /** Whether the syntax was understood as a whole. */
  public boolean parsed() {
    return problem.isEmpty();
  }
}
