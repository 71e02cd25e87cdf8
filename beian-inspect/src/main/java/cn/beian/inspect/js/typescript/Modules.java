package cn.beian.inspect.js.typescript;

/** Imports and exports; those of types become blank. */
final class Modules {
  private final Grammar grammar;
  private final Tokens at;

  Modules(Grammar grammar) {
    this.grammar = grammar;
    this.at = grammar.at;
  }

  /** An import; false for {@code import(…)} and {@code import.meta}. */
  boolean importing() throws UnsupportedSyntaxException {
    Tokens.Mark mark = at.mark();
    at.next();
    if (at.is("(") || at.is(".")) {
      at.back(mark);
      return false;
    }
    if (grammar.typed && at.isName("type")) {
      at.next();
      if (!at.isName("from") && !at.is(",")) {
        skipModule(mark.start());
        return true;
      }
    }
    if (at.kind == Tokens.Kind.STRING) {
      at.next();
      grammar.statements.end();
      return true;
    }
    if (at.isName()) {
      at.next();
      if (grammar.typed && at.take("=")) {
        for (int i = 0; i < 6; i++) {
          at.put(mark.start() + i, "const ".charAt(i));
        }
        grammar.expressions.assignment();
        grammar.statements.end();
        return true;
      }
      at.take(",");
    }
    if (at.take("*")) {
      at.next();
      at.next();
    } else if (at.is("{")) {
      specifiers();
    }
    from();
    return true;
  }

  private void from() throws UnsupportedSyntaxException {
    if (at.isName("from")) {
      at.next();
      at.next();
      if (at.isName("assert") || at.isName("with")) {
        int from = at.start;
        at.next();
        at.balanced();
        at.blank(from, at.before);
      }
    }
    grammar.statements.end();
  }

  /** Names in braces; those of types become blank. */
  private void specifiers() throws UnsupportedSyntaxException {
    at.expect("{");
    while (!at.is("}")) {
      int from = at.start;
      boolean type = at.isName("type");
      at.next();
      type &= grammar.typed && !at.is(",") && !at.is("}") && !at.isName("as");
      while (!at.is(",") && !at.is("}")) {
        if (at.kind == Tokens.Kind.END) {
          throw at.problem("}");
        }
        at.next();
      }
      at.take(",");
      if (type) {
        at.blank(from, at.before);
      }
    }
    at.expect("}");
  }

  /** Up to the module's name: nothing remains of what imports or exports types. */
  private void skipModule(int from) throws UnsupportedSyntaxException {
    if (at.is("{")) {
      at.balanced();
    } else {
      at.next();
      if (at.isName("as")) {
        at.next();
        at.next();
      }
    }
    if (at.isName("from")) {
      at.next();
      at.next();
    }
    at.take(";");
    at.blank(from, at.before);
  }

  /** An export. */
  void exporting() throws UnsupportedSyntaxException {
    int from = at.start;
    at.next();
    if (at.is("{")) {
      specifiers();
      from();
    } else if (at.take("*")) {
      if (at.isName("as")) {
        at.next();
        at.next();
      }
      from();
    } else if (grammar.typed && (at.is("=") || at.isName("as") || at.isName("import"))) {
      grammar.declarations.skipTo(";");
      at.blank(from, at.before);
    } else if (at.isName("default")) {
      at.next();
      exportDefault(from);
    } else {
      exportDeclaration(from);
    }
  }

  private void exportDefault(int from) throws UnsupportedSyntaxException {
    grammar.classes.decorators();
    int start = at.start;
    if (at.isName("class")) {
      grammar.classes.type();
    } else if (at.isName("function")) {
      grammar.functions.function(from);
    } else if (grammar.typed && at.isName("abstract")) {
      at.next();
      at.blank(start, at.before);
      grammar.classes.type();
    } else if (grammar.typed && at.isName("interface")) {
      grammar.statements.statement();
      at.blank(from, start);
    } else {
      grammar.expressions.assignment();
      grammar.statements.end();
    }
  }

  private void exportDeclaration(int from) throws UnsupportedSyntaxException {
    int start = at.start;
    grammar.classes.decorators();
    boolean typesOnly =
        grammar.typed
            && (at.isName("interface")
                || at.isName("declare")
                || at.isName("namespace")
                || at.isName("module"));
    boolean overload = at.isName("function");
    if (grammar.typed && at.isName("type")) {
      Tokens.Mark mark = at.mark();
      at.next();
      if (at.is("{") || at.is("*")) {
        skipModule(from);
        return;
      }
      at.back(mark);
      typesOnly = true;
    }
    if (overload) {
      grammar.functions.function(from);
      return;
    }
    grammar.statements.statement();
    if (typesOnly) {
      at.blank(from, start);
    }
  }
}
