package cn.beian.server.upperlevel;

import cn.beian.filing.states.LevelExceptionState;
import cn.beian.server.cases.Letter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An exception as somebody reads it.
 *
 * @param asked what the upper unit was asked, in order
 * @param listed whether he has a list of exceptions; a reviewer of filings has none
 * @param own whether he acts for the unit that asks
 * @param writes whether he may write on it
 * @param sends whether he may send it
 * @param wrote whether he wrote some of it, so that somebody else has to send it
 * @param answers whether he may answer for the unit that is asked
 * @param givenBack with what remark an approver gave it back to the handler; empty where he did
 *     not, or it was written on since
 * @param since when it came into its state; empty while it never left the first one
 */
public record LevelExceptionFile(
    LevelException exception,
    List<Letter<LevelExceptionState>> letters,
    List<Asked> asked,
    boolean listed,
    boolean own,
    boolean writes,
    boolean sends,
    boolean wrote,
    boolean answers,
    String givenBack,
    Optional<Instant> since) {
  public LevelExceptionFile {
    letters = List.copyOf(letters);
    asked = List.copyOf(asked);
  }

  /** Whether he reads what the unit writes now; others read it once it is sent. */
  public boolean content() {
    return own || !exception.withUnit();
  }

  /** What was asked before what stands in it now. */
  public List<Asked> before() {
    return exception.withUnit() || asked.isEmpty() ? asked : asked.subList(0, asked.size() - 1);
  }

  /**
   * What stands in it now otherwise than when it was last asked.
   *
   * @param field {@code app} or {@code reason}
   */
  public record Change(String field, String before, String now) {}

  /** What differs; nothing where it was never asked before. */
  public List<Change> changes() {
    List<Asked> before = before();
    if (before.isEmpty() || !content()) {
      return List.of();
    }
    Asked last = before.get(before.size() - 1);
    return Stream.of(
            new Change("app", last.app(), exception.appName()),
            new Change("reason", last.reason(), exception.reason()))
        .filter(one -> !one.before().equals(one.now()))
        .toList();
  }

  /** The name of the app that a letter is about. */
  public String appOf(Letter<LevelExceptionState> letter) {
    return asked.stream()
        .filter(one -> one.place() < letter.place())
        .reduce((first, last) -> last)
        .map(Asked::app)
        .orElse(exception.appName());
  }
}
