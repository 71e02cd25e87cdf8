package cn.beian.inspect.ios.macho;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.ios.macho.MachO.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where pointers in the data of an image lead: to an address in it, or to the name of what another
 * library has. In older images a pointer stands as it is and opcodes name what is bound (Apple,
 * {@code mach-o/loader.h}, BIND_OPCODE_…); newer ones chain all pointers together ({@code
 * mach-o/fixup-chains.h}):
 *
 * <pre>
 * fixups   +0 u32 version, +4 u32 starts, +8 u32 imports, +12 u32 names, +16 u32 count,
 *          +20 u32 format of an import (1: u32, the name from bit 9; 2: and u32 addend; 3: u64, the
 *          name from bit 32, and u64 addend)
 * starts   u32 segments, u32 offset of each; at it: +0 u32 size, +4 u16 page, +6 u16 format
 * pointer  formats 2 and 6: bit 63 bound; 24 bits ordinal, or 36 bits of address (6: from the
 *          image's) ; formats 1, 9, 12 (arm64e): bit 63 authenticated, bit 62 bound; 16 or 24 bits
 *          ordinal, 32 or 43 bits of address
 * </pre>
 */
final class Pointers {
  private static final int FORMAT_64 = 2;
  private static final int FORMAT_64_OFFSET = 6;
  private static final int FORMAT_ARM64E = 1;
  private static final int FORMAT_ARM64E_USERLAND = 9;
  private static final int FORMAT_ARM64E_USERLAND_24 = 12;
  private static final long BITS_36 = (1L << 36) - 1;
  private static final long BITS_43 = (1L << 43) - 1;
  private static final long BITS_32 = (1L << 32) - 1;
  private static final int OPCODE = 0xf0;
  private static final int SET_LIBRARY_LEB = 0x20;
  private static final int SET_SYMBOL = 0x40;
  private static final int SET_ADDEND = 0x60;
  private static final int SET_SEGMENT_AND_OFFSET = 0x70;
  private static final int ADD_ADDRESS = 0x80;
  private static final int BIND = 0x90;
  private static final int BIND_ADD_ADDRESS = 0xa0;
  private static final int BIND_ADD_SCALED = 0xb0;
  private static final int BIND_TIMES_SKIPPING = 0xc0;
  private static final int IMMEDIATE = 0x0f;
  private static final int MAX_LEB = 10;

  private final MachO image;
  private final Map<Long, String> bound = new HashMap<>();
  private final List<String> imports = new ArrayList<>();
  private final long imageAddress;
  private int format;

  Pointers(MachO image) throws BrokenDataException {
    this.image = image;
    this.imageAddress = image.imageAddress();
    if (image.fixups().size() > 0) {
      chained(image.fixups().offset());
    } else {
      opcodes(image.binds());
      opcodes(image.lazyBinds());
    }
  }

  /** Names of what the image takes from others, as far as the fixups tell. */
  List<String> imports() {
    return imports;
  }

  private void chained(long at) throws BrokenDataException {
    long starts = at + image.u32(at + 4);
    long segments = image.u32(starts);
    for (long i = 0; i < segments && format == 0; i++) {
      image.bytes().look(4);
      long offset = image.u32(starts + 4 + 4 * i);
      if (offset != 0) {
        format = image.i32(starts + offset + 4) >>> 16;
      }
    }
    long table = at + image.u32(at + 8);
    long names = at + image.u32(at + 12);
    long count = image.u32(at + 16);
    int kind = image.i32(at + 20);
    long step = kind == 3 ? 16 : kind == 2 ? 8 : 4;
    if (kind < 1 || kind > 3 || !image.holds(table, count * step)) {
      throw new BrokenDataException(image.base() + at, count + " imports of format " + kind);
    }
    for (long i = 0; i < count; i++) {
      long one = table + i * step;
      long name = kind == 3 ? image.u32(one + 4) : image.u32(one) >>> 9;
      imports.add(image.holds(names + name, 1) ? image.text(names + name) : "");
    }
  }

  /** Follows the opcodes; only where a pointer is bound is kept. */
  private void opcodes(Range range) throws BrokenDataException {
    if (!image.holds(range.offset(), range.size())) {
      throw new BrokenDataException(image.base() + range.offset(), "binds leave the image");
    }
    Run run = new Run(range.offset(), range.offset() + range.size());
    while (run.at < run.end) {
      run.step();
    }
  }

  private final class Run {
    private final long end;
    private long at;
    private String symbol = "";
    private long address;

    Run(long at, long end) {
      this.at = at;
      this.end = end;
    }

    private int next() throws BrokenDataException {
      if (at >= end) {
        throw new BrokenDataException(image.base() + at, "binds end early");
      }
      return image.bytes().u8(image.base() + at++);
    }

    private long leb() throws BrokenDataException {
      long value = 0;
      for (int i = 0; i < MAX_LEB; i++) {
        int part = next();
        value |= (long) (part & 0x7f) << (7 * i);
        if (part < 0x80) {
          return value;
        }
      }
      throw new BrokenDataException(image.base() + at, "a number of too many bytes");
    }

    private void bind(long skip) throws BrokenDataException {
      image.bytes().look(1);
      bound.put(address, symbol);
      address += image.wordBytes() + skip;
    }

    void step() throws BrokenDataException {
      int code = next();
      int immediate = code & IMMEDIATE;
      switch (code & OPCODE) {
        case SET_LIBRARY_LEB, SET_ADDEND -> leb();
        case SET_SYMBOL -> {
          symbol = image.text(at);
          at += image.textBytes(at) + 1L;
        }
        case SET_SEGMENT_AND_OFFSET -> {
          long offset = leb();
          address =
              immediate < image.segments().size()
                  ? image.segments().get(immediate).address() + offset
                  : offset;
        }
        case ADD_ADDRESS -> address += leb();
        case BIND -> bind(0);
        case BIND_ADD_ADDRESS -> bind(leb());
        case BIND_ADD_SCALED -> bind((long) immediate * image.wordBytes());
        case BIND_TIMES_SKIPPING -> {
          long times = leb();
          long skip = leb();
          for (long i = 0; i < times; i++) {
            bind(skip);
          }
        }
        default -> {} // done, special ordinals, type
      }
    }
  }

  /** The address that a pointer leads to; 0 for none or where it leads out of the image. */
  long target(long address) throws BrokenDataException {
    long offset = image.offsetOf(address);
    if (offset < 0) {
      return 0;
    }
    long raw = image.word(offset);
    return switch (format) {
      case 0 -> raw;
      case FORMAT_64 -> raw < 0 ? 0 : raw & BITS_36;
      case FORMAT_64_OFFSET -> raw < 0 ? 0 : raw == 0 ? 0 : imageAddress + (raw & BITS_36);
      case FORMAT_ARM64E, FORMAT_ARM64E_USERLAND, FORMAT_ARM64E_USERLAND_24 -> arm64e(raw);
      default -> throw new BrokenDataException(image.base(), "pointers of format " + format);
    };
  }

  private long arm64e(long raw) {
    boolean bind = (raw >>> 62 & 1) == 1;
    if (raw == 0 || bind) {
      return 0;
    }
    if (raw < 0) {
      return imageAddress + (raw & BITS_32);
    }
    long target = raw & BITS_43;
    return format == FORMAT_ARM64E ? target : imageAddress + target;
  }

  /** The name that a pointer is bound to; empty where it is not. */
  String symbol(long address) throws BrokenDataException {
    if (format == 0) {
      return bound.getOrDefault(address, "");
    }
    long offset = image.offsetOf(address);
    if (offset < 0) {
      return "";
    }
    long raw = image.word(offset);
    boolean wideOrdinal = format == FORMAT_64 || format == FORMAT_64_OFFSET;
    boolean bind = wideOrdinal ? raw < 0 : (raw >>> 62 & 1) == 1;
    long mask = format == FORMAT_ARM64E || format == FORMAT_ARM64E_USERLAND ? 0xffff : 0xffffff;
    long ordinal = raw & mask;
    return bind && ordinal < imports.size() ? imports.get((int) ordinal) : "";
  }
}
