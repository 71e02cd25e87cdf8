package cn.beian.inspect.webapp.facts;

import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Chars;
import cn.beian.inspect.markup.Markup.Element;
import cn.beian.inspect.webapp.project.TemplateExpressions;
import java.util.ArrayList;
import java.util.List;

/**
 * What the children of one element say of each other: what stands beside a picture, and what is
 * counted. Each child is looked at once, however often it is asked for.
 */
final class Siblings {
  /** Longer texts are no names of tiles. */
  private static final int MAX_CAPTION = 12;

  private final Element parent;
  private final List<Markup> nodes;

  /** The node that says whether what stands before it is counted, and whether it does. */
  private int decider;

  private boolean count;

  private boolean read;
  private boolean pressed;
  private int controls;
  private int chars;
  private final List<Piece> pieces = new ArrayList<>();

  /** What one child says. */
  private record Piece(Markup node, String text) {}

  Siblings(Element parent) {
    this.parent = parent;
    this.nodes = parent.children();
  }

  /** Whether a value that is only known at run time, or a number, stands right after a node. */
  boolean countFollows(int at) {
    if (decider <= at) {
      decider = at + 1;
      while (decider < nodes.size() && Pictures.isIconOrBlank(nodes.get(decider))) {
        decider++;
      }
      count = decider < nodes.size() && Pictures.count(nodes.get(decider));
    }
    return count;
  }

  /**
   * What stands beside a picture in a tile of its own, at most {@value #MAX_CAPTION} characters;
   * empty where it is no picture, or something else beside it can be pressed.
   */
  String caption(Element picture) {
    if (nodes.size() < 2 || !Pictures.holdsPicture(picture)) {
      return "";
    }
    if (!read) {
      read();
    }
    if (pressed || controls > (isControl(picture) ? 1 : 0)) {
      return "";
    }
    String own = ControlFacts.said(picture);
    if (chars - own.length() > MAX_CAPTION) {
      return "";
    }
    StringBuilder said = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece.node != picture) {
        said.append(piece.text);
      }
    }
    return TemplateExpressions.says(said.toString()) ? said.toString() : "";
  }

  private void read() {
    read = true;
    pressed = Pictures.pressed(parent);
    for (Markup node : nodes) {
      String text;
      if (node instanceof Chars chars) {
        text = TemplateExpressions.of(chars.text()).text();
      } else {
        Element element = (Element) node;
        controls += isControl(element) ? 1 : 0;
        text = ControlFacts.said(element);
      }
      if (!text.isEmpty()) {
        pieces.add(new Piece(node, text));
        chars += text.length();
      }
    }
  }

  private static boolean isControl(Element element) {
    return Pictures.pressed(element) || Pictures.FIELDS.contains(element.name());
  }
}
