package cn.beian.inspect.ios.plist;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.reader.Limits;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A property list in XML (Apple, PropertyList-1.0.dtd): {@code plist} around one of {@code dict},
 * {@code array}, {@code string}, {@code integer}, {@code real}, {@code true}, {@code false}, {@code
 * date}, {@code data}. Nothing else of XML is read: a document type is passed over and no entity is
 * declared by it, so none leads to a file or unfolds.
 */
final class XmlPlist {
  private static final int MAX_ENTITY = 12;

  private final String text;
  private final int nesting;
  private int at;
  private long searched;

  XmlPlist(String text, Limits limits) {
    this.text = text;
    this.nesting = limits.nesting();
  }

  Plist read() throws BrokenDataException {
    String name = next();
    if (name.equals("plist")) {
      name = next();
    }
    return value(name, 0);
  }

  /**
   * Characters that were looked at in search of another. No search leads beyond what it is about,
   * so they are a few times those of the text, whatever stands in it.
   */
  long searched() {
    return searched;
  }

  /** Where a character stands next before an end; -1 for nowhere. */
  private int find(char what, int from, int to) {
    int place = from;
    while (place < to && text.charAt(place) != what) {
      place++;
    }
    searched += place - from;
    return place < to ? place : -1;
  }

  private BrokenDataException broken(String what) {
    return new BrokenDataException(at, what);
  }

  /** The name in the next tag, {@code /name} of an end, {@code name/} of an empty element. */
  private String next() throws BrokenDataException {
    while (true) {
      int open = find('<', at, text.length());
      if (open < 0) {
        throw broken("ends inside of an element");
      }
      at = open + 1;
      if (text.startsWith("!--", at)) {
        skip("-->");
      } else if (text.startsWith("?", at)) {
        skip("?>");
      } else if (text.startsWith("!DOCTYPE", at)) {
        documentType();
      } else {
        int close = find('>', at, text.length());
        if (close < 0) {
          throw broken("a tag that does not end");
        }
        String tag = text.substring(at, close);
        at = close + 1;
        boolean empty = tag.endsWith("/");
        int end = 0;
        while (end < tag.length() && !Character.isWhitespace(tag.charAt(end))) {
          end++;
        }
        String name = tag.substring(0, end);
        return empty && !name.endsWith("/") ? name + "/" : name;
      }
    }
  }

  private void skip(String end) throws BrokenDataException {
    int found = text.indexOf(end, at);
    if (found < 0) {
      throw broken("no " + end);
    }
    searched += found - at;
    at = found + end.length();
  }

  /** Passes over the document type with what it declares in brackets. */
  private void documentType() throws BrokenDataException {
    int close = find('>', at, text.length());
    int bracket = find('[', at, Math.max(at, close));
    if (bracket >= 0) {
      at = bracket;
      skip("]");
    }
    skip(">");
  }

  private Plist value(String tag, int depth) throws BrokenDataException {
    if (depth > nesting) {
      throw broken("nested deeper than " + nesting);
    }
    return switch (tag) {
      case "dict" -> dictionary(depth);
      case "array" -> array(depth);
      case "true/", "true" -> flag(tag, true);
      case "false/", "false" -> flag(tag, false);
      case "string/", "data/", "integer/", "real/", "date/" -> Plist.scalar("");
      case "dict/" -> Plist.of(Map.of());
      case "array/" -> Plist.of(List.of());
      case "string", "integer", "real", "date", "data" -> scalar(tag, content(tag));
      default -> throw broken("an element that is none of a property list");
    };
  }

  private Plist flag(String tag, boolean value) throws BrokenDataException {
    if (!tag.endsWith("/")) {
      content(tag);
    }
    return Plist.scalar(value);
  }

  private Plist dictionary(int depth) throws BrokenDataException {
    Map<String, Plist> members = new LinkedHashMap<>();
    for (String tag = next(); !tag.equals("/dict"); tag = next()) {
      if (!tag.equals("key") && !tag.equals("key/")) {
        throw broken("no key");
      }
      String key = tag.equals("key") ? content("key") : "";
      String of = next();
      if (of.equals("/dict")) {
        throw broken("a key without a value");
      }
      members.putIfAbsent(key, value(of, depth + 1));
    }
    return Plist.of(members);
  }

  private Plist array(int depth) throws BrokenDataException {
    List<Plist> items = new ArrayList<>();
    for (String tag = next(); !tag.equals("/array"); tag = next()) {
      items.add(value(tag, depth + 1));
    }
    return Plist.of(items);
  }

  /** The text up to the end of the element, entities replaced. */
  private String content(String tag) throws BrokenDataException {
    StringBuilder content = new StringBuilder();
    while (true) {
      int open = find('<', at, text.length());
      if (open < 0) {
        throw broken("ends inside of " + tag);
      }
      unescape(at, open, content);
      at = open;
      if (text.startsWith("<![CDATA[", open)) {
        at = open + "<![CDATA[".length();
        int from = at;
        skip("]]>");
        content.append(text, from, at - "]]>".length());
      } else if (text.startsWith("<!--", open)) {
        skip("-->");
      } else {
        String end = next();
        if (!end.equals("/" + tag)) {
          throw broken("an element inside of " + tag);
        }
        return content.toString();
      }
    }
  }

  private void unescape(int from, int to, StringBuilder out) {
    int start = from;
    for (int and = find('&', from, to); and >= 0; and = find('&', start, to)) {
      out.append(text, start, and);
      int end = find(';', and, Math.min(to, and + MAX_ENTITY + 1));
      int code = end < 0 ? -1 : character(text.substring(and + 1, end));
      if (code < 0) {
        out.append('&');
        start = and + 1;
      } else {
        out.appendCodePoint(code);
        start = end + 1;
      }
    }
    out.append(text, start, to);
  }

  private static int character(String entity) {
    return switch (entity) {
      case "lt" -> '<';
      case "gt" -> '>';
      case "amp" -> '&';
      case "quot" -> '"';
      case "apos" -> '\'';
      default -> {
        try {
          int code =
              entity.startsWith("#x")
                  ? Integer.parseInt(entity.substring(2), 16)
                  : entity.startsWith("#") ? Integer.parseInt(entity.substring(1)) : -1;
          yield Character.isValidCodePoint(code) ? code : -1;
        } catch (NumberFormatException e) {
          yield -1;
        }
      }
    };
  }

  private Plist scalar(String tag, String content) throws BrokenDataException {
    String bare = content.strip();
    try {
      return switch (tag) {
        case "string" -> Plist.scalar(content);
        case "integer" -> Plist.scalar(Long.decode(bare));
        case "real" -> Plist.scalar(Double.valueOf(bare));
        case "date" -> Plist.scalar(Instant.parse(bare));
        default -> Plist.scalar(Base64.getMimeDecoder().decode(bare));
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new BrokenDataException(at, "a " + tag + " that is none");
    }
  }
}
