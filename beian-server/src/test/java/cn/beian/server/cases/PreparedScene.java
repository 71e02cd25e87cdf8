package cn.beian.server.cases;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.approvals.Approvals;
import cn.beian.server.approvals.ProjectPlan;
import cn.beian.server.endings.Endings;
import cn.beian.server.endings.ShutDownPlan;
import cn.beian.server.endings.ShutDownPlan.Migration;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.drafting.Submission;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.inquiries.Inquiries;
import cn.beian.server.revocations.RevocationSteps;
import cn.beian.server.revocations.Revocations;
import cn.beian.server.rulebooks.RulebookSteps;
import cn.beian.server.supervision.SponsorAnswer.Kind;
import cn.beian.server.supervision.SponsorAnswers;
import cn.beian.server.supervision.SupervisionCases;
import cn.beian.server.supervision.SupervisionSteps;
import cn.beian.server.upperlevel.LevelExceptions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ObjIntConsumer;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A case of a procedure in which a handler has written what an approver may send, and what its
 * people do with it, as the person who acts at the time.
 *
 * @param table of the cases
 * @param page of the case
 * @param rewrite writes another text on a case of a version
 * @param giveBack absent where the procedure has no such act
 * @param withdraw absent where the procedure has no such act
 */
record PreparedScene(
    FilingSteps steps,
    String table,
    UUID id,
    String page,
    ObjIntConsumer<UUID> rewrite,
    ObjIntConsumer<UUID> send,
    Optional<ObjIntConsumer<UUID>> giveBack,
    Optional<ObjIntConsumer<UUID>> withdraw) {
  /** Part of what the handler wrote. */
  static final String MARKER = "只有本单位知道的一句话。";

  private static final String REWRITTEN = "改写以后的完整说明。";

  /** Makes the scene of a procedure, by the name of its subject in the audit trail. */
  static PreparedScene of(ApplicationContext server, String procedure) throws Exception {
    FilingSteps steps = new FilingSteps(server);
    return switch (procedure) {
      case "exception" -> exception(server, steps);
      case "approval" -> approval(server, steps);
      case "ending" -> ending(server, steps);
      case "inquiry" -> inquiry(server, steps);
      case "revocation" -> revocation(server, steps);
      case "supervision" -> supervision(server, steps);
      case "application" -> filing(server, steps);
      default -> throw new AssertionError("no scene of " + procedure);
    };
  }

  private static PreparedScene exception(ApplicationContext server, FilingSteps steps) {
    Stage upper = new Stage(server, "PROVINCIAL", "LOCAL");
    server
        .getBean(JdbcClient.class)
        .sql("update organization set parent_id = ? where id = ?")
        .params(upper.unit, steps.stage.unit)
        .update();
    LevelExceptions exceptions = server.getBean(LevelExceptions.class);
    String app = "例外" + Unique.word();
    steps.as(steps.handler);
    return new PreparedScene(
        steps,
        "level_exception",
        exceptions.begin(Map.of("app", app, "upper", upper.name, "reason", MARKER)),
        "/exceptions/",
        (id, version) ->
            exceptions.act(
                id, version, "draft", Map.of("app", app, "upper", upper.name, "reason", REWRITTEN)),
        (id, version) -> exceptions.act(id, version, "submission", Map.of()),
        Optional.of((id, version) -> exceptions.act(id, version, "remark", Map.of("remark", "请改"))),
        Optional.of(
            (id, version) -> exceptions.act(id, version, "withdrawal", Map.of("why", "不建了"))));
  }

  private static PreparedScene approval(ApplicationContext server, FilingSteps steps) {
    Map<String, String> plan = new HashMap<>();
    plan.putAll(Map.of("name", "立项" + Unique.word(), "work", "BUILD", "form", "APP"));
    plan.putAll(Map.of("audience", "PUBLIC", "purpose", MARKER, "cost", "1", "yearlyCost", "1"));
    ProjectPlan.QUESTIONS.forEach(question -> plan.put(question, "就" + question + "的回答"));
    Map<String, String> other = new HashMap<>(plan);
    other.put("purpose", REWRITTEN);
    Approvals approvals = server.getBean(Approvals.class);
    steps.as(steps.handler);
    return new PreparedScene(
        steps,
        "approval_case",
        approvals.begin(plan),
        "/approvals/",
        (id, version) -> approvals.act(id, version, "plan", other),
        (id, version) -> approvals.act(id, version, "submission", Map.of()),
        Optional.of((id, version) -> approvals.act(id, version, "remark", Map.of("remark", "请改"))),
        Optional.of(
            (id, version) -> approvals.act(id, version, "withdrawal", Map.of("reason", "不建了"))));
  }

  private static PreparedScene ending(ApplicationContext server, FilingSteps steps)
      throws Exception {
    String number = steps.accepted(filed(steps)).toString();
    Endings endings = server.getBean(Endings.class);
    steps.as(steps.handler);
    return new PreparedScene(
        steps,
        "ending_case",
        endings.plan(number, plan(server, MARKER)),
        "/endings/",
        (id, version) -> endings.change(id, version, plan(server, REWRITTEN)),
        endings::announce,
        Optional.of((id, version) -> endings.giveBack(id, version, "请改")),
        Optional.of(endings::drop));
  }

  private static ShutDownPlan plan(ApplicationContext server, String announcement) {
    return new ShutDownPlan(
        Optional.of(today(server)), announcement, "删除", Optional.of(Migration.NONE), "取消", "弹窗");
  }

  private static PreparedScene inquiry(ApplicationContext server, FilingSteps steps)
      throws Exception {
    String number = steps.accepted(filed(steps)).toString();
    Inquiries inquiries = server.getBean(Inquiries.class);
    steps.as(steps.stage.official(Role.SUPERVISOR, "330000"));
    String by = today(server).plusDays(9).toString();
    UUID asked = inquiries.begin(Map.of("number", number, "question", "请说明情况", "by", by));
    steps.as(steps.handler);
    inquiries.act(asked, 2, "draft", Map.of("text", MARKER));
    return new PreparedScene(
        steps,
        "inquiry_case",
        asked,
        "/inquiries/",
        (id, version) -> inquiries.act(id, version, "draft", Map.of("text", REWRITTEN)),
        (id, version) -> inquiries.act(id, version, "answer", Map.of("anyway", "yes")),
        Optional.of((id, version) -> inquiries.act(id, version, "remark", Map.of("remark", "请改"))),
        Optional.empty());
  }

  private static PreparedScene revocation(ApplicationContext server, FilingSteps steps)
      throws Exception {
    UUID supervised = supervised(server, steps);
    String number =
        server
            .getBean(JdbcClient.class)
            .sql("select number from supervision_case where id = ?")
            .param(supervised)
            .query(String.class)
            .single();
    UUID proposed = RevocationSteps.proposed(server, steps, number);
    Revocations revocations = server.getBean(Revocations.class);
    steps.as(steps.handler);
    revocations.act(proposed, 2, "draft", Map.of("statement", MARKER));
    return new PreparedScene(
        steps,
        "revocation_case",
        proposed,
        "/revocations/",
        (id, version) -> revocations.act(id, version, "draft", Map.of("statement", REWRITTEN)),
        (id, version) -> revocations.act(id, version, "hearing", Map.of()),
        Optional.of(
            (id, version) -> revocations.act(id, version, "remark", Map.of("remark", "请改"))),
        Optional.empty());
  }

  /** A case of supervision about an app that stricter rules judge more severely. */
  private static UUID supervised(ApplicationContext server, FilingSteps steps) throws Exception {
    int version =
        RulebookSteps.strictVersion(
            server,
            steps.stage::as,
            steps.stage.official(Role.RULEBOOK_ADMINISTRATOR, "100000"),
            steps.signer);
    UUID filed =
        steps.inNationalReview(
            steps.draft(steps.stage.plant(steps.stage.facts("日活跃率排名"), steps.handler)));
    steps.accepted(filed);
    return SupervisionSteps.open(server, version, filed).orElseThrow();
  }

  private static PreparedScene supervision(ApplicationContext server, FilingSteps steps)
      throws Exception {
    UUID opened = supervised(server, steps);
    SponsorAnswers answers = server.getBean(SponsorAnswers.class);
    steps.as(steps.handler);
    explain(server, opened, version(server, "supervision_case", opened), MARKER);
    return new PreparedScene(
        steps,
        "supervision_case",
        opened,
        "/supervision/",
        (id, at) -> explain(server, id, at, REWRITTEN),
        answers::send,
        Optional.of((id, at) -> answers.giveBack(id, at, "请改")),
        Optional.empty());
  }

  private static void explain(ApplicationContext server, UUID id, int version, String text) {
    server
        .getBean(SponsorAnswers.class)
        .save(
            id,
            version,
            server.getBean(SupervisionCases.class).file(id).findings().stream()
                .map(
                    one ->
                        new SponsorAnswers.Entered(
                            one.place(), Optional.of(Kind.EXPLAIN), text, "依据", Optional.empty()))
                .toList());
  }

  private static PreparedScene filing(ApplicationContext server, FilingSteps steps)
      throws Exception {
    Submission submission = server.getBean(Submission.class);
    Drafts drafts = server.getBean(Drafts.class);
    return new PreparedScene(
        steps,
        "application",
        steps.ready(),
        "/cases/",
        drafts::handToApprover,
        submission::signAndSend,
        Optional.of((id, version) -> drafts.giveBack(id, version, "请改")),
        Optional.of((id, version) -> submission.withdraw(id, version, "不办了")));
  }

  private static UUID filed(FilingSteps steps) throws Exception {
    return steps.inNationalReview(
        steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
  }

  private static LocalDate today(ApplicationContext server) {
    return OfficialTime.dayOf(server.getBean(Clock.class).instant());
  }

  static int version(ApplicationContext server, String table, UUID id) {
    return server
        .getBean(JdbcClient.class)
        .sql("select version from " + table + " where id = ?")
        .param(id)
        .query(Integer.class)
        .single();
  }
}
