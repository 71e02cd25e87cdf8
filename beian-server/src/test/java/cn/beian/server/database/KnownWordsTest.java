package cn.beian.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.platform.InColumn;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * A column that holds a constant of the program holds no other word: each has a check constraint,
 * which names the constants that there are. Whoever adds a constant adds a migration.
 */
class KnownWordsTest extends ServerTest {
  private static final Pattern READ =
      Pattern.compile("constant\\(\\s*row,\\s*\"(\\w+)\",\\s*(?:\\w+\\.)*(\\w+)\\.class\\s*\\)");

  /** Columns under another name of their statement: here {@code official_number_source}. */
  private static final Set<String> OF_A_STATEMENT = Set.of("source OfficialNumberSource");

  private static final Pattern LITERAL = Pattern.compile("'([^']*)'");

  private record Column(String table, String name, String type) {
    Set<String> constants() throws ClassNotFoundException {
      return Stream.of(Class.forName(type).getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Column column(String table, String name, String type) {
    return new Column(table, name, type);
  }

  private static final List<Column> COLUMNS =
      List.of(
          column("organization", "level", "cn.beian.filing.policies.OrganizationLevel"),
          column("organization", "kind", "cn.beian.filing.policies.OrganizationKind"),
          column("organization", "route", "cn.beian.filing.policies.Route"),
          column("user_account", "roles", "cn.beian.filing.Role"),
          column("one_time_link", "purpose", "cn.beian.server.identity.OneTimeLinks$Purpose"),
          column("account_request", "kind", "cn.beian.server.identity.AccountRequest$Kind"),
          column("account_request", "state", "cn.beian.server.identity.AccountRequest$State"),
          column("account_request", "roles_before", "cn.beian.filing.Role"),
          column("account_request", "roles", "cn.beian.filing.Role"),
          column("account_notice", "kind", "cn.beian.server.identity.AccountNotices$Kind"),
          column("account_notice", "roles_before", "cn.beian.filing.Role"),
          column("account_notice", "roles_after", "cn.beian.filing.Role"),
          column("holiday_day", "holiday", "cn.beian.filing.deadlines.Holiday"),
          column(
              "holiday_notice_request", "state", "cn.beian.server.calendar.HolidayRequest$State"),
          column("policy_request", "state", "cn.beian.server.calendar.PolicyRequest$State"),
          column("inspection", "status", "cn.beian.server.testing.Inspection$Status"),
          column("inspection", "failure", "cn.beian.server.testing.Inspection$Failure"),
          column("test_run", "verdict", "cn.beian.rules.Verdict"),
          column("test_build", "outcome", "cn.beian.server.testing.CompanionBuild$Outcome"),
          column("application", "kind", "cn.beian.filing.states.ApplicationKind"),
          column("application", "form", "cn.beian.filing.policies.AppForm"),
          column("application", "state", "cn.beian.filing.states.ApplicationState"),
          column("application", "route", "cn.beian.filing.policies.Route"),
          column("application_package", "part", "cn.beian.server.filings.SubmittedPackage$Part"),
          column("application_event", "from_state", "cn.beian.filing.states.ApplicationState"),
          column("application_event", "to_state", "cn.beian.filing.states.ApplicationState"),
          column("answer", "origin", "cn.beian.filing.form.Origin"),
          column("submitted_answer", "origin", "cn.beian.filing.form.Origin"),
          column("submitted_package", "part", "cn.beian.server.filings.SubmittedPackage$Part"),
          column("judgement", "outcome", "cn.beian.server.filings.Judgement$Outcome"),
          column("seat_vote", "seat", "cn.beian.filing.Role"),
          column("work_turn", "role", "cn.beian.filing.Role"),
          column("notification", "kind", "cn.beian.server.notifications.Notification$Kind"),
          column("notification", "role", "cn.beian.filing.Role"),
          column("mail_address", "delivery", "cn.beian.server.notifications.MailAddress$Delivery"),
          column(
              "outgoing_message",
              "purpose",
              "cn.beian.server.notifications.OutgoingMessage$Purpose"),
          column(
              "outgoing_message", "state", "cn.beian.server.notifications.OutgoingMessage$State"),
          column("returned_finding", "why", "cn.beian.server.filings.ReturnedFinding$Why"),
          column("seat_vote", "decision", "cn.beian.filing.review.JointDecision$Opinion"),
          column("launch_build", "outcome", "cn.beian.server.filings.LaunchBuild$Outcome"),
          column("exemption", "scenario", "cn.beian.rules.Exemption$Scenario"),
          column("filing_record", "state", "cn.beian.filing.states.RecordState"),
          column(
              "filing_record",
              "official_number_source",
              "cn.beian.server.records.OfficialNumberSource"),
          column("official_dispute", "kind", "cn.beian.server.official.Disputes$Kind"),
          column("filing_package", "part", "cn.beian.server.filings.SubmittedPackage$Part"),
          column("no_filing_due", "reason", "cn.beian.server.records.NoFilingDue$Reason"),
          column("retest_result", "before_verdict", "cn.beian.rules.Verdict"),
          column("retest_result", "after_verdict", "cn.beian.rules.Verdict"),
          column("app_using_unit", "source", "cn.beian.server.apps.UsingUnit$Source"),
          column("app_claim", "ending", "cn.beian.server.inventory.Claims$Ending"),
          column("approval_case", "state", "cn.beian.filing.states.ApprovalState"),
          column("approval_case", "work", "cn.beian.filing.policies.ProjectWork"),
          column("approval_case", "form", "cn.beian.filing.policies.AppForm"),
          column("approval_event", "from_state", "cn.beian.filing.states.ApprovalState"),
          column("approval_event", "to_state", "cn.beian.filing.states.ApprovalState"),
          column("level_exception", "competence", "cn.beian.server.upperlevel.Competence$Basis"),
          column("level_exception", "state", "cn.beian.filing.states.LevelExceptionState"),
          column(
              "level_exception_event", "from_state", "cn.beian.filing.states.LevelExceptionState"),
          column("level_exception_event", "to_state", "cn.beian.filing.states.LevelExceptionState"),
          column("inquiry_case", "state", "cn.beian.filing.states.InquiryState"),
          column("inquiry_event", "from_state", "cn.beian.filing.states.InquiryState"),
          column("inquiry_event", "to_state", "cn.beian.filing.states.InquiryState"),
          column("revocation_case", "state", "cn.beian.filing.states.RevocationState"),
          column("revocation_event", "from_state", "cn.beian.filing.states.RevocationState"),
          column("revocation_event", "to_state", "cn.beian.filing.states.RevocationState"),
          column("ending_case", "state", "cn.beian.filing.states.EndingState"),
          column("ending_case", "route", "cn.beian.filing.policies.Route"),
          column("ending_case", "migration", "cn.beian.server.endings.ShutDownPlan$Migration"),
          column("ending_reach", "outcome", "cn.beian.server.endings.Reach$Outcome"),
          column("ending_event", "from_state", "cn.beian.filing.states.EndingState"),
          column("ending_event", "to_state", "cn.beian.filing.states.EndingState"),
          column("supervision_case", "state", "cn.beian.filing.states.SupervisionState"),
          column("supervision_finding", "before", "cn.beian.server.testing.Standing"),
          column("supervision_finding", "after", "cn.beian.server.testing.Standing"),
          column(
              "supervision_finding",
              "outcome",
              "cn.beian.server.supervision.FindingResolution$Outcome"),
          column("supervision_answer", "kind", "cn.beian.server.supervision.SponsorAnswer$Kind"),
          column("supervision_event", "from_state", "cn.beian.filing.states.SupervisionState"),
          column("supervision_event", "to_state", "cn.beian.filing.states.SupervisionState"));

  /** An empty word stands for the constant that is none. */
  private static final Set<String> NONE = Set.of("", "NONE");

  @Test
  void eachColumn_holdsTheConstantsThatThereAre_andNothingElse() throws Exception {
    for (Column column : COLUMNS) {
      Set<String> known = words(column);
      Set<String> constants = column.constants();
      known.removeAll(NONE);
      constants.removeAll(NONE);
      assertThat(known).as(column.toString()).isEqualTo(constants);
    }
  }

  private Set<String> words(Column column) {
    List<String> checks =
        jdbc.sql(
                """
                select pg_get_constraintdef(c.oid) from pg_constraint c
                join pg_attribute a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
                where c.contype = 'c' and c.conrelid = :table::regclass and a.attname = :column
                """)
            .param("table", column.table())
            .param("column", column.name())
            .query(String.class)
            .list();
    Set<String> words = new TreeSet<>();
    for (String check : checks) {
      Matcher literal = LITERAL.matcher(check);
      while (literal.find()) {
        words.add(literal.group(1));
      }
    }
    return words;
  }

  /** What is read as a constant anywhere in the server stands in the list. */
  @Test
  void everyColumnThatIsReadAsAConstant_isListed() throws IOException {
    Set<String> listed = new TreeSet<>();
    for (Column column : COLUMNS) {
      listed.add(column.name() + ' ' + column.type().replaceFirst(".*[.$]", ""));
    }
    Set<String> read = new TreeSet<>();
    for (Path source : sources()) {
      Matcher one = READ.matcher(Files.readString(source));
      while (one.find()) {
        read.add(one.group(1) + ' ' + one.group(2));
      }
    }
    for (Class<?> row : ReadRecords.of(sources())) {
      constants(row, read);
    }
    read.removeAll(OF_A_STATEMENT);
    assertThat(read).hasSizeGreaterThan(15);
    assertThat(listed).containsAll(read);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files.filter(one -> one.toString().endsWith(".java")).toList();
    }
  }

  private static void constants(Class<?> row, Set<String> read) {
    for (RecordComponent component : row.getRecordComponents()) {
      InColumn named = component.getAnnotation(InColumn.class);
      String column =
          named == null
              ? JdbcUtils.convertPropertyNameToUnderscoreName(component.getName())
              : named.value();
      for (Class<?> type : ReadRecords.types(component.getGenericType())) {
        if (type.isEnum()) {
          read.add(column + ' ' + type.getSimpleName());
        } else if (type.isRecord() && component.getType() != List.class) {
          constants(type, read);
        }
      }
    }
  }
}
