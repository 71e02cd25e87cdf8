package cn.beian.server.official;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.states.RecordState;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.WebSession;
import cn.beian.server.documents.HostileDocuments;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.records.Filed;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Official numbers from published lists. */
class OfficialListPagesTest extends ServerTest {
  private static final String UNIT = "云州市水务局";
  private static final Pattern ADDRESS = Pattern.compile("/official-lists/([0-9a-f-]{36})/results");

  @Autowired private ApplicationContext server;
  @Autowired private Records records;
  @Autowired private TransactionTemplate transactions;
  private Stage stage;
  private WebSession official;
  private String tag = "";

  @BeforeEach
  void stage() throws Exception {
    stage = new Stage(server, "PREFECTURE", "LOCAL");
    official = session(stage.official(Role.COMPLETENESS_REVIEWER, "330000"));
    tag = Unique.word();
  }

  private WebSession session(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  /** The number of a record of a new app of that name. */
  private String filed(String name) {
    return Objects.requireNonNull(
            transactions.execute(status -> records.accept(Filed.acceptance(Filed.android(), name))))
        .toString();
  }

  private PublicRecord record(String number) {
    return records.find(number).orElseThrow();
  }

  private HttpResponse<String> send(byte[] file, String batch, String day) throws Exception {
    return official.postFile(
        "/official-lists",
        Map.of("batch", batch, "day", day, "source", "国信办公告〔2026〕3号"),
        "list.csv",
        file);
  }

  private HttpResponse<String> send(String list) throws Exception {
    return send(list.getBytes(StandardCharsets.UTF_8), "第 3 批" + tag, "2026-03-01");
  }

  private static String id(HttpResponse<String> page) {
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    Matcher address = ADDRESS.matcher(page.body());
    assertThat(address.find()).as(page.body()).isTrue();
    return Objects.requireNonNull(address.group(1));
  }

  private String results(String id) throws Exception {
    return new String(
        official.bytes("/official-lists/" + id + "/results.csv"), StandardCharsets.UTF_8);
  }

  @Test
  void numberThatLooksUnusual_isInDoubt_untilSomebodyHasComparedIt() throws Exception {
    String number = filed("巡河" + tag);
    String id =
        id(send("应用名称,主办单位,备案编号\n巡河" + tag + ",云州市水务局,<script>alert(" + tag + ")</script>\n"));
    assertThat(results(id)).contains("编号的写法不常见，请与官方系统核对后选定");
    assertThat(record(number).officialNumber()).isEmpty();
  }

  @Test
  void list_isShownRowByRow_thenWritten_onceAndForAll() throws Exception {
    String plain = filed("巡河" + tag);
    String doubted = filed("护林" + tag);
    String closed = filed("停用" + tag);
    records.changeState(closed, RecordState.REVOKED);
    String list =
        """
        某部门公布名单,,,,
        序号,应用名称,主办（使用）单位,备案编号,备案日期
        1,巡 河%1$s,云州市 水务局,官-%1$s-１,2026年3月2日
        2,护林%1$s,云州市林业局,官-%1$s-2,
        3,无此%1$s,某局,官-%1$s-3,
        4,停用%1$s,云州市水务局,官-%1$s-4,
        5,巡河%1$s,云州市水务局,官-%1$s-１,
        6,巡河%1$s,云州市水务局,官-%1$s-6,1970-01-01
        7,=1+1,云州市水务局,官-%1$s-7,
        8,巡河%1$s,云州市水务局,,
        9,别的%1$s,某局,官-%1$s-3,
        """
            .formatted(tag);
    HttpResponse<String> preview = send(list);
    String id = id(preview);
    assertThat(preview.body()).contains("还没有写入", "choice.4", doubted);
    assertThat(results(id))
        .contains("官-" + tag + "-1,2026-03-02,登记编号," + plain)
        .contains("应用名称相同，主办单位不同", "没有对应的记录", "这条备案已撤销或注销", "不能早于", "出现了两次", "请填写备案编号");
    assertThat(record(plain).officialNumber()).as("nothing is written yet").isEmpty();
    Map<String, String> choices = new HashMap<>();
    choices.put("choice.4", doubted);
    choices.put("choice.5", doubted);
    choices.put("choice.99999999999", doubted);
    choices.put("choice.3", "ZW-A-330000-2026-000001-0");
    HttpResponse<String> done = official.post("/official-lists/" + id, choices);
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(done.body()).contains("登记编号", "按所选登记");
    assertThat(record(plain).officialNumber()).isEqualTo("官-" + tag + "-1");
    assertThat(record(doubted).officialNumber()).isEqualTo("官-" + tag + "-2");
    assertThat(record(doubted).officialNumberOn()).hasToString("Optional[2026-03-01]");
    assertThat(record(closed).officialNumber()).isEmpty();
    assertThat(results(id)).contains("按所选登记");
    assertThat(official.post("/official-lists/" + id, choices).statusCode())
        .as("a second time")
        .isEqualTo(422);

    int before = record(plain).revisions().size();
    String again = id(send(list));
    official.post("/official-lists/" + again, Map.of());
    assertThat(results(again)).contains("已是这样");
    assertThat(record(plain).revisions()).hasSize(before);

    String page = official.page("/records/" + plain);
    assertThat(page).contains("公布批次", "第 3 批" + tag);
    Matcher batch = Pattern.compile("/batches/[0-9a-f-]{36}").matcher(page);
    assertThat(batch.find()).isTrue();
    assertThat(official.page("/batches")).contains("第 3 批" + tag, "国信办公告");
    assertThat(official.page(batch.group()))
        .contains("官-" + tag + "-1", "官-" + tag + "-2", "巡河" + tag, UNIT, "2 个");
    assertThat(new String(official.bytes(batch.group() + "/records.csv"), StandardCharsets.UTF_8))
        .contains("官-" + tag + "-1", plain);
    records.restrict(plain, true);
    assertThat(official.page(batch.group())).doesNotContain("巡河" + tag, "2 个").contains("1 个");
    records.restrict(doubted, true);
    assertThat(official.get(batch.group()).statusCode()).as("none is public").isEqualTo(404);
    records.restrict(doubted, false);
    assertThat(official.page("/records/" + plain)).doesNotContain("第 3 批" + tag);
    assertThat(again(batch.group() + "/records.xlsx")).as("files for one network").contains(503);
    assertThat(official.get(batch.group()).statusCode()).isEqualTo(200);
  }

  /** Nothing says which of two numbers is the right one. */
  @Test
  void twoNumbersForOneRecord_areBothInDoubt_andOneOfThemIsChosen() throws Exception {
    String number = filed("巡河" + tag);
    String list = "应用名称,主办单位,备案编号\n巡河%1$s,云州市水务局,甲%1$s\n巡河%1$s,云州市水务局,乙%1$s\n巡河%1$s,,丙%1$s\n";
    HttpResponse<String> preview = send(list.formatted(tag));
    String id = id(preview);
    assertThat(preview.body()).contains("choice.2", "choice.3", "给这条记录不同的编号");
    assertThat(results(id)).doesNotContain("登记编号", "应用名称相同，主办单位不同").contains("名单没有写主办单位");
    Map<String, String> both = Map.of("choice.2", number, "choice.4", number);
    HttpResponse<String> refused = official.post("/official-lists/" + id, both);
    assertRefused(refused, "第 4 行选的记录，名单第 2 行已经用了");
    assertThat(refused.body().split(number + "\"\\s+selected", -1)).hasSize(3);
    assertThat(record(number).officialNumber()).isEmpty();
    official.post("/official-lists/" + id, Map.of("choice.3", number));
    assertThat(record(number).officialNumber()).isEqualTo("乙" + tag);
    assertThat(results(id(send(list.formatted(tag))))).contains("已是这样", "选定就是更正");
  }

  @Test
  void listOfWhichNothingCanBeWritten_isNotOfferedToBeWritten() throws Exception {
    HttpResponse<String> preview = send("应用名称,主办单位,备案编号\n无此%1$s,某局,甲%1$s\n".formatted(tag));
    id(preview);
    assertThat(preview.body()).contains("没有可写入的行").doesNotContain(">写入</button>");
    filed("巡河" + tag);
    preview = send("应用名称,主办单位,备案编号\n巡河%1$s,云州市水务局,甲%1$s\n".formatted(tag));
    assertThat(preview.body()).contains(">写入</button>").doesNotContain("没有可写入的行");
  }

  /** What a stranger is answered who asks for a file again and again. */
  private List<Integer> again(String path) throws Exception {
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      answers.add(new Visitor(url("")).get(path).statusCode());
    }
    return answers;
  }

