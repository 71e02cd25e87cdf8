package cn.beian.server.official;

import cn.beian.facts.VisibleText;
import cn.beian.filing.Role;
import cn.beian.filing.states.RecordGraph;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.official.DisputeStore.Raised;
import cn.beian.server.platform.InColumn;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.records.OfficialNumberSource;
import cn.beian.server.records.RecordedNumbers;
import cn.beian.server.records.RecordedNumbers.Said;
import cn.beian.server.records.Records;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Disputes about numbers of the official system: of a unit whose number another one has or a list
 * gave to another, and of lists that do not say the same. A supervisor of both decides.
 */
@Service
@Transactional
public class Disputes {
  /** Longest reason, and longest grounds. */
  public static final int LONGEST = 2_000;

  private final DisputeStore store;
  private final Records records;
  private final RecordedNumbers numbers;
  private final Identity identity;
  private final AuditTrail audit;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Disputes(
      DisputeStore store,
      Records records,
      RecordedNumbers numbers,
      Identity identity,
      AuditTrail audit,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.records = records;
    this.numbers = numbers;
    this.identity = identity;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  /** Who disagrees. */
  public enum Kind {
    /** A unit with another one, or with a list. */
    UNIT,
    /** A list with another one, or with a decision. */
    LISTS
  }

  /**
   * A record that a dispute concerns.
   *
   * @param official its number of the official system now; may be empty
   */
  public record Party(String number, String app, String unit, String official) {}

  /**
   * A dispute that is open.
   *
   * @param official the number that is claimed
   * @param reason as the unit wrote it; empty of lists
   * @param list that says so, in one line; empty of units
   * @param holder who has the number; absent where nobody has, and the claimant has another one
   */
  public record Dispute(
      UUID id,
      String official,
      LocalDate day,
      Kind kind,
      String reason,
      String list,
      @InColumn("raised_at") Instant at,
      Party claimant,
      Optional<Party> holder) {}

  /** A row of a list that another list, or a decision, contradicts. */
  void raise(ListedRow row, UUID batch, UUID person) {
    raise(
        new Raised(
            UuidV7.next(clock),
            row.official(),
            LocalDate.parse(row.day()),
            row.number(),
            holder(row.official(), row.number()),
            Kind.LISTS,
            batch,
            "",
            person,
            clock.instant()));
  }

  private Optional<String> holder(String official, String other) {
    return numbers.holder(official).filter(one -> !one.equals(other));
  }

  private boolean raise(Raised one) {
    if (!store.insert(one)) {
      return false;
    }
    events.publishEvent(
        new NumberDisputed(
            Stream.concat(Stream.of(one.claimant()), one.holder().stream()).toList(), false));
    audit.record("official.dispute", "record:" + one.claimant(), one.official());
    return true;
  }

  /**
   * A unit says that a number is that of its app.
   *
   * @param number of the record
   * @param official folded, and accepted by the scheme
   * @throws RejectedInput where there is no reason, nobody to dispute with, or it was said before
   */
  void raise(String number, String official, LocalDate day, String reason, boolean confirmed) {
    Optional<String> holder = holder(official, number);
    if (holder.isEmpty() && !confirmed) {
      throw rejected("number", "official.dispute.free");
    }
    String said = text(reason, "reason", "official.dispute.noReason");
    Raised one =
        new Raised(
            UuidV7.next(clock),
            official,
            day,
            number,
            holder,
            Kind.UNIT,
            null,
            said,
            identity.current().id(),
            clock.instant());
    if (!raise(one)) {
      throw rejected("number", "official.dispute.twice");
    }
  }

  private static RejectedInput rejected(String field, String key) {
    return new RejectedInput(List.of(Problem.of(field, key)));
  }

  private static String text(String typed, String field, String none) {
    if (VisibleText.blank(typed)) {
      throw rejected(field, none);
    }
    if (typed.strip().length() > LONGEST) {
      throw new RejectedInput(List.of(Problem.of(field, "official.dispute.long", LONGEST)));
    }
    return typed.strip();
  }

  private String region(Role... roles) {
    Person reader = identity.current();
    AccessRules.requireRole(reader, roles);
    return reader.regionPrefix().orElse("-");
  }

  /** Those that are open in the reader's region, the earliest first. */
  @Transactional(readOnly = true)
  public List<Dispute> open() {
    return store.open(region(Role.SUPERVISOR, Role.AUDITOR));
  }

  /**
   * Decides a dispute: the claimant gets the number, or all stays as it is.
   *
   * @param gives whether the claimant gets it
   * @throws RejectedInput where there are no grounds, or it was decided already
   * @throws NoSuchElementException where there is none of that id in the region
   */
  public void decide(UUID id, boolean gives, String grounds) {
    String prefix = region(Role.SUPERVISOR);
    if (!store.known(id, prefix)) {
      throw new NoSuchElementException("dispute " + id);
    }
    String said = text(grounds, "grounds", "official.dispute.noGrounds");
    Dispute one =
        store.lock(id, prefix).orElseThrow(() -> rejected("", "official.dispute.decided"));
    Optional<String> holder = holder(one.official(), one.claimant().number());
    Optional<String> named = one.holder().map(Party::number);
    if (!holder.equals(named)) {
      throw rejected("", "official.dispute.changed");
    }
    if (gives) {
      give(one.claimant().number(), one.official(), one.day());
    } else if (holder.isPresent()) {
      records
          .find(holder.get())
          .flatMap(record -> record.officialNumberOn())
          .ifPresent(day -> give(holder.get(), one.official(), day));
    }
    store.decide(id, gives, said, identity.current().id(), clock.instant());
    audit.record(
        "official.decide", "record:" + one.claimant().number(), one.official() + " " + gives);
    events.publishEvent(
        new NumberDisputed(
            Stream.concat(Stream.of(one.claimant().number()), named.stream()).toList(), true));
  }

  private void give(String number, String official, LocalDate day) {
    if (RecordGraph.GRAPH.terminal(records.lockedState(number))) {
      throw rejected("", "official.problem.ended");
    }
    numbers.give(
        number,
        new Said(official, day, OfficialNumberSource.DECIDED, Optional.empty(), Duration.ZERO));
  }
}
