package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.numbers.NumberKind;
import cn.beian.server.BeianServer;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.Acceptance;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.records.Acceptance.GroupOutcome;
import cn.beian.server.records.PublicOutcome;
import cn.beian.server.records.Records;
import cn.beian.server.trail.AccountStandings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The output of commands about a server's data, while it runs and afterwards. */
class ServerDataTest {
  private static final String NOBODYS = "ZW-A-330000-2026-999999-X";
  private static final UUID NOBODYS_CASE = UUID.fromString("019a0000-0000-7000-8000-000000000001");

  @TempDir Path folder;

  @Test
  void ledger_of_a_server_is_checked_while_it_runs_and_after() throws Exception {
    Path data = folder.resolve("数 据");
    String number;
    try (ConfigurableApplicationContext server =
        BeianServer.start("--port", "0", "--data", data.toString())) {
      number = accept(server);
      PublicLedger ledger = server.getBean(PublicLedger.class);
      ledger.publish();
      String address =
          "http://localhost:" + server.getEnvironment().getProperty("local.server.port");
      assertClean(data);
      Run trail = Run.of("audit", "verify", "--data", data);
      assertThat(trail.code()).as(trail.out() + trail.err()).isZero();
      assertThat(trail.out()).contains("The audit trail is sound");
      Run asked = Run.of("check", number, "--server", address);
      assertThat(asked.code()).as(asked.err()).isZero();
      assertThat(asked.out())
          .contains("Filing number: " + number, "App: 清溪巡河", "State: Filed and in force");
      assertThat(asked.err()).contains("taken from the same server", ledger.verifier().vkey());
      Run known = Run.of("check", number, "--server", address, "--key", ledger.verifier().vkey());
      assertThat(known.code()).isZero();
      assertThat(known.err()).isEmpty();
      Run unknown = Run.of("check", NOBODYS, "--server", address);
      assertThat(unknown.code()).isEqualTo(ExitCode.BLOCKED);
      assertThat(unknown.err()).contains(NOBODYS);
    }
    assertClean(data);
    Run read = Run.of("check", number, "--data", data);
    assertThat(read.code()).as(read.err()).isZero();
    assertThat(read.out()).contains(number);
    assertThat(Run.of("check", NOBODYS, "--data", data).code()).isEqualTo(ExitCode.BLOCKED);

    try (ConfigurableApplicationContext server =
        BeianServer.start("--port", "0", "--data", data.toString())) {
      server
          .getBean(JdbcClient.class)
          .sql("update filing_record set app_name = '别的' where number = ?")
          .param(number)
          .update();
      approveWithoutSayingSo(server.getBean(JdbcClient.class));
      closeAccountWithoutSayingSo(server);
    }
    Run trail = Run.of("audit", "verify", "--data", data);
    assertThat(trail.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(trail.out())
        .contains("The unit 某局 has no entry in the trail")
        .contains(
            "The parameter Limit of supplement and rectification (supplement.workdays) has no")
        .contains("An account was changed outside the system: river (active or not)")
        .doesNotContain(NOBODYS_CASE.toString());
    onlyReportedChanges_canBeAccepted(data, trail.out());
    Run broken = Run.of("ledger", "fsck", "--data", data);
    assertThat(broken.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(broken.out())
        .contains("The record " + number + " says something else", "NOT sound: 3 faults")
        .contains("/approvals/" + NOBODYS_CASE + ": It has a result without document number")
        .contains("/approvals/" + NOBODYS_CASE + ": Its steps do not lead to its state");
    Run chinese = Run.in(Map.of("LANG", "zh_CN"), "ledger", "fsck", "--data", data);
    assertThat(chinese.out())
        .contains("备案 " + number + " 与其最新一条", "共 3 处")
        .contains("/approvals/" + NOBODYS_CASE + "：已有结果，却没有文号", "状态与办理经过不符");
  }

  /** The account was put there past the server before all were recorded. */
  private static void onlyReportedChanges_canBeAccepted(Path data, String out) {
    String overwritten = "The account river was changed outside the system before";
    Matcher entry = Pattern.compile(overwritten + ".*--known (\\d+)").matcher(out);
    assertThat(entry.find()).as(out).isTrue();
    Run accepted = Run.of("audit", "verify", "--data", data, "--known", entry.group(1));
    assertThat(accepted.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(accepted.out()).doesNotContain(overwritten).contains("An account was changed");
    for (String wrong : List.of("1", "999999999", "-1")) {
      Run refused = Run.of("audit", "verify", "--data", data, "--known", wrong);
      assertThat(refused.code()).as(wrong).isEqualTo(ExitCode.USAGE);
      assertThat(refused.err()).contains("Entry " + wrong + " does not report");
    }
  }

  /** An approval without a decision. */
  private static void approveWithoutSayingSo(JdbcClient jdbc) {
    jdbc.sql(
            """
            insert into organization (id, name, credit_code, level, kind, division, route, created_at)
              values (:id, '某局', 'x', 'PREFECTURE', 'ORGAN', '330100', 'LOCAL', now())
            """)
        .param("id", NOBODYS_CASE)
        .update();
    jdbc.sql(
            """
            insert into approval_case (id, state, app_name, organization_id, division, opened_at,
              updated_at, work, form, audience, purpose, payer_id, fits, overlap, module,
              collaboration, sharing)
            values (:id, 'APPROVED', '某应用', :id, '330100', now(), now(), 'BUILD', 'APP', '', '',
              :id, '', '', '', '', '')
            """)
        .param("id", NOBODYS_CASE)
        .update();
  }

  /** An account that the trail knows, changed past the server. */
  private static void closeAccountWithoutSayingSo(ConfigurableApplicationContext server) {
    JdbcClient jdbc = server.getBean(JdbcClient.class);
    jdbc.sql(
            """
            insert into user_account (id, login, name, post, telephone, email, organization_id,
                roles, region, created_at)
              values (:id, 'river', '某人', '', '', '', :id, '{HANDLER}', '330100', now())
            """)
        .param("id", NOBODYS_CASE)
        .update();
    server
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(now -> server.getBean(AccountStandings.class).recordAll());
    jdbc.sql("update user_account set active = false where login = 'river'").update();
    jdbc.sql(
            """
            insert into policy_value (key, value, source, verified, since, entered_by, entered_at)
              values ('supplement.workdays', '30', '无', true, '2026-02-01', 'river', now())
            """)
        .update();
  }

  @Test
  void folder_without_data_is_told() {
    Run run = Run.of("ledger", "fsck", "--data", folder);
    assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(run.err()).contains("holds no data of a beian server");
    assertThat(folder).isEmptyDirectory();
    Run trail = Run.of("audit", "verify", "--data", folder);
    assertThat(trail.code()).isEqualTo(ExitCode.UNREADABLE);
    Run number = Run.of("check", NOBODYS, "--data", folder);
    assertThat(number.code()).isEqualTo(ExitCode.UNREADABLE);
  }

  private static void assertClean(Path data) {
    Run run = Run.of("ledger", "fsck", "--data", data);
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("The ledger is sound: 1 entries");
  }

  /** Accepts an application; returns its number. */
  static String accept(ConfigurableApplicationContext server) {
    Acceptance acceptance =
        new Acceptance(
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            NumberKind.APP,
            new DivisionCode("330000"),
            "",
            "清溪巡河",
            "云州市水务局",
            "",
            "国家互联网信息办公室",
            "河湖巡查人员",
            LocalDate.of(2026, 11, 25),
            List.of(
                new FiledPackage(
                    "android", "cn.yunzhou.river", "1.0", "ab".repeat(32), "cd".repeat(32))),
            List.of(new GroupOutcome("FORM", PublicOutcome.PASS, 0)),
            "ef".repeat(32),
            List.of("01".repeat(32)),
            List.of());
    return Objects.requireNonNull(
            server
                .getBean(TransactionTemplate.class)
                .execute(status -> server.getBean(Records.class).accept(acceptance)))
        .toString();
  }
}
