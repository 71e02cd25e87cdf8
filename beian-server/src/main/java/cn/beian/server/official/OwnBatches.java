package cn.beian.server.official;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.AuditTrail;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.official.Batches.Batch;
import cn.beian.server.official.OfficialLists.Heading;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import java.time.Clock;
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
  private final Identity identity;
  private final AuditTrail audit;
  private final Clock clock;

  OwnBatches(Batches batches, Identity identity, AuditTrail audit, Clock clock) {
    this.batches = batches;
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

  /** Withdraws one that has no record. */
  public void withdraw(UUID id) {
    Batch one = locked(id);
    if (!batches.removeEmpty(id)) {
      throw new RejectedInput(List.of(Problem.of("", "official.batch.full")));
    }
    audit.record("official.batchWithdrawn", "list:" + one.name(), one.heading());
  }
}
