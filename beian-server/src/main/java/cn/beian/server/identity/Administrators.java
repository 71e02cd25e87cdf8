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
      "SELECT * FROM user_account WHERE active AND ? = ANY(roles) AND password_hash IS NOT NULL";

  private final JdbcClient jdbc;

  Administrators(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All of them. */
  List<Person> all() {
    return jdbc.sql(SELECT + " ORDER BY name, login")
        .param(Role.SYSTEM_ADMINISTRATOR.name())
        .query(Rows::person)
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
            .sql(SELECT + " ORDER BY id FOR NO KEY UPDATE")
            .param(Role.SYSTEM_ADMINISTRATOR.name())
            .query(Rows::person)
            .list()
            .stream()
            .allMatch(one -> one.id().equals(leaving.id()));
    if (last) {
      throw new RejectedInput(List.of(Problem.of("", "admin.person.lastAdministrator")));
    }
  }
}
