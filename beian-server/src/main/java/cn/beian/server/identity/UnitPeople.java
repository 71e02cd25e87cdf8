package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.filing.numbers.DivisionCode;
import cn.beian.server.identity.AccountActs.Act;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.trail.AuditTrail;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the administrator of a unit does to its people, through {@link AccountActs} like every other
 * act on an account: he gives and takes the roles of a sponsor, to people of his own unit who hold
 * no others and are not himself. All else is refused, whatever a request says.
 */
@Service
public class UnitPeople {
  /** The roles that he gives. */
  public static final Set<Role> GIVEN =
      Set.copyOf(EnumSet.of(Role.HANDLER, Role.APPROVER)); // those of a sponsor

  private final UnitPeopleStore store;
  private final AccountRequestStore requests;
  private final Accounts accounts;
  private final AccountActs acts;
  private final Identity identity;
  private final AuditTrail audit;

  UnitPeople(
      UnitPeopleStore store,
      AccountRequestStore requests,
      Accounts accounts,
      AccountActs acts,
      Identity identity,
      AuditTrail audit) {
    this.store = store;
    this.requests = requests;
    this.accounts = accounts;
    this.acts = acts;
    this.identity = identity;
    this.audit = audit;
  }

  /** The people of his unit, those who left last. */
  public List<UnitMember> members() {
    return store.members(identity.current().organizationId());
  }

  /**
   * One of them, and the acts that he may do.
   *
   * @throws AccessDeniedException when the person is of another unit
   */
  public UnitMember member(UUID id) {
    Person me = identity.current();
    return store
        .member(id)
        .filter(one -> one.person().organizationId().equals(me.organizationId()))
        .orElseThrow(() -> new AccessDeniedException("person of another unit"));
  }

  /** Whether he manages an account: a sponsor's roles alone, and not his own. */
  public boolean manages(Person person) {
    return manages(identity.current(), person);
  }

  /** Invited, and not confirmed. */
  private boolean neverUsed(Person person) {
    return !accounts.hasPassword(person.id());
  }

  private boolean manages(Person me, Person person) {
    return me.has(Role.UNIT_ADMINISTRATOR)
        && person.organizationId().equals(me.organizationId())
        && !person.id().equals(me.id())
        && GIVEN.containsAll(person.roles())
        && (!person.roles().isEmpty() || neverUsed(person));
  }

  /**
   * Makes an account in his unit, and a link by which its owner sets a password once a second
   * person has confirmed it.
   *
   * @param entered by whom; its unit and region are those of the administrator's unit
   * @throws AccessDeniedException when it has other roles than those that he gives
   * @throws RejectedInput when the input cannot be taken
   */
  @Transactional
  public Act.Asked invite(NewPerson entered) {
    requireGiven(entered.roles());
    return (Act.Asked) acts.invite(intoUnit().apply(entered));
  }

  /** Makes of a person as entered one of his unit. */
  UnaryOperator<NewPerson> intoUnit() {
    Person me = identity.current();
    AccessRules.requireRole(me, Role.UNIT_ADMINISTRATOR);
    Organization unit = identity.organization(me.organizationId());
    if (DivisionCode.read(unit.division()).value().isEmpty()) {
      throw new RejectedInput(List.of(Problem.of("", "unit.divisionInDoubt")));
    }
    return entered ->
        new NewPerson(
            entered.login(),
            entered.name(),
            entered.post(),
            entered.telephone(),
            entered.email(),
            unit.id(),
            entered.roles(),
            unit.division());
  }

  /** Changes which of the roles that he gives a person holds; a second person confirms more. */
  @Transactional
  public Act assign(UUID id, Set<Role> roles) {
    requireGiven(roles);
    Person person = managed(id);
    requireActive(person);
    return acts.assign(id, roles, person.region());
  }

  /** A new link for who lost it, which a second person confirms. */
  @Transactional
  public Act recover(UUID id) {
    requireActive(managed(id));
    return acts.recover(id);
  }

  /**
   * Ends an account and hands its open cases over.
   *
   * @throws RejectedInput when cases are open and no colleague is named who prepares applications
   */
  @Transactional
  public void leave(UUID id, Optional<UUID> successor) {
    requireActive(managed(id));
    successor.ifPresent(this::requireSuccessor);
    acts.leave(id, successor);
  }

  private void requireSuccessor(UUID id) {
    Person successor = member(id).person();
    if (!successor.active() || !successor.has(Role.HANDLER)) {
      throw new RejectedInput(List.of(Problem.of("successor", "unit.successor")));
    }
  }

  /** Takes an invitation back that nobody has used; its link ends. */
  @Transactional
  public void withdraw(UUID id) {
    Person person = managed(id);
    requireActive(person);
    if (accounts.hasPassword(id)) {
      throw new RejectedInput(List.of(Problem.of("", "unit.invitationUsed", person.name())));
    }
    audit.record("account.withdraw-invitation", "account:" + id, person.login());
    acts.leave(id, Optional.empty());
  }

  /** Lets somebody who left work again, with the password that he had. */
  @Transactional
  public void comeBack(UUID id) {
    managed(id);
    acts.comeBack(id);
  }

  /** Locked, so that of two acts at once the second sees what the first did. */
  private Person managed(UUID id) {
    if (identity.person(id).isEmpty()) {
      throw new AccessDeniedException("no such person");
    }
    requests.lockAccount(id);
    Person person = identity.person(id).orElseThrow();
    if (!manages(person)) {
      throw new AccessDeniedException("account that he does not manage");
    }
    requests
        .waitingFor(id)
        .ifPresent(
            waiting -> {
              throw new RejectedInput(List.of(Problem.of("", "requests.oneWaits", person.name())));
            });
    return person;
  }

  private static void requireGiven(Set<Role> roles) {
    if (!GIVEN.containsAll(roles)) {
      throw new AccessDeniedException("roles that he does not give: " + roles);
    }
  }

  private static void requireActive(Person person) {
    if (!person.active()) {
      throw new RejectedInput(List.of(Problem.of("", "unit.hasLeft", person.name())));
    }
  }
}
