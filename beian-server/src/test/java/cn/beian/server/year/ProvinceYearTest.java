package cn.beian.server.year;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import cn.beian.filing.Role;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.server.BeianServer;
import cn.beian.server.TestClassPath;
import cn.beian.server.WebSession;
import cn.beian.server.calendar.Policies;
import cn.beian.server.calendar.PolicyRequests;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.HolidaySteps;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.platform.SqlColumns;
import cn.beian.server.records.RecordCheck;
import cn.beian.server.year.PlayedProvince.Happened;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A year of one province: every act at its own time, limits that run out by themselves, jobs of
 * every night. {@code -Dbeian.year.apps=9000 -Dbeian.year.units=2000} plays the whole of it.
 */
@Tag("deep")
class ProvinceYearTest {
  private static final int UNITS = Integer.getInteger("beian.year.units", 100);
  private static final int APPS = Integer.getInteger("beian.year.apps", 450);
  private static final LocalDate LAST = YearClock.Shared.FIRST.plusYears(1).minusDays(1);
  private static final int DAYS_OF_BEGINNING = 330;

  /** Holidays of 2027 and 2028 are invented. */
  private static final String DAYS = "%1$d-01-01 至 %1$d-01-03 元旦\n%1$d-10-01 至 %1$d-10-07 国庆节\n";

  /** Jobs that come again after a pause are not waited for, those of a night are. */
  private static final List<String> ALWAYS =
      List.of("sign-checkpoint", "send-mail", "call-webhooks", "take-audit-head");

  @TempDir private Path data;
  private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
  private final Agenda agenda = new Agenda();
  private ConfigurableApplicationContext server;
  private YearClock clock;
  private PlayedProvince province;
  private String supervisor = "";
  private AppenderBase<ILoggingEvent> log;

  @BeforeEach
  void start() {
    System.setProperty("java.class.path", TestClassPath.joined());
    server =
        new SpringApplicationBuilder(BeianServer.class, YearClock.Shared.class)
            .run(
                "--server.port=0",
                "--beian.data-dir=" + data,
                "--beian.db.binaries=" + Path.of("target", "postgres-binaries").toAbsolutePath(),
                "--db-scheduler.polling-interval=100ms");
    log =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
              errors.add(event.getLoggerName() + ": " + event.getFormattedMessage());
            }
          }
        };
    log.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
    clock = server.getBean(YearClock.class);
    province = new PlayedProvince(server, clock, agenda, 2027);
  }

  @AfterEach
  void stop() {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
    if (server != null) {
      server.close();
    }
  }

  @Test
  void year_ofAllKinds_endsWithoutAnError_andTheRegisterIsClean() throws Exception {
    province.found(UNITS);
    supervisor = province.anyUnit().stage.official(Role.SUPERVISOR, "330000");
    verify();
    BeforeFiling before = new BeforeFiling(province);
    Applying applying = new Applying(province, before, new AfterFiling(province));
    for (int app = 0; app < APPS; app++) {
      applying.plan(YearClock.Shared.FIRST.plusDays((long) app * DAYS_OF_BEGINNING / APPS));
    }
    province.on(YearClock.Shared.FIRST.plusDays(10), "take the inventory", before::takeInventory);
    for (LocalDate day = YearClock.Shared.FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
      clock.move(day, LocalTime.of(8, 30));
      jobs();
      agenda.take(day);
      jobs(); // a job that the next day finds running would count as lost
      if (day.getDayOfMonth() == 1) {
        System.out.println(day + ": " + province.happened() + ", " + pages());
        assertThat(agenda.failed()).isEmpty();
        assertThat(errors).isEmpty();
      }
    }
    clock.move(LAST.plusDays(60), LocalTime.of(8, 30));
    jobs();
    assertThat(agenda.failed()).isEmpty();
    assertThat(errors).isEmpty();
    Map<Happened, Integer> happened = province.happened();
    System.out.println(agenda.taken() + " steps: " + happened + ", " + pages());
    assertThat(happened).containsOnlyKeys(Happened.values());
    int left = happened.getOrDefault(Happened.LEFT_TO_ITS_LIMIT, 0);
    assertThat(count("select count(*) from application where state = 'ABANDONED'"))
        .as("limits ran out by themselves, and may have of what the year left unanswered")
        .isBetween(left, left + Math.toIntExact(agenda.open("supplement", "rectify")));
    PublicLedger ledger = server.getBean(PublicLedger.class);
    ledger.publish();
    RecordCheck.Result check =
        RecordCheck.run(server.getBean(DataSource.class), ledger, read -> {});
    assertThat(check.faults()).isEmpty();
    assertThat(check.ledger().faults()).isEmpty();
  }

  /** What is presumed of the law is taken for read, so that limits fire. */
  private void verify() {
    FilingSteps unit = province.anyUnit();
    String asks = unit.stage.official(Role.SYSTEM_ADMINISTRATOR, "100000");
    String confirms = unit.stage.official(Role.SIGNER, "100000");
    unit.as(asks);
    PolicyRequests requests = server.getBean(PolicyRequests.class);
    Policies policies = server.getBean(Policies.class);
    for (ParameterKey key : ParameterKey.values()) {
      PolicyParameter one = policies.current().at(key, YearClock.Shared.FIRST);
      if (!one.verified()) {
        UUID asked =
            requests.ask(new PolicyParameter(one.key(), one.value(), "测试", true, one.since()));
        unit.as(confirms);
        requests.confirm(asked);
        unit.as(asks);
      }
    }
    for (int year : List.of(2027, 2028)) {
      HolidaySteps.enter(
          server, unit.stage, year, "测试〔%d〕1 号".formatted(year), DAYS.formatted(year));
    }
  }

  /** Waits until nothing is due that a night or somebody has left. */
  private void jobs() {
    await().pollInSameThread().atMost(Duration.ofMinutes(5)).until(() -> left().isEmpty());
  }

  private List<String> left() {
    return server
        .getBean(JdbcClient.class)
        .sql(
            "select task_name from scheduled_tasks where (picked or execution_time <= :now)"
                + " and task_name not in (:always)")
        .param("now", SqlColumns.at(clock.instant()))
        .param("always", ALWAYS)
        .query(String.class)
        .list();
  }

  private int count(String sql) {
    return server.getBean(JdbcClient.class).sql(sql).query(Integer.class).single();
  }

  /** How long first pages take, in ms, each asked three times, the middle one told. */
  private Map<String, Long> pages() throws Exception {
    FilingSteps unit = province.anyUnit();
    String base = "http://localhost:" + server.getEnvironment().getProperty("local.server.port");
    Map<String, Long> took = new java.util.TreeMap<>();
    List<String> pages = List.of("/", "/work?view=mine", "/work?view=done", "/register");
    Map<String, List<String>> asked = new LinkedHashMap<>();
    List.of(unit.firstSeat, unit.reviewer, unit.handler).forEach(login -> asked.put(login, pages));
    asked.put(supervisor, List.of("/", "/inventory", "/inventory/apps", "/overdue"));
    for (Map.Entry<String, List<String>> who : asked.entrySet()) {
      WebSession session = WebSession.of(server, base, who.getKey());
      for (String page : who.getValue()) {
        List<Long> times = new ArrayList<>();
        for (int again = 0; again < 3; again++) {
          long before = System.nanoTime();
          assertThat(session.get(page).statusCode()).isEqualTo(200);
          times.add((System.nanoTime() - before) / 1_000_000);
        }
        times.sort(Comparator.naturalOrder());
        took.merge(page, times.get(1), Math::max);
      }
    }
    return took;
  }
}
