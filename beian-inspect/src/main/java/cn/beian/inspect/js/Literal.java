package cn.beian.inspect.js;

import java.util.List;

/**
 * A string written in a script. Strings that are added to each other are one; template literals and
 * sums with other expressions give their constant pieces.
 *
 * @param text the value, not empty
 * @param line from 1
 * @param function outermost named function it stands in; empty at the top level
 * @param call name of the innermost call whose arguments it is part of, without crossing into a
 *     function written there; empty where there is none
 * @param path keys of the object literals around it inside that call or statement, outermost first;
 *     the last is {@link #COMPARED} where it is only compared with
 */
public record Literal(String text, int line, String function, String call, List<String> path) {
  /** Stands in {@link #path()} for a comparison or the label of a case. */
  public static final String COMPARED = "==";

  public Literal {
    path = List.copyOf(path);
  }

  /** The innermost key; empty where there is none. */
  public String key() {
    return path.isEmpty() ? "" : path.get(path.size() - 1);
  }
}
