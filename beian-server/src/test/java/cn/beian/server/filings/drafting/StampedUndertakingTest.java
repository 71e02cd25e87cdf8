package cn.beian.server.filings.drafting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.Question;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.WebSession;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.fixtures.FilingSteps;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The stamp of the unit may follow what was sent, until the seats find it complete. */
class StampedUndertakingTest extends ServerTest {
  private static final Question COPY = CaseFile.STAMPED_COPY;

  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private UUID id;

  @BeforeEach
  void readyWithoutStamp() throws Exception {
    steps = new FilingSteps(server);
    id = steps.ready();
    jdbc.sql("delete from answer where application_id = ? and field = 'undertaking.stampedCopy'")
        .param(id)
        .update();
  }

  @Test
  void stamp_mayFollowUntilTheSeatsFindTheMaterialComplete() throws Exception {
    steps.submit(id);
    assertThat(steps.file(id).application().state())
        .isEqualTo(ApplicationState.COMPLETENESS_REVIEW);
    assertThatThrownBy(() -> steps.complete(id))
        .isInstanceOfSatisfying(
            CommandRefusedException.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(FilingProblem::code)
                    .containsExactly("stampedAwaited"));
    WebSession.givePassword(server, steps.handler);
    Visitor handler = new Visitor(url("")).logIn(steps.handler, WebSession.PASSWORD, "zh");
    assertThat(handler.get("/applications/" + id).body()).contains("盖章的真实性承诺书", "上传盖章件");
    byte[] pdf = "%PDF-1.7\n%%EOF\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(
            handler
                .upload("/applications/" + id + "/stamped-undertaking", Map.of(), "盖章承诺书.pdf", pdf)
                .statusCode())
        .isEqualTo(302);
    assertThat(steps.file(id).plain())
        .extractingByKey(COPY)
        .satisfies(copy -> assertThat(copy.evidence()).isEqualTo("盖章承诺书.pdf"));
    assertThat(handler.get("/applications/" + id).body())
        .as("a hint goes once what it asks for is there")
        .doesNotContain("上传盖章件");
    steps.complete(id);
    assertThat(steps.file(id).application().state()).isEqualTo(ApplicationState.NATIONAL_REVIEW);
  }

  @Test
  void stamp_isNeverAskedOfAChangeOfInformation() {
    assertThat(FieldDictionary.find(COPY.fieldId()).orElseThrow().kinds())
        .containsExactlyInAnyOrder(
            ApplicationKind.INITIAL, ApplicationKind.EXISTING, ApplicationKind.MAJOR_CHANGE);
    assertThat(steps.file(id).stampedCopyAwaited()).isTrue();
  }
}
