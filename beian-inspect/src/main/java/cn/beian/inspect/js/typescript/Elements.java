package cn.beian.inspect.js.typescript;

import cn.beian.inspect.markup.Entities;
import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Attribute;
import cn.beian.inspect.markup.Markup.Chars;
import cn.beian.inspect.markup.Markup.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Elements in scripts. {@code <View onClick={f}>签到{n}</View>} becomes {@code [ ,f , n ]}: the
 * brackets where the element begins and ends, a comma where an expression begins.
 */
final class Elements {
  /** How often a script may be kept as the code around elements, blank where these stand. */
  private static final long MAX_CODES = 16;

  private static final Pattern BLANKS = Pattern.compile("\\s{2,}+");

  private final Grammar grammar;
  private final Tokens at;

  /** Children of the element that is being read; the outermost elements where there is none. */
  private List<Markup> siblings = new ArrayList<>();

  /** Ranges of elements inside the expression that is being read. */
  private List<int[]> inside = new ArrayList<>();

  /** Characters of the code in braces, that in others counted again. */
  private long codes;

  private int line = 1;
  private int lineAt;

  Elements(Grammar grammar) {
    this.grammar = grammar;
    this.at = grammar.at;
  }

  /** Where the reading of elements stands. */
  record Mark(List<Markup> siblings, int size, List<int[]> inside, int insideSize) {}

  Mark mark() {
    return new Mark(siblings, siblings.size(), inside, inside.size());
  }

  /** Forgets what was found since. */
  void back(Mark mark) {
    siblings = mark.siblings;
    siblings.subList(mark.size, siblings.size()).clear();
    inside = mark.inside;
    inside.subList(mark.insideSize, inside.size()).clear();
  }

  List<Element> found() {
    return siblings.stream().map(Element.class::cast).toList();
  }

  /** The element that begins here. */
  void element() throws UnsupportedSyntaxException {
    int from = at.start;
    at.put(from, '[');
    int to = element(from, from + 1);
    inside.add(new int[] {from, to});
    at.resume(to);
  }

