package cn.beian.server.cases;

/**
 * Where a procedure keeps its cases and their log. The table of cases has the columns {@code id,
 * version, state, number, app_name, organization_id, division, round, due_on, due_verified,
 * due_provisional, updated_at}, that of the log {@code id, at, actor_id, from_state, to_state,
 * detail} and those named here. All names are constants of the code.
 *
 * @param caseId column of the log: whose step it is
 * @param name column of the log: cause or command
 * @param day column of the log: the day that a step names
 * @param note column of the log: what the procedure keeps for itself
 * @param kind column of the cases, calling their table {@code c}: what kind of case it is; a text
 *     where there are none
 * @param other column of the cases, calling their table {@code c}: a second unit of a case, whose
 *     people read it and act in it, too
 */
public record CaseTables(
    String cases,
    String log,
    String caseId,
    String name,
    String day,
    String note,
    String kind,
    String other) {
  private static final String NO_UNIT = "null::uuid";

  /** Tables of cases of one unit each. */
  public CaseTables(
      String cases, String log, String caseId, String name, String day, String note, String kind) {
    this(cases, log, caseId, name, day, note, kind, NO_UNIT);
  }

  /** Tables whose log has the usual columns. */
  public static CaseTables of(String cases, String log) {
    return new CaseTables(cases, log, "case_id", "name", "day", "note", "''");
  }

  /** The same, of cases between two units. */
  public CaseTables between(String otherUnit) {
    return new CaseTables(cases, log, caseId, name, day, note, kind, otherUnit);
  }
}
