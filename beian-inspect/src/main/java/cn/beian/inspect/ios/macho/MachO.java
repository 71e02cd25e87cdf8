package cn.beian.inspect.ios.macho;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.ios.signature.CodeSignature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One image (Apple, {@code mach-o/loader.h}), little-endian, of 32 or 64 bits:
 *
 * <pre>
 * header      +0 u32 magic, +4 cpu, +8 sub-type, +12 file type, +16 commands, +20 their bytes,
 *             +24 flags; 28 bytes, 32 of 64 bits
 * command     +0 u32 kind, +4 u32 size; its own part follows
 *   segment   +8 name[16], address, size, offset, size in the file (words), u32 protection most and
 *             at first, u32 sections, u32 flags; section: name[16], segment[16], address, size
 *             (words), u32 offset, align, relocations, their count, flags, reserved 1, 2 (3)
 *   library   +8 u32 offset of its name in the command
 *   encryption +8 u32 offset, +12 u32 size, +16 u32 id: 0 as built, 1 encrypted by the App Store
 *   signature, fixups, function starts   +8 u32 offset, +12 u32 size
 * </pre>
 */
public final class MachO {
  static final int MAGIC_32 = 0xfeedface;
  static final int MAGIC_64 = 0xfeedfacf;

  private static final int REQUIRED_BY_LOADER = 0x80000000;
  private static final int SEGMENT = 0x1;
  private static final int SYMBOLS = 0x2;
  private static final int DYNAMIC_SYMBOLS = 0xb;
  private static final int LOAD_LIBRARY = 0xc;
  private static final int LOAD_WEAK_LIBRARY = 0x18;
  private static final int SEGMENT_64 = 0x19;
  private static final int SIGNATURE = 0x1d;
  private static final int REEXPORT_LIBRARY = 0x1f;
  private static final int ENCRYPTION = 0x21;
  private static final int LOADER_INFO = 0x22;
  private static final int MINIMUM_IOS = 0x25;
  private static final int FUNCTION_STARTS = 0x26;
  private static final int ENCRYPTION_64 = 0x2c;
  private static final int BUILD_VERSION = 0x32;
  private static final int CHAINED_FIXUPS = 0x34;

  private static final int EXECUTABLE = 2;
  private static final int LIBRARY = 6;
  private static final int BUNDLE = 8;

  private static final int FLAG_PIE = 0x200000;
  private static final int FLAG_STACK_EXECUTION = 0x20000;

  /** A part of the file that the loader maps. */
  record Segment(String name, long address, long size, long offset, long fileSize) {}

  /** A part of a segment; {@code reserved1}, {@code reserved2} as its type uses them. */
  record Section(
      String segment,
      String name,
      long address,
      long size,
      long offset,
      int reserved1,
      int reserved2) {}

  /** A range of the file; of nothing it is empty. */
  record Range(long offset, long size) {
    static final Range NONE = new Range(0, 0);
  }

  /**
   * A library that the image asks the loader for.
   *
   * @param weak whether it can do without
   */
  public record Dependency(String path, boolean weak) {}

  private final Bytes bytes;
  private final long base;
  private final int imageBytes;
  private final boolean wide;
  private final String architecture;
  private final int type;
  private final int flags;
  private final List<Segment> segments = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private final List<Dependency> dependencies = new ArrayList<>();
  private Range encrypted = Range.NONE;
  private Range signature = Range.NONE;
  private Range fixups = Range.NONE;
  private Range functionStarts = Range.NONE;
  private Range binds = Range.NONE;
  private Range lazyBinds = Range.NONE;
  private Range symbols = Range.NONE;
  private Range names = Range.NONE;
  private Range indirect = Range.NONE;
  private String minimumSystem = "";

  MachO(Bytes bytes, long base, long size) throws BrokenDataException {
    this.bytes = bytes;
    this.base = base;
    bytes.require(base, size, "image");
    this.imageBytes = (int) size;
    int magic = i32(0);
    if (magic != MAGIC_32 && magic != MAGIC_64) {
      throw new BrokenDataException(base, "no little-endian Mach-O header");
    }
    this.wide = magic == MAGIC_64;
    this.architecture = Processor.name(i32(4), i32(8));
    this.type = i32(12);
    this.flags = i32(24);
    commands();
  }

  /** Which of several images is read first: that which today's devices run. */
  int rank() {
    return Processor.rank(architecture);
  }

