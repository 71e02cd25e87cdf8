package cn.beian.inspect.ios.macho;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.ios.macho.MachO.Section;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Names of the types that Swift code declares (swift.org, ABI "TypeMetadata", "Mangling"): {@code
 * __swift5_types} holds i32, each from where it stands to a descriptor: u32 flags, i32 to its
 * parent, i32 to its name. A class that Objective-C sees has the name {@code _TtC6Module4Name}:
 * after the letters of its kind, names with their length before them.
 */
final class SwiftTypes {
  private static final int KIND = 0x1f;
  private static final int MODULE = 0;
  private static final int EXTENSION = 1;
  private static final int MAX_PARENTS = 16;
  private static final int MAX_NAME = 500;

  private SwiftTypes() {}

  /** {@code Module.Outer.Name} of each, sorted. */
  static SortedSet<String> of(MachO image) throws BrokenDataException {
    SortedSet<String> names = new TreeSet<>();
    Optional<Section> section = image.section("__swift5_types");
    if (section.isEmpty() || image.isEncryptedAt(section.get().offset())) {
      return names;
    }
    long count = section.get().size() / 4;
    for (long i = 0; i < count; i++) {
      long at = section.get().offset() + 4 * i;
      image.bytes().look(4);
      int step = image.i32(at);
      if ((step & 1) == 0) { // else an address that holds the address
        String name = name(image, at + step, 0);
        if (!name.isEmpty() && name.length() < MAX_NAME) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static String name(MachO image, long descriptor, int depth) throws BrokenDataException {
    if (depth > MAX_PARENTS || !image.holds(descriptor, 12)) {
      return "";
    }
    image.bytes().look(12);
    int kind = image.i32(descriptor) & KIND;
    if (kind == EXTENSION || (kind > EXTENSION && kind < 16)) {
      return ""; // of protocols, anonymous contexts: the name stands in what is around them
    }
    long toName = image.i32(descriptor + 8);
    long nameAt = descriptor + 8 + toName;
    String own = toName == 0 || !image.holds(nameAt, 1) ? "" : image.text(nameAt);
    if (kind == MODULE) {
      return own;
    }
    int toParent = image.i32(descriptor + 4);
    if (toParent == 0 || (toParent & 1) != 0) {
      return own;
    }
    String around = name(image, descriptor + 4 + toParent, depth + 1);
    return around.isEmpty() ? own : around + "." + own;
  }

  /** {@code Module.Name} of a class as Objective-C names it; other names as they are. */
  static String readable(String name) {
    if (!name.startsWith("_Tt")) {
      return name;
    }
    StringBuilder out = new StringBuilder();
    int at = 3;
    while (at < name.length() && !Character.isDigit(name.charAt(at))) {
      at++;
    }
    while (at < name.length() && Character.isDigit(name.charAt(at))) {
      int length = 0;
      while (at < name.length() && Character.isDigit(name.charAt(at)) && length < MAX_NAME) {
        length = 10 * length + name.charAt(at++) - '0';
      }
      if (length == 0 || at + length > name.length()) {
        return name;
      }
      out.append(out.length() == 0 ? "" : ".").append(name, at, at + length);
      at += length;
    }
    return out.length() == 0 ? name : out.toString();
  }
}
