package cn.beian.inspect.js.typescript;

import java.util.Set;

/** Expressions. Their structure is of no interest, so operators of all ranks are read alike. */
final class Expressions {
  private static final Set<String> ASSIGNMENTS =
      Set.of(
          "=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^=", "&&=",
          "||=", "??=");
  private static final Set<String> BINARY =
      Set.of(
          "||", "&&", "??", "|", "^", "&", "==", "!=", "===", "!==", "<", ">", "<=", ">=", "<<",
          ">>", ">>>", "+", "-", "*", "/", "%", "**");
  private static final Set<String> PREFIXES = Set.of("!", "~", "+", "-", "++", "--");

  /** Signs that begin an operand. */
  private static final Set<String> OPERANDS =
      Set.of("!", "~", "++", "--", "(", "[", "{", "/", "/=", "@");

  private static final Set<String> NAMED_OPERATORS =
      Set.of("as", "satisfies", "instanceof", "in", "of");

  private static final Set<String> WORDS = Set.of("typeof", "void", "delete", "await");
  private static final Set<String> NO_EXPRESSION =
      Set.of(
          "if",
          "for",
          "while",
          "do",
          "return",
          "switch",
          "case",
          "default",
          "break",
          "continue",
          "throw",
          "try",
          "catch",
          "finally",
          "var",
          "const",
          "else",
          "in",
          "instanceof",
          "export",
          "with",
          "extends");

  private final Grammar grammar;
  private final Tokens at;
  private boolean noIn;
  private boolean beforeColon;

  Expressions(Grammar grammar) {
    this.grammar = grammar;
    this.at = grammar.at;
  }

  /** Expressions with commas between them. */
  void expression() throws UnsupportedSyntaxException {
    do {
      assignment();
    } while (at.take(","));
  }

  /** The same in the head of a loop, where {@code in} is no operator. */
  void headExpression() throws UnsupportedSyntaxException {
    noIn = true;
    expression();
    noIn = false;
  }

  /** An expression without comma in the head of a loop. */
  void headAssignment() throws UnsupportedSyntaxException {
    noIn = true;
    assignment();
    noIn = false;
  }

  /** The expression of a case, after which a colon comes. */
  void caseExpression() throws UnsupportedSyntaxException {
    beforeColon = true;
    expression();
    beforeColon = false;
  }

  /** What a class extends, with type arguments. */
  void superclass() throws UnsupportedSyntaxException {
    postfix(true);
  }

  /** An expression without comma. */
  void assignment() throws UnsupportedSyntaxException {
    at.deeper();
    boolean outerColon = beforeColon;
    if (at.isName("yield")) {
      at.next();
      at.take("*");
      if (!at.lineBefore && !ends()) {
        assignment();
      }
    } else if (!grammar.functions.arrow(beforeColon)) {
      beforeColon = false;
      operators();
      if (at.take("?")) {
        beforeColon = true;
        assignment();
        beforeColon = outerColon;
        at.expect(":");
        assignment();
      } else if (at.kind == Tokens.Kind.SIGN && ASSIGNMENTS.contains(at.value())) {
        at.next();
        beforeColon = outerColon;
        assignment();
      }
    }
    beforeColon = outerColon;
    at.shallower();
  }

  private boolean ends() {
    return at.is(")")
        || at.is("]")
        || at.is("}")
        || at.is(",")
        || at.is(";")
        || at.is(":")
        || at.kind == Tokens.Kind.END;
  }

  private void operators() throws UnsupportedSyntaxException {
    unary();
    while (true) {
      if (at.kind == Tokens.Kind.SIGN && BINARY.contains(at.value())) {
        at.next();
        unary();
      } else if (at.isName("instanceof") || (at.isName("in") && !noIn)) {
        at.next();
        unary();
      } else if (grammar.typed && (at.isName("as") || at.isName("satisfies")) && !at.lineBefore) {
        int from = at.start;
        at.next();
        grammar.types.type();
        at.blank(from, at.before);
      } else {
        return;
      }
    }
  }

  private void unary() throws UnsupportedSyntaxException {
    at.deeper();
    if (at.kind == Tokens.Kind.SIGN && PREFIXES.contains(at.value())) {
      at.next();
      unary();
    } else if (at.isName() && WORDS.contains(at.value())) {
      at.next();
      if (!ends() && !at.is("=") && !at.is("=>")) {
        unary();
      }
    } else if (grammar.typed && !grammar.withElements && at.is("<")) {
      grammar.types.arguments();
      unary();
    } else {
      postfix(false);
    }
    at.shallower();
  }