  @Test
  void numberThatIsThere_isCorrectedOnlyWhereAPersonChoosesSo() throws Exception {
    String number = filed("巡河" + tag);
    String other = filed("护林" + tag);
    listed("甲", "乙");
    String list = "应用名称,主办单位,备案编号\n巡河%1$s,云州市水务局,丙%1$s\n护林%1$s,云州市水务局,甲%1$s\n";
    String id = id(send(list.formatted(tag)));
    assertThat(results(id)).contains("选定就是更正", "转监督检查员认定");
    official.post("/official-lists/" + id, Map.of("choice.3", other));
    assertThat(record(number).officialNumber()).isEqualTo("甲" + tag);
    assertThat(record(other).officialNumber()).isEqualTo("乙" + tag);
    id = id(send(list.formatted(tag)));
    official.post("/official-lists/" + id, Map.of("choice.2", number + "/甲" + tag));
    assertThat(record(number).officialNumber()).isEqualTo("丙" + tag);
  }

  /** A list of this office that gives the apps of the scene their numbers. */
  private void listed(String first, String second) throws Exception {
    String rows = "巡河%1$s,云州市水务局,%2$s%1$s\n" + (second.isEmpty() ? "" : "护林%1$s,云州市水务局,%3$s%1$s\n");
    String id = id(send(("应用名称,主办单位,备案编号\n" + rows).formatted(tag, first, second)));
    official.post("/official-lists/" + id, Map.of());
  }

