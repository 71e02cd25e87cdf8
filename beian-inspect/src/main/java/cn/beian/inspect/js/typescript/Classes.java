package cn.beian.inspect.js.typescript;

import java.util.Set;

/** Classes and object literals, whose members look alike. */
final class Classes {
  private static final Set<String> BLANKED =
      Set.of("public", "private", "protected", "readonly", "override", "abstract", "declare");
  private static final Set<String> KEPT = Set.of("static", "async", "get", "set", "accessor");

  private final Grammar grammar;
  private final Tokens at;

  Classes(Grammar grammar) {
    this.grammar = grammar;
    this.at = grammar.at;
  }

  /** Decorators, which stay; whether there are any. */
  boolean decorators() throws UnsupportedSyntaxException {
    boolean any = at.is("@");
    while (at.is("@")) {
      decorator();
    }
    return any;
  }

  /** Decorators before {@code export}, where they cannot stay, become statements of their own. */
  void detachedDecorators() throws UnsupportedSyntaxException {
    while (at.is("@")) {
      int from = at.start;
      decorator();
      int end = at.before;
      boolean room = end < at.start && Character.isWhitespace(at.text.charAt(end));
      at.blank(from, room ? from + 1 : end);
      if (room) {
        at.put(end, ';');
      }
    }
  }

  private void decorator() throws UnsupportedSyntaxException {
    at.next();
    if (!at.is("(")) {
      at.next();
    }
    while (true) {
      if (at.is("(")) {
        grammar.expressions.arguments();
      } else if (at.take(".")) {
        at.next();
      } else if (grammar.typed && at.is("<")) {
        grammar.types.arguments();
      } else {
        return;
      }
    }
  }

  /** From the word {@code class} on. */
  void type() throws UnsupportedSyntaxException {
    at.next();
    if (at.isName() && !at.isName("extends") && !at.isName("implements")) {
      grammar.declarations.bind();
      at.next();
    }
    grammar.typeParameters();
    if (at.isName("extends")) {
      at.next();
      grammar.expressions.superclass();
    }
    if (grammar.typed && at.isName("implements")) {
      int from = at.start;
      do {
        at.next();
        grammar.types.type();
      } while (at.is(","));
      at.blank(from, at.before);
    }
    at.expect("{");
    while (!at.is("}")) {
      if (!at.take(";")) {
        member();
      }
    }
    at.expect("}");
  }

  private void member() throws UnsupportedSyntaxException {
    int from = at.start;
    boolean decorated = decorators();
    boolean drop = false;
    while (at.isName() && (BLANKED.contains(at.value()) || KEPT.contains(at.value()))) {
      Tokens.Mark mark = at.mark();
      String word = at.value();
      at.next();
      if (word.equals("static") && at.is("{")) {
        grammar.statements.block();
        return;
      }
      boolean more = at.isName() || at.is("[") || at.is("*") || literal() || at.is("{");
      if (!more) {
        at.back(mark);
        break;
      }
      if (BLANKED.contains(word)) {
        if (!grammar.typed) {
          throw at.problem("a member");
        }
        at.blank(mark.start(), mark.end());
        if (mark.start() == from && (at.is("[") || at.is("*"))) {
          at.put(from, ';'); // else the value before would go on here
        }
        drop |= word.equals("abstract") || (word.equals("declare") && !decorated);
      }
    }
    at.take("*");
    if (index()) {
      drop = true;
    } else {
      drop |= memberRest();
    }
    if (drop) {
      at.take(";");
      at.blank(from, at.before);
    }
  }

  private boolean literal() {
    return at.kind == Tokens.Kind.STRING || at.kind == Tokens.Kind.NUMBER;
  }

  /** {@code [key: string]: T}, of which nothing remains. */
  private boolean index() throws UnsupportedSyntaxException {
    if (!grammar.typed || !at.is("[")) {
      return false;
    }
    Tokens.Mark mark = at.mark();
    at.next();
    if (at.isName()) {
      at.next();
      if (at.is(":")) {
        at.back(mark);
        at.balanced();
        grammar.annotation();
        return true;
      }
    }
    at.back(mark);
    return false;
  }

  /** The name and what follows; true where it is a method without body. */
  private boolean memberRest() throws UnsupportedSyntaxException {
    key();
    if (!grammar.drop("?")) {
      grammar.drop("!");
    }
    if (at.is("(") || at.is("<")) {
      return !grammar.functions.rest();
    }
    grammar.annotation();
    if (at.take("=")) {
      grammar.expressions.assignment();
    }
    if (!at.is("}") && !at.is(";") && !at.lineBefore) {
      throw at.problem("the end of a member");
    }
    return false;
  }

  /** The name of a member. */
  void key() throws UnsupportedSyntaxException {
    if (at.take("[")) {
      grammar.expressions.assignment();
      at.expect("]");
    } else if (at.isName() || literal()) {
      at.next();
    } else {
      throw at.problem("the name of a member");
    }
  }

  // ---- object literals -------------------------------------------------------------------------

  /** An object literal. */
  void object() throws UnsupportedSyntaxException {
    at.expect("{");
    while (!at.is("}")) {
      if (at.take("...")) {
        grammar.expressions.assignment();
      } else {
        property();
      }
      if (!at.take(",")) {
        break;
      }
    }
    at.expect("}");
  }

  private void property() throws UnsupportedSyntaxException {
    while (at.isName("async") || at.isName("get") || at.isName("set")) {
      Tokens.Mark mark = at.mark();
      at.next();
      if (!at.isName() && !at.is("[") && !at.is("*") && !literal()) {
        at.back(mark);
        break;
      }
    }
    at.take("*");
    key();
    if (at.is("(") || (grammar.typed && at.is("<"))) {
      if (!grammar.functions.rest()) {
        throw at.problem("a body");
      }
    } else if (at.take(":") || at.take("=")) {
      grammar.expressions.assignment();
    }
  }
}
