package cn.beian.inspect.markup;

import cn.beian.inspect.markup.Markup.Attribute;
import cn.beian.inspect.markup.Markup.Chars;
import cn.beian.inspect.markup.Markup.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads WXML as leniently as can be: a close tag closes the nearest open element of its name or
 * nothing, missing close tags close at the end, attributes may lack quotes. Elements nested deeper
 * than the limit become siblings. Comments are dropped. Every character is looked at a bounded
 * number of times.
 */
public final class MarkupParser {
  /** Code of the oddity that what follows was not read. */
  public static final String TOO_MANY = "too_many_nodes";

  private static final Pattern COMMENT_END = Pattern.compile("--!?>");

  /**
   * An element within a line that is empty or hidden, with no more than a bounded number of
   * characters.
   */
  private static final Pattern NOTHING =
      Pattern.compile(
          "(?i)<(i|b|u|s|em|a|q|tt|sub|sup|span|font|small|big|strong|mark|text|bdi|bdo)"
              + "(?:\\s{0,9}>|\\s[^<>@{]{0,200}?(?:(?<=[\\s\"'])hidden(?:=[\"']?(?:hidden)?[\"']?)?"
              + "|display\\s{0,9}:\\s{0,9}none)(?=[\\s\"';>])[^<>@{]{0,200}>[^<]{0,200})</\\1\\s{0,9}>");

  /** How a character is said, beside it (HTML Standard, 4.5.11 and 4.5.12). */
  private static final Pattern SAID =
      Pattern.compile("(?i)<(rt|rp)(?:\\s[^<>]{0,100})?>([^<]{0,200})</\\1\\s{0,9}>");

  private static final String BREAK = "<wbr";

  /** Elements that hold nothing and need no end. */
  private static final Set<String> VOID =
      Set.of("br", "hr", "img", "input", "link", "meta", "source", "col", "wbr");

  private final String text;
  private final int maxNesting;
  private final int maxNodes;
  private final List<String> oddities = new ArrayList<>();
  private final Deque<Element> open = new ArrayDeque<>();
  private int at;
  private int line = 1;
  private int nodes;
  private boolean endlessExpressions;

  /** What is said beside the characters of the text that is being read. */
  private final List<String> beside = new ArrayList<>();

  private MarkupParser(String text, int maxNesting, int maxNodes) {
    this.text = text;
    this.maxNesting = maxNesting;
    this.maxNodes = maxNodes;
  }

  /**
   * What was read.
   *
   * @param root an element without name around everything
   * @param oddities codes of what was odd, each once
   */
  public record Result(Element root, List<String> oddities) {}

  public static Result parse(String text, int maxNesting, int maxNodes) {
    return new MarkupParser(text, maxNesting, maxNodes).run();
  }

  private Result run() {
    Element root = new Element("", Map.of(), new ArrayList<>(), 1);
    open.push(root);
    while (at < text.length()) {
      if (++nodes > maxNodes) {
        odd(TOO_MANY);
        break;
      }
      if (isUnseen(at)) {
        move(afterUnseen(at));
      } else if (text.startsWith("</", at)) {
        close();
      } else if (text.charAt(at) == '<' && startsName(at + 1)) {
        element();
      } else {
        chars();
      }
    }
    if (open.size() > 1) {
      odd("element_without_end");
    }
    return new Result(root, oddities);
  }

  private void odd(String code) {
    if (!oddities.contains(code)) {
      oddities.add(code);
    }
  }

  private boolean startsName(int i) {
    return i < text.length() && Character.isLetter(text.charAt(i));
  }

  /** Whether a comment begins there, or what browsers take for one. */
  private boolean isUnseen(int i) {
    return text.startsWith("<?", i)
        || (text.startsWith("<!", i) && !text.startsWith("<![CDATA[", i));
  }

  /**
   * The end of a comment: HTML Standard, 13.2.5.43 to 52, or 13.2.5.41 for what is called bogus.
   */
  private int afterUnseen(int from) {
    if (!text.startsWith("<!--", from)) {
      int end = text.indexOf('>', from);
      return end < 0 ? text.length() : end + 1;
    }
    Matcher end = COMMENT_END.matcher(text);
    int at = from + 2; // <!--> is one
    while (end.find(at)) {
      if (end.start() >= from + 4 || end.end() - end.start() == 3) {
        return end.end();
      }
      at = end.end();
    }
    return text.length();
  }

  /**
   * The end of what stands between two characters of a word and parts it not for who sees it; the
   * beginning where there is none.
   */
  private int afterHidden(int from) {
    if (text.charAt(from) != '<' || from == 0 || isBlank(from - 1)) {
      return from;
    }
    int at = from;
    int said = beside.size();
    for (int after = afterOne(at); after > at; after = afterOne(at)) {
      at = after;
    }
    if (at < text.length() && text.charAt(at) != '<' && !isBlank(at)) {
      return at;
    }
    beside.subList(said, beside.size()).clear();
    return from;
  }

  /** Behind one thing that stands between characters and parts no word; else where it was. */
  private int afterOne(int from) {
    if (isUnseen(from)) {
      return afterUnseen(from);
    }
    if (text.regionMatches(true, from, BREAK, 0, BREAK.length())) {
      int end = from + BREAK.length();
      return end < text.length() && !isNamePart(text.charAt(end)) ? afterTag(end) : from;
    }
    Matcher said = SAID.matcher(text).region(from, text.length());
    if (said.lookingAt()) {
      beside.add(said.group(2));
      return said.end();
    }
    return afterNothing(from);
  }

