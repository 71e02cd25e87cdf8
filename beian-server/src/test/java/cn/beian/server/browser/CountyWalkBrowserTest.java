package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * What a clerk of a county who has never filed anything has to do until the example project can be
 * sent: counted by pressing and typing what the pages ask for, and nothing else.
 */
@Tag("deep")
class CountyWalkBrowserTest extends ServerTest {
  private static final Path EXAMPLE = Path.of("../docs/examples/patrol");
  private static final By PRIMARY = By.cssSelector("main .acts .btn:not(.quiet)");
  private static final int MOST_PAGES = 40;

  @Autowired private ApplicationContext server;
  @TempDir private Path folder;

  private final Map<Act, Integer> counts = new EnumMap<>(Act.class);

  private enum Act {
    TYPED,
    CHOSEN,
    EXPLAINED,
    UPLOADED,
    CLICKED,
    PAGES
  }

  private void count(Act act) {
    counts.merge(act, 1, Integer::sum);
  }

  @Test
  void clerkOfACounty_fromUploadToNumber_isAskedForLittle() throws Exception {
    Cast cast = Cast.county(server);
    try (Browser browser = Browser.open(url(""))) {
      browser.in(Language.CHINESE).as(cast.handler).go("/");
      count(Act.PAGES);
      browser.attach("file", zip()); // the package
      press(browser, "intake.drop.button");
      WebElement next = browser.awaitOffer("intake.done", "filings.start.existing");
      if ("a".equals(next.getTagName())) {
        browser.follow(next);
        count(Act.CLICKED);
      }
      press(browser, "filings.start.existing");
      String application = browser.path();
      uploads(browser);
      browser.go(application); // as it stands after the upload, without a click
      for (int i = 0; i < MOST_PAGES && !browser.path().contains("/check"); i++) {
        answer(browser);
        primary(browser);
      }
      for (WebElement confirm :
          browser.driver().findElements(By.cssSelector("#proposals form .btn"))) {
        browser.follow(confirm);
        count(Act.CLICKED);
        count(Act.PAGES);
        break;
      }
      browser.says("filings.check.complete");
      press(browser, "filings.ready");
      browser.as(cast.approver).go(application + "/check");
      count(Act.PAGES);
      press(browser, "filings.sign.send");
      System.out.println("walk of a county clerk: " + counts);
      assertThat(browser.path()).isEqualTo(application);
    }
    assertThat(counts.getOrDefault(Act.CHOSEN, 0)).isLessThanOrEqualTo(5);
    assertThat(counts.getOrDefault(Act.EXPLAINED, 0)).isLessThanOrEqualTo(12);
    assertThat(counts.getOrDefault(Act.UPLOADED, 0)).isLessThanOrEqualTo(2);
  }

  private void press(Browser browser, String key) {
    browser.press(key);
    count(Act.CLICKED);
    count(Act.PAGES);
  }

  private void primary(Browser browser) {
    List<WebElement> buttons =
        browser.driver().findElements(PRIMARY).stream().filter(WebElement::isDisplayed).toList();
    assertThat(buttons).as("a way on from " + browser.path()).isNotEmpty();
    boolean cards = browser.path().contains("EXPLANATIONS");
    for (int i = 1; cards && i < buttons.size(); i++) {
      count(Act.CLICKED); // each function has a button that leads to the next one
    }
    WebElement button = buttons.get(cards ? buttons.size() - 1 : 0);
    browser.follow(button);
    count(Act.CLICKED);
    count(Act.PAGES);
  }

  /** All documents that are asked for, dropped at once, named as they are called. */
  private void uploads(Browser browser) throws IOException {
    List<String> names =
        browser
            .driver()
            .findElements(
                By.cssSelector("#material-list > .tasks > li:not(:has(a[href*='/attachments/']))"))
            .stream()
            .filter(row -> !row.getText().contains(browser.language().text("filings.optional")))
            .map(row -> row.findElement(By.cssSelector("a")).getText())
            .toList();
    for (String name : names) {
      Path file = folder.resolve(name.replace('/', ' ') + ".pdf");
      Files.copy(Sponsor.document(), file);
      browser.attach("several", file);
      count(Act.UPLOADED);
      browser.await(
          By.xpath(
              "//*[@id='material-list']//li[contains(.,'"
                  + name
                  + "')]//a[contains(@href,'/attachments/')]"));
    }
    count(Act.CLICKED); // the button that opens the choice of files
  }

  private void answer(Browser browser) {
    boolean explains = browser.path().contains("EXPLANATIONS");
    for (WebElement field : browser.driver().findElements(By.cssSelector("#answers .field"))) {
      if (!field.isDisplayed()
          || field.getText().contains(browser.language().text("filings.optional"))) {
        continue;
      }
      for (WebElement select : field.findElements(By.cssSelector("select"))) {
        if (!select.isDisplayed()) {
          continue; // folded: the same may be said of all at once
        }
        Select choice = new Select(select);
        if (value(choice.getFirstSelectedOption()).isEmpty()) {
          List<String> values =
              choice.getOptions().stream().map(CountyWalkBrowserTest::value).toList();
          choice.selectByValue(
              values.contains("GRASSROOTS_STAFF")
                  ? "GRASSROOTS_STAFF"
                  : values.contains("no") ? "no" : values.get(1));
          count(Act.CHOSEN);
        }
      }
      List<WebElement> radios = field.findElements(By.cssSelector("input[type=radio]"));
      if (!radios.isEmpty()
          && field.findElements(By.cssSelector("input[type=radio]:checked")).isEmpty()) {
        radios.get(1).click();
        count(explains ? Act.EXPLAINED : Act.CHOSEN);
      }
      for (WebElement input :
          field.findElements(By.cssSelector("input[type=text],textarea,input[type=date]"))) {
        if (input.isDisplayed() && value(input).isEmpty()) {
          input.sendKeys(
              "date".equals(input.getDomProperty("type"))
                  ? explains ? "09302027" : "03012025"
                  : typed(input));
          count(explains ? Act.EXPLAINED : Act.TYPED);
        }
      }
    }
  }

  /** A version has a digit. */
  private static String typed(WebElement input) {
    String name = input.getDomProperty("name");
    return name != null && name.contains("app.version") ? "3.2.0" : "按规定办理";
  }

  private static String value(WebElement element) {
    return String.valueOf(element.getDomProperty("value"));
  }

  private Path zip() throws IOException {
    Path zip = folder.resolve("patrol.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out);
        Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        entries.putNextEntry(new ZipEntry(EXAMPLE.relativize(file).toString()));
        Files.copy(file, entries);
      }
    }
    return zip;
  }
}
