package cn.beian.server.filings.review;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.review.ReviewedTopic.Oddity;
import cn.beian.server.fixtures.FilingSteps;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Two seats, a list of each, one letter (R-13, ADR 0041). */
class VotePagesTest extends ServerTest {
  private static final String GAP = "app.onlineSince";
  private static final String BUILDER = "operation.builder";

  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private UUID id;

  @BeforeEach
  void sent() throws Exception {
    steps = new FilingSteps(server);
    id = steps.send(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
  }

  private WebSession first() throws Exception {
    return WebSession.of(server, url(""), steps.firstSeat);
  }

  private WebSession second() throws Exception {
    return WebSession.of(server, url(""), steps.secondSeat);
  }

  private String vote(WebSession seat, String opinion, String gap, String demand) throws Exception {
    return seat.post(
            "/cases/" + id + "/votes",
            Map.of(
                "version",
                "" + steps.version(id),
                "opinion",
                opinion,
                "gap",
                gap,
                "demand:" + gap,
                demand))
        .body();
  }

  private String vote(WebSession seat, String opinion) throws Exception {
    return seat.post(
            "/cases/" + id + "/votes",
            Map.of("version", "" + steps.version(id), "opinion", opinion))
        .body();
  }

  @Test
  void topicsThatWereNotOpened_standAboveTheVote_untilTheyAre() throws Exception {
    jdbc.sql(
            "update answer set value = '无，自行建设' where application_id = ? and field = 'operation.builder'")
        .param(id)
        .update();
    WebSession first = first();
    String page = first.page("/cases/" + id + "?topic=APP");
    assertThat(unopened(page)).contains("运行维护").doesNotContain("应用信息", "??");
    assertThat(unopened(first.page("/cases/" + id + "?topic=OPERATION"))).doesNotContain("运行维护");
    assertThat(unopened(second().page("/cases/" + id + "?topic=APP")))
        .as("each for himself")
        .contains("运行维护");
    assertThat(vote(first, "COMPLETE")).as("and decides all the same").contains("收回");
  }

  /** What the page says above the vote; empty where it says nothing. */
  private static String unopened(String page) {
    int from = page.indexOf("id=\"unopened\"");
    return from < 0 ? "" : page.substring(from, page.indexOf("id=\"decide\"", from));
  }

  private int mark(WebSession seat, String act, String key) throws Exception {
    return seat.post("/cases/" + id + "/marks", Map.of(act, key)).statusCode();
  }

  private void write(WebSession seat, String key, String demand) throws Exception {
    mark(seat, "ask", key);
    seat.post("/cases/" + id + "/marks", Map.of("gap", key, "demand:" + key, demand));
  }

  private CaseFile readBy(String login) {
    steps.as(login);
    return steps.file(id);
  }

  private String state() {
    return jdbc.sql("select state from application where id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  @Test
  void item_isOnTheListAsSoonAsItIsMarked_withAStandardSentence_andCanBeRewritten()
      throws Exception {
    WebSession seat = first();
    assertThat(seat.page("/cases/" + id)).contains("清单是空的").doesNotContain("要求补正，");
    mark(seat, "ask", BUILDER);
    String page = seat.page("/cases/" + id + "?topic=OPERATION");
    assertThat(page).contains("要求补正，1 条").contains("填写得不清楚或不完整，请写完整。").contains("在缺项清单里");
    seat.post(
        "/cases/" + id + "/marks",
        Map.of("use", BUILDER, "gap", BUILDER, "sentence:" + BUILDER, "CONTRADICTS"));
    assertThat(seat.page("/cases/" + id)).contains("与软件包、登记或以前的备案对不上");
    write(seat, BUILDER, "请写全称");
    assertThat(seat.page("/cases/" + id)).contains("请写全称");
    assertThat(seat.page("/cases/" + id + "/letter")).contains("请写全称").contains("预览");
    mark(seat, "clear", BUILDER);
    assertThat(seat.page("/cases/" + id)).contains("清单是空的");
    assertThat(seat.post("/cases/" + id + "/marks", Map.of("ask", "no.such")).statusCode())
        .isEqualTo(404);
  }

  /** A finding of a test is to be explained; no contradiction is claimed where none is. */
  @Test
  void purposeMarkedForAFindingAlone_isAskedToBeExplained_andTheMarkGoesWithTheAnswer()
      throws Exception {
    steps = new FilingSteps(server);
    id =
        steps.send(
            steps.draft(
                steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler)));
    Question purpose = new Question("explanation.purpose", "FORM-101");
    String key = "explanation.purpose@FORM-101";
    assertThat(marksOf(purpose)).containsExactly(Oddity.Why.FINDING);
    mark(first(), "ask", key);
    assertThat(first().page("/cases/" + id)).contains("请补充说明。").doesNotContain("对不上，请更正");
    vote(first(), "ASK_SUPPLEMENT", key, "请补充说明");
    vote(second(), "ASK_SUPPLEMENT", key, "请补充说明");
    readBy(steps.handler);
    steps.fill(id);
    steps.save(id, Map.of(purpose, "只用于防汛值班签到"));
    server
        .getBean(cn.beian.server.filings.drafting.Drafts.class)
        .handToApprover(id, steps.version(id));
    steps.submit(id);
    assertThat(marksOf(purpose)).as("explained anew").isEmpty();
  }

  @Test
  void purposeMarkedForAFinding_isNotMarkedOnceTheFilingIsAccepted() throws Exception {
    steps = new FilingSteps(server);
    id =
        steps.send(
            steps.draft(
                steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler)));
    Question purpose = new Question("explanation.purpose", "FORM-101");
    steps.complete(id);
    assertThat(marksOf(purpose)).containsExactly(Oddity.Why.FINDING);
    steps.accepted(id);
    assertThat(marksOf(purpose)).isEmpty();
  }

  private List<Oddity.Why> marksOf(Question question) {
    return server.getBean(FirstLook.class).of(readBy(steps.firstSeat)).stream()
        .flatMap(topic -> topic.items().stream())
        .filter(item -> item.entry().question().equals(question))
        .flatMap(item -> item.odd().stream())
        .map(Oddity::why)
        .toList();
  }

  @Test
  void list_isReadByNobodyElse_beforeBothHaveVoted() throws Exception {
    write(first(), BUILDER, "只有我这一席的要求");
    vote(first(), "ASK_SUPPLEMENT", BUILDER, "只有我这一席的要求");
    String auditor = steps.stage.official(Role.AUDITOR, "100000");
    for (String login : List.of(steps.secondSeat, steps.reviewer, steps.signer, auditor)) {
      WebSession other = WebSession.of(server, url(""), login);
      String page = other.page("/cases/" + id);
      assertThat(page).as(login).contains("已出具意见").doesNotContain("只有我这一席的要求");
      assertThat(page).doesNotContain("要求补正，1 条");
      assertThat(other.get("/cases/" + id + "/letter").body()).doesNotContain("只有我这一席的要求");
      assertThat(other.get("/cases/" + id + "/notices/2").statusCode()).isEqualTo(404);
      assertThat(other.get("/work.csv").body()).doesNotContain("只有我这一席的要求");
      CaseFile file = readBy(login);
      assertThat(file.votes()).isEmpty();
      assertThat(file.voted()).hasSize(1);
      assertThat(file.toString()).doesNotContain("只有我这一席的要求").doesNotContain("ASK_SUPPLEMENT");
    }
    assertThat(WebSession.of(server, url(""), auditor).page("/admin/audit"))
        .doesNotContain("只有我这一席的要求");
    assertThat(first().page("/cases/" + id)).contains("只有我这一席的要求").contains("收回意见");
    assertThat(second().page("/cases/" + id)).doesNotContain("收回意见");
    WebSession sponsor = WebSession.of(server, url(""), steps.handler);
    assertThat(sponsor.page("/applications/" + id))
        .doesNotContain("只有我这一席的要求")
        .doesNotContain("一方出具意见");
  }

  @Test
  void seatThatHasNotVoted_takesNothingBack() throws Exception {
    int before = steps.version(id);
    WebSession seat = second();
    assertThat(
            seat.post(
                    "/cases/" + id + "/votes/withdrawal",
                    Map.of("version", Integer.toString(before)))
                .body())
        .contains("尚未出具意见");
    assertThat(steps.version(id)).isEqualTo(before);
    assertThat(seat.page("/cases/" + id)).doesNotContain("收回意见");
  }

  /** Whose vote is missing would tell who has cast one. */
  @Test
  void sponsor_readsBothSeats_untilTheyHaveDecided() throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    String[] pages = {
      "/applications/" + id, "/applications", "/work?view=waiting", "/work.csv?view=waiting"
    };
    for (String path : pages) {
      assertThat(handler.page(path)).as(path).contains("省级网信部门", "政务服务管理部门");
    }
    vote(first(), "COMPLETE");
    for (String path : pages) {
      assertThat(handler.page(path)).as(path).contains("省级网信部门", "政务服务管理部门");
    }
  }

