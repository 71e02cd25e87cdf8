package cn.beian.inspect.js.typescript;

import java.util.ArrayList;
import java.util.List;

/** Imports and exports; those of types become blank. */
final class Modules {
  private final Grammar grammar;
  private final Tokens at;

  /** Names that are exported without a module's name. */
  private final List<Specifier> local = new ArrayList<>();

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
      at.take(","); // the name of what is imported is "type"
    } else if (at.kind == Tokens.Kind.STRING) {
      at.next();
      attributes();
      grammar.statements.end();
      return true;
    } else if (at.isName()) {
      at.next();
      if (grammar.typed && at.take("=")) {
        at.put(mark.start(), "const ");
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
      for (Specifier each : specifiers()) {
        if (each.type) {
          grammar.declarations.bindType(each.alias);
        }
      }
    }
    from();
    return true;
  }

  private void from() throws UnsupportedSyntaxException {
    if (at.isName("from")) {
      at.next();
      at.next();
      attributes();
    }
    grammar.statements.end();
  }

  /** What is told of a module after its name, which becomes blank. */
  private void attributes() throws UnsupportedSyntaxException {
    if ((at.isName("assert") || at.isName("with")) && !at.lineBefore) {
      int from = at.start;
      at.next();
      at.balanced();
      at.blank(from, at.before);
    }
  }

  /**
   * A name in braces.
   *
   * @param alias what it is called on the other side, else the name again
   * @param type whether it is said to be one
   */
  private record Specifier(String name, String alias, int from, int to, boolean type) {}

  /** Names in braces; those of types become blank. */
  private List<Specifier> specifiers() throws UnsupportedSyntaxException {
    List<Specifier> all = new ArrayList<>();
    at.expect("{");
    while (!at.is("}")) {
      int from = at.start;
      boolean type = at.isName("type");
      String name = at.value();
      String alias = name;
      at.next();
      type &= grammar.typed && !at.is(",") && !at.is("}") && !at.isName("as");
      while (!at.is(",") && !at.is("}")) {
        if (at.kind == Tokens.Kind.END) {
          throw at.problem("}");
        }
        alias = at.value();
        at.next();
      }
      at.take(",");
      if (type) {
        at.blank(from, at.before);
      }
      all.add(new Specifier(name, alias, from, at.before, type));
    }
    at.expect("}");
    return all;
  }

  /** Makes blank what of the names exported here turned out to be types. */
  void blankTypes() {
    for (Specifier each : local) {
      if (grammar.declarations.isType(each.name)) {
        at.blank(each.from, each.to);
      }
    }
  }

  /** Up to the module's name: nothing remains of what imports or exports types. */
  private void skipModule(int from) throws UnsupportedSyntaxException {
    if (at.is("{")) {
      specifiers().forEach(each -> grammar.declarations.bindType(each.alias));
    } else {
      grammar.declarations.bindType(at.value());
      at.next();
      if (at.isName("as")) {
        at.next();
        grammar.declarations.bindType(at.value());
        at.next();
      }
    }
    if (at.isName("from")) {
      at.next();
      at.next();
      attributes();
    } else if (at.take("=")) {
      grammar.expressions.assignment();
    }
    at.take(";");
    at.blank(from, at.before);
  }

  /** An export. */
  void exporting() throws UnsupportedSyntaxException {
    int from = at.start;
    at.next();
    if (grammar.declarations.inNamespace()) {
      at.blank(from, at.before);
      grammar.statements.statement();
    } else if (at.is("{")) {
      List<Specifier> names = specifiers();
      if (!at.isName("from")) {
        local.addAll(names);
      }
      from();
    } else if (at.take("*")) {
      if (at.isName("as")) {
        at.next();
        at.next();
      }
      from();
    } else if (grammar.typed && at.take("=")) {
      at.put(from, "module"); // as long as "export"
      grammar.expressions.assignment();
      grammar.statements.end();
    } else if (grammar.typed && at.isName("as")) {
      at.next();
      at.next();
      at.next();
      at.take(";");
      at.blank(from, at.before);
    } else if (grammar.typed && at.isName("import")) {
      at.blank(from, at.before);
      importing();
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
