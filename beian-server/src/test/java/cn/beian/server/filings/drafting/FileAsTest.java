package cn.beian.server.filings.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.form.Question;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A draft that was begun as the wrong kind is made one of the other, and keeps its answers. */
class FileAsTest extends ServerTest {
  private static final Question SINCE = Question.once("app.onlineSince");
  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private UUID id = UUID.randomUUID();

  @BeforeEach
  void draftOfANewApp() throws Exception {
    steps = new FilingSteps(server);
    UUID app = steps.stage.plant(steps.stage.facts(), steps.handler);
    steps.as(steps.handler);
    id = server.getBean(Drafts.class).create(ApplicationKind.INITIAL, List.of(app));
    steps.save(id, Map.of(SINCE, "2025-03-01", Question.once("operation.builder"), "云州软件"));
  }

  private ApplicationKind kind() {
    return steps.file(id).application().kind();
  }

  private int as(String kind) throws Exception {
    return WebSession.of(server, url(""), steps.handler)
        .post(
            "/applications/" + id + "/kind",
            Map.of("version", Integer.toString(steps.version(id)), "kind", kind))
        .statusCode();
  }

  @Test
  void draft_isFiledAsTheOtherKind_andBack_withAllItsAnswers() throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    assertThat(handler.page("/applications/" + id + "/check")).contains("改为存量备案", "都保留");
    as("EXISTING");
    assertThat(kind()).isEqualTo(ApplicationKind.EXISTING);
    assertThat(steps.file(id).value("operation.builder")).isEqualTo("云州软件");
    assertThat(steps.file(id).packages()).hasSize(1);
    assertThat(handler.page("/applications/" + id + "/check")).doesNotContain("改为存量备案");
    as("INITIAL");
    assertThat(kind()).isEqualTo(ApplicationKind.INITIAL);
    assertThat(steps.file(id).value(SINCE.fieldId())).isEqualTo("2025-03-01");
  }

  @Test
  void otherKinds_orWhatWasSent_areRefused() throws Exception {
    for (ApplicationKind kind : ApplicationKind.values()) {
      if (kind != ApplicationKind.INITIAL && kind != ApplicationKind.EXISTING) {
        as(kind.name());
        assertThat(kind()).isEqualTo(ApplicationKind.INITIAL);
      }
    }
    as("EXISTING");
    steps.ready(id);
    steps.submit(id);
    as("INITIAL");
    assertThat(kind()).isEqualTo(ApplicationKind.EXISTING);
  }

  /** A new app that is to go online later is not sent to where it already is. */
  @Test
  void dayToCome_ofANewApp_isToBeCorrected_andTheHeadDoesNotCallItOnline() throws Exception {
    steps.save(id, Map.of(SINCE, "2099-05-01"));
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    assertThat(handler.page("/applications/" + id + "/check")).doesNotContain("改为首次备案", "起在线");
  }
}
