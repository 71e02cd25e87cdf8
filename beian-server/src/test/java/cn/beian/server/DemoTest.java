package cn.beian.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.Role;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.audit.AccountCheck;
import cn.beian.server.audit.AuditCheck;
import cn.beian.server.audit.RegisterCheck;
import cn.beian.server.demo.DemoProgress;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.ledger.AuditLedger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class DemoTest {
  @TempDir Path data;

  @Test
  void demo_onEmptyFolder_hasUnitsAtAllLevelsAndEveryRole() throws Exception {
    try (ConfigurableApplicationContext server = start("127.0.0.1")) {
      Identity identity = server.getBean(Identity.class);
      List<Person> people = new ArrayList<>();
      identity.organizations().forEach(unit -> people.addAll(identity.people(unit.id())));
      Set<Role> roles = EnumSet.noneOf(Role.class);
      people.forEach(person -> roles.addAll(person.roles()));
      assertThat(roles).containsExactlyInAnyOrder(Role.values());
      assertThat(identity.organizations())
          .extracting(unit -> unit.level().name())
          .contains("CENTRAL", "PROVINCIAL", "PREFECTURE", "COUNTY", "TOWNSHIP");
      String port = server.getEnvironment().getProperty("local.server.port");
      var page =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/")).build(),
                  BodyHandlers.ofString());
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("演示环境");
    }
  }

  @Test
  void demo_killedAndStartedAgain_hasEachCaseOnceInItsState() throws Exception {
    try (ConfigurableApplicationContext server = start("127.0.0.1")) {
      DemoProgress demo = server.getBean(DemoProgress.class);
      await()
          .pollInterval(Duration.ofMillis(10))
          .atMost(Duration.ofMinutes(5))
          .until(() -> demo.loaded() >= 3 || demo.done().isDone());
      server
          .getBean(JdbcClient.class)
          .sql("update application set app_name = '有人改过的名称' where app_name = '清溪巡河'")
          .update();
    } // ends while cases are being loaded
    try (ConfigurableApplicationContext server = start("127.0.0.1")) {
      DemoProgress demo = server.getBean(DemoProgress.class);
      demo.done().get(5, TimeUnit.MINUTES);
      assertThat(demo.overview())
          .extracting(DemoProgress.Example::state)
          .contains(ApplicationState.values());
      JdbcClient jdbc = server.getBean(JdbcClient.class);
      assertThat(
              jdbc.sql("select app_name from application order by app_name")
                  .query(String.class)
                  .list())
          .doesNotHaveDuplicates()
          .hasSize(demo.total());
      assertThat(
              jdbc.sql("select filed_on from filing_record order by place")
                  .query(LocalDate.class)
                  .list())
          .as("days in the order of their numbers, as the register shows them")
          .hasSize(4)
          .isSorted();
      assertThat(jdbc.sql("select number_seen_on from filing_record").query().listOfRows())
          .as("one record without a launch build")
          .extracting(row -> row.get("number_seen_on") == null)
          .containsExactlyInAnyOrder(true, false, false, false);
      assertThat(
              jdbc.sql("select state from filing_record order by state").query(String.class).list())
          .as("two in force, one that ends, and a tombstone")
          .containsExactly("DEREGISTERED", "FILED", "FILED", "SHUTTING_DOWN");
      String port = server.getEnvironment().getProperty("local.server.port");
      String guide = new Visitor("http://localhost:" + port).get("/login?lang=zh").body();
      String ended = guide.substring(guide.indexOf("<b>鹭港挂号"));
      assertThat(ended.substring(0, ended.indexOf("</span>")))
          .as("an app that has ended, as the register has it")
          .contains("已注销")
          .doesNotContain("通过");
      assertThat(jdbc.sql("select count(*) from rulebook_version").query(Integer.class).single())
          .as("a second version of the rules, once")
          .isEqualTo(2);
      assertThat(jdbc.sql("select state from inquiry_case").query(String.class).list())
          .containsExactly("ANSWERED");
      assertThat(jdbc.sql("select state from approval_case").query(String.class).list())
          .containsExactlyInAnyOrder("UNDER_REVIEW", "APPROVED_WITH_CONDITIONS");
      assertThat(jdbc.sql("select state from level_exception").query(String.class).list())
          .containsExactly("ASKED");
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () ->
                  assertThat(
                          jdbc.sql("select app_name from supervision_case")
                              .query(String.class)
                              .list())
                      .as("who is found by it has a case")
                      .containsExactly("有人改过的名称"));
      DataSource data = server.getBean(DataSource.class);
      assertThat(
              AuditCheck.run(data, server.getBean(AuditLedger.class))
                  .with(AccountCheck.run(data))
                  .with(RegisterCheck.run(data))
                  .faults())
          .as(
              "what `beian audit verify` says of a demo in which one name was changed past the server")
          .isNotEmpty()
          .allMatch(fault -> fault.name().startsWith("有人改过的名称"));
    }
  }

  @Test
  void demo_killedAndHeavilyChanged_startsAndHasWhatIsNotTouchedByIt() throws Exception {
    try (ConfigurableApplicationContext server = start("127.0.0.1")) {
      DemoProgress demo = server.getBean(DemoProgress.class);
      await()
          .pollInterval(Duration.ofMillis(10))
          .atMost(Duration.ofMinutes(5))
          .until(() -> demo.loaded() >= 3 || demo.done().isDone());
      JdbcClient jdbc = server.getBean(JdbcClient.class);
      jdbc.sql("update organization set name = name || '（新名）'").update();
      jdbc.sql(
              "update user_account set active = false where login in ('national', 'signer',"
                  + " 'rules', 'supervisor')")
          .update();
      jdbc.sql("update application set app_name = '别的' where state = 'DRAFT'").update();
    } // ends while cases are being loaded
    try (ConfigurableApplicationContext server = start("127.0.0.1")) {
      DemoProgress demo = server.getBean(DemoProgress.class);
      demo.done().get(5, TimeUnit.MINUTES);
      assertThat(demo.loaded()).isBetween(2, demo.total());
      JdbcClient jdbc = server.getBean(JdbcClient.class);
      assertThat(
              jdbc.sql(
                      "select name from organization where name not like '%（新名）' and credit_code"
                          + " in (select credit_code from organization where name like '%（新名）')")
                  .query(String.class)
                  .list())
          .as("a second unit for one that was renamed")
          .isEmpty();
      assertThat(jdbc.sql("select state from approval_case").query(String.class).list())
          .as("what nobody touched comes all the same")
          .containsExactlyInAnyOrder("UNDER_REVIEW", "APPROVED_WITH_CONDITIONS");
    }
  }

  @Test
  void demo_onOpenAddress_isRefused() {
    assertThatThrownBy(() -> start("0.0.0.0").close()).hasMessageContaining("loopback");
  }

  private ConfigurableApplicationContext start(String address) {
    List<String> arguments =
        Arrays.asList(
            "--port",
            "0",
            "--data",
            data.toString(),
            "--demo",
            "--server.address=" + address,
            "--beian.db.url=",
            "--beian.db.binaries=" + Path.of("target", "postgres-binaries").toAbsolutePath());
    return BeianServer.start(arguments.toArray(String[]::new));
  }
}
