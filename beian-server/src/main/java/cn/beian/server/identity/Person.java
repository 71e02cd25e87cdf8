package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.filing.numbers.DivisionCode;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A user. How he can be reached is read where it is shown: {@link Identity#contact}.
 *
 * @param region GB/T 2260 code of the division whose cases he may see in an official role; 100000
 *     is the whole country
 * @param linkedBy who made the link by which he chose, or is to choose, his first password
 * @param active false once he has left; such a person cannot log in, but stays named in what he did
 */
public record Person(
    UUID id,
    String login,
    String name,
    String post,
    UUID organizationId,
    Set<Role> roles,
    String region,
    Optional<UUID> linkedBy,
    boolean active) {
  public Person {
    roles = Set.copyOf(roles);
  }

  /** Whether he holds a role. */
  public boolean has(Role role) {
    return roles.contains(role);
  }

  /**
   * What the codes of the divisions of his region begin with, and no others do; empty where his
   * region is no code.
   */
  public Optional<String> regionPrefix() {
    return DivisionCode.read(region).value().map(DivisionCode::prefix);
  }
}
