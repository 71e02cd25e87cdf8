package cn.beian.server.intake;

import java.util.Optional;
import java.util.UUID;

/**
 * A package on its way in.
 *
 * @param lengthBytes what it will have
 * @param offsetBytes what is here already; all there is to know to go on
 * @param packageId the package that it has become, once it is all here
 */
public record PartialUpload(UUID id, long lengthBytes, long offsetBytes, Optional<UUID> packageId) {
  /** Whether nothing is missing any more. */
  public boolean complete() {
    return offsetBytes == lengthBytes;
  }
}
