package cn.beian.server.filings.filed;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.fixtures.FilingSteps;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * The public page of a record says what the app does before it says by which digests it is known.
 */
class FiledDeclarationsTest extends ServerTest {
  @Autowired private ApplicationContext server;

  @Test
  void record_saysWhatTheAppDoesAsksAndDemands_beforeItsDigests_andNothingWhereRestricted()
      throws Exception {
    FilingSteps steps = new FilingSteps(server);
    UUID id = steps.draft(steps.stage.plant(steps.stage.app().asks("水位读数").facts(), steps.handler));
    steps.accepted(steps.inNationalReview(id));
    String number = steps.file(id).application().number().orElseThrow();
    Visitor stranger = new Visitor(url(""));
    String page = stranger.get("/records/" + number).body();
    assertThat(page)
        .containsSubsequence("备案时申报的内容", "主要功能", "今日水位", "水位读数", "SHA-256")
        .doesNotContain("river.yunzhou.gov.cn", "在线时长", "谁必须使用", "??");
    jdbc.sql(
            """
            insert into answer (application_id, field, item, value, origin, confirmed, answered_at)
              values (?, 'explanation.whoMustUse', 'FORM-105', 'VOLUNTARY', 'SPONSOR', true, now())
            """)
        .param(id)
        .update();
    assertThat(stranger.get("/records/" + number).body())
        .containsSubsequence("主办单位已作说明的功能，谁必须使用", "没有人必须使用，自愿使用")
        .doesNotContain("在线时长");
    jdbc.sql("update filing_record set restricted = true where number = ?").param(number).update();
    assertThat(stranger.get("/records/" + number).body()).doesNotContain("今日水位", "水位读数");
  }
}
