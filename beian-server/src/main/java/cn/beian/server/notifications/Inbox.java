package cn.beian.server.notifications;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the current person learned of, as far as he may still read it. */
@Service
@Transactional
public class Inbox {
  /** Rows of a page. */
  public static final int PAGE = 30;

  /** Most that are counted. */
  public static final int COUNTED = 99;

  private final NotificationStore store;
  private final Identity identity;
  private final Clock clock;

  Inbox(NotificationStore store, Identity identity, Clock clock) {
    this.store = store;
    this.identity = identity;
    this.clock = clock;
  }

  /** A page of it, and whether others follow. */
  public record Page(List<Notification> rows, boolean more) {
    public Page {
      rows = List.copyOf(rows);
    }
  }

  /**
   * The newest, or those before one.
   *
   * @param before id of the last one of the page before
   */
  @Transactional(readOnly = true)
  public Page page(Optional<Long> before) {
    List<Notification> found =
        store.before(identity.current(), before.orElse(Long.MAX_VALUE), PAGE + 1, today());
    return new Page(found.subList(0, Math.min(PAGE, found.size())), found.size() > PAGE);
  }

  /** How many a person has not read, counted up to one more than {@link #COUNTED}. */
  @Transactional(readOnly = true)
  public int unread(Person reader) {
    return store.unread(reader, COUNTED + 1);
  }

  /**
   * Marks one as read and gives it; empty where the current person may not, or no longer read it.
   */
  public Optional<Notification> open(long id) {
    Person me = identity.current();
    Optional<Notification> found = store.find(me, id, today());
    found.ifPresent(one -> store.read(me, id, clock.instant()));
    return found;
  }

  /**
   * Marks as read what the current person was shown.
   *
   * @param last id of the newest of it
   */
  public void readAll(long last) {
    store.readAll(identity.current(), last, clock.instant());
  }

  private LocalDate today() {
    return OfficialTime.dayOf(clock.instant());
  }
}
