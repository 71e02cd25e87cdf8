package cn.beian.inspect.hybrid.flutter;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.binary.NativeLibrary;
import cn.beian.inspect.reader.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The snapshot of Dart code compiled ahead of time, as {@code libapp.so} holds it, or the Mach-O
 * file {@code App.framework/App}, in which its magic number is looked for (dart-lang/sdk,
 * runtime/vm/snapshot.h and raw_object.h, read in public descriptions and checked on a real
 * library): the dynamic symbol {@code _kDartIsolateSnapshotData} leads to
 *
 * <pre>
 * +0 u32 0xdcdcf5f5, +4 u64 length, +12 u64 kind, +20 version hash of 32 characters,
 * +52 features, parted by blanks, ended by NUL; then clusters of objects, and at its end an image of
 * objects that nothing writes to, strings among them, each at a multiple of 16 (32 bits: 8)
 * string   tags of a word, which hold the class from bit 12 (older: from bit 16, 16 bits); then
 *          length times two: of 64 bits; of 32 bits with compressed pointers or on 32 bits, where
 *          4 bytes of hash follow; then the characters: of one class in one byte, of the next in two
 * </pre>
 *
 * <p>The number of the class changes with every version; it is that of most objects that look like
 * a string of ASCII.
 *
 * @param versionHash of the Dart SDK
 * @param features as it was compiled
 * @param strings each once, in the order in which they lie
 */
record DartSnapshot(String versionHash, String features, List<String> strings) {
  static final String DATA = "_kDartIsolateSnapshotData";
  private static final byte[] MAGIC = {(byte) 0xf5, (byte) 0xf5, (byte) 0xdc, (byte) 0xdc};
  private static final int MACH_O = 0xcffaedfe;
  private static final int MACH_O_32 = 0xcefaedfe;
  private static final int FAT = 0xcafebabe;
  private static final int FAT_64 = 0xcafebabf;
  private static final int HASH = 20;
  private static final int FEATURES = 52;
  private static final int MAX_FEATURES = 1024;
  private static final int MIN_LETTERS = 2;

  /** Where the class begins in the tags; before Dart 2.19 four bits above, with zeros here. */
  private static final int SHIFT = 12;

  /** No string has a class of a lower number. */
  private static final int LEAST_CLASS = 16;

  DartSnapshot {
    strings = List.copyOf(strings);
  }

  /**
   * Reads a library; empty where it holds no snapshot.
   *
   * @throws BrokenDataException if it is no ELF file or its tables leave the data
   */
  static Optional<DartSnapshot> of(byte[] library, Limits limits) throws BrokenDataException {
    NativeLibrary.Range range =
        isMachO(library)
            ? byMagic(library)
            : NativeLibrary.symbol(library, DATA, limits).orElseGet(() -> byMagic(library));
    Bytes bytes = new Bytes(library, limits);
    if (range.size() < FEATURES || !isMagic(library, (int) range.offset())) {
      return Optional.empty();
    }
    int at = (int) range.offset();
    int end = (int) (range.offset() + range.size());
    String hash = ascii(library, at + HASH, FEATURES - HASH);
    int features = at + FEATURES;
    int stop = features;
    while (stop < Math.min(end, features + MAX_FEATURES) && library[stop] != 0) {
      stop++;
    }
    String said = ascii(library, features, stop - features);
    return Optional.of(
        new DartSnapshot(hash, said, new Scan(bytes, Layout.of(said), at, end).strings()));
  }

  /** Whether it is built for iOS, where symbols are taken away from most builds. */
  private static boolean isMachO(byte[] library) {
    int first = library.length < 4 ? 0 : ByteBuffer.wrap(library).getInt(0);
    return first == MACH_O || first == MACH_O_32 || first == FAT || first == FAT_64;
  }

  /** The largest snapshot that the magic number leads to, where sections were taken away. */
  private static NativeLibrary.Range byMagic(byte[] library) {
    NativeLibrary.Range best = new NativeLibrary.Range(0, 0);
    int last = -1;
    for (int i = 0; i + MAGIC.length <= library.length; i++) {
      if (isMagic(library, i)) {
        best = last < 0 ? best : larger(best, last, i);
        last = i;
      }
    }
    return last < 0 ? best : larger(best, last, library.length);
  }

