package cn.beian.server.web.work;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.review.SigningHandover;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Stage;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What each side reads of whose turn it is. */
class WorkPagesTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private UUID id = UUID.randomUUID();

  @BeforeEach
  void inNationalReview() throws Exception {
    steps = new FilingSteps(server);
    id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    steps.inNationalReview(id);
  }

  private WebSession session(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  @Test
  void filter_thatNamesNoStateOrProcedure_filtersNothing_andTheFileLikewise() throws Exception {
    WebSession reviewer = session(steps.reviewer);
    for (String wrong : new String[] {"state=NOPE", "procedure=nope", "state=inquiry.DRAFT"}) {
      assertThat(reviewer.page("/work?q=" + steps.stage.name + "&" + wrong))
          .as(wrong)
          .contains("/cases/" + id);
      assertThat(reviewer.page("/work.csv?q=" + steps.stage.name + "&" + wrong))
          .as(wrong)
          .contains(steps.stage.name);
    }
    assertThat(reviewer.page("/work?q=" + steps.stage.name + "&state=application.ACCEPTED"))
        .doesNotContain("/cases/" + id);
  }

  @Test
  void act_isTheLinkToWhereItIsDone_andTheSignerReadsWhatWasJudgedBeforeTheNumber()
      throws Exception {
    FilingSteps own = new FilingSteps(server);
    UUID ready = own.ready();
    assertThat(session(own.approver).page("/work"))
        .containsPattern("href=\"/applications/" + ready + "/check\"[^>]*>审签</a>");
    own.submit(ready);
    assertThat(session(own.firstSeat).page("/work?q=" + own.stage.name))
        .containsPattern("href=\"/cases/" + ready + "#items\"[^>]*>提出会审意见</a>");
    steps.judgeAll(id);
    server
        .getBean(SigningHandover.class)
        .hand(id, steps.version(id), SigningHandover.Proposal.ACCEPTANCE, "");
    WebSession signer = session(steps.signer);
    assertThat(signer.page("/work?q=" + steps.stage.name))
        .containsPattern("href=\"/cases/" + id + "#judged\"[^>]*>审定签发</a>");
    assertThat(signer.page("/cases/" + id)).contains("id=\"judged\"", "审查情况摘要", "主要功能");
    assertThat(signer.page("/cases/" + id + "/decision?act=acceptance"))
        .containsSubsequence("审查情况摘要", "今日水位", "<button");
    steps.accept(id);
    assertThat(session(steps.handler).page("/work"))
        .containsPattern("href=\"/applications/" + id + "#launch\"[^>]*>提交上线版安装包</a>");
  }

  /** Neither who took it on, nor that the review has gone to the signer. */
  @Test
  void sponsor_readsWhichOfficeHasHisCase_andNoMore() throws Exception {
    jdbc.sql("update user_account set name = '审核员甲' where login = :login")
        .param("login", steps.reviewer)
        .update();
    WebSession reviewer = session(steps.reviewer);
    String claimed = reviewer.post("/work/application/" + id + "/claim", Map.of()).body();
    assertThat(claimed).contains("审查材料和检测结果</a>", "不由我办了");
    WebSession handler = session(steps.handler);
    for (String path :
        new String[] {"/applications/" + id, "/work?view=waiting", "/work.csv?view=waiting"}) {
      assertThat(handler.page(path)).as(path).contains("国家审核员").doesNotContain("审核员甲");
    }
    steps.judgeAll(id);
    server
        .getBean(SigningHandover.class)
        .hand(id, steps.version(id), SigningHandover.Proposal.REFUSAL, "说明不成立");
    assertThat(reviewer.page("/cases/" + id)).contains("现在等待签发人", "建议不予备案");
    for (String path : new String[] {"/applications/" + id, "/work?view=waiting"}) {
      assertThat(handler.page(path))
          .as(path)
          .contains("国家审核员")
          .doesNotContain("等待签发人", "建议不予备案", "说明不成立");
    }
    assertThat(session(steps.signer).page("/cases/" + id)).contains("审定签发</a>", "说明不成立");
  }

  /** A colleague's claim, a case that is not his, a procedure that there is not. */
  @Test
  void claim_ofWhoeverHasNoTurn_changesNothing() throws Exception {
    WebSession seat = session(steps.firstSeat);
    assertThat(seat.post("/work/application/" + id + "/claim", Map.of()).statusCode())
        .isEqualTo(200);
    assertThat(seat.post("/work/nothing/" + id + "/claim", Map.of()).statusCode()).isEqualTo(404);
    assertThat(
            session(steps.handler)
                .post("/work/application/" + id + "/claim", Map.of())
                .statusCode())
        .isEqualTo(403);
    assertThat(
            jdbc.sql(
                    "select count(*) from work_turn where case_id = :id and claimed_by is not null")
                .param("id", id)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void caseOfAnotherRegion_isRefusedAsItsPageIs_whateverIsDoneWithIt() throws Exception {
    WebSession foreign = session(steps.stage.official(Role.COMPLETENESS_REVIEWER, "440000"));
    assertThat(foreign.get("/cases/" + id).statusCode()).isEqualTo(403);
    for (String act : List.of("claim", "release", "hand")) {
      Map<String, String> form = Map.of("colleague", UUID.randomUUID().toString());
      HttpResponse<String> answer = foreign.post("/work/application/" + id + "/" + act, form);
      assertThat(answer.statusCode()).as(act).isEqualTo(403);
      assertThat(answer.uri().getPath()).as("at once, without a redirect").endsWith("/" + act);
    }
  }

  private UUID view(String login) {
    return jdbc.sql("select id from work_view where person_id = :me and removed_at is null")
        .param("me", steps.stage.id(login))
        .query(UUID.class)
        .single();
  }

  @Test
  void savedView_isItsOwnersAlone_renamed_removed_andBroughtBack() throws Exception {
    WebSession seat = session(steps.firstSeat);
    String hostile = "<b>杭州</b>";
    Map<String, String> wanted =
        Map.of("name", hostile, "view", "waiting", "state", "application.NATIONAL_REVIEW");
    String saved = seat.post("/work/views", wanted).body();
    assertThat(saved)
        .contains("视图已保存")
        .contains("&lt;b&gt;杭州&lt;/b&gt;", "view=waiting&amp;procedure=application", id.toString())
        .doesNotContain(hostile);
    assertThat(seat.post("/work/views", wanted).statusCode())
        .as("the name is taken")
        .isEqualTo(422);
    assertThat(seat.post("/work/views", Map.of("name", "长".repeat(41))).statusCode())
        .isEqualTo(422);
    assertThat(seat.post("/work/views", Map.of("name", "a\u0007b")).statusCode()).isEqualTo(422);
    WebSession other = session(steps.secondSeat);
    UUID view = view(steps.firstSeat);
    assertThat(other.page("/work")).doesNotContain("杭州");
    other.post("/work/views/" + view + "/name", Map.of("name", "我的"));
    other.post("/work/views/" + view + "/removal", Map.of());
    assertThat(other.page("/work?removed=" + view)).doesNotContain("杭州");
    assertThat(view(steps.firstSeat)).isEqualTo(view);
    seat.post("/work/views/" + view + "/name", Map.of("name", "本周"));
    String removed = seat.post("/work/views/" + view + "/removal", Map.of()).body();
    assertThat(removed).contains("已删除视图“本周”", "撤销删除");
    other.post("/work/views/" + view + "/restoration", Map.of());
    assertThat(seat.page("/work")).doesNotContain("本周");
    assertThat(seat.post("/work/views/" + view + "/restoration", Map.of()).body()).contains("本周");
    for (int i = 2; i <= 20; i++) {
      seat.post("/work/views", Map.of("name", "视图" + i));
    }
    assertThat(seat.post("/work/views", Map.of("name", "再来一个")).body()).contains("最多保存 20 个视图");
  }

  @Test
  void filterByStateRegionAndDays_andByTheNumberOfALetter() throws Exception {
    WebSession reviewer = session(steps.reviewer);
    String app = "&q=" + steps.stage.name;
    assertThat(reviewer.page("/work?state=application.NATIONAL_REVIEW" + app))
        .contains(id.toString(), "浙江省");
    assertThat(reviewer.page("/work?state=application.COMPLETENESS_REVIEW" + app))
        .doesNotContain(id.toString());
    assertThat(reviewer.page("/work?procedure=supervision&state=application.NATIONAL_REVIEW" + app))
        .doesNotContain(id.toString());
    assertThat(reviewer.page("/work?region=33" + app)).contains(id.toString());
    assertThat(reviewer.page("/work?region=330100" + app)).contains(id.toString());
    assertThat(reviewer.page("/work?region=65" + app)).doesNotContain(id.toString());
    assertThat(reviewer.page("/work?from=2999-01-01" + app)).doesNotContain(id.toString());
    assertThat(reviewer.page("/work?until=2020-01-01" + app)).doesNotContain(id.toString());
    assertThat(reviewer.page("/work?from=2020-01-01&until=9999-12-31" + app))
        .contains(id.toString());
    assertThat(reviewer.get("/work?from=2026-02-02&until=2026-02-01" + app))
        .satisfies(one -> assertThat(one.statusCode()).isEqualTo(422))
        .satisfies(one -> assertThat(one.body()).contains("起始日期晚于截止日期", "value=\"2026-02-02\""))
        .as("what there is without the days")
        .satisfies(one -> assertThat(one.body()).contains(id.toString()));
    String number = letter(id);
    assertThat(reviewer.page("/work?q=" + number)).contains(id.toString());
    assertThat(reviewer.page("/work?q=" + number.toLowerCase(java.util.Locale.ROOT)))
        .contains(id.toString());
    assertThat(reviewer.page("/work?q=00000-00000-1")).doesNotContain(id.toString());
    assertThat(
            session(steps.stage.official(Role.COMPLETENESS_REVIEWER, "650000"))
                .page("/work?view=waiting&q=" + number))
        .doesNotContain(id.toString());
    assertThat(session(steps.handler).page("/work")).doesNotContain("id=\"region\"");
  }

  /** As the head of a letter makes it. */
  private static String letter(UUID id) {
    String digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    StringBuilder number = new StringBuilder();
    for (int i = 9; i >= 0; i--) {
      number.append(digits.charAt((int) (id.getLeastSignificantBits() >>> (i * 5) & 31)));
      if (i == 5) {
        number.append('-');
      }
    }
    return number + "-3";
  }

  @Test
  void noteOfAnOfficial_isReadByOfficialsOfTheRegionAlone_andTakenBackByItsAuthor()
      throws Exception {
    String notes = "/work/application/" + id + "/notes";
    WebSession reviewer = session(steps.reviewer);
    String hostile = "<script>x</script> 电话核实过";
    assertThat(reviewer.post(notes, Map.of("text", hostile)).body())
        .contains("&lt;script&gt;x&lt;/script&gt; 电话核实过", "内部备注（1 条）")
        .doesNotContain("<script>x");
    assertThat(reviewer.post(notes, Map.of("text", " \u3000")).statusCode()).isEqualTo(422);
    assertThat(reviewer.post(notes, Map.of("text", "长".repeat(2001))).statusCode()).isEqualTo(422);
    assertThat(reviewer.post(notes, Map.of("text", "a\u0007b")).body()).contains("不能有控制字符");
    assertThat(session(steps.firstSeat).page("/cases/" + id)).contains("电话核实过");
    String elsewhere = steps.stage.official(Role.COMPLETENESS_REVIEWER, "650000");
    assertThat(session(elsewhere).post(notes, Map.of("text", "外省")).statusCode()).isEqualTo(403);
    WebSession handler = session(steps.handler);
    assertThat(handler.page("/applications/" + id)).doesNotContain("电话核实过", "内部备注");
    assertThat(handler.post(notes, Map.of("text", "申请单位")).statusCode()).isEqualTo(403);
    UUID note =
        jdbc.sql("select id from case_note where case_id = :id")
            .param("id", id)
            .query(UUID.class)
            .single();
    String back = notes + "/" + note + "/withdrawal";
    session(steps.firstSeat).post(back, Map.of());
    assertThat(reviewer.page("/cases/" + id)).doesNotContain("<s>");
    assertThat(reviewer.post(back, Map.of()).body()).contains("已由本人撤回", "电话核实过</s>");
    assertThat(reviewer.post("/work/nothing/" + id + "/notes", Map.of("text", "无")).statusCode())
        .isEqualTo(403);
    assertThat(reviewer.get("/work.csv?q=" + steps.stage.name).body()).doesNotContain("电话核实过");
  }

  /** An official of the very unit, and one whose role was taken. */
  @Test
  void note_isHiddenFromTheSponsorsOwnOfficials_andFromWhoeverLostHisRole() throws Exception {
    session(steps.reviewer).post("/work/application/" + id + "/notes", Map.of("text", "只给同事看"));
    String own = steps.stage.official(Role.COMPLETENESS_REVIEWER, "330000");
    assertThat(session(own).page("/cases/" + id)).contains("只给同事看");
    jdbc.sql("update user_account set organization_id = :unit where login = :login")
        .param("unit", steps.stage.unit)
        .param("login", own)
        .update();
    assertThat(session(own).page("/cases/" + id)).doesNotContain("只给同事看");
    assertThat(
            session(own)
                .post("/work/application/" + id + "/notes", Map.of("text", "自己写"))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void vote_isAFactForTheOtherSeat_andTheProposalForTheSigner_andNeitherForTheSponsor()
      throws Exception {
    UUID other = steps.send(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    steps.vote(other, steps.firstSeat);
    WebSession second = session(steps.secondSeat);
    assertThat(second.page("/work?q=" + steps.stage.name)).contains("另一部门已出具意见");
    assertThat(second.page("/cases/" + other)).contains("另一部门已出具意见");
    assertThat(session(steps.firstSeat).page("/work?view=waiting&q=" + steps.stage.name))
        .contains("一个部门已出具意见");
    steps.judgeAll(id);
    server
        .getBean(SigningHandover.class)
        .hand(id, steps.version(id), SigningHandover.Proposal.REFUSAL, "说明不成立");
    WebSession signer = session(steps.signer);
    assertThat(signer.page("/work?q=" + steps.stage.name)).contains("审毕送签：建议不予备案");
    assertThat(signer.get("/work.csv?q=" + steps.stage.name).body()).contains("建议不予备案");
    WebSession handler = session(steps.handler);
    for (String page : new String[] {"/work?view=waiting", "/work.csv?view=waiting", "/"}) {
      assertThat(handler.get(page).body()).doesNotContain("已出具意见", "建议不予备案", "审毕");
    }
    steps.as(steps.signer);
    server.getBean(SigningHandover.class).back(id, steps.version(id), "再看");
    assertThat(session(steps.reviewer).page("/work?q=" + steps.stage.name)).contains("签发人退回审核");
  }

  @Test
  void applicationsOfOneApp_standTogether_withNumberCertificateAndLaunchBuild() throws Exception {
    steps.accepted(id);
    UUID again = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    WebSession handler = session(steps.handler);
    String page = handler.page("/applications");
    assertThat(page)
        .contains(id.toString(), again.toString(), "公开记录和备案凭证", "上线版本：还没有上传", "继续填写")
        .containsOnlyOnce(steps.stage.packageName);
    assertThat(session(steps.signer).page("/cases/" + id)).contains("已准予备案，编号 ZW");
    Stage other = new Stage(server, "PREFECTURE", "LOCAL");
    assertThat(session(other.own(Role.HANDLER)).page("/applications"))
        .doesNotContain(id.toString(), steps.stage.packageName);
  }

  @Test
  void whatSomebodyDid_standsAboveTheCase_forHimAlone() throws Exception {
    assertThat(session(steps.secondSeat).page("/cases/" + id)).contains("案件已转国家审核");
    assertThat(session(steps.firstSeat).page("/cases/" + id)).doesNotContain("案件已转国家审核");
    assertThat(session(steps.handler).page("/applications/" + id)).doesNotContain("案件已转国家审核");
  }
}
