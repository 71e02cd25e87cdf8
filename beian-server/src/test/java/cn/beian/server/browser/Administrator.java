package cn.beian.server.browser;

import java.nio.file.Path;
import org.openqa.selenium.By;

/** What the system administrator does, and those who get links from him. */
final class Administrator {
  private final Browser browser;
  private final Login login;

  Administrator(Browser browser, Login login) {
    this.browser = browser;
    this.login = login;
  }

  /** Becomes the first administrator by the link that the server printed. */
  void setUp(String link, String unitName, String creditCode) {
    browser.go(link).type("unitName", unitName).type("creditCode", creditCode);
    browser.type("name", "安然").type("login", login.name()).type("password", login.password());
    browser.press("account.setUp.do").says("login.ready");
  }

  /** Imports a table of units. */
  Browser importUnits(Path table) {
    return browser
        .as(login)
        .go("/admin/organizations/import")
        .attach("file", table)
        .press("import.check")
        .press("import.act");
  }

  /** Makes one unit; its page is open then. */
  Browser makeUnit(String unitName, String creditCode, String division) {
    browser.as(login).go("/admin/organizations/new").type("unitName", unitName);
    return browser.type("creditCode", creditCode).type("division", division).press("admin.save");
  }

  /** Opens the page of a unit. */
  Browser unit(String unitName) {
    browser.as(login).go("/admin/organizations").type("q", unitName).press("admin.audit.search");
    return browser.pressText(unitName);
  }

  /**
   * Invites somebody, which another person confirms; gives the link and the code that go to two
   * hands.
   */
  LinkAndCode inviteByTwo(
      Administrator second, String unitName, Login who, String name, String role, String region) {
    unit(unitName).press("admin.person.invite").type("name", name).type("login", who.name());
    browser.tick("role-" + role).type("region", region).press("admin.person.invite.do");
    return second.confirmed(code());
  }

  /** Confirms what waits; the link that he is shown. */
  LinkAndCode confirmed(String code) {
    browser.as(login).go("/").says("requests.forYou");
    browser.driver().findElement(By.cssSelector("a[href^='/requests/']")).click();
    browser.press("requests.confirm").says("admin.link.needsCode");
    return new LinkAndCode(link(), code);
  }

  /** The code that the page shows to who asked. */
  String code() {
    return browser.driver().findElement(By.id("code")).getText();
  }

  /** What the owner of an account gets from two persons. */
  record LinkAndCode(String link, String code) {}

  /** The link that the page shows. */
  String link() {
    return browser.driver().findElement(By.id("link")).getText();
  }

  /** Somebody sets his password by what two persons gave him. */
  static void setPassword(Browser browser, LinkAndCode given, String password) {
    browser.asStranger().go(given.link).type("code", given.code).type("password", password);
    browser.press("account.password.do").says("login.ready");
  }

  /** Somebody sets his password by his link. */
  static void setPassword(Browser browser, String link, String password) {
    browser.asStranger().go(link).type("password", password);
    browser.press("account.password.do").says("login.ready");
  }
}
