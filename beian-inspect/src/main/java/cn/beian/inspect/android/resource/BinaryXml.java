package cn.beian.inspect.android.resource;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.reader.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Binary XML ({@code ResXMLTree_header} in AOSP's {@code ResourceTypes.h}), little-endian chunks
 * {@code u16 type, u16 headerSize, u32 size}:
 *
 * <pre>
 * 0x0003 document      contains all others
 * 0x0001 string pool   see {@link StringPool}
 * 0x0180 resource map  u32 attribute ids, parallel to the first strings
 * 0x0100/0x0101        start and end of a namespace: ignored
 * 0x0102 start element +8 u32 line, +12 u32 comment, then at headerSize: +0 u32 ns, +4 u32 name,
 *                      +8 u16 attributeStart, +10 u16 attributeSize, +12 u16 attributeCount
 * attribute            +0 u32 ns, +4 u32 name, +8 u32 raw, +12 Res_value
 * 0x0103 end element
 * 0x0104 text          at headerSize: u32 string
 * </pre>
 *
 * <p>Lenient as Android is: header and attribute sizes are honoured, unknown chunks skipped by
 * their size, the outer type is not looked at, string indices may be out of range, unclosed
 * elements are closed at the end. A chunk that leaves the data ends the document.
 */
final class BinaryXml {
  private static final int RESOURCE_MAP = 0x0180;
  private static final int START_ELEMENT = 0x0102;
  private static final int END_ELEMENT = 0x0103;
  private static final int TEXT = 0x0104;
  private static final int CHUNK_HEADER = 8;
  private static final int ATTRIBUTE_BYTES = 20;

  private final Bytes bytes;
  private final Limits limits;
  private StringPool strings = StringPool.EMPTY;
  private long idsAt;
  private int idCount;
  private int nodes;

  private BinaryXml(Bytes bytes, Limits limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  /**
   * Reads a document.
   *
   * @return an unnamed element that holds the roots
   * @throws BrokenDataException if there is no element, or too many or too deep
   */
  static XmlElement read(byte[] data, Limits limits) throws BrokenDataException {
    return new BinaryXml(new Bytes(data, limits), limits).document();
  }

  private XmlElement document() throws BrokenDataException {
    XmlElement top = new XmlElement("", 0, List.of());
    Deque<XmlElement> open = new ArrayDeque<>();
    open.push(top);
    long at = Math.max(CHUNK_HEADER, bytes.u16(2));
    boolean pooled = false;
    while (bytes.has(at, CHUNK_HEADER)) {
      int type = bytes.u16(at);
      int headerSize = bytes.u16(at + 2);
      long size = bytes.u32(at + 4);
      if (size < CHUNK_HEADER || headerSize > size) {
        break;
      }
      if (type == StringPool.TYPE && !pooled) {
        strings = StringPool.read(bytes, at);
        pooled = true;
      } else if (type == RESOURCE_MAP) {
        idsAt = at + headerSize;
        idCount = (int) ((Math.min(size, bytes.size() - at) - headerSize) / 4);
      } else if (!node(type, at, headerSize, open)) {
        break;
      }
      at += size;
    }
    if (top.children().isEmpty()) {
      throw new BrokenDataException(at, "no element");
    }
    return top;
  }

  /** False where the node leaves the data. */
  private boolean node(int type, long at, int headerSize, Deque<XmlElement> open)
      throws BrokenDataException {
    if (type == START_ELEMENT) {
      if (!bytes.has(at + headerSize, 14)) {
        return false;
      }
      XmlElement element = element(at, at + headerSize);
      open.element().add(element);
      open.push(element);
      if (open.size() > limits.nesting()) {
        throw new BrokenDataException(at, "nested deeper than " + limits.nesting());
      }
    } else if (type == END_ELEMENT && open.size() > 1) {
      open.pop();
    } else if (type == TEXT && bytes.has(at + headerSize, 4)) {
      open.element().addText(strings.text(bytes.i32(at + headerSize)));
    }
    return true;
  }

  private XmlElement element(long at, long body) throws BrokenDataException {
    int line = headerLine(at);
    String name = strings.text(bytes.i32(body + 4));
    long start = body + bytes.u16(body + 8);
    int step = bytes.u16(body + 10);
    int count = bytes.u16(body + 12);
    List<XmlElement.Attribute> attributes = new ArrayList<>(Math.min(count, 32));
    for (int i = 0; i < count && step >= ATTRIBUTE_BYTES; i++) {
      long here = start + (long) i * step;
      if (!bytes.has(here, ATTRIBUTE_BYTES)) {
        break;
      }
      bytes.look(ATTRIBUTE_BYTES);
      attributes.add(attribute(here));
    }
    nodes += 1 + attributes.size();
    if (nodes > limits.nodes()) {
      throw new BrokenDataException(at, "more than " + limits.nodes() + " elements");
    }
    return new XmlElement(name, line, attributes);
  }

  private int headerLine(long at) throws BrokenDataException {
    return bytes.has(at + 8, 4) ? Math.max(0, bytes.i32(at + 8)) : 0;
  }

  private XmlElement.Attribute attribute(long at) throws BrokenDataException {
    int name = bytes.i32(at + 4);
    int id = name >= 0 && name < idCount ? bytes.i32(idsAt + 4L * name) : 0;
    int type = bytes.u8(at + 15);
    int data = bytes.i32(at + 16);
    Value value = new Value(type, data, type == Value.STRING ? strings.text(data) : "");
    return new XmlElement.Attribute(
        strings.text(bytes.i32(at)),
        strings.text(name),
        id,
        value,
        strings.text(bytes.i32(at + 8)));
  }
}
