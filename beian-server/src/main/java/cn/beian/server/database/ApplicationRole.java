package cn.beian.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the server's own database role may do: it owns nothing, works with the rows of all tables,
 * and can only read and add to the audit trail and its ledger.
 */
final class ApplicationRole {
  /** Name of the role in the embedded database. */
  static final String EMBEDDED = "beian_app";

  /** The tables in which a row, once written, stays. */
  private static final List<String> APPEND_ONLY =
      List.of("public.audit_entry", "audit_ledger.ledger_entry", "audit_ledger.ledger_checkpoint");

  private ApplicationRole() {}

  /**
   * Makes the role or gives it a new password.
   *
   * @param password letters and digits
   */
  static void make(Connection owner, String name, String password) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      String role = statement.enquoteIdentifier(name, true);
      if (!exists(owner, name)) {
        statement.execute("CREATE ROLE " + role);
      }
      statement.execute(
          "ALTER ROLE "
              + role
              + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD "
              + statement.enquoteLiteral(password));
    }
  }

  /** Lets the role work with every table there is now. Doing it again changes nothing. */
  static void grant(Connection owner, String name) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      String role = statement.enquoteIdentifier(name, true);
      for (String schema : List.of("public", "audit_ledger")) {
        statement.execute("GRANT USAGE ON SCHEMA " + schema + " TO " + role);
        statement.execute(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "
                + schema
                + " TO "
                + role);
        statement.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA " + schema + " TO " + role);
      }
      for (String table : APPEND_ONLY) {
        statement.execute("REVOKE UPDATE, DELETE, TRUNCATE ON " + table + " FROM " + role);
      }
      statement.execute(
          "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON public.flyway_schema_history FROM " + role);
    }
  }

  /**
   * What the role of a connection may do to the trail beyond reading and adding, in words for the
   * log; empty when all is well.
   */
  static List<String> excess(Connection connection) throws SQLException {
    List<String> excess = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT rolsuper,
                       pg_has_role(current_user, (SELECT relowner FROM pg_class
                                                   WHERE oid = 'public.audit_entry'::regclass), 'MEMBER')
                  FROM pg_roles WHERE rolname = current_user
                """)) {
      if (rows.next()) {
        if (rows.getBoolean(1)) {
          excess.add("is a superuser");
        } else if (rows.getBoolean(2)) {
          excess.add("owns the trail");
        }
      }
    }
    for (String table : APPEND_ONLY) {
      for (String privilege : List.of("UPDATE", "DELETE", "TRUNCATE")) {
        if (excess.isEmpty() && may(connection, table, privilege)) {
          excess.add("may " + privilege + " " + table);
        }
      }
    }
    return excess;
  }

  private static boolean may(Connection connection, String table, String privilege)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT has_table_privilege(?, ?)")) {
      statement.setString(1, table);
      statement.setString(2, privilege);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT 1 FROM pg_roles WHERE rolname = ?")) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }
}
