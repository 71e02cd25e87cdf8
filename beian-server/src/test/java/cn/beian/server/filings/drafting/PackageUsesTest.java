package cn.beian.server.filings.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.form.Question;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.filed.LaunchBuilds;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.records.Records;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A package is not begun again without a word, nor one that another unit has filed. */
class PackageUsesTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private Records records;
  @Autowired private ApplicationStore store;
  private FilingSteps steps;
  private WebSession handler;

  @BeforeEach
  void handler() throws Exception {
    steps = new FilingSteps(server);
    handler = WebSession.of(server, url(""), steps.handler);
  }

  private static String open(UUID application) {
    return "href=\"/applications/" + application + "\"";
  }

  private List<UUID> drafts() {
    return jdbc.sql("select id from application where organization_id = :unit order by created_at")
        .param("unit", steps.stage.unit)
        .query(UUID.class)
        .list();
  }

  @Test
  void package_ofADraft_isOpenedThere_andBegunAgainOnlyKnowingly() throws Exception {
    UUID planted = steps.stage.plant(steps.stage.facts(), steps.handler);
    String page = "/packages/" + planted;
    assertThat(handler.page(page)).contains("开始备案").doesNotContain("knowingly");
    UUID first = steps.draft(planted);
    assertThat(handler.page(page))
        .contains("这个安装包已经在申请中", open(first), "草稿", "仍要另外开始一份")
        .doesNotContain("开始备案");

    Map<String, String> form = Map.of("kind", "EXISTING", "package", planted.toString());
    assertThat(handler.post("/applications", form).body()).contains("没有另外开始", open(first));
    assertThat(drafts()).containsExactly(first);

    Map<String, String> sure =
        Map.of("kind", "EXISTING", "package", planted.toString(), "knowingly", "true");
    handler.post("/applications", sure);
    assertThat(drafts()).hasSize(2).startsWith(first);
    assertThat(handler.page("/applications/" + drafts().get(1) + "/check"))
        .contains("本单位还有别的申请用着同一安装包", open(first));
    assertThat(handler.page("/applications/" + first + "/check")).contains(open(drafts().get(1)));
  }

  /**
   * Another unit's name is no sponsor of this one's app: told with the package, not in the draft.
   */
  @Test
  void package_isTested_asAnAppOfItsUnit() throws Exception {
    AppFacts app = steps.stage.app().text(steps.stage.name);
    UUID planted = steps.stage.plant(app.facts(), steps.handler);
    String page = handler.page("/packages/" + planted);
    assertThat(page.indexOf("/rules/DISP-201")).isGreaterThan(page.indexOf("id=\"met\""));
  }

  @Test
  void newVersion_ofAnAppInADraft_isToldByItsName() throws Exception {
    UUID first = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    UUID other = steps.stage.plant(steps.stage.app().version("4", "4").facts(), steps.handler);
    assertThat(handler.page("/packages/" + other)).contains(open(first));
    UUID none = steps.stage.plant(steps.stage.facts("别的"), steps.handler);
    jdbc.sql("update application set state = 'WITHDRAWN' where id = :id")
        .param("id", first)
        .update();
    assertThat(handler.page("/packages/" + none)).contains("开始备案").doesNotContain(open(first));
  }

  @Test
  void package_thatTheUnitFiled_leadsToItsApp() throws Exception {
    UUID planted = steps.stage.plant(steps.stage.facts(), steps.handler);
    UUID id = steps.inNationalReview(steps.draft(planted));
    String number = steps.accepted(id).toString();
    UUID app = records.find(number).orElseThrow().appId();
    assertThat(handler.page("/packages/" + planted))
        .contains("这个应用已经备案", number, "href=\"/apps/" + app + "\"")
        .doesNotContain("存量备案");
    assertThat(handler.page("/applications/" + id + "/check"))
        .as("it is no duplicate of itself")
        .doesNotContain("备案名录中已有同一包名的应用");
  }

  @Test
  void appOfAnotherUnit_isNamedAsFarAsItsRecordIsPublic() throws Exception {
    UUID filed =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    String number = steps.accepted(filed).toString();
    String sponsor = steps.stage.name;
    AppFacts same = steps.stage.app();
    FilingSteps others = new FilingSteps(server);
    UUID planted = others.stage.plant(same.text("别的").facts(), others.handler);
    WebSession other = WebSession.of(server, url(""), others.handler);
    assertThat(other.page("/packages/" + planted))
        .contains("另一单位已用同一包名或 AppID 备案", number, sponsor, "开始备案");
    UUID draft = others.draft(planted);
    String check = "/applications/" + draft + "/check";
    assertThat(other.page(check)).contains("另一单位已用同一包名或 AppID 备案", number, sponsor);

    records.restrict(number, true);
    assertThat(other.page(check))
        .contains("另一单位已用同一包名或 AppID 备案", "只公开编号和状态")
        .doesNotContain(number, sponsor);
    assertThat(other.page("/packages/" + planted)).doesNotContain(number, sponsor);
  }

  /** Or a unit that filed one app could claim the name of every other. */
  @Test
  void nameOfALaunchBuild_thatWasRefused_isFiledByNobody() throws Exception {
    UUID filed =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    steps.accepted(filed);
    FilingSteps others = new FilingSteps(server);
    steps.as(steps.handler);
    UUID taken = steps.stage.plant(others.stage.app().version("9", "9").facts(), steps.handler);
    server.getBean(LaunchBuilds.class).handIn(filed, steps.version(filed), taken);
    assertThat(handler.page("/applications/" + filed)).contains("与审核包不一致");

    UUID planted = others.stage.plant(others.stage.facts(), others.handler);
    WebSession other = WebSession.of(server, url(""), others.handler);
    assertThat(other.page("/packages/" + planted))
        .contains("开始备案")
        .doesNotContain("另一单位已用同一包名或 AppID 备案");
    UUID draft = others.draft(planted);
    assertThat(other.page("/applications/" + draft + "/check"))
        .doesNotContain("另一单位已用同一包名或 AppID 备案");
    assertThat(store.known(List.of(others.stage.packageName)))
        .as("as the rules are told of it")
        .isEmpty();
    assertThat(handler.page("/packages/" + taken)).doesNotContain("这个应用已经备案");
  }

  private static String counts(String page) {
    return Pattern.compile("class=\"st (?:stop|warn)\">(必须整改 \\d+|需要说明 \\d+)<")
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .distinct()
        .limit(2)
        .collect(Collectors.joining(", "));
  }

  @Test
  void packageAndDraft_countForTheSameUsers_andSayForWhich() throws Exception {
    UUID planted = steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler);
    UUID draft = steps.draft(planted);
    String page = "/packages/" + planted;
    String tasks = "/applications/" + draft;
    String none = counts(handler.page(tasks));
    assertThat(counts(handler.page(page))).isEqualTo(none);
    assertThat(handler.page(tasks)).contains("使用对象还没有填", "/topics/USERS#app.audience");

    steps.as(steps.handler);
    steps.save(draft, Map.of(Question.once("app.audience"), "GRASSROOTS_STAFF"));
    String said = counts(handler.page(tasks));
    assertThat(said).contains("必须整改").isNotEqualTo(none);
    assertThat(handler.page(tasks)).contains("使用对象按“基层工作人员”计");
    assertThat(handler.page(page))
        .contains("使用对象按申请“清溪水情”里现在的回答计", "去改使用对象")
        .doesNotContain("按以下情况检测");
    assertThat(counts(handler.page(page))).isEqualTo(said);
    assertThat(handler.page(page + "?users=PUBLIC")).contains("按以下情况检测", "这不是申请“清溪水情”里回答的使用对象");
  }
}
