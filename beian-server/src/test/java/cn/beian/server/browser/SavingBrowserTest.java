package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Answers are saved as they are typed, and no form beside them grows stale by it. */
@Tag("once")
class SavingBrowserTest extends ServerTest {
  private static final By SAVED = By.cssSelector("#saved > span");
  private static final String BACK = ".acts > button.quiet[name=next]";
  private static final By CHOOSE = By.cssSelector("#conflicts [data-mine]");
  private static final String BASIS = "f:operation.team";
  private static final String RULES = "f:operation.rules";

  @Autowired private ApplicationContext server;
  @TempDir private Path folder;

  @Test
  void typed_leftWithoutButton_isThere_siblingFormsAreNotStale() throws Exception {
    Cast cast = Cast.local(server);
    try (Browser browser = Browser.open(url(""))) {
      TestApp app = new TestApp(folder, "清溪巡河", cast.unitName);
      String application = cast.begun(app.build("review.apk"));
      browser.as(cast.handler);
      String operation = application + "/topics/OPERATION";

      browser.go(operation).type(BASIS, "云水〔2025〕18 号");
      browser.driver().findElement(By.id(BASIS)).sendKeys(Keys.TAB);
      assertThat(browser.await(SAVED).getText()).startsWith("已保存");
      browser.go(application).go(operation);
      assertThat(browser.valueOf(BASIS)).isEqualTo("云水〔2025〕18 号");

      browser.type(BASIS, "云水〔2025〕19 号");
      Path plan = Files.copy(Sponsor.document(), folder.resolve("技术方案.pdf"));
      Path unnamed = Files.copy(Sponsor.document(), folder.resolve("扫描件.pdf"));
      Files.writeString(unnamed, "% another\n", StandardOpenOption.APPEND);
      browser.driver().findElement(By.id("several")).sendKeys(plan + "\n" + unnamed);
      browser.await(By.xpath("//*[@id='asked']//a[text()='技术方案.pdf']")); // the page stays
      browser.await(By.xpath("//*[@data-waiting]//*[text()='扫描件.pdf']"));
      assertThat(browser.valueOf(BASIS)).isEqualTo("云水〔2025〕19 号");
      browser.driver().findElement(By.id(BASIS)).sendKeys(Keys.TAB);
      browser.await(SAVED);
      browser.go(operation);
      assertThat(browser.valueOf(BASIS)).isEqualTo("云水〔2025〕19 号");

      browser.type(BASIS, "").driver().findElement(By.id(BASIS)).sendKeys(Keys.TAB);
      browser.await(SAVED); // taken back, and then said again on the same page
      browser.type(BASIS, "云水〔2025〕20 号").press("filings.saveBack"); // straight to the button
      assertThat(browser.path()).isEqualTo(application);
      assertThat(browser.go(operation).valueOf(BASIS)).isEqualTo("云水〔2025〕20 号");

      browser.go(application + "/topics/FUNCTIONS").type("description", "水位预警");
      browser.press("filings.add");
      assertThat(browser.text()).contains("水位预警");
      for (int i = 0; i < 3; i++) {
        browser.type("description", "预警方式" + i).press("filings.add");
      }
      assertThat(browser.path()).isEqualTo(application + "/topics/FUNCTIONS");
    }
  }

  @Test
  void unitOfTheRegister_isSuggestedWhileTyped_writtenIntoTheList_andSaved() throws Exception {
    Cast cast = Cast.local(server);
    Cast other = Cast.local(server);
    try (Browser browser = Browser.open(url(""))) {
      TestApp app = new TestApp(folder, "清溪巡河", cast.unitName);
      String users = cast.begun(app.build("review.apk")) + "/topics/USERS";
      String list = "f:app.userUnits";
      browser.as(cast.handler).go(users).type(list, "全体村民");
      browser.driver().findElement(By.id(list)).sendKeys(Keys.TAB);
      browser.await(SAVED);
      browser.type("register-unit", other.unitName);
      there(browser, "#register-units option[value='" + other.unitName + "']");
      browser.driver().findElement(By.id("register-unit")).sendKeys(Keys.ENTER);
      String both = "全体村民\n" + other.unitName;
      assertThat(browser.valueOf(list)).isEqualTo(both);
      assertThat(browser.valueOf("register-unit")).isEmpty();
      there(browser, "#saved [data-shown='app.userUnits'][value*='" + other.unitName + "']");
      assertThat(browser.go(users).valueOf(list)).isEqualTo(both);
    }
  }

