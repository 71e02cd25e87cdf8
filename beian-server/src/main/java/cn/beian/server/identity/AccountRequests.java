package cn.beian.server.identity;

import cn.beian.filing.Role;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/** What was asked for about accounts, as far as it concerns the person of this request. */
@Service
public class AccountRequests {
  private static final int PAST = 50;

  private final AccountRequestStore requests;
  private final SecondPersons seconds;
  private final Identity identity;
  private final Clock clock;

  AccountRequests(
      AccountRequestStore requests, SecondPersons seconds, Identity identity, Clock clock) {
    this.requests = requests;
    this.seconds = seconds;
    this.identity = identity;
    this.clock = clock;
  }

  /** Requests that wait and concern the person of this request, oldest first. */
  public List<AccountRequest> waiting() {
    Person me = identity.current();
    SecondPersons.View view = seconds.now();
    return candidates(me, view).stream().filter(one -> view.sees(me, one)).toList();
  }

  /** Requests that the person of this request can confirm, oldest first. */
  public List<AccountRequest> confirmable() {
    Person me = identity.current();
    SecondPersons.View view = seconds.now();
    return candidates(me, view).stream().filter(one -> view.is(me, one)).toList();
  }

  /** Those that wait and may concern a person at all; not more are read than that. */
  private List<AccountRequest> candidates(Person person, SecondPersons.View view) {
    if (view.maySeeAny(person)) {
      return requests.waiting();
    }
    return SecondPersons.knowsHisUnit(person)
        ? requests.waitingOfUnit(person.organizationId())
        : List.of();
  }

  /** Requests that were closed or ran out and concern the person of this request, newest first. */
  public List<AccountRequest> past() {
    Person me = identity.current();
    SecondPersons.View view = seconds.now();
    List<AccountRequest> past =
        view.maySeeAny(me) ? requests.past(PAST) : requests.pastOfUnit(me.organizationId(), PAST);
    return past.stream().filter(one -> view.sees(me, one)).toList();
  }

  /**
   * A request.
   *
   * @throws AccessDeniedException when it does not concern the person of this request
   */
  public AccountRequest find(UUID id) {
    AccountRequest request = requests.find(id).orElseThrow();
    if (!seconds.now().sees(identity.current(), request)) {
      throw new AccessDeniedException("request of others");
    }
    return request;
  }

  /** The request that waits for an account. */
  public Optional<AccountRequest> waitingFor(UUID personId) {
    return requests.waitingFor(personId);
  }

  /** Whether a person may confirm or decline a request, and it waits. */
  public boolean mayConfirm(Person person, AccountRequest request) {
    return request.waits(clock.instant()) && seconds.now().is(person, request);
  }

  /** Whether a person may withdraw a request, and it waits. */
  public boolean mayWithdraw(Person person, AccountRequest request) {
    return request.waits(clock.instant())
        && (person.has(Role.SYSTEM_ADMINISTRATOR) || person.has(Role.UNIT_ADMINISTRATOR))
        && request.requester().id().equals(person.id());
  }
}
