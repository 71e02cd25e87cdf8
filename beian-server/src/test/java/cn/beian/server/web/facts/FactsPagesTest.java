package cn.beian.server.web.facts;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.FactsJson;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.testing.PlantedPackages;
import cn.beian.server.testing.RiverApp;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What a reviewer reads of a package, without script. */
class FactsPagesTest extends ServerTest {
  /** Rows of the largest pages come to less than this. */
  private static final int LARGEST_PAGE_BYTES = 200_000;

  @Autowired private ApplicationContext server;
  private final UUID unit = UUID.randomUUID();
  private String handler = "";
  private String address = "";

  @BeforeEach
  void plant() throws Exception {
    handler = person(unit, "HANDLER");
    address = planted(RiverApp.facts());
  }

  private String planted(cn.beian.facts.FactSet facts) throws Exception {
    UUID person =
        jdbc.sql("select id from user_account where login = ?")
            .param(handler)
            .query(UUID.class)
            .single();
    return "/packages/" + PlantedPackages.plant(server, facts, unit, person) + "/facts";
  }

  private Visitor visitor(String login, String language) throws Exception {
    return new Visitor(url("")).logIn(login, KNOWN_PASSWORD, language);
  }

  private static String page(Visitor visitor, String path) throws Exception {
    HttpResponse<String> page = visitor.get(path);
    assertThat(page.statusCode()).as(path).isEqualTo(200);
    assertThat(page.body()).doesNotContain("??").doesNotContain("<script>alert");
    return page.body().replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
  }

  @Test
  void everyPart_saysWhatWasReadAndWhere() throws Exception {
    Visitor zh = visitor(handler, "zh");
    assertThat(page(zh, address))
        .contains("清溪巡河", "wx1234567890abcdef", "3.3 MB", "v2 签名完好", "v1 签名无效", "调试证书")
        .contains("压缩包中有同名文件", "something-new", "代码可读 80 %");
    assertThat(page(zh, address + "/screens"))
        .contains("页面（5）", "打开应用即到", "标签栏直达", "首页 → 今日水位", "未读到通往它的路径");
    assertThat(page(zh, address + "/screens?screen=pages/report/report"))
        .contains("我的 → 上报巡查情况", "身份证号", "必填：是");
    assertThat(page(zh, address + "/inputs")).contains("身份证号", "请输入手机号", "手机号");
    assertThat(page(zh, address + "/permissions"))
        .contains("位置 scope.userLocation", "用于记录巡查轨迹", "应用自身 1 处", "wx.getLocation")
        .contains("没有读到用到它的代码", "包里没有写明");
    assertThat(page(zh, address + "/sdks")).contains("极光推送", "和讯华谷", "消息推送", "设备标识", "目录中没有");
    assertThat(page(zh, address + "/domains"))
        .contains("应用自身 1 个", "river.yunzhou.gov.cn", "stats.example.com");
    Visitor en = visitor(handler, "en");
    assertThat(page(en, address)).contains("v1 signature is not valid", "Two files of one name");
    assertThat(page(en, address + "/permissions")).contains("Location scope.userLocation");
    assertThat(page(en, address + "/sdks")).contains("Push messages", "Device identifiers");
  }

  @Test
  void search_saysHowManyItFound() throws Exception {
    Visitor zh = visitor(handler, "zh");
    assertThat(page(zh, address + "/search?q=%E6%89%93%E5%8D%A1"))
        .contains("“打卡”：找到 2 条", "pages/today/today.js:12");
    assertThat(page(zh, address + "/search?q=GETLOCATION&kind=api_call")).contains("找到 1 条");
    assertThat(page(zh, address + "/search?q=%7B0%7D'")).contains("“{0}&#39;”：找到 0 条", "没有找到");
    assertThat(page(zh, address + "/search?q=&kind=nonsense")).doesNotContain("找到");
    assertThat(page(zh, address + "/search?kind=screen&page=9")).contains("没有这一页");
    assertThat(zh.get(address + "/screens?screen=none").statusCode()).isEqualTo(404);
    assertThat(zh.get(address + "/screens?page=x").statusCode()).isEqualTo(400);
  }

