package cn.beian.inspect.cache;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes numbers, texts and lists into bytes.
 *
 * <pre>
 * number  uleb128
 * text    number n: over 0, the n-th text so far once more; 0, a new one, which follows as
 *         number 2 * length and a byte for each char (all below 256), or
 *         number 2 * length + 1 and two bytes for each char, the high one first
 * list    number of items, then the items
 * </pre>
 */
public final class StoredOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Map<String, Integer> texts = new HashMap<>();

  /** Writes a number, read as unsigned. */
  public void number(int value) {
    int left = value;
    while ((left & ~0x7f) != 0) {
      bytes.write((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    bytes.write(left);
  }

  /** Writes a text, whatever its chars are. */
  public void text(String text) {
    Integer known = texts.putIfAbsent(text, texts.size() + 1);
    if (known != null) {
      number(known);
      return;
    }
    number(0);
    boolean wide = text.chars().anyMatch(c -> c > 0xff);
    number(2 * text.length() + (wide ? 1 : 0));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (wide) {
        bytes.write(c >> 8);
      }
      bytes.write(c);
    }
  }

  /** Writes a list. */
  public <T> void list(Collection<T> items, Consumer<T> item) {
    number(items.size());
    items.forEach(item);
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
