package cn.beian.server.demo;

import cn.beian.filing.Role;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import java.util.List;

/**
 * The units and users of the demo.
 *
 * @param organizations from the top down
 * @param people users of every role
 */
public record DemoCountry(List<Organization> organizations, List<Person> people) {
  public DemoCountry {
    organizations = List.copyOf(organizations);
    people = List.copyOf(people);
  }

  /** The unit of this name. */
  public Organization organization(String name) {
    return organizations.stream()
        .filter(unit -> unit.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The user of this login. */
  public Person person(String login) {
    return people.stream().filter(person -> person.login().equals(login)).findFirst().orElseThrow();
  }

  /** The first user of a unit who holds a role. */
  public Person person(Organization unit, Role role) {
    return people.stream()
        .filter(person -> person.organizationId().equals(unit.id()) && person.has(role))
        .findFirst()
        .orElseThrow();
  }
}
