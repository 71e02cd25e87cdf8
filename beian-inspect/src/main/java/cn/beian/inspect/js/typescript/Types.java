package cn.beian.inspect.js.typescript;

import java.util.Set;

/** Goes past types of TypeScript and makes them blank. */
final class Types {
  private static final Set<String> OPERATORS =
      Set.of("keyof", "readonly", "unique", "asserts", "abstract");

  private final Tokens at;

  /** Whether what is read follows the {@code extends} of a condition, so that it begins none. */
  private boolean compared;

  Types(Tokens at) {
    this.at = at;
  }

  /** A colon with a type after it, if there is one here; both become blank. */
  boolean annotation() throws UnsupportedSyntaxException {
    if (!at.is(":")) {
      return false;
    }
    int from = at.start;
    at.next();
    type();
    at.blank(from, at.before);
    return true;
  }

  /** Type parameters or arguments, if there are any here; they become blank. */
  void parameters() throws UnsupportedSyntaxException {
    if (!at.is("<")) {
      return;
    }
    int from = at.start;
    int open = 0;
    do {
      if (at.kind == Tokens.Kind.END || at.is(";") || at.is(")") || at.is("]") || at.is("}")) {
        throw at.problem(">");
      }
      if (at.is("(") || at.is("[") || at.is("{")) {
        at.balanced();
        continue;
      }
      if (at.kind == Tokens.Kind.TEMPLATE) {
        at.template();
        continue;
      }
      if (at.is("<")) {
        open++;
        at.next();
      } else if (at.kind == Tokens.Kind.SIGN && at.text.charAt(at.start) == '>') {
        open--;
        at.closeAngle();
      } else {
        at.next();
      }
    } while (open > 0);
    at.blank(from, at.before);
  }

  /** Type arguments, each of which must be a type; they become blank. */
  void arguments() throws UnsupportedSyntaxException {
    int from = at.start;
    at.openAngle();
    while (!at.is(">")) {
      type();
      if (!at.take(",")) {
        break;
      }
    }
    at.closeAngle();
    at.blank(from, at.before);
  }

  /** A type. */
  void type() throws UnsupportedSyntaxException {
    at.deeper();
    union(false);
    if (at.isName("extends") && !at.lineBefore) {
      at.next();
      union(true);
      at.expect("?");
      type();
      at.expect(":");
      type();
    }
    at.shallower();
  }

  /** The name that a condition finds out, with what it must be unless that begins a condition. */
  private void inferred() throws UnsupportedSyntaxException {
    at.next();
    if (at.isName("extends") && !at.lineBefore) {
      Tokens.Mark mark = at.mark();
      at.next();
      union(true);
      if (!compared && at.is("?")) {
        at.back(mark);
      }
    }
  }

  private void union(boolean afterExtends) throws UnsupportedSyntaxException {
    boolean outer = compared;
    compared = afterExtends;
    try {
      at.take("|");
      at.take("&");
      operand();
      while (at.is("|") || at.is("&")) {
        at.next();
        operand();
      }
    } finally {
      compared = outer;
    }
  }

  private void operand() throws UnsupportedSyntaxException {
    primary();
    while (at.is("[") && !at.lineBefore) {
      at.balanced();
    }
    if (at.isName("is") && !at.lineBefore) {
      at.next();
      type();
    }
  }

  private void primary() throws UnsupportedSyntaxException {
    if (at.is("(")) {
      at.balanced();
      if (at.take("=>")) {
        type();
      }
    } else if (at.is("{") || at.is("[")) {
      at.balanced();
    } else if (at.is("<")) {
      parameters();
      primary();
    } else if (at.is("-")) {
      at.next();
      at.next();
    } else if (at.kind == Tokens.Kind.TEMPLATE) {
      at.template();
    } else if (at.kind == Tokens.Kind.STRING || at.kind == Tokens.Kind.NUMBER) {
      at.next();
    } else if (at.isName()) {
      named();
    } else {
      throw at.problem("a type");
    }
  }

  private void named() throws UnsupportedSyntaxException {
    String word = at.value();
    at.next();
    if (word.equals("infer") && at.isName()) {
      inferred();
      return;
    }
    boolean operator =
        OPERATORS.contains(word) && (at.isName() || at.is("{") || at.is("[") || at.is("("));
    if ((operator && !at.isName("is")) || word.equals("typeof")) {
      operand();
      return;
    }
    if (word.equals("new") || (word.equals("abstract") && at.isName("new"))) {
      primary();
      return;
    }
    if (word.equals("import") && at.is("(")) {
      at.balanced();
    }
    while (at.take(".")) {
      at.next();
    }
    if (at.is("<") && !at.lineBefore) {
      arguments();
    }
  }
}
