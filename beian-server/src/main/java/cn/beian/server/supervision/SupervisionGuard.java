package cn.beian.server.supervision;

import cn.beian.filing.Role;
import cn.beian.filing.review.FourEyes;
import cn.beian.filing.states.SupervisionCause;
import cn.beian.server.filings.FiledFindings;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Who may do what to a case: own unit, region, role, four eyes, and a page that is not stale. */
@Component
class SupervisionGuard {
  private final Identity identity;
  private final SupervisionStore store;
  private final FindingStore findings;
  private final FiledFindings filed;

  SupervisionGuard(
      Identity identity, SupervisionStore store, FindingStore findings, FiledFindings filed) {
    this.identity = identity;
    this.store = store;
    this.findings = findings;
    this.filed = filed;
  }

  /**
   * A case that the person of this request may read.
   *
   * @throws NoSuchElementException if there is none
   * @throws AccessDeniedException if it is not for him
   */
  SupervisionCase readable(UUID id) {
    SupervisionCase supervised = store.find(id).orElseThrow();
    AccessRules.requireRead(identity.current(), supervised.organizationId(), supervised.division());
    return supervised;
  }

  /** Whether the person of this request acts for the sponsor. */
  boolean actsForSponsor(SupervisionCase supervised) {
    Person person = identity.current();
    return person.organizationId().equals(supervised.organizationId())
        && (person.has(Role.HANDLER) || person.has(Role.APPROVER));
  }

  /**
   * The case, locked, for somebody who acts for the sponsor.
   *
   * @param version that his page showed
   * @throws RejectedInput when the case has moved on
   */
  SupervisionCase forSponsor(UUID id, int version, Role role) {
    SupervisionCase supervised = store.lock(id).orElseThrow();
    AccessRules.requireRole(identity.current(), role);
    if (!actsForSponsor(supervised)) {
      throw new AccessDeniedException("case of another unit");
    }
    return fresh(supervised, version);
  }

  /**
   * The case, locked, for a supervisor of its region, who did not prepare what he decides on.
   *
   * @param version that his page showed
   * @throws RejectedInput when the case has moved on, or he prepared it
   */
  SupervisionCase forSupervisor(UUID id, int version) {
    SupervisionCase supervised = store.lock(id).orElseThrow();
    Person person = identity.current();
    AccessRules.requireRole(person, Role.SUPERVISOR);
    if (!AccessRules.covers(person.region(), supervised.division())) {
      throw new AccessDeniedException("case of another region");
    }
    if (prepared(supervised, person)) {
      throw new RejectedInput(List.of(Problem.of("", "supervision.problem.prepared")));
    }
    return fresh(supervised, version);
  }

  /** Whether the person of this request could decide on a case that is not closed. */
  boolean mayDecide(SupervisionCase supervised) {
    Person person = identity.current();
    return person.has(Role.SUPERVISOR)
        && AccessRules.covers(person.region(), supervised.division())
        && !prepared(supervised, person);
  }

  private boolean prepared(SupervisionCase supervised, Person person) {
    Set<String> preparers = new HashSet<>(filed.preparers(supervised.applicationId()));
    findings.preparers(supervised.id()).forEach(one -> preparers.add(one.toString()));
    store.steps(supervised.id()).stream()
        .filter(step -> step.cause() == SupervisionCause.ANSWER)
        .forEach(step -> step.actorId().ifPresent(actor -> preparers.add(actor.toString())));
    return FourEyes.onReviewing(person.id().toString(), preparers).isPresent();
  }

  private static SupervisionCase fresh(SupervisionCase supervised, int version) {
    if (supervised.version() != version) {
      throw new RejectedInput(List.of(Problem.of("", "supervision.problem.stale")));
    }
    return supervised;
  }
}