  private void postfix(boolean beforeBody) throws UnsupportedSyntaxException {
    primary();
    while (true) {
      if (at.take(".")) {
        if (!at.isName()) {
          throw at.problem("a name");
        }
        at.next();
      } else if (at.take("?.")) {
        if (at.isName()) {
          at.next();
        }
      } else if (at.is("[")) {
        at.next();
        nested();
        at.expect("]");
      } else if (at.is("(")) {
        arguments();
      } else if (at.kind == Tokens.Kind.TEMPLATE) {
        template();
      } else if ((at.is("++") || at.is("--")) && !at.lineBefore) {
        at.next();
      } else if (grammar.typed && at.is("!") && !at.lineBefore) {
        at.blank(at.start, at.end);
        at.next();
      } else if (!(grammar.typed && (at.is("<") || at.is("<<")) && typeArguments(beforeBody))) {
        return;
      }
    }
  }

  /** Type arguments of a call, if that is what the sign begins. */
  private boolean typeArguments(boolean beforeBody) {
    Grammar.Mark mark = grammar.mark();
    try {
      grammar.types.arguments();
      if (at.is("(") || follows() || (beforeBody && (at.is("{") || at.isName("implements")))) {
        return true;
      }
    } catch (UnsupportedSyntaxException e) {
      // it was a comparison
    }
    grammar.back(mark);
    return false;
  }

  /** Whether what is here may stand after type arguments, and no operand after a comparison. */
  private boolean follows() {
    return switch (at.kind) {
      case END, TEMPLATE -> true;
      case NAME -> at.lineBefore || NAMED_OPERATORS.contains(at.value());
      case NUMBER, STRING -> at.lineBefore;
      case SIGN -> {
        String sign = at.value();
        boolean comparison = sign.equals("<") || sign.equals(">");
        boolean either = comparison || sign.equals("+") || sign.equals("-");
        yield !either && (at.lineBefore || !OPERANDS.contains(sign));
      }
    };
  }

  /** An expression in brackets, where all operators are what they are again. */
  private void nested() throws UnsupportedSyntaxException {
    boolean outerIn = noIn;
    boolean outerColon = beforeColon;
    noIn = false;
    beforeColon = false;
    expression();
    noIn = outerIn;
    beforeColon = outerColon;
  }

  /** Arguments with their parentheses. */
  void arguments() throws UnsupportedSyntaxException {
    list("(", ")");
  }

  private void list(String open, String close) throws UnsupportedSyntaxException {
    boolean outerIn = noIn;
    boolean outerColon = beforeColon;
    noIn = false;
    beforeColon = false;
    at.expect(open);
    while (!at.is(close)) {
      if (at.take(",")) {
        continue;
      }
      at.take("...");
      assignment();
      if (!at.is(close) && !at.is(",")) {
        throw at.problem(close);
      }
    }
    at.expect(close);
    noIn = outerIn;
    beforeColon = outerColon;
  }

  private void primary() throws UnsupportedSyntaxException {
    switch (at.kind) {
      case NUMBER, STRING -> at.next();
      case TEMPLATE -> template();
      case NAME -> named();
      case SIGN -> sign();
      case END -> throw at.problem("an expression");
    }
  }

  private void named() throws UnsupportedSyntaxException {
    String word = at.value();
    int from = at.start;
    if (NO_EXPRESSION.contains(word)) {
      throw at.problem("an expression");
    }
    switch (word) {
      case "function" -> grammar.functions.function(from);
      case "class" -> grammar.classes.type();
      case "new" -> {
        at.next();
        if (at.take(".")) {
          at.next();
        } else {
          postfix(false);
        }
      }
      case "async" -> {
        at.next();
        if (at.isName("function") && !at.lineBefore) {
          grammar.functions.function(from);
        }
      }
      default -> at.next();
    }
  }

  private void sign() throws UnsupportedSyntaxException {
    if (at.is("(")) {
      at.next();
      nested();
      at.expect(")");
    } else if (at.is("[")) {
      list("[", "]");
    } else if (at.is("{")) {
      boolean outerIn = noIn;
      boolean outerColon = beforeColon;
      noIn = false;
      beforeColon = false;
      grammar.classes.object();
      noIn = outerIn;
      beforeColon = outerColon;
    } else if (at.is("/") || at.is("/=")) {
      at.regex();
    } else if (at.is("<") && grammar.withElements) {
      grammar.elements.element();
    } else if (at.is("@")) {
      grammar.classes.decorators();
      grammar.classes.type();
    } else {
      throw at.problem("an expression");
    }
  }

  /** A template literal with its expressions. */
  private void template() throws UnsupportedSyntaxException {
    String text = at.text;
    int i = at.start + 1;
    while (i < text.length() && text.charAt(i) != '`') {
      if (text.charAt(i) == '\\') {
        i += 2;
      } else if (text.startsWith("${", i)) {
        at.resume(i + 2);
        nested();
        if (!at.is("}")) {
          throw at.problem("}");
        }
        i = at.end;
      } else {
        i++;
      }
    }
    if (i >= text.length()) {
      throw at.problem("the end of a template");
    }
    at.resume(i + 1);
  }
}
