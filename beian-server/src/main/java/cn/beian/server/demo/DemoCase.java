package cn.beian.server.demo;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.filings.Judgement.Outcome;
import cn.beian.server.filings.review.CompletenessReview.Ticked;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A case of the demo: what happened so far to the application of an app.
 *
 * @param app its resource
 * @param begun working days before today
 * @param ends state in which it is left
 * @param launched working days before today when the launch build came; 0 where it has not
 */
record DemoCase(
    String app, ApplicationKind kind, int begun, ApplicationState ends, int launched, Story story) {

  /** What happened after the application was begun, in one transaction. */
  interface Story {
    void play(DemoDesk desk, DemoApp app, UUID id);
  }

  /** One in each state, and what makes the queues look lived in. */
  static final List<DemoCase> ALL =
      List.of(
          new DemoCase(
              "river-patrol",
              ApplicationKind.EXISTING,
              52,
              ApplicationState.ACCEPTED,
              9,
              (desk, app, id) -> {
                inNationalReview(desk, app, id, 50, 45);
                desk.day(30);
                desk.judge(id, "FORM-101", Outcome.ACCEPTED, "只在汛期对值守河段启用，用途、依据、对象和期限清楚，认可为应急例外。");
                desk.judgeRest(id, "已逐项核对，不属于规则所指的情形。");
                desk.day(28);
                desk.accept(id);
              }),
          new DemoCase(
              "health-visit",
              ApplicationKind.INITIAL,
              40,
              ApplicationState.ACCEPTED,
              0,
              (desk, app, id) -> {
                inNationalReview(desk, app, id, 38, 33);
                desk.day(5);
                desk.judgeRest(id, "已逐项核对，不属于规则所指的情形。");
                desk.day(3);
                desk.accept(id);
              }),
          new DemoCase(
              "cadre-study",
              ApplicationKind.INITIAL,
              14,
              ApplicationState.NATIONAL_REVIEW,
              0,
              (desk, app, id) -> {
                sent(desk, app, id, 12);
                desk.day(4);
                desk.judge(id, "FORM-104", Outcome.ACCEPTED, "时长仅供本人查看，不汇总、不上报，认可说明。");
              }),
          new DemoCase(
              "campus-safety",
              ApplicationKind.EXISTING,
              9,
              ApplicationState.COMPLETENESS_REVIEW,
              0,
              (desk, app, id) -> {
                sent(desk, app, id, 7);
                desk.day(2);
                desk.vote(id, Role.COMPLETENESS_REVIEWER, Opinion.COMPLETE, List.of());
              }),
          new DemoCase(
              "field-duty",
              ApplicationKind.EXISTING,
              6,
              ApplicationState.COMPLETENESS_REVIEW,
              0,
              (desk, app, id) -> sent(desk, app, id, 5)),
          new DemoCase(
              "library",
              ApplicationKind.EXISTING,
              4,
              ApplicationState.COMPLETENESS_REVIEW,
              0,
              (desk, app, id) -> sent(desk, app, id, 3)),
          new DemoCase(
              "bus-dispatch",
              ApplicationKind.EXISTING,
              13,
              ApplicationState.SUPPLEMENT_DUE,
              0,
              (desk, app, id) -> {
                sent(desk, app, id, 11);
                askSupplement(
                    desk,
                    id,
                    6,
                    ticked("operation.hosting", "只写了“政务云”，请写明云平台名称和承建单位。"),
                    ticked("operation.technicalPlan", "技术方案缺少数据备份与恢复一节，请补充后重新上传。"));
              }),
          new DemoCase(
              "school-lunch",
              ApplicationKind.EXISTING,
              17,
              ApplicationState.COMPLETENESS_REVIEW,
              0,
              (desk, app, id) -> {
                sent(desk, app, id, 15);
                askSupplement(
                    desk,
                    id,
                    9,
                    ticked("operation.hosting", "请写明云平台名称和承建单位。"),
                    ticked("operation.technicalPlan", "技术方案缺少数据备份与恢复一节，请补充后重新上传。"));
                desk.day(2);
                desk.mend(
                    app,
                    id,
                    "operation.hosting",
                    "云江省政务云平台，承建单位为云江数字集团有限公司。",
                    "operation.technicalPlan",
                    "第五章补充数据备份与恢复：每日全量备份，异地保存三十日，每季度恢复演练一次。");
                desk.send(app, id);
              }),
          new DemoCase(
              "emergency-duty",
              ApplicationKind.EXISTING,
              30,
              ApplicationState.RECTIFICATION_DUE,
              0,
              (desk, app, id) -> {
                inNationalReview(desk, app, id, 28, 22);
                desk.day(5);
                desk.judge(id, "FORM-101", Outcome.REJECTED, "“未签到将通报”属于强制签到，应急例外不成立：日常值班不是应急场景。");
                desk.judge(id, "PRIV-304", Outcome.CONFIRMED, "后台持续定位超出值班所需，且未说明停止条件。");
                desk.sendBack(id, "一、去掉日常签到和“未签到将通报”的提示；二、停用后台定位，只在报送灾情时取一次位置；三、在“我的”页增加投诉建议入口。");
              }),
          new DemoCase(
              "staff-home",
              ApplicationKind.INITIAL,
              2,
              ApplicationState.DRAFT,
              0,
              (desk, app, id) -> {
                desk.day(1);
                desk.answer(
                    app, id, field -> field.startsWith("app.") || field.startsWith("operation."));
              }),
          new DemoCase(
              "village",
              ApplicationKind.EXISTING,
              1,
              ApplicationState.DRAFT,
              0,
              (desk, app, id) -> desk.answer(app, id, "app.onlineSince"::equals)),
          new DemoCase(
              "step-rank",
              ApplicationKind.INITIAL,
              35,
              ApplicationState.REFUSED,
              0,
              (desk, app, id) -> {
                inNationalReview(desk, app, id, 33, 29);
                desk.day(16);
                desk.judge(id, "FORM-103", Outcome.REJECTED, "按单位公布步数排名并与评优挂钩，属于强制排名。");
                desk.day(15);
                desk.refuse(id, "应用以每日步数排名和积分为主要功能，并要求全员参加、纳入评先评优，属于“指尖上的形式主义”，整改后已无保留的功能，不予备案。");
              }),
          new DemoCase(
              "road-patrol",
              ApplicationKind.INITIAL,
              20,
              ApplicationState.WITHDRAWN,
              0,
              (desk, app, id) -> {
                sent(desk, app, id, 18);
                desk.day(15);
                desk.withdraw(app, id, "巡查功能改用全省统一的公路养护应用，本应用不再建设。");
              }),
          new DemoCase(
              "elder-care",
              ApplicationKind.EXISTING,
              34,
              ApplicationState.ABANDONED,
              0,
              (desk, app, id) -> {
                sent(desk, app, id, 32);
                askSupplement(desk, id, 26, ticked("acceptance.stability", "验收报告没有稳定性结论，请补充。"));
                desk.day(8);
                desk.abandon(id, "期限已过，没有收到补正；电话联系，单位答复不再补正。");
              }),
          filed("audio-books", 56, 34),
          filed("clinic-booking", 76, 54));

  /** The same as they are played: the earliest first, so that numbers come in the order of days. */
  static List<DemoCase> played() {
    return ALL.stream().sorted(Comparator.comparingInt(DemoCase::begun).reversed()).toList();
  }

  /** One whose ending is told by {@link DemoEndings}. */
  private static DemoCase filed(String app, int begun, int launched) {
    return new DemoCase(
        app,
        ApplicationKind.EXISTING,
        begun,
        ApplicationState.ACCEPTED,
        launched,
        (desk, demo, id) -> {
          inNationalReview(desk, demo, id, begun - 2, begun - 8);
          desk.day(launched + 6);
          desk.judgeRest(id, "已逐项核对，不属于规则所指的情形。");
          desk.day(launched + 4);
          desk.accept(id);
        });
  }

  private static void sent(DemoDesk desk, DemoApp app, UUID id, int daysAgo) {
    desk.day(daysAgo + 1);
    desk.answer(app, id, field -> true);
    desk.day(daysAgo);
    desk.send(app, id);
  }

  private static void inNationalReview(
      DemoDesk desk, DemoApp app, UUID id, int sentDaysAgo, int completeDaysAgo) {
    sent(desk, app, id, sentDaysAgo);
    desk.day(completeDaysAgo);
    both(desk, id, Opinion.COMPLETE, List.of());
  }

  private static void askSupplement(DemoDesk desk, UUID id, int daysAgo, Ticked... gaps) {
    desk.day(daysAgo);
    both(desk, id, Opinion.ASK_SUPPLEMENT, List.of(gaps));
  }

  private static void both(DemoDesk desk, UUID id, Opinion opinion, List<Ticked> gaps) {
    desk.vote(id, Role.COMPLETENESS_REVIEWER, opinion, gaps);
    desk.vote(id, Role.GOVERNMENT_SERVICE_REVIEWER, opinion, gaps);
  }

  private static Ticked ticked(String field, String demand) {
    return new Ticked(Question.once(field), demand);
  }
}
