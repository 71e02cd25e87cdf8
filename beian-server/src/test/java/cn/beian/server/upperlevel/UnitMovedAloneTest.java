package cn.beian.server.upperlevel;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.numbers.CreditCode;
import cn.beian.filing.policies.Route;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.identity.Identity;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** One administrator cannot move a unit below another to have its exception confirmed. */
class UnitMovedAloneTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private Stage township;
  private Stage county;
  private Stage other;
  private WebSession handler;
  private WebSession first;
  private WebSession second;
  private WebSession third;

  @BeforeEach
  void units() throws Exception {
    FilingSteps steps = new FilingSteps(server);
    township = steps.stage;
    county = new Stage(server, "COUNTY", "LOCAL");
    other = new Stage(server, "COUNTY", "LOCAL");
    jdbc.sql("update organization set level = 'TOWNSHIP', parent_id = ? where id = ?")
        .params(county.unit, township.unit)
        .update();
    for (Stage one : List.of(township, county, other)) {
      jdbc.sql("update organization set credit_code = ? where id = ?")
          .params(creditCode(), one.unit)
          .update();
    }
    handler = WebSession.of(server, url(""), steps.handler);
    first = administrator();
    second = administrator();
    third = administrator();
  }

  private WebSession administrator() throws Exception {
    return WebSession.of(server, url(""), township.official(Role.SYSTEM_ADMINISTRATOR, "330000"));
  }

  private void move(WebSession who, UUID unit, UUID parent, String level) throws Exception {
    assertThat(
            who.post("/admin/organizations/" + unit + "/correction", form(unit, parent, level))
                .statusCode())
        .isEqualTo(200);
  }

  private Map<String, String> form(UUID unit, UUID parent, String level) {
    Map<String, String> row =
        jdbc.sql("select name, credit_code, kind, division from organization where id = ?")
            .param(unit)
            .query(
                (found, n) ->
                    Map.of(
                        "unitName", found.getString("name"),
                        "creditCode", found.getString("credit_code"),
                        "kind", found.getString("kind"),
                        "division", found.getString("division")))
            .single();
    Map<String, String> form = new HashMap<>(row);
    form.put("level", level);
    form.put(
        "parent",
        jdbc.sql("select name from organization where id = ?")
            .param(parent)
            .query(String.class)
            .single());
    return form;
  }

  private static String creditCode() {
    long number = ThreadLocalRandom.current().nextLong(1_000_000_000L);
    String first = "11330100" + String.format(Locale.ROOT, "%09d", number);
    return first + CreditCode.checkCharacter(first);
  }

  private boolean asks(Stage upper) throws Exception {
    String app = "防汛" + Unique.word();
    String page =
        handler
            .post("/exceptions", Map.of("app", app, "upper", upper.name, "reason", "防汛需要"))
            .body();
    boolean begun = page.contains("填写中") && page.contains(app);
    assertThat(begun || page.contains("该单位无权为本单位确认")).as(page).isTrue();
    return begun;
  }

  /** The changes that a page lists for confirmation by its reader. */
  private static Map<String, String> listed(String page, UUID unit) {
    Matcher found =
        Pattern.compile("name=\"change\" value=\"(" + unit + ",[^\"]+)\"").matcher(page);
    return found.find() ? Map.of("change", found.group(1)) : Map.of();
  }

  @Test
  void unitMovedByOneAdministrator_asksTheUnitAboveOfBefore_untilAnotherConfirms()
      throws Exception {
    move(first, township.unit, other.unit, "TOWNSHIP");
    assertThat(first.page("/admin")).contains("待确认的单位变动");
    assertThat(first.page("/admin/organizations/" + township.unit)).contains("待另一名管理员确认");
    assertThat(asks(other)).as("moved by one").isFalse();
    assertThat(asks(county)).as("as confirmed before").isTrue();

    String own = first.page("/admin/placements");
    int row = own.indexOf(township.unit.toString());
    assertThat(own.substring(row, own.indexOf("</tr>", row)))
        .as("what changes, and nothing else")
        .contains(township.name, county.name, other.name, "上级单位")
        .doesNotContain("行政区划代码");
    assertThat(listed(own, township.unit)).as("not his own").isEmpty();
    Map<String, String> seen = listed(second.page("/admin/placements"), township.unit);
    assertThat(seen).isNotEmpty();
    assertThat(first.post("/admin/placements", seen).body()).contains("须由另一名管理员确认");
    assertThat(asks(other)).isFalse();

    assertThat(second.post("/admin/placements", seen).statusCode()).isEqualTo(200);
    assertThat(listed(second.page("/admin/placements"), township.unit)).isEmpty();
    assertThat(asks(other)).isTrue();
    assertThat(asks(county)).isFalse();
  }

  /** Confirms what other tests left, so that what is listed is only of this one. */
  private void confirmAll() throws Exception {
    Map<String, String> seen;
    do {
      List<String> changes =
          Pattern.compile("name=\"change\" value=\"([^\"]+)\"")
              .matcher(third.page("/admin/placements"))
              .results()
              .map(found -> found.group(1))
              .toList();
      seen = changes.isEmpty() ? Map.of() : Map.of("change", String.join(",", changes));
      third.post("/admin/placements", seen);
    } while (!seen.isEmpty());
  }

  @Test
  void another_isShownThatAChangeWaitsForHim_untilItIsConfirmed() throws Exception {
    confirmAll();
    move(first, township.unit, other.unit, "TOWNSHIP");
    String row = "改动了单位“" + township.name + "”的信息或归属";
    for (String page : List.of("/", "/requests")) {
      assertThat(first.page(page)).as("his own").doesNotContain("改动了单位");
      assertThat(second.page(page)).contains("等您确认", row, "href=\"/admin/placements\"");
    }
    assertThat(handler.page("/")).doesNotContain("改动了单位");
    confirmAll();
    for (String page : List.of("/", "/requests")) {
      assertThat(second.page(page)).doesNotContain("改动了单位");
    }
  }

  @Test
  void sixthChange_isShownToTheOneWhoMadeTheFiveBefore_andHisToOthersInPart() throws Exception {
    confirmAll();
    for (int i = 0; i < 6; i++) {
      Stage moved = new Stage(server, "COUNTY", "LOCAL");
      jdbc.sql("update organization set credit_code = ? where id = ?")
          .params(creditCode(), moved.unit)
          .update();
      move(first, moved.unit, other.unit, "TOWNSHIP");
    }
    assertThat(third.page("/requests").split("改动了单位", -1)).as("five rows").hasSize(6);
    assertThat(third.page("/")).contains("还有其他单位变动等您确认");
    move(second, township.unit, other.unit, "TOWNSHIP");
    String page = first.page("/requests");
    assertThat(page).contains(township.name).doesNotContain("还有其他单位变动等您确认");
    assertThat(page.split("改动了单位", -1)).as("one row").hasSize(2);
    String list = first.page("/admin/placements");
    list = list.substring(list.indexOf("<tbody>"));
    assertThat(list.indexOf(township.unit.toString()))
        .as("what he may confirm comes before his own")
        .isBetween(0, list.indexOf("须由另一名管理员确认"));
  }

  @Test
  void changeThatWasChangedAgain_isLookedAtAgain_andOneThatIsTakenBackIsNone() throws Exception {
    move(first, township.unit, other.unit, "TOWNSHIP");
    Map<String, String> seen = listed(second.page("/admin/placements"), township.unit);
    move(first, township.unit, other.unit, "VILLAGE");
    assertThat(second.post("/admin/placements", seen).body()).contains("又有改动");
    move(second, township.unit, county.unit, "TOWNSHIP");
    assertThat(second.page("/admin/organizations/" + township.unit)).doesNotContain("待另一名管理员确认");
    assertThat(asks(county)).isTrue();
  }

  @Test
  void changeOfTwo_isConfirmedByNeitherOfThem() throws Exception {
    move(first, township.unit, other.unit, "TOWNSHIP");
    move(second, township.unit, other.unit, "VILLAGE");
    assertThat(listed(first.page("/admin/placements"), township.unit)).isEmpty();
    assertThat(listed(second.page("/admin/placements"), township.unit)).isEmpty();
    assertThat(listed(administrator().page("/admin/placements"), township.unit)).isNotEmpty();
  }

  @Test
  void unitRaisedByOneAdministrator_mayStillNotConfirm() throws Exception {
    jdbc.sql("update organization set level = 'TOWNSHIP' where id = ?").param(other.unit).update();
    jdbc.sql("update organization set level = 'VILLAGE', parent_id = ? where id = ?")
        .params(other.unit, township.unit)
        .update();
    move(first, other.unit, county.unit, "COUNTY");
    assertThat(asks(other)).isFalse();
  }

  @Test
  void routeChangedByOneAdministrator_isNotThatOfANewFiling() throws Exception {
    Map<String, String> form = form(township.unit, county.unit, "TOWNSHIP");
    form.put("route", "MINISTRY");
    first.post("/admin/organizations/" + township.unit + "/correction", form);
    assertThat(second.page("/admin/placements")).contains(township.name);
    Identity identity = server.getBean(Identity.class);
    assertThat(identity.organization(township.unit).route()).isEqualTo(Route.MINISTRY);
    assertThat(identity.confirmedOrganization(township.unit).route()).isEqualTo(Route.LOCAL);
  }

  @Test
  void nameAndCodeChangedByOneAdministrator_areNotThoseOfANewFiling() throws Exception {
    Identity identity = server.getBean(Identity.class);
    String code = creditCode();
    Map<String, String> form = form(township.unit, county.unit, "TOWNSHIP");
    form.put("unitName", "虚构总队" + code);
    form.put("creditCode", code);
    first.post("/admin/organizations/" + township.unit + "/correction", form);
    assertThat(identity.confirmedOrganization(township.unit).name()).isEqualTo(township.name);
    assertThat(identity.confirmedOrganization(township.unit).creditCode()).isNotEqualTo(code);
    String page = second.page("/admin/placements");
    assertThat(page).contains("虚构总队" + code, township.name);
    second.post("/admin/placements", listed(page, township.unit));
    assertThat(identity.confirmedOrganization(township.unit).name()).isEqualTo("虚构总队" + code);
    assertThat(identity.confirmedOrganization(township.unit).creditCode()).isEqualTo(code);
  }

  @Test
  void listThatNobodySent_isNoError_andOneThatCannotBeReadIs() throws Exception {
    assertThat(second.post("/admin/placements", Map.of()).statusCode()).isEqualTo(200);
    assertThat(second.post("/admin/placements", Map.of("change", "x,y")).statusCode())
        .isEqualTo(400);
    assertThat(handler.get("/admin/placements").statusCode()).isEqualTo(403);
  }
}
