package cn.beian.server.intake;

import java.util.Optional;
import java.util.UUID;

/**
 * A package or a document on its way in.
 *
 * @param fileName as its sender calls it
 * @param lengthBytes what it will have
 * @param offsetBytes what is here already; all there is to know to go on
 * @param document whether it is to be an attachment, not a package
 * @param packageId the package that it has become, once it is all here
 */
public record PartialUpload(
    UUID id,
    String fileName,
    long lengthBytes,
    long offsetBytes,
    boolean document,
    Optional<UUID> packageId) {
  /** Whether nothing is missing any more. */
  public boolean complete() {
    return offsetBytes == lengthBytes;
  }
}
