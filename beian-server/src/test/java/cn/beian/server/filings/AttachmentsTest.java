package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.Topic;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.WebSession;
import cn.beian.server.filings.drafting.DraftAttachments;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.intake.Attachment;
import cn.beian.server.intake.Intake;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Documents of a case; who has opened one stands in the trail. */
class AttachmentsTest extends ServerTest {
  private static final byte[] PDF = "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

  @Autowired private ApplicationContext server;

  private List<String> read(UUID application) {
    return jdbc.sql(
            "select detail from audit_entry where action = 'file.read' and subject = ? order by id")
        .param("application:" + application)
        .query(String.class)
        .list();
  }

  /** To each document of a case, as an official follows it. */
  private static List<String> links(FilingSteps steps, UUID id) {
    List<String> links =
        steps.file(id).answers().values().stream()
            .filter(stored -> stored.answer().origin() == Origin.ATTACHMENT)
            .map(stored -> "href=\"/cases/" + id + "/attachments/" + stored.answer().value() + "\"")
            .toList();
    assertThat(links).hasSizeGreaterThan(2);
    return links;
  }

  @Test
  void documentThatIsOpened_standsInTheTrail_oneThatIsRefusedDoesNot() throws Exception {
    FilingSteps steps = new FilingSteps(server);
    UUID id = steps.send(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    String document =
        steps.file(id).answers().values().stream()
            .filter(stored -> stored.answer().origin() == Origin.ATTACHMENT)
            .map(stored -> stored.answer().value())
            .findFirst()
            .orElseThrow();
    WebSession seat = WebSession.of(server, url(""), steps.firstSeat);
    assertThat(everyTopic(seat, id)).contains(links(steps, id));
    assertThat(everyTopic(WebSession.of(server, url(""), steps.secondSeat), id))
        .contains(links(steps, id));
    assertThat(read(id)).as("the page of the case opens none").isEmpty();

    String own = "/applications/" + id + "/attachments/";
    String official = "/cases/" + id + "/attachments/";
    assertThat(WebSession.of(server, url(""), steps.handler).page(own + document))
        .startsWith("%PDF");
    assertThat(read(id)).containsExactly("验收报告.pdf");
    assertThat(seat.page(official + document)).startsWith("%PDF");
    assertThat(read(id)).containsExactly("验收报告.pdf", "验收报告.pdf");

    assertThat(seat.get(official + UUID.randomUUID()).statusCode()).isEqualTo(404);
    String stranger = new Stage(server, "PREFECTURE", "LOCAL").own(Role.HANDLER);
    assertThat(WebSession.of(server, url(""), stranger).get(own + document).statusCode())
        .isIn(403, 404);
    assertThat(read(id)).hasSize(2);
  }

  /** The case of the province, with each topic opened. */
  private static String everyTopic(WebSession seat, UUID id) throws Exception {
    StringBuilder pages = new StringBuilder();
    for (Topic topic : Topic.values()) {
      pages.append(seat.page("/cases/" + id + "?topic=" + topic));
    }
    return pages.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sponsor.name",
        "sponsor.creditCode",
        "sponsor.level",
        "sponsor.division",
        "handler.name",
        "approver.name",
        "app.name"
      })
  void documentForWhatNoDocumentAnswers_isRefused_andTheAnswerStays(String field) throws Exception {
    FilingSteps steps = new FilingSteps(server);
    UUID id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    String stands = steps.file(id).value(field);
    var refused =
        WebSession.of(server, url(""), steps.handler)
            .postFile(
                "/applications/" + id + "/attachments", Map.of("question", field), "c.pdf", PDF);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("不能用附件回答");
    assertThat(steps.file(id).value(field)).isEqualTo(stands);
  }

  @ParameterizedTest
  @CsvSource({
    "report.hta, report.hta.pdf",
    "report.exe, report.exe.pdf",
    "report\u202Efdp.exe, reportfdp.exe.pdf",
    "C:\\a\\验收.PDF, 验收.PDF",
    ".pdf, .pdf.pdf",
    "'', document.pdf"
  })
  void name_endsAsTheTypeThatWasFound_andTurnsNoDirection(String sent, String kept)
      throws Exception {
    FilingSteps steps = new FilingSteps(server);
    UUID person = steps.stage.id(steps.handler);
    assertThat(
            server
                .getBean(Intake.class)
                .takeAttachment(new ByteArrayInputStream(PDF), sent, steps.stage.unit, person)
                .fileName())
        .isEqualTo(kept);
  }

  @Test
  void nameOfAnEarlierVersion_isSavedUnderItsType_wholeWhateverPartIsAskedFor() throws Exception {
    FilingSteps steps = new FilingSteps(server);
    UUID id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    Attachment pdf = steps.pdf(steps.stage.unit, steps.stage.id(steps.handler));
    jdbc.sql("update attachment set file_name = 'report.hta' where id = ?")
        .param(pdf.id())
        .update();
    server.getBean(DraftAttachments.class).attach(id, Question.once("other.attachment"), pdf);
    WebSession.givePassword(server, steps.handler);
    Visitor handler = new Visitor(url("")).logIn(steps.handler, WebSession.PASSWORD, "zh");
    String path = "/applications/" + id + "/attachments/" + pdf.id();
    for (String range : List.of("bytes=9999-", "bytes=0-1", "lines=0-1")) {
      HttpResponse<String> answer =
          handler.send("GET", path, Map.of("Range", range, "If-Range", "\"another\""), new byte[0]);
      assertThat(answer.statusCode()).as(range).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(new String(PDF, StandardCharsets.US_ASCII));
      assertThat(answer.headers().allValues("Accept-Ranges")).containsOnly("none");
      assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
          .contains("report.hta.pdf");
    }
  }
}
