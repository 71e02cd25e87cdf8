package cn.beian.server.filings.filed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.intake.Intake;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

class LaunchResultsTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private LaunchBuilds launchBuilds;
  @Autowired private ReadPackages readPackages;
  @Autowired private TransactionTemplate transaction;

  @Test
  void buildReadToItsEnd_whileItIsHandedIn_isComparedAllTheSame() throws Exception {
    FilingSteps steps = new FilingSteps(server);
    UUID id =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    steps.accepted(id);
    steps.as(steps.handler);
    UUID build = steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler);
    reading(build, "RUNNING");
    transaction.executeWithoutResult(
        open -> {
          launchBuilds.handIn(id, steps.version(id), build);
          CompletableFuture.runAsync(
                  () -> {
                    reading(build, "READ");
                    readPackages.goOn(build);
                  })
              .join();
        });
    await()
        .until(
            () ->
                jdbc.sql("select outcome from launch_build where package_id = :id")
                    .param("id", build)
                    .query(String.class)
                    .single()
                    .equals("DIFFERENT"));
  }

  @Test
  void pageWaitsForTheResult_andThenSaysWhatToDo() throws Exception {
    FilingSteps steps = new FilingSteps(server);
    UUID id =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    String number = steps.accepted(id).toString();
    steps.as(steps.handler);
    UUID build = steps.stage.plant(steps.stage.app().version("9", "9").facts(), steps.handler);
    reading(build, "RUNNING");
    launchBuilds.handIn(id, steps.version(id), build);
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    String address = "/applications/" + id;
    assertThat(handler.page(address))
        .contains("上线包正在读取", "上线包已收到", "hx-get=\"" + address + "/launch-builds?asked=1\"", "刷新，看结果")
        .doesNotContain("已办结：已准予备案");
    assertThat(handler.page(address + "/launch-builds?asked=300"))
        .as("it ends")
        .contains("正在读取")
        .doesNotContain("hx-get");
    reading(build, "READ");
    launchBuilds.catchUp(id);
    assertThat(handler.page(address))
        .contains("没有看到备案编号", "请把下面两行写进应用", "备案编号：" + number)
        .doesNotContain("正在读取", "上线包已收到", "hx-get=\"" + address);
    assertThat(handler.get(address + "/launch-builds").headers().firstValue("HX-Refresh"))
        .hasValue("true");
  }

  @ParameterizedTest
  @CsvSource({
    "WORKER_FAILED, 检测程序读这个文件时出错",
    "TOO_LONG, 检测程序读这个文件超过时限",
    "TOO_MUCH_MEMORY, 检测程序读这个文件所需内存超过上限"
  })
  void buildOverWhichTheProgramFailed_isNotBlamed_andIsComparedOnceItWasReadAnew(
      String failure, String told) throws Exception {
    FilingSteps steps = new FilingSteps(server);
    UUID id =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    steps.accepted(id);
    steps.as(steps.handler);
    UUID build = steps.stage.plant(steps.stage.app().version("9", "9").facts(), steps.handler);
    failed(build, failure);
    launchBuilds.handIn(id, steps.version(id), build);
    String sha256 = server.getBean(Intake.class).findPackage(build).orElseThrow().sha256();
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    assertThat(handler.page("/applications/" + id))
        .contains("读不出来", told, "校验值（SHA-256）", sha256)
        .doesNotContain("文件不完整");

    failed(build, "UNREADABLE");
    assertThat(handler.page("/applications/" + id)).contains("文件不完整").doesNotContain(sha256);
    failed(build, "LIMIT");
    assertThat(handler.page("/applications/" + id)).contains("安全上限").doesNotContain("文件不完整");

    failed(build, "");
    reading(build, "READ");
    readPackages.goOn(build);
    assertThat(handler.page("/applications/" + id)).contains("没有看到备案编号").doesNotContain("读不出来");
  }

  private void failed(UUID packageId, String failure) {
    reading(packageId, "FAILED");
    jdbc.sql(
            """
            update inspection i set failure = :failure from package_upload p
              where p.id = :id and i.sha256 = p.sha256 and i.app_id = p.app_id
            """)
        .param("failure", failure)
        .param("id", packageId)
        .update();
  }

  private void reading(UUID packageId, String status) {
    jdbc.sql(
            """
            update inspection i
              set status = :status, ended_at = case when :status <> 'RUNNING' then now() end
              from package_upload p
              where p.id = :id and i.sha256 = p.sha256 and i.app_id = p.app_id
            """)
        .param("status", status)
        .param("id", packageId)
        .update();
  }

  @Test
  void buildThatDiffers_isNamedByItsFile_withRulesByTitle_andTheDifferenceInWords()
      throws Exception {
    FilingSteps steps = new FilingSteps(server);
    UUID reviewed = steps.stage.plant(steps.stage.facts(), steps.handler);
    UUID id = steps.inNationalReview(steps.draft(reviewed));
    steps.accepted(id);
    steps.as(steps.handler);
    UUID other = steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler);
    launchBuilds.handIn(id, steps.version(id), other);

    String page = WebSession.of(server, url(""), steps.handler).page("/applications/" + id);
    assertThat(page)
        .contains("<strong class=\"break\">app.apk</strong>", " 提交", "与审核包不一致")
        .contains("需单独说明的功能", "上线包多出：", "href=\"/rules/FORM-101\"", "没有看到备案编号")
        .contains("上线包只应比审核包多出主办单位和编号", "href=\"/apps/", "申请变更")
        .contains("再选同一个文件，会从断开的地方接着传")
        .doesNotContain("+FORM-101", ">FORM-101");
  }
}
