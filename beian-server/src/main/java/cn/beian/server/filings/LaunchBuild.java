package cn.beian.server.filings;

import java.time.Instant;
import java.util.UUID;

/**
 * A launch build that was handed in.
 *
 * @param detail what differs, one a line; empty where it was accepted
 * @param handedInAt when it was taken
 */
public record LaunchBuild(UUID packageId, Outcome outcome, String detail, Instant handedInAt) {
  /** The same, with what became of it. */
  public LaunchBuild became(Outcome settled, String differences) {
    return new LaunchBuild(packageId, settled, differences, handedInAt);
  }

  /** What became of it. */
  public enum Outcome {
    WAITING,
    ACCEPTED,
    DIFFERENT,
    UNREADABLE
  }
}
