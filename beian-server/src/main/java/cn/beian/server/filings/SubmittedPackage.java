package cn.beian.server.filings;

import java.util.Optional;
import java.util.UUID;

/**
 * A package of an application.
 *
 * @param packageId under which it was taken in
 * @param identity package name or AppID; empty until it was read
 * @param testId latest test; the test of record once submitted; absent until it was read
 */
public record SubmittedPackage(
    UUID applicationId, UUID packageId, Part part, String identity, Optional<UUID> testId) {
  /** What a package is for. */
  public enum Part {
    REVIEW,
    LAUNCH
  }
}
