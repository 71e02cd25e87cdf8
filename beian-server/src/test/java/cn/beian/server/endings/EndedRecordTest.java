package cn.beian.server.endings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.states.RecordState;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.filed.LaunchBuilds;
import cn.beian.server.platform.NameLookUp;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.records.Certificates;
import cn.beian.server.records.RecordCheck;
import cn.beian.server.records.Records;
import cn.beian.server.storage.StoredResource;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;

/** What the ending of an app means for its record, and what its record means for the ending. */
class EndedRecordTest extends EndingScene {
  @Test
  void tombstone_isTheEnd_ofCertificateDutiesAndLaunchBuilds() throws Exception {
    String application = "/applications/" + filed();
    assertThat(handler.page("/")).contains(application, "提交上线版安装包");
    String path = reported();
    assertThat(handler.page(appPage())).contains("更改使用单位");
    assertThat(publicPage("/records/" + number)).contains("哪些安装包是真的", "可以在应用里的“投诉与建议”提出");
    assertThat(post(office, path + "/noting", Map.of())).contains("报告完整，已办结");
    assertThat(handler.page(appPage())).doesNotContain("更改使用单位");
    assertThat(handler.page(appPage() + "/users")).contains("使用单位不再更改").doesNotContain("草稿");
    assertThat(post(handler, appPage() + "/users", Map.of("version", "0", "text", "各村")))
        .contains("使用单位不再更改");
    assertThat(handler.page("/")).as("nothing is to be launched").doesNotContain("提交上线版安装包");
    assertThat(handler.page(application))
        .contains("编号永久保留")
        .doesNotContain("/launch-builds", "再提交上线包");
    steps.as(steps.handler);
    UUID build = steps.stage.plant(steps.stage.facts(), steps.handler);
    assertThatThrownBy(
            () -> server.getBean(LaunchBuilds.class).handIn(filed(), steps.version(filed()), build))
        .isInstanceOfSatisfying(
            CommandRefusedException.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(RejectedInput.Problem::key)
                    .containsExactly("filings.problem.launch.ended"));
    assertThat(events()).containsExactly("FILED", "SHUTTING_DOWN", "DEREGISTERED");
    assertThat(publicPage("/records/" + number))
        .doesNotContain("还没有在应用里看到编号", "哪些安装包是真的", "可以在应用里的“投诉与建议”提出");
    Certificates certificates = server.getBean(Certificates.class);
    await()
        .untilAsserted(
            () ->
                assertThat(certificateText(certificates))
                    .contains("已注销（截至", "注销。本凭证只证明曾经备案")
                    .doesNotContain("当前有效"));
  }

  @Test
  void startPage_saysWhereTheAppStands_asItsOwnPageDoes() throws Exception {
    assertThat(news()).contains("已准予备案");
    assertThat(handler.page(appPage())).contains("提交上线版安装包", "放进应用");
    announced();
    assertThat(news()).contains("即将关停").doesNotContain("已准予备案");
    assertThat(handler.page(appPage()))
        .contains("即将关停")
        .as("no launch is asked of what ends")
        .doesNotContain("提交上线版安装包", "放进应用");
    Records records = server.getBean(Records.class);
    records.changeState(number, RecordState.REVOKED);
    assertThat(news()).contains("备案已撤销").doesNotContain("已准予备案", "即将关停");
    assertThat(handler.page(appPage())).contains("备案已撤销");
    assertThat(handler.page("/applications")).contains(">备案已撤销</span>");
    assertThat(handler.page("/?lang=en")).doesNotContain("??");
  }

  @Test
  void startPage_saysOfADeregisteredApp_thatItIs() throws Exception {
    post(office, reported() + "/noting", Map.of());
    assertThat(news()).contains("已注销").doesNotContain("已准予备案");
    assertThat(handler.page(appPage())).contains("已注销");
  }

  /** What the start page says of the application. */
  private String news() throws Exception {
    String page = handler.page("/");
    String card = page.substring(page.indexOf("<h2>我的应用</h2>"));
    String row = card.substring(card.indexOf("/applications/" + filed()));
    return row.substring(0, row.indexOf("</li>"));
  }

  private UUID filed() {
    return jdbc.sql("select application_id from filing_record where number = ?")
        .param(number)
        .query(UUID.class)
        .single();
  }

  private String certificateText(Certificates certificates) throws Exception {
    Optional<StoredResource> made = certificates.find(number, "zh");
    if (made.isEmpty()) {
      return "";
    }
    try (PDDocument pdf = Loader.loadPDF(made.get().getContentAsByteArray())) {
      return new PDFTextStripper().getText(pdf);
    }
  }

