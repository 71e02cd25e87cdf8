package cn.beian.server.retests;

import cn.beian.rules.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A filed package that a rulebook judges otherwise, or whose facts are not there.
 *
 * @param number of the filing
 * @param before verdict by the rulebook that is compared with; absent where nothing could be tested
 * @param after verdict by the rulebook that is tried
 * @param changes the rules that make the difference
 */
public record RetestResult(
    UUID runId,
    UUID packageId,
    UUID applicationId,
    String number,
    String appName,
    String sponsor,
    String division,
    Optional<Verdict> before,
    Optional<Verdict> after,
    List<Changed> changes) {
  public RetestResult {
    changes = List.copyOf(changes);
  }

  /** Whether something now blocks, or has to be explained, that weighed less before. */
  public boolean worse() {
    return changes.stream().anyMatch(change -> change.after().worseThan(change.before()));
  }

  /** Whether there were no facts to test. */
  public boolean untested() {
    return after.isEmpty();
  }
}
