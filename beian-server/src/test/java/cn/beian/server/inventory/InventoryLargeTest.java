package cn.beian.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A province with as many known apps as one file may hold, of many units; how long pages take. */
@Tag("deep")
class InventoryLargeTest extends ServerTest {
  private static final int ROWS = 20_000;
  private static final String PROVINCE = "450000";

  @Autowired private ApplicationContext server;

  @Test
  void twentyThousandApps_ofFourHundredUnits_arePagedAndExported() throws Exception {
    InventorySteps steps = new InventorySteps(jdbc);
    List<InventorySteps.Unit> units =
        IntStream.range(0, 400)
            .mapToObj(i -> steps.unit(String.format(Locale.ROOT, "45%02d00", 1 + i % 14)))
            .toList();
    String name = InventorySteps.packageName();
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < ROWS; i++) {
      table.append("应用").append(i % 10 == 0 ? "同名" + i % 1000 : Integer.toString(i));
      table.append(",小程序,微信,").append(name).append(i).append(',');
      table.append(units.get(i % 400).name()).append(",,2024-05-06,,\n");
    }
    WebSession session =
        WebSession.of(server, url(""), steps.person(units.get(0).id(), "SUPERVISOR", PROVINCE));
    long begin = System.nanoTime();
    HttpResponse<String> preview =
        session.postFile(
            "/inventory/import", Map.of(), "apps.csv", InventorySteps.table(table.toString()));
    assertThat(session.post(preview.uri().getPath(), Map.of()).statusCode()).isEqualTo(200);
    System.out.println("20,000 rows taken in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    for (String page :
        List.of(
            "/inventory",
            "/inventory?region=450100",
            "/inventory/apps?standing=OVERDUE",
            "/inventory/apps?standing=OVERDUE&page=100",
            "/inventory/duplicates",
            "/inventory/claims",
            "/overdue",
            "/inventory.csv",
            "/inventory/apps.csv?standing=OVERDUE",
            "/inventory/apps.xlsx?standing=OVERDUE")) {
      List<Long> times = new ArrayList<>();
      int status = 0;
      for (int again = 0; again < 3; again++) {
        long start = System.nanoTime();
        status = session.get(page).statusCode();
        times.add((System.nanoTime() - start) / 1_000_000);
      }
      System.out.println("of 20,000 apps " + page + ": " + status + " " + times + " ms");
    }
    assertThat(session.page("/inventory/apps?standing=OVERDUE")).contains("应用");
    String alike = session.page("/inventory/duplicates");
    System.out.println("page of alike apps: " + alike.length() + " characters");
    assertThat(alike).contains("先列出这些，办完后再列出其余的");
    assertThat(alike.split("<table", -1).length - 1).as("cards of ten").isEqualTo(24);
  }
}
