package cn.beian.inspect.shared;

import java.util.List;

/**
 * What can lie behind a picture, a sound, a film or a font, for whoever shows it reads no further.
 * Each is known by a signature that is too long to be met by chance in what is compressed.
 *
 * <pre>
 * ZIP      "PK" 3 4, u16 version to extract, below 64 (APPNOTE 4.3.7), u16 flags, u16 method
 * 7z       "7z" bc af 27 1c, u8 0 (7zFormat.txt)
 * RAR      "Rar!" 1a 07, u8 0 or 1 (RAR 5.0 archive format)
 * DEX      "dex\n0", two digits, 0 (Android, DEX format)
 * ELF      7f "ELF", u8 1 or 2 class, u8 1 little-endian, u8 1 version, 8 bytes 0 or small
 * Mach-O   cf fa ed fe, u32 0x0100000c for arm64 (Apple, mach-o/loader.h)
 * abc      "PANDA" 0 0 0 (OpenHarmony, arkcompiler)
 * </pre>
 */
public enum HiddenPart {
  ZIP("ZIP", false, "PK\3\4\u0100\0\u0100\u0100\u0100\0"),
  SEVEN_ZIP("7z", false, "7z\u00bc\u00af'\u001c\0"),
  RAR("RAR", false, "Rar!\u001a\7\u0100\u0100"),
  DEX("DEX", true, "dex\n0\u0100\u0100\0"),
  ELF("ELF", true, "\u007fELF\u0100\1\1\u0100\0\0"),
  MACH_O("Mach-O", true, "\u00cf\u00fa\u00ed\u00fe\f\0\0\1"),
  ARK("abc", true, "PANDA\0\0\0");

  /** Bytes of the longest signature. */
  static final int LONGEST = 10;

  /** Bytes that tell whether one may follow. */
  static final int START = 8;

  /** Stands for any byte in a signature. */
  private static final char ANY = '\u0100';

  private static final int VERSION_AT = 4;
  private static final int MAX_VERSION = 63;

  /** How what people look at or listen to begins: at an offset, that text. */
  private record Start(int at, String magic) {
    boolean of(byte[] head) {
      for (int i = 0; i < magic.length(); i++) {
        if (at + i >= head.length || (head[at + i] & 0xff) != magic.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final List<Start> MEDIA =
      List.of(
          new Start(0, "\u0089PNG"),
          new Start(0, "\u00ff\u00d8\u00ff"),
          new Start(0, "GIF8"),
          new Start(0, "RIFF"),
          new Start(0, "BM"),
          new Start(0, "\0\0\1\0"),
          new Start(0, "OggS"),
          new Start(0, "ID3"),
          new Start(0, "\u00ff\u00fb"),
          new Start(4, "ftyp"),
          new Start(0, "\0\1\0\0\0"),
          new Start(0, "OTTO"),
          new Start(0, "ttcf"),
          new Start(0, "wOF"),
          new Start(0, "%PDF"));

  private static final boolean[] FIRST = new boolean[1 << Byte.SIZE];

  static {
    for (HiddenPart part : values()) {
      FIRST[part.signature.charAt(0)] = true;
    }
  }

  private final String label;
  private final boolean code;
  private final String signature;

  HiddenPart(String label, boolean code, String signature) {
    this.label = label;
    this.code = code;
    this.signature = signature;
  }

  /** As its makers call it. */
  public String label() {
    return label;
  }

  /** Whether it is compiled code; else it is an archive. */
  public boolean isCode() {
    return code;
  }

  /** Whether a file begins like something that is shown or played. */
  static boolean mayFollow(byte[] head) {
    return MEDIA.stream().anyMatch(start -> start.of(head));
  }

  /** Whether one of them may begin with that byte. */
  static boolean mayBegin(byte first) {
    return FIRST[first & 0xff];
  }

  /**
   * Whether it begins there.
   *
   * @param ring of a length that is a power of two
   */
  boolean begins(byte[] ring, long at) {
    int mask = ring.length - 1;
    for (int i = 0; i < signature.length(); i++) {
      char wanted = signature.charAt(i);
      if (wanted != ANY && (ring[(int) (at + i) & mask] & 0xff) != wanted) {
        return false;
      }
    }
    return this != ZIP || ring[(int) (at + VERSION_AT) & mask] <= MAX_VERSION;
  }
}
