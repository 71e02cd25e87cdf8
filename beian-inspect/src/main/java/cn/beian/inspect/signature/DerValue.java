package cn.beian.inspect.signature;

import cn.beian.inspect.binary.BrokenDataException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A value of ASN.1 (ITU-T X.690): u8 tag, length, content. A length is u8 up to 127, else u8 of 128
 * and how many bytes of length follow; of 128 alone the content is values up to one of tag and
 * length 0. Tags of one byte are read, as nothing in CMS has others.
 */
final class DerValue {
  static final int OCTETS = 0x04;
  static final int OBJECT = 0x06;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;
  static final int CONTEXT_0 = 0xa0;
  static final int CONTEXT_0_PRIMITIVE = 0x80;
  private static final int CONSTRUCTED = 0x20;
  private static final int MAX_DEPTH = 32;

  private final byte[] data;
  private final int start;
  private final int content;
  private final int end;
  private final int next;

  private DerValue(byte[] data, int start, int most, int depth) throws BrokenDataException {
    this.data = data;
    this.start = start;
    if (depth > MAX_DEPTH || start + 2 > most) {
      throw new BrokenDataException(start, "no value of ASN.1");
    }
    int length = data[start + 1] & 0xff;
    int at = start + 2;
    if (length == 0x80) {
      this.content = at;
      while (at + 2 > most || data[at] != 0 || data[at + 1] != 0) {
        at = new DerValue(data, at, most, depth + 1).next;
      }
      this.end = at;
      this.next = at + 2;
      return;
    }
    if (length > 0x80) {
      int bytes = length & 0x7f;
      if (bytes > 4 || at + bytes > most) {
        throw new BrokenDataException(start, "a length of " + bytes + " bytes");
      }
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = (length << 8) | (data[at++] & 0xff);
      }
    }
    if (length < 0 || length > most - at) {
      throw new BrokenDataException(start, "a value of " + length + " bytes");
    }
    this.content = at;
    this.end = at + length;
    this.next = end;
  }

  /** The value that the bytes begin with. */
  static DerValue of(byte[] data) throws BrokenDataException {
    return new DerValue(data, 0, data.length, 0);
  }

  int tag() {
    return data[start] & 0xff;
  }

  boolean is(int tag) {
    return tag() == tag;
  }

  /** The values in it, in their order. */
  List<DerValue> children() throws BrokenDataException {
    List<DerValue> children = new ArrayList<>();
    if ((tag() & CONSTRUCTED) != 0) {
      for (int at = content; at < end; ) {
        DerValue child = new DerValue(data, at, end, 0);
        children.add(child);
        at = child.next;
      }
    }
    return children;
  }

  /** The value of that place in it. */
  DerValue child(int index) throws BrokenDataException {
    List<DerValue> children = children();
    if (index >= children.size()) {
      throw new BrokenDataException(start, "no value " + index + " in it");
    }
    return children.get(index);
  }

  /** All of it, tag and length included. */
  byte[] encoded() {
    return Arrays.copyOfRange(data, start, next);
  }

  byte[] content() {
    return Arrays.copyOfRange(data, content, end);
  }

  /** Octets, put together where they stand in pieces. */
  byte[] octets() throws BrokenDataException {
    if ((tag() & CONSTRUCTED) == 0) {
      return content();
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (DerValue piece : children()) {
      all.writeBytes(piece.content());
    }
    return all.toByteArray();
  }

  BigInteger integer() {
    byte[] bytes = content();
    return bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
  }

  /** Dotted number of an object. */
  String object() throws BrokenDataException {
    if (!is(OBJECT) || content == end) {
      throw new BrokenDataException(start, "no object identifier");
    }
    StringBuilder dotted = new StringBuilder();
    long part = 0;
    for (int at = content; at < end; at++) {
      part = (part << 7) | (data[at] & 0x7f);
      if (data[at] >= 0) {
        if (dotted.length() == 0) {
          long first = Math.min(part / 40, 2);
          dotted.append(first).append('.').append(part - 40 * first);
        } else {
          dotted.append('.').append(part);
        }
        part = 0;
      }
    }
    return dotted.toString();
  }
}
