package cn.beian.server.filings;

import cn.beian.server.platform.RejectedInput.Problem;
import java.util.Optional;
import java.util.UUID;

/**
 * A package that is to take the place of another once it has been read, or a file that was none.
 *
 * @param replacedId the package that stays in force until then; of a file that was put beside the
 *     others and refused, itself
 * @param packageId the new one, as taken in
 * @param begunBy who brought it
 * @param problem why it did not take the place; empty while it waits
 */
public record PackageReplacement(
    UUID applicationId, UUID replacedId, UUID packageId, UUID begunBy, Optional<Problem> problem) {
  /** Whether it is still being read. */
  public boolean waits() {
    return problem.isEmpty();
  }
}
