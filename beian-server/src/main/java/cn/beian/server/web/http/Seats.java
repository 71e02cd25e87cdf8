package cn.beian.server.web.http;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Optional;

/**
 * So many at the same time, and no more than a share of them by one sender. Where all are taken,
 * the slowest sender makes room for somebody who has fewer, and has lost none lately.
 */
final class Seats {
  private final int all;
  private final int perSender;
  private final long demanded;

  /** Those that are taken, the longest first. */
  private final Map<Seat, String> taken = new LinkedHashMap<>();

  private final Map<String, Integer> bySender = new HashMap<>();

  /** How many were told to make room and are not gone yet. */
  private int leaving;

  /**
   * Free seats.
   *
   * @param all how many
   * @param perSender how many of them a sender may have
   * @param demanded bytes per second that keep a seat while none is free
   */
  Seats(int all, int perSender, long demanded) {
    this.all = all;
    this.perSender = perSender;
    this.demanded = demanded;
  }

  /** What a seat is taken for; it is asked by other threads. */
  interface Body {
    /** Bytes per second so far; {@link Long#MAX_VALUE} while it cannot be told to make room. */
    long pace();

    /** Ends it soon. */
    void makeRoom();
  }

  /**
   * Takes one; empty where there is none, or none for this sender.
   *
   * @param most how many this sender may have now who has lost some, so that nobody makes room for
   *     him; {@link Integer#MAX_VALUE} for all others
   */
  synchronized Optional<Seat> take(String sender, int most, Body body) {
    int held = bySender.getOrDefault(sender, 0);
    boolean full = taken.size() >= all;
    boolean lost = most < Integer.MAX_VALUE;
    if (held >= Math.min(perSender, most) || (full && (lost || !displaceFor(held)))) {
      return Optional.empty();
    }
    Seat seat = new Seat(body);
    taken.put(seat, sender);
    bySender.merge(sender, 1, Integer::sum);
    return Optional.of(seat);
  }

  /** Takes the seat of the slowest of those senders who have more than so many. */
  private boolean displaceFor(int held) {
    if (leaving >= all) { // each still has a thread
      return false;
    }
    Seat slowest = null;
    long least = demanded;
    for (Entry<Seat, String> one : taken.entrySet()) {
      long pace = one.getKey().body.pace();
      if (pace < least && bySender.getOrDefault(one.getValue(), 0) > held) {
        slowest = one.getKey();
        least = pace;
      }
    }
    if (slowest == null) {
      return false;
    }
    free(slowest);
    slowest.displaced = true;
    leaving++;
    slowest.body.makeRoom();
    return true;
  }

  private synchronized void leave(Seat seat) {
    if (seat.displaced) {
      leaving--;
    } else {
      free(seat);
    }
  }

  private void free(Seat seat) {
    String sender = Objects.requireNonNull(taken.remove(seat));
    bySender.computeIfPresent(sender, (unused, count) -> count > 1 ? count - 1 : null);
  }

  /** One that is taken. */
  final class Seat {
    private final Body body;
    private boolean displaced;

    private Seat(Body body) {
      this.body = body;
    }

    /** Gives it back; once. */
    void leave() {
      Seats.this.leave(this);
    }
  }
}
