package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.BeianServer;
import cn.beian.server.platform.PublicAddress;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A server that has nothing: its database is made, it prints a link, and with what people do in
 * pages alone an app is filed.
 */
@ExtendWith(OutputCaptureExtension.class)
class FromNothingBrowserTest {
  private static final Pattern LINK =
      Pattern.compile("become one: http://localhost:\\d+(/account/set-up/\\S+)");
  private static final String PASSWORD = "corn tractor lantern";
  private static final String SPONSOR = "云州市水务局";
  private static final String OFFICE = "云江省网信办";
  private static final String SERVICE = "云江省政务服务局";
  private static final String NATION = "国家网信办";

  @TempDir private Path folder;

  @Test
  void emptyDatabase_everythingDoneInPages_endsInAPublicRecord(CapturedOutput printed)
      throws Exception {
    try (ConfigurableApplicationContext server = start()) {
      String base = server.getBean(PublicAddress.class).of("");
      try (Browser browser = Browser.open(base)) {
        Login root = new Login("root", PASSWORD);
        Administrator administrator = new Administrator(browser, root);
        administrator.setUp(setUpLink(printed), "国家信息中心", Cast.creditCode("100000"));
        administrator
            .importUnits(units())
            .says("import.count", browser.language().text("admin.import.outcome.NEW"), 4);
        assertThat(browser.text())
            .doesNotContain(browser.language().text("admin.import.outcome.REFUSED"));
        browser.as(root).go("/").says("admin.alone.title").press("admin.alone.do");
        Login other = new Login("second.root", PASSWORD);
        browser.type("name", "宁远").type("login", other.name()).press("admin.person.invite.do");
        Administrator.setPassword(browser, administrator.link(), PASSWORD);
        Administrator secondAdministrator = new Administrator(browser, other);
        Login handler =
            join(browser, administrator, secondAdministrator, SPONSOR, "周明", "HANDLER", "330100");
        Login approver =
            join(browser, administrator, secondAdministrator, SPONSOR, "何静", "APPROVER", "330100");
        Login first =
            join(
                browser,
                administrator,
                secondAdministrator,
                OFFICE,
                "陈岚",
                "COMPLETENESS_REVIEWER",
                "330000");
        Login second =
            join(
                browser,
                administrator,
                secondAdministrator,
                SERVICE,
                "魏青",
                "GOVERNMENT_SERVICE_REVIEWER",
                "330000");
        Login reviewer =
            join(
                browser,
                administrator,
                secondAdministrator,
                NATION,
                "方远",
                "NATIONAL_REVIEWER",
                "100000");
        Login signer = new Login("signer", PASSWORD);
        Administrator.setPassword(
            browser,
            administrator.inviteByTwo(
                secondAdministrator, NATION, signer, "高宁", "SIGNER", "100000"),
            PASSWORD);

        Sponsor sponsor = new Sponsor(browser, handler, approver);
        TestApp app = new TestApp(folder, "清溪巡河", SPONSOR);
        String application = sponsor.submit(app.build("review.apk"));
        new Province(browser, first, second).complete(application);
        new Nation(browser, reviewer, signer).accept(application);
        String number = sponsor.number(application);
        new Stranger(browser, base).search("清溪巡河").says("portal.state.FILED");
        assertThat(browser.text()).contains(number).contains(SPONSOR);
        assertThat(browser.path()).startsWith("/records/" + number);
        administrator.unit(SPONSOR).go(Province.caseOf(application)).says("error.403.title");
      }
    }
  }

  private ConfigurableApplicationContext start() {
    return BeianServer.start(
        "--port",
        "0",
        "--data",
        folder.resolve("data").toString(),
        "--beian.db.url=",
        "--beian.db.binaries=" + Path.of("target", "postgres-binaries").toAbsolutePath());
  }

  private static String setUpLink(CapturedOutput printed) {
    Matcher link = LINK.matcher(printed.getOut());
    assertThat(link.find()).as("link in what the server printed").isTrue();
    return link.group(1);
  }

  /** As a table program of an office writes it. */
  private Path units() throws IOException {
    List<String> lines =
        List.of(
            "单位名称,统一社会信用代码,层级,性质,行政区划代码,上级单位信用代码",
            NATION + "," + Cast.creditCode("100000") + ",中央,机关,100000,",
            OFFICE + "," + Cast.creditCode("330000") + ",省级,机关,330000,",
            SERVICE + "," + Cast.creditCode("330000") + ",省级,机关,330000,",
            SPONSOR + "," + Cast.creditCode("330100") + ",地市级,机关,330100,");
    return Files.write(folder.resolve("units.csv"), lines, Charset.forName("GB18030"));
  }

  private static Login join(
      Browser browser,
      Administrator administrator,
      Administrator second,
      String unit,
      String name,
      String role,
      String region) {
    Login who = new Login(role.toLowerCase(java.util.Locale.ROOT).replace('_', '.'), PASSWORD);
    Administrator.setPassword(
        browser, administrator.inviteByTwo(second, unit, who, name, role, region), PASSWORD);
    return who;
  }
}
