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
        .press("admin.import.do");
  }

  /** Makes one unit; its page is open then. */
  Browser makeUnit(String unitName, String creditCode, String division) {
    browser.as(login).go("/admin/organizations/new").type("unitName", unitName);
    return browser.type("creditCode", creditCode).type("division", division).press("admin.save");
  }

  /** Opens the page of a unit. */
  Browser unit(String unitName) {
    return browser.as(login).go("/admin/organizations").pressText(unitName);
  }

  /** Invites somebody of a unit; gives the link that he must get. */
  String invite(String unitName, Login who, String name, String role, String region) {
    unit(unitName).press("admin.person.invite").type("name", name).type("login", who.name());
    browser.tick("role-" + role).type("region", region).press("admin.person.invite.do");
    return link();
  }

  /** The link that the page shows. */
  String link() {
    return browser.driver().findElement(By.id("link")).getText();
  }

  /** Somebody sets his password by his link. */
  static void setPassword(Browser browser, String link, String password) {
    browser.asStranger().go(link).type("password", password);
    browser.press("account.password.do").says("login.ready");
  }
}
