package cn.beian.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Behind each figure of a region stands exactly what it counts. */
class CountedAppsTest extends ServerTest {
  private static final String PROVINCE = "610000";
  private static final Pattern FIGURE =
      Pattern.compile("href=\"/inventory/apps(\\?[^\"]*)\"[^>]*>(\\d+)</a>");

  @Autowired private ApplicationContext server;
  private InventorySteps steps;

  @BeforeEach
  void steps() {
    steps = new InventorySteps(jdbc);
  }

  private WebSession supervisor(String region) throws Exception {
    return WebSession.of(
        server, url(""), steps.person(steps.unit(region).id(), "SUPERVISOR", region));
  }

  private static void take(WebSession session, String rows) throws Exception {
    var preview =
        session.postFile(
            "/inventory/import",
            Map.of("unknownUnits", "true"),
            "apps.csv",
            InventorySteps.table(rows));
    session.post(preview.uri().getPath(), Map.of("unknownUnits", "true"));
  }

  private static String row(String unit, String since) {
    String name = "应用" + Unique.word();
    return name + ",APP,," + InventorySteps.packageName() + "," + unit + ",," + since + ",,\n";
  }

  /** The links of a page whose figure is not as long as their list. */
  private static List<String> wrong(WebSession session, String page) throws Exception {
    List<String> wrong = new ArrayList<>();
    Matcher figure = FIGURE.matcher(session.page(page));
    int figures = 0;
    while (figure.find()) {
      figures++;
      String query = figure.group(1).replace("&amp;", "&");
      long listed = session.page("/inventory/apps.csv" + query).lines().count() - 1;
      if (listed != Long.parseLong(figure.group(2))) {
        wrong.add(query + ": " + figure.group(2) + " counted, " + listed + " listed");
      }
      String html = session.page("/inventory/apps" + query);
      if (html.split("<tr>", -1).length - 2 != Math.min(50, listed)) {
        wrong.add(query + ": another list on the page");
      }
    }
    assertThat(figures).as("figures of " + page).isPositive();
    return wrong;
  }

  @Test
  void figuresOfAProvince_leadToWhatTheyCount_ofItselfToo() throws Exception {
    WebSession session = supervisor(PROVINCE);
    take(
        session,
        row(steps.unit(PROVINCE).name(), "2024-05-06")
            + row(steps.unit(PROVINCE).name(), "2026-05-06")
            + row(steps.unit("610100").name(), "2024-05-06")
            + row(steps.unit("610102").name(), "2026-05-06")
            + row("不在名册的单位", ""));
    assertThat(session.page("/inventory")).contains("part=ITSELF");
    assertThat(wrong(session, "/inventory")).isEmpty();
    assertThat(wrong(session, "/inventory?region=610100")).isEmpty();
    assertThat(session.page("/inventory/apps?region=610000&part=ITSELF"))
        .contains("陕西省 本级", "看整个地区")
        .contains("name=\"part\" value=\"ITSELF\"");
  }

  @Test
  void figuresOfTheCountry_leadToWhatTheyCount_alsoWhereNobodyKnowsTheUnit() throws Exception {
    WebSession session = supervisor("100000");
    take(
        session,
        row(steps.unit("100000").name(), "2024-05-06")
            + row(steps.unit(PROVINCE).name(), "2026-05-06")
            + row("不在名册的单位", "2026-05-06"));
    assertThat(session.page("/inventory")).contains("part=ITSELF", "part=NOBODYS");
    assertThat(wrong(session, "/inventory")).isEmpty();
    assertThat(session.page("/inventory/apps?region=100000&part=NOBODYS"))
        .contains("单位不明")
        .doesNotContain("61000");
  }
}
