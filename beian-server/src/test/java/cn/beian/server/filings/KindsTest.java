package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.fixtures.FilingSteps;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Kinds of application whose procedure is not built are neither begun, nor sent, nor accepted. */
class KindsTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private FilingSteps steps;

  @BeforeEach
  void people() {
    steps = new FilingSteps(server);
  }

  static Stream<ApplicationKind> notBuilt() {
    return Arrays.stream(ApplicationKind.values()).filter(kind -> !kind.built());
  }

  private int drafts() {
    return jdbc.sql("select count(*) from application where organization_id = ?")
        .param(steps.stage.unit)
        .query(Integer.class)
        .single();
  }

  private void becomes(UUID id, ApplicationKind kind) {
    jdbc.sql("update application set kind = ? where id = ?").params(kind.name(), id).update();
  }

  @ParameterizedTest
  @MethodSource("notBuilt")
  void kindNotBuilt_isRefusedAtCreation_withASentence(ApplicationKind kind) throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    HttpResponse<String> withPackage =
        handler.post(
            "/applications",
            Map.of(
                "kind", kind.name(),
                "package", steps.stage.plant(steps.stage.facts(), steps.handler).toString()));
    HttpResponse<String> without =
        handler.post("/applications", Map.of("kind", kind.name(), "form", "WEB"));
    assertThat(List.of(withPackage.statusCode(), without.statusCode())).containsOnly(422);
    assertThat(withPackage.body()).contains("关停注销不通过备案申请办理", "先公告").doesNotContain(kind.name());
    assertThat(drafts()).isZero();
  }

  @Test
  void draftOfAKindNotBuilt_cannotBeSent() throws Exception {
    UUID id = steps.ready();
    becomes(id, ApplicationKind.DEREGISTRATION);
    assertThatThrownBy(() -> steps.submit(id))
        .isInstanceOfSatisfying(
            CommandRefusedException.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(FilingProblem::code)
                    .containsExactly("notBuilt.DEREGISTRATION"));
    assertThat(steps.file(id).application().state()).isEqualTo(ApplicationState.DRAFT);
  }

  @ParameterizedTest
  @MethodSource("notBuilt")
  void kindNotBuilt_inNationalReview_getsNoNumber(ApplicationKind kind) throws Exception {
    UUID id =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    steps.judgeAll(id);
    becomes(id, kind);
    WebSession signer = WebSession.of(server, url(""), steps.signer);
    assertThat(signer.page("/cases/" + id))
        .contains("关停注销不通过备案申请办理")
        .doesNotContain("act=acceptance", kind.name());
    assertThatThrownBy(() -> steps.accept(id)).isInstanceOf(CommandRefusedException.class);
    assertThat(steps.file(id).application().number()).isEmpty();
  }

  @Test
  void casePage_saysAtTheTop_kindOverdueAndSinceWhenOnline() throws Exception {
    UUID id =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    for (String official : List.of(steps.firstSeat, steps.reviewer)) {
      String page = WebSession.of(server, url(""), official).page("/cases/" + id);
      String top = page.substring(page.indexOf("<h1"), page.indexOf("class=\"lede\""));
      assertThat(top).contains("存量备案", "自2025年3月1日", "逾期：存量应用应在2026年7月25日");
    }
  }

  @Test
  void initialFiling_isToldUnfiled_onlyOfADayOnWhichTheMeasuresWereInForce() throws Exception {
    UUID id =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    becomes(id, ApplicationKind.INITIAL);
    WebSession reviewer = WebSession.of(server, url(""), steps.reviewer);
    for (var day : Map.of("2026-01-24", false, "2026-01-25", true, "2026-03-01", true).entrySet()) {
      jdbc.sql("update answer set value = ? where application_id = ? and field = 'app.onlineSince'")
          .params(day.getKey(), id)
          .update();
      assertThat(reviewer.page("/cases/" + id).contains("办法施行后未经备案即已上线"))
          .as(day.getKey())
          .isEqualTo(day.getValue());
    }
  }
}
