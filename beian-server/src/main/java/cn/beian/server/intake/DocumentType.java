package cn.beian.server.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of document that are taken as attachments, known by their first bytes. */
enum DocumentType {
  PDF("application/pdf", "%PDF-"),
  PNG("image/png", "\u0089PNG\r\n\u001a\n"),
  JPEG("image/jpeg", "\u00ff\u00d8\u00ff"),
  /** Office since 2007 and WPS: a ZIP whose first entry is the content-types part or a mimetype. */
  OFFICE("application/vnd.openxmlformats-officedocument", "PK\u0003\u0004"),
  OFFICE_97("application/x-ole-storage", "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1");

  /** How many bytes {@link #of} wants to see. */
  static final int HEAD_BYTES = 4096;

  private final String mediaType;

  @SuppressWarnings("ImmutableEnumChecker") // never handed out
  private final byte[] magic;

  DocumentType(String mediaType, String magic) {
    this.mediaType = mediaType;
    this.magic = magic.getBytes(StandardCharsets.ISO_8859_1);
  }

  String mediaType() {
    return mediaType;
  }

  /** The type of a document that begins with these bytes; empty for anything that is not taken. */
  static Optional<DocumentType> of(byte[] head) {
    return Arrays.stream(values())
        .filter(type -> startsWith(head, type.magic))
        .filter(type -> type != OFFICE || officeParts(head))
        .findFirst();
  }

  private static boolean officeParts(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    return text.contains("[Content_Types].xml")
        || text.contains("_rels/")
        || text.contains("docProps/")
        || text.contains("mimetypeapplication/vnd.oasis.opendocument");
  }

  private static boolean startsWith(byte[] head, byte[] magic) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }
}
