package cn.beian.server.identity;

import cn.beian.filing.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Who may be the second person of a request about an account, and who may see it.
 *
 * <ul>
 *   <li>Roles of a unit: an approver of it; where none has been one for long enough, an
 *       administrator.
 *   <li>All other roles: an administrator, and one whose account the one who asks has made only
 *       where there is no other; a signer where no other administrator is left.
 *   <li>A lost password: the same as for other roles, or an approver or the administrator of the
 *       unit.
 * </ul>
 */
@Component
public class SecondPersons {
  /** As many can be the first and the one who is meant; then a signer is the second. */
  private static final int FEW_ADMINISTRATORS = 2;

  private final Administrators administrators;
  private final Identity identity;
  private final CoolingOff coolingOff;

  SecondPersons(Administrators administrators, Identity identity, CoolingOff coolingOff) {
    this.administrators = administrators;
    this.identity = identity;
    this.coolingOff = coolingOff;
  }

  /** Who may be what at this moment; to be used for one answer. */
  View now() {
    return new View(administrators.all());
  }

  /** Its head, or who manages its people, knows who of a unit is to work and who forgot what. */
  static boolean knowsHisUnit(Person person) {
    return person.has(Role.APPROVER) || person.has(Role.UNIT_ADMINISTRATOR);
  }

  private static boolean seesAll(Person person) {
    return person.has(Role.SYSTEM_ADMINISTRATOR) || person.has(Role.AUDITOR);
  }

  private static boolean linkedBy(Person person, Person requester) {
    return person.linkedBy().equals(Optional.of(requester.id()));
  }

  /**
   * The same of what is about no account: another administrator, whose account the one who asked
   * has not made.
   */
  public static boolean anotherAdministrator(Person person, Person requester) {
    return person.active()
        && person.has(Role.SYSTEM_ADMINISTRATOR)
        && !person.id().equals(requester.id())
        && !linkedBy(person, requester);
  }

  private static boolean independent(Person person, AccountRequest request) {
    UUID me = person.id();
    return person.active()
        && !me.equals(request.requester().id())
        && !me.equals(request.subject().id());
  }

  private static boolean ofHisUnit(Person person, AccountRequest request) {
    return request.ofUnit() && request.subject().organizationId().equals(person.organizationId());
  }

  /** Answers from what was read once. */
  final class View {
    private final List<Person> running;
    private final Map<UUID, List<Person>> settled = new HashMap<>();

    private View(List<Person> running) {
      this.running = running;
    }

    /** Whether he may see requests of whatever kind, of whatever unit. */
    boolean maySeeAny(Person person) {
      return seesAll(person) || (person.has(Role.SIGNER) && running.size() <= FEW_ADMINISTRATORS);
    }

    boolean sees(Person person, AccountRequest request) {
      return seesAll(person)
          || is(person, request)
          || (knowsHisUnit(person) && ofHisUnit(person, request));
    }

    /**
     * Neither who asked nor whose account it is, and in a seat that may confirm it. Whose own
     * account the one who asked has made is not second to him, since he could have made it for
     * himself.
     */
    boolean is(Person person, AccountRequest request) {
      if (!independent(person, request)) {
        return false;
      }
      if (request.givesRolesOfUnit()) {
        List<Person> approvers =
            approvers(request.subject().organizationId(), request.requester()).stream()
                .filter(one -> independent(one, request))
                .toList();
        return approvers.isEmpty()
            ? ofInstallation(person, request)
            : approvers.stream().anyMatch(one -> one.id().equals(person.id()));
      }
      return ofInstallation(person, request)
          || (knowsHisUnit(person)
              && ofHisUnit(person, request)
              && !linkedBy(person, request.requester()));
    }

    /**
     * Approvers of a unit who can confirm what somebody asks: not himself, nobody whose account he
     * made, and nobody who has been one for less than a working day.
     */
    List<Person> approvers(UUID unit, Person requester) {
      return settled.computeIfAbsent(unit, this::settledApprovers).stream()
          .filter(one -> !one.id().equals(requester.id()) && !linkedBy(one, requester))
          .toList();
    }

    private List<Person> settledApprovers(UUID unit) {
      return identity.people(unit, Role.APPROVER).stream()
          .filter(one -> coolingOff.settled(one, Role.APPROVER))
          .toList();
    }

    private boolean ofInstallation(Person person, AccountRequest request) {
      return person.has(Role.SYSTEM_ADMINISTRATOR)
          ? !linkedBy(person, request.requester()) || noneUnmade(request)
          : person.has(Role.SIGNER) && noOther(request);
    }

    /** Whether the first has made the account of every administrator who could be the second. */
    private boolean noneUnmade(AccountRequest request) {
      return running.stream()
          .filter(one -> independent(one, request))
          .allMatch(one -> linkedBy(one, request.requester()));
    }

    /** Of two administrators one cannot be the second where the other is the first or is meant. */
    private boolean noOther(AccountRequest request) {
      return running.stream()
          .map(Person::id)
          .allMatch(id -> id.equals(request.requester().id()) || id.equals(request.subject().id()));
    }
  }
}