  /** Two lists at once: nobody overwrites what he was not shown. */
  @Test
  void numberThatWasRegisteredSinceThePreview_isShownBeforeItIsCorrected() throws Exception {
    String number = filed("巡河" + tag);
    listed("甲", "");
    HttpResponse<String> preview = send("应用名称,主办单位,备案编号\n巡河%1$s,云州市水务局,丙%1$s\n".formatted(tag));
    String id = id(preview);
    String shown = number + "/甲" + tag;
    assertThat(preview.body()).contains("value=\"" + shown + '"', "已登记 甲" + tag);
    String other = id(send("应用名称,主办单位,备案编号\n巡河%1$s,云州市水务局,乙%1$s\n".formatted(tag)));
    official.post("/official-lists/" + other, Map.of("choice.2", shown));
    HttpResponse<String> refused =
        official.post("/official-lists/" + id, Map.of("choice.2", shown));
    assertRefused(refused, "第 2 行选的记录刚刚登记了编号 乙" + tag);
    assertThat(record(number).officialNumber()).isEqualTo("乙" + tag);
    assertThat(refused.body()).contains("value=\"" + number + "/乙" + tag + '"');
  }

  /** A job writes what was decided before; meanwhile the world goes on. */
  @Test
  void rowThatIsWrittenLater_overwritesNothingNewer_andNothingOfARecordThatEnded()
      throws Exception {
    String corrected = filed("巡河" + tag);
    String ended = filed("护林" + tag);
    String list = "应用名称,主办单位,备案编号\n巡河%1$s,云州市水务局,甲%1$s\n护林%1$s,云州市水务局,乙%1$s\n";
    String id = id(send(list.formatted(tag)));
    official.post("/official-lists/" + id, Map.of());
    records.noteOfficialNumber(corrected, "丙" + tag, Filed.DAY);
    records.changeState(ended, RecordState.REVOKED);
    int revisions = record(ended).revisions().size();
    jdbc.sql("update table_import set left_rows = 2 where id = ?")
        .param(UUID.fromString(id))
        .update();
    assertThat(server.getBean(ListWriting.class).part(UUID.fromString(id))).isFalse();
    assertThat(results(id)).contains("写入前这条记录登记了另一个编号", "这条备案已撤销或注销");
    assertThat(record(corrected).officialNumber()).isEqualTo("丙" + tag);
    assertThat(record(ended).revisions()).hasSize(revisions);
  }

  @Test
  void eachFormOfList_isRead() throws Exception {
    String number = filed("巡河" + tag);
    String csv = "应用名称,主办单位,备案编号,平台\n巡河" + tag + ",云州市水务局,官-" + tag + ",安卓\n";
    String html =
        "<!DOCTYPE html><html><body><script>var a='<tr><td>x';</script><table><tr><td>公告</table>"
            + "<TABLE><tr><th>应用名称<th>主办单位</th><th>备案&#32534;号<tr><td><b>巡河"
            + tag
            + "</b>&nbsp;<td>云州市<br>水务局</td><td>官-"
            + tag
            + "</td></tr></TABLE>";
    Map<String, byte[]> forms = new HashMap<>();
    forms.put("UTF-8", csv.getBytes(StandardCharsets.UTF_8));
    forms.put("GBK", csv.getBytes(Charset.forName("GBK")));
    forms.put("UTF-16", csv.getBytes(StandardCharsets.UTF_16));
    forms.put("HTML", html.getBytes(StandardCharsets.UTF_8));
    forms.put("HTML in GBK", html.getBytes(Charset.forName("GBK")));
    forms.put("XLSX", xlsx(csv));
    for (Map.Entry<String, byte[]> one : forms.entrySet()) {
      String id = id(send(one.getValue(), "批" + tag, "2026-03-01"));
      assertThat(results(id)).as(one.getKey()).contains("官-" + tag + ",2026-03-01,登记编号," + number);
    }
  }

