package cn.beian.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What the warning at the start knows of a role, as of one on a database of somebody's own. */
class ApplicationRoleTest extends ServerTest {
  private static final String ROLE = "beian_of_test";

  @Autowired private ApplicationContext server;
  @Autowired private DataSource dataSource;

  @Test
  void roleOfTheServer_passes_ownerAndRoleWithMoreAreTold() throws Exception {
    try (Connection own = dataSource.getConnection()) {
      assertThat(ApplicationRole.excess(own)).isEmpty();
    }
    try (Connection owner = DatabaseOwner.dataSource(server).getConnection()) {
      assertThat(ApplicationRole.excess(owner)).containsExactly("is a superuser");
      ApplicationRole.make(owner, ROLE, "first");
      ApplicationRole.make(owner, ROLE, "second");
      ApplicationRole.grant(owner, ROLE);
      assertThat(excessOfRole()).isEmpty();
      execute(owner, "GRANT UPDATE ON audit_entry TO " + ROLE);
      assertThat(excessOfRole()).containsExactly("may UPDATE public.audit_entry");
      ApplicationRole.grant(owner, ROLE);
      assertThat(excessOfRole()).as("taken back with the next migration").isEmpty();
      execute(owner, "DROP OWNED BY " + ROLE);
      execute(owner, "DROP ROLE " + ROLE);
    }
  }

  private List<String> excessOfRole() throws SQLException {
    String url = server.getBean(DatabaseAccess.class).url();
    try (Connection role = DriverManager.getConnection(url, ROLE, "second")) {
      return ApplicationRole.excess(role);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
