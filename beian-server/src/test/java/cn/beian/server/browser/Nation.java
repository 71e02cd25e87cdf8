package cn.beian.server.browser;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What the national office does. */
final class Nation {
  private final Browser browser;
  private final Login reviewer;
  private final Login signer;

  Nation(Browser browser, Login reviewer, Login signer) {
    this.browser = browser;
    this.reviewer = reviewer;
    this.signer = signer;
  }

  /** The reviewer opens a case. */
  Browser reviews(String application) {
    return browser.as(reviewer).go(Province.caseOf(application));
  }

  /** The signer opens a case. */
  Browser signs(String application) {
    return browser.as(signer).go(Province.caseOf(application));
  }

  /** Dismisses every finding that needs an eye, with a reason. */
  void judgeEverything(String application) {
    reviews(application);
    List<String> findings =
        browser.driver().findElements(By.cssSelector("nav a.find")).stream()
            .map(link -> String.valueOf(link.getDomProperty("href")))
            .toList();
    for (String finding : findings) {
      browser.go(finding);
      List<WebElement> dismiss =
          browser.driver().findElements(By.cssSelector("input[value=DISMISSED]"));
      if (!dismiss.isEmpty()) {
        dismiss.get(0).click();
        browser.type("judge-reason", "经核对不是规则所指").press("filings.judge.record");
      }
    }
  }

  /** Judges and accepts. */
  void accept(String application) {
    judgeEverything(application);
    hand(application);
    signs(application).press("filings.accept").press("filings.decision.acceptance.do");
  }

  /** The reviewer proposes to accept it, where he has not yet. */
  void hand(String application) {
    reviews(application);
    if (!browser
        .driver()
        .findElements(By.cssSelector("#decide input[name=proposal][value=ACCEPTANCE]"))
        .isEmpty()) {
      boolean change = browser.offers("filings.hand.ACCEPTANCE.change");
      browser.press("filings.hand.ACCEPTANCE" + (change ? ".change" : ""));
    }
  }

  /** Sends back to the sponsor. */
  void sendBack(String application, String demand) {
    reviews(application).press("filings.return").type("reason", demand);
    browser.press("filings.decision.return.do");
  }

  /** The reviewer proposes to refuse, and the signer refuses. */
  void refuse(String application, String reason) {
    reviews(application).unfold("filings.hand.REFUSAL").type("hand-reason", reason);
    browser.press("filings.hand.REFUSAL");
    signs(application).press("filings.refuse").type("reason", reason);
    browser.press("filings.decision.refusal.do");
  }
}
