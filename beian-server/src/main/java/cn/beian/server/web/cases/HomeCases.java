package cn.beian.server.web.cases;

import cn.beian.filing.Role;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Cases of a procedure on the start page, for a panel that shows them.
 *
 * @param attribute of the model of the start page
 * @param roles who has something to do in a case
 * @param first the first of a person's open cases, at most so many
 */
public record HomeCases(String attribute, Set<Role> roles, IntFunction<List<?>> first) {
  public HomeCases {
    roles = Set.copyOf(roles);
  }
}
