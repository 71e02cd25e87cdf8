package cn.beian.server.cases;

import cn.beian.filing.Role;
import cn.beian.filing.review.FourEyes;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;

/**
 * Who may do what to the cases of a procedure: own unit, region, role, four eyes, and a page that
 * is not stale.
 *
 * @param <K> the cases
 */
public class CaseGuard<K extends Case<?>> {
  private final Identity identity;
  private final Procedure<?, ?> procedure;
  private final CaseQueries<K> cases;

  /** A guard of the cases of a procedure. */
  public CaseGuard(Identity identity, Procedure<?, ?> procedure, CaseQueries<K> cases) {
    this.identity = identity;
    this.procedure = procedure;
    this.cases = cases;
  }

  /**
   * Ids of all who wrote or changed what is decided on: whoever acted for the sponsor. To be
   * overridden where officials note commands, or others prepare.
   */
  public Set<String> preparers(K one) {
    return procedure.sponsorsPeople(one.id());
  }

  /**
   * The person of this request, who may read the case.
   *
   * @throws AccessDeniedException if it is not for him
   */
  public Person reader(K one) {
    Person person = identity.current();
    AccessRules.requireRead(person, one.organizationId(), one.division());
    return person;
  }

  /**
   * A case that the person of this request may read.
   *
   * @throws java.util.NoSuchElementException if there is none
   * @throws AccessDeniedException if it is not for him
   */
  public K readable(UUID id) {
    K one = cases.find(id).orElseThrow();
    reader(one);
    return one;
  }

  /**
   * A case for a letter that its parties get, whoever caused it.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public K told(UUID id) {
    return cases.find(id).orElseThrow();
  }

  /**
   * The case, locked until the transaction ends, for a person who may read it. Whoever may not
   * learns that before anything else: neither its version nor its state is told.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public K locked(UUID id) {
    K one = cases.lock(id).orElseThrow();
    reader(one);
    return one;
  }

  /**
   * The same, as the page showed it.
   *
   * @throws StalePageException if it has moved on
   */
  public K locked(UUID id, int version) {
    K one = locked(id);
    if (one.version() != version) {
      throw procedure.stale();
    }
    return one;
  }

  /** The person of this request, who holds one of these roles. */
  public Person holder(Role... roles) {
    Person person = identity.current();
    AccessRules.requireRole(person, roles);
    return person;
  }

  /** The person of this request, who acts for the sponsor in one of these roles. */
  public Person sponsor(K one, Role... roles) {
    Person person = holder(roles);
    if (!ofUnit(one, person)) {
      throw new AccessDeniedException("case of another unit");
    }
    return person;
  }

  /** Whether the person of this request acts for the sponsor. */
  public boolean actsForSponsor(K one) {
    Person person = identity.current();
    return ofUnit(one, person) && (person.has(Role.HANDLER) || person.has(Role.APPROVER));
  }

  /** The second unit of a case between two; empty where there is one alone, unless overridden. */
  protected Optional<UUID> other(K one) {
    return Optional.empty();
  }

  /** Whether the person of this request acts for the second unit of a case. */
  public boolean actsForOther(K one) {
    Person person = identity.current();
    return other(one).equals(Optional.of(person.organizationId()))
        && (person.has(Role.HANDLER) || person.has(Role.APPROVER));
  }

  /**
   * The person of this request, who decides in an official role. Nobody decides on a case of his
   * own unit: where an office files itself, somebody of another unit does.
   *
   * @throws CommandRefusedException where he prepared what he is to decide on, or is of the unit
   */
  public Person official(K one, Role... roles) {
    Person person = holder(roles);
    if (!AccessRules.covers(person.region(), one.division())) {
      throw new AccessDeniedException("case of another region");
    }
    if (prepared(one, person)) {
      throw procedure.refusal("prepared");
    }
    if (ofUnit(one, person)) {
      throw new CommandRefusedException(List.of(Procedure.shared("", "ownUnit")));
    }
    return person;
  }

  /** Whether the person of this request could decide on the case in a role. */
  public boolean mayDecide(K one, Role role) {
    Person person = identity.current();
    return person.has(role)
        && AccessRules.covers(person.region(), one.division())
        && !ofUnit(one, person)
        && !prepared(one, person);
  }

  /** Whether the person of this request holds one of these roles. */
  public boolean holdsOneOf(Set<Role> roles) {
    return identity.current().roles().stream().anyMatch(roles::contains);
  }

  private boolean ofUnit(K one, Person person) {
    return person.organizationId().equals(one.organizationId());
  }

  private boolean prepared(K one, Person person) {
    return FourEyes.onReviewing(person.id().toString(), preparers(one)).isPresent();
  }
}