  private static NativeLibrary.Range larger(NativeLibrary.Range best, int from, int to) {
    return to - from > best.size() ? new NativeLibrary.Range(from, to - from) : best;
  }

  private static boolean isMagic(byte[] data, int at) {
    return at + MAGIC.length <= data.length
        && data[at] == MAGIC[0]
        && data[at + 1] == MAGIC[1]
        && data[at + 2] == MAGIC[2]
        && data[at + 3] == MAGIC[3];
  }

  private static String ascii(byte[] data, int at, int length) {
    return new String(data, at, length, StandardCharsets.US_ASCII);
  }

  /**
   * How objects lie.
   *
   * @param step of the places where they begin
   * @param length where the length of a string stands
   * @param wide whether it has 64 bits
   * @param characters where its characters begin
   */
  private record Layout(int step, int length, boolean wide, int characters) {
    static Layout of(String features) {
      List<String> words = List.of(features.split(" ", -1));
      if (words.contains("arm") || words.contains("ia32") || words.contains("riscv32")) {
        return new Layout(8, 4, false, 12);
      }
      return words.contains("compressed-pointers")
          ? new Layout(16, 8, false, 12)
          : new Layout(16, 8, true, 16);
    }
  }

  /** Looks for the strings between two places. */
  private record Scan(Bytes bytes, Layout layout, int from, int end) {
    List<String> strings() {
      Map<Integer, Integer> classes = new HashMap<>();
      for (int at = first(); at + layout.characters <= end; at += layout.step) {
        if (looksLikeText(at)) {
          classes.merge(bytes.word(at) >>> SHIFT, 1, Integer::sum);
        }
      }
      int oneByte = 0;
      int most = 0;
      for (Map.Entry<Integer, Integer> each : new TreeMap<>(classes).entrySet()) {
        if (each.getValue() > most) {
          most = each.getValue();
          oneByte = each.getKey();
        }
      }
      boolean older = (oneByte & 0xf) == 0 && oneByte >>> 4 > LEAST_CLASS;
      return most == 0
          ? List.of()
          : older ? strings(SHIFT + 4, oneByte >>> 4) : strings(SHIFT, oneByte);
    }

    private List<String> strings(int shift, int oneByte) {
      List<String> found = new ArrayList<>();
      for (int at = first(); at + layout.characters <= end; at += layout.step) {
        int kind = (bytes.word(at) >>> shift) - oneByte;
        int width = kind + 1;
        int characters = characters(at);
        if ((kind == 0 || kind == 1) && characters > 0 && fits(at, (long) characters * width)) {
          found.add(text(at, characters, width));
          at += (characters * width + layout.characters - 1) / layout.step * layout.step;
        }
      }
      return found;
    }

    private int first() {
      return (from + layout.step - 1) / layout.step * layout.step;
    }

    /** Characters that the object says it has; -1 where that cannot be. */
    private int characters(int at) {
      int twice = bytes.word(at + layout.length);
      boolean whole = twice > 0 && (twice & 1) == 0 && twice / 2 <= end - at;
      boolean high = layout.wide && bytes.word(at + layout.length + 4) != 0;
      return whole && !high ? twice / 2 : -1;
    }

    private boolean fits(int at, long size) {
      return size <= end - at - layout.characters;
    }

    private boolean looksLikeText(int at) {
      int characters = characters(at);
      if (characters < MIN_LETTERS || !fits(at, characters)) {
        return false;
      }
      byte[] data = bytes.array();
      for (int i = 0; i < Math.min(characters, 64); i++) {
        byte c = data[at + layout.characters + i];
        if (c < ' ' || c == 0x7f) {
          return false;
        }
      }
      return true;
    }

    private String text(int at, int characters, int width) {
      return new String(
          bytes.array(),
          at + layout.characters,
          characters * width,
          width == 1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16LE);
    }
  }
}
