package cn.beian.server.year;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.RecordState;
import cn.beian.server.endings.EndingReports;
import cn.beian.server.endings.EndingReports.OfflineReport;
import cn.beian.server.endings.Endings;
import cn.beian.server.endings.ShutDownPlan;
import cn.beian.server.filings.changes.AppChanges;
import cn.beian.server.filings.filed.ReadPackages;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.inquiries.Inquiries;
import cn.beian.server.official.OfficialNumbers;
import cn.beian.server.records.Records;
import cn.beian.server.year.PlayedProvince.App;
import cn.beian.server.year.PlayedProvince.Happened;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/** What is done about an app that has a number, up to its tombstone. */
final class AfterFiling {
  private static final Question OPERATOR = Question.once("operation.operator");
  private static final Question PLANNED = Question.once("change.plannedOn");

  private final PlayedProvince province;
  private final ApplicationContext server;
  private final String supervisor;
  private int officialNumbers;

  AfterFiling(PlayedProvince province) {
    this.province = province;
    this.server = province.server;
    this.supervisor = province.anyUnit().stage.official(Role.SUPERVISOR, "330000");
  }

  /** What comes of an app that was filed under this number. */
  void filed(Applying applying, App app, String number) {
    UUID appId = server.getBean(Records.class).find(number).orElseThrow().appId();
    if (province.chance(30)) {
      province.later(60, "official number", () -> official(app, number, appId));
    }
    if (province.chance(10)) {
      province.later(60, "ask", () -> ask(app, number));
    }
    if (province.chance(30)) {
      province.later(90, "change", () -> change(applying, app, appId));
    } else if (province.chance(20)) {
      province.later(120, "major change", () -> changeMajor(applying, app, appId));
    } else if (province.chance(15)) {
      province.later(60, "plan the end", () -> planEnd(app, number));
    }
  }

  private void official(App app, String number, UUID appId) {
    if (server.getBean(Records.class).find(number).orElseThrow().state()
        == RecordState.DEREGISTERED) {
      return; // nothing is noted of what ended
    }
    app.unit().as(app.unit().handler);
    server
        .getBean(OfficialNumbers.class)
        .note(
            appId,
            "",
            "京网政备〔2027〕%d号".formatted(++officialNumbers),
            province.today().toString(),
            false);
    province.count(Happened.OFFICIAL_NUMBER);
  }

  private void ask(App app, String number) {
    app.unit().as(supervisor);
    UUID id =
        server
            .getBean(Inquiries.class)
            .begin(
                Map.of(
                    "number",
                    number,
                    "question",
                    "为何每日提醒？",
                    "by",
                    province.today().plusDays(14).toString()));
    province.count(Happened.ASKED);
    province.later(
        20, "answer", () -> answer(app, id)); // some late, which changes nothing by itself
  }

  private void answer(App app, UUID id) {
    Inquiries inquiries = server.getBean(Inquiries.class);
    app.unit().as(app.unit().handler);
    inquiries.act(id, province.version("inquiry_case", id), "draft", Map.of("text", "只提醒值班人员"));
    app.unit().as(app.unit().approver);
    inquiries.act(id, province.version("inquiry_case", id), "answer", Map.of("anyway", "yes"));
    province.count(Happened.ANSWERED);
    province.later(10, "close the question", () -> close(app, id));
  }

  private void close(App app, UUID id) {
    app.unit().as(supervisor);
    server
        .getBean(Inquiries.class)
        .act(id, province.version("inquiry_case", id), "closing", Map.of("remark", "说明清楚"));
  }

  private void change(Applying applying, App app, UUID appId) throws Exception {
    FilingSteps unit = app.unit();
    unit.as(unit.handler);
    UUID id =
        server.getBean(AppChanges.class).begin(appId, ApplicationKind.CHANGE, Optional.empty(), "");
    unit.save(id, Map.of(OPERATOR, "云州市大数据中心第" + app.n() + "部"));
    province.prolong(unit, id);
    unit.ready(id);
    province.later(2, "sign", () -> applying.sign(app, id, ApplicationKind.CHANGE));
  }

  private void changeMajor(Applying applying, App app, UUID appId) throws Exception {
    FilingSteps unit = app.unit();
    unit.as(unit.handler);
    UUID build = unit.stage.plant(app.version(2).facts(), unit.handler);
    server.getBean(ReadPackages.class).goOn(build);
    unit.as(unit.handler);
    UUID id =
        server
            .getBean(AppChanges.class)
            .begin(appId, ApplicationKind.MAJOR_CHANGE, Optional.of(build), "");
    unit.save(id, Map.of(PLANNED, province.today().plusDays(90).toString()));
    province.prolong(unit, id);
    unit.ready(id);
    province.later(2, "sign", () -> applying.sign(app, id, ApplicationKind.MAJOR_CHANGE));
  }

  private void planEnd(App app, String number) {
    app.unit().as(app.unit().handler);
    UUID id =
        server
            .getBean(Endings.class)
            .plan(
                number,
                new ShutDownPlan(
                    Optional.of(province.today().plusDays(30)),
                    "业务并入省级平台，届时停止服务",
                    "档案移交省级平台，其余删除",
                    Optional.of(ShutDownPlan.Migration.NONE),
                    "省级平台已有同样的功能",
                    "应用内弹窗"));
    province.later(5, "announce the end", () -> announce(app, id));
  }

  private void announce(App app, UUID id) {
    app.unit().as(app.unit().approver);
    server.getBean(Endings.class).announce(id, version(id));
    province.count(Happened.SHUT_DOWN_ANNOUNCED);
    province.on(province.today().plusDays(35), "go offline", () -> offline(app, id, "已移交"));
  }

  private void offline(App app, UUID id, String disposed) {
    app.unit().as(app.unit().handler);
    server
        .getBean(EndingReports.class)
        .wentOffline(
            id,
            version(id),
            new OfflineReport(Optional.of(province.today().minusDays(1)), "", disposed, "应用市场已下架"));
    province.later(5, "report", () -> report(app, id, !disposed.equals("已移交")));
  }

  private void report(App app, UUID id, boolean again) {
    app.unit().as(app.unit().approver);
    server.getBean(EndingReports.class).report(id, version(id));
    if (!again && province.chance(30)) {
      province.later(5, "send the report back", () -> sendReportBack(app, id));
    } else {
      province.later(5, "note the report", () -> note(app, id));
    }
  }

  private void sendReportBack(App app, UUID id) {
    app.unit().as(app.unit().firstSeat);
    server
        .getBean(EndingReports.class)
        .sendBack(id, version(id), "请写明个人信息如何删除", Optional.of(province.today().plusDays(10)));
    province.count(Happened.REPORT_SENT_BACK);
    province.later(5, "complete the report", () -> offline(app, id, "已移交，个人信息已删除"));
  }

  private void note(App app, UUID id) {
    app.unit().as(app.unit().firstSeat);
    server.getBean(EndingReports.class).note(id, version(id));
    province.count(Happened.DEREGISTERED);
  }

  private int version(UUID ending) {
    return province.version("ending_case", ending);
  }
}
