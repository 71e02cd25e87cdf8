package cn.beian.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.numbers.CreditCode;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.inventory.InventorySteps.Unit;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Inventories as offices really keep them, and rows that contradict themselves. */
class TolerantInventoryTest extends ServerTest {
  private static final String IMPORT = "/inventory/import";

  @Autowired private ApplicationContext server;
  private Unit one = new Unit(UUID.randomUUID(), "", "");
  private Unit other = one;
  private WebSession supervisor;

  @BeforeEach
  void people() throws Exception {
    InventorySteps steps = new InventorySteps(jdbc);
    one = steps.unit("540100");
    other = steps.unit("540100");
    supervisor =
        WebSession.of(
            server, url(""), steps.person(steps.unit("540000").id(), "SUPERVISOR", "540000"));
  }

  private HttpResponse<String> send(String table) throws Exception {
    HttpResponse<String> sent =
        supervisor.postFile(IMPORT, Map.of(), "apps.csv", table.getBytes(StandardCharsets.UTF_8));
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
    return sent;
  }

  private static String address(HttpResponse<String> page) {
    return page.uri().getPath();
  }

  private List<String> apps(Unit unit) {
    return jdbc.sql("select name || ' ' || form from app where owner_id = :unit order by name")
        .param("unit", unit.id())
        .query(String.class)
        .list();
  }

  @Test
  void unitAndCreditCodeThatDisagree_areAsked_andTheRowIsMendedOnThePage() throws Exception {
    String row = "掌上办,APP,安卓,,%s,%s,,,\n".formatted(one.name(), other.code());
    HttpResponse<String> preview = send(InventorySteps.HEADER + row);
    assertThat(preview.body()).contains("信用代码是“" + other.name() + "”的，单位名称写的是“" + one.name() + "”");
    String page = address(preview);
    supervisor.post(page, Map.of());
    assertThat(apps(one)).isEmpty();
    assertThat(apps(other)).isEmpty();
    page = address(send(InventorySteps.HEADER + row));
    HttpResponse<String> mended = supervisor.post(page + "/rows", Map.of("cell.2.5", one.code()));
    assertThat(mended.statusCode()).as(mended.body()).isEqualTo(200);
    assertThat(address(mended)).isEqualTo(page);
    assertThat(mended.body()).contains("新记入").doesNotContain("单位名称写的是");
    supervisor.post(page, Map.of());
    assertThat(apps(one)).containsExactly("掌上办 APP");
    assertThat(apps(other)).isEmpty();
  }

  @Test
  void nameThatIsOfAnotherUnit_orWrittenShort_isNotBookedSilently() throws Exception {
    String body = "12620000MB" + one.code().substring(10, 16) + "A";
    String unknown = body + CreditCode.checkCharacter(body);
    String shortName = one.name().substring(1); // the end of the name of the register
    String rows =
        "甲,APP,,,%s,%s,,,\n乙,APP,,,合计,%s,,,\n丙,APP,,,%s,%s,,,\n丁,APP,,,随便什么单位,%s,,,\n"
            .formatted(one.name(), unknown, one.code(), shortName, one.code(), one.code());
    String page = address(send(InventorySteps.HEADER + rows));
    assertThat(supervisor.page(page + "/results.csv"))
        .contains("2,甲,不收,“" + one.name() + "”在名册里的信用代码与此不同")
        .contains("3,乙,合计行,合计行，不作为数据")
        .contains("4,丙,新增,新记入；单位写作“" + shortName + "”，按信用代码记为“" + one.name() + "”")
        .contains("5,丁,不收,信用代码是“" + one.name() + "”的，单位名称写的是“随便什么单位”");
    supervisor.post(page, Map.of());
    assertThat(apps(one)).containsExactly("丙 APP");
  }

  @Test
  void columnThatIsNotRead_isNamed_andOneThatNobodyNeedsIsNot() throws Exception {
    String table = "序号,应用名称,形式,审批处室,主办单位\n1,掌上办,APP,三处,%s\n".formatted(one.name());
    assertThat(send(table).body()).contains("没有读取的列：审批处室。", "新记入").doesNotContain("没有读取的列：序号");
  }

