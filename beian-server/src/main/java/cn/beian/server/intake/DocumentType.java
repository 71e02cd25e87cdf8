package cn.beian.server.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of document that are taken as attachments, known by their first bytes. */
enum DocumentType {
  PDF("application/pdf", "%PDF-", "pdf"),
  PNG("image/png", "\u0089PNG\r\n\u001a\n", "png"),
  JPEG("image/jpeg", "\u00ff\u00d8\u00ff", "jpg", "jpeg"),
  /** Office since 2007 and WPS: a ZIP whose first entry is the content-types part or a mimetype. */
  OFFICE(
      "application/vnd.openxmlformats-officedocument",
      "PK\u0003\u0004",
      "docx",
      "xlsx",
      "pptx",
      "odt",
      "ods",
      "odp"),
  OFFICE_97(
      "application/x-ole-storage",
      "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
      "doc",
      "xls",
      "ppt",
      "wps",
      "et",
      "dps");

  /** How many bytes {@link #of} wants to see. */
  static final int HEAD_BYTES = 4096;

  private final String mediaType;

  @SuppressWarnings("ImmutableEnumChecker") // never handed out
  private final byte[] magic;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> extensions;

  DocumentType(String mediaType, String magic, String... extensions) {
    this.mediaType = mediaType;
    this.extensions = List.of(extensions);
    this.magic = magic.getBytes(StandardCharsets.ISO_8859_1);
  }

  String mediaType() {
    return mediaType;
  }

  /** The type that is kept under a media type. */
  static Optional<DocumentType> ofMediaType(String mediaType) {
    return Arrays.stream(values()).filter(type -> type.mediaType.equals(mediaType)).findFirst();
  }

  /**
   * The name under which such a document is saved: what decides with what it is opened is its type,
   * not what its sender called it.
   */
  String named(String fileName) {
    String name = fileName.strip();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    boolean own = name.indexOf('.') > 0 && extensions.contains(extension);
    return own ? name : (name.isEmpty() ? "document" : name) + '.' + extensions.get(0);
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
