package cn.beian.server.demo;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.approvals.Approvals;
import cn.beian.server.cases.WorkFilter;
import cn.beian.server.cases.Worklist;
import cn.beian.server.upperlevel.LevelExceptions;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** What happens in the demo before anything is built: two projects, and an exception. */
@Component
@ConditionalOnProperty("beian.demo")
class DemoApprovals {
  private static final String PROVINCE = "330000";
  private static final String OPEN = "水库巡查";
  private static final String GIVEN = "用水报修";
  private static final String EXCEPTION = "山塘值守";

  private final DemoDesk desk;
  private final Approvals approvals;
  private final LevelExceptions exceptions;
  private final Worklist worklist;
  private final Clock clock;

  DemoApprovals(
      DemoDesk desk,
      Approvals approvals,
      LevelExceptions exceptions,
      Worklist worklist,
      Clock clock) {
    this.desk = desk;
    this.approvals = approvals;
    this.exceptions = exceptions;
    this.worklist = worklist;
    this.clock = clock;
  }

  /** Makes what is not there yet. */
  void load() {
    DemoApp unit = DemoApp.read("river-patrol");
    desk.official(Role.PROJECT_REVIEWER, PROVINCE);
    boolean given = there(GIVEN);
    boolean open = there(OPEN);
    if (!given) {
      desk.day(3);
      UUID id = send(unit, plan(GIVEN, "PUBLIC", "用户报修漏水、查询停水通知。", "36", "5"));
      desk.day(2);
      desk.official(Role.PROJECT_REVIEWER, PROVINCE);
      approvals.act(
          id,
          version(id),
          "decision",
          Map.of(
              "result",
              "APPROVE_WITH_CONDITIONS",
              "opinion",
              "同意建设。停水通知使用省政务服务平台的消息接口，不另建。",
              "documentNumber",
              "云发改高技〔2026〕58 号",
              "decidedOn",
              OfficialTime.dayOf(clock.instant()).toString()));
    }
    if (!open) {
      desk.day(1);
      send(unit, plan(OPEN, "GRASSROOTS_STAFF", "水库值守人员上报水位和险情。", "52.5", "8"));
    }
    exception(DemoApp.read("village"));
    desk.leave();
  }

  /** A town asks the water office of its city, which has not answered. */
  private void exception(DemoApp town) {
    desk.own(town, Role.HANDLER);
    if (!there(EXCEPTION)) {
      desk.day(1);
      desk.own(town, Role.HANDLER);
      UUID id =
          exceptions.begin(
              Map.of("app", EXCEPTION, "upper", "云州市水务局", "reason", "市里的巡河应用不含山塘，汛期值守人员没有应用可用。"));
      desk.own(town, Role.APPROVER);
      exceptions.act(id, exceptions.file(id).one().version(), "submission", Map.of());
    }
  }

  private UUID send(DemoApp unit, Map<String, String> plan) {
    desk.own(unit, Role.HANDLER);
    UUID id = approvals.begin(plan);
    desk.own(unit, Role.APPROVER);
    approvals.act(id, version(id), "submission", Map.of());
    return id;
  }

  private static Map<String, String> plan(
      String name, String audience, String purpose, String cost, String yearlyCost) {
    return Map.ofEntries(
        Map.entry("name", name),
        Map.entry("work", "BUILD"),
        Map.entry("form", "MINI_PROGRAM"),
        Map.entry("audience", audience),
        Map.entry("purpose", purpose),
        Map.entry("cost", cost),
        Map.entry("yearlyCost", yearlyCost),
        Map.entry("fits", "列入云州市智慧水务三年计划第 12 项。"),
        Map.entry("overlaps", "查过本市已备案应用，没有办理同一事项的。"),
        Map.entry("module", "巡河应用面向河长，使用人员和数据不同，并入会增加基层操作。"),
        Map.entry("collaboration", "与市应急管理局共用险情上报接口。"),
        Map.entry("sharing", "用水文站已有数据，上报结果共享给省水利厅。"));
  }

  private boolean there(String name) {
    return Stream.of(WorkFilter.View.values())
        .map(view -> WorkFilter.of(view).finding(name))
        .flatMap(filter -> worklist.page(filter, 1).stream())
        .anyMatch(item -> item.procedure().matches("approval|exception"));
  }

  private int version(UUID id) {
    return approvals.file(id).one().version();
  }
}
