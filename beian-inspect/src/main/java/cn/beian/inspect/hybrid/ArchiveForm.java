package cn.beian.inspect.hybrid;

import java.util.Optional;

/** Forms of archives, known by their first bytes. */
enum ArchiveForm {
  ZIP("ZIP", 0, "PK\3\4"),
  SEVEN_ZIP("7z", 0, "7z\u00bc\u00af"),
  RAR("RAR", 0, "Rar!"),
  GZIP("gzip", 0, "\u001f\u008b\b"),
  TAR("tar", 257, "ustar");

  private static final String DEX = "dex\n";

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

  /** The form that a file begins like. */
  static Optional<ArchiveForm> of(byte[] head) {
    for (ArchiveForm form : values()) {
      if (begins(head, form.at, form.magic)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  /** Whether a file begins like code for Android. */
  static boolean isDex(byte[] head) {
    return begins(head, 0, DEX);
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