  /** Behind an element that shows nothing, where one begins there. */
  private int afterNothing(int from) {
    Matcher nothing = NOTHING.matcher(text).region(from, text.length());
    return nothing.lookingAt() ? nothing.end() : from;
  }

  /**
   * Behind the end of a tag; where the next begins before that, so that none is looked at twice.
   */
  private int afterTag(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '<') {
      if (text.charAt(i++) == '>') {
        return i;
      }
    }
    return i;
  }

  private boolean isBlank(int i) {
    return Character.isWhitespace(text.charAt(i));
  }

  private void move(int to) {
    for (; at < to; at++) {
      if (text.charAt(at) == '\n') {
        line++;
      }
    }
  }

  private void chars() {
    int start = at;
    int startLine = line;
    int i = at + 1;
    if (text.startsWith("{{", at)) {
      i = endOfExpression(at);
    }
    StringBuilder seen = new StringBuilder();
    while (i < text.length()) {
      int after = afterHidden(i);
      if (after > i) {
        seen.append(text, start, i);
        start = after;
        i = after;
      } else if (text.charAt(i) == '<'
          && (startsName(i + 1) || text.startsWith("</", i) || isUnseen(i))) {
        break;
      } else {
        i = text.startsWith("{{", i) ? endOfExpression(i) : i + 1;
      }
    }
    move(i);
    String found = seen.append(text, start, i).toString();
    if (!found.isBlank()) {
      int blank = 0;
      while (Character.isWhitespace(found.charAt(blank))) {
        startLine += found.charAt(blank) == '\n' ? 1 : 0;
        blank++;
      }
      open.element().children().add(new Chars(Entities.decoded(found.strip()), startLine));
    }
    for (String said : beside) {
      if (!said.isBlank()) {
        open.element().children().add(new Chars(Entities.decoded(said.strip()), startLine));
      }
    }
    beside.clear();
  }

  private int endOfExpression(int from) {
    int end = endlessExpressions ? -1 : text.indexOf("}}", from);
    endlessExpressions = end < 0;
    return end < 0 ? from + 2 : end + 2;
  }

  private void close() {
    int end = text.indexOf('>', at);
    end = end < 0 ? text.length() : end;
    String name = text.substring(Math.min(at + 2, end), end).strip();
    move(Math.min(end + 1, text.length()));
    if (VOID.contains(name)) {
      return;
    }
    boolean known = open.stream().anyMatch(each -> each.name().equals(name));
    if (!known || name.isEmpty()) {
      odd("close_without_open");
      return;
    }
    while (!open.pop().name().equals(name)) {
      odd("element_without_end");
    }
  }

  private void element() {
    int startLine = line;
    int start = ++at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    boolean closed = attributes(attributes);
    Map<String, Attribute> kept = attributes.isEmpty() ? Map.of() : attributes;
    Element element = new Element(name, kept, new ArrayList<>(), startLine);
    open.element().children().add(element);
    if (closed || VOID.contains(name)) {
      return;
    }
    if (name.equals("wxs")) {
      int end = text.indexOf("</wxs", at);
      end = end < 0 ? text.length() : end;
      element.children().add(new Chars(text.substring(at, end), line));
      move(end);
    }
    if (open.size() <= maxNesting) {
      open.push(element);
    } else {
      odd("nesting");
    }
  }

  private static boolean isNamePart(char c) {
    return c > ' ' && c != '>' && c != '/' && c != '=' && c != '<' && c != '"' && c != '\'';
  }

  /** Reads attributes up to and with the end of the tag; true where it closes itself. */
  private boolean attributes(Map<String, Attribute> attributes) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '>') {
        at++;
        return false;
      }
      if (text.startsWith("/>", at)) {
        at += 2;
        return true;
      }
      if (c == '<') {
        odd("tag_without_end");
        return false;
      }
      if (!isNamePart(c)) {
        move(at + 1);
        continue;
      }
      attribute(attributes);
    }
    odd("tag_without_end");
    return false;
  }

  private void attribute(Map<String, Attribute> attributes) {
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    skipSpace();
    if (at >= text.length() || text.charAt(at) != '=') {
      attributes.putIfAbsent(name, new Attribute("", line));
      return;
    }
    at++;
    skipSpace();
    int valueLine = line;
    attributes.putIfAbsent(name, new Attribute(Entities.decoded(value()), valueLine));
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      move(at + 1);
    }
  }

  private String value() {
    if (at >= text.length()) {
      return "";
    }
    char quote = text.charAt(at);
    if (quote != '"' && quote != '\'') {
      int start = at;
      while (at < text.length() && text.charAt(at) > ' ' && text.charAt(at) != '>') {
        at++;
      }
      return text.substring(start, at);
    }
    int end = text.indexOf(quote, at + 1);
    if (end < 0) {
      odd("attribute_without_end");
      end = text.indexOf('>', at);
      end = end < 0 ? text.length() : end;
    }
    String found = text.substring(at + 1, Math.max(at + 1, end));
    move(Math.min(text.length(), text.startsWith(String.valueOf(quote), end) ? end + 1 : end));
    return found;
  }
}
