package cn.beian.server.calendar;

import cn.beian.filing.Role;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.server.calendar.PolicyRequest.State;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.CoolingOff;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Legal parameters take two persons: an administrator asks for a value with its source, another
 * administrator or a signer confirms it. Reviewers and supervisors are notified of both.
 */
@Service
@Transactional
public class PolicyRequests {
  private static final Role[] SECONDS = {Role.SYSTEM_ADMINISTRATOR, Role.SIGNER};

  private final PolicyRequestStore store;
  private final Policies policies;
  private final Identity identity;
  private final CoolingOff coolingOff;
  private final AuditTrail audit;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  PolicyRequests(
      PolicyRequestStore store,
      Policies policies,
      Identity identity,
      CoolingOff coolingOff,
      AuditTrail audit,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.policies = policies;
    this.identity = identity;
    this.coolingOff = coolingOff;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  /** The value that waits for a second person. */
  @Transactional(readOnly = true)
  public Optional<PolicyRequest> waiting(ParameterKey key) {
    return store.waiting(key);
  }

  /** Ids of the parameters for which a value waits. */
  @Transactional(readOnly = true)
  public List<String> waiting() {
    return store.open().stream().map(one -> one.parameter().key().id()).toList();
  }

  /** Requests that wait for the person of this request, the oldest first. */
  @Transactional(readOnly = true)
  public List<PolicyRequest> confirmable() {
    Person me = identity.current();
    return Arrays.stream(SECONDS).noneMatch(role -> coolingOff.settled(me, role))
        ? List.of()
        : store.open().stream().filter(one -> second(me, one)).toList();
  }

  /** Whether the person of this request may confirm or decline it. */
  @Transactional(readOnly = true)
  public boolean confirms(PolicyRequest request) {
    return second(identity.current(), request);
  }

  /** Whether the person of this request may withdraw it. */
  @Transactional(readOnly = true)
  public boolean withdraws(PolicyRequest request) {
    return identity.current().id().equals(request.asker().id());
  }

  private static boolean second(Person person, PolicyRequest request) {
    return (person.has(Role.SYSTEM_ADMINISTRATOR) || person.has(Role.SIGNER))
        && !person.id().equals(request.asker().id())
        && !person.linkedBy().equals(Optional.of(request.asker().id()));
  }

  /**
   * Asks for a value.
   *
   * @return its id
   * @throws RejectedInput where another waits for the same parameter
   */
  public UUID ask(PolicyParameter parameter) {
    Person me = identity.current();
    AccessRules.requireRole(me, Role.SYSTEM_ADMINISTRATOR);
    UUID id = UuidV7.next(clock);
    try {
      store.put(id, parameter, me);
    } catch (DuplicateKeyException waits) {
      throw new RejectedInput(List.of(Problem.of("", "policy.request.waits")));
    }
    record("ask", parameter);
    events.publishEvent(new ParameterAsked(id, false));
    return id;
  }

  /**
   * Confirms a value, which holds from its first day on.
   *
   * @throws RejectedInput where it waits no more, or his role is too new
   */
  public void confirm(UUID id) {
    Person me = identity.current();
    PolicyRequest request = open(id);
    if (!second(me, request)) {
      throw new AccessDeniedException("not the second person");
    }
    coolingOff.require(me, SECONDS);
    store.close(id, State.CONFIRMED, me);
    policies.enter(request.parameter(), request.asker(), me);
    events.publishEvent(new ParameterAsked(id, true));
  }

  /** Says no. */
  public void decline(UUID id) {
    Person me = identity.current();
    PolicyRequest request = open(id);
    if (!second(me, request)) {
      throw new AccessDeniedException("not the second person");
    }
    store.close(id, State.DECLINED, me);
    record("decline", request.parameter());
  }

  /** Takes it back. */
  public void withdraw(UUID id) {
    PolicyRequest request = open(id);
    if (!withdraws(request)) {
      throw new AccessDeniedException("request of another");
    }
    store.close(id, State.WITHDRAWN, identity.current());
    record("withdraw", request.parameter());
  }

  private PolicyRequest open(UUID id) {
    return store
        .lock(id)
        .filter(one -> one.state() == State.OPEN)
        .orElseThrow(() -> new RejectedInput(List.of(Problem.of("", "policy.request.closed"))));
  }

  private void record(String act, PolicyParameter parameter) {
    audit.record(
        "policy." + act,
        "policy:" + parameter.key().id(),
        parameter.value() + " since " + parameter.since() + ", " + parameter.source());
  }
}
