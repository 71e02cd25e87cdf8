package cn.beian.server.notifications;

import cn.beian.server.notifications.OutgoingMessage.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whose webhook is called next in one run: one call of a unit at a time, and none after one that
 * failed or took long, so that what a slow receiver costs is its own unit's turn.
 */
final class UnitTurns {
  private static final List<Purpose> POSTS = List.of(Purpose.WEBHOOK, Purpose.WEBHOOK_TEST);
  private static final int MOST = 200;
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final OutgoingStore outgoing;
  private final Clock clock;
  private final Set<UUID> away = new HashSet<>();
  private int taken;

  UnitTurns(OutgoingStore outgoing, Clock clock) {
    this.outgoing = outgoing;
    this.clock = clock;
  }

  /** The next that is due, of a unit that is not being called; empty once the run is over. */
  synchronized Optional<OutgoingMessage> next() {
    if (taken == MOST) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<OutgoingMessage> next = outgoing.take(POSTS, away, now, now.plus(LEASE));
    next.flatMap(OutgoingMessage::organization).ifPresent(away::add);
    taken++;
    return next;
  }

  /** The call is over, and its unit may be called again. */
  synchronized void again(UUID unit) {
    away.remove(unit);
  }
}
