package cn.beian.server.identity;

import static cn.beian.server.platform.SqlColumns.constant;
import static cn.beian.server.platform.SqlColumns.uuidIfAny;

import cn.beian.filing.Role;
import cn.beian.filing.policies.OrganizationKind;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.policies.Route;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Database rows as records. */
final class Rows {
  private static final List<String> PERSON =
      List.of(
          "id",
          "login",
          "name",
          "post",
          "telephone",
          "email",
          "organization_id",
          "roles",
          "region",
          "linked_by",
          "active");

  private Rows() {}

  static Organization organization(ResultSet row, int number) throws SQLException {
    return new Organization(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("credit_code"),
        constant(row, "level", OrganizationLevel.class),
        constant(row, "kind", OrganizationKind.class),
        row.getString("division"),
        row.getObject("parent_id", UUID.class),
        constant(row, "route", Route.class),
        List.of((String[]) row.getArray("flags").getArray()));
  }

  static Person person(ResultSet row, int number) throws SQLException {
    return person(row, "");
  }

  /** The columns of a person beside those of other tables; {@link #person(ResultSet, String)}. */
  static String personColumns(String table) {
    return PERSON.stream()
        .map(column -> table + '.' + column + " AS " + table + '_' + column)
        .collect(Collectors.joining(", "));
  }

  /**
   * A person.
   *
   * @param prefix what stands before the name of each of his columns
   */
  static Person person(ResultSet row, String prefix) throws SQLException {
    return new Person(
        row.getObject(prefix + "id", UUID.class),
        row.getString(prefix + "login"),
        row.getString(prefix + "name"),
        row.getString(prefix + "post"),
        row.getString(prefix + "telephone"),
        row.getString(prefix + "email"),
        row.getObject(prefix + "organization_id", UUID.class),
        roles(row, prefix + "roles"),
        row.getString(prefix + "region"),
        uuidIfAny(row, prefix + "linked_by"),
        row.getBoolean(prefix + "active"));
  }

  static Set<Role> roles(ResultSet row, String column) throws SQLException {
    return Arrays.stream((String[]) row.getArray(column).getArray())
        .map(Role::valueOf)
        .collect(Collectors.toSet());
  }

  /** Roles as a column holds them. */
  static String[] names(Set<Role> roles) {
    return roles.stream().map(Role::name).sorted().toArray(String[]::new);
  }
}