  @Test
  void totals_areNoApps_andMarkupIsLookedAt() throws Exception {
    String rows =
        "合计,APP,,,%1$s,%2$s,,,\n总 计,APP,,,%1$s,,,,\n小计：3,APP,,,%1$s,,,,\n共12个,APP,,,%1$s,,,,\n"
                .formatted(one.name(), one.code())
            + "<script>alert(1)</script>,APP,,,%s,%s,,,\n合计通,APP,,,%s,,,,\n"
                .formatted(one.name(), one.code(), one.name());
    String page = address(send(InventorySteps.HEADER + rows));
    String results = supervisor.page(page + "/results.csv");
    assertThat(results.lines().filter(line -> line.contains("合计行"))).hasSize(4);
    assertThat(supervisor.page(page))
        .contains("合计行：4 行", "新增：2 行")
        .doesNotContain("不收", "小计：3\""); // and there is nothing to correct in them
    assertThat(results).contains("新记入；名称里有网页标记，请核对");
    supervisor.post(page, Map.of());
    assertThat(apps(one)).containsExactly("<script>alert(1)</script> APP", "合计通 APP");
  }

  @Test
  void titleRow_twoRowsOfNames_andFormsAsPeopleWriteThem_areRead() throws Exception {
    String table =
        """
        拉萨市政务应用程序情况统计表,,,,,
        填报单位：市大数据局,,,填报日期：2026年3月1日,,
        序号,应用全称,应用类型,主办单位,,上线时间
        ,,,名称,统一社会信用代码,
        1,甲通,微信小程序,%1$s,%2$s,2024.5.6
        2,乙通,安卓,%1$s,%2$s,2024年5月
        3,丙通,APP（安卓、iOS）,%1$s,%2$s,
        4,丁通,移动端APP,%1$s,,
        5,戊号,微信公众号,%1$s,,
        合计,5,,,,
        填表人：张三,,,联系电话：0891-1,,
        """
            .formatted(one.name(), one.code());
    String page = address(send(table));
    String results = supervisor.page(page + "/results.csv");
    assertThat(results)
        .contains("5,甲通,新增", "7,丙通,新增", "8,丁通,新增")
        .contains("6,乙通,不收,上线日期")
        .contains("9,戊号,不收,形态只能填", "10,5,合计行,合计行", "11,,说明行,说明行");
    supervisor.post(page, Map.of());
    assertThat(apps(one)).containsExactly("丁通 APP", "丙通 APP", "甲通 MINI_PROGRAM");
    assertThat(
            jdbc.sql("select platform from inventory_entry where unit_name = :unit and name = '甲通'")
                .param("unit", one.name())
                .query(String.class)
                .single())
        .isEqualTo("wechat");
  }

  @Test
  void columnOfAnotherName_isMappedByThePerson() throws Exception {
    String table = "系统,类型,归口\n甲通,小程序,%s\n".formatted(one.name());
    HttpResponse<String> asked = send(table);
    assertThat(asked.body()).contains("请指明各列", "系统", "归口").doesNotContain("确认并写入");
    String page = address(asked);
    Map<String, String> columns = new HashMap<>();
    columns.put("column.0", "0");
    columns.put("column.1", "1");
    columns.put("column.4", "2");
    columns.put("header", "1");
    HttpResponse<String> mapped = supervisor.post(page + "/columns", columns);
    assertThat(mapped.statusCode()).as(mapped.body()).isEqualTo(200);
    assertThat(mapped.body()).contains("甲通", "新记入", "确认并写入");
    columns.put("column.4", "0");
    HttpResponse<String> twice = supervisor.post(page + "/columns", columns);
    assertThat(twice.statusCode()).isEqualTo(422);
    assertThat(twice.body()).contains("同一列");
    supervisor.post(page, Map.of());
    assertThat(apps(one)).containsExactly("甲通 MINI_PROGRAM");
  }
}
