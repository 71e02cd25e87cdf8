package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.server.identity.AccountRequest.Kind;
import cn.beian.server.identity.AccountRequest.State;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an administrator does to accounts. What gives a role, takes or moves a powerful one, and
 * what leads to a password, is only asked for: a second person confirms it.
 *
 * <p>While there is one administrator he may by himself do one thing of this kind: prepare the
 * account of a second, who has never logged in.
 */
@Service
public class AccountActs {
  /** Roles in which somebody is a second person. */
  private static final Role[] SECONDS = {
    Role.SYSTEM_ADMINISTRATOR, Role.SIGNER, Role.APPROVER, Role.UNIT_ADMINISTRATOR
  };

  private final Accounts accounts;
  private final Administrators administrators;
  private final AccountRequestStore requests;
  private final AccountNotices notices;
  private final Identity identity;
  private final AuditTrail audit;
  private final BeianSettings settings;
  private final Clock clock;
  private final SecondPersons seconds;
  private final CoolingOff coolingOff;
  private final TwoSeats seats;
  private final ApplicationEventPublisher events;

  AccountActs(
      Accounts accounts,
      Administrators administrators,
      AccountRequestStore requests,
      AccountNotices notices,
      Identity identity,
      AuditTrail audit,
      BeianSettings settings,
      Clock clock,
      SecondPersons seconds,
      CoolingOff coolingOff,
      TwoSeats seats,
      ApplicationEventPublisher events) {
    this.accounts = accounts;
    this.administrators = administrators;
    this.requests = requests;
    this.notices = notices;
    this.identity = identity;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
    this.seconds = seconds;
    this.coolingOff = coolingOff;
    this.seats = seats;
    this.events = events;
  }

  /** Whether there is but one administrator who can log in. */
  public boolean alone() {
    return administrators.alone();
  }

  /**
   * Makes an account, and a link by which its owner sets a password once a second person has
   * confirmed it; at once only for a second administrator.
   *
   * @throws RejectedInput when the input cannot be taken
   */
  @Transactional
  public Act invite(NewPerson entered) {
    PowerfulRoles.refuseClash(entered.roles());
    RejectedInput.throwIfAny(entered.problems());
    seats.require(entered);
    boolean atOnce = preparesSecond(entered.roles());
    if (!atOnce) {
      refuseAlone(entered.roles(), entered.organizationId());
    }
    UUID id = accounts.insert(entered, atOnce ? entered.roles() : Set.of());
    Person person = identity.person(id).orElseThrow();
    audit.record(
        "account.invite", "account:" + id, person.login() + " " + Accounts.names(person.roles()));
    return atOnce
        ? new Act.Linked(person, accounts.openLink(OneTimeLinks.Purpose.INVITATION, id, null), true)
        : ask(Kind.INVITATION, person, entered.roles(), person.region(), Optional.empty());
  }

  /**
   * Changes what a person may do, at once or when confirmed.
   *
   * @throws RejectedInput when no administrator would be left, roles exclude one another, or the
   *     region is no code
   */
  @Transactional
  public Act assign(UUID personId, Set<Role> roles, String region) {
    Person before = identity.person(personId).orElseThrow();
    NewPerson.checkRegion(region);
    PowerfulRoles.refuseClash(roles);
    refuseOwn(before, roles);
    if (PowerfulRoles.among(before.roles()).isEmpty()) {
      refuseNone(before, roles);
    }
    seats.require(before, roles);
    Set<Role> concerned = EnumSet.noneOf(Role.class);
    concerned.addAll(before.roles());
    concerned.addAll(roles);
    boolean prepares = preparesSecond(concerned) && !accounts.hasPassword(personId);
    if (prepares || !PowerfulRoles.takesTwo(before, roles, region)) {
      refuseNone(before, roles);
      accounts.assign(before, roles, region, List.of(identity.current()));
      return new Act.Done();
    }
    refuseAlone(roles, before.organizationId());
    return ask(Kind.ROLES, before, roles, region, Optional.empty());
  }

