package cn.beian.server.database;

import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** What only the owner of the database may do, for tests that make tables or tamper with rows. */
public final class DatabaseOwner {
  private DatabaseOwner() {}

  /** Connections of the role that owns the tables. */
  public static PGSimpleDataSource dataSource(ApplicationContext server) {
    DatabaseAccess access = server.getBean(DatabaseAccess.class);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(access.url());
    source.setUser(access.owner());
    source.setPassword(access.ownerPassword());
    return source;
  }

  /** The same, for statements. */
  public static JdbcTemplate of(ApplicationContext server) {
    return new JdbcTemplate(dataSource(server));
  }
}
