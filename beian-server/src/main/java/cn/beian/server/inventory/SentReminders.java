package cn.beian.server.inventory;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.InColumn;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * That a supervisor's office wrote to a unit about its unfiled apps, as he notes it once the
 * letter is out. The office that noted it takes it back; what was taken back is kept.
 */
@Service
@Transactional
public class SentReminders {
  /** In force on this day: no letter went out before. */
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 25);

  private final SentReminderStore store;
  private final Identity identity;
  private final AuditTrail audit;
  private final Clock clock;

  SentReminders(SentReminderStore store, Identity identity, AuditTrail audit, Clock clock) {
    this.store = store;
    this.identity = identity;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A letter that was sent.
   *
   * @param unit to which
   * @param office that wrote, by its id and its name
   */
  public record Sent(
      UUID id,
      @InColumn("organization_id") UUID unit,
      UUID officeId,
      String office,
      @InColumn("sent_on") LocalDate on) {}

  private Person supervisor() {
    Person me = identity.current();
    AccessRules.requireRole(me, Role.SUPERVISOR);
    return me;
  }

  /**
   * Notes that the letter to a unit was sent.
   *
   * @param day on which, as typed
   * @throws AccessDeniedException for a unit of another region
   * @throws RejectedInput where it is no such day, or is noted already
   */
  public void note(UUID unit, String day) {
    Person me = supervisor();
    if (!AccessRules.covers(me.region(), identity.organization(unit).division())) {
      throw new AccessDeniedException("a unit of another region");
    }
    LocalDate on = day(day);
    boolean noted =
        store.insert(UuidV7.next(clock), unit, me.organizationId(), on, me.id(), clock.instant());
    if (!noted) {
      throw new RejectedInput(List.of(Problem.of("day", "inventory.letter.sent.twice")));
    }
    audit.record("inventory.letterSent", "unit:" + unit, on.toString());
  }

  private LocalDate day(String typed) {
    try {
      LocalDate on = LocalDate.parse(typed.strip());
      if (!on.isBefore(FIRST_DAY) && !on.isAfter(OfficialTime.dayOf(clock.instant()))) {
        return on;
      }
    } catch (DateTimeException noDay) {
      // said below, like a day on which no letter can have been sent
    }
    throw new RejectedInput(List.of(Problem.of("day", "inventory.letter.sent.day")));
  }

  /**
   * Takes back that a letter was sent.
   *
   * @return the unit
   * @throws NoSuchElementException where this office noted no such letter, or took it back
   */
  public UUID undo(UUID id) {
    Person me = supervisor();
    Sent one =
        store
            .find(id)
            .filter(sent -> sent.officeId().equals(me.organizationId()))
            .orElseThrow(() -> new NoSuchElementException("letter " + id));
    store.undo(id, me.id(), clock.instant());
    audit.record("inventory.letterUndone", "unit:" + one.unit(), one.on().toString());
    return one.unit();
  }

  /** Letters to a unit, the latest first. */
  @Transactional(readOnly = true)
  public List<Sent> of(UUID unit) {
    return store.of(List.of(unit));
  }

  /** The days of the latest letters to units; of those without one nothing. */
  @Transactional(readOnly = true)
  public Map<UUID, LocalDate> latest(Collection<UUID> units) {
    Map<UUID, LocalDate> latest = new HashMap<>();
    if (!units.isEmpty()) {
      store.of(units).forEach(one -> latest.putIfAbsent(one.unit(), one.on()));
    }
    return latest;
  }
}
