package cn.beian.server.web.facts;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactSet;
import cn.beian.report.Reports;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.platform.SoftwareVersion;
import cn.beian.server.testing.PlantedPackages;
import cn.beian.server.testing.RiverApp;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Of which components a package is made, as its unit and those who may read its case see it. */
class ComponentsPagesTest extends ServerTest {
  private static final int LARGEST_PAGE_BYTES = 200_000;

  @Autowired private ApplicationContext server;
  private final UUID unit = UUID.randomUUID();
  private String handler = "";

  @BeforeEach
  void people() {
    handler = person(unit, "HANDLER");
  }

  private String planted(FactSet facts) throws Exception {
    UUID person =
        jdbc.sql("select id from user_account where login = ?")
            .param(handler)
            .query(UUID.class)
            .single();
    return "/packages/" + PlantedPackages.plant(server, facts, unit, person) + "/facts/components";
  }

  private Visitor visitor(String login, String language) throws Exception {
    return new Visitor(url("")).logIn(login, KNOWN_PASSWORD, language);
  }

  private static String page(Visitor visitor, String path) throws Exception {
    HttpResponse<String> page = visitor.get(path);
    assertThat(page.statusCode()).as(path).isEqualTo(200);
    assertThat(page.body()).doesNotContain("??");
    assertThat(page.body().getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST_PAGE_BYTES);
    return page.body().replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
  }

  @Test
  void everyComponent_isListedWithWhatIsSaidOfIt_byHowItIsKnown() throws Exception {
    String address = planted(RiverApp.components(4));
    String zh = page(visitor(handler, "zh"), address);
    assertThat(zh)
        .contains("组件与许可证（8）", "5 个有版本号，3 个有许可证")
        .contains("com.example.water:lib-3 Maven 1.3 Apache-2.0 META-INF/maven/lib-3/pom.xml")
        .contains("com.example.water:lib-1 Maven 1.1 没有写明")
        .contains("极光推送 JPush 和讯华谷 Aurora 没有写明")
        .contains("libriver.so arm64-v8a")
        .contains("构建工具（1）", "Gradle 7.4", "不计入总数")
        .contains("这些组件清单没有读完", "res/raw/aboutlibraries.json", "代码可读 80 %");
    assertThat(zh.indexOf("软件包自己写明（5）")).isPositive().isLessThan(zh.indexOf("原生库（1）"));
    String en = page(visitor(handler, "en"), address);
    assertThat(en)
        .contains("Components and licences (8)", "Stated by the package (5)", "not stated");
  }

  @Test
  void namesThatMeanHarm_areTextAndNothingElse() throws Exception {
    HttpResponse<String> page = visitor(handler, "zh").get(planted(RiverApp.components(1)));
    assertThat(page.body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}__${7*7}__\\u202Egnp.exe")
        .contains("某局\\u202E&lt;img src=x onerror=alert(3)&gt;")
        .doesNotContain("<script>alert", "<img src=x", "\u202E");
    String found = planted(RiverApp.components(1)) + "?q=%3Cscript%3Ealert(1";
    assertThat(page(visitor(handler, "en"), found)).contains("1 found");
  }

  @Test
  void listIsSearched_byNameVersionVendorLicenceAndPlace_andByGroup() throws Exception {
    String address = planted(RiverApp.components(60));
    Visitor zh = visitor(handler, "zh");
    assertThat(page(zh, address + "?q=LIB-59")).contains("找到 1 个", "com.example.water:lib-59");
    assertThat(page(zh, address + "?q=1.59")).contains("找到 1 个");
    assertThat(page(zh, address + "?q=aurora")).contains("找到 1 个", "极光推送");
    assertThat(page(zh, address + "?q=apache-2.0")).contains("找到 20 个");
    assertThat(page(zh, address + "?q=arm64-v8a/libriver")).contains("找到 1 个");
    assertThat(page(zh, address + "?group=NATIVE")).contains("找到 1 个").doesNotContain("lib-1 ");
    assertThat(page(zh, address + "?group=nonsense")).contains("lib-1 ").doesNotContain("找到");
    assertThat(page(zh, address + "?q=nowhere")).contains("找到 0 个");
    assertThat(page(zh, address + "?page=99")).contains("没有这一页");
    assertThat(zh.get(address + "?page=x").statusCode()).isEqualTo(400);
    assertThat(page(zh, planted(RiverApp.components(4)))).doesNotContain("在组件里查找");
  }

  @Test
  void packageThatNamesNothing_isNotSaidToUseNothing() throws Exception {
    assertThat(page(visitor(handler, "zh"), planted(RiverApp.bare())))
        .contains("组件与许可证（0）", "没有读到任何组件", "不等于没有用", "没有读到的");
  }

  @Test
  void file_isWhatTheCommandLineWrites() throws Exception {
    FactSet facts = RiverApp.components(3);
    HttpResponse<String> file = visitor(handler, "zh").get(planted(facts) + "/sbom");
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    Reports.sbom(facts, SoftwareVersion.NUMBER, Optional.empty(), expected);
    assertThat(file.body()).isEqualTo(expected.toString(StandardCharsets.UTF_8));
    assertThat(file.body()).contains("pkg:maven/com.example.water/lib-2@1.2", "\\u202Egnp.exe");
    assertThat(file.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/vnd.cyclonedx+json");
    assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
        .matches("attachment; filename=\"beian-sbom-[0-9a-f]{12}\\.cdx\\.json\"");
  }

  @Test
  void componentsOfAnotherUnit_areNotThere() throws Exception {
    String address = planted(RiverApp.components(1));
    Visitor stranger = visitor(person(UUID.randomUUID(), "HANDLER"), "zh");
    Visitor reviewer = visitor(person(UUID.randomUUID(), "COMPLETENESS_REVIEWER"), "zh");
    Visitor administrator = visitor(person(unit, "SYSTEM_ADMINISTRATOR"), "zh");
    Visitor nobody = new Visitor(url(""));
    for (String path : List.of("", "?q=a", "/sbom")) {
      assertThat(stranger.get(address + path).statusCode()).as(path).isEqualTo(404);
      assertThat(reviewer.get(address + path).statusCode()).as("no case").isEqualTo(404);
      assertThat(administrator.get(address + path).statusCode()).as(path).isEqualTo(403);
      assertThat(nobody.get(address + path).body()).as(path).doesNotContain("lib-0");
    }
  }

  @Test
  void twentyThousandComponents_comeInPages() throws Exception {
    String address = planted(RiverApp.components(20_000));
    Visitor zh = visitor(handler, "zh");
    assertThat(page(zh, address)).contains("组件与许可证（20,004）", "第 1 页，共 401 页");
    assertThat(page(zh, address + "?page=401")).contains("第 401 页，共 401 页", "Gradle");
    assertThat(page(zh, address + "?q=lib-19999")).contains("找到 1 个");
    String file = zh.get(address + "/sbom").body();
    assertThat(file.split("\"bom-ref\"", -1)).hasSize(20_000 + 7);
  }
}