  /** Waits for what a person does not see as such. */
  private static void there(Browser browser, String selector) {
    Awaitility.await()
        .until(() -> !browser.driver().findElements(By.cssSelector(selector)).isEmpty());
  }

  @Test
  void twoPeopleChangeTheSameAnswer_secondIsToldAndNothingIsOverwritten() throws Exception {
    Cast cast = Cast.local(server);
    Login colleague = cast.ofSponsor("李巡", Role.HANDLER);
    try (Browser one = Browser.open(url(""));
        Browser other = Browser.open(url(""))) {
      TestApp app = new TestApp(folder, "清溪巡河", cast.unitName);
      String application = cast.begun(app.build("review.apk"));
      one.as(cast.handler);
      String operation = application + "/topics/OPERATION";
      other.as(colleague).go(operation);
      one.go(operation).type(BASIS, "先写的").press("filings.saveBack");

      other.type("f:operation.rules", "另一项").press("filings.saveBack");
      assertThat(other.path()).as("another answer is no conflict").isEqualTo(application);
      other.go(operation);
      one.go(operation).type(BASIS, "再改的").press("filings.saveBack");
      pressed(other.type(BASIS, "后写的"), BACK).check("filing-stale");
      other.says("filings.conflict");
      assertThat(other.valueOf(BASIS)).as("goes along").isEqualTo("后写的");
      assertThat(other.valueOf("f:operation.rules")).isEqualTo("另一项");
      pressed(other, "button[name=theirs]");
      assertThat(other.path()).isEqualTo(operation);
      assertThat(other.valueOf(BASIS)).isEqualTo("再改的");
    }
  }

  @Test
  void twoWindowsOfOnePerson_othersGoOnBeingSaved_andNothingTypedIsLostOnTheWay() throws Exception {
    Cast cast = Cast.local(server);
    try (Browser one = Browser.open(url(""));
        Browser other = Browser.open(url(""))) {
      TestApp app = new TestApp(folder, "清溪巡河", cast.unitName);
      String application = cast.begun(app.build("review.apk"));
      String operation = application + "/topics/OPERATION";
      one.as(cast.handler).go(operation);
      other.as(cast.handler).go(operation);
      leave(one.type(BASIS, "一窗的"), BASIS).await(SAVED);

      leave(other.type(BASIS, "二窗的"), BASIS).await(CHOOSE);
      other.check("filing-conflict");
      leave(other.type(RULES, "照常保存"), RULES).await(SAVED);
      assertThat(one.go(operation).valueOf(RULES)).isEqualTo("照常保存");
      assertThat(one.valueOf(BASIS)).isEqualTo("一窗的");

      pressed(other.type(RULES, "刚打的字"), "#conflicts button[name=stay]");
      assertThat(other.valueOf(RULES)).as("typed since").isEqualTo("刚打的字");
      assertThat(other.valueOf(BASIS)).isEqualTo("二窗的");
      other.check("filing-conflict-latest");
      pressed(other, "button[name=mine]");
      assertThat(one.go(operation).valueOf(BASIS)).isEqualTo("二窗的");
      assertThat(one.valueOf(RULES)).isEqualTo("刚打的字");
    }
  }

  /** Presses a button at once, also where the page is about to save and show it anew. */
  private static Browser pressed(Browser browser, String button) {
    WebElement page = browser.driver().findElement(By.tagName("html"));
    browser.driver().executeScript("document.querySelector(arguments[0]).click()", button);
    return browser.awaitNewPage(page);
  }

  private static Browser leave(Browser browser, String field) {
    browser.driver().findElement(By.id(field)).sendKeys(Keys.TAB);
    return browser;
  }
}
