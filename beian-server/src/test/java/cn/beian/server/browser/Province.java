package cn.beian.server.browser;

import org.openqa.selenium.By;

/** What the two seats of the provincial review do. */
final class Province {
  private final Browser browser;
  private final Login firstSeat;
  private final Login secondSeat;

  Province(Browser browser, Login firstSeat, Login secondSeat) {
    this.browser = browser;
    this.firstSeat = firstSeat;
    this.secondSeat = secondSeat;
  }

  /** The case of an application. */
  static String caseOf(String application) {
    return application.replace("/applications/", "/cases/");
  }

  /** The first seat opens a case. */
  Browser first(String application) {
    return browser.as(firstSeat).go(caseOf(application));
  }

  /** The second seat opens a case. */
  Browser second(String application) {
    return browser.as(secondSeat).go(caseOf(application));
  }

  /** Both find the material complete. */
  void complete(String application) {
    first(application).press("filings.vote.COMPLETE");
    second(application).press("filings.vote.COMPLETE");
  }

  /** On an open case: ticks an answer as lacking and says what is asked. */
  void tick(String question, String demand) {
    browser
        .driver()
        .findElement(By.cssSelector("input[name=gap][value='" + question + "']"))
        .click();
    browser.type("d:" + question, demand);
  }

  /** Both refuse. */
  void refuse(String application, String reason) {
    refuseOnce(first(application), reason);
    refuseOnce(second(application), reason);
  }

  private static void refuseOnce(Browser browser, String reason) {
    browser.unfold("filings.vote.REFUSE").type("reason", reason);
    browser.follow(browser.driver().findElement(By.cssSelector("button[value=REFUSE]")));
  }
}
