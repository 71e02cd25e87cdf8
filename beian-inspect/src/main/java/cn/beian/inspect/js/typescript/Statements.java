package cn.beian.inspect.js.typescript;

/** Statements and declarations; those that only declare types become blank. */
final class Statements {
  private final Grammar grammar;
  private final Tokens at;

  Statements(Grammar grammar) {
    this.grammar = grammar;
    this.at = grammar.at;
  }

  /** All up to the end. */
  void program() throws UnsupportedSyntaxException {
    while (at.kind != Tokens.Kind.END) {
      statement();
    }
    grammar.modules.blankTypes();
  }

  /** Statements in braces. */
  void block() throws UnsupportedSyntaxException {
    at.expect("{");
    while (!at.is("}")) {
      statement();
    }
    at.expect("}");
  }

  /** One statement or declaration. */
  void statement() throws UnsupportedSyntaxException {
    at.deeper();
    if (at.is("{")) {
      block();
    } else if (at.is("@")) {
      Grammar.Mark mark = grammar.mark();
      grammar.classes.decorators();
      if (at.isName("export")) {
        grammar.back(mark);
        grammar.classes.detachedDecorators();
      }
      statement();
    } else if (!at.take(";")) {
      if (!at.isName() || !(keyword() || grammar.declarations.declaration())) {
        expression();
      }
    }
    at.shallower();
  }

  private void expression() throws UnsupportedSyntaxException {
    grammar.expressions.expression();
    if (at.take(":")) {
      statement();
      return;
    }
    end();
  }

  /** The end of a statement: a semicolon, or what may stand in its place. */
  void end() throws UnsupportedSyntaxException {
    if (!at.take(";") && !at.is("}") && !at.lineBefore && at.kind != Tokens.Kind.END) {
      throw at.problem("the end of a statement");
    }
  }

  private void parenthesised() throws UnsupportedSyntaxException {
    at.expect("(");
    grammar.expressions.expression();
    at.expect(")");
  }

  // ---- statements of JavaScript ----------------------------------------------------------------

  private boolean keyword() throws UnsupportedSyntaxException {
    int from = at.start;
    switch (at.value()) {
      case "if" -> {
        at.next();
        parenthesised();
        statement();
        if (at.isName("else")) {
          at.next();
          statement();
        }
      }
      case "while", "with" -> {
        at.next();
        parenthesised();
        statement();
      }
      case "do" -> {
        at.next();
        statement();
        at.next();
        parenthesised();
        at.take(";");
      }
      case "for" -> loop();
      case "switch" -> choice();
      case "try" -> attempt();
      case "return", "throw" -> {
        at.next();
        if (!at.lineBefore && !at.is(";") && !at.is("}") && at.kind != Tokens.Kind.END) {
          grammar.expressions.expression();
        }
        end();
      }
      case "break", "continue", "debugger" -> {
        at.next();
        if (at.isName() && !at.lineBefore) {
          at.next();
        }
        end();
      }
      case "function" -> grammar.functions.function(from);
      case "class" -> grammar.classes.type();
      case "import" -> {
        return grammar.modules.importing();
      }
      case "export" -> grammar.modules.exporting();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void loop() throws UnsupportedSyntaxException {
    at.next();
    if (at.isName("await")) {
      at.next();
    }
    at.expect("(");
    if (at.isName("var") || at.isName("let") || at.isName("const")) {
      at.next();
      grammar.declarations.variables(true);
    } else if (grammar.declarations.resource()) {
      grammar.declarations.variables(true);
    } else if (!at.is(";")) {
      grammar.expressions.headExpression();
    }
    if (at.isName("of") || at.isName("in")) {
      at.next();
      grammar.expressions.expression();
    } else {
      at.expect(";");
      if (!at.is(";")) {
        grammar.expressions.expression();
      }
      at.expect(";");
      if (!at.is(")")) {
        grammar.expressions.expression();
      }
    }
    at.expect(")");
    statement();
  }

  private void choice() throws UnsupportedSyntaxException {
    at.next();
    parenthesised();
    at.expect("{");
    while (!at.is("}")) {
      if (at.isName("case")) {
        at.next();
        grammar.expressions.caseExpression();
        at.expect(":");
      } else if (at.isName("default")) {
        at.next();
        at.expect(":");
      } else {
        statement();
      }
    }
    at.expect("}");
  }

  private void attempt() throws UnsupportedSyntaxException {
    at.next();
    block();
    if (at.isName("catch")) {
      at.next();
      if (at.take("(")) {
        grammar.functions.pattern();
        grammar.annotation();
        at.expect(")");
      }
      block();
    }
    if (at.isName("finally")) {
      at.next();
      block();
    }
  }
}
