package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.form.Origin;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Stage;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Documents of a case; who has opened one stands in the trail. */
class AttachmentsTest extends ServerTest {
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
    assertThat(seat.page("/cases/" + id)).contains(links(steps, id));
    assertThat(WebSession.of(server, url(""), steps.secondSeat).page("/cases/" + id))
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
}
