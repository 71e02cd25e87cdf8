package cn.beian.server.official;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.official.Batches.Batch;
import cn.beian.server.official.OfficialLists.Heading;
import cn.beian.server.platform.InColumn;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Batches that the office of the current person imported: what they are called is corrected, and
 * one without a record is withdrawn. A list that is still being written makes its batch anew.
 */
@Service
@Transactional
public class OwnBatches {
  private final Batches batches;
  private final BatchRequestStore requests;
  private final Identity identity;
  private final AuditTrail audit;
  private final Clock clock;

  OwnBatches(
      Batches batches,
      BatchRequestStore requests,
      Identity identity,
      AuditTrail audit,
      Clock clock) {
    this.batches = batches;
    this.requests = requests;
    this.identity = identity;
    this.audit = audit;
    this.clock = clock;
  }

  /** The latest of them. */
  @Transactional(readOnly = true)
  public List<Batch> all() {
    Person me = official();
    return batches.ofUnit(me.organizationId(), me.has(Role.NATIONAL_REVIEWER));
  }

  /**
   * One of them.
   *
   * @throws java.util.NoSuchElementException where it is none of them
   */
  @Transactional(readOnly = true)
  public Batch find(UUID id) {
    Person me = official();
    return batches.find(id, me.organizationId(), me.has(Role.NATIONAL_REVIEWER)).orElseThrow();
  }

  private Person official() {
    Person me = identity.current();
    AccessRules.requireRole(me, Role.COMPLETENESS_REVIEWER, Role.NATIONAL_REVIEWER);
    return me;
  }

  private Batch locked(UUID id) {
    Batch one = find(id);
    batches.lock(id);
    return find(one.id());
  }

  /**
   * Calls one otherwise. Days that stand in records stay.
   *
   * @param seen its heading, as the page showed it
   * @throws RejectedInput where something of it cannot be taken, or somebody was faster
   */
  public void correct(UUID id, String seen, String name, String day, String source) {
    Batch one = locked(id);
    if (!one.heading().equals(seen)) {
      throw new RejectedInput(List.of(Problem.of("", "official.batch.changed", one.heading())));
    }
    Heading heading = Heading.typed(name, day, source, OfficialTime.dayOf(clock.instant()));
    if (heading.equals(new Heading(one.name(), one.day(), one.source()))) {
      return;
    }
    try {
      batches.rename(id, heading);
    } catch (DuplicateKeyException e) {
      throw new RejectedInput(List.of(Problem.of("batch", "official.batch.twice")));
    }
    audit.record("official.batchCorrected", "list:" + heading.batch(), one.heading());
  }

  /**
   * What another office asks: to take the rows of its list into one of this office.
   *
   * @param from its list, which is public
   * @param to the list of this office
   * @param office that asks
   */
  public record Asked(
      UUID id,
      @InColumn("from_batch") UUID from,
      @InColumn("to_batch") UUID to,
      String name,
      LocalDate day,
      String source,
      String office,
      int records) {}

  /** Public lists of other offices that are called as one of this office, to be asked. */
  @Transactional(readOnly = true)
  public List<Batch> namesakes(UUID id) {
    Batch one = find(id);
    return one.records() == 0 ? List.of() : batches.namesakes(id);
  }

  /**
   * Asks the office of another list to take the rows of one of this office into theirs.
   *
   * @throws RejectedInput where that list is not called the same, or it was asked already
   */
  public void ask(UUID id, UUID other) {
    Person me = official();
    if (namesakes(id).stream().noneMatch(one -> one.id().equals(other))) {
      throw new RejectedInput(List.of(Problem.of("", "official.batch.ask.none")));
    }
    if (!requests.ask(UuidV7.next(clock), id, other, me.id(), clock.instant())) {
      throw new RejectedInput(List.of(Problem.of("", "official.batch.ask.twice")));
    }
    audit.record("official.batchAsked", "list:" + find(id).name(), other.toString());
  }

  /** What other offices ask of this one, the earliest first. */
  @Transactional(readOnly = true)
  public List<Asked> asked() {
    Person me = official();
    return requests.open(me.organizationId(), me.has(Role.NATIONAL_REVIEWER));
  }

  /**
   * Answers what another office asks. Where the rows are taken, this office says what they say.
   *
   * @throws java.util.NoSuchElementException where nothing is asked
   */
  public void answer(UUID request, boolean takes) {
    Person me = official();
    Asked one =
        requests.lock(request, me.organizationId(), me.has(Role.NATIONAL_REVIEWER)).orElseThrow();
    if (takes) {
      batches.lock(one.to());
      requests.take(one.from(), one.to(), OfficialLists.source(me), clock.instant());
    }
    requests.answer(request, takes, me.id(), clock.instant());
    audit.record("official.batchAnswered", "list:" + one.name(), one.office() + " " + takes);
  }

  /** Withdraws one that has no record. */
  public void withdraw(UUID id) {
    Batch one = locked(id);
    if (!batches.removeEmpty(id)) {
      throw new RejectedInput(List.of(Problem.of("", "official.batch.full")));
    }
    audit.record("official.batchWithdrawn", "list:" + one.name(), one.heading());
  }
}