  /**
   * A new link for a person who lost his password or his first link; earlier ones end. It takes two
   * persons, since whoever has it can be that person.
   */
  @Transactional
  public Act recover(UUID personId) {
    Person person = identity.person(personId).orElseThrow();
    if (!accounts.hasPassword(personId) && preparesSecond(person.roles())) {
      refuseSecondRequest(person);
      audit.record("account.issue-recovery", "account:" + personId, "");
      return new Act.Linked(
          person, accounts.openLink(OneTimeLinks.Purpose.INVITATION, personId, null), true);
    }
    return ask(Kind.RECOVERY, person, person.roles(), person.region(), Optional.empty());
  }

  /**
   * Ends an account and hands its open cases over, at once or when confirmed.
   *
   * @throws RejectedInput when cases are open and no successor is named, or no administrator would
   *     be left
   */
  @Transactional
  public Act leave(UUID personId, Optional<UUID> successorId) {
    Person person = identity.person(personId).orElseThrow();
    Set<Role> powerful = PowerfulRoles.among(person.roles());
    if (powerful.isEmpty() || (preparesSecond(powerful) && !accounts.hasPassword(personId))) {
      accounts.leave(personId, successorId);
      return new Act.Done();
    }
    refuseAlone();
    return ask(Kind.LEAVE, person, person.roles(), person.region(), successorId);
  }

  /**
   * Lets somebody who left work again, with the password and roles that he had. Whoever has none
   * gets a new link by {@link #recover}.
   *
   * @throws RejectedInput where he has other roles than those of a unit: these are given anew, by
   *     two persons
   */
  @Transactional
  public void comeBack(UUID personId) {
    refuseSecondRequest(identity.person(personId).orElseThrow());
    Person person = identity.person(personId).orElseThrow();
    if (!PowerfulRoles.ofUnit(person.roles())) {
      throw new RejectedInput(List.of(Problem.of("", "admin.comeBack.powerful", person.name())));
    }
    accounts.comeBack(person);
  }

  /**
   * Does what was asked for.
   *
   * @return the link for the owner, where it leads to one
   * @throws RejectedInput when the account was changed since, or the act is not possible any more
   */
  @Transactional
  public Act confirm(UUID id) {
    Person me = identity.current();
    AccountRequest request = requests.lock(id).orElseThrow();
    if (!seconds.now().is(me, request)) {
      throw new AccessDeniedException("not the second person");
    }
    refuseClosed(request);
    coolingOff.require(me, SECONDS);
    Person subject = request.subject();
    if (!subject.active()
        || !subject.roles().equals(request.rolesBefore())
        || !subject.region().equals(request.regionBefore())) {
      throw new RejectedInput(List.of(Problem.of("", "requests.changedSince")));
    }
    seats.require(subject, request.roles());
    requests.close(id, State.CONFIRMED, me);
    audit.record(
        "request.confirm." + request.kind().name(),
        "account:" + subject.id(),
        request.requester().login() + " + " + me.login());
    return execute(request, List.of(request.requester(), me));
  }

  private Act execute(AccountRequest request, List<Person> by) {
    Person subject = request.subject();
    @Nullable String code = requests.code(request.id()).orElse(null);
    switch (request.kind()) {
      case INVITATION -> {
        accounts.assign(subject, request.roles(), request.region(), by);
        return new Act.Linked(
            subject, accounts.openLink(OneTimeLinks.Purpose.INVITATION, subject.id(), code), false);
      }
      case RECOVERY -> {
        notices.write(subject.id(), AccountNotices.Kind.RECOVERY, by);
        return new Act.Linked(
            subject, accounts.openLink(OneTimeLinks.Purpose.RECOVERY, subject.id(), code), false);
      }
      case ROLES -> accounts.assign(subject, request.roles(), request.region(), by);
      case LEAVE -> accounts.leave(subject.id(), request.successorId());
    }
    return new Act.Done();
  }

  /** Says no to a request. */
  @Transactional
  public void decline(UUID id) {
    Person me = identity.current();
    AccountRequest request = requests.lock(id).orElseThrow();
    if (!seconds.now().is(me, request)) {
      throw new AccessDeniedException("not the second person");
    }
    close(request, State.DECLINED, me);
  }

