package cn.beian.inspect.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link StoredOutput} wrote; takes no more memory than the bytes may ask for. */
public final class StoredInput {
  /** The bytes are not of the form that is read. */
  public static final class Damaged extends Exception {
    private static final long serialVersionUID = 1L;

    public Damaged(String what) {
      super(what);
    }
  }

  /** Reads one item. */
  @FunctionalInterface
  public interface Item<T> {
    T read() throws Damaged;
  }

  private final byte[] bytes;
  private final List<String> texts = new ArrayList<>();
  private int at;

  StoredInput(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A number. */
  public int number() throws Damaged {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      if (at == bytes.length) {
        throw new Damaged("ends within a number");
      }
      byte next = bytes[at++];
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new Damaged("number too long at " + at);
  }

  /** A text. */
  public String text() throws Damaged {
    int known = number();
    if (known != 0) {
      if (known < 0 || known > texts.size()) {
        throw new Damaged("no text " + known);
      }
      return texts.get(known - 1);
    }
    int head = number();
    boolean wide = (head & 1) != 0;
    int length = count(head >>> 1, wide ? 2 : 1);
    String text;
    if (wide) {
      char[] chars = new char[length];
      ByteBuffer.wrap(bytes, at, 2 * length).asCharBuffer().get(chars);
      text = new String(chars);
      at += 2 * length;
    } else {
      text = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
      at += length;
    }
    texts.add(text);
    return text;
  }

  /** A list, which nobody can change. */
  public <T> List<T> list(Item<T> item) throws Damaged {
    int count = count(number(), 1);
    List<T> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(item.read());
    }
    return List.copyOf(items);
  }

  /** Checked against the bytes that are left. */
  private int count(int items, int width) throws Damaged {
    if (items < 0 || (long) items * width > bytes.length - at) {
      throw new Damaged(items + " items of " + width + ", " + (bytes.length - at) + " bytes left");
    }
    return items;
  }

  void end() throws Damaged {
    if (at != bytes.length) {
      throw new Damaged("goes on after its end");
    }
  }
}
