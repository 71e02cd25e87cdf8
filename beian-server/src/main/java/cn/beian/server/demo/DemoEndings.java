package cn.beian.server.demo;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.RecordState;
import cn.beian.server.endings.EndingReports;
import cn.beian.server.endings.EndingReports.OfflineReport;
import cn.beian.server.endings.Endings;
import cn.beian.server.endings.ShutDownPlan;
import cn.beian.server.endings.ShutDownPlan.Migration;
import cn.beian.server.records.FilingLookup;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Two apps of the demo that end: one is announced, of the other the tombstone is left. */
@Component
@ConditionalOnProperty("beian.demo")
class DemoEndings {
  private static final int ANNOUNCED_DAYS_AHEAD = 30;

  private final DemoDesk desk;
  private final Endings endings;
  private final EndingReports reports;
  private final FilingLookup lookup;
  private final Records records;
  private final TransactionTemplate transaction;
  private final Clock clock;

  DemoEndings(
      DemoDesk desk,
      Endings endings,
      EndingReports reports,
      FilingLookup lookup,
      Records records,
      TransactionTemplate transaction,
      Clock clock) {
    this.desk = desk;
    this.endings = endings;
    this.reports = reports;
    this.lookup = lookup;
    this.records = records;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Announces the end of an app that is filed; it is still online. */
  void announce(DemoApp app) {
    filed(app)
        .ifPresent(
            number ->
                transaction.executeWithoutResult(
                    status ->
                        announced(
                            app,
                            number,
                            5,
                            "有声书已全部并入“云州图书”，本应用到期停止服务。收听记录会自动带过去，读者不用重新注册。",
                            "收听记录和书架移交“云州图书”，账号信息在停止服务后三十日内删除。",
                            "https://lib.yunzhou.example/")));
    desk.leave();
  }

  /** Ends an app that is filed, to its tombstone. */
  void end(DemoApp app) {
    filed(app)
        .ifPresent(number -> transaction.executeWithoutResult(status -> endedLongAgo(app, number)));
    desk.leave();
  }

  /** The states of filed apps, by their numbers: some have ended. */
  Map<String, RecordState> standings(Collection<String> numbers) {
    return records.states(numbers);
  }

  private void endedLongAgo(DemoApp app, String number) {
    UUID id =
        announced(
            app,
            number,
            44,
            "社区门诊预约改由全省统一的预约平台办理，本应用到期停止服务。已经约好的号照常就诊。",
            "未就诊的预约移交省预约平台，其余预约记录归档后删除。",
            "https://booking.yunjiang.example/");
    desk.day(20);
    desk.own(app, Role.HANDLER);
    reports.wentOffline(
        id,
        version(id),
        new OfflineReport(
            Optional.of(today()),
            "",
            "未就诊的预约共移交一批，移交清单已归档；其余预约记录已归档，线上数据已删除。",
            "微信平台已下架，接口域名已停止解析，打开旧入口显示停止服务的说明。"));
    desk.day(18);
    desk.own(app, Role.APPROVER);
    reports.report(id, version(id));
    desk.day(16);
    desk.official(Role.COMPLETENESS_REVIEWER, endings.file(id).ending().division());
    reports.note(id, version(id));
  }

  private UUID announced(
      DemoApp app, String number, int daysAgo, String text, String data, String instead) {
    desk.day(daysAgo + 1);
    desk.own(app, Role.HANDLER);
    UUID id =
        endings.plan(
            number,
            new ShutDownPlan(
                Optional.of(today().plusDays(ANNOUNCED_DAYS_AHEAD)),
                text,
                data,
                Optional.of(Migration.ADDRESS),
                instead,
                "在应用首页弹出通知，并由窗口张贴。"));
    desk.day(daysAgo);
    desk.own(app, Role.APPROVER);
    endings.announce(id, version(id));
    return id;
  }

  private Optional<String> filed(DemoApp app) {
    return lookup.search(app.name()).records().stream()
        .filter(record -> record.state() == RecordState.FILED)
        .map(PublicRecord::number)
        .findFirst();
  }

  private int version(UUID id) {
    return endings.file(id).ending().version();
  }

  private LocalDate today() {
    return OfficialTime.dayOf(clock.instant());
  }
}
