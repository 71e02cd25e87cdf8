package cn.beian.inspect.ios.ui;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.ios.plist.PlistReader;
import cn.beian.inspect.reader.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects of an archive of Cocoa, whatever form it has. An object is known by its index; values
 * are a text, a number, a flag, bytes or a {@link Ref} to another object. Immutable.
 */
final class ArchivedObjects {
  /** A value that is another object. */
  record Ref(int index) {}

  /**
   * An object.
   *
   * @param className as it was archived
   * @param values by key
   * @param items of a collection, in their order
   */
  record Archived(String className, Map<String, Object> values, List<Object> items) {}

  private static final byte[] NIB_MAGIC = "NIBArchive".getBytes(StandardCharsets.ISO_8859_1);

  private final List<Archived> objects;
  private final int root;

  ArchivedObjects(List<Archived> objects, int root) {
    this.objects = List.copyOf(objects);
    this.root = root;
  }

  /**
   * Reads a compiled nib of either form.
   *
   * @throws BrokenDataException if it is none or contradicts its form
   */
  static ArchivedObjects read(byte[] data, Limits limits) throws BrokenDataException {
    return data.length >= NIB_MAGIC.length
            && Arrays.equals(data, 0, NIB_MAGIC.length, NIB_MAGIC, 0, NIB_MAGIC.length)
        ? new NibArchive(data, limits).read()
        : KeyedArchive.of(PlistReader.read(data, limits));
  }

  int size() {
    return objects.size();
  }

  /** Index of the object that holds all others. */
  int root() {
    return root;
  }

  private @Nullable Archived object(int index) {
    return index >= 0 && index < objects.size() ? objects.get(index) : null;
  }

  /** Class of an object as it was archived; empty where there is no such object. */
  String className(int index) {
    Archived object = object(index);
    return object == null ? "" : object.className;
  }

  private @Nullable Object value(int index, String key) {
    Archived object = object(index);
    return object == null ? null : object.values.get(key);
  }

  /** The object that a value is; -1 where it is none. */
  int ref(int index, String key) {
    return value(index, key) instanceof Ref ref ? ref.index : -1;
  }

  /** A text that is a value or an object of a text's class; else empty. */
  String text(int index, String key) {
    return text(value(index, key));
  }

  private String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Ref ref && className(ref.index).contains("String")) {
      for (String key : List.of("NS.string", "NSDev", "NS.bytes")) {
        Object held = value(ref.index, key);
        if (held instanceof String text) {
          return text;
        }
        if (held instanceof byte[] bytes) {
          return new String(bytes, StandardCharsets.UTF_8);
        }
        if (held instanceof Ref inner && className(inner.index).contains("String")) {
          Object last = value(inner.index, "NS.bytes");
          return last instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
        }
      }
    }
    return "";
  }

  /** The text that an object is; else empty. */
  String ownText(int index) {
    return text(new Ref(index));
  }

  /** Key of a text that is translated elsewhere; empty where it is not. */
  String localizedKey(int index, String key) {
    int of = ref(index, key);
    return className(of).contains("Localizable") ? text(of, "NSKey") : "";
  }

  /** A number or flag; 0 where there is none. */
  long number(int index, String key) {
    Object value = value(index, key);
    return value instanceof Number number
        ? number.longValue()
        : value instanceof Boolean flag && flag ? 1 : 0;
  }

  /** The objects in a collection that is a value. */
  List<Integer> items(int index, String key) {
    return items(ref(index, key));
  }

  /** The objects in a collection. */
  List<Integer> items(int index) {
    Archived object = object(index);
    return object == null
        ? List.of()
        : object.items.stream()
            .filter(Ref.class::isInstance)
            .map(item -> ((Ref) item).index)
            .toList();
  }

  /** All values of an object that are other objects. */
  List<Integer> refs(int index) {
    Archived object = object(index);
    return object == null
        ? List.of()
        : java.util.stream.Stream.concat(object.values.values().stream(), object.items.stream())
            .filter(Ref.class::isInstance)
            .map(value -> ((Ref) value).index)
            .toList();
  }
}
