package cn.beian.inspect.hybrid;

import cn.beian.inspect.shared.EntryContent;
import java.util.List;
import java.util.Optional;

/** Forms of archives, known by their first bytes. */
enum ArchiveForm {
  ZIP("ZIP", 0, "PK\3\4"),
  SEVEN_ZIP("7z", 0, "7z\u00bc\u00af"),
  RAR("RAR", 0, "Rar!"),
  GZIP("gzip", 0, "\u001f\u008b\b"),
  TAR("tar", 257, "ustar");

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
      if (begins(content.head(), form.at, form.magic)) {
        return Optional.of(form);
      }
    }
    return content.archive() ? Optional.of(ZIP) : Optional.empty();
  }

  /** Whether a file begins like compiled code that only an app would load. */
  static boolean isCode(byte[] head) {
    boolean fat =
        head.length > COUNT_AT
            && head[COUNT_AT] > 0
            && head[COUNT_AT] <= MAX_COUNT
            && FAT.stream().anyMatch(magic -> begins(head, 0, magic));
    return fat || CODE.stream().anyMatch(magic -> begins(head, 0, magic));
  }

  private static boolean begins(byte[] head, int at, String magic) {
    for (int i = 0; i < magic.length(); i++) {
      if (at + i >= head.length || (head[at + i] & 0xff) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
