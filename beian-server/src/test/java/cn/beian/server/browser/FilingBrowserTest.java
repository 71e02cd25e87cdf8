package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.QrOnPdf;
import cn.beian.server.ServerTest;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.DexBytes;
import cn.beian.testkit.TestSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The whole path: package, application, both reviews, number, certificate, proof, launch build,
 * look-up.
 */
class FilingBrowserTest extends ServerTest {
  private static final String PASSWORD = "一条龙-path-2026";
  private static final OffsetDateTime AT =
      OffsetDateTime.of(2026, 11, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  @Autowired private PasswordEncoder passwords;
  @Autowired private PublicLedger ledger;
  @TempDir private Path folder;

  private final String unitName = "云州市水务局";
  private final TestSigner signer = TestSigner.named("CN=Yunzhou Water");
  private final String appId =
      "cn.yunzhou.river" + UUID.randomUUID().toString().substring(0, 8).replace("-", "");

  @Test
  void existingApp_fromPackageToStoreLookUp_inChinese() throws Exception {
    UUID unit = organization(unitName, "PREFECTURE", "330100");
    String handler = person(unit, Role.HANDLER, "330100");
    String approver = person(unit, Role.APPROVER, "330100");
    UUID office = organization("云江省网信办", "PROVINCIAL", "330000");
    String reviewer = person(office, Role.COMPLETENESS_REVIEWER, "330000");
    String secondSeat = person(office, Role.GOVERNMENT_SERVICE_REVIEWER, "330000");
    UUID nation = organization("国家网信办", "CENTRAL", "100000");
    String national = person(nation, Role.NATIONAL_REVIEWER, "100000");
    String signs = person(nation, Role.SIGNER, "100000");

    try (Browser browser = Browser.open(url(""))) {
      browser.logIn(handler, PASSWORD);
      browser.check("filing-start").attach("file", apk("review.apk", "")).press("上传并检测");
      awaitText(browser, "技术检测");
      browser.check("filing-tested").press("应用已经上线：存量备案");
      String application = browser.path();
      browser.check("filing-tasks");
      fillEverything(browser, application);
      browser.go(application + "/check").check("filing-check");
      assertThat(browser.text()).contains("内容齐全");
      browser.press("交审批人签署").logOut();

      browser.logIn(approver, PASSWORD).go(application + "/check").press("签署承诺并提交");
      browser.check("filing-sent").logOut();

      String review = application.replace("/applications/", "/cases/");
      browser.logIn(reviewer, PASSWORD).go("/cases").check("province-queue");
      browser.go(review).check("province-case").press("材料完备，转国家审核").logOut();
      browser.logIn(secondSeat, PASSWORD).go(review).press("材料完备，转国家审核").logOut();

      browser.logIn(national, PASSWORD).go(review).check("nation-case");
      judgeEverything(browser, review);
      browser.logOut();
      browser.logIn(signs, PASSWORD).go(review).press("通过备案").check("nation-decision");
      browser.press("通过并发给编号").logOut();

      browser.logIn(handler, PASSWORD).go(application).check("filing-number");
      String number = browser.driver().findElement(By.cssSelector(".num")).getText();
      assertThat(number).startsWith("ZW-A-330100-");
      Path launch = apk("launch.apk", "备案编号：" + number);
      browser.attach("launch", launch).press("交上线包");
      awaitText(browser, "与审核包一致，已加入备案");
      browser.logOut();

      browser.go("/records/" + number).check("portal-record");
      assertThat(browser.text())
          .contains("已备案，当前有效")
          .contains("机关工作人员")
          .contains(unitName)
          .contains("上线包");
      assertThat(qrOfCertificate(number)).isEqualTo(url("/records/" + number));
      verifyProof(browser, number);
      assertThat(get("/api/v1/lookup?sha256=" + sha256(launch))).contains("FILED_THIS_BUILD");
    }
  }

  private void fillEverything(Browser browser, String application) throws IOException {
    browser.go(application);
    List<String> topics =
        browser.driver().findElements(By.cssSelector(".tasks a[href*='/topics/']")).stream()
            .map(link -> String.valueOf(link.getAttribute("href")))
            .toList();
    for (String topic : topics) {
      browser.go(topic);
      fillFields(browser);
      browser.press("保存并返回");
      while (true) {
        browser.go(topic);
        List<WebElement> open =
            browser
                .driver()
                .findElements(
                    By.xpath(
                        "//form[contains(@class,'upload')][@id][not(.//*[contains(@class,'st ok')])]"));
        if (open.isEmpty()) {
          break;
        }
        String id = open.get(0).findElement(By.cssSelector("input[type=file]")).getAttribute("id");
        browser.driver().findElement(By.id(String.valueOf(id))).sendKeys(pdf().toString());
        WebElement page = browser.driver().findElement(By.tagName("html"));
        open.get(0).findElement(By.tagName("button")).click();
        new org.openqa.selenium.support.ui.WebDriverWait(
                browser.driver(), java.time.Duration.ofSeconds(20))
            .until(org.openqa.selenium.support.ui.ExpectedConditions.stalenessOf(page));
      }
    }
  }

  private static void fillFields(Browser browser) {
    for (WebElement select : browser.driver().findElements(By.cssSelector("#answers select"))) {
      Select choice = new Select(select);
      if (String.valueOf(choice.getFirstSelectedOption().getAttribute("value")).isEmpty()) {
        List<String> values =
            choice.getOptions().stream()
                .map(option -> String.valueOf(option.getAttribute("value")))
                .toList();
        choice.selectByValue(values.contains("no") ? "no" : values.get(1));
      }
    }
    for (WebElement input :
        browser
            .driver()
            .findElements(By.cssSelector("#answers input[type=text],#answers textarea"))) {
      if (String.valueOf(input.getAttribute("value")).isEmpty()) {
        input.sendKeys("按规定办理");
      }
    }
    for (WebElement date :
        browser.driver().findElements(By.cssSelector("#answers input[type=date]"))) {
      if (String.valueOf(date.getAttribute("value")).isEmpty()) {
        date.sendKeys(
            String.valueOf(date.getAttribute("id")).contains("explanation")
                ? "09302027"
                : "03012025");
      }
    }
  }

  private static void judgeEverything(Browser browser, String review) {
    List<String> findings = new ArrayList<>();
    browser.go(review);
    browser
        .driver()
        .findElements(By.cssSelector("nav a.find"))
        .forEach(link -> findings.add(String.valueOf(link.getAttribute("href"))));
    for (String finding : findings) {
      browser.go(finding);
      List<WebElement> dismiss =
          browser.driver().findElements(By.cssSelector("input[value=DISMISSED]"));
      if (!dismiss.isEmpty()) {
        dismiss.get(0).click();
        browser.type("judge-reason", "经核对不是规则所指").press("记录判断");
      }
    }
  }

  private void verifyProof(Browser browser, String number) throws Exception {
    long index =
        jdbc.sql("select entry_index from filing_revision where number = ? and revision = 1")
            .param(number)
            .query(Long.class)
            .single();
    ledger.publish();
    String proof = get("/ledger/proofs/" + index);
    browser.go("/verify");
    browser.driver().executeScript("document.getElementById('proof').value = arguments[0]", proof);
    browser.press("验证").check("portal-verified");
    assertThat(browser.text()).contains("证明成立").contains(number);
    browser
        .driver()
        .executeScript(
            "document.getElementById('proof').value = arguments[0]",
            proof.replace("index " + index, "index " + (index + 1)));
    browser.press("验证");
    assertThat(browser.text()).contains("证明不成立");
  }

  private String qrOfCertificate(String number) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    HttpResponse<byte[]> pdf;
    do {
      pdf =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(url("/records/" + number + "/certificate/zh")))
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray());
    } while (pdf.statusCode() != 200 && System.nanoTime() < end);
    assertThat(pdf.statusCode()).isEqualTo(200);
    return QrOnPdf.text(pdf.body());
  }

  private static void awaitText(Browser browser, String text) {
    new org.openqa.selenium.support.ui.WebDriverWait(
            browser.driver(), java.time.Duration.ofSeconds(90), java.time.Duration.ofSeconds(1))
        .until(
            driver -> {
              driver.navigate().refresh();
              return driver.findElement(By.tagName("main")).getText().contains(text);
            });
  }

  private Path apk(String name, String numberLine) throws IOException {
    ApkBytes apk = new ApkBytes(appId).label("River", "清溪巡河").mainActivity(appId + ".Main");
    List<ApkBytes.View> views = new ArrayList<>();
    views.add(text("主办单位：" + unitName));
    views.add(text("河道水位与巡查安排"));
    views.add(button("投诉建议"));
    views.add(button("隐私政策"));
    if (!numberLine.isEmpty()) {
      views.add(text(numberLine));
    }
    int layout = apk.layout("main", views.toArray(ApkBytes.View[]::new));
    String source =
        "package "
            + appId
            + "; public class Main extends android.app.Activity {"
            + " public void onCreate() { setContentView("
            + layout
            + "); }"
            + " public void open(android.view.View v) { } }";
    apk.file(
        "classes.dex",
        DexBytes.of(
            Map.of(
                "android.app.Activity",
                "package android.app; public class Activity { public void setContentView(int layout) {} }",
                "android.view.View",
                "package android.view; public class View {}",
                appId + ".Main",
                source)));
    return Files.write(folder.resolve(name), apk.signed(signer));
  }

  private static ApkBytes.View text(String text) {
    return new ApkBytes.View("TextView", "", Map.of(ApkBytes.Attribute.TEXT, text));
  }

  private static ApkBytes.View button(String text) {
    return new ApkBytes.View(
        "Button", "", Map.of(ApkBytes.Attribute.TEXT, text, ApkBytes.Attribute.ON_CLICK, "open"));
  }

  private Path pdf() throws IOException {
    return Files.writeString(
        folder.resolve("document.pdf"), "%PDF-1.4\n% 测试附件\n", StandardCharsets.UTF_8);
  }

  private String get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url(path))).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  private UUID organization(String name, String level, String division) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            "insert into organization (id, name, credit_code, level, kind, division, route, created_at)"
                + " values (?, ?, ?, ?, 'ORGAN', ?, 'LOCAL', ?)")
        .params(id, name, CODE, level, division, AT)
        .update();
    return id;
  }

  private static final String CODE =
      "11330100MB0A00001" + cn.beian.filing.numbers.CreditCode.checkCharacter("11330100MB0A00001");

  private String person(UUID unit, Role role, String region) {
    String login = "p" + UUID.randomUUID().toString().replace("-", "");
    jdbc.sql(
            "insert into user_account (id, login, password_hash, name, post, telephone, email, organization_id, roles,"
                + " region, created_at) values (?, ?, ?, '周明', '科员', '0571-1', 'a@b.cn', ?, string_to_array(?, ','), ?, ?)")
        .params(
            UUID.randomUUID(),
            login,
            java.util.Objects.requireNonNull(passwords.encode(PASSWORD)),
            unit,
            role.name(),
            region,
            AT)
        .update();
    return login;
  }
}
