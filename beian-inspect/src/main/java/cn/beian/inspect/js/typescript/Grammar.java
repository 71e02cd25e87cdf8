package cn.beian.inspect.js.typescript;

/** The readers of one script, which call each other. */
final class Grammar {
  final Tokens at;
  final boolean typed;
  final boolean withElements;
  final Types types;
  final Elements elements;
  final Functions functions;
  final Classes classes;
  final Expressions expressions;
  final Statements statements;
  final Declarations declarations;
  final Modules modules;

  Grammar(Tokens at, boolean typed, boolean withElements) {
    this.at = at;
    this.typed = typed;
    this.withElements = withElements;
    this.types = new Types(at);
    this.elements = new Elements(this);
    this.functions = new Functions(this);
    this.classes = new Classes(this);
    this.expressions = new Expressions(this);
    this.statements = new Statements(this);
    this.declarations = new Declarations(this);
    this.modules = new Modules(this);
  }

  /** Where everything stands, to go back to. */
  record Mark(Tokens.Mark at, Elements.Mark elements) {}

  Mark mark() {
    return new Mark(at.mark(), elements.mark());
  }

  void back(Mark mark) {
    at.back(mark.at);
    elements.back(mark.elements);
  }

  /** A type with its colon, where the script has types. */
  boolean annotation() throws UnsupportedSyntaxException {
    return typed && types.annotation();
  }

  /** Type parameters, where the script has types. */
  void typeParameters() throws UnsupportedSyntaxException {
    if (typed) {
      types.parameters();
    }
  }

  /** Makes a sign blank that only types need, if it is here. */
  boolean drop(String sign) throws UnsupportedSyntaxException {
    if (!typed || !at.is(sign)) {
      return false;
    }
    at.blank(at.start, at.end);
    at.next();
    return true;
  }
}
