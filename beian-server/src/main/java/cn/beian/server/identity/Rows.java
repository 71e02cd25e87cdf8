package cn.beian.server.identity;

import cn.beian.filing.Role;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Columns of persons. */
final class Rows {
  private static final List<String> PERSON =
      List.of(
          "id",
          "login",
          "name",
          "post",
          "organization_id",
          "roles",
          "region",
          "linked_by",
          "active");

  private Rows() {}

  /** The columns of a person beside those of other tables, each with the name of the table. */
  static String personColumns(String table) {
    return PERSON.stream()
        .map(column -> table + '.' + column + " AS " + table + '_' + column)
        .collect(Collectors.joining(", "));
  }

  /** Roles as a column holds them. */
  static String[] names(Set<Role> roles) {
    return roles.stream().map(Role::name).sorted().toArray(String[]::new);
  }
}
