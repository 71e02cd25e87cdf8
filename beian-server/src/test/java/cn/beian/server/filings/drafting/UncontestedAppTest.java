package cn.beian.server.filings.drafting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.Role;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Stage;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** An app that two units claim is neither passed on nor sent, however its draft was begun. */
class UncontestedAppTest extends ServerTest {
  private static final String TOLD = "不止一个单位认领这个应用";

  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private UUID id = UUID.randomUUID();

  @BeforeEach
  void draftBegunByAPackage() throws Exception {
    steps = new FilingSteps(server);
    id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    steps.fill(id);
  }

  private void claim(Stage by) {
    jdbc.sql(
            "insert into app_claim (id, app_id, organization_id, person_id, said, reason, made_at)"
                + " values (?, ?, ?, ?, 'OURS', '', now())")
        .params(
            UUID.randomUUID(),
            steps.file(id).application().appId(),
            by.unit,
            by.id(by.own(Role.HANDLER)))
        .update();
  }

  private String check() throws Exception {
    return WebSession.of(server, url(""), steps.handler).page("/applications/" + id + "/check");
  }

  private void handToApprover() {
    steps.as(steps.handler);
    server.getBean(Drafts.class).handToApprover(id, steps.version(id));
  }

  @Test
  void contestedApp_isToldOnTheCheckPage_andGoesOnOnceItIsDecided() throws Exception {
    claim(steps.stage);
    assertThat(check()).doesNotContain(TOLD);
    claim(new Stage(server, "PREFECTURE", "LOCAL"));
    assertThat(check()).contains(TOLD);
    assertThatThrownBy(this::handToApprover)
        .isInstanceOf(CommandRefusedException.class)
        .hasMessageContaining("contested");
    decided();
    assertThat(check()).doesNotContain(TOLD);
    handToApprover();
    assertThat(steps.file(id).application().ready()).isTrue();
  }

  @Test
  void appThatBecameContestedBeforeTheSignature_isNotSent() {
    handToApprover();
    claim(steps.stage);
    claim(new Stage(server, "PREFECTURE", "LOCAL"));
    assertThatThrownBy(() -> steps.submit(id))
        .isInstanceOf(CommandRefusedException.class)
        .hasMessageContaining("contested");
    decided();
    steps.submit(id);
    assertThat(steps.file(id).application().state())
        .isEqualTo(ApplicationState.COMPLETENESS_REVIEW);
  }

  private void decided() {
    steps.as(steps.handler);
    jdbc.sql("update app_claim set ended_at = now(), ending = 'CONFIRMED' where app_id = ?")
        .param(steps.file(id).application().appId())
        .update();
  }
}
