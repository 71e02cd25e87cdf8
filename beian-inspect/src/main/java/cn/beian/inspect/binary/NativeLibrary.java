package cn.beian.inspect.binary;

import cn.beian.inspect.reader.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How an ELF library is hardened (System V ABI, "Object Files"; GNU extensions), little-endian,
 * offsets of 32 and 64 bits:
 *
 * <pre>
 * header          +0 0x7f 'E' 'L' 'F', +4 class (1: 32, 2: 64), +5 data (1: little-endian),
 *                 +16 u16 type (3: shared), program headers: offset +28 or +32, size +42 or +54,
 *                 count +44 or +56; section headers: offset +32 or +40, size +46 or +58, count +48
 *                 or +60
 * program header  32: +0 type, +4 offset, +8 vaddr, +16 filesz, +24 flags
 *                 64: +0 type, +4 flags, +8 offset, +16 vaddr, +32 filesz
 * dynamic entry   {tag, value} of 4 or 8 bytes each
 * section header  32: +4 type, +16 offset, +20 size, +24 link; 64: +4, +24, +32, +40
 * dynamic symbol  32: +0 name, +4 value, +8 size, +14 section, 16 in all; 64: +0 name, +6 section,
 *                 +8 value, +16 size, 24; of section 0 are those that other libraries have
 * </pre>
 */
public final class NativeLibrary {
  private static final int MAGIC = 0x464c457f;
  private static final int SHARED = 3;
  private static final int LOAD = 1;
  private static final int DYNAMIC = 2;
  private static final int GNU_STACK = 0x6474e551;
  private static final int GNU_RELRO = 0x6474e552;
  private static final int EXECUTABLE = 1;
  private static final int STRING_TABLE = 5;
  private static final int STRING_BYTES = 10;
  private static final int BIND_NOW = 24;
  private static final int FLAGS = 30;
  private static final int FLAGS_1 = 0x6ffffffb;
  private static final int FLAG_BIND_NOW = 8;
  private static final int FLAG_1_NOW = 1;
  private static final int SYMBOLS = 2;
  private static final int DYNAMIC_SYMBOLS = 11;

  /** Where something lies in the file. */
  public record Range(long offset, long size) {}

  private record Segment(int type, int flags, long offset, long address, long size) {}

  private final Bytes bytes;
  private final boolean wide;
  private final List<Segment> segments = new ArrayList<>();

  private NativeLibrary(Bytes bytes) throws BrokenDataException {
    this.bytes = bytes;
    if (bytes.i32(0) != MAGIC || bytes.u8(5) != 1) {
      throw new BrokenDataException(0, "no little-endian ELF header");
    }
    this.wide = bytes.u8(4) == 2;
    long at = word(wide ? 32 : 28);
    int size = bytes.u16(wide ? 54 : 42);
    int count = bytes.u16(wide ? 56 : 44);
    for (int i = 0; i < count; i++, at += size) {
      segments.add(
          new Segment(
              bytes.i32(at),
              bytes.i32(at + (wide ? 4 : 24)),
              word(at + (wide ? 8 : 4)),
              word(at + (wide ? 16 : 8)),
              word(at + (wide ? 32 : 16))));
    }
  }

  /** Whether a file that begins so is an ELF file. */
  public static boolean begins(byte[] head) {
    return head.length >= Integer.BYTES && Bytes.word(head, 0) == MAGIC;
  }

  /**
   * What holds of {@code canary}, {@code fortify}, {@code full-relro}, {@code nx}, {@code pie},
   * {@code relro}, {@code stripped}, in this order.
   *
   * @throws BrokenDataException if it is no ELF file or its tables leave the data
   */
  public static List<String> hardening(byte[] data, Limits limits) throws BrokenDataException {
    return new NativeLibrary(new Bytes(data, limits)).hardening();
  }

  private List<String> hardening() throws BrokenDataException {
    List<String> found = new ArrayList<>();
    boolean now = false;
    long names = -1;
    long namesBytes = 0;
    for (Segment segment : segments) {
      if (segment.type == DYNAMIC) {
        int step = wide ? 8 : 4;
        for (long at = segment.offset; at < segment.offset + segment.size; at += 2L * step) {
          bytes.look(2L * step);
          long tag = word(at);
          long value = word(at + step);
          if (tag == 0) {
            break;
          }
          now |=
              tag == BIND_NOW
                  || (tag == FLAGS && (value & FLAG_BIND_NOW) != 0)
                  || (tag == FLAGS_1 && (value & FLAG_1_NOW) != 0);
          names = tag == STRING_TABLE ? offset(value) : names;
          namesBytes = tag == STRING_BYTES ? value : namesBytes;
        }
      }
    }
    if (names >= 0 && bytes.has(names, namesBytes)) {
      String imported =
          new String(bytes.array(), (int) names, (int) namesBytes, StandardCharsets.ISO_8859_1);
      if (imported.contains("__stack_chk_fail\0")) {
        found.add("canary");
      }
      if (imported.replace("__stack_chk_", "").contains("_chk\0")) {
        found.add("fortify");
      }
    }
    for (Segment segment : segments) {
      if (segment.type == GNU_RELRO) {
        found.add("relro");
        if (now) {
          found.add("full-relro");
        }
      } else if (segment.type == GNU_STACK && (segment.flags & EXECUTABLE) == 0) {
        found.add("nx");
      }
    }
    if (bytes.u16(16) == SHARED) {
      found.add("pie");
    }
    if (isStripped()) {
      found.add("stripped");
    }
    Collections.sort(found);
    return found.stream().distinct().toList();
  }

