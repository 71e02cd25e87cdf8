package cn.beian.server.database;

import cn.beian.server.BeianSettings;
import java.sql.SQLException;

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
