package cn.beian.inspect.js.typescript;

import java.util.HashSet;
import java.util.Set;

/** Declarations; those of types only become blank. */
final class Declarations {
  private static final Set<String> OPERATORS = Set.of("of", "in", "instanceof", "as", "satisfies");

  private final Grammar grammar;
  private final Tokens at;

  /** Namespaces around what is read. */
  private int namespaces;

  private boolean declaring;
  private final Set<String> values = new HashSet<>();
  private final Set<String> typeNames = new HashSet<>();

  Declarations(Grammar grammar) {
    this.grammar = grammar;
    this.at = grammar.at;
  }

  /**
   * Variables after their word.
   *
   * @param head whether in the head of a loop
   * @return whether each has a value
   */
  boolean variables(boolean head) throws UnsupportedSyntaxException {
    boolean all = true;
    do {
      bind();
      grammar.functions.pattern();
      if (!at.lineBefore) {
        grammar.drop("!");
      }
      grammar.annotation();
      all &= at.is("=");
      if (at.take("=")) {
        if (head) {
          grammar.expressions.headAssignment();
        } else {
          grammar.expressions.assignment();
        }
      }
    } while (at.take(","));
    return all;
  }

  /** Notes the name here as one of a value, or of what is only declared. */
  void bind() {
    if (grammar.typed && at.isName()) {
      (declaring ? typeNames : values).add(at.value());
    }
  }

  /** Notes the name here as one of a type. */
  void bindType(String name) {
    typeNames.add(name);
  }

  /** Whether a name means a type only, so that JavaScript cannot export it. */
  boolean isType(String name) {
    return typeNames.contains(name) && !values.contains(name);
  }

  /** Goes past {@code using} or {@code await using}, which become {@code const}, if here. */
  boolean resource() throws UnsupportedSyntaxException {
    Tokens.Mark mark = at.mark();
    if (at.isName("await")) {
      at.next();
    }
    int word = at.start;
    if (at.isName("using")) {
      at.next();
      if (at.isName() && !at.lineBefore && !OPERATORS.contains(at.value())) {
        at.blank(mark.start(), word);
        at.put(word, "const");
        return true;
      }
    }
    at.back(mark);
    return false;
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
          if (!variables(false) && word.equals("const")) {
            at.put(from, "let  "); // declared only, as in a .d.ts
          }
          grammar.statements.end();
          return true;
        }
      }
      case "using", "await" -> {
        at.back(mark);
        if (resource()) {
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
        bindType(at.value());
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
        bindType(at.value());
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
      case "namespace", "module" -> {
        if (at.isName()) {
          return namespace(from);
        }
        if (at.kind != Tokens.Kind.STRING) {
          return false;
        }
        ambient();
      }
      case "global" -> {
        if (!at.is("{")) {
          return false;
        }
        ambient();
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

  /** A namespace, past its word: what it holds stays, as a block. */
  private boolean namespace(int from) throws UnsupportedSyntaxException {
    bindType(at.value()); // a block has no name
    name();
    if (!at.is("{")) {
      return false;
    }
    at.blank(from, at.before);
    namespaces++;
    try {
      grammar.statements.block();
    } finally {
      namespaces--;
    }
    return true;
  }

  /** Whether what is read lies in a namespace, where {@code export} says nothing to JavaScript. */
  boolean inNamespace() {
    return namespaces > 0;
  }

  private void name() throws UnsupportedSyntaxException {
    do {
      at.next();
    } while (at.take("."));
  }

  /** After {@code declare}: all that follows says nothing to JavaScript. */
  private void declared() throws UnsupportedSyntaxException {
    boolean outer = declaring;
    declaring = true;
    try {
      if (at.isName("global") || at.isName("module") || at.isName("namespace")) {
        at.next();
        bind();
        ambient();
      } else {
        grammar.statements.statement();
      }
    } finally {
      declaring = outer;
    }
  }

  /** The name of a module, if any, and what it declares, if that is told. */
  private void ambient() throws UnsupportedSyntaxException {
    if (!at.is("{")) {
      name();
    }
    if (at.is("{")) {
      at.balanced();
    }
  }

  /** An enumeration, past its word, becomes an object, so that its texts remain. */
  private void enumeration(int from) throws UnsupportedSyntaxException {
    String name = at.value();
    bind();
    at.next();
    at.put(from, "var ");
    if (at.start > at.before) {
      at.put(at.before, '=');
    } else {
      at.put(at.before - name.length() - 1, name + "="); // "var" is shorter than "enum"
    }
    at.expect("{");
    while (!at.is("}")) {
      int key = at.start;
      grammar.classes.key();
      if (!at.is("=")) {
        at.put(key, "_".repeat(at.before - key)); // a word or text alone is no member of an object
      }
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
  }
}
