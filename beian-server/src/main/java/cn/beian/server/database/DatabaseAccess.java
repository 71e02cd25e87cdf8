package cn.beian.server.database;

import cn.beian.server.platform.BeianSettings;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How the database is reached: by the server, and by the role that owns the tables.
 *
 * @param user the role under which the server works
 * @param owner the role that migrates; {@code user} where there is no other
 */
record DatabaseAccess(
    String url, String user, String password, String owner, String ownerPassword) {

  static DatabaseAccess of(EmbeddedPostgres postgres) throws SQLException {
    return new DatabaseAccess(
        postgres.url(),
        ApplicationRole.EMBEDDED,
        postgres.applicationPassword(),
        postgres.user(),
        postgres.password());
  }

  static DatabaseAccess of(BeianSettings.Db db) {
    boolean apart = !db.owner().isBlank();
    return new DatabaseAccess(
        String.valueOf(db.url()),
        db.user(),
        db.password(),
        apart ? db.owner() : db.user(),
        apart ? db.ownerPassword() : db.password());
  }

  /** The database that BEIAN_DB_URL names; empty where it is the one in the data folder. */
  static Optional<DatabaseAccess> named(Map<String, String> environment) {
    String url = environment.getOrDefault("BEIAN_DB_URL", "");
    if (url.isEmpty()) {
      return Optional.empty();
    }
    String user = environment.getOrDefault("BEIAN_DB_USER", "beian");
    String password = environment.getOrDefault("BEIAN_DB_PASSWORD", "");
    String owner = environment.getOrDefault("BEIAN_DB_OWNER", "");
    return Optional.of(
        owner.isBlank()
            ? new DatabaseAccess(url, user, password, user, password)
            : new DatabaseAccess(
                url,
                user,
                password,
                owner,
                environment.getOrDefault("BEIAN_DB_OWNER_PASSWORD", "")));
  }

  /** Where one role may do everything. */
  static DatabaseAccess ofOwner(String url, String owner, String password) {
    return new DatabaseAccess(url, owner, password, owner, password);
  }

  /** Connections of the role under which the server works. */
  PGSimpleDataSource source() {
    return source(user, password);
  }

  /** Connections of the role that owns the tables. */
  PGSimpleDataSource ownerSource() {
    return source(owner, ownerPassword);
  }

  private PGSimpleDataSource source(String role, String secret) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(role);
    source.setPassword(secret);
    return source;
  }

  /** Whether the server works under another role than the one that owns the tables. */
  boolean apart() {
    return !owner.equals(user);
  }

  /** Without the passwords. */
  @Override
  public String toString() {
    return url + " as " + user + ", migrated by " + owner;
  }
}
