package cn.beian.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.inventory.InventorySteps.Unit;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What becomes of apps that an inventory names: figures that add up, letters that were sent. */
class SentRemindersTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private InventorySteps steps;
  private Unit bureau = new Unit(UUID.randomUUID(), "", "");

  @BeforeEach
  void unit() {
    steps = new InventorySteps(jdbc);
    bureau = steps.unit("620100");
  }

  private WebSession official(String role, String region) throws Exception {
    return WebSession.of(server, url(""), steps.person(steps.unit(region).id(), role, region));
  }

  private void imported(WebSession session) throws Exception {
    String rows =
        "早的,APP,,,%1$s,,2024-05-06,,\n晚的,APP,,,%1$s,,2026-02-06,,\n何时,APP,,,%1$s,,,,\n"
            .formatted(bureau.name());
    HttpResponse<String> preview =
        session.postFile("/inventory/import", Map.of(), "apps.csv", InventorySteps.table(rows));
    assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
    session.post(preview.uri().getPath(), Map.of());
  }

  @Test
  void columns_addUpToWhatIsKnown() throws Exception {
    WebSession supervisor = official("SUPERVISOR", "620000");
    imported(supervisor);
    String csv = supervisor.page("/inventory.csv");
    String line = csv.lines().filter(one -> one.contains(bureau.name())).findFirst().orElseThrow();
    List<Integer> figures =
        Arrays.stream(line.split(",", -1)).skip(2).map(Integer::valueOf).toList();
    assertThat(figures.get(0)).isEqualTo(3);
    assertThat(figures.subList(1, 6).stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
    assertThat(csv).contains("其中单位不明");
    assertThat(supervisor.page("/inventory/apps.csv?standing=OTHER&unit=" + bureau.id()))
        .contains("何时")
        .doesNotContain("早的", "晚的");
  }

  @Test
  void officesOfTheProvince_importInventoriesOfTheirDivisions_andOfNoOthers() throws Exception {
    WebSession other = official("COMPLETENESS_REVIEWER", "650000");
    imported(other);
    assertThat(apps()).isZero();
    for (String role : List.of("COMPLETENESS_REVIEWER", "GOVERNMENT_SERVICE_REVIEWER")) {
      WebSession reviewer = official(role, "620000");
      assertThat(reviewer.page("/inventory")).contains("/inventory/import");
      imported(reviewer);
      assertThat(apps()).isEqualTo(3);
    }
    assertThat(official("NATIONAL_REVIEWER", "100000").get("/inventory/import").statusCode())
        .isEqualTo(403);
  }

  private int apps() {
    return jdbc.sql("select count(*) from app where owner_id = :unit")
        .param("unit", bureau.id())
        .query(Integer.class)
        .single();
  }

  @Test
  void letterThatWasSent_isNotedWithItsDay_shownWhereTheUnitIsOverdue_andTakenBack()
      throws Exception {
    WebSession supervisor = official("SUPERVISOR", "620000");
    imported(supervisor);
    String letter = "/inventory/units/" + bureau.id() + "/letter";
    assertThat(supervisor.post(letter + "/sent", Map.of("day", "2099-01-01")).statusCode())
        .isEqualTo(422);
    assertThat(supervisor.post(letter + "/sent", Map.of("day", "昨天")).statusCode()).isEqualTo(422);
    Map<String, String> day = Map.of("day", "2026-02-09");
    assertThat(supervisor.post(letter + "/sent", day).statusCode()).isEqualTo(200);
    assertThat(supervisor.post(letter + "/sent", day).statusCode()).as("once").isEqualTo(422);
    for (String page : List.of("/inventory?region=620100", "/overdue")) {
      assertThat(supervisor.page(page)).as(page).contains("已于2026年2月9日");
    }
    WebSession foreign = official("SUPERVISOR", "650000");
    assertThat(foreign.post(letter + "/sent", day).statusCode()).isEqualTo(403);
    Matcher undo =
        Pattern.compile("/inventory/letters/[0-9a-f-]{36}/undo").matcher(supervisor.page(letter));
    assertThat(undo.find()).isTrue();
    assertThat(official("SUPERVISOR", "620000").post(undo.group(), Map.of()).statusCode())
        .as("another office")
        .isEqualTo(404);
    supervisor.post(undo.group(), Map.of());
    assertThat(supervisor.page("/overdue")).doesNotContain("已于2026年2月9日");
    assertThat(supervisor.post(undo.group(), Map.of()).statusCode()).isEqualTo(404);
    assertThat(
            jdbc.sql("select count(*) from reminder_sent where organization_id = :unit")
                .param("unit", bureau.id())
                .query(Integer.class)
                .single())
        .as("kept")
        .isEqualTo(1);
  }
}