  @Test
  void recordThatIsRevokedMeanwhile_staysRevoked_andTheEndingComesToItsEnd() throws Exception {
    String path = planned();
    server.getBean(Records.class).changeState(number, RecordState.REVOKED);
    assertThat(post(approver, path + "/announcement", Map.of())).contains("已经撤销");
    assertThat(post(handler, path + "/dropping", Map.of())).contains("方案已放弃");
    assertThat(handler.post("/endings", plan()).body()).contains("已经撤销");
    assertThat(record()).isEqualTo("REVOKED REVOKED");
    assertThat(handler.page(appPage())).doesNotContain("/endings/new");
    assertThat(handler.page("/endings/new?number=" + number))
        .as("a sentence instead of the whole form")
        .contains("已经撤销")
        .doesNotContain("name=\"announcement\"", "<textarea");
    assertThat(handler.page(appPage() + "/official-number"))
        .contains("已撤销或注销")
        .doesNotContain("name=\"day\"");
  }

  @Test
  void reportAfterARevocation_isNoted_andTheRecordStaysRevoked() throws Exception {
    String path = reported();
    server.getBean(Records.class).changeState(number, RecordState.REVOKED);
    assertThat(post(office, path + "/noting", Map.of())).contains("报告完整，已办结");
    assertThat(record()).isEqualTo("REVOKED REVOKED");
    recordsAreSound();
  }

  @Test
  void change_andEnding_standAgainstOneAnother_eachWithASentence() throws Exception {
    String path = planned();
    String change = handler.post(appPage() + "/changes", Map.of("kind", "CHANGE")).uri().getPath();
    assertThat(change)
        .as("a plan that is not announced hinders nothing")
        .contains("/applications/");
    assertThat(approver.page(path))
        .contains("有一件变更还没有办结", appPage())
        .doesNotContain(path + "/announcement");
    assertThat(post(approver, path + "/announcement", Map.of())).contains("有一件变更还没有办结");
    assertThat(record()).isEqualTo("FILED FILED");
    assertThat(column("state")).isEqualTo("PLANNED");

    String version =
        jdbc.sql("select version::text from application where changes_number = ?")
            .param(number)
            .query(String.class)
            .single();
    handler.post(change + "/withdrawal", Map.of("version", version, "reason", "关停，不再变更"));
    assertThat(post(approver, path + "/announcement", Map.of())).contains("已公告关停");
    assertThat(handler.page(appPage())).doesNotContain(appPage() + "/change\"");
    assertThat(handler.page(appPage() + "/change")).contains("已公告关停，不能变更");
    assertThat(handler.post(appPage() + "/changes", Map.of("kind", "CHANGE")).body())
        .contains("已公告关停，不能变更");

    post(approver, path + "/withdrawal", Map.of("reason", "继续运行"));
    assertThat(handler.post(appPage() + "/changes", Map.of("kind", "CHANGE")).uri().getPath())
        .as("an app that stays can be changed again")
        .contains("/applications/");
  }

  @Test
  void declaredServices_areLookedAt_whereTheyMayBe_asAHintForWhoeverChecks() throws Exception {
    String path = reported();
    assertThat(office.page(path)).as("it is off").doesNotContain("声明的服务还能连上吗");
    assertThat(post(office, path + "/reachability", Map.of())).contains("没有开启连通检查");
    assertThat(handler.post(path + "/reachability", Map.of("version", "1")).statusCode())
        .isEqualTo(403);
    UUID id = UUID.fromString(path.substring("/endings/".length()));
    Reachability switchedOn =
        new Reachability(
            server.getBean(Endings.class),
            server.getBean(EndingProcedure.class),
            record -> List.of("Gone.example.cn ", "10.0.0.1", "gone.example.cn"),
            server.getBean(ReachStore.class),
            true,
            new ServiceProbe(
                new NameLookUp(
                    host -> {
                      throw new UnknownHostException(host);
                    },
                    Duration.ofSeconds(1)),
                List.of(443),
                false,
                Duration.ofSeconds(1)),
            server.getBean(Clock.class));
    steps.as(steps.firstSeat);
    switchedOn.look(id);
    assertThat(office.page(path))
        .contains("声明的服务还能连上吗", "gone.example.cn", "域名没有解析", "10.0.0.1", "没有检查")
        .doesNotContain("??");
    assertThat(handler.page(path)).as("a hint for whoever checks").doesNotContain("域名没有解析");
    steps.as(steps.handler);
    assertThatThrownBy(() -> switchedOn.look(id)).isInstanceOf(AccessDeniedException.class);
    assertThat(post(office, path + "/noting", Map.of())).contains("报告完整，已办结");
  }

  @Test
  void endingThatItsRecordDoesNotFollow_isAFaultOfTheCheck() throws Exception {
    announced();
    move("NOTED");
    try {
      assertThat(faults())
          .filteredOn(fault -> fault.number().equals(number))
          .extracting(RecordCheck.RecordFault::kind)
          .containsExactly(RecordCheck.Kind.ENDING_DIFFERS);
    } finally {
      move("ANNOUNCED");
    }
    recordsAreSound();
  }

  private void move(String state) {
    jdbc.sql("update ending_case set state = ? where number = ?").params(state, number).update();
  }

  @Test
  void restrictedRecord_showsNoAnnouncement() throws Exception {
    announced();
    server.getBean(Records.class).restrict(number, true);
    assertThat(publicPage("/records/" + number))
        .contains("即将关停")
        .doesNotContain("业务并入", "www.example.gov.cn");
  }
}
