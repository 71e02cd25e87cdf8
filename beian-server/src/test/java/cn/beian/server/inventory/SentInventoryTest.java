package cn.beian.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.inventory.InventorySteps.Unit;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What whoever sends an inventory or a list of a store is told of its columns and rows. */
class SentInventoryTest extends ServerTest {
  private static final String IMPORT = "/inventory/import";

  @TempDir private Path folder;
  @Autowired private ApplicationContext server;
  private Unit bureau = new Unit(UUID.randomUUID(), "", "");
  private String login = "";

  @BeforeEach
  void people() {
    InventorySteps steps = new InventorySteps(jdbc);
    bureau = steps.unit("540100");
    login = steps.person(steps.unit("540000").id(), "SUPERVISOR", "540000");
  }

  private WebSession supervisor() throws Exception {
    return WebSession.of(server, url(""), login);
  }

  private static HttpResponse<String> sent(WebSession session, String to, String file)
      throws Exception {
    return session.postFile(to, Map.of(), "apps.csv", file.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void picture_isNoTable_andNoFirstRowIsShown() throws Exception {
    HttpResponse<String> answer =
        supervisor()
            .postFile(IMPORT, Map.of(), "apps.xlsx", HexFormat.of().parseHex("89504e470d0a1a0a"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("这不是表格文件").doesNotContain("首行现在是");
  }

  @Test
  void appOfNobody_inAnInventoryOfTheCountry_isOfNoRegion() throws Exception {
    InventorySteps steps = new InventorySteps(jdbc);
    WebSession national =
        WebSession.of(
            server, url(""), steps.person(steps.unit("100000").id(), "SUPERVISOR", "100000"));
    String row = "无主的,APP,安卓," + InventorySteps.packageName() + ",,,,,\n";
    national.post(rows(national, IMPORT, row).uri().getPath(), Map.of());
    assertThat(national.page("/inventory")).containsPattern("<td><span>单位不明</span>");
    assertThat(national.page("/inventory.csv")).containsPattern("100000,单位不明,[1-9]");
  }

  private static HttpResponse<String> rows(WebSession session, String to, String rows)
      throws Exception {
    return sent(session, to, InventorySteps.HEADER + rows);
  }

  @Test
  void everythingThatIsWrongWithARow_isToldAtOnce() throws Exception {
    WebSession session = supervisor();
    String rows = ",微信群,,a b,没有这个单位,,1970-01-01,,\n好的,APP,,,,123,2099-01-01,,\n";
    HttpResponse<String> preview = rows(session, IMPORT, rows);
    assertThat(session.page(preview.uri().getPath() + "/refused.csv"))
        .contains("没有应用名称；形态只能填 APP")
        .contains("不能有空格；上线日期早于 2000 年，不可信；名册里没有这个单位")
        .contains("信用代码不是 18 位；上线日期在今天之后");
  }

  @Test
  void wrongCreditCode_saysWhatIsWrong_andAnUnknownUnitWhichNamesAreNear() throws Exception {
    WebSession session = supervisor();
    InventorySteps.Unit unit = new InventorySteps(jdbc).unit("540100");
    String typed = unit.name().substring(0, unit.name().length() - 1);
    String code = unit.code().substring(0, 17);
    String other = unit.code().endsWith("A") ? "B" : "A";
    String rows =
        "短,APP,,,,%s,,,\n错,APP,,,,%s,,,\n字,APP,,,,%s,,,\n近,APP,,,%s,,,,\n"
            .formatted(code, code + other, "I" + unit.code().substring(1), typed);
    String page = rows(session, IMPORT, rows).uri().getPath();
    assertThat(session.page(page + "/refused.csv"))
        .contains("信用代码不是 18 位", "信用代码最后一位校验码不对", "信用代码里有不能用的字符")
        .contains("名册里没有这个单位，名称相近的有“" + unit.name() + "”");
    assertThat(session.page(page + "?unknownUnits=true"))
        .contains("所写单位不在名册，名称相近的有“" + unit.name() + "”");
  }

  /** A template whose first column says no longer that it is an example is taken as it stands. */
  @Test
  void template_isWhatTheImportTakes_andOffersItsWords() throws Exception {
    WebSession session = supervisor();
    HttpResponse<String> csv = session.get(IMPORT + "/template.csv");
    assertThat(csv.headers().firstValue("Content-Disposition").orElse(""))
        .contains(URLEncoder.encode("应用清单导入模板.csv", StandardCharsets.UTF_8));
    String filled = csv.body().substring(1).replace("（示例，请删去此行）", "");
    assertThat(sent(session, IMPORT, filled).body())
        .contains("某市掌上办公")
        .doesNotContain("校验码", "形态只能填");
    Map<String, String> parts = parts(session.bytes(IMPORT + "/template.xlsx"));
    assertThat(parts.get("xl/worksheets/sheet1.xml"))
        .contains(
            "<dataValidation ", "type=\"list\"", "sqref=\"B2:B20001\"", "sqref=\"C2:C20001\"");
    assertThat(String.join("", parts.values())).as("安卓").contains(">&#x5b89;&#x5353;<");
  }

  private Map<String, String> parts(byte[] workbook) throws IOException {
    Map<String, String> parts = new HashMap<>();
    Path file = Files.write(folder.resolve("template.xlsx"), workbook);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        parts.put(
            entry.getName(),
            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return parts;
  }

  @Test
  void charactersThatNobodySees_areNoName() throws Exception {
    WebSession session = supervisor();
    String rows = "\u200b,APP,,,,,,,\na\u202eb,APP,,,,,,,\n好的,APP,,,局\u0007,,,,\n";
    String page = rows(session, IMPORT, rows).uri().getPath();
    assertThat(session.page(page + "/refused.csv").split("里有看不见的字符", -1)).hasSize(4);
  }

  @Test
  void fileOfSomethingElse_isNoInventory_andItsFirstRowIsShown() throws Exception {
    WebSession session = supervisor();
    String other = "姓名,身份证号," + "长".repeat(60) + "\n张三,1,2\n";
    HttpResponse<String> answer = sent(session, IMPORT, other);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("首行缺少列名：应用名称")
        .contains("首行现在是：姓名、身份证号、" + "长".repeat(20) + "…。")
        .doesNotContain("张三");
  }

  @Test
  void storeListWithoutNamesOfColumns_asksWhichIsWhich_andIsComparedThen() throws Exception {
    WebSession session = supervisor();
    String name = InventorySteps.packageName();
    HttpResponse<String> asked =
        sent(session, "/inventory/comparison", name + "a,云州听书\n" + name + "b,云州看书\n");
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.body())
        .contains("还没有对照", "请指明各列", "云州听书")
        .doesNotContain("list.csv", "在线，未备案");
    String page = asked.uri().getPath();
    Map<String, String> said = Map.of("header", "0", "column.0", "1", "column.3", "0");
    String compared = session.post(page + "/columns", said).body();
    assertThat(compared).contains("在线，未备案", "云州听书", "云州看书").doesNotContain("还没有对照");
    assertThat(session.page(page + "/list.csv"))
        .contains("在线，未备案,云州听书," + name + "a,", "在线，未备案,云州看书," + name + "b,");
  }

  @Test
  void columnsByOtherUsualNames_areFound() throws Exception {
    WebSession session = supervisor();
    String name = InventorySteps.packageName();
    String table = "类型,APP名称,包名,主办单位\n小程序,高原通," + name + "," + bureau.name() + "\n";
    assertThat(sent(session, IMPORT, table).body()).contains("高原通", "新记入").doesNotContain("名册里没有");
  }

  @Test
  void whatBecameOfAnInventory_isFoundAgain_afterAnotherFileWasChecked() throws Exception {
    WebSession session = supervisor();
    String name = InventorySteps.packageName();
    HttpResponse<String> first =
        rows(session, IMPORT, "甲应用,APP,安卓," + name + ",,,,,\n坏的,微信群,,,,,,,\n");
    String page = first.uri().getPath();
    session.post(page, Map.of());
    rows(session, IMPORT, "乙应用,APP,,,,,,,\n");
    HttpResponse<String> third = rows(session, IMPORT, "丙应用,APP,,,,,,,\n");
    assertThat(session.page(IMPORT)).contains(page);
    assertThat(session.page(page)).contains("已写入", "甲应用");
    assertThat(session.page(page + "/refused.csv")).contains("坏的,微信群");
    assertThat(session.page(IMPORT)).doesNotContain(third.uri().getPath());
    rows(session, IMPORT, "丁应用,APP,,,,,,,\n");
    assertThat(session.page(third.uri().getPath())).as("looked at beside").contains("丙应用");
  }

  @Test
  void appOfAName_thatIsKnownAlready_isTakenAndMarked() throws Exception {
    WebSession session = supervisor();
    String name = "藏语通" + Unique.word();
    String first =
        name + ",APP,安卓," + InventorySteps.packageName() + "," + bureau.name() + ",,,,\n";
    session.post(rows(session, IMPORT, first).uri().getPath(), Map.of());
    String second = name + ",小程序,微信,wx1" + bureau.code() + ",,,,,\n";
    HttpResponse<String> preview = rows(session, IMPORT, second);
    assertThat(preview.body()).contains("“" + bureau.name() + "”有同名的应用").contains("st warn");
  }

  @Test
  void listOfAStore_countsAnAppOnce_andLeavesNoRowOut() throws Exception {
    WebSession session = supervisor();
    String name = InventorySteps.packageName();
    String list =
        "双端应用,APP,安卓,"
            + name
            + "a,某局,,,,\n双端应用,APP,苹果,"
            + name
            + "i,某局,,,,\n只有名字,,,,,,,,\n,APP,安卓,x,,,,,\n=1+1,APP,,,,,,,\n";
    String page = rows(session, "/inventory/comparison", list).uri().getPath();
    String csv = session.page(page + "/list.csv");
    assertThat(csv)
        .contains("在线，未备案,双端应用," + name + "a · " + name + "i,某局,,2、3,")
        .contains("在线，未备案,只有名字,,,,4,")
        .contains("读不懂的行,,x,,,5,没有应用名称")
        .contains("读不懂的行,")
        .contains(",6,");
    assertThat(csv.lines().filter(line -> line.startsWith("在线，未备案"))).hasSize(2);
    assertThat(session.page(page + "?side=UNREAD")).contains("没有应用名称");
  }
}
