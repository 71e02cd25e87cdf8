package cn.beian.server.revocations;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.RecordCause;
import cn.beian.filing.states.RecordGraph;
import cn.beian.filing.states.RecordState;
import cn.beian.filing.states.RevocationCause;
import cn.beian.filing.states.RevocationState;
import cn.beian.server.cases.DeclaredActs;
import cn.beian.server.cases.DeclaredCases;
import cn.beian.server.cases.RecordCase;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.OrganizationSearch;
import cn.beian.server.identity.Person;
import cn.beian.server.records.Records;
import cn.beian.server.records.RectificationOrders;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Revocations: a supervisor proposes, the sponsor is heard, another person decides at the national
 * level. The record changes in the transaction of the decision.
 */
@Service
@Transactional
public class Revocations
    extends DeclaredCases<RevocationState, RevocationCause, RecordCase<RevocationState>> {
  private static final Set<String> DECISIONS = Set.of("decision", "dropping");

  private final RevocationProcedure procedure;
  private final RevocationEffects effects;
  private final Records records;
  private final RectificationOrders orders;
  private final Identity identity;
  private final Clock clock;

  Revocations(
      RevocationProcedure procedure,
      RevocationEffects effects,
      OrganizationSearch units,
      Identity identity,
      Records records,
      RectificationOrders orders,
      Clock clock) {
    super(new DeclaredActs<>(procedure, effects.queries(), effects, units, identity));
    this.procedure = procedure;
    this.effects = effects;
    this.records = records;
    this.orders = orders;
    this.identity = identity;
    this.clock = clock;
  }

  /** Whether the current person may propose to revoke a filing. */
  @Transactional(readOnly = true)
  public boolean mayPropose(String number) {
    return effects.mayPropose(number);
  }

  /** Cases of supervision in which the record was ordered to be rectified, the latest first. */
  @Transactional(readOnly = true)
  public List<UUID> orders(String number) {
    return orders.cases(number);
  }

  /** Decisions wait until the sponsor was heard or the day has passed. */
  @Override
  public void act(UUID id, int version, String address, Map<String, String> form) {
    RecordCase<RevocationState> one = locked(id);
    if (DECISIONS.contains(address)) {
      requireDecidable(one);
    }
    if (!address.equals("decision")) {
      super.act(id, version, address, form);
      return;
    }
    orders.revoked(one.number());
    RecordState revoked =
        RecordGraph.GRAPH
            .next(records.lockedState(one.number()), RecordCause.REVOKE)
            .orElseThrow(() -> procedure.refusal("rectified"));
    super.act(id, version, address, form);
    records.changeState(one.number(), revoked, id);
  }

  private void requireDecidable(RecordCase<RevocationState> one) {
    boolean heard = one.state() != RevocationState.PROPOSED;
    if (!heard && !one.late(OfficialTime.dayOf(clock.instant()))) {
      throw procedure.refusal("toBeHeard");
    }
    Person me = identity.current();
    if (procedure.steps(one.id()).get(0).actorId().filter(me.id()::equals).isPresent()) {
      throw procedure.refusal("ownProposal");
    }
  }
}
