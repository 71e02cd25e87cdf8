package cn.beian.server.documents;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.drafting.DraftAttachments;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.intake.Attachment;
import cn.beian.server.intake.Intake;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Documents inside the page of a case, through the sandboxed process. */
class ViewerPagesTest extends ServerTest {
  @Autowired private ApplicationContext server;

  private Attachment attach(FilingSteps steps, UUID id, String field, String name, byte[] bytes)
      throws Exception {
    Attachment taken =
        server
            .getBean(Intake.class)
            .takeAttachment(
                new ByteArrayInputStream(bytes),
                name,
                steps.stage.unit,
                steps.stage.id(steps.handler));
    server.getBean(DraftAttachments.class).attach(id, Question.once(field), taken);
    return taken;
  }

  @Test
  void documents_areShownToTheReviewersOfTheCase_andToNobodyElse() throws Exception {
    FilingSteps steps = new FilingSteps(server);
    UUID id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    steps.as(steps.handler);
    Attachment stamped =
        attach(
            steps,
            id,
            "undertaking.stampedCopy",
            "undertaking.pdf",
            HostileDocuments.pdf(2, "Undertaking"));
    Attachment team =
        attach(
            steps,
            id,
            "operation.team",
            "team.docx",
            HostileDocuments.docx(
                "<w:document xmlns:w='w'><w:p><w:t>运维三人</w:t></w:p></w:document>"));
    Attachment bomb = attach(steps, id, "operation.rules", "bomb.docx", HostileDocuments.bomb());
    Attachment broken =
        attach(
            steps,
            id,
            "operation.technicalPlan",
            "broken.pdf",
            "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
    steps.send(id);

    WebSession seat = WebSession.of(server, url(""), steps.firstSeat);
    String pdf = shown(seat, id, "UNDERTAKING", stamped);
    assertThat(pdf).contains("第 1 页，共 2 页", "后一页", "附件文字里没有找到", "请看原件");
    assertThat(shown(seat, id, "OPERATION", team)).contains("运维三人");
    assertThat(shown(seat, id, "OPERATION", bomb)).contains("文件太大或太复杂");
    assertThat(shown(seat, id, "OPERATION", broken)).contains("不能在页面里显示");

    String page = "/cases/" + id + "/attachments/" + stamped.id();
    HttpResponse<String> picture = seat.get(page + "/pages/2");
    assertThat(picture.statusCode()).isEqualTo(200);
    assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(picture.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(picture.headers().allValues("Content-Security-Policy"))
        .contains("default-src 'none'; sandbox");
    assertThat(picture.headers().firstValue("Cache-Control")).contains("no-cache, private");
    String tag = picture.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again = seat.getKept(page + "/pages/2", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.headers().firstValue("Cache-Control")).contains("no-cache, private");
    assertThat(seat.getKept(page + "/pages/1", tag).statusCode()).isEqualTo(200);
    assertThat(seat.get(page + "/pages/3").statusCode()).isEqualTo(422);
    assertThat(seat.get(page + "/pages/-1").statusCode()).isEqualTo(422);
    String strange = steps.stage.official(Role.COMPLETENESS_REVIEWER, "440000");
    for (String login : List.of(steps.handler, steps.approver, strange)) {
      WebSession other = WebSession.of(server, url(""), login);
      assertThat(other.get(page + "/pages/1").statusCode()).as(login).isEqualTo(403);
      assertThat(other.getKept(page + "/pages/2", tag).statusCode()).as(login).isEqualTo(403);
      assertThat(other.get("/cases/" + id).statusCode()).as(login).isEqualTo(403);
    }
    UUID another = steps.send(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    assertThat(seat.get(page.replace(id.toString(), another.toString()) + "/pages/1").statusCode())
        .as("a document of another case")
        .isEqualTo(404);
  }

  private static String shown(WebSession seat, UUID id, String topic, Attachment document)
      throws Exception {
    return seat.page("/cases/" + id + "?topic=" + topic + "&document=" + document.id());
  }
}