  @Test
  void pdfWithText_isReadLineByLine_andARowThatIsNotCutRightIsRefused() throws Exception {
    FiledPackage build = Filed.android();
    String number =
        Objects.requireNonNull(
                transactions.execute(status -> records.accept(Filed.acceptance(build, "巡河" + tag))))
            .toString();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream text = new PDPageContentStream(document, page)) {
        text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 9);
        text.setLeading(14);
        text.beginText();
        text.newLineAtOffset(40, 700);
        for (String line :
            List.of(
                "Package Number Date",
                build.packageId() + " GB-" + tag + " 2026-03-01",
                "cn.other GB 2 2026-03-01",
                "Package Number Date")) {
          text.showText(line);
          text.newLine();
        }
        text.endText();
      }
      document.save(file);
    }
    String id = id(send(file.toByteArray(), "批" + tag, "2026-03-01"));
    assertThat(results(id))
        .contains("GB-" + tag + ",2026-03-01,登记编号," + number)
        .contains("列数和表头不一样");
  }

  @Test
  void pdfThatIsTooMuch_isToldSo_insteadOfLosingRows() throws Exception {
    assertThat(
            send(HostileDocuments.pdf(41, "Package Number Date"), "批" + tag, "2026-03-01").body())
        .contains("最多 40 页、200,000 字、10 MB，一行也没有读");
    assertThat(send(HostileDocuments.drawn("q Q ".repeat(600_000)), "批" + tag, "2026-03-01").body())
        .contains("太大或者太复杂");
  }

  private static byte[] xlsx(String csv) throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(file, "test", null)) {
      Worksheet sheet = workbook.newWorksheet("名单");
      int row = 0;
      for (String line : csv.lines().toList()) {
        int column = 0;
        for (String cell : line.split(",", -1)) {
          sheet.value(row, column++, cell);
        }
        row++;
      }
      sheet.finish();
    }
    return file.toByteArray();
  }

  @Test
  void whatIsNoList_isASentence_andKeepsWhatWasTyped() throws Exception {
    assertRefused(send("姓名,电话\n张三,1\n"), "认不出表头");
    assertRefused(send("应用名称,主办单位,备案编号\n"), "没有内容");
    assertRefused(send(""), "请选择名单文件");
    assertRefused(send("应用名称,主办单位,备案编号\n" + "甲,乙,丙\n".repeat(50_000)), "20,000");
    assertRefused(
        send("%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII), "批", "2026-03-01"), "读不出文字");
    byte[] list = "应用名称,主办单位,备案编号\n甲,乙,丙\n".getBytes(StandardCharsets.UTF_8);
    assertRefused(send(list, "批", "2099-01-01"), "不能晚于今天");
    assertRefused(send(list, "批", "1970-01-01"), "不能早于");
    assertRefused(send(list, "批", "昨天"), "请填写日期");
    assertRefused(send(list, " ", "2026-03-01"), "请填写批次名称");
    HttpResponse<String> hidden = send(list, "批\u202E次", "2026-03-01");
    assertRefused(hidden, "看不见的字符");
    assertThat(hidden.body()).contains("国信办公告");
    assertThat(official.get("/official-lists/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(official.get("/batches/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }

  private static void assertRefused(HttpResponse<String> answer, String sentence) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(answer.body()).contains(sentence);
  }

  @Test
  void recordsOfOtherRegions_areNotMatched_andListsAreTheirSendersAlone() throws Exception {
    String number = filed("巡河" + tag);
    String list = "应用名称,主办单位,备案编号\n巡河" + tag + ",云州市水务局,官-" + tag + "\n";
    String mine = id(send(list));
    WebSession before = official;
    official = session(stage.official(Role.COMPLETENESS_REVIEWER, "440000"));
    assertThat(official.get("/official-lists/" + mine).statusCode()).isEqualTo(404);
    String id = id(send(list));
    assertThat(results(id)).contains("没有对应的记录").doesNotContain(number);
    official.post("/official-lists/" + id, Map.of("choice.2", number));
    assertThat(record(number).officialNumber()).isEmpty();
    for (Role role : new Role[] {Role.SUPERVISOR, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR}) {
      assertThat(session(stage.official(role, "100000")).get("/official-lists").statusCode())
          .isEqualTo(403);
    }
    official = before;
  }
}
