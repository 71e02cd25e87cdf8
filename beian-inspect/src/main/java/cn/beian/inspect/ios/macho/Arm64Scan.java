package cn.beian.inspect.ios.macho;

import cn.beian.inspect.binary.BrokenDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;

/**
 * What routines of arm64 code call and name (Arm, "A-profile A64 Instruction Set Architecture").
 * Instructions are looked at once each, in their order, without following branches: a register
 * holds what the instructions before it put there, as far as that is an address, what is loaded
 * from an address, or a number. That is how compilers name selectors, classes and texts:
 *
 * <pre>
 * adrp xN, page; ldr xN, [xN, #offset]    a selector or class, by its reference
 * adrp xN, page; add xN, xN, #offset      a text, a routine
 * ldr xN, address; adr xN, address         the same, where the linker found them near
 * sub xN, xN, #32; orr xN, xN, #1 << 63    a text of Swift, as an object that begins before it
 * bl target                               a routine, the stub of a function, or of a selector
 * </pre>
 */
final class Arm64Scan {
  private static final int REGISTERS = 32;
  private static final int ARGUMENTS = 8;
  private static final int CLOBBERED = 18;
  private static final int LINE = 4;
  private static final long PAGE = 4096;

  private static final int ADRP_MASK = 0x9f000000;
  private static final int ADRP = 0x90000000;
  private static final int ADR = 0x10000000;
  private static final int ADD_MASK = 0xff800000;
  private static final int ADD = 0x91000000;
  private static final int ADD_SHIFTED = 1 << 22;
  private static final int SUBTRACT = 0xd1000000;
  private static final int OBJECT_BIT_MASK = 0xfffffc00;

  /** {@code orr xN, xN, #0x8000000000000000}. */
  private static final int OBJECT_BIT = 0xb2410000;

  /** So much before its characters an object begins for which Swift takes a text of its own. */
  private static final int SWIFT_TEXT = 32;

  private static final int LOAD_MASK = 0xffc00000;
  private static final int LOAD = 0xf9400000;
  private static final int LITERAL_MASK = 0xff000000;
  private static final int LITERAL = 0x58000000;
  private static final int MOVE_MASK = 0xffe0ffe0;
  private static final int MOVE = 0xaa0003e0;
  private static final int WIDE_MASK = 0x7f800000;
  private static final int MOVE_ZERO = 0x52800000;
  private static final int MOVE_KEEP = 0x72800000;
  private static final int BRANCH_MASK = 0xfc000000;
  private static final int BRANCH = 0x14000000;
  private static final int CALL = 0x94000000;
  private static final int CALL_REGISTER_MASK = 0xfffffc1f;
  private static final int CALL_REGISTER = 0xd63f0000;
  private static final int ZERO_REGISTER = 31;

  private final MachO image;
  private final CodeNames names;
  private final CodeVisitor visitor;
  private final Argument[] registers = new Argument[REGISTERS];

  Arm64Scan(MachO image, CodeNames names, CodeVisitor visitor) {
    this.image = image;
    this.names = names;
    this.visitor = visitor;
  }

  /** Addresses at which routines begin, in order, and where the last ends; none where not told. */
  static long[] starts(MachO image) throws BrokenDataException {
    Optional<MachO.Section> text = image.section("__text");
    MachO.Range range = image.functionStarts();
    if (text.isEmpty() || range.size() == 0 || !image.holds(range.offset(), range.size())) {
      return new long[0];
    }
    long end = text.get().address() + text.get().size();
    long address = image.imageAddress();
    long[] starts = new long[(int) range.size() + 1];
    int count = 0;
    long step = 0;
    int shift = 0;
    for (long i = 0; i < range.size(); i++) {
      int part = image.bytes().u8(image.base() + range.offset() + i);
      step |= (part & 0x7fL) << shift;
      shift = part < 0x80 ? 0 : Math.min(shift + 7, 56);
      if (part < 0x80) {
        if (step == 0 || address + step >= end || address + step < address) {
          break;
        }
        address += step;
        step = 0;
        starts[count++] = address;
      }
    }
    starts[count] = end;
    return count == 0 ? new long[0] : Arrays.copyOf(starts, count + 1);
  }

  /** Walks all routines between these addresses, in order; the last is the end. */
  void walk(long[] starts) throws BrokenDataException {
    for (int i = 0; i + 1 < starts.length; i++) {
      long offset = image.offsetOf(starts[i]);
      long length = starts[i + 1] - starts[i];
      if (offset >= 0
          && length > 0
          && image.holds(offset, length)
          && !image.isEncryptedAt(offset)) {
        image.bytes().look(length);
        visitor.routine(starts[i]);
        Arrays.fill(registers, Argument.NONE);
        registers[0] = names.self(starts[i]);
        routine(starts[i], offset, starts[i + 1]);
      }
    }
  }

  private void routine(long start, long offset, long end) throws BrokenDataException {
    for (long at = start; at + LINE <= end; at += LINE) {
      step(image.i32(offset + at - start), at, start, end);
    }
  }