  private int element(int from, int nameFrom) throws UnsupportedSyntaxException {
    at.deeper();
    String text = at.text;
    int i = nameFrom;
    while (i < text.length()
        && (Tokens.isNamePart(text.charAt(i)) || ".-:".indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    String name = text.substring(nameFrom, i);
    int elementLine = line(from);
    at.blank(nameFrom, i);
    if (i < text.length() && text.charAt(i) == '<') {
      at.resume(i);
      grammar.types.parameters();
      i = at.before;
    }
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    List<Markup> children = new ArrayList<>();
    List<Markup> outer = siblings;
    siblings = children;
    outer.add(new Element(name, attributes, children, elementLine));
    i = attributes(i, attributes);
    if (text.charAt(i) == '/') {
      at.blank(i, i + 1);
      i = space(i + 1);
      if (i >= text.length() || text.charAt(i) != '>') {
        throw at.problem("/>");
      }
    } else {
      at.blank(i, i + 1);
      i = children(i + 1);
    }
    at.put(i, ']');
    siblings = outer;
    at.shallower();
    return i + 1;
  }

  /** Up to the slash or angle bracket that ends the tag. */
  private int attributes(int from, Map<String, Attribute> attributes)
      throws UnsupportedSyntaxException {
    String text = at.text;
    int i = space(from);
    while (i < text.length() && text.charAt(i) != '>' && text.charAt(i) != '/') {
      if (text.charAt(i) == '{') {
        i = space(expression(i, new StringBuilder()));
        continue;
      }
      int start = i;
      while (i < text.length()
          && (Tokens.isNamePart(text.charAt(i)) || "-:.@".indexOf(text.charAt(i)) >= 0)) {
        i++;
      }
      if (i == start) {
        at.resume(i);
        throw at.problem("an attribute");
      }
      String name = text.substring(start, i);
      int nameLine = line(start);
      at.blank(start, i);
      i = space(i);
      String value = "";
      if (i < text.length() && text.charAt(i) == '=') {
        at.blank(i, i + 1);
        int valueFrom = space(i + 1);
        StringBuilder found = new StringBuilder();
        i = value(i, valueFrom, found, event(name).isEmpty());
        value = found.toString();
      }
      String event = event(name);
      attributes.putIfAbsent(
          event.isEmpty() ? hyphened(name) : event, new Attribute(value, nameLine));
      i = space(i);
    }
    if (i >= text.length()) {
      throw at.problem("the end of a tag");
    }
    return i;
  }

  private int value(int equals, int from, StringBuilder found, boolean braced)
      throws UnsupportedSyntaxException {
    String text = at.text;
    char c = from < text.length() ? text.charAt(from) : ' ';
    if (c == '"' || c == '\'') {
      int end = text.indexOf(c, from + 1);
      if (end < 0) {
        throw at.problem("the end of an attribute");
      }
      at.blank(from, end + 1);
      found.append(Entities.decoded(text.substring(from + 1, end)));
      return end + 1;
    }
    if (c == '{') {
      StringBuilder code = new StringBuilder();
      int end = expression(from, code);
      found.append(braced ? "{{" + code.toString().replace("}}", "} }") + "}}" : code);
      return end;
    }
    if (c == '<') {
      at.put(equals, ',');
      at.put(from, '[');
      return element(from, from + 1);
    }
    throw at.problem("the value of an attribute");
  }

  /** Name of the event that an attribute as {@code onClick} handles, with an at sign; or empty. */
  private static String event(String name) {
    boolean event =
        name.length() > 2 && name.startsWith("on") && Character.isUpperCase(name.charAt(2));
    return event ? "@" + name.substring(2).toLowerCase(Locale.ROOT) : "";
  }

  private static String hyphened(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        out.append('-').append((char) (c + 32));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Up to the angle bracket that ends the close tag. */
  private int children(int from) throws UnsupportedSyntaxException {
    String text = at.text;
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '{') {
        StringBuilder code = new StringBuilder();
        int expressionLine = line(i);
        int before = siblings.size();
        i = expression(i, code);
        if (!code.toString().isBlank()) {
          String braced = "{{" + code.toString().replace("}}", "} }") + "}}";
          siblings.add(before, new Chars(braced, expressionLine));
        }
      } else if (c == '<' && text.startsWith("</", i)) {
        int end = text.indexOf('>', i);
        if (end < 0) {
          throw at.problem("the end of a tag");
        }
        at.blank(i, end);
        return end;
      } else if (c == '<') {
        at.put(i, ',');
        boolean fragment = i + 1 < text.length() && text.charAt(i + 1) == '>';
        int child = i;
        i = fragment ? fragment(i) : element(i, i + 1);
        if (!fragment) {
          at.put(child + 1, '[');
        }
      } else {
        i = chars(i);
      }
    }
    throw at.problem("a close tag");
  }

  /** A child without name: the bracket goes where its tag ends. */
  private int fragment(int from) throws UnsupportedSyntaxException {
    int end = element(from, from + 1);
    at.put(from + 1, '[');
    return end;
  }

  private int chars(int from) {
    String text = at.text;
    int i = from;
    while (i < text.length() && text.charAt(i) != '<' && text.charAt(i) != '{') {
      i++;
    }
    at.blank(from, i);
    String found = text.substring(from, i);
    if (!found.isBlank()) {
      int first = from;
      while (Character.isWhitespace(text.charAt(first))) {
        first++;
      }
      siblings.add(new Chars(Entities.decoded(found.strip()), line(first)));
    }
    return i;
  }

  /** An expression in braces; its code goes without the elements in it. Past the brace. */
  private int expression(int brace, StringBuilder code) throws UnsupportedSyntaxException {
    at.put(brace, ',');
    List<int[]> outer = inside;
    inside = new ArrayList<>();
    at.resume(brace + 1);
    if (at.is("}")) {
      at.put(brace, ' ');
    } else {
      at.take("...");
      grammar.expressions.expression();
    }
    if (!at.is("}")) {
      throw at.problem("}");
    }
    int end = at.start;
    at.put(end, ' ');
    char[] source = at.text.substring(brace + 1, end).toCharArray();
    for (int[] element : inside) {
      for (int i = element[0]; i < element[1]; i++) {
        source[i - brace - 1] = ' ';
      }
    }
    codes += source.length;
    String found = new String(source).strip();
    boolean often = codes > MAX_CODES * (at.text.length() + 1_000L);
    code.append(often ? BLANKS.matcher(found).replaceAll(" ") : found);
    inside = outer;
    return end + 1;
  }

  /** Past space and comments. */
  private int space(int from) {
    String text = at.text;
    int i = from;
    while (i < text.length()) {
      if (Character.isWhitespace(text.charAt(i))) {
        i++;
      } else if (text.startsWith("/*", i)) {
        int end = text.indexOf("*/", i + 2);
        i = end < 0 ? text.length() : end + 2;
      } else if (text.startsWith("//", i)) {
        int end = text.indexOf('\n', i);
        i = end < 0 ? text.length() : end;
      } else {
        return i;
      }
    }
    return i;
  }

  private int line(int position) {
    while (lineAt > position) { // after going back
      lineAt--;
      line -= at.text.charAt(lineAt) == '\n' ? 1 : 0;
    }
    for (; lineAt < position; lineAt++) {
      if (at.text.charAt(lineAt) == '\n') {
        line++;
      }
    }
    return line;
  }
}
