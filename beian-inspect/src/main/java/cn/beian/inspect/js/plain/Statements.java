package cn.beian.inspect.js.plain;

/** Statements and declarations; those that only declare types become blank. */
final class Statements {
  private final Grammar grammar;
  private final Tokens at;

  Statements(Grammar grammar) {
    this.grammar = grammar;
    this.at = grammar.at;
  }

  /** All up to the end. */
  void program() throws NotPlainException {
    while (at.kind != Tokens.Kind.END) {
      statement();
    }
  }

  /** Statements in braces. */
  void block() throws NotPlainException {
    at.expect("{");
    while (!at.is("}")) {
      statement();
    }
    at.expect("}");
  }

  private void statement() throws NotPlainException {
    at.deeper();
    if (at.is("{")) {
      block();
    } else if (at.is("@")) {
      grammar.classes.decorators();
      statement();
    } else if (!at.take(";")) {
      if (!at.isName() || !(keyword() || declaration())) {
        expression();
      }
    }
    at.shallower();
  }

  private void expression() throws NotPlainException {
    grammar.expressions.expression();
    if (at.take(":")) {
      statement();
      return;
    }
    end();
  }

  private void end() throws NotPlainException {
    if (!at.take(";") && !at.is("}") && !at.lineBefore && at.kind != Tokens.Kind.END) {
      throw at.problem("the end of a statement");
    }
  }

  private void parenthesised() throws NotPlainException {
    at.expect("(");
    grammar.expressions.expression();
    at.expect(")");
  }

  // ---- statements of JavaScript ----------------------------------------------------------------

  private boolean keyword() throws NotPlainException {
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
        return importing();
      }
      case "export" -> exporting();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void loop() throws NotPlainException {
    at.next();
    if (at.isName("await")) {
      at.next();
    }
    at.expect("(");
    if (at.isName("var") || at.isName("let") || at.isName("const")) {
      at.next();
      variables(true);
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

  private void choice() throws NotPlainException {
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

  private void attempt() throws NotPlainException {
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

  private void variables(boolean head) throws NotPlainException {
    do {
      grammar.functions.pattern();
      grammar.drop("!");
      grammar.annotation();
      if (at.take("=")) {
        if (head) {
          grammar.expressions.headAssignment();
        } else {
          grammar.expressions.assignment();
        }
      }
    } while (at.take(","));
  }

  // ---- declarations, of types too --------------------------------------------------------------

  private boolean declaration() throws NotPlainException {
    int from = at.start;
    Tokens.Mark mark = at.mark();
    String word = at.value();
    at.next();
    boolean here = !at.lineBefore;
    switch (word) {
      case "var", "let", "const" -> {
        if (word.equals("const") && at.isName("enum") && grammar.typed) {
          at.blank(mark.start(), mark.end());
          int enumFrom = at.start;
          at.next();
          enumeration(enumFrom);
          return true;
        }
        if (at.isName() || at.is("{") || at.is("[")) {
          variables(false);
          end();
          return true;
        }
      }
      case "async" -> {
        if (at.isName("function") && here) {
          grammar.functions.function(from);
          return true;
        }
      }
      default -> {
        if (grammar.typed && here && typeDeclaration(word, from)) {
          return true;
        }
      }
    }
    at.back(mark);
    return false;
  }

  /** What only TypeScript declares; the word is past already. */
  private boolean typeDeclaration(String word, int from) throws NotPlainException {
    switch (word) {
      case "type" -> {
        if (!at.isName()) {
          return false;
        }
        at.next();
        grammar.types.parameters();
        if (!at.take("=")) {
          return false;
        }
        grammar.types.type();
      }
      case "interface" -> {
        if (!at.isName()) {
          return false;
        }
        skipTo("{");
        at.balanced();
      }
      case "enum" -> {
        if (!at.isName()) {
          return false;
        }
        enumeration(from);
        return true;
      }
      case "namespace", "module", "global" -> {
        if (!at.isName() && at.kind != Tokens.Kind.STRING && !at.is("{")) {
          return false;
        }
        skipTo("{");
        at.balanced();
      }
      case "declare" -> {
        if (!at.isName()) {
          return false;
        }
        declared();
      }
      case "abstract" -> {
        if (!at.isName("class")) {
          return false;
        }
        at.blank(from, from + word.length());
        grammar.classes.type();
        return true;
      }
      default -> {
        return false;
      }
    }
    at.take(";");
    at.blank(from, at.before);
    return true;
  }

  /** After {@code declare}: all that follows says nothing to JavaScript. */
  private void declared() throws NotPlainException {
    if (at.isName("global") || at.isName("module") || at.isName("namespace")) {
      skipTo("{");
      at.balanced();
    } else {
      statement();
    }
  }

  private void skipTo(String sign) throws NotPlainException {
    while (!at.is(sign)) {
      if (at.kind == Tokens.Kind.END) {
        throw at.problem(sign);
      }
      at.next();
    }
  }

  /** An enumeration, past its word, becomes an object, so that its texts remain. */
  private void enumeration(int from) throws NotPlainException {
    at.next();
    int nameEnd = at.before;
    boolean room = at.start > nameEnd;
    at.expect("{");
    for (int i = 0; i < 4; i++) {
      at.put(from + i, "var ".charAt(i));
    }
    if (room) {
      at.put(nameEnd, '=');
    }
    while (!at.is("}")) {
      at.next();
      if (at.is("=")) {
        at.put(at.start, ':');
        at.next();
        grammar.expressions.assignment();
      }
      if (!at.take(",")) {
        break;
      }
    }
    at.expect("}");
    if (!room) {
      at.blank(from, at.before);
    }
  }

  // ---- modules ---------------------------------------------------------------------------------

  /** An import; false for {@code import(…)} and {@code import.meta}. */
  private boolean importing() throws NotPlainException {
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
      end();
      return true;
    }
    if (at.isName()) {
      at.next();
      if (grammar.typed && at.take("=")) {
        for (int i = 0; i < 6; i++) {
          at.put(mark.start() + i, "const ".charAt(i));
        }
        grammar.expressions.assignment();
        end();
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

  private void from() throws NotPlainException {
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
    end();
  }

  /** Names in braces; those of types become blank. */
  private void specifiers() throws NotPlainException {
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
  private void skipModule(int from) throws NotPlainException {
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

  private void exporting() throws NotPlainException {
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
      skipTo(";");
      at.blank(from, at.before);
    } else if (at.isName("default")) {
      at.next();
      exportDefault(from);
    } else {
      exportDeclaration(from);
    }
  }

  private void exportDefault(int from) throws NotPlainException {
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
      statement();
      at.blank(from, start);
    } else {
      grammar.expressions.assignment();
      end();
    }
  }

  private void exportDeclaration(int from) throws NotPlainException {
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
    statement();
    if (typesOnly) {
      at.blank(from, start);
    }
  }
}