  private void step(int word, long at, long start, long end) throws BrokenDataException {
    int to = word & 0x1f;
    int from = (word >>> 5) & 0x1f;
    if ((word & ADRP_MASK) == ADRP || (word & ADRP_MASK) == ADR) {
      long immediate = ((long) (word << 8 >> 13) << 2) | ((word >>> 29) & 3);
      boolean page = (word & ADRP_MASK) == ADRP;
      set(to, page ? Argument.address((at & -PAGE) + (immediate << 12)) : named(at + immediate));
    } else if ((word & LITERAL_MASK) == LITERAL) {
      set(to, names.loaded(at + ((long) (word << 8 >> 13) << 2)));
    } else if ((word & ADD_MASK) == ADD) {
      long immediate = (word >>> 10) & 0xfffL;
      long added = (word & ADD_SHIFTED) != 0 ? immediate << 12 : immediate;
      Argument base = registers[from];
      set(to, base.isAddress() ? named(base.number() + added) : Argument.NONE);
    } else if ((word & OBJECT_BIT_MASK) == OBJECT_BIT) {
      Argument base = registers[from];
      set(to, base.isAddress() ? named(base.number() + SWIFT_TEXT) : text(base));
    } else if ((word & ADD_MASK) == SUBTRACT) {
      boolean head = ((word >>> 10) & 0xfff) == SWIFT_TEXT && (word & ADD_SHIFTED) == 0;
      set(to, head ? text(registers[from]) : Argument.NONE);
    } else if ((word & LOAD_MASK) == LOAD) {
      Argument base = registers[from];
      set(
          to,
          base.isAddress()
              ? names.loaded(base.number() + ((word >>> 10) & 0xfff) * 8L)
              : Argument.NONE);
    } else if ((word & MOVE_MASK) == MOVE) {
      set(to, registers[(word >>> 16) & 0x1f]);
    } else if ((word & WIDE_MASK) == MOVE_ZERO) {
      set(to, Argument.number(((word >>> 5) & 0xffffL) << (((word >>> 21) & 3) * 16)));
    } else if ((word & WIDE_MASK) == MOVE_KEEP) {
      keep(to, (word >>> 5) & 0xffffL, ((word >>> 21) & 3) * 16);
    } else if ((word & BRANCH_MASK) == CALL) {
      call(at + ((long) (word << 6 >> 6) << 2));
    } else if ((word & BRANCH_MASK) == BRANCH) {
      long target = at + ((long) (word << 6 >> 6) << 2);
      if (target < start || target >= end) { // the last call of a routine takes its place
        call(target);
      }
    } else if ((word & CALL_REGISTER_MASK) == CALL_REGISTER) {
      clobber(Argument.NONE);
    } else {
      other(word, to);
    }
  }

  private static Argument text(Argument value) {
    return value.kind() == Argument.Kind.TEXT ? value : Argument.NONE;
  }

  private Argument named(long address) {
    Argument found = names.at(address);
    if (!found.isAddress()) {
      visitor.names(found);
    }
    return found;
  }

  private void set(int register, Argument value) {
    if (register != ZERO_REGISTER) {
      registers[register] = value;
    }
  }

  private void keep(int register, long part, int shift) {
    Argument known = registers[register];
    set(
        register,
        known.isNumber()
            ? Argument.number((known.number() & ~(0xffffL << shift)) | (part << shift))
            : Argument.NONE);
  }

  /** Any other instruction: what it may write is not known any more; stores and branches do not. */
  private void other(int word, int to) {
    int group = (word >>> 25) & 0xf;
    boolean memory = (group & 5) == 4;
    boolean branch = (group & 14) == 10;
    boolean pair = memory && ((word >>> 27) & 7) == 5;
    boolean load = memory && (pair ? ((word >>> 22) & 1) == 1 : ((word >>> 22) & 3) != 0);
    if (branch || (memory && !load)) {
      return;
    }
    set(to, Argument.NONE);
    if (pair) {
      set((word >>> 10) & 0x1f, Argument.NONE);
    }
  }

  private void call(long target) {
    Optional<CalledCode> callee = names.called(target, registers[0], registers[1]);
    if (callee.isEmpty()) {
      clobber(Argument.NONE);
      return;
    }
    if (callee.get().isKept()) { // hands back what it is given
      clobber(registers[0]);
      return;
    }
    visitor.call(callee.get(), new ArrayList<>(Arrays.asList(registers).subList(0, ARGUMENTS)));
    clobber(callee.get().makes());
  }

  private void clobber(Argument result) {
    Arrays.fill(registers, 0, CLOBBERED, Argument.NONE);
    registers[0] = result;
  }

  /** The address that a stub loads from by its first two instructions; 0 for any other code. */
  static long loadedAddress(MachO image, long offset, long at) throws BrokenDataException {
    int first = image.i32(offset);
    int second = image.i32(offset + LINE);
    if ((first & ADRP_MASK) != ADRP || (second & LOAD_MASK) != LOAD) {
      return 0;
    }
    long immediate = ((long) (first << 8 >> 13) << 2) | ((first >>> 29) & 3);
    return (at & -PAGE) + (immediate << 12) + ((second >>> 10) & 0xfff) * 8L;
  }
}
