package cn.beian.server.documents;

import java.util.Optional;

/** The kinds of document that can be shown in a page. */
enum DocumentKind {
  PDF,
  PICTURE,
  OFFICE;

  /** The kind of a media type; empty where it can only be saved. */
  static Optional<DocumentKind> of(String mediaType) {
    return switch (mediaType) {
      case "application/pdf" -> Optional.of(PDF);
      case "image/png", "image/jpeg" -> Optional.of(PICTURE);
      case "application/vnd.openxmlformats-officedocument" -> Optional.of(OFFICE);
      default -> Optional.empty();
    };
  }
}
