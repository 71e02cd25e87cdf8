package cn.beian.server.cases;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.constant;
import static cn.beian.server.platform.SqlColumns.dayIfAny;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.uuid;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cases about filed apps in a table with the columns of the engine and {@code opened_at}. */
public final class RecordCases<S extends Enum<S>> {
  private final JdbcClient jdbc;
  private final String table;
  private final Class<S> states;

  /** Cases of one table. */
  public RecordCases(JdbcClient jdbc, String table, Class<S> states) {
    this.jdbc = jdbc;
    this.table = table;
    this.states = states;
  }

  /** Adds a case. */
  public void put(RecordCase<S> opened) {
    jdbc.sql(
            "insert into "
                + table
                + " (id, state, number, organization_id, division, app_name, opened_at, updated_at)"
                + " values (:id, :state, :number, :unit, :division, :app, :at, :at)")
        .param("id", opened.id())
        .param("state", opened.state().name())
        .param("number", opened.number())
        .param("unit", opened.organizationId())
        .param("division", opened.division())
        .param("app", opened.appName())
        .param("at", at(opened.openedAt()))
        .update();
  }

  /** By id and in lists. */
  public CaseQueries<RecordCase<S>> queries() {
    return new CaseQueries<>(
        jdbc,
        table,
        "select c.*, o.name as sponsor from "
            + table
            + " c join organization o on o.id = c.organization_id",
        this::row);
  }

  private RecordCase<S> row(ResultSet row, int n) throws SQLException {
    return new RecordCase<>(
        uuid(row, "id"),
        row.getInt("version"),
        constant(row, "state", states),
        row.getString("number"),
        uuid(row, "organization_id"),
        row.getString("sponsor"),
        row.getString("division"),
        row.getString("app_name"),
        instant(row, "opened_at"),
        dayIfAny(row, "due_on"));
  }
}