  /** A unit that holds a seat files an app of its own: its people sit on no seat of that case. */
  @Test
  void officialOfTheSponsorsUnit_readsNoList_noVotes_andItIsNotHisTurn() throws Exception {
    String insider = steps.stage.own(Role.COMPLETENESS_REVIEWER);
    jdbc.sql("update user_account set region = '330000' where login = :login")
        .param("login", insider)
        .update();
    write(first(), BUILDER, "只有我这一席的要求");
    WebSession own = WebSession.of(server, url(""), insider);
    assertThat(own.page("/cases/" + id)).doesNotContain("只有我这一席的要求", "记为缺项");
    assertThat(own.get("/cases/" + id + "/letter").statusCode()).isEqualTo(404);
    vote(first(), "ASK_SUPPLEMENT", BUILDER, "只有我这一席的要求");
    vote(second(), "COMPLETE");
    assertThat(first().page("/cases/" + id)).contains("意见不一致");
    assertThat(own.page("/cases/" + id)).doesNotContain("只有我这一席的要求", "意见不一致", "待您");
    assertThat(readBy(insider).votes()).isEmpty();
    String listed = "/work?q=" + steps.stage.name + "&view=";
    assertThat(own.page(listed + "mine")).doesNotContain("/cases/" + id);
    assertThat(own.page(listed + "waiting")).contains("/applications/" + id);
    assertThat(own.page("/inbox")).doesNotContain("提出会审意见");
  }

