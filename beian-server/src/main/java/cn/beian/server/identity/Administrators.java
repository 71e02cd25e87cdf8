package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Those who run this installation: active, and with a password. */
@Component
class Administrators {
  private static final String SELECT =
      """
      select * from user_account
      where active and :role = any(roles) and password_hash is not null
      """;

  private final JdbcClient jdbc;

  Administrators(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All of them. */
  List<Person> all() {
    return jdbc.sql(SELECT + " order by name, login")
        .param("role", Role.SYSTEM_ADMINISTRATOR.name())
        .query(Person.class)
        .list();
  }

  /** Whether there is but one. */
  boolean alone() {
    return all().size() <= 1;
  }

  /**
   * Stops what would leave none. Who asks it of another at the same moment waits for the end of the
   * caller's transaction, so that two acts cannot each count on the other's administrator.
   *
   * @param leaving whose administration ends
   * @throws RejectedInput when he is the last
   */
  void keepOneWithout(Person leaving) {
    if (!leaving.has(Role.SYSTEM_ADMINISTRATOR)) {
      return;
    }
    boolean last =
        jdbc
            .sql(SELECT + " order by id for no key update")
            .param("role", Role.SYSTEM_ADMINISTRATOR.name())
            .query(Person.class)
            .list()
            .stream()
            .allMatch(one -> one.id().equals(leaving.id()));
    if (last) {
      throw new RejectedInput(List.of(Problem.of("", "admin.person.lastAdministrator")));
    }
  }
}
