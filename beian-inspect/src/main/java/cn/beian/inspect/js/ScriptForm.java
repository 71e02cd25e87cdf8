package cn.beian.inspect.js;

import cn.beian.inspect.cache.StoredInput;
import cn.beian.inspect.cache.StoredInput.Damaged;
import cn.beian.inspect.cache.StoredOutput;
import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Attribute;
import cn.beian.inspect.markup.Markup.Chars;
import cn.beian.inspect.markup.Markup.Element;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@link Script} as it is kept: its components in their order, those of each part in theirs. */
final class ScriptForm {
  /** Changes whenever the bytes do. */
  static final String VERSION = "script/1";

  private static final int CHARS = 0;
  private static final int ELEMENT = 1;

  /** Elements within each other; those of scripts that were parsed are fewer. */
  private static final int MAX_DEPTH = 2_000;

  private ScriptForm() {}

  static StoredOutput of(Script script) {
    StoredOutput out = new StoredOutput();
    out.list(
        script.literals(),
        literal -> {
          out.text(literal.text());
          out.number(literal.line());
          out.text(literal.function());
          out.text(literal.call());
          out.list(literal.path(), out::text);
        });
    out.list(
        script.calls(),
        call -> {
          out.text(call.name());
          out.number(call.line());
          out.text(call.function());
          out.list(call.arguments(), out::text);
        });
    lines(out, script.functions());
    lines(out, script.dataKeys());
    out.list(script.modules(), out::text);
    texts(out, script.aliases());
    texts(out, script.globals());
    texts(out, script.exports());
    out.list(script.elements(), element -> element(out, element));
    out.text(script.problem());
    return out;
  }

  static Script read(StoredInput in) throws Damaged {
    return new Script(
        in.list(() -> new Literal(in.text(), in.number(), in.text(), in.text(), in.list(in::text))),
        in.list(() -> new Call(in.text(), in.number(), in.text(), in.list(in::text))),
        lines(in),
        lines(in),
        in.list(in::text),
        texts(in),
        texts(in),
        texts(in),
        in.list(() -> element(in, 0)),
        in.text());
  }

  private static void lines(StoredOutput out, Map<String, Integer> lines) {
    out.list(
        lines.entrySet(),
        line -> {
          out.text(line.getKey());
          out.number(line.getValue());
        });
  }

  private static SortedMap<String, Integer> lines(StoredInput in) throws Damaged {
    SortedMap<String, Integer> lines = new TreeMap<>();
    in.list(() -> lines.put(in.text(), in.number()) == null);
    return lines;
  }

  private static void texts(StoredOutput out, Map<String, String> texts) {
    out.list(
        texts.entrySet(),
        text -> {
          out.text(text.getKey());
          out.text(text.getValue());
        });
  }

  private static Map<String, String> texts(StoredInput in) throws Damaged {
    Map<String, String> texts = new LinkedHashMap<>();
    in.list(() -> texts.put(in.text(), in.text()) == null);
    return texts;
  }

  private static void node(StoredOutput out, Markup node) {
    if (node instanceof Chars chars) {
      out.number(CHARS);
      out.text(chars.text());
      out.number(chars.line());
    } else if (node instanceof Element element) {
      out.number(ELEMENT);
      element(out, element);
    }
  }

  private static Markup node(StoredInput in, int depth) throws Damaged {
    return switch (in.number()) {
      case CHARS -> new Chars(in.text(), in.number());
      case ELEMENT -> element(in, depth);
      default -> throw new Damaged("no such node");
    };
  }

  private static void element(StoredOutput out, Element element) {
    out.text(element.name());
    out.list(
        element.attributes().entrySet(),
        attribute -> {
          out.text(attribute.getKey());
          out.text(attribute.getValue().value());
          out.number(attribute.getValue().line());
        });
    out.list(element.children(), child -> node(out, child));
    out.number(element.line());
  }

  private static Element element(StoredInput in, int depth) throws Damaged {
    if (depth > MAX_DEPTH) {
      throw new Damaged("elements too deep");
    }
    String name = in.text();
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    in.list(() -> attributes.put(in.text(), new Attribute(in.text(), in.number())) == null);
    return new Element(name, attributes, in.list(() -> node(in, depth + 1)), in.number());
  }
}
