package cn.beian.inspect.js.typescript;

import cn.beian.inspect.markup.Markup.Element;
import java.util.List;

/**
 * A script without types and elements.
 *
 * @param text of the same length and lines: types are blank, an element is an array of the
 *     expressions in it
 * @param elements the outermost elements in order, in the form of WXML: an expression stands in
 *     double braces, an event is {@code @click} with its code as value, names of attributes have
 *     hyphens
 */
public record TypeStripper(String text, List<Element> elements) {
  /**
   * Reads a script.
   *
   * @param types whether it may hold the types of TypeScript
   * @param elements whether it may hold elements
   * @param maxDepth of expressions, statements, types and elements within each other
   * @throws UnsupportedSyntaxException if it is not understood, or nested too deep
   */
  public static TypeStripper of(String text, boolean types, boolean elements, int maxDepth)
      throws UnsupportedSyntaxException {
    Tokens tokens = new Tokens(text, maxDepth);
    Grammar grammar = new Grammar(tokens, types, elements);
    grammar.statements.program();
    return new TypeStripper(tokens.edited(), grammar.elements.found());
  }
}
