package cn.beian.inspect.ios.macho;

import cn.beian.inspect.binary.BrokenDataException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The symbol table (Apple, {@code mach-o/nlist.h}): {u32 name, u8 type, u8 section, u16
 * description, word value} each; undefined are those that other libraries have. The indirect table,
 * u32 indexes of symbols, says for each stub of {@code __stubs} which function it leads to.
 */
final class Symbols {
  private static final int DEBUG = 0xe0;
  private static final int KIND = 0x0e;
  private static final int EXTERNAL = 1;
  private static final int LOCAL_OR_ABSOLUTE = 0xc0000000;

  private final MachO image;
  private final int step;
  private final SortedSet<String> undefined = new TreeSet<>();
  private final Map<Long, String> stubs = new HashMap<>();

  Symbols(MachO image) throws BrokenDataException {
    this.image = image;
    this.step = image.isWide() ? 16 : 12;
    long count = image.symbols().size();
    if (!image.holds(image.symbols().offset(), count * step)) {
      throw new BrokenDataException(image.base() + image.symbols().offset(), count + " symbols");
    }
    image.bytes().look(count);
    for (long i = 0; i < count; i++) {
      int type = image.i32(image.symbols().offset() + i * step + 4) & 0xff;
      if ((type & DEBUG) == 0 && (type & KIND) == 0 && (type & EXTERNAL) != 0) {
        undefined.add(name(i));
      }
    }
    Optional<MachO.Section> section = image.section("__stubs");
    if (section.isPresent()) {
      stubs(section.get());
    }
  }

  /**
   * Names of functions, classes and variables that other libraries have, as the linker has them.
   */
  SortedSet<String> undefined() {
    return undefined;
  }

  /** The function that a stub leads to, by the stub's address. */
  Map<Long, String> stubs() {
    return stubs;
  }

  private String name(long index) throws BrokenDataException {
    long at = image.names().offset() + image.u32(image.symbols().offset() + index * step);
    return image.holds(at, 1) ? image.text(at) : "";
  }

  private void stubs(MachO.Section section) throws BrokenDataException {
    int bytes = section.reserved2();
    long first = Integer.toUnsignedLong(section.reserved1());
    if (bytes < 4) {
      return;
    }
    long count = Math.min(section.size() / bytes, image.indirect().size() - first);
    for (long i = 0; i < count; i++) {
      image.bytes().look(1);
      int index = image.i32(image.indirect().offset() + 4 * (first + i));
      if ((index & LOCAL_OR_ABSOLUTE) == 0 && index < image.symbols().size()) {
        stubs.put(section.address() + i * bytes, name(index));
      }
    }
  }
}
