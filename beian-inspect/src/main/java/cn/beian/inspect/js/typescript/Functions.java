package cn.beian.inspect.js.typescript;

import java.util.HashSet;
import java.util.Set;

/** Functions: parameters, patterns, arrows and bodies. */
final class Functions {
  private static final Set<String> MODIFIERS =
      Set.of("public", "private", "protected", "readonly", "override");

  private final Grammar grammar;
  private final Tokens at;

  /** Where a function with an arrow was looked for in vain, so that it is looked for only once. */
  private final Set<Integer> noArrows = new HashSet<>();

  Functions(Grammar grammar) {
    this.grammar = grammar;
    this.at = grammar.at;
  }

  /**
   * From the word {@code function} on; a declaration without body becomes blank.
   *
   * @param from where the declaration begins, modifiers included
   */
  void function(int from) throws UnsupportedSyntaxException {
    at.next();
    at.take("*");
    if (at.isName()) {
      grammar.declarations.bind();
      at.next();
    }
    if (!rest()) {
      at.take(";");
      at.blank(from, at.before);
    }
  }

  /** Type parameters, parameters, type of the result and body; false where there is no body. */
  boolean rest() throws UnsupportedSyntaxException {
    grammar.typeParameters();
    parameters();
    grammar.annotation();
    if (!at.is("{")) {
      return false;
    }
    grammar.statements.block();
    return true;
  }

  /** Parameters with their parentheses. */
  void parameters() throws UnsupportedSyntaxException {
    at.expect("(");
    while (!at.is(")")) {
      parameter();
      if (!at.take(",")) {
        break;
      }
    }
    at.expect(")");
  }

  private void parameter() throws UnsupportedSyntaxException {
    int from = at.start;
    if (grammar.classes.decorators()) {
      at.blank(from, at.before); // JavaScript has none here
    }
    modifiers();
    if (grammar.typed && at.isName("this")) {
      at.next();
      grammar.annotation();
      at.blank(from, at.is(",") ? at.end : at.before);
      return;
    }
    at.take("...");
    pattern();
    grammar.drop("?");
    grammar.annotation();
    if (at.take("=")) {
      grammar.expressions.assignment();
    }
  }

  private void modifiers() throws UnsupportedSyntaxException {
    while (grammar.typed && at.isName() && MODIFIERS.contains(at.value())) {
      Tokens.Mark mark = at.mark();
      at.next();
      if (!at.isName() && !at.is("{") && !at.is("[") && !at.is("...")) {
        at.back(mark);
        return;
      }
      at.blank(mark.start(), mark.end());
    }
  }

  /** A name, or a pattern that takes an object or array apart. */
  void pattern() throws UnsupportedSyntaxException {
    at.deeper();
    if (at.take("{")) {
      while (!at.is("}")) {
        property();
        if (!at.take(",")) {
          break;
        }
      }
      at.expect("}");
    } else if (at.take("[")) {
      while (!at.is("]")) {
        if (at.take(",")) {
          continue;
        }
        at.take("...");
        element();
      }
      at.expect("]");
    } else if (at.isName()) {
      at.next();
    } else {
      throw at.problem("a name");
    }
    at.shallower();
  }

  private void property() throws UnsupportedSyntaxException {
    if (at.take("...")) {
      pattern();
      return;
    }
    if (at.take("[")) {
      grammar.expressions.expression();
      at.expect("]");
    } else if (at.kind == Tokens.Kind.SIGN || at.kind == Tokens.Kind.END) {
      throw at.problem("a property");
    } else {
      at.next();
    }
    if (at.take(":")) {
      element();
    } else if (at.take("=")) {
      grammar.expressions.assignment();
    }
  }

  private void element() throws UnsupportedSyntaxException {
    pattern();
    if (at.take("=")) {
      grammar.expressions.assignment();
    }
  }

  // ---- arrows ----------------------------------------------------------------------------------

  /** A function with an arrow, if one begins here. */
  boolean arrow(boolean beforeColon) throws UnsupportedSyntaxException {
    boolean async = at.isName("async");
    if (!at.is("(") && !at.is("<") && !at.isName()) {
      return false;
    }
    Grammar.Mark mark = grammar.mark();
    int from = at.start;
    if (async) {
      at.next();
      if (at.is("=>") && !at.lineBefore) {
        body();
        return true;
      }
      if (at.lineBefore) {
        grammar.back(mark);
        return false;
      }
    }
    if (at.isName()) {
      at.next();
      if (at.is("=>") && !at.lineBefore) {
        body();
        return true;
      }
      grammar.back(mark);
      return false;
    }
    boolean possible = at.is("(") || (at.is("<") && grammar.typed);
    if (possible && !noArrows.contains(from) && parenthesised(beforeColon)) {
      return true;
    }
    noArrows.add(from);
    grammar.back(mark);
    return false;
  }

  private boolean parenthesised(boolean beforeColon) {
    try {
      grammar.typeParameters();
      parameters();
      int close = at.before;
      boolean typed = grammar.annotation();
      if (!at.is("=>")) {
        return false;
      }
      if (typed && at.text.substring(close, at.start).indexOf('\n') >= 0) {
        moveArrow(close);
      } else if (at.lineBefore) {
        return false;
      }
      body();
      return !beforeColon || !typed || at.is(":");
    } catch (UnsupportedSyntaxException e) {
      return false;
    }
  }

  /** An arrow may not stand on another line than its parameters, as the blanks would make it. */
  private void moveArrow(int close) throws UnsupportedSyntaxException {
    if (at.text.startsWith("\n", close) || at.text.startsWith("\n", close + 1)) {
      throw at.problem("an arrow");
    }
    at.blank(at.start, at.end);
    at.put(close, '=');
    at.put(close + 1, '>');
  }

  private void body() throws UnsupportedSyntaxException {
    at.expect("=>");
    if (at.is("{")) {
      grammar.statements.block();
    } else {
      grammar.expressions.assignment();
    }
  }
}
