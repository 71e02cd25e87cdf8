package cn.beian.inspect.js.typescript;

/** Declarations; those of types only become blank. */
final class Declarations {
  private final Grammar grammar;
  private final Tokens at;

  Declarations(Grammar grammar) {
    this.grammar = grammar;
    this.at = grammar.at;
  }

  /**
   * Variables after their word.
   *
   * @param head whether in the head of a loop
   */
  void variables(boolean head) throws UnsupportedSyntaxException {
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

  /** A declaration, if one begins here. */
  boolean declaration() throws UnsupportedSyntaxException {
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
          grammar.statements.end();
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
  private boolean typeDeclaration(String word, int from) throws UnsupportedSyntaxException {
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
        at.next();
        grammar.types.parameters();
        if (at.isName("extends")) {
          do {
            at.next();
            grammar.types.type();
          } while (at.is(","));
        }
        if (!at.is("{")) {
          return false;
        }
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
  private void declared() throws UnsupportedSyntaxException {
    if (at.isName("global") || at.isName("module") || at.isName("namespace")) {
      skipTo("{");
      at.balanced();
    } else {
      grammar.statements.statement();
    }
  }

  /** Up to a sign. */
  void skipTo(String sign) throws UnsupportedSyntaxException {
    while (!at.is(sign)) {
      if (at.kind == Tokens.Kind.END) {
        throw at.problem(sign);
      }
      at.next();
    }
  }

  /** An enumeration, past its word, becomes an object, so that its texts remain. */
  private void enumeration(int from) throws UnsupportedSyntaxException {
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
}
