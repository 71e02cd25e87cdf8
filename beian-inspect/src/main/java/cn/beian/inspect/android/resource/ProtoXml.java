package cn.beian.inspect.android.resource;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.ProtoMessage;
import cn.beian.inspect.reader.Limits;
import java.util.ArrayList;
import java.util.List;

/**
 * XML in protocol buffers, as the manifest and the layouts of a bundle are kept ({@code XmlNode} in
 * aapt2's {@code Resources.proto}):
 *
 * <pre>
 * XmlNode         1 XmlElement, 2 text, 3 SourcePosition (1 line)
 * XmlElement      3 name, 4 XmlAttribute, 5 XmlNode
 * XmlAttribute    1 namespace URI, 2 name, 3 value as in the source, 5 resource id, 6 Item
 * </pre>
 *
 * <p>An attribute without {@code Item} is a text. Text of blanks only is left out, as aapt2 leaves
 * it out of binary XML.
 */
public final class ProtoXml {
  private final Limits limits;
  private int nodes;

  private ProtoXml(Limits limits) {
    this.limits = limits;
  }

  /**
   * Reads a document.
   *
   * @return an unnamed element that holds the root
   * @throws BrokenDataException if there is no element, if it contradicts the format, or too many
   *     elements or too deep
   */
  static XmlElement read(byte[] data, Limits limits) throws BrokenDataException {
    XmlElement top = new XmlElement("", 0, List.of());
    new ProtoXml(limits).node(new ProtoMessage(data), top, 1);
    if (top.children().isEmpty()) {
      throw new BrokenDataException(0, "no element");
    }
    return top;
  }

  private void node(ProtoMessage node, XmlElement parent, int depth) throws BrokenDataException {
    if (depth > limits.nesting()) {
      throw new BrokenDataException(node.offset(), "nested deeper than " + limits.nesting());
    }
    ProtoMessage element = null;
    int line = 0;
    while (node.next()) {
      switch (node.field()) {
        case 1 -> element = node.message();
        case 2 -> text(node.text(), parent);
        case 3 -> line = Math.max(0, node.wrapped(1));
        default -> {}
      }
    }
    if (element != null) {
      parent.add(element(element, line, depth));
    }
  }

  private static void text(String text, XmlElement parent) {
    if (!text.isBlank()) {
      parent.addText(text);
    }
  }

  private XmlElement element(ProtoMessage message, int line, int depth) throws BrokenDataException {
    String name = "";
    List<XmlElement.Attribute> attributes = new ArrayList<>();
    List<ProtoMessage> children = new ArrayList<>();
    while (message.next()) {
      switch (message.field()) {
        case 3 -> name = message.text();
        case 4 -> attributes.add(attribute(message.message()));
        case 5 -> children.add(message.message());
        default -> {}
      }
    }
    nodes += 1 + attributes.size();
    if (nodes > limits.nodes()) {
      throw new BrokenDataException(message.offset(), "more than " + limits.nodes() + " elements");
    }
    XmlElement element = new XmlElement(name, line, attributes);
    for (ProtoMessage child : children) {
      node(child, element, depth + 1);
    }
    return element;
  }

  private static XmlElement.Attribute attribute(ProtoMessage attribute) throws BrokenDataException {
    String namespace = "";
    String name = "";
    String source = "";
    int id = 0;
    Value value = null;
    while (attribute.next()) {
      switch (attribute.field()) {
        case 1 -> namespace = attribute.text();
        case 2 -> name = attribute.text();
        case 3 -> source = attribute.text();
        case 5 -> id = attribute.number();
        case 6 -> value = ProtoItem.read(attribute.message());
        default -> {}
      }
    }
    return value == null
        ? new XmlElement.Attribute(namespace, name, id, ProtoItem.text(source), source)
        : new XmlElement.Attribute(namespace, name, id, value, "");
  }
}