  @Test
  void listsOfBothSeats_becomeOneLetter_withOneLineForWhatBothAsk() throws Exception {
    write(first(), BUILDER, "请写承建单位全称");
    vote(first(), "ASK_SUPPLEMENT", BUILDER, "请写承建单位全称");
    WebSession second = second();
    write(second, BUILDER, "请附承建合同");
    write(second, GAP, "请核对上线日期");
    second.post(
        "/cases/" + id + "/votes",
        Map.of(
            "version",
            "" + steps.version(id),
            "opinion",
            "ASK_SUPPLEMENT",
            "gap",
            BUILDER,
            "demand:" + BUILDER,
            "请附承建合同"));
    assertThat(state())
        .as("the page did not show the second item")
        .isEqualTo("COMPLETENESS_REVIEW");
    mark(second, "clear", GAP);
    vote(second, "ASK_SUPPLEMENT", BUILDER, "请附承建合同");
    assertThat(state()).isEqualTo("SUPPLEMENT_DUE");
    assertThat(readBy(steps.handler).gaps())
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.question()).isEqualTo(Question.once(BUILDER));
              assertThat(gap.demand()).isEqualTo("请写承建单位全称\n请附承建合同");
              assertThat(gap.toldAt()).isPresent();
            });
  }

  @Test
  void voteStands_whateverTheOtherSeatWrites_andIsOpenOnceBothHaveVoted() throws Exception {
    vote(first(), "ASK_SUPPLEMENT", GAP, "请核对上线日期");
    WebSession second = second();
    write(second, BUILDER, "请写全称");
    mark(second, "clear", BUILDER);
    assertThat(first().page("/cases/" + id)).contains("贵部门已出具意见：要求补正，1 条");
    assertThat(mark(first(), "ask", BUILDER)).as("closed while the vote stands").isEqualTo(422);
    vote(second, "COMPLETE");
    assertThat(state()).isEqualTo("COMPLETENESS_REVIEW");
    assertThat(second.page("/cases/" + id)).contains("意见不一致").contains("请核对上线日期");
    assertThat(first().page("/cases/" + id)).contains("意见不一致").contains("材料完备");
    assertThat(first().page("/work")).as("both think again").contains(id.toString());
    assertThat(second.page("/work")).contains(id.toString());
    second.post("/cases/" + id + "/votes/withdrawal", Map.of("version", "" + steps.version(id)));
    assertThat(second.page("/cases/" + id)).doesNotContain("请核对上线日期").contains("已出具意见");
    assertThat(first().page("/cases/" + id)).contains("贵部门已出具意见：要求补正，1 条");
    vote(second, "ASK_SUPPLEMENT", GAP, "请核对上线日期");
    assertThat(readBy(steps.handler).gaps()).extracting(Gap::demand).containsExactly("请核对上线日期");
  }

  /** Who said what, what comes next and who has to do it, in two sentences. */
  @Test
  void seatsThatDisagree_readWhoVotedWhat_andWhoseTurnItIs() throws Exception {
    vote(first(), "COMPLETE");
    vote(second(), "ASK_SUPPLEMENT", GAP, "请核对上线日期");
    for (WebSession seat : List.of(first(), second())) {
      assertThat(seat.page("/work?q=" + steps.stage.name)).contains("两部门意见不一致");
      assertThat(seat.page("/cases/" + id))
          .contains("id=\"disagreement\"")
          .contains("网信部门的意见是“材料完备”，政务服务部门的意见是“要求补正”，因此尚未作出决定。")
          .contains("现由两部门商定：请与对方沟通，改变意见的一方先收回，再重新出具。双方一致即作出决定。");
      assertThat(seat.page("/cases/" + id + "?lang=en"))
          .contains("The cyberspace office voted “Complete”, the government-service department")
          .contains("voted “Ask for a supplement”, so nothing is decided yet.")
          .contains("Both seats are next: talk to each other");
    }
    String auditor = steps.stage.official(Role.AUDITOR, "100000");
    assertThat(WebSession.of(server, url(""), auditor).page("/cases/" + id))
        .contains("网信部门的意见是“材料完备”", "现由两部门商定：须有一方收回并改变意见。")
        .doesNotContain("请与对方沟通");
  }

  @Test
  void listIsNotDropped_byAnotherVote_norAVoteWithoutWords() throws Exception {
    WebSession seat = first();
    write(seat, GAP, "请核对上线日期");
    assertThat(vote(seat, "COMPLETE")).contains("意见没有记录", "缺项清单里还有 1 条", "请核对上线日期");
    assertThat(readBy(steps.firstSeat).voted()).isEmpty();
    String page = vote(seat, "ASK_SUPPLEMENT", GAP, " ");
    assertThat(page).contains("请写明要求补正什么", "#d:" + GAP);
    assertThat(readBy(steps.firstSeat).voted()).isEmpty();
  }

  @Test
  void laterList_takesOnlyWhatTheAnswerLeftOrMade_withOldBesideNew() throws Exception {
    vote(first(), "ASK_SUPPLEMENT", BUILDER, "请写全称");
    vote(second(), "ASK_SUPPLEMENT", BUILDER, "请写全称");
    String before = readBy(steps.handler).value(BUILDER);
    steps.save(
        id, Map.of(Question.once(BUILDER), "清溪软件有限公司", Question.once("operation.hosting"), "省政务云"));
    steps.fill(id);
    server
        .getBean(cn.beian.server.filings.drafting.Drafts.class)
        .handToApprover(id, steps.version(id));
    steps.submit(id);

    WebSession seat = first();
    String page = seat.page("/cases/" + id);
    assertThat(page)
        .contains("上次告知的 1 条", "上次第 1 条", "清溪软件有限公司", "省政务云", "第 2 次提交")
        .contains(before)
        .contains("没有变化");
    assertThat(mark(seat, "ask", "operation.team")).as("not of the answer").isEqualTo(422);
    assertThat(mark(seat, "good", "operation.team")).as("was not asked").isEqualTo(422);
    assertThat(vote(seat, "ASK_SUPPLEMENT", "operation.team", "请补充")).contains("不能再追加");
    assertThat(mark(seat, "good", BUILDER)).isEqualTo(200);
    assertThat(seat.page("/cases/" + id)).contains("补齐 1 条，还差 0 条").contains("撤回");
    assertThat(second().page("/cases/" + id)).doesNotContain("补齐 1 条");
    mark(seat, "clear", BUILDER);
    mark(seat, "ask", BUILDER);
    assertThat(seat.page("/cases/" + id)).contains("没有补齐，请按要求补充").contains("上次告知过，没有补齐");
    mark(seat, "ask", "operation.hosting");
    assertThat(seat.page("/cases/" + id)).contains("由这次答复产生").contains("要求补正，2 条");
  }
}