  /** Takes a request back. */
  @Transactional
  public void withdraw(UUID id) {
    Person me = identity.current();
    AccountRequest request = requests.lock(id).orElseThrow();
    if (!request.requester().id().equals(me.id())) {
      throw new AccessDeniedException("request of another");
    }
    close(request, State.WITHDRAWN, me);
  }

  private void close(AccountRequest request, State state, Person by) {
    refuseClosed(request);
    requests.close(request.id(), state, by);
    audit.record(
        state == State.DECLINED ? "request.decline" : "request.withdraw",
        "account:" + request.subject().id(),
        request.kind().name());
  }

  private Act ask(
      Kind kind, Person subject, Set<Role> roles, String region, Optional<UUID> successor) {
    refuseSecondRequest(subject);
    Person me = identity.current();
    String code = kind.givesLink() ? ShortCode.next() : "";
    AccountRequest request =
        requests.put(
            kind,
            subject,
            roles,
            region,
            successor,
            code.isEmpty() ? null : ShortCode.digest(code),
            me,
            settings.linkLifetime());
    audit.record(
        "request.ask." + kind.name(),
        "account:" + subject.id(),
        kind == Kind.RECOVERY || kind == Kind.LEAVE
            ? ""
            : Accounts.names(subject.roles()) + " -> " + Accounts.names(roles) + " " + region);
    if (!request.given().isEmpty()) {
      events.publishEvent(new RolesAsked(request.id(), subject.organizationId(), region));
    }
    return new Act.Asked(request, code);
  }

  /** Alone, he may prepare an administrator who has never logged in; nothing else. */
  private boolean preparesSecond(Set<Role> roles) {
    return roles.equals(Set.of(Role.SYSTEM_ADMINISTRATOR)) && alone();
  }

  /** Nobody else could confirm what an administrator asks while he is the only one. */
  private void refuseAlone() {
    if (alone() && identity.current().has(Role.SYSTEM_ADMINISTRATOR)) {
      throw new RejectedInput(List.of(Problem.of("", "requests.alone")));
    }
  }

  /** The same for roles of a unit that has nobody to confirm them. */
  private void refuseAlone(Set<Role> roles, UUID unit) {
    boolean byUnit =
        PowerfulRoles.ofUnit(roles) && !seconds.now().approvers(unit, identity.current()).isEmpty();
    if (!byUnit) {
      refuseAlone();
    }
  }

  /** Nobody gives or takes roles of his own, whichever they are. */
  private void refuseOwn(Person before, Set<Role> roles) {
    if (identity.current().id().equals(before.id()) && !before.roles().equals(roles)) {
      throw new RejectedInput(List.of(Problem.of("", "requests.ownRoles")));
    }
  }

  /** Who is to do nothing any more leaves; his open cases are handed over then. */
  private static void refuseNone(Person before, Set<Role> roles) {
    if (roles.isEmpty() && !before.roles().isEmpty()) {
      throw new RejectedInput(List.of(Problem.of("roles", "requests.noRoles", before.name())));
    }
  }

  /** One at a time: who asks at the same moment waits for the other and is refused, too. */
  private void refuseSecondRequest(Person subject) {
    requests.lockAccount(subject.id());
    if (requests.waitingFor(subject.id()).isPresent()) {
      throw new RejectedInput(List.of(Problem.of("", "requests.oneWaits", subject.name())));
    }
  }

  private void refuseClosed(AccountRequest request) {
    if (!request.waits(clock.instant())) {
      throw new RejectedInput(List.of(Problem.of("", "requests.closed")));
    }
  }

  /** What became of an act. */
  public sealed interface Act {
    /** It is done. */
    record Done() implements Act {}

    /**
     * It is done, and this link has to reach the owner.
     *
     * @param token part of the link; it is shown once and not stored
     * @param enough false where the owner needs a code beside it, which another person has
     */
    record Linked(Person person, String token, boolean enough) implements Act {}

    /**
     * It waits for a second person.
     *
     * @param code what the owner will need beside the link; empty where none follows; shown once
     */
    record Asked(AccountRequest request, String code) implements Act {}
  }
}
