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
  /** The same, read. */
  public SubmittedPackage named(String found) {
    return new SubmittedPackage(applicationId, packageId, part, found, testId);
  }

  /** The same, tested. */
  public SubmittedPackage tested(UUID test) {
    return new SubmittedPackage(applicationId, packageId, part, identity, Optional.of(test));
  }

  /** What a package is for. */
  public enum Part {
    REVIEW,
    LAUNCH
  }
}
