package cn.beian.inspect.hybrid;

import cn.beian.inspect.container.TarArchive;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.shared.EntryContent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Forms of archives and of what is compressed, known by their first bytes:
 *
 * <pre>
 * bzip2      "BZh", a digit, "1AY&SY"              xz    fd "7zXZ" 0
 * lzma       5d 0 0, u32 size of dictionary, u64 size or -1 (lzma-file-format.txt)
 * zstd       u32 0xfd2fb528 (RFC 8878)             lz4   u32 0x184d2204, 0x184c2102 before
 * cpio       "070701", "070702", "070707", then numbers in digits (cpio(5))
 * asar       u32 4, u32, u32, u32 size of "{"files":…" (Chromium Pickle)
 * tar        +257 "ustar"; before POSIX by its checksum alone
 * </pre>
 */
enum ArchiveForm {
  ZIP("ZIP", 0, "PK\3\4") {
    @Override
    boolean begins(byte[] head) {
      return super.begins(head) && ZIP_RECORD.matcher(text(head)).lookingAt();
    }
  },
  SEVEN_ZIP("7z", 0, "7z\u00bc\u00af"),
  RAR("RAR", 0, "Rar!"),
  GZIP("gzip", 0, "\u001f\u008b\b"),
  XZ("xz", 0, "\u00fd7zXZ\0"),
  ZSTD("zstd", 0, "(\u00b5/\u00fd"),
  LZ4("lz4", 0, "\u0004\"M\u0018"),
  LZ4_LEGACY("lz4", 0, "\u0002!L\u0018"),
  CAB("cab", 0, "MSCF\0\0\0\0"),
  AR("ar", 0, "!<arch>\n"),
  ASAR("asar", 16, "{\"files\""),
  ZIP_TEXT("ZIP", 0, "UEsDB"),
  TAR("tar", 257, "ustar"),
  BZIP("bzip2", 4, "1AY&SY") {
    @Override
    boolean begins(byte[] head) {
      return super.begins(head) && starts(head, 0, "BZh");
    }
  },
  CPIO("cpio", 0, "0707") {
    @Override
    boolean begins(byte[] head) {
      return super.begins(head) && CPIO_HEADER.matcher(text(head)).lookingAt();
    }
  },
  LZMA("lzma", 0, "]\0\0") {
    @Override
    boolean begins(byte[] head) {
      return super.begins(head) && LZMA_HEADER.matcher(text(head)).lookingAt();
    }
  },
  OLD_TAR("tar", 0, "") {
    @Override
    boolean begins(byte[] head) {
      return head.length > NAME_END
          && head[0] != 0
          && head[NAME_END] == 0
          && TarArchive.begins(ByteSource.of(head));
    }
  };

  /** Mach-O for several processors, whose number follows (Apple, {@code mach-o/fat.h}). */
  private static final List<String> FAT =
      List.of("\u00ca\u00fe\u00ba\u00be\0\0\0", "\u00ca\u00fe\u00ba\u00bf\0\0\0");

  private static final int COUNT_AT = 7;

  /** A class file of Java has its version there, which is 45 or more. */
  private static final int MAX_COUNT = 16;

  /** DEX, bytecode of HarmonyOS, Mach-O of both widths, ELF. */
  private static final List<String> CODE =
      List.of(
          "dex\n", "PANDA\0", "\u00cf\u00fa\u00ed\u00fe", "\u00ce\u00fa\u00ed\u00fe", "\u007fELF");

  /** The record of an entry: u16 version, u16 flags, u16 method, of which none is above 99. */
  private static final Pattern ZIP_RECORD = Pattern.compile("PK\3\4[\\x00-\\xff]{4}[\\x00-c]\\x00");

  private static final Pattern CPIO_HEADER =
      Pattern.compile("07070(?:[12][0-9a-fA-F]{104}|7[0-7]{70})");

  /** A dictionary of 2^n bytes, a size or none, and the first byte of a range coder, which is 0. */
  private static final Pattern LZMA_HEADER =
      Pattern.compile(
          "]\\x00\\x00(?:[\\x01\\x02\\x04\\x08\\x10\\x20\\x40\\x80]\\x00|\\x00[\\x01\\x02\\x04])"
              + "(?:\\xff{8}|[\\x00-\\xff]{4}\\x00{4})\\x00");

  /** The last byte of the name of a file, which ends with 0 (Unix V7, tar). */
  private static final int NAME_END = 99;

  private final String label;
  private final int at;
  private final String magic;

  ArchiveForm(String label, int at, String magic) {
    this.label = label;
    this.at = at;
    this.magic = magic;
  }

  /** As its makers call it. */
  String label() {
    return label;
  }

  /** The form of a file; ZIP, which counts from its end, may begin like anything. */
  static Optional<ArchiveForm> of(EntryContent content) {
    for (ArchiveForm form : values()) {
      if (form.begins(content.head())) {
        return Optional.of(form);
      }
    }
    return content.archive() ? Optional.of(ZIP) : Optional.empty();
  }

  boolean begins(byte[] head) {
    return starts(head, at, magic);
  }

  /** Whether a file begins like compiled code that only an app would load. */
  static boolean isCode(byte[] head) {
    boolean fat =
        head.length > COUNT_AT
            && head[COUNT_AT] > 0
            && head[COUNT_AT] <= MAX_COUNT
            && FAT.stream().anyMatch(magic -> starts(head, 0, magic));
    return fat || CODE.stream().anyMatch(magic -> starts(head, 0, magic));
  }

  private static String text(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1);
  }

  private static boolean starts(byte[] head, int at, String magic) {
    for (int i = 0; i < magic.length(); i++) {
      if (at + i >= head.length || (head[at + i] & 0xff) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
