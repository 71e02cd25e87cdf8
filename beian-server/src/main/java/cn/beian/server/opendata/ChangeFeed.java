package cn.beian.server.opendata;

import cn.beian.ledger.note.Checkpoint;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.PublicEvent;
import cn.beian.server.records.PublicEvents;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What changed in the register, entry by entry. The position is the index in the ledger, so nobody
 * has to be remembered, and whoever reads on misses nothing. Only what is signed is told.
 */
@Service
public class ChangeFeed {
  /** Most events of one answer. */
  public static final int PAGE = 1_000;

  /** An answer ends with the event that reaches this, in characters. */
  static final int PAGE_CHARACTERS = 1 << 20;

  private final PublicLedger ledger;
  private final PublicEvents events;
  private final Snapshots snapshots;
  private final OpenDataSettings settings;

  ChangeFeed(
      PublicLedger ledger, PublicEvents events, Snapshots snapshots, OpenDataSettings settings) {
    this.ledger = ledger;
    this.events = events;
    this.snapshots = snapshots;
    this.settings = settings;
  }

  /** What the feed says to a position. */
  public sealed interface Answer {
    /** How many entries are signed. */
    long size();
  }

  /**
   * The events from there on.
   *
   * @param events in order; empty at the head
   * @param next where to go on
   */
  public record Events(List<PublicEvent> events, long next, long size) implements Answer {
    public Events {
      events = List.copyOf(events);
    }
  }

  /**
   * Nothing from there on.
   *
   * @param snapshot that covers the gap, so that one can go on at its size; empty where the
   *     position lies beyond the head
   */
  public record OutOfRange(Optional<Snapshot> snapshot, long size) implements Answer {}

  /**
   * The answer to a position.
   *
   * @param from index of the first event that is wanted, 0 or more
   */
  @Transactional(readOnly = true)
  public Answer from(long from) {
    long size = size();
    if (from > size) {
      return new OutOfRange(Optional.empty(), size);
    }
    Optional<Snapshot> covering =
        from < size - settings.feedWindow()
            ? snapshots.newest().filter(snapshot -> snapshot.size() > from)
            : Optional.empty();
    if (covering.isPresent()) {
      return new OutOfRange(covering, size);
    }
    List<PublicEvent> read = events.read(from, Math.min(size, from + PAGE), PAGE_CHARACTERS);
    return new Events(read, from + read.size(), size);
  }

  /** The newest events, newest first. */
  @Transactional(readOnly = true)
  public List<PublicEvent> newest(int most) {
    long size = size();
    return events.read(Math.max(0, size - most), size, Integer.MAX_VALUE).stream()
        .sorted((one, other) -> Long.compare(other.index(), one.index()))
        .toList();
  }

  private long size() {
    return ledger.checkpoint().map(Checkpoint::size).orElse(0L);
  }
}
