package cn.beian.inspect.ios.macho;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.ios.macho.MachO.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Classes of an image and what they inherit (Apple, {@code objc-runtime-new.h}), in words of the
 * size of a pointer:
 *
 * <pre>
 * __objc_classlist  addresses of classes
 * class       class of the class, superclass, cache, table, data (its low bits are flags)
 * data        u32 flags, u32 start, u32 size (u32 more of 64 bits), layout, name, methods …
 * methods     u32 size of one and flags (bit 31: relative), u32 count; each: name, types, code, or
 *             three i32 from where they stand: to the reference of the name, to the types, to code
 * __objc_catlist    addresses of categories: name, class, methods, methods of the class …
 * </pre>
 */
final class ObjectiveC {
  private static final String CLASS_SYMBOL = "_OBJC_CLASS_$_";
  private static final int RELATIVE = 0x80000000;
  private static final int SIZE_MASK = 0x0000fffc;
  private static final int MAX_NAME = 1_000;

  private final MachO image;
  private final Pointers pointers;
  private final int word;
  private final Map<String, ClassInfo> classes = new TreeMap<>();

  ObjectiveC(MachO image, Pointers pointers) throws BrokenDataException {
    this.image = image;
    this.pointers = pointers;
    this.word = image.wordBytes();
    for (long each : list("__objc_classlist")) {
      classInfo(each);
    }
    for (long each : list("__objc_catlist")) {
      category(each);
    }
  }

  /** Classes that the image has or adds methods to, by name. */
  Map<String, ClassInfo> classes() {
    return classes;
  }

  private List<Long> list(String name) throws BrokenDataException {
    List<Long> addresses = new ArrayList<>();
    Optional<Section> section = image.section(name);
    if (section.isPresent()) {
      long count = section.get().size() / word;
      image.bytes().look(count);
      for (long i = 0; i < count; i++) {
        long address = pointers.target(section.get().address() + i * word);
        if (address != 0) {
          addresses.add(address);
        }
      }
    }
    return addresses;
  }

  private void classInfo(long address) throws BrokenDataException {
    long data = data(address);
    String name = name(data);
    if (name.isEmpty()) {
      return;
    }
    List<MethodInfo> methods = new ArrayList<>();
    methods(methodsOf(data), false, methods);
    long meta = pointers.target(address);
    if (meta != 0) {
      long metaData = data(meta);
      methods(methodsOf(metaData), true, methods);
    }
    add(new ClassInfo(name, classNamed(address + word), methods));
  }

  private void add(ClassInfo found) {
    classes.merge(
        found.name(),
        found,
        (known, more) -> {
          List<MethodInfo> all = new ArrayList<>(known.methods());
          all.addAll(more.methods());
          String superclass = known.superclass().isEmpty() ? more.superclass() : known.superclass();
          return new ClassInfo(known.name(), superclass, all);
        });
  }

  /** Name of the class that a pointer leads to, in this image or another. */
  String classNamed(long pointer) throws BrokenDataException {
    String symbol = pointers.symbol(pointer);
    if (symbol.startsWith(CLASS_SYMBOL)) {
      return SwiftTypes.readable(symbol.substring(CLASS_SYMBOL.length()));
    }
    long address = pointers.target(pointer);
    return address == 0 ? "" : name(data(address));
  }

  /**
   * What a class says of itself; the low bits of the pointer, as many as it is aligned by, are
   * flags.
   */
  private long data(long classAddress) throws BrokenDataException {
    return pointers.target(classAddress + 4L * word) & -word;
  }

  private int fields() {
    return image.isWide() ? 16 : 12;
  }

  private String name(long data) throws BrokenDataException {
    return data == 0 ? "" : SwiftTypes.readable(text(pointers.target(data + fields() + word)));
  }

  private long methodsOf(long data) throws BrokenDataException {
    return data == 0 ? 0 : pointers.target(data + fields() + 2L * word);
  }

  private String text(long address) throws BrokenDataException {
    long offset = image.offsetOf(address);
    if (address == 0 || offset < 0 || image.isEncryptedAt(offset)) {
      return "";
    }
    String text = image.text(offset);
    return text.length() > MAX_NAME ? "" : text;
  }

  private void category(long address) throws BrokenDataException {
    String of = classNamed(address + word);
    if (of.isEmpty()) {
      return;
    }
    List<MethodInfo> methods = new ArrayList<>();
    methods(pointers.target(address + 2L * word), false, methods);
    methods(pointers.target(address + 3L * word), true, methods);
    add(new ClassInfo(of, "", methods));
  }

  private void methods(long list, boolean ofClass, List<MethodInfo> to) throws BrokenDataException {
    long at = list == 0 ? -1 : image.offsetOf(list);
    if (at < 0) {
      return;
    }
    int head = image.i32(at);
    long step = head & SIZE_MASK;
    long count = image.u32(at + 4);
    boolean relative = (head & RELATIVE) != 0;
    if (step < 12 || !image.holds(at + 8, count * step)) {
      throw new BrokenDataException(image.base() + at, count + " methods of " + step + " bytes");
    }
    image.bytes().look(count);
    for (long i = 0; i < count; i++) {
      long one = list + 8 + i * step;
      long selector;
      long code;
      if (relative) {
        long reference = one + image.i32(image.offsetOf(one));
        selector = pointers.target(reference);
        code = one + 8 + image.i32(image.offsetOf(one) + 8);
      } else {
        selector = pointers.target(one);
        code = pointers.target(one + 2L * word);
      }
      String name = text(selector);
      if (!name.isEmpty()) {
        to.add(new MethodInfo(name, ofClass, code));
      }
    }
  }
}