  private void commands() throws BrokenDataException {
    int count = i32(16);
    long at = wide ? 32 : 28;
    for (int i = 0; i < count; i++) {
      int kind = i32(at) & ~REQUIRED_BY_LOADER;
      long size = u32(at + 4);
      if (size < 8 || at + size > imageBytes) {
        throw new BrokenDataException(base + at, "a load command of " + size + " bytes");
      }
      bytes.look(size);
      command(kind, at, size);
      at += size;
    }
  }

  private void command(int kind, long at, long size) throws BrokenDataException {
    switch (kind) {
      case SEGMENT, SEGMENT_64 -> segment(at, size);
      case LOAD_LIBRARY, LOAD_WEAK_LIBRARY, REEXPORT_LIBRARY -> {
        long name = u32(at + 8);
        if (name < size) {
          dependencies.add(
              new Dependency(fixedText(at + name, size - name), kind == LOAD_WEAK_LIBRARY));
        }
      }
      case ENCRYPTION, ENCRYPTION_64 -> {
        if (i32(at + 16) != 0) {
          encrypted = new Range(u32(at + 8), u32(at + 12));
        }
      }
      case SIGNATURE -> signature = new Range(u32(at + 8), u32(at + 12));
      case CHAINED_FIXUPS -> fixups = new Range(u32(at + 8), u32(at + 12));
      case FUNCTION_STARTS -> functionStarts = new Range(u32(at + 8), u32(at + 12));
      case LOADER_INFO -> {
        binds = new Range(u32(at + 16), u32(at + 20));
        lazyBinds = new Range(u32(at + 32), u32(at + 36));
      }
      case SYMBOLS -> {
        symbols = new Range(u32(at + 8), u32(at + 12));
        names = new Range(u32(at + 16), u32(at + 20));
      }
      case DYNAMIC_SYMBOLS -> indirect = new Range(u32(at + 56), u32(at + 60));
      case MINIMUM_IOS -> minimumSystem = version(i32(at + 8));
      case BUILD_VERSION -> minimumSystem = version(i32(at + 12));
      default -> {}
    }
  }

  private static String version(int packed) {
    return (packed >>> 16) + "." + (packed >>> 8 & 0xff);
  }

  private void segment(long at, long size) throws BrokenDataException {
    int word = wide ? 8 : 4;
    long after = at + 24 + 4L * word;
    segments.add(
        new Segment(
            fixedText(at + 8, 16),
            word(at + 24),
            word(at + 24 + word),
            word(at + 24 + 2L * word),
            word(at + 24 + 3L * word)));
    int count = i32(after + 8);
    int step = wide ? 80 : 68;
    long first = after + 16;
    if (count < 0 || first + (long) count * step > at + size) {
      throw new BrokenDataException(base + at, count + " sections");
    }
    for (int i = 0; i < count; i++) {
      long one = first + (long) i * step;
      long rest = one + 32 + 2L * word;
      sections.add(
          new Section(
              fixedText(one + 16, 16),
              fixedText(one, 16),
              word(one + 32),
              word(one + 32 + word),
              u32(rest),
              i32(rest + 20),
              i32(rest + 24)));
    }
  }

  // ---- what others read ------------------------------------------------------------------------

  /** {@code arm64}, {@code armv7} … */
  public String architecture() {
    return architecture;
  }

  /** Whether the App Store encrypted its code and texts (FairPlay). */
  public boolean isEncrypted() {
    return encrypted.size > 0;
  }

  public List<Dependency> dependencies() {
    return List.copyOf(dependencies);
  }

  /** The oldest system that it is built for, like {@code 12.0}; empty where not stated. */
  public String minimumSystem() {
    return minimumSystem;
  }

  /**
   * Whether it is loaded at a random address. Only an executable is asked: libraries, frameworks
   * and bundles are loaded anywhere by their nature and never carry the flag.
   */
  public boolean isPositionIndependent() {
    return type != EXECUTABLE || (flags & FLAG_PIE) != 0;
  }

  /** Whether its stack may hold code. */
  public boolean allowsStackExecution() {
    return (flags & FLAG_STACK_EXECUTION) != 0;
  }

  /** Whether the system loads it: an executable, a library or a bundle, no object of a build. */
  public boolean isLoaded() {
    return type == EXECUTABLE || type == LIBRARY || type == BUNDLE;
  }

