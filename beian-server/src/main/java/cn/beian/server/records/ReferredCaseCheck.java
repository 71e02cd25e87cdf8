package cn.beian.server.records;

import cn.beian.filing.procedures.ApprovalDeclaration;
import cn.beian.filing.procedures.LevelExceptionDeclaration;
import cn.beian.filing.states.StateGraph;
import cn.beian.server.records.RecordCheck.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What holds of project approvals and of exceptions of the upper level, and of the applications
 * that rest on them. Each table is read a fixed number of times. A fault names the page of the
 * case, or of the application.
 */
final class ReferredCaseCheck {
  /** What a draft, or what its sponsor is changing, refers to is compared when it is sent. */
  private static final String USED_TWICE =
      """
      select '/approvals/' || approval_id as page from application
       where approval_id is not null and kind in ('INITIAL', 'MAJOR_CHANGE')
             and state in ('COMPLETENESS_REVIEW', 'NATIONAL_REVIEW', 'ACCEPTED')
       group by approval_id having count(distinct app_id) > 1
      union all
      select '/exceptions/' || exception_id from application
       where exception_id is not null and state in ('COMPLETENESS_REVIEW', 'NATIONAL_REVIEW', 'ACCEPTED')
       group by exception_id having count(distinct app_id) > 1
       order by page
      """;

  private static final String NOT_GIVEN =
      """
      select distinct '/approvals/' || c.id as page
        from application a join approval_case c on c.id = a.approval_id
       where c.state not in ('APPROVED', 'APPROVED_WITH_CONDITIONS')
          or c.organization_id <> a.organization_id
      union all
      select distinct '/exceptions/' || c.id
        from application a join level_exception c on c.id = a.exception_id
       where c.state <> 'CONFIRMED' or c.organization_id <> a.organization_id
       order by page
      """;

  /**
   * The evidence of what was read from a case names its document number. A change has the answers
   * of the filing that it changes, and refers to no case itself.
   */
  private static final String OTHER_ANSWERS =
      """
      with given as (
        select organization_id, '立项审核 ' || document_number as evidence,
               'approval.documentNumber' as field, document_number as value
          from approval_case where state in ('APPROVED', 'APPROVED_WITH_CONDITIONS')
        union all
        select organization_id, '立项审核 ' || document_number, 'approval.basis', fits
          from approval_case where state in ('APPROVED', 'APPROVED_WITH_CONDITIONS')
        union all
        select organization_id, '立项审核 ' || document_number, 'approval.result', state
          from approval_case where state in ('APPROVED', 'APPROVED_WITH_CONDITIONS')
        union all
        select organization_id, '上级确认 ' || document_number, 'exception.documentNumber',
               document_number
          from level_exception where state = 'CONFIRMED'
        union all
        select organization_id, '上级确认 ' || document_number, 'exception.reason', reason
          from level_exception where state = 'CONFIRMED'),
      stated as (
        select application_id, field, value, evidence from answer
         where field in ('approval.documentNumber', 'approval.basis', 'approval.result',
                         'exception.documentNumber', 'exception.reason')
        union all
        select application_id, field, value, evidence from submitted_answer
         where field in ('approval.documentNumber', 'approval.basis', 'approval.result',
                         'exception.documentNumber', 'exception.reason'))
      select distinct '/cases/' || a.id as page
        from stated s join application a on a.id = s.application_id
       where (starts_with(s.evidence, '立项审核 ') or starts_with(s.evidence, '上级确认 '))
             and not exists (
               select 1 from given g
                where g.organization_id = a.organization_id and g.evidence = s.evidence
                      and g.field = s.field and g.value = s.value)
       order by page
      """;

  private static final String WITHOUT_DECISION =
      """
      select '/approvals/' || id as page from approval_case
       where state in ('APPROVED', 'APPROVED_WITH_CONDITIONS', 'NOT_APPROVED')
             and (document_number = '' or decided_on is null)
          or state = 'NOT_APPROVED' and remedy = ''
      union all
      select '/exceptions/' || id from level_exception where state = 'CONFIRMED' and document_number = ''
       order by page
      """;

