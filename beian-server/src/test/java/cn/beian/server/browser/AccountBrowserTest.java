package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.numbers.CreditCode;
import cn.beian.server.ServerTest;
import cn.beian.server.identity.Accounts;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;

/** From an empty database to an invited user who logs in. */
class AccountBrowserTest extends ServerTest {
  private static final String PASSWORD = "corn tractor lantern";

  @Autowired Accounts accounts;
  @TempDir Path folder;

  @Test
  void emptyDatabase_setUpLinkToInvitedUser_everyPageStands() throws Exception {
    jdbc.sql("UPDATE user_account SET active = false")
        .update(); // whatever other tests left: nobody administers
    String token = accounts.openSetUp().orElseThrow();
    String unitCode = code("11330100MB1234567");
    try (Browser browser = Browser.open("http://localhost:" + port)) {
      browser.go("/").check("home");
      browser.go("/login").check("login");
      browser.go("/account/recovery").check("recovery");
      browser.go("/account/set-up/" + "0".repeat(64)).check("unusable-link");
      browser.go("/account/set-up/" + token).check("set-up");
      browser
          .type("unitName", "云江省数据局")
          .type("creditCode", "12345")
          .type("name", "安然")
          .type("login", "ran");
      browser.type("password", "short").press("启用");
      assertThat(browser.text()).contains("有几处需要改一下").contains("应为 18 位").contains("至少 10 个字符");
      assertThat(browser.driver().findElement(By.id("unitName")).getDomProperty("value"))
          .isEqualTo("云江省数据局");
      browser.check("set-up-problems");
      browser.type("creditCode", code("11330000MB7654321")).type("password", PASSWORD).press("启用");
      assertThat(browser.path()).isEqualTo("/login?ready");
      browser.go("/account/set-up/" + token);
      assertThat(browser.text()).contains("链接不能用了");

      browser.logIn("ran", "not the password").check("login-wrong");
      assertThat(browser.text()).contains("登录名或密码不对");
      browser.logIn("RAN", PASSWORD).go("/admin").check("admin");
      browser.go("/admin/organizations/new").check("organization-new");
      browser
          .type("unitName", "云州市水务局")
          .type("creditCode", unitCode)
          .type("division", "330100")
          .press("保存");
      browser.check("organization");
      browser.press("邀请人员").check("person-new");
      browser.type("name", "李巡").type("login", "li.xun").tick("role-HANDLER").press("生成邀请链接");
      browser.check("link");
      String link = browser.driver().findElement(By.id("link")).getText();
      Path table = folder.resolve("units.csv");
      Files.writeString(
          table,
          "单位名称,统一社会信用代码,层级,性质,行政区划代码,上级\n鹭港市交通运输局,"
              + code("11350200MB0000001")
              + ",市级,机关,350200,\n坏代码局,123,不明,机关,9,\n,,,,\n");
      browser.go("/admin/organizations/import").attach("file", table).press("导入");
      assertThat(browser.text()).contains("已收下，存疑").contains("未收").contains("信用代码有误");
      browser.check("organization-import");
      browser.go("/admin/organizations").check("organizations");
      browser.go("/admin/policies").check("policies");
      browser.go("/admin/policies/supplement.workdays").check("policy");
      browser.type("value", "15").press("保存");
      assertThat(browser.text()).contains("请写明依据");
      browser.type("source", "示例文件第 3 条").tick("verified").press("保存");
      assertThat(browser.text()).contains("现行值：15").contains("已核实");
      browser.go("/admin/calendar").check("calendar");
      browser.go("/admin/audit").check("audit");
      assertThat(browser.text()).contains("policy.enter").contains("account.invite");
      browser.go("/no-such-page").check("error");
      browser.logOut();

      browser.go(link).check("password");
      browser.type("password", PASSWORD).press("保存密码");
      browser.logIn("li.xun", PASSWORD).go("/account").check("account");
      assertThat(browser.text()).contains("李巡").contains("经办人");
      browser.go("/admin");
      assertThat(browser.text()).contains("您不能看这一页");
      browser.go("/?lang=en").check("home-en");
      assertThat(browser.text()).contains("Hello 李巡");
      browser.go("/account").check("account-en");
      browser.logOut();
    }
    try (Browser browser = Browser.withoutScript("http://localhost:" + port)) {
      browser.go("/account/recovery").type("login", "li.xun").press("申请重置");
      assertThat(browser.text()).contains("管理员已经看到");
      browser.logIn("ran", PASSWORD).go("/admin");
      assertThat(browser.text()).contains("有人忘记了密码");
      browser.press("李巡 (li.xun)").press("生成链接");
      String link = browser.driver().findElement(By.id("link")).getText();
      browser.logOut().go(link).type("password", PASSWORD + "!").press("保存密码");
      assertThat(browser.path()).isEqualTo("/login?ready");
      browser.logIn("li.xun", PASSWORD + "!");
      assertThat(browser.text()).contains("云州市水务局 · 李巡");
    }
  }

  private static String code(String first17) {
    return first17 + CreditCode.checkCharacter(first17);
  }
}
