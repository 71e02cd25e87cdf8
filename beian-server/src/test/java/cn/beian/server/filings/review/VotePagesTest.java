package cn.beian.server.filings.review;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What a seat reads when its vote is not taken, or taken back. */
class VotePagesTest extends ServerTest {
  private static final String GAP = "app.onlineSince";

  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private UUID id;

  @BeforeEach
  void sent() throws Exception {
    steps = new FilingSteps(server);
    id = steps.send(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
  }

  private String vote(WebSession seat, String opinion, String gap, String demand) throws Exception {
    return seat.post(
            "/cases/" + id + "/votes",
            Map.of(
                "version",
                "" + steps.version(id),
                "opinion",
                opinion,
                "gap",
                gap,
                "demand:" + gap,
                demand))
        .body();
  }

  @Test
  void tickedGap_isNotDroppedByAnotherVote() throws Exception {
    WebSession first = WebSession.of(server, url(""), steps.firstSeat);
    assertThat(vote(first, "COMPLETE", GAP, "请核对上线日期"))
        .contains("表决没有记录", "您另外勾选了 1 个缺项", "value=\"请核对上线日期\"");
    steps.as(steps.firstSeat);
    assertThat(steps.file(id).votes()).isEmpty();
  }

  @Test
  void emptyDemand_isSaidOnThePage_whichKeepsTheTicks() throws Exception {
    WebSession first = WebSession.of(server, url(""), steps.firstSeat);
    String page = vote(first, "ASK_SUPPLEMENT", GAP, " ");
    assertThat(page).contains("请写明要求补正什么", "#d:" + GAP);
    assertThat(page).containsPattern("name=\"gap\" value=\"" + GAP + "\" checked=\"checked\"");
  }

  @Test
  void voteThatLapsed_becauseTheOtherSeatChangedTheList_isSaid() throws Exception {
    WebSession first = WebSession.of(server, url(""), steps.firstSeat);
    WebSession second = WebSession.of(server, url(""), steps.secondSeat);
    assertThat(vote(first, "ASK_SUPPLEMENT", GAP, "请核对上线日期")).doesNotContain("表决已经失效");
    vote(second, "ASK_SUPPLEMENT", "app.name", "请写全称");
    assertThat(first.page("/cases/" + id)).contains("您先前的表决已经失效");
    assertThat(second.page("/cases/" + id)).doesNotContain("表决已经失效");
  }
}