  /** The number of a letter is the last 50 bits of the id of its case, and a place. */
  private static final String SAME_LETTER_NUMBER =
      """
      select page from (
        select page, count(*) over (
                 partition by right(id, 12), ('x' || substr(id, 23, 1))::bit(4) & b'0011') as counted
          from (select id::text, '/approvals/' || id as page from approval_case
                union all
                select id::text, '/exceptions/' || id from level_exception) cases) numbered
       where counted > 1 order by page
      """;

  private static final String APPROVAL_STEPS =
      """
      select c.id, c.state, e.name, e.from_state, e.to_state
        from approval_case c left join approval_event e on e.case_id = c.id
       order by c.id, e.id
      """;

  private static final String EXCEPTION_STEPS =
      """
      select c.id, c.state, e.name, e.from_state, e.to_state
        from level_exception c left join level_exception_event e on e.case_id = c.id
       order by c.id, e.id
      """;

  private final JdbcTemplate jdbc;
  private final BiConsumer<Kind, String> faults;

  /**
   * A check.
   *
   * @param faults told each fault with the page that it is about
   */
  ReferredCaseCheck(JdbcTemplate jdbc, BiConsumer<Kind, String> faults) {
    this.jdbc = jdbc;
    this.faults = faults;
  }

  void run() {
    ask(USED_TWICE, Kind.CASE_USED_TWICE);
    ask(NOT_GIVEN, Kind.CASE_NOT_GIVEN);
    ask(OTHER_ANSWERS, Kind.ANSWERS_OF_ANOTHER_CASE);
    ask(WITHOUT_DECISION, Kind.CASE_WITHOUT_DECISION);
    ask(SAME_LETTER_NUMBER, Kind.LETTER_NUMBER_TWICE);
    replay(APPROVAL_STEPS, ApprovalDeclaration.PROCEDURE.graph(), "/approvals/");
    replay(EXCEPTION_STEPS, LevelExceptionDeclaration.PROCEDURE.graph(), "/exceptions/");
  }

  private void ask(String question, Kind kind) {
    jdbc.query(
        question,
        row -> {
          faults.accept(kind, row.getString("page"));
        });
  }

  private <S extends Enum<S>> void replay(String steps, StateGraph<S, ?> graph, String pages) {
    Way<S> way = new Way<>(graph, pages);
    jdbc.query(steps, way::step);
    way.end();
  }

  /** Follows the steps of one case after the other along a graph. */
  private final class Way<S extends Enum<S>> {
    private final StateGraph<S, ?> graph;
    private final String pages;
    private String id = "";
    private String stands = "";
    private String reached = "";
    private boolean lawful = true;

    Way(StateGraph<S, ?> graph, String pages) {
      this.graph = graph;
      this.pages = pages;
    }

    void step(ResultSet row) throws SQLException {
      if (!row.getString("id").equals(id)) {
        end();
        id = row.getString("id");
        stands = row.getString("state");
        reached = graph.initial().name();
        lawful = true;
      }
      String name = row.getString("name");
      if (name != null) {
        String from = row.getString("from_state");
        String to = row.getString("to_state");
        lawful &= from.equals(reached) && to.equals(led(graph, from, name));
        reached = to;
      }
    }

    /** The case that was read last. */
    void end() {
      if (!id.isEmpty() && !(lawful && reached.equals(stands))) {
        faults.accept(Kind.CASE_OFF_ITS_WAY, pages + id);
      }
    }
  }

  /** Where a step leads; nowhere else, if it is a command that no edge names. */
  private static <S extends Enum<S>, C extends Enum<C>> String led(
      StateGraph<S, C> graph, String from, String name) {
    Optional<C> cause = graph.cause(name);
    return cause.isEmpty()
        ? from
        : graph
            .next(Enum.valueOf(graph.initial().getDeclaringClass(), from), cause.get())
            .map(Enum::name)
            .orElse("");
  }
}
