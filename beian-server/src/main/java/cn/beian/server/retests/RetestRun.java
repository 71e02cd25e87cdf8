package cn.beian.server.retests;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rulebook tried on everything that is filed.
 *
 * @param version of the rulebook, SHA-256
 * @param against the rulebook that it is compared with, SHA-256
 * @param number of the version that came into force; empty in a preview
 * @param asOf the day whose law and exemptions apply
 * @param total filed apps when it began
 * @param done of them
 * @param lastDone where it goes on; null at the beginning
 */
public record RetestRun(
    UUID id,
    String version,
    String against,
    OptionalInt number,
    LocalDate asOf,
    int total,
    int done,
    @Nullable UUID lastDone,
    Optional<Instant> endedAt) {
  /** Whether all were tested. */
  public boolean ended() {
    return endedAt.isPresent();
  }

  /** Share of what is done, 0 to 100. */
  public int percent() {
    return ended() ? 100 : total == 0 ? 0 : (int) Math.min(99, 100L * done / total);
  }
}
