package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.PasswordHashes;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Dates that cannot be meant, over HTTP. */
class BadDatesTest extends ServerTest {
  @Autowired private ApplicationContext server;

  @ParameterizedTest
  @CsvSource({
    "zh, 2020-01-01, 422, 新的日期须晚于原期限",
    "en, 2020-01-01, 422, The new date must lie after",
    "zh, 31.12.2026, 400, 这个请求看不懂",
    "en, tomorrow, 400, This request could not be understood"
  })
  void extension_toNoLaterDay_isToldAndKept(String language, String day, int status, String says)
      throws Exception {
    FilingSteps steps = new FilingSteps(server);
    UUID id =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    jdbc.sql("update user_account set password_hash = ? where login = ?")
        .params(PasswordHashes.of(KNOWN_PASSWORD), steps.reviewer)
        .update();
    Visitor reviewer = new Visitor(url("")).logIn(steps.reviewer, KNOWN_PASSWORD, language);
    reviewer.get("/cases/" + id);
    HttpResponse<String> page =
        reviewer.post(
            "/cases/" + id + "/extension",
            Map.of(
                "version",
                Integer.toString(steps.version(id)),
                "expected",
                day,
                "ground",
                "COMPLEX",
                "reason",
                "检测设备故障"));
    assertThat(page.statusCode()).isEqualTo(status);
    assertThat(page.body()).contains(says).doesNotContain("Exception");
    if (status == 422) {
      assertThat(page.body()).contains("检测设备故障");
    }
  }
}
