package cn.beian.server.cases;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.constant;
import static cn.beian.server.platform.SqlColumns.dayIfAny;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.uuid;

import cn.beian.filing.states.RecordGraph;
import cn.beian.filing.states.StateGraph;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Cases about filed apps in a table with the columns of the engine and {@code opened_at}. */
public final class RecordCases<S extends Enum<S>> {
  private static final String SELECT =
      "select c.*, o.name as sponsor from {table} c join organization o on o.id = c.organization_id";

  private final CaseEngine engine;
  private final Records records;
  private final String table;
  private final Class<S> states;
  private final StateGraph<S, ?> graph;

  /** Cases of one table. */
  public RecordCases(CaseEngine engine, Records records, String table, StateGraph<S, ?> graph) {
    this.engine = engine;
    this.records = records;
    this.table = table;
    this.states = graph.initial().getDeclaringClass();
    this.graph = graph;
  }

  /** The record of a number in the region of an official; empty where there is none in force. */
  public Optional<PublicRecord> inForce(String number, Person official) {
    return records
        .find(number.strip())
        .filter(one -> !RecordGraph.GRAPH.terminal(one.state()))
        .filter(one -> AccessRules.covers(official.region(), division(one)));
  }

  private String division(PublicRecord record) {
    return engine.identity.confirmedOrganization(record.organizationId()).division();
  }

  /** Adds a case about a record, in the first state of its graph. */
  public RecordCase<S> open(PublicRecord about, S first) {
    Instant now = engine.clock.instant();
    RecordCase<S> opened =
        new RecordCase<>(
            UuidV7.next(engine.clock),
            1,
            first,
            about.number(),
            about.organizationId(),
            about.sponsorName(),
            division(about),
            about.appName(),
            now,
            Optional.empty());
    engine
        .jdbc
        .sql(
            "insert into "
                + table
                + " (id, state, number, organization_id, division, app_name, opened_at, updated_at)"
                + " values (:id, :state, :number, :unit, :division, :app, :at, :at)")
        .param("id", opened.id())
        .param("state", first.name())
        .param("number", opened.number())
        .param("unit", opened.organizationId())
        .param("division", opened.division())
        .param("app", opened.appName())
        .param("at", at(now))
        .update();
    return opened;
  }

  /** The open cases about a record; nobody opens another until the transaction ends. */
  public List<RecordCase<S>> openAbout(PublicRecord record) {
    engine
        .jdbc
        .sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
        .param("key", table + " " + record.number())
        .query((row, n) -> n)
        .single();
    return running(record);
  }

  /** The open cases about a record, as they are at the moment. */
  List<RecordCase<S>> running(PublicRecord record) {
    return engine
        .jdbc
        .sql(
            SELECT.replace("{table}", table)
                + " where c.number = :number and c.state <> all(:ended)")
        .param("number", record.number())
        .param("ended", graph.ended().stream().map(Enum::name).toArray(String[]::new))
        .query(this::row)
        .list();
  }

  Identity identity() {
    return engine.identity;
  }

  /** The cases by id. */
  CaseQueries<RecordCase<S>> queries() {
    return new CaseQueries<>(engine.jdbc, SELECT.replace("{table}", table), this::row);
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
