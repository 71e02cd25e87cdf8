package cn.beian.server.browser;

import cn.beian.filing.form.FieldDictionary;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

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

  /** On an open case: puts an answer on the list and says what is asked. */
  void tick(String question, String demand) {
    browser.go(browser.path().replaceAll("[?#].*", "") + "?topic=" + topic(question));
    By ask = By.cssSelector("[data-act=ask][value='" + question + "']");
    browser
        .driver()
        .findElements(By.cssSelector("#items details:not([open]) > summary"))
        .forEach(WebElement::click);
    browser.follow(browser.driver().findElement(ask));
    browser
        .driver()
        .findElement(By.xpath("//div[@class='gap'][.//*[@id='d:" + question + "']]//summary"))
        .click();
    browser.type("d:" + question, demand);
    browser.await(By.xpath("//p[@id='s:" + question + "' and .='" + demand + "']"));
  }

  private static String topic(String question) {
    return FieldDictionary.find(question).orElseThrow().topic().name();
  }

  /** Asks for what stands on the list. */
  void ask() {
    browser.follow(browser.driver().findElement(By.cssSelector("button[value=ASK_SUPPLEMENT]")));
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
