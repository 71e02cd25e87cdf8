package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Bad input to the pages of accounts and administration, and the ways back in. */
@Tag("once")
class AccountBrowserTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @TempDir private Path folder;
  private Cast cast;
  private Login root;

  @BeforeEach
  void people() {
    cast = Cast.local(server);
    root = cast.official("安然", Role.SYSTEM_ADMINISTRATOR);
  }

  @ParameterizedTest
  @EnumSource
  void wrongUnit_summaryLeadsToTheField_inputStays(Language language) {
    try (Browser browser = Browser.open(url("")).in(language)) {
      browser.as(root).go("/admin/organizations/new").type("unitName", "云州市文旅局");
      browser.type("creditCode", "12345").type("division", "3301").press("admin.save");
      browser.check("organization-new-problems").says("form.problems");
      assertThat(browser.valueOf("unitName")).isEqualTo("云州市文旅局");
      assertThat(browser.valueOf("creditCode")).isEqualTo("12345");
      browser.driver().findElement(By.cssSelector(".error-summary a[href='#division']")).click();
      assertThat(browser.driver().switchTo().activeElement().getDomAttribute("id"))
          .isEqualTo("division");
      String code = Cast.creditCode("330100");
      browser.type("creditCode", code).type("division", "330100").press("admin.save");
      assertThat(browser.path()).startsWith("/admin/organizations/");
      assertThat(browser.text()).contains(code);
    }
  }

  @Test
  void importedInDoubt_correctedOnItsPage_doubtIsGone() throws Exception {
    String name = "坏代码局" + System.nanoTime();
    Path table = folder.resolve("units.csv");
    Files.writeString(table, "单位名称,统一社会信用代码,层级,性质,行政区划代码\n" + name + ",123,不明,机关,9\n,1,,,\n");
    try (Browser browser = Browser.open(url(""))) {
      Administrator administrator = new Administrator(browser, root);
      administrator.importUnits(table).check("organization-import-report");
      browser.says("admin.import.outcome.NEW").says("admin.import.outcome.REFUSED");
      administrator.unit(name).says("admin.flag.creditCode").says("admin.flag.level");
      browser.press("admin.organization.correct");
      assertThat(browser.valueOf("creditCode")).isEqualTo("123");
      browser.type("creditCode", Cast.creditCode("330100")).type("division", "330100");
      browser.choose("level", "PREFECTURE").press("admin.save");
      assertThat(browser.text())
          .doesNotContain(browser.language().text("admin.flag.creditCode"))
          .contains("330100");
    }
  }

  @ParameterizedTest
  @EnumSource
  void importedWithoutNames_columnsAreSaidOnThePage(Language language) throws Exception {
    String name = "无列名局" + System.nanoTime();
    String code = Cast.creditCode("330100");
    Path table = folder.resolve("units-without-names.csv");
    Files.writeString(table, "1," + name + "," + code + ",地市级,机关,330100\n");
    try (Browser browser = Browser.open(url("")).in(language)) {
      browser.as(root).go("/admin/organizations/import").attach("file", table);
      browser.press("import.check").says("import.columns.lede").says("import.columns.ask");
      assertThat(PrimaryButtons.on(browser.driver()))
          .as("the columns come next")
          .containsExactly(language.text("import.columns.act"));
      assertThat(browser.offers("import.act")).isFalse();
      browser.check("organization-import-columns");
      browser.choose("column.0", "1").choose("column.1", "1").press("import.columns.act");
      browser.says("import.columns.twice").choose("column.1", "2").choose("column.2", "3");
      browser.choose("column.0", "1").choose("column.3", "4").choose("column.4", "5");
      browser.press("import.columns.act").says("import.preview.lede");
      browser.says("admin.import.outcome.NEW");
      assertThat(browser.text()).contains(name);
      assertThat(PrimaryButtons.on(browser.driver()))
          .as("the import comes next")
          .containsExactly(language.text("import.act"));
      browser.check("organization-import-preview").press("import.act").says("import.done");
      new Administrator(browser, root).unit(name);
      assertThat(browser.text()).contains(name, code, "330100");
    }
  }

  /** The administrator has the code, the head of the unit the link: neither can come in alone. */
  @Test
  void forgottenPassword_withoutScript_comesBackByTwoPersons_andTheOwnerIsTold() {
    Login handler = cast.handler;
    try (Browser browser = Browser.withoutScript(url(""))) {
      browser.go("/account/recovery").type("login", handler.name()).press("account.recovery.do");
      browser.says("account.recovery.asked");
      Administrator administrator = new Administrator(browser, root);
      browser.as(root).go("/admin").says("admin.recoveryRequests");
      browser.pressText("周明 (" + handler.name() + ")").press("admin.recovery.do");
      String code = administrator.code();
      String request = browser.driver().findElement(By.id("request")).getText();
      browser.go(request.replaceFirst("^https?://[^/]+", "")).says("requests.another");
      browser.as(handler).go("/"); // nothing has happened yet: the old password still serves

      Administrator.LinkAndCode given = new Administrator(browser, cast.approver).confirmed(code);
      browser.as(handler).go("/").says("account.notice.RECOVERY");
      assertThat(browser.text()).contains("安然").contains("何静");
      browser.press("account.notices.read");
      assertThat(browser.text()).doesNotContain(browser.language().text("account.notice.RECOVERY"));

      Login renewed = new Login(handler.name(), Cast.PASSWORD + "!");
      browser.asStranger().go(given.link()).type("code", "AAAA-AAAA");
      browser.type("password", renewed.password()).press("account.password.do");
      browser.says("account.code.wrong");
      Administrator.setPassword(browser, given, renewed.password());
      browser.asStranger().go(given.link()).says("account.unusable.title");
      browser.logIn(handler).says("login.wrong");
      browser.as(renewed).go("/account").says("account.notice.PASSWORD_BY_LINK");
      assertThat(browser.text()).contains("周明");
    }
  }

  @Test
  void leaving_withADraftInHand_handsItOver() throws Exception {
    Login colleague = cast.ofSponsor("李巡", Role.HANDLER);
    try (Browser browser = Browser.open(url(""))) {
      TestApp app = new TestApp(folder, "清溪巡河", cast.unitName);
      String application = cast.begun(app.build("review.apk"));
      new Administrator(browser, root).unit(cast.unitName).pressText("周明");
      assertThat(browser.text()).contains("清溪巡河");
      browser.press("admin.leave.do").check("leave-problems").says("form.problems");
      new Select(browser.driver().findElement(By.id("successor")))
          .selectByVisibleText("李巡 (" + colleague.name() + ")");
      browser.press("admin.leave.do").says("admin.person.left");
      browser.logIn(cast.handler).says("login.wrong");
      browser.as(colleague).go(application).says("filings.tasks.todo");
    }
  }

  @Test
  void ownContactDetails_wrongThenRight_prefillTheNextApplication() throws Exception {
    try (Browser browser = Browser.open(url(""))) {
      browser.as(cast.handler).go("/account").type("post", "三级主任科员");
      browser.driver().executeScript("document.getElementById('email').type = 'text'");
      browser.type("email", "nowhere").press("admin.save").check("account-problems");
      browser.says("form.problems").says("admin.person.emailForm");
      assertThat(browser.valueOf("post")).isEqualTo("三级主任科员");
      browser.type("email", "zhou@example.gov.cn").press("admin.save").says("account.saved");
      TestApp app = new TestApp(folder, "清溪巡河", cast.unitName);
      browser.go(cast.begun(app.build("review.apk")) + "/topics/CONTACT");
      assertThat(browser.text()).contains("三级主任科员").contains("zhou@example.gov.cn");
    }
  }

  @Test
  void policyWithoutCitationOrDay_isToldAtTheField_inputStays() {
    try (Browser browser = Browser.open(url(""))) {
      browser.as(root).go("/admin/policies/change.leadWorkdays").type("value", "400");
      browser.driver().executeScript("document.getElementById('since').type = 'text'");
      browser.type("since", "2026-02-30").press("policy.preview").check("policy-problems");
      browser.says("admin.policy.value.WORKDAYS").says("admin.policy.sourceMissing");
      browser.says("admin.policy.sinceForm");
      assertThat(browser.valueOf("value")).isEqualTo("400");
    }
  }
}
