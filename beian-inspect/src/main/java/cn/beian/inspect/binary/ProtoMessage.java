package cn.beian.inspect.binary;

import java.nio.charset.StandardCharsets;

/**
 * One message of the protocol buffers wire format (protobuf.dev, "Encoding"), read in one pass:
 *
 * <pre>
 * field       varint: number &lt;&lt; 3 | wire type, then by the type
 * 0 varint    seven bits a byte, the lowest first, the high bit set on all but the last of at most ten
 * 1 fixed64   8 bytes          5 fixed32  4 bytes, little-endian
 * 2 bytes     varint length, then text in UTF-8 or a message
 * </pre>
 *
 * <p>Nothing is copied and nothing kept: a caller walks the fields with {@link #next()} and takes
 * those whose number it knows; the others are skipped by their length. Of a field that may stand
 * once the last counts, as protocol buffers say. Groups (types 3 and 4) are refused.
 */
public final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;
  private static final int MAX_VARINT_BITS = 70;

  private final byte[] data;
  private final int start;
  private final int end;
  private int at;
  private int field;
  private int wireType;
  private long number;
  private int from;

  public ProtoMessage(byte[] data) {
    this(data, 0, data.length);
  }

  private ProtoMessage(byte[] data, int start, int end) {
    this.data = data;
    this.start = start;
    this.end = end;
    this.at = start;
  }

  /** Goes to the next field; false where the message ends. */
  public boolean next() throws BrokenDataException {
    if (at >= end) {
      return false;
    }
    int here = at;
    long tag = varint();
    field = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    if (field <= 0 || tag >>> 32 != 0) {
      throw new BrokenDataException(here, "field number " + (tag >>> 3));
    }
    switch (wireType) {
      case VARINT -> number = varint();
      case FIXED64 -> skip(8);
      case FIXED32 -> skip(4);
      case BYTES -> {
        long length = varint();
        if (length < 0 || length > end - at) {
          throw new BrokenDataException(
              here, "field " + field + " of " + length + " bytes, " + (end - at) + " are left");
        }
        skip((int) length);
      }
      default -> throw new BrokenDataException(here, "wire type " + wireType);
    }
    return true;
  }

  private void skip(int length) throws BrokenDataException {
    if (length > end - at) {
      throw new BrokenDataException(at, "needs " + length + " bytes, " + (end - at) + " are left");
    }
    from = at;
    at += length;
  }

  private long varint() throws BrokenDataException {
    long value = 0;
    for (int shift = 0; shift < MAX_VARINT_BITS; shift += 7) {
      if (at >= end) {
        break;
      }
      byte next = data[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new BrokenDataException(at, "varint without end");
  }

  /** Number of the field. */
  public int field() {
    return field;
  }

  /** Offset of the message in the data. */
  public int offset() {
    return start;
  }

  /** The field as a number: 32 bits of a varint or fixed32; 0 where it is neither. */
  public int number() {
    return switch (wireType) {
      case VARINT -> (int) number;
      case FIXED32 -> Bytes.word(data, from);
      default -> 0;
    };
  }

  /** The field as text; empty where it is none. */
  public String text() {
    return wireType == BYTES ? new String(data, from, at - from, StandardCharsets.UTF_8) : "";
  }

  /** The field as a message; one without fields where it is none. */
  public ProtoMessage message() {
    return wireType == BYTES ? new ProtoMessage(data, from, at) : new ProtoMessage(data, at, at);
  }

  /** The number that a message holds in a field, as ids are wrapped; 0 where it holds none. */
  public int wrapped(int wanted) throws BrokenDataException {
    ProtoMessage message = message();
    int found = 0;
    while (message.next()) {
      if (message.field == wanted) {
        found = message.number();
      }
    }
    return found;
  }

  /** The text that a message holds in a field; empty where it holds none. */
  public String wrappedText(int wanted) throws BrokenDataException {
    ProtoMessage message = message();
    String found = "";
    while (message.next()) {
      if (message.field == wanted) {
        found = message.text();
      }
    }
    return found;
  }
}