  /**
   * Which of these functions of other libraries a library uses, in this order.
   *
   * @throws BrokenDataException if it is no ELF file or its tables leave the data
   */
  public static List<String> uses(byte[] data, List<String> functions, Limits limits)
      throws BrokenDataException {
    return new NativeLibrary(new Bytes(data, limits)).uses(functions);
  }

  private List<String> uses(List<String> functions) throws BrokenDataException {
    Optional<Symbols> symbols = symbols();
    if (symbols.isEmpty()) {
      return List.of();
    }
    Set<String> used = new HashSet<>();
    for (long at = symbols.get().from; at + symbols.get().step <= symbols.get().to; ) {
      bytes.look(symbols.get().step);
      boolean elsewhere = bytes.u16(at + (wide ? 6 : 14)) == 0; // in no section of this library
      long where = symbols.get().strings + bytes.u32(at);
      for (String each : functions) {
        if (elsewhere && isNamed(where, each)) {
          used.add(each);
        }
      }
      at += symbols.get().step;
    }
    return functions.stream().filter(used::contains).toList();
  }

  private boolean isNamed(long where, String name) {
    byte[] wanted = (name + "\0").getBytes(StandardCharsets.ISO_8859_1);
    return bytes.has(where, wanted.length)
        && Arrays.equals(
            bytes.array(), (int) where, (int) where + wanted.length, wanted, 0, wanted.length);
  }

  private boolean isStripped() {
    try {
      long at = word(wide ? 40 : 32);
      int size = bytes.u16(wide ? 58 : 46);
      int count = bytes.u16(wide ? 60 : 48);
      for (int i = 0; i < count; i++, at += size) {
        if (bytes.i32(at + 4) == SYMBOLS) {
          return false;
        }
      }
    } catch (BrokenDataException e) {
      return true; // the section headers were cut off
    }
    return true;
  }

  /**
   * What a dynamic symbol stands for; empty where no section names it.
   *
   * @throws BrokenDataException if it is no ELF file or its tables leave the data
   */
  public static Optional<Range> symbol(byte[] data, String name, Limits limits)
      throws BrokenDataException {
    return new NativeLibrary(new Bytes(data, limits)).symbol(name);
  }

  /** The dynamic symbols: where they begin and end, their size, where their names begin. */
  private record Symbols(long from, long to, int step, long strings) {}

  private Optional<Symbols> symbols() throws BrokenDataException {
    long sections = word(wide ? 40 : 32);
    int size = bytes.u16(wide ? 58 : 46);
    int count = bytes.u16(wide ? 60 : 48);
    for (int i = 0; i < count; i++) {
      long at = sections + (long) i * size;
      bytes.look(size);
      if (bytes.i32(at + 4) == DYNAMIC_SYMBOLS) {
        long names = sections + bytes.u32(at + (wide ? 40 : 24)) * size;
        long from = word(at + (wide ? 24 : 16));
        long strings = word(names + (wide ? 24 : 16));
        long to = from + word(at + (wide ? 32 : 20));
        return Optional.of(new Symbols(from, to, wide ? 24 : 16, strings));
      }
    }
    return Optional.empty();
  }

  private Optional<Range> symbol(String name) throws BrokenDataException {
    Optional<Symbols> symbols = symbols();
    if (symbols.isEmpty()) {
      return Optional.empty();
    }
    int step = symbols.get().step;
    for (long at = symbols.get().from; at + step <= symbols.get().to; at += step) {
      bytes.look(step);
      if (isNamed(symbols.get().strings + bytes.u32(at), name)) {
        long offset = offset(word(at + (wide ? 8 : 4)));
        long size = word(at + (wide ? 16 : 8));
        return offset >= 0 && bytes.has(offset, size)
            ? Optional.of(new Range(offset, size))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Where an address is in the file; -1 where it is not. */
  private long offset(long address) throws BrokenDataException {
    bytes.look(segments.size());
    for (Segment segment : segments) {
      if (segment.type == LOAD
          && address >= segment.address
          && address < segment.address + segment.size) {
        return address - segment.address + segment.offset;
      }
    }
    return -1;
  }

  private long word(long at) throws BrokenDataException {
    return wide ? bytes.u32(at) | bytes.u32(at + 4) << 32 : bytes.u32(at);
  }
}