  /** The code signature; empty where there is none or it leaves the image. */
  public Optional<byte[]> signatureBytes() {
    int from = (int) (base + signature.offset);
    return signature.size > 0 && holds(signature.offset, signature.size)
        ? Optional.of(Arrays.copyOfRange(bytes.array(), from, from + (int) signature.size))
        : Optional.empty();
  }

  /** Whether the code is what was signed, as far as it is not encrypted. */
  public boolean matchesCode(CodeSignature signed, byte[] data) {
    return signed.matchesCode(
        data, (int) base, imageBytes, encrypted.offset, encrypted.offset + encrypted.size);
  }

  Bytes bytes() {
    return bytes;
  }

  boolean isWide() {
    return wide;
  }

  /** Bytes of a pointer. */
  int wordBytes() {
    return wide ? 8 : 4;
  }

  long base() {
    return base;
  }

  /** How many bytes of the file it has. */
  public int imageBytes() {
    return imageBytes;
  }

  List<Section> sections() {
    return sections;
  }

  List<Segment> segments() {
    return segments;
  }

  /** The first section of that name, in whatever segment. */
  Optional<Section> section(String name) {
    return sections.stream().filter(section -> section.name.equals(name)).findFirst();
  }

  Range encrypted() {
    return encrypted;
  }

  Range fixups() {
    return fixups;
  }

  /** Where routines begin: steps between them as numbers of seven bits a byte, lowest first. */
  Range functionStarts() {
    return functionStarts;
  }

  Range binds() {
    return binds;
  }

  Range lazyBinds() {
    return lazyBinds;
  }

  /** Offset of the symbols and how many there are. */
  Range symbols() {
    return symbols;
  }

  /** Where the names of symbols stand. */
  Range names() {
    return names;
  }

  /** Offset of the table of indirect symbols and how many there are. */
  Range indirect() {
    return indirect;
  }

  /**
   * Where an address is in the image; -1 where it is not, or in zeroes that the file leaves out.
   */
  long offsetOf(long address) {
    for (Segment segment : segments) {
      long within = address - segment.address;
      if (within >= 0 && within < segment.fileSize) {
        return segment.offset + within;
      }
    }
    return -1;
  }

  /** Address at which the image is loaded. */
  long imageAddress() {
    return segments.stream()
        .filter(segment -> segment.name.equals("__TEXT"))
        .mapToLong(Segment::address)
        .findFirst()
        .orElse(0);
  }

  /** Whether a place in the image is encrypted. */
  boolean isEncryptedAt(long offset) {
    return offset >= encrypted.offset && offset < encrypted.offset + encrypted.size;
  }

  int i32(long at) throws BrokenDataException {
    inside(at, 4);
    return bytes.i32(base + at);
  }

  long u32(long at) throws BrokenDataException {
    return Integer.toUnsignedLong(i32(at));
  }

  /** A word of the size of a pointer. */
  long word(long at) throws BrokenDataException {
    return wide ? u32(at) | u32(at + 4) << 32 : u32(at);
  }

  private void inside(long at, long length) throws BrokenDataException {
    if (at < 0 || length < 0 || at > imageBytes - length) {
      throw new BrokenDataException(base + at, "outside of the image");
    }
  }

  /** Whether a range lies inside the image. */
  boolean holds(long at, long length) {
    return at >= 0 && length >= 0 && at <= imageBytes - length;
  }

  /** Text in a field of that length, up to its first zero. */
  String fixedText(long at, long length) throws BrokenDataException {
    inside(at, length);
    int end = 0;
    while (end < length && bytes.array()[(int) (base + at) + end] != 0) {
      end++;
    }
    return new String(bytes.array(), (int) (base + at), end, StandardCharsets.UTF_8);
  }

  /** Text up to a zero; counted, as many may point to the same. */
  String text(long at) throws BrokenDataException {
    int length = textBytes(at);
    return new String(bytes.array(), (int) (base + at), length, StandardCharsets.UTF_8);
  }

  /** How many bytes stand before the next zero; counted. */
  int textBytes(long at) throws BrokenDataException {
    inside(at, 1);
    int start = (int) (base + at);
    int end = start;
    int most = (int) base + imageBytes;
    while (end < most && bytes.array()[end] != 0) {
      end++;
    }
    bytes.look(end - start + 1L);
    return end - start;
  }
}
