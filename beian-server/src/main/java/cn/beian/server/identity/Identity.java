package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.server.personal.Contact;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who is who. */
public interface Identity {

  /**
   * The person of this request.
   *
   * @throws org.springframework.security.access.AccessDeniedException when nobody is logged in
   */
  Person current();

  /** The person of this request, empty for the public. */
  Optional<Person> currentIfAny();

  /** A person, also one who has left. */
  Optional<Person> person(UUID id);

  /** How a person can be reached, also one who has left. */
  Contact contact(UUID person);

  /** A person by login, also one who has left. */
  Optional<Person> personByLogin(String login);

  /** People by their ids or their logins, also those who have left. */
  List<Person> people(Set<UUID> ids, Set<String> logins);

  /** Units by their ids. */
  List<Organization> organizations(Set<UUID> ids);

  /**
   * A unit.
   *
   * @throws java.util.NoSuchElementException when there is none
   */
  Organization organization(UUID id);

  /**
   * A unit whose level, kind, division, route and unit above are those that two administrators know
   * of: a change by one counts only once another has confirmed it ({@link UnitPlacements}).
   *
   * @throws java.util.NoSuchElementException when there is none
   */
  Organization confirmedOrganization(UUID id);

  /** A unit by its credit code, folded. */
  Optional<Organization> organizationByCreditCode(String creditCode);

  /** All units, by division and name. */
  List<Organization> organizations();

  /** Active people of a unit who hold a role, by name. */
  List<Person> people(UUID organizationId, Role role);

  /** All people of a unit, those who left last. */
  List<Person> people(UUID organizationId);

  /** Active people who hold a role and whose region covers a division, by name. */
  List<Person> officials(Role role, String division);
}