  @Test
  void export_isWhatTheDigestIsOf() throws Exception {
    HttpResponse<String> file = visitor(handler, "zh").get(address + "/export");
    byte[] bytes = file.body().getBytes(StandardCharsets.UTF_8);
    String digest = FactsJson.digest(FactsJson.read(new ByteArrayInputStream(bytes)));
    assertThat(file.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
    assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
        .contains("beian-facts-" + digest.substring(0, 12));
    assertThat(page(visitor(handler, "zh"), address)).contains(digest);
    assertThat(
            jdbc.sql(
                    "select count(*) from audit_entry where action = 'facts.exported' and detail like ?")
                .param("%" + digest)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void packageOfAnotherUnit_isNotThere() throws Exception {
    Visitor stranger = visitor(person(UUID.randomUUID(), "HANDLER"), "zh");
    Visitor reviewer = visitor(person(UUID.randomUUID(), "COMPLETENESS_REVIEWER"), "zh");
    Visitor administrator = visitor(person(unit, "SYSTEM_ADMINISTRATOR"), "zh");
    for (String path : List.of("", "/screens", "/search?q=a", "/export")) {
      assertThat(stranger.get(address + path).statusCode()).as(path).isEqualTo(404);
      assertThat(reviewer.get(address + path).statusCode()).as("no case").isEqualTo(404);
      assertThat(administrator.get(address + path).statusCode()).as(path).isEqualTo(403);
    }
  }

  @Test
  void largePackage_comesInPages() throws Exception {
    String large = planted(RiverApp.large(30_000));
    Visitor zh = visitor(handler, "zh");
    for (String path :
        List.of(
            "",
            "/screens",
            "/screens?page=9",
            "/screens?screen=pages/list/list7",
            "/search?kind=ui_text")) {
      HttpResponse<String> page = zh.get(large + path);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body().getBytes(StandardCharsets.UTF_8).length)
          .as(path)
          .isLessThan(LARGEST_PAGE_BYTES);
    }
    assertThat(page(zh, large + "/search?q=%E7%AC%AC%2029999")).contains("找到 1 条", "list299");
  }

  @Test
  void signatureThatIsIntact_andProfileThatExpired_areSaidApart_andInputsHaveWords()
      throws Exception {
    FactSet.Collector found = new FactSet.Collector();
    add(
        found,
        FactKind.SIGNATURE_SCHEME,
        Map.of(Field.NAME, "apple-profile", Field.VERIFIED, true));
    add(found, FactKind.IDENTITY, Map.of(Field.NAME, "package", Field.VALUE, "cn.gov.x"));
    add(
        found,
        FactKind.IDENTITY,
        Map.of(Field.NAME, "profile_expires", Field.VALUE, "2025-03-01T17:00:00Z"));
    add(
        found,
        FactKind.IDENTITY,
        Map.of(Field.NAME, "profile_created", Field.VALUE, "2024-03-01T17:00:00Z"));
    add(found, FactKind.IDENTITY, Map.of(Field.NAME, "distribution", Field.VALUE, "ad-hoc"));
    for (String type : List.of("van-checkbox", "picker.date", "radio", "rating")) {
      add(found, FactKind.FORM_FIELD, Map.of(Field.LABEL, "同意" + type, Field.TYPE, type));
    }
    String old = planted(found.toFactSet(RiverApp.facts().header()));
    Visitor zh = visitor(handler, "zh");
    assertThat(page(zh, old)).contains("描述文件 签名完好", "描述文件已于 2025-03-02 过期");
    assertThat(zh.get(old).body()).containsPattern("class=\"st warn\">描述文件已于");
    assertThat(page(zh, old))
        .contains("分发方式 指定的设备", "描述文件生成时间 2024-03-02 描述文件失效时间 2025-03-02")
        .doesNotContain("T17:00");
    assertThat(page(zh, old + "/inputs"))
        .contains("同意van-checkbox 多选框", "同意picker.date 选择器", "同意radio 单选", "同意rating 评分");
    assertThat(page(visitor(handler, "en"), old))
        .contains("Profile signature is intact", "The profile expired on 2025-03-02");
  }

  private static void add(FactSet.Collector found, FactKind kind, Map<Field, Object> values) {
    found.add(kind, Origin.APP, "", Locator.PACKAGE, values);
  }
}
