package cn.beian.server.identity;

import cn.beian.filing.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who may be the second person of a request about an account, and who may see it: an administrator;
 * a signer where no other administrator is left; for a lost password in his own unit an approver or
 * the administrator of the unit.
 */
final class SecondPerson {
  /** As many can be the first and the one who is meant; then a signer is the second. */
  private static final int FEW_ADMINISTRATORS = 2;

  private SecondPerson() {}

  /** Whether he may see requests of whatever kind, of whatever unit. */
  static boolean maySeeAny(Person person, List<Person> running) {
    return seesAll(person) || (person.has(Role.SIGNER) && running.size() <= FEW_ADMINISTRATORS);
  }

  private static boolean seesAll(Person person) {
    return person.has(Role.SYSTEM_ADMINISTRATOR) || person.has(Role.AUDITOR);
  }

  static boolean sees(Person person, AccountRequest request, List<Person> running) {
    return seesAll(person)
        || is(person, request, running)
        || (person.has(Role.UNIT_ADMINISTRATOR) && ofHisUnit(person, request));
  }

  /**
   * Neither who asked nor whose account it is, and in a seat that may confirm it. Whose own account
   * the one who asked has made is not second to him, since he could have made it for himself.
   *
   * @param running the administrators
   */
  static boolean is(Person person, AccountRequest request, List<Person> running) {
    UUID me = person.id();
    if (!person.active()
        || me.equals(request.requester().id())
        || me.equals(request.subject().id())) {
      return false;
    }
    return person.has(Role.SYSTEM_ADMINISTRATOR)
        || (person.has(Role.SIGNER) && noOther(request, running))
        || (knowsHisUnit(person)
            && ofHisUnit(person, request)
            && !person.linkedBy().equals(Optional.of(request.requester().id())));
  }

  /**
   * The same of what is about no account: another administrator, whose account the one who asked
   * has not made.
   */
  static boolean is(Person person, Person requester) {
    return person.active()
        && person.has(Role.SYSTEM_ADMINISTRATOR)
        && !person.id().equals(requester.id())
        && !person.linkedBy().equals(Optional.of(requester.id()));
  }

  /** Of two administrators one cannot be the second where the other is the first or is meant. */
  private static boolean noOther(AccountRequest request, List<Person> running) {
    return running.stream()
        .map(Person::id)
        .allMatch(id -> id.equals(request.requester().id()) || id.equals(request.subject().id()));
  }

  /** Its head, or who manages its people, knows who of a unit forgot a password. */
  static boolean knowsHisUnit(Person person) {
    return person.has(Role.APPROVER) || person.has(Role.UNIT_ADMINISTRATOR);
  }

  private static boolean ofHisUnit(Person person, AccountRequest request) {
    return request.kind() == AccountRequest.Kind.RECOVERY
        && PowerfulRoles.among(request.subject().roles()).isEmpty()
        && request.subject().organizationId().equals(person.organizationId());
  }
}
