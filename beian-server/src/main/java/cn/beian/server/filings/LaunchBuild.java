package cn.beian.server.filings;

import java.util.UUID;

/**
 * A launch build that was handed in.
 *
 * @param detail what differs, one a line; empty where it was accepted
 */
public record LaunchBuild(UUID packageId, Outcome outcome, String detail) {
  /** What became of it. */
  public enum Outcome {
    WAITING,
    ACCEPTED,
    DIFFERENT,
    UNREADABLE
  }
}
