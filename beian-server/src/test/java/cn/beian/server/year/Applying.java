package cn.beian.server.year;

import cn.beian.filing.form.Question;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.filings.drafting.ApprovalOfDraft;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.drafting.Submission;
import cn.beian.server.filings.review.CompletenessReview;
import cn.beian.server.filings.review.CompletenessReview.Ticked;
import cn.beian.server.filings.review.NationalReview;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.year.PlayedProvince.App;
import cn.beian.server.year.PlayedProvince.Happened;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/** What sponsors and reviewers do about an application, from the draft to its end. */
final class Applying {
  private static final Question BUILDER = Question.once("operation.builder");

  private final PlayedProvince province;
  private final BeforeFiling before;
  private final AfterFiling after;
  private final ApplicationContext server;

  Applying(PlayedProvince province, BeforeFiling before, AfterFiling after) {
    this.province = province;
    this.before = before;
    this.after = after;
    this.server = province.server;
  }

  /** Somebody begins to file one more app on this day. */
  void plan(LocalDate day) {
    App app = province.anotherApp();
    if (province.chance(50)) {
      before.know(app);
      province.on(day, "begin", () -> begin(app, ApplicationKind.EXISTING, Optional.empty()));
    } else if (province.chance(50)) {
      province.on(
          day,
          "plan a project",
          () ->
              before.project(
                  app, approval -> begin(app, ApplicationKind.INITIAL, Optional.of(approval))));
    } else {
      province.on(day, "begin", () -> begin(app, ApplicationKind.INITIAL, Optional.empty()));
    }
  }

  private void begin(App app, ApplicationKind kind, Optional<UUID> approval) throws Exception {
    FilingSteps unit = app.unit();
    unit.as(unit.handler);
    UUID build = unit.stage.plant(app.version(1).facts(), unit.handler);
    UUID id = server.getBean(Drafts.class).create(kind, List.of(build));
    province.count(Happened.BEGUN);
    if (approval.isPresent()) {
      server.getBean(ApprovalOfDraft.class).choose(id, approval);
    }
    unit.ready(id);
    province.later(2, "sign", () -> sign(app, id, kind));
  }

  /** Signs and sends what is ready, and what comes of it. */
  void sign(App app, UUID id, ApplicationKind kind) {
    app.unit().submit(id);
    if (province.chance(2)) {
      province.later(3, "withdraw", () -> withdraw(app, id));
    } else if (province.chance(12)) {
      province.later(7, "ask for a supplement", () -> askSupplement(app, id, kind));
    } else {
      province.later(7, "find complete", () -> complete(app, id, kind));
    }
  }

  private void withdraw(App app, UUID id) {
    app.unit().as(app.unit().approver);
    server.getBean(Submission.class).withdraw(id, app.unit().version(id), "计划有变");
    province.count(Happened.WITHDRAWN);
  }

  private void askSupplement(App app, UUID id, ApplicationKind kind) {
    for (String seat : List.of(app.unit().firstSeat, app.unit().secondSeat)) {
      app.unit().as(seat);
      server
          .getBean(CompletenessReview.class)
          .vote(
              id,
              app.unit().version(id),
              Opinion.ASK_SUPPLEMENT,
              List.of(new Ticked(BUILDER, "请写明承建单位全称")),
              "");
    }
    province.count(Happened.SUPPLEMENT_ASKED);
    if (province.chance(25)) {
      province.count(Happened.LEFT_TO_ITS_LIMIT);
    } else {
      province.later(8, "supplement", () -> supplement(app, id, kind));
    }
  }

  private void supplement(App app, UUID id, ApplicationKind kind) {
    FilingSteps unit = app.unit();
    unit.as(unit.handler);
    unit.save(id, Map.of(BUILDER, "云州市水利信息有限公司，" + province.today() + "补正"));
    server.getBean(Drafts.class).handToApprover(id, unit.version(id));
    unit.submit(id);
    province.later(5, "find complete", () -> complete(app, id, kind));
  }

  private void complete(App app, UUID id, ApplicationKind kind) {
    app.unit().complete(id);
    if (kind == ApplicationKind.CHANGE) {
      province.count(Happened.CHANGED);
    } else if (province.chance(4)) {
      province.later(10, "send back", () -> sendBack(app, id, kind));
    } else if (province.chance(3)) {
      province.later(10, "refuse", () -> refuse(app, id));
    } else {
      province.later(15, "accept", () -> accept(app, id, kind));
    }
  }

  private void sendBack(App app, UUID id, ApplicationKind kind) {
    app.unit().as(app.unit().reviewer);
    server.getBean(NationalReview.class).sendBack(id, app.unit().version(id), "请按意见整改");
    province.count(Happened.SENT_BACK);
    if (province.chance(20)) {
      province.count(Happened.LEFT_TO_ITS_LIMIT);
    } else {
      province.later(8, "rectify", () -> rectify(app, id, kind));
    }
  }

  private void rectify(App app, UUID id, ApplicationKind kind) {
    FilingSteps unit = app.unit();
    unit.as(unit.handler);
    Drafts drafts = server.getBean(Drafts.class);
    province.prolong(unit, id);
    drafts.noteRectification(id, unit.version(id), "已逐条整改，说明见附件");
    drafts.handToApprover(id, unit.version(id));
    unit.submit(id);
    province.later(10, "accept", () -> accept(app, id, kind));
  }

  private void refuse(App app, UUID id) {
    app.unit().judgeAll(id);
    app.unit().hand(id);
    app.unit().as(app.unit().signer);
    server.getBean(NationalReview.class).refuse(id, app.unit().version(id), "不符合集约建设要求");
    province.count(Happened.REFUSED);
  }

  private void accept(App app, UUID id, ApplicationKind kind) {
    String number = app.unit().accepted(id).toString();
    if (kind == ApplicationKind.MAJOR_CHANGE) {
      province.count(Happened.CHANGED_MAJOR);
      return;
    }
    province.count(Happened.FILED);
    after.filed(this, app, number);
  }
}
