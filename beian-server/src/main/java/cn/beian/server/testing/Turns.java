package cn.beian.server.testing;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is at places for which several senders wait. Of those that wait, the sender with
 * the fewest places comes first, of these the one whose last start is longest ago, and of one
 * sender what came first. The last free place is for a sender who has none, so that nobody waits
 * for the packages of a single other.
 *
 * <p>What waits is a thread ({@link #enter}), or comes again and again ({@link #comeIn}); what came
 * and comes no more holds up nobody: it counts until another has come three times since.
 */
final class Turns {
  /** Who has not come again while so many others came comes no more. */
  private static final int GONE_AFTER = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final int places;
  private final Map<Object, Waiting> waiting = new LinkedHashMap<>();
  private final Map<Object, String> started = new HashMap<>();
  private final Map<String, Long> lastStarts = new HashMap<>();
  private long count;

  Turns(int places) {
    this.places = places;
  }

  /** What whoever comes is told. */
  enum Answer {
    GO,
    /** Nobody is before it, but there is no place. */
    NEXT,
    LATER
  }

  /**
   * Whether something may start now. Where it may not, it is to come again.
   *
   * @param what it, as it calls itself each time
   */
  Answer ask(Object what, String sender) {
    lock.lock();
    try {
      Waiting me = come(what, sender);
      me.here = false;
      return answer(what, me);
    } finally {
      lock.unlock();
    }
  }

  /** The same, but waits where it is the next one; false where it is to come again. */
  boolean comeIn(Object what, String sender) {
    lock.lock();
    Waiting me = come(what, sender);
    try {
      Answer answer = answer(what, me);
      while (answer == Answer.NEXT) {
        changed.await();
        answer = answer(what, me);
      }
      return answer == Answer.GO;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      me.here = false;
      lock.unlock();
    }
  }

  /** Waits until something may start; false where that takes longer than one is patient. */
  boolean enter(Object what, String sender, Duration patience) {
    lock.lock();
    try {
      Waiting me = come(what, sender);
      long left = patience.toNanos();
      while (answer(what, me) != Answer.GO) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.remove(what);
      forget(sender);
      changed.signalAll();
      lock.unlock();
    }
  }

  /** Gives the place back; nothing, where it has none. */
  void leave(Object what) {
    lock.lock();
    try {
      @Nullable String sender = started.remove(what);
      if (sender != null) {
        forget(sender);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many wait, or came lately. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private Waiting come(Object what, String sender) {
    if (waiting.values().removeIf(one -> one.isGone(count))) {
      List.copyOf(lastStarts.keySet()).forEach(this::forget);
    }
    Waiting me = waiting.computeIfAbsent(what, unused -> new Waiting(sender, count));
    me.come(count++);
    changed.signalAll(); // whoever stands there may be the next no longer
    return me;
  }

  private Answer answer(Object what, Waiting me) {
    if (!first(me)) {
      return Answer.LATER;
    }
    if (!placeFor(me.sender)) {
      return Answer.NEXT;
    }
    start(what, me);
    return Answer.GO;
  }

  private void start(Object what, Waiting me) {
    waiting.remove(what);
    started.put(what, me.sender);
    lastStarts.put(me.sender, count++);
    changed.signalAll();
  }

  /** Who waits for nothing is nobody to take turns with; strangers are without number. */
  private void forget(String sender) {
    if (held(sender) == 0
        && waiting.values().stream().noneMatch(one -> one.sender.equals(sender))) {
      lastStarts.remove(sender);
    }
  }

  private boolean first(Waiting me) {
    Comparator<Waiting> order =
        Comparator.<Waiting>comparingLong(one -> held(one.sender))
            .thenComparingLong(one -> lastStarts.getOrDefault(one.sender, -1L))
            .thenComparingLong(one -> one.since);
    return waiting.values().stream()
        .filter(one -> one.waitsFor(me))
        .allMatch(one -> order.compare(me, one) <= 0);
  }

  private boolean placeFor(String sender) {
    int free = places - started.size();
    return free > 1 || (free == 1 && held(sender) == 0);
  }

  private long held(String sender) {
    return started.values().stream().filter(sender::equals).count();
  }

  /** Something that waits; counts stand for moments. */
  private static final class Waiting {
    private final String sender;
    private final long since;
    private boolean here;
    private long came;
    private long cameBefore = -1;
    private long cameBeforeThat = -1;

    Waiting(String sender, long since) {
      this.sender = sender;
      this.since = since;
      this.came = -1;
    }

    void come(long at) {
      cameBeforeThat = cameBefore;
      cameBefore = came;
      came = at;
      here = true;
    }

    boolean isGone(long now) {
      return !here && came < now - GONE_AFTER;
    }

    /** Whether it is there still, as far as another one can know. */
    boolean waitsFor(Waiting other) {
      return here || came > other.cameBeforeThat;
    }
  }
}
