package cn.beian.server.year;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Stage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Its units, officials and apps, and what happened to them; the same for the same seed. */
final class PlayedProvince {
  private static final List<String> NAMES =
      List.of("河湖巡查", "智慧校园", "便民服务", "应急值守", "文旅导览", "医保查询", "农机调度", "社区通");

  /** What became of applications, and what else was done. */
  enum Happened {
    INVENTORY_TAKEN,
    CLAIMED,
    PROJECT_PLANNED,
    PROJECT_NOT_APPROVED,
    BEGUN,
    SUPPLEMENT_ASKED,
    LEFT_TO_ITS_LIMIT,
    SENT_BACK,
    REFUSED,
    WITHDRAWN,
    FILED,
    CHANGED,
    CHANGED_MAJOR,
    OFFICIAL_NUMBER,
    ASKED,
    ANSWERED,
    SHUT_DOWN_ANNOUNCED,
    REPORT_SENT_BACK,
    DEREGISTERED
  }

  /** One app and the unit that files it. */
  record App(FilingSteps unit, int n) {
    /** What a version of it is like. */
    AppFacts version(int major) {
      AppFacts facts = new AppFacts(identity()).named(name()).version(major + ".0.0", major + "00");
      return major == 1 ? facts : facts.screen("Page" + major, "第" + major + "版新增");
    }

    String identity() {
      return "cn.gov.year.a" + n;
    }

    String name() {
      return NAMES.get(n % NAMES.size()) + n;
    }
  }

  final ApplicationContext server;
  private final YearClock clock;
  private final Agenda agenda;
  private final Random random;
  private final List<FilingSteps> units = new ArrayList<>();
  private final Map<Happened, Integer> happened = new EnumMap<>(Happened.class);
  private int apps;

  PlayedProvince(ApplicationContext server, YearClock clock, Agenda agenda, long seed) {
    this.server = server;
    this.clock = clock;
    this.agenda = agenda;
    this.random = new Random(seed);
  }

  /** Founds units, each with people of its own; the officials are those of the first. */
  void found(int count) {
    FilingSteps first = new FilingSteps(server);
    units.add(first);
    while (units.size() < count) {
      Stage stage = new Stage(server, "PREFECTURE", "LOCAL");
      units.add(
          FilingSteps.of(
              server,
              stage.unit,
              stage.name,
              new FilingSteps.People(
                  stage.own(Role.HANDLER),
                  stage.own(Role.APPROVER),
                  first.firstSeat,
                  first.secondSeat,
                  first.reviewer,
                  first.signer)));
    }
  }

  /**
   * Explanations of an application hold on: what was copied from an earlier one may have run out.
   */
  void prolong(FilingSteps unit, UUID id) {
    String until = today().plusDays(300).toString();
    unit.as(unit.handler);
    Map<Question, String> days = new LinkedHashMap<>();
    unit.file(id).form().questions().stream()
        .filter(question -> question.fieldId().equals("explanation.until"))
        .forEach(question -> days.put(question, until));
    unit.save(id, days);
  }

  FilingSteps anyUnit() {
    return units.get(0);
  }

  Map<Happened, Integer> happened() {
    return new EnumMap<>(happened);
  }

  /** One more app, of some unit. */
  App anotherApp() {
    return new App(units.get(random.nextInt(units.size())), ++apps);
  }

  LocalDate today() {
    return clock.today();
  }

  /** Somebody does this tomorrow or at most so many days later. */
  void later(int days, String what, Agenda.Step step) {
    agenda.note(today().plusDays(1L + random.nextInt(days + 1)), what, step);
  }

  /** Somebody does this on that day. */
  void on(LocalDate day, String what, Agenda.Step step) {
    agenda.note(day, what, step);
  }

  /** The version of a row, as a page shows it to who acts on it. */
  int version(String table, UUID id) {
    return server
        .getBean(JdbcClient.class)
        .sql("select version from " + table + " where id = ?")
        .param(id)
        .query(Integer.class)
        .single();
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  void count(Happened what) {
    happened.merge(what, 1, Integer::sum);
  }
}
